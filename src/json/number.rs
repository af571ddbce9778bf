//! Numbers as they are written, compared by value.

/// A valid JSON number's text.
#[derive(Clone, Copy, Debug)]
pub struct Number<'a>(&'a str);

impl<'a> Number<'a> {
    pub(super) fn new(text: &'a str) -> Number<'a> {
        Number(text)
    }

    pub fn text(self) -> &'a str {
        self.0
    }
}

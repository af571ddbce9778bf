//! A body that copies of its request share, since it may have megabytes.

use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// The bytes of a body: all of a buffer from some place on.
#[derive(Clone, Default)]
pub struct Body {
    all: Rc<Vec<u8>>,
    from: usize,
}

impl Body {
    /// What stands in a buffer from that place on; nothing is copied.
    pub fn after(all: Vec<u8>, from: usize) -> Body {
        let all = Rc::new(all);
        Body { all, from }
    }
}

impl From<Vec<u8>> for Body {
    fn from(all: Vec<u8>) -> Body {
        Body::after(all, 0)
    }
}

impl Deref for Body {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.all.get(self.from..).unwrap_or_default()
    }
}

impl PartialEq for Body {
    fn eq(&self, other: &Body) -> bool {
        **self == **other
    }
}

impl Eq for Body {}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

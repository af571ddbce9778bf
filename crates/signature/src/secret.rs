//! Strings that cannot be printed, serialised or saved.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

/// A secret. `Debug` shows nothing of it, and there is no `Display` or `Serialize`.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(Rc<str>);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<Rc<str>>) -> Secret {
        Secret(text.into())
    }

    /// Returns the text: for signing, for header fields that contain it, and for its input field.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The secrets of one operation by input: `auth:basic/password`, `auth:bearer`, `secret`,
/// `secret:enckey`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Secrets(BTreeMap<Rc<str>, Secret>);

impl Secrets {
    /// Returns the secret of an input, unless it is empty.
    pub fn get(&self, input: &str) -> Option<&Secret> {
        self.0.get(input).filter(|s| !s.is_empty())
    }

    /// Returns all secrets that are not empty, by input.
    pub fn iter(&self) -> impl Iterator<Item = (&Rc<str>, &Secret)> {
        self.0.iter().filter(|(_, secret)| !secret.is_empty())
    }

    /// Sets the secret of an input.
    pub fn set(&mut self, input: impl Into<Rc<str>>, secret: Secret) {
        self.0.insert(input.into(), secret);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_nothing_of_itself() {
        let mut secrets = Secrets::default();
        secrets.set("secret", Secret::new("canary"));
        assert_eq!(format!("{secrets:?}"), r#"Secrets({"secret": Secret(…)})"#);
    }

    #[test]
    fn an_emptied_secret_is_not_given() {
        let mut secrets = Secrets::default();
        secrets.set("auth:bearer", Secret::new("token"));
        assert_eq!(
            secrets.get("auth:bearer").map(Secret::expose),
            Some("token")
        );
        secrets.set("auth:bearer", Secret::new(""));
        assert_eq!(secrets.get("auth:bearer"), None);
        assert_eq!(secrets.get("auth:basic/password"), None);
    }
}

//! A wrong secret that is still usable.
//!
//! It has the length and the alphabet of the right one, so that a receiver refuses the signature
//! and not the secret's form.

use signature::secret::{Secret, Secrets};
use signature::{KeyText, Scheme};

/// Returns the secrets with another main secret and the other inputs unchanged.
pub fn secrets(scheme: &Scheme, right: &Secrets) -> Secrets {
    let mut wrong = right.clone();
    let text = right.get("secret").map_or("", |s| s.expose());
    wrong.set("secret", Secret::new(changed(text, scheme)));
    wrong
}

/// Returns a wrong text that looks like the right one.
pub fn text(right: &str) -> String {
    changed(right, &Scheme::default())
}

/// Changes the first character after the prefix that may change.
fn changed(text: &str, scheme: &Scheme) -> String {
    let skip = match scheme.key.encoding {
        KeyText::Text => 0,
        KeyText::Hex | KeyText::Base64 | KeyText::Base64Url => {
            match text.starts_with(&scheme.key.prefix) {
                true => scheme.key.prefix.len(),
                false => 0,
            }
        }
    };
    let at = text
        .char_indices()
        .find(|(at, c)| *at >= skip && c.is_ascii_alphanumeric());
    match at {
        Some((at, c)) => {
            let (before, after) = text.split_at(at);
            let next = if matches!(c, '1' | 'A' | 'a') {
                '2'
            } else {
                '1'
            };
            let rest = after.get(c.len_utf8()..).unwrap_or_default();
            format!("{before}{next}{rest}")
        }
        None => format!("{text}1"),
    }
}

//! Restrictions of HTTP and browsers on header fields.

use problem::request::Request as Fault;

/// Returns the fault of a field's name (RFC 9110 section 5.6.2).
pub fn name_fault(name: &str) -> Option<Fault> {
    if name.is_empty() {
        return Some(Fault::HeaderName(None));
    }
    let bad = name.chars().enumerate().find(|(_, c)| !is_token(*c));
    bad.map(|(at, c)| Fault::HeaderName(Some((c, at + 1))))
}

/// Returns whether a character is a tchar of RFC 9110.
pub fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

/// Returns the fault of a field's value (RFC 9110 section 5.5), with one byte per character as in
/// browsers.
pub fn value_fault(value: &str) -> Option<Fault> {
    for (at, c) in value.chars().enumerate() {
        if c > '\u{ff}' {
            return Some(Fault::HeaderCharacter(c, at + 1));
        }
        if c != '\t' && c.is_ascii_control() {
            return Some(Fault::HeaderControl(c, at + 1));
        }
    }
    let is_space = |c: char| c == ' ' || c == '\t';
    (value.starts_with(is_space) || value.ends_with(is_space)).then_some(Fault::HeaderEnds)
}

//! Percent-encoding: which characters stay as they are, and how escapes are read.
//!
//! The encoding itself is the `percent-encoding` crate's. What is not here: form
//! bodies, which come in two variants (see the crate `request`).

use percent_encoding::{CONTROLS, NON_ALPHANUMERIC, percent_decode, percent_decode_str};

pub use percent_encoding::{AsciiSet, utf8_percent_encode as encode};

/// The URL Standard's path percent-encode set, and the bar.
///
/// A caret is in the set since 2023, and Chromium encodes a bar as well; encoded, both are normal to
/// every parser.
pub const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The URL Standard's special-query percent-encode set.
pub const QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\'');

/// All but RFC 3986's unreserved characters (section 2.3), `%` too.
pub const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// OpenAPI's `allowReserved`, and the name of a query parameter as documented: the reserved
/// characters stay but for those that would end or split a parameter.
pub const RESERVED: &AsciiSet = &UNRESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// Returns the bytes that a text means; a `%` without two hex digits stays.
pub fn decode(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}

/// Decodes a form's name or value (URL Standard, section 5.1): as [`decode`], and `+` is a space.
pub fn decode_form(text: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    percent_decode(&spaced).collect()
}

/// As [`decode_form`], with U+FFFD for what is not UTF-8.
pub fn decode_form_text(text: &str) -> String {
    String::from_utf8_lossy(&decode_form(text.as_bytes())).into_owned()
}

//! Percent-encoding: the sets of characters to encode, and decoding.
//!
//! The `percent-encoding` crate does the encoding. The two variants of form bodies are not here.

use percent_encoding::{CONTROLS, NON_ALPHANUMERIC, percent_decode, percent_decode_str};

pub use percent_encoding::{AsciiSet, utf8_percent_encode as encode};

/// The URL Standard's path percent-encode set, and the vertical bar.
///
/// The set contains the caret since 2023, and Chromium encodes the bar as well; encoded, both are
/// valid for every parser.
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

/// Everything except RFC 3986's unreserved characters (section 2.3), including `%`.
pub const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The set for OpenAPI's `allowReserved` and for documented names of query parameters: reserved
/// characters stay, except those that would end or split a parameter.
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

/// Decodes a text; a `%` without two hex digits stays.
pub fn decode(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}

/// Decodes a form's name or value (URL Standard, section 5.1): like [`decode`], and `+` is a space.
pub fn decode_form(text: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = text
        .iter()
        .map(|byte| if *byte == b'+' { b' ' } else { *byte })
        .collect();
    percent_decode(&spaced).collect()
}

/// Decodes a form's name or value, with U+FFFD for bytes that are not UTF-8.
pub fn decode_form_text(text: &str) -> String {
    String::from_utf8_lossy(&decode_form(text.as_bytes())).into_owned()
}

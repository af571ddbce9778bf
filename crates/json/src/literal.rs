//! The decoding of string literals (RFC 8259, section 7).

use std::borrow::Cow;

/// Returns whether a valid string literal decodes to a name.
pub(super) fn is_name(literal: &str, name: &str) -> bool {
    // Nearly every name is written without escapes and can be compared in place.
    if literal.len() == name.len() + 2 && literal[1..].starts_with(name) {
        return !name.contains('\\');
    }
    literal.contains('\\') && unescape(literal) == (Cow::Borrowed(name), true)
}

/// Decodes a valid string literal; `false` if that loses a lone surrogate,
/// which becomes U+FFFD.
pub(super) fn unescape(literal: &str) -> (Cow<'_, str>, bool) {
    let inner = inner(literal);
    if !inner.contains('\\') {
        return (Cow::Borrowed(inner), true);
    }
    let mut out = String::with_capacity(inner.len());
    let mut exact = true;
    units(inner, |unit| match unit {
        Ok(char) => out.push(char),
        Err(_) => {
            exact = false;
            out.push('\u{FFFD}');
        }
    });
    (Cow::Owned(out), exact)
}

/// Decodes a valid string literal to bytes that differ whenever the strings do:
/// UTF-8, with a lone surrogate as the three bytes that UTF-8 would use for it.
pub(super) fn exact_bytes(literal: &str) -> Cow<'_, [u8]> {
    let inner = inner(literal);
    if !inner.contains('\\') {
        return Cow::Borrowed(inner.as_bytes());
    }
    let mut out = Vec::with_capacity(inner.len());
    units(inner, |unit| match unit {
        Ok(char) => out.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes()),
        Err(lone) => out.extend_from_slice(&[
            0xE0 | (lone >> 12) as u8,
            0x80 | (lone >> 6 & 0x3F) as u8,
            0x80 | (lone & 0x3F) as u8,
        ]),
    });
    Cow::Owned(out)
}

/// The text between the quotes.
fn inner(literal: &str) -> &str {
    literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(literal)
}

/// Passes on each character of the text, and each lone surrogate as an error.
fn units(inner: &str, mut each: impl FnMut(Result<char, u16>)) {
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        rest[..at].chars().for_each(|char| each(Ok(char)));
        rest = &rest[at..];
        let simple = match rest.as_bytes().get(1) {
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let (unit, length) = decode_unicode(rest);
                each(unit);
                rest = &rest[length..];
                continue;
            }
            Some(&other) => other as char,
            None => return,
        };
        each(Ok(simple));
        rest = rest.get(2..).unwrap_or("");
    }
    rest.chars().for_each(|char| each(Ok(char)));
}

/// Decodes a `\uXXXX`, or a pair of them; returns the character and the length of its text.
fn decode_unicode(rest: &str) -> (Result<char, u16>, usize) {
    let unit = |from: usize| -> Option<u16> {
        let digits = rest.get(from..from + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(0) else {
        return (Ok('\u{FFFD}'), rest.len());
    };
    let second = unit(6).filter(|_| (0xD800..0xDC00).contains(&first));
    let pair = [first, second.unwrap_or(0)];
    match char::decode_utf16(pair).next() {
        Some(Ok(char)) => (Ok(char), char.len_utf16() * 6),
        _ => (Err(first), 6),
    }
}

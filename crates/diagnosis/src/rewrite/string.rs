//! A string literal with other escapes.

use super::Style;
use crate::cause::Escapes;
use data_encoding::{HEXLOWER, HEXUPPER};

/// Appends a string literal in a style.
pub fn write(out: &mut String, literal: &str, style: &Style) {
    if style.escapes.is_none() && style.slashes.is_none() {
        return out.push_str(literal);
    }
    let inner = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let mut rest = inner.unwrap_or(literal);
    out.push('"');
    while let Some(c) = rest.chars().next() {
        if c != '\\' {
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            character(out, c, false, style);
            continue;
        }
        let length = escape(out, rest, style);
        rest = rest.get(length..).unwrap_or_default();
    }
    out.push('"');
}

/// Writes the character of an escape and returns the escape's length.
fn escape(out: &mut String, rest: &str, style: &Style) -> usize {
    let unit = |from: usize| -> Option<u16> {
        let digits = rest.get(from..from + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let second = rest.get(1..).and_then(|rest| rest.chars().next());
    let keep = style.escapes.is_none();
    match (second, unit(0)) {
        (Some('/'), _) => character(out, '/', true, style),
        _ if keep => {
            let length = if second == Some('u') { 6 } else { 2 };
            out.push_str(rest.get(..length).unwrap_or(rest));
            return length;
        }
        (_, Some(first)) => {
            let high = (0xD800..0xDC00).contains(&first);
            let pair = [first, unit(6).filter(|_| high).unwrap_or(0)];
            return match char::decode_utf16(pair).next() {
                Some(Ok(c)) => {
                    character(out, c, false, style);
                    c.len_utf16() * 6
                }
                _ => {
                    // Half of a surrogate pair has no other form.
                    hex(out, first, upper(style));
                    6
                }
            };
        }
        (Some('n'), _) => character(out, '\n', false, style),
        (Some('r'), _) => character(out, '\r', false, style),
        (Some('t'), _) => character(out, '\t', false, style),
        (Some('b'), _) => character(out, '\u{8}', false, style),
        (Some('f'), _) => character(out, '\u{c}', false, style),
        (Some(c), _) => character(out, c, false, style),
        (None, _) => {}
    }
    2
}

fn upper(style: &Style) -> bool {
    matches!(style.escapes, Some(Escapes::Upper | Escapes::Net))
}

/// Writes a character; `escaped` means that a slash was written `\/`.
fn character(out: &mut String, c: char, escaped: bool, style: &Style) {
    if c == '/' {
        if style.slashes.unwrap_or(escaped) {
            out.push('\\');
        }
        return out.push('/');
    }
    let Some(escapes) = style.escapes else {
        return out.push(c);
    };
    if bare(c, escapes) {
        return out.push(c);
    }
    let short = match c {
        '"' if escapes != Escapes::Net => '"',
        '\\' => '\\',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        _ => {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                hex(out, *unit, upper(style));
            }
            return;
        }
    };
    out.push('\\');
    out.push(short);
}

/// Returns whether a character needs no escape.
fn bare(c: char, escapes: Escapes) -> bool {
    if c < ' ' || c == '"' || c == '\\' {
        return false;
    }
    match escapes {
        Escapes::Lower | Escapes::Upper => c <= '~',
        Escapes::Html => !matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}'),
        Escapes::Gson => !matches!(c, '<' | '>' | '&' | '=' | '\'' | '\u{2028}' | '\u{2029}'),
        Escapes::Net => c <= '~' && !matches!(c, '<' | '>' | '&' | '\'' | '+' | '`'),
        Escapes::Plain => true,
    }
}

fn hex(out: &mut String, unit: u16, upper: bool) {
    out.push_str("\\u");
    let encoding = if upper { HEXUPPER } else { HEXLOWER };
    encoding.encode_append(&unit.to_be_bytes(), out);
}

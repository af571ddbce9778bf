//! Changes of a body as text or as a form: line ends, marks, charsets, percent-encoding.

pub mod charset;

use charset::Traits;
use percent_encoding::percent_encode_byte;

use super::cause::{Cause, Charset, Form, Lost};
use json::write::quoted;
use signature::percent::decode_form;
use signature::{Algorithm, DigestText, hmac};

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Applies a change; returns `None` where that is not possible. The result may equal the body.
pub fn changed(cause: &Cause, body: &[u8]) -> Option<Vec<u8>> {
    match cause {
        Cause::LastLine { .. }
        | Cause::ByteOrderMark { .. }
        | Cause::Trimmed
        | Cause::Padded { .. } => kept(cause, body).map(|parts| parts.concat()),
        Cause::LineEnds { crlf } => Some(line_ends(body, *crlf)),
        Cause::Charset(charset) => encoded(*charset, body),
        Cause::Form(form) => refilled(*form, body),
        Cause::Quoted { quoted: true } => {
            Some(quoted(std::str::from_utf8(body).ok()?).into_bytes())
        }
        Cause::Lost(lost) => Some(instead(*lost, body)),
        _ => None,
    }
}

/// Returns what a change of the ends puts before the body, keeps of it and puts after it; `None`
/// where the change cannot be made or is of another kind.
pub fn kept<'a>(cause: &'a Cause, body: &'a [u8]) -> Option<[&'a [u8]; 3]> {
    let end = |crlf: bool| if crlf { &b"\r\n"[..] } else { b"\n" };
    match cause {
        Cause::LastLine { added: true, crlf } => Some([b"", body, end(*crlf)]),
        Cause::LastLine { added: false, crlf } => Some([b"", body.strip_suffix(end(*crlf))?, b""]),
        Cause::ByteOrderMark { added: true } if body.starts_with(MARK) => None,
        Cause::ByteOrderMark { added: true } => Some([MARK, body, b""]),
        Cause::ByteOrderMark { added: false } => Some([b"", body.strip_prefix(MARK)?, b""]),
        Cause::Trimmed => Some([b"", body.trim_ascii(), b""]),
        Cause::Padded { before, after } => Some([before.as_bytes(), body, after.as_bytes()]),
        _ => None,
    }
}

fn instead(lost: Lost, body: &[u8]) -> Vec<u8> {
    match lost {
        Lost::Empty => Vec::new(),
        Lost::Object => b"[object Object]".to_vec(),
        Lost::Braces => b"{}".to_vec(),
        Lost::Undefined => b"undefined".to_vec(),
        Lost::Null => b"null".to_vec(),
        Lost::Base64 => hmac::base64(body).into_bytes(),
        Lost::Hash => {
            let digest = hmac::hash(Algorithm::Sha256, body);
            hmac::text(&digest, DigestText::Hex).into_bytes()
        }
    }
}

fn line_ends(body: &[u8], crlf: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + body.len() / 32);
    let mut bytes = body.iter().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\r' if bytes.peek() == Some(&&b'\n') => {}
            b'\n' if crlf => out.extend_from_slice(b"\r\n"),
            byte => out.push(*byte),
        }
    }
    out
}

fn encoded(charset: Charset, body: &[u8]) -> Option<Vec<u8>> {
    if !charset::fits(charset, Traits::of(body)) {
        return None;
    }
    let out = [charset::mark(charset), &charset::recoded(charset, body)?].concat();
    let sound = !charset::is_utf8(charset) || std::str::from_utf8(&out).is_ok();
    sound.then_some(out)
}

/// Reorders a form's fields; returns `None` where it has other fields.
pub fn reordered(body: &[u8], places: &[usize]) -> Option<Vec<u8>> {
    let fields: Vec<&[u8]> = body.split(|b| *b == b'&').collect();
    let order = places.iter().filter_map(|at| fields.get(*at).copied());
    let order: Vec<&[u8]> = order.collect();
    (order.len() == fields.len()).then(|| order.join(&b'&'))
}

fn refilled(form: Form, body: &[u8]) -> Option<Vec<u8>> {
    let replaced = |from: &str, to: &str| {
        let text = std::str::from_utf8(body).ok()?;
        Some(text.replace(from, to).into_bytes())
    };
    match form {
        Form::Plus => replaced("%20", "+"),
        Form::Percent20 => replaced("+", "%20"),
        Form::UpperHex => Some(hex_case(body, u8::to_ascii_uppercase)),
        Form::LowerHex => Some(hex_case(body, u8::to_ascii_lowercase)),
        Form::Sorted => {
            let mut pairs: Vec<&[u8]> = body.split(|b| *b == b'&').collect();
            pairs.sort_by(|a, b| name(a).cmp(name(b)));
            Some(pairs.join(&b'&'))
        }
        Form::Descending => {
            let mut pairs: Vec<&[u8]> = body.split(|b| *b == b'&').collect();
            pairs.sort_by(|a, b| name(b).cmp(name(a)));
            Some(pairs.join(&b'&'))
        }
        Form::Reversed => {
            let pairs: Vec<&[u8]> = body.rsplit(|b| *b == b'&').collect();
            Some(pairs.join(&b'&'))
        }
        Form::Other => None,
        Form::Decoded => Some(decode_form(body)),
        Form::Url => Some(encoded_again(body, b"*-._", true)),
        Form::Component => Some(encoded_again(body, b"-_.!~*'()", false)),
        Form::Rfc3986 => Some(encoded_again(body, b"-._~", false)),
        Form::Json => {
            let pairs = body.split(|b| *b == b'&').filter(|pair| !pair.is_empty());
            let mut out = String::new();
            for pair in pairs {
                out.push(if out.is_empty() { '{' } else { ',' });
                let (name, value) = split(pair);
                for (part, mark) in [(name, ":"), (value, "")] {
                    out.push_str(&quoted(&String::from_utf8_lossy(&decode_form(part))));
                    out.push_str(mark);
                }
            }
            out.push('}');
            Some(out.into_bytes())
        }
    }
}

fn split(pair: &[u8]) -> (&[u8], &[u8]) {
    let at = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
    let (name, value) = pair.split_at(at);
    (name, value.get(1..).unwrap_or_default())
}

fn name(pair: &[u8]) -> &[u8] {
    split(pair).0
}

/// Changes the case of the hex digits in each `%XX`.
fn hex_case(body: &[u8], case: fn(&u8) -> u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((byte, after)) = rest.split_first() {
        out.push(*byte);
        rest = after;
        if let ([high, low, after @ ..], b'%') = (after, byte)
            && high.is_ascii_hexdigit()
            && low.is_ascii_hexdigit()
        {
            out.extend([case(high), case(low)]);
            rest = after;
        }
    }
    out
}

/// Decodes names and values and encodes them again; bytes in `kept` stay, and with `plus` a space
/// becomes `+`.
fn encoded_again(body: &[u8], kept: &[u8], plus: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 16);
    for (index, pair) in body.split(|b| *b == b'&').enumerate() {
        if index > 0 {
            out.push(b'&');
        }
        let (name, value) = split(pair);
        let parts = if pair.contains(&b'=') {
            vec![name, value]
        } else {
            vec![name]
        };
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                out.push(b'=');
            }
            for byte in decode_form(part) {
                match byte {
                    b' ' if plus => out.push(b'+'),
                    byte if byte.is_ascii_alphanumeric() || kept.contains(&byte) => out.push(byte),
                    byte => out.extend_from_slice(percent_encode_byte(byte).as_bytes()),
                }
            }
        }
    }
    out
}

//! The fields of a request that `{fields:…}` signs, and its header lines.

use crate::percent::decode_form;
use crate::template::form_between;
use crate::{Signable, javascript};
use json::{Kind, Tree, View};

/// Names and values, decoded.
pub type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

/// Returns the top-level members of a JSON body, the fields of a form body, or else those of the
/// query, sorted by name.
///
/// Other bodies, and those that cannot be read, have none.
pub fn sorted(request: &Signable<'_>) -> Pairs {
    let mut pairs = if request.body.is_empty() {
        form(query(request.target).as_bytes())
    } else if is_form(request) {
        form(request.body)
    } else {
        json(request.body)
    };
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    pairs
}

/// Returns the fields of a form body as `{form}` signs them, with these marks; empty for other
/// bodies.
pub fn form_text(request: &Signable<'_>, marks: &str) -> Vec<u8> {
    if !is_form(request) {
        return Vec::new();
    }
    let (equals, between) = form_between(marks);
    let mut pairs = form(request.body);
    pairs.sort();
    pairs.dedup();
    let pairs = pairs.iter();
    let texts: Vec<Vec<u8>> = pairs
        .map(|(name, value)| [name, equals.as_bytes(), value].concat())
        .collect();
    texts.join(between.as_bytes())
}

/// Returns whether the body is a form, by its media type.
pub fn is_form(request: &Signable<'_>) -> bool {
    let media = request.content_type.split(';').next().unwrap_or_default();
    media
        .trim()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Returns a member of a JSON body: a string without quotes, anything else as written.
///
/// Empty for `null`, for missing members, and for a body that cannot be read.
pub fn member(body: &[u8], pointer: &str) -> String {
    found(body, pointer).unwrap_or_default()
}

/// Returns the same as [`member`], but `None` for a missing member.
pub fn found(body: &[u8], pointer: &str) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    // A large body is parsed only if it can contain the member: nobody escapes a plain name. Names
    // that the pointer escapes, and list positions, do not occur in the text.
    let name = pointer.rsplit('/').next().unwrap_or_default();
    let spelled = !name.contains('~') && !name.bytes().all(|b| b.is_ascii_digit());
    if !text.trim_start().starts_with(['{', '[']) || (spelled && !text.contains(name)) {
        return None;
    }
    let tree = Tree::read(text).ok()?;
    Some(bare(tree.root().pointer(pointer)?))
}

fn bare(value: View<'_>) -> String {
    match value.kind() {
        Kind::String => value.string().unwrap_or_default().into_owned(),
        Kind::Null => String::new(),
        _ => value.source().to_owned(),
    }
}

/// Returns `name`, LF, value, LF for each of the top-level members that is present and not `null`.
pub fn json_lines(body: &[u8], wanted: &str) -> String {
    let mut lines = String::new();
    let text = std::str::from_utf8(body).unwrap_or_default();
    let Ok(tree) = Tree::read(text) else {
        return lines;
    };
    for name in wanted.split(',').map(str::trim) {
        let Some(value) = tree.root().get(name) else {
            continue;
        };
        let string = value.string();
        let text = match value.kind() {
            Kind::Null => continue,
            Kind::String => string.as_deref().unwrap_or_default(),
            _ => value.source(),
        };
        for part in [name, "\n", text, "\n"] {
            lines.push_str(part);
        }
    }
    lines
}

/// Returns the CRC-32 of bytes, as in zip and zlib (ISO 3309, section 8.1.1.6.2).
pub fn crc32(bytes: &[u8]) -> u32 {
    // The effect of each four-bit value, so that a byte takes two steps.
    const HALF: [u32; 16] = {
        let mut half = [0; 16];
        let mut at = 0;
        while at < 16 {
            let mut crc = at as u32;
            let mut bit = 0;
            while bit < 4 {
                crc = if crc & 1 == 1 {
                    crc >> 1 ^ 0xedb8_8320
                } else {
                    crc >> 1
                };
                bit += 1;
            }
            half[at] = crc;
            at += 1;
        }
        half
    };
    let step = |crc: u32| crc >> 4 ^ HALF[(crc & 15) as usize];
    !bytes
        .iter()
        .fold(!0, |crc, byte| step(step(crc ^ u32::from(*byte))))
}

/// Returns the decoded value of a parameter of an address.
pub fn parameter(url: &str, name: &str) -> Option<String> {
    let mut pairs = query_pairs(url).into_iter();
    let pair = pairs.find(|pair| pair.0 == name.as_bytes())?;
    Some(String::from_utf8_lossy(&pair.1).into_owned())
}

/// Returns the decoded parameters of a request target.
pub(crate) fn query_pairs(target: &str) -> Pairs {
    form(query(target).as_bytes())
}

/// Decodes the escapes of the given ASCII characters and leaves all others.
pub(crate) fn decode_some(text: &str, characters: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let digits = rest.get(at + 1..at + 3);
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte.map(char::from).filter(|&c| characters.contains(c)) {
            Some(c) => {
                out.push(c);
                rest = &rest[at + 3..];
            }
            None => {
                out.push('%');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Returns the query of a request target, without its question mark.
pub fn query(target: &str) -> &str {
    target.split_once('?').map_or("", |(_, query)| query)
}

fn json(body: &[u8]) -> Pairs {
    let Ok(text) = std::str::from_utf8(body) else {
        return Pairs::new();
    };
    match Tree::read(text) {
        Ok(tree) if tree.root().kind() == Kind::Object => javascript::members(tree.root())
            .into_iter()
            .map(|(name, value)| (name.into_bytes(), javascript::to_text(value).into_bytes()))
            .collect(),
        _ => Pairs::new(),
    }
}

/// Decodes a form into bytes, like the URL Standard's parser.
fn form(text: &[u8]) -> Pairs {
    let pairs = text.split(|&b| b == b'&').filter(|pair| !pair.is_empty());
    let read = |pair: &[u8]| {
        let split = pair.iter().position(|&b| b == b'=');
        let (name, value) = pair.split_at(split.unwrap_or(pair.len()));
        (
            decode_form(name),
            decode_form(value.get(1..).unwrap_or_default()),
        )
    };
    pairs.map(read).collect()
}

/// Returns `name:value` and LF for each field whose lower-case name is among `wanted`, or begins
/// with an entry that ends in `*`, sorted by name. White space within a value becomes spaces; the
/// value is trimmed.
pub fn header_lines(headers: &[(String, String)], wanted: &str) -> String {
    let wanted: Vec<&str> = wanted.split(',').map(str::trim).collect();
    let chosen = |name: &str| {
        wanted.iter().any(|w| match w.strip_suffix('*') {
            Some(prefix) => name.starts_with(prefix),
            None => name == *w,
        })
    };
    let mut lines: Vec<(String, String)> = headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), value))
        .filter(|(name, _)| chosen(name))
        .map(|(name, value)| (name, value.replace(['\t', '\n', '\r', '\x0C'], " ")))
        .collect();
    lines.sort();
    lines
        .iter()
        .map(|(name, value)| [name, ":", value.trim(), "\n"].concat())
        .collect()
}

//! The fields of a request that `{fields:…}` signs, and its header lines.

use crate::json::{Kind, Tree};
use crate::sign::{Signable, javascript};
use crate::table::sort_by;

/// Names and values, not percent-encoded.
pub type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

/// The top-level members of a JSON body, the fields of a form body, or else the query's, by name.
///
/// A body that is neither, or does not read, has none.
pub fn sorted(request: &Signable<'_>) -> Pairs {
    let media = request.content_type.split(';').next().unwrap_or_default();
    let media = media.trim().to_ascii_lowercase();
    let mut pairs = if request.body.is_empty() {
        form(query(request.target).as_bytes())
    } else if media == "application/x-www-form-urlencoded" {
        form(request.body)
    } else {
        json(request.body)
    };
    sort_by(&mut pairs, |a, b| a.0.cmp(&b.0));
    pairs
}

/// The query of a request target, without its question mark.
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

/// Decodes a form as the URL Standard's parser does, up to bytes.
fn form(text: &[u8]) -> Pairs {
    let pairs = text.split(|&b| b == b'&').filter(|pair| !pair.is_empty());
    let read = |pair: &[u8]| {
        let split = pair.iter().position(|&b| b == b'=');
        let (name, value) = pair.split_at(split.unwrap_or(pair.len()));
        (unescape(name), unescape(value.get(1..).unwrap_or_default()))
    };
    pairs.map(read).collect()
}

fn unescape(text: &[u8]) -> Vec<u8> {
    let digit = |at: usize| text.get(at).and_then(|&b| char::from(b).to_digit(16));
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) => out.push(b' '),
            _ => out.push(byte),
        }
        at += 1;
    }
    out
}

/// `name:value` and LF for each field whose lower-case name is among `wanted`, or begins with one
/// that ends in `*`; by name. White space within a value becomes spaces, and is trimmed.
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
    sort_by(&mut lines, Ord::cmp);
    lines
        .iter()
        .map(|(name, value)| [name, ":", value.trim(), "\n"].concat())
        .collect()
}

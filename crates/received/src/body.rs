//! The body of a request: checks its length against the head, and decodes chunks.

use super::head::Head;
use super::{Body, Note};

/// Removes a chunked coding from the body, and adds the notes on its length and codings.
pub fn decode(head: &mut Head, raw: Body) -> Body {
    if head.notes == [Note::Empty] {
        return raw;
    }
    let codings = values(head, "content-encoding");
    if let Some(coding) = codings
        .first()
        .filter(|c| !c.eq_ignore_ascii_case("identity"))
    {
        let coding = coding.clone();
        head.notes.push(Note::Coded { coding });
    }
    let chunked = values(head, "transfer-encoding")
        .iter()
        .any(|value| value.to_ascii_lowercase().contains("chunked"));
    if !chunked {
        check_length(head, &raw);
        return raw;
    }
    match decode_chunks(&raw) {
        Some((body, count, rest)) => {
            head.notes.push(Note::Chunked { chunks: count });
            if rest > 0 {
                head.notes.push(Note::AfterChunks { bytes: rest });
            }
            body.into()
        }
        None => {
            head.notes.push(Note::NotChunked);
            raw
        }
    }
}

fn values(head: &Head, name: &str) -> Vec<String> {
    let named = head
        .headers
        .iter()
        .filter(|h| h.0.eq_ignore_ascii_case(name));
    named.map(|h| h.1.clone()).collect()
}

/// Adds a note if `Content-Length` does not match the body.
fn check_length(head: &mut Head, body: &[u8]) {
    let values = values(head, "content-length");
    let Some(first) = values.first() else {
        return;
    };
    let digits = !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit());
    let number = first.parse().ok().filter(|_| digits);
    let Some(said) = number.filter(|_| values.iter().all(|other| other == first)) else {
        let found = values.join(", ");
        head.notes.push(Note::LengthUnclear { found });
        return;
    };
    let found = body.len();
    if said == found {
        return;
    }
    let line_end = match body {
        [.., b'\r', b'\n'] => 2,
        [.., b'\n'] => 1,
        _ => 0,
    };
    head.notes
        .push(if line_end > 0 && said + line_end == found {
            Note::LengthWithoutLineEnd { said, found }
        } else if body.len() <= MOST_COUNTED && said == found + bare_lines(body) {
            Note::LengthWithCrlf { said, found }
        } else {
            Note::Length { said, found }
        });
}

/// The length in bytes above which a body's lines are not counted.
const MOST_COUNTED: usize = 1 << 20;

/// The number of LFs without a CR before them.
fn bare_lines(body: &[u8]) -> usize {
    let before = std::iter::once(&0).chain(body);
    let pairs = before.zip(body);
    pairs
        .filter(|(before, b)| **b == b'\n' && **before != b'\r')
        .count()
}

/// Decodes chunks; returns the data, the number of chunks, and the number of bytes after the last.
///
/// Returns `None` if the bytes are not chunked. Lines may end in LF alone, and chunk extensions and
/// trailer fields are skipped.
fn decode_chunks(raw: &[u8]) -> Option<(Vec<u8>, usize, usize)> {
    let mut body = Vec::with_capacity(raw.len());
    let (mut rest, mut count) = (raw, 0);
    loop {
        let (line, after) = line(rest)?;
        let size = line.split(|b| *b == b';').next()?.trim_ascii();
        if size.is_empty() || size.len() > 8 {
            return None;
        }
        let size = usize::from_str_radix(std::str::from_utf8(size).ok()?, 16).ok()?;
        if size == 0 {
            return Some((body, count, skip_trailer(after)));
        }
        body.extend_from_slice(after.get(..size)?);
        count += 1;
        let (end, after) = line_or_end(after.get(size..)?)?;
        if !end.is_empty() {
            return None;
        }
        rest = after;
    }
}

/// Splits a line, without its end, from the rest.
fn line(raw: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = raw.iter().take(MOST_LINE).position(|b| *b == b'\n')?;
    let line = raw.get(..end)?;
    Some((
        line.strip_suffix(b"\r").unwrap_or(line),
        raw.get(end + 1..)?,
    ))
}

/// The length in bytes beyond which a line is not a chunk's size.
const MOST_LINE: usize = 4096;

fn line_or_end(raw: &[u8]) -> Option<(&[u8], &[u8])> {
    if raw.is_empty() {
        Some((raw, raw))
    } else {
        line(raw)
    }
}

/// Skips the trailer section; returns the number of bytes after it.
fn skip_trailer(mut rest: &[u8]) -> usize {
    while let Some((field, after)) = line(rest) {
        rest = after;
        if field.is_empty() {
            break;
        }
        if !field.contains(&b':') {
            return rest.len() + field.len();
        }
    }
    rest.len()
}

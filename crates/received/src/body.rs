//! The body of a request: its length held against what the head says, and chunks put together.

use super::head::Head;
use super::{Body, Note};

/// The body, without its chunked coding.
pub fn taken(head: &mut Head, raw: Body) -> Body {
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
        length(head, &raw);
        return raw;
    }
    match chunks(&raw) {
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

fn length(head: &mut Head, body: &[u8]) {
    let said = values(head, "content-length");
    let Some(first) = said.first() else {
        return;
    };
    let digits = !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit());
    let number = first.parse().ok().filter(|_| digits);
    let Some(said) = number.filter(|_| said.iter().all(|other| other == first)) else {
        let found = said.join(", ");
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
        } else if body.len() <= COUNTED && said == found + bare_lines(body) {
            Note::LengthWithCrlf { said, found }
        } else {
            Note::Length { said, found }
        });
}

/// Bytes of a body above which its lines are not counted.
const COUNTED: usize = 1 << 20;

/// How many LF have no CR before them.
fn bare_lines(body: &[u8]) -> usize {
    let before = std::iter::once(&0).chain(body);
    let pairs = before.zip(body);
    pairs
        .filter(|(before, b)| **b == b'\n' && **before != b'\r')
        .count()
}

/// What chunks hold, how many there are, and how many bytes follow the last; `None` when it is not chunked.
///
/// Lines may end in LF alone; chunk extensions and trailer fields are passed over.
fn chunks(raw: &[u8]) -> Option<(Vec<u8>, usize, usize)> {
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
            let end = trailer(after);
            return Some((body, count, end));
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

/// A line without its end, and what follows.
fn line(raw: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = raw.iter().take(MOST_LINE).position(|b| *b == b'\n')?;
    let line = raw.get(..end)?;
    Some((
        line.strip_suffix(b"\r").unwrap_or(line),
        raw.get(end + 1..)?,
    ))
}

/// Beyond which a line that says a chunk's size is none.
const MOST_LINE: usize = 4096;

fn line_or_end(raw: &[u8]) -> Option<(&[u8], &[u8])> {
    if raw.is_empty() {
        Some((raw, raw))
    } else {
        line(raw)
    }
}

/// The bytes after the trailer section's blank line.
fn trailer(mut rest: &[u8]) -> usize {
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

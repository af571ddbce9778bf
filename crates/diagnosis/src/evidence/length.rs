//! Explanations of a `Content-Length` that is not the body's length.

use super::scan::Scan;
use super::{Evidence, Fit, Gone};
use json::{Kind, Tree};
use signature::{KeyText, key};

const MARK: &[u8] = b"\xEF\xBB\xBF";
/// The most bytes of difference that other forms of numbers may explain.
const NUMBERS: usize = 8;
/// The largest body, in bytes, that is decoded as base64.
const DECODED: usize = 256 << 10;

/// Returns what a stated length that differs from the body's shows.
pub fn judge(said: usize, body: &[u8], scan: &Scan, tree: Option<&Tree>) -> Evidence {
    let found = body.len();
    Evidence::Length {
        said,
        found,
        fit: fit(said, body, scan, tree),
    }
}

fn fit(said: usize, body: &[u8], scan: &Scan, tree: Option<&Tree>) -> Fit {
    let found = body.len();
    let compact = found - scan.spaces.min(found);
    let json = tree.is_some() && scan.spaces > 0;
    let [two, three, four] = scan.wide;
    // A character is one byte in Latin-1, and one or two escapes of six characters in JSON.
    let narrow = found - (two + 2 * three + 3 * four).min(found);
    let ascii = found + 4 * two + 3 * three + 8 * four;
    let wide = two + three + four > 0 && scan.not_utf8.is_none();
    let line_end = match body {
        [.., b'\r', b'\n'] => 2,
        [.., b'\n'] => 1,
        _ => 0,
    };
    match () {
        () if found == 0 => Fit::Empty,
        () if line_end > 0 && said + line_end == found => Fit::NoLineEnd,
        () if body.starts_with(MARK) && said + MARK.len() == found => Fit::NoMark,
        () if scan.bare_lines > 0 && said == found + scan.bare_lines => Fit::Crlf,
        () if json && said == compact => Fit::Compact,
        () if decoded(body) == Some(said) => Fit::Decoded,
        () if wide && said == ascii => Fit::Ascii,
        () if wide && said == ascii + scan.slashes => Fit::AsciiSlashes,
        () if scan.slashes > 0 && said == found + scan.slashes => Fit::Slashes,
        () if wide && said == narrow => Fit::Narrow,
        () => match tree
            .filter(|_| json)
            .and_then(|tree| nearly(said, compact, tree))
        {
            Some(by) => Fit::NearlyCompact { compact, by },
            None if said > found => Fit::Shorter,
            None => Fit::Longer,
        },
    }
}

/// Returns the difference between a length and that of compact JSON, where other forms of its
/// numbers (`1e3` for `1000`, `1.0` for `1`) would explain it.
fn nearly(said: usize, compact: usize, tree: &Tree) -> Option<usize> {
    let by = said.abs_diff(compact);
    if by > NUMBERS {
        return None;
    }
    let mut possible = 0;
    for number in tree.all().filter(|view| view.kind() == Kind::Number) {
        let text = number.source();
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        possible += match said < compact {
            true if plain => {
                let zeros = text.len() - text.trim_end_matches('0').len();
                // `e3` replaces three zeros.
                zeros.saturating_sub(1 + zeros.to_string().len())
            }
            true => 0,
            false if plain => 2,
            false => 1,
        };
        if possible >= by {
            return Some(by);
        }
    }
    None
}

/// Returns the length of a body decoded from base64.
fn decoded(body: &[u8]) -> Option<usize> {
    let text = body.trim_ascii();
    let likely = text.len() >= 8 && text.len() <= DECODED;
    let text = std::str::from_utf8(text).ok().filter(|_| likely)?;
    key::decode(text, KeyText::Base64)
        .ok()
        .map(|bytes| bytes.len())
}

/// Returns what U+FFFD replaced, as far as the length shows.
pub fn gone(said: Option<usize>, found: usize, scan: &Scan) -> Gone {
    let kept = found.saturating_sub(3 * scan.replaced);
    let bytes = said.and_then(|said| said.checked_sub(kept));
    match bytes {
        Some(_) if said == Some(found) => Gone::Nothing,
        Some(bytes) if bytes == scan.replaced => Gone::Bytes,
        Some(bytes) if scan.runs == 1 && (2..=4).contains(&bytes) && scan.replaced <= bytes => {
            Gone::Character { bytes }
        }
        Some(bytes) if scan.runs > 1 && (2 * scan.runs..=4 * scan.runs).contains(&bytes) => {
            Gone::Characters { bytes }
        }
        _ => Gone::Unknown,
    }
}

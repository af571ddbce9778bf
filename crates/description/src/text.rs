//! The text of a file: its encoding, and single lines of it for messages.

use crate::unreadable::{Broken, Encoding, Unreadable};

/// The limit of characters in the excerpt of a line.
const EXCERPT: usize = 120;

/// Reads a file's bytes as UTF-8 text, without a byte order mark.
pub fn decode(bytes: &[u8]) -> Result<&str, Unreadable> {
    let encoding = match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some(Encoding::Utf32),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some(Encoding::Utf16),
        // Without a mark: a document begins with ASCII, so every other byte is 0.
        [0, a, 0, b, ..] | [a, 0, b, 0, ..] if *a != 0 && *b != 0 => Some(Encoding::Utf16),
        _ if bytes.contains(&0) => Some(Encoding::Binary),
        _ => None,
    };
    if let Some(encoding) = encoding {
        return Err(Unreadable::Encoding(encoding));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        Unreadable::Encoding(Encoding::NotUtf8 { line })
    })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// A fault at a 1-based line and column (in characters), with that line.
pub fn broken(text: &str, line: usize, column: usize, reason: String) -> Broken {
    Broken {
        line,
        column,
        text: excerpt(text.lines().nth(line.saturating_sub(1)), column),
        reason,
    }
}

/// A line, or the part of it around a column if it is long.
fn excerpt(line: Option<&str>, column: usize) -> String {
    let line = line.unwrap_or_default();
    let before = column.saturating_sub(EXCERPT / 2 + 1);
    let is_short = line.chars().nth(EXCERPT).is_none();
    let skipped = if is_short { 0 } else { before };
    line.chars().skip(skipped).take(EXCERPT).collect()
}

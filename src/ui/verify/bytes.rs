//! Bytes for a person: what cannot be seen is named.
//!
//! Pure: how the pieces look is the byte view's.

use std::borrow::Cow;
use std::ops::Range;

use request::secret_spans::merged;
use signature::{DigestText, hmac};

/// A stretch of bytes as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text that shows itself.
    Text(&'a str),
    /// What does not show itself, or not what it is: its name, and the text itself.
    Named(Cow<'static, str>, &'a str),
    /// A byte that is no UTF-8, as `0xE9`.
    Raw(String),
}

/// The pieces of bytes, in order; `start` tells whether they are the beginning of the whole.
pub fn pieces(bytes: &[u8], start: bool) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut first = start;
    for chunk in bytes.utf8_chunks() {
        text(chunk.valid(), first, &mut out);
        for byte in chunk.invalid() {
            out.push(Piece::Raw(code("0x", &[*byte])));
        }
        first = false;
    }
    out
}

/// Cuts a text at what is to be named.
fn text<'a>(text: &'a str, first: bool, out: &mut Vec<Piece<'a>>) {
    let mut plain = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (name, length) = match named(rest, first && at == 0) {
            (Some(name), length) => (name, length),
            (None, length) => {
                at += length;
                continue;
            }
        };
        if let Some(before) = text.get(plain..at).filter(|b| !b.is_empty()) {
            out.push(Piece::Text(before));
        }
        out.push(Piece::Named(name, rest.get(..length).unwrap_or_default()));
        at += length;
        plain = at;
    }
    if let Some(last) = text.get(plain..).filter(|l| !l.is_empty()) {
        out.push(Piece::Text(last));
    }
}

/// The name of what a text begins with, if it needs one, and its length in bytes.
fn named(rest: &str, first: bool) -> (Option<Cow<'static, str>>, usize) {
    if rest.starts_with("\r\n") {
        return (Some("CR LF".into()), 2);
    }
    let Some(c) = rest.chars().next() else {
        return (None, rest.len());
    };
    let known = match c {
        ' ' if ends_line(rest) => "SP",
        '\n' => "LF",
        '\r' => "CR",
        '\t' => "TAB",
        '\0' => "NUL",
        '\u{7f}' => "DEL",
        '\u{a0}' => "NBSP",
        '\u{ad}' => "SHY",
        '\u{200b}' => "ZWSP",
        '\u{200c}' => "ZWNJ",
        '\u{200d}' => "ZWJ",
        '\u{2028}' => "LS",
        '\u{2029}' => "PS",
        '\u{feff}' if first => "BOM",
        '\u{feff}' => "ZWNBSP",
        '\u{fffd}' => "U+FFFD",
        _ if hidden(c) => {
            let bytes = u32::from(c).to_be_bytes();
            let digits = code("", &bytes);
            let digits = digits.trim_start_matches('0');
            let name = format!("U+{digits:0>4}");
            return (Some(name.into()), c.len_utf8());
        }
        _ => return (None, c.len_utf8()),
    };
    (Some(known.into()), c.len_utf8())
}

/// Characters that show nothing, or turn what stands beside them.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200f}' | '\u{202a}'..='\u{202f}'
            | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a space is at the end of its line; a long run of them is looked at a little only.
fn ends_line(rest: &str) -> bool {
    let run = rest.bytes().take(64).take_while(|b| *b == b' ').count();
    matches!(rest.as_bytes().get(run), None | Some(b'\r' | b'\n'))
}

fn code(before: &str, bytes: &[u8]) -> String {
    let digits = hmac::text(bytes, DigestText::Hex).to_ascii_uppercase();
    [before, &digits].concat()
}

/// Above this many bytes not every one is looked at.
const COUNTED: usize = 1 << 20;

/// What there is to know about bytes before looking at them, as a clause of facts; of megabytes
/// only how they begin and end.
pub fn facts(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return "Empty, 0 bytes".to_owned();
    }
    let mut facts = vec![count(bytes.len(), "byte")];
    let ends = match bytes {
        [.., b'\r', b'\n'] => "ends with CR LF".to_owned(),
        [.., b'\n'] => "ends with LF".to_owned(),
        [.., b' ' | b'\t' | b'\r'] => "ends with white space".to_owned(),
        _ => "no line end at the end".to_owned(),
    };
    let mark = bytes
        .starts_with(b"\xef\xbb\xbf")
        .then(|| "begins with a BOM".to_owned());
    if bytes.len() > COUNTED {
        facts.extend(mark);
        facts.push(ends);
        return facts.join(", ");
    }
    let invalid: usize = bytes.utf8_chunks().map(|c| c.invalid().len()).sum();
    match invalid {
        0 if bytes.is_ascii() => facts.push("ASCII".to_owned()),
        0 => facts.push("UTF-8".to_owned()),
        n => facts.push([&count(n, "byte"), " not of UTF-8"].concat()),
    }
    facts.extend(mark);
    let (pairs, lines, returns) = line_ends(bytes);
    for (n, name) in [(pairs, "CR LF"), (lines, "LF"), (returns, "CR")] {
        if n > 0 {
            facts.push([&grouped(n), " ", name].concat());
        }
    }
    facts.push(ends);
    facts.join(", ")
}

/// How many CR LF, LF alone and CR alone.
fn line_ends(bytes: &[u8]) -> (usize, usize, usize) {
    let (mut pairs, mut lines, mut returns) = (0, 0, 0);
    let mut last = 0;
    for byte in bytes {
        match (last, byte) {
            (b'\r', b'\n') => {
                pairs += 1;
                returns -= 1;
            }
            (_, b'\n') => lines += 1,
            (_, b'\r') => returns += 1,
            _ => {}
        }
        last = *byte;
    }
    (pairs, lines, returns)
}

/// `1 byte`, `12,000 bytes`.
pub fn count(n: usize, unit: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    [&grouped(n), " ", unit, plural].concat()
}

/// A number with commas between its thousands.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Rows of sixteen bytes: where, in hex, and as ASCII; `at` is where the first is in the whole. Beside
/// the text, the spans in it that show secrets, which are given by their places in the whole.
pub fn dump(bytes: &[u8], at: usize, secrets: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
    let mut out = String::with_capacity(bytes.len() * 5);
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut secrets = secrets.iter().peekable();
    for (row, sixteen) in bytes.chunks(16).enumerate() {
        let start = at + row * 16;
        let place = u32::try_from(start).unwrap_or(u32::MAX);
        out.push_str(&hmac::text(&place.to_be_bytes(), DigestText::Hex));
        out.push_str("  ");
        let hidden: Vec<bool> = (start..start + sixteen.len())
            .map(|at| {
                while secrets.next_if(|s| s.end <= at).is_some() {}
                secrets.peek().is_some_and(|s| s.start <= at)
            })
            .collect();
        let is_hidden = |i: usize| hidden.get(i) == Some(&true);
        for i in 0..16 {
            let from = out.len();
            match sixteen.get(i) {
                Some(byte) => out.push_str(&hmac::text(&[*byte], DigestText::Hex)),
                None => out.push_str("  "),
            }
            match spans.last_mut() {
                Some(last) if is_hidden(i) && i > 0 && is_hidden(i - 1) => last.end = out.len(),
                _ if is_hidden(i) => spans.push(from..out.len()),
                _ => {}
            }
            out.push_str(if i == 7 { "  " } else { " " });
        }
        out.push(' ');
        for (i, byte) in sixteen.iter().enumerate() {
            let from = out.len();
            let shown = byte.is_ascii_graphic() || *byte == b' ';
            out.push(if shown { char::from(*byte) } else { '·' });
            if is_hidden(i) {
                spans.push(from..out.len());
            }
        }
        out.push('\n');
    }
    (out, merged(spans))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

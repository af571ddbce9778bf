//! Bytes that were decoded with one charset and encoded with another.

use crate::cause::Charset;

/// The characters of windows-1252 from 0x80 to 0x9F (WHATWG Encoding, index-windows-1252).
const WINDOWS: [char; 32] = [
    '\u{20AC}', '\u{81}', '\u{201A}', '\u{192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{2C6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8D}', '\u{17D}', '\u{8F}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{2DC}', '\u{2122}', '\u{161}', '\u{203A}', '\u{153}', '\u{9D}', '\u{17E}', '\u{178}',
];

/// The properties of a body that decide which charsets it can have come through.
#[derive(Clone, Copy)]
pub struct Traits {
    pub ascii: bool,
    pub utf8: bool,
    /// Set if it contains a zero byte.
    pub zero: bool,
    /// Set if its length in bytes is even.
    pub even: bool,
}

impl Traits {
    pub fn of(body: &[u8]) -> Traits {
        Traits {
            ascii: body.is_ascii(),
            utf8: std::str::from_utf8(body).is_ok(),
            zero: body.contains(&0),
            even: body.len().is_multiple_of(2),
        }
    }
}

/// Returns whether a body can have come through a charset and been changed by it.
pub fn fits(charset: Charset, body: Traits) -> bool {
    use Charset::{NotUtf16, Replaced, Utf8, Utf8Windows, Utf16Be, Utf16Le, Utf16Mark};
    match charset {
        Utf16Le | Utf16Be | Utf16Mark => body.utf8 && !body.zero,
        NotUtf16 => body.even && body.zero,
        Utf8 | Utf8Windows | Replaced => !body.utf8,
        _ => !body.ascii,
    }
}

/// Returns whether the result has to be UTF-8, since it was taken for that.
pub fn is_utf8(charset: Charset) -> bool {
    matches!(charset, Charset::Once | Charset::OnceWindows)
}

/// Encodes a piece of a body in another charset; pieces have to end at a character boundary.
pub fn recoded(charset: Charset, body: &[u8]) -> Option<Vec<u8>> {
    let text = || std::str::from_utf8(body).ok();
    let bytes =
        |of: fn(char) -> Option<u8>| -> Option<Vec<u8>> { text()?.chars().map(of).collect() };
    let read =
        |of: fn(u8) -> char| Some(body.iter().map(|b| of(*b)).collect::<String>().into_bytes());
    let beyond = |mark: fn(char) -> usize| {
        let marks = |c: char| if c.is_ascii() { 1 } else { mark(c) };
        let each = text()?.chars();
        let each =
            each.flat_map(|c| std::iter::repeat_n(if c.is_ascii() { c } else { '?' }, marks(c)));
        Some(each.collect::<String>().into_bytes())
    };
    match charset {
        Charset::Latin1 => bytes(|c| Some(latin(c).unwrap_or(b'?'))),
        Charset::Windows => bytes(|c| Some(windows(c).unwrap_or(b'?'))),
        Charset::Once => bytes(latin),
        Charset::OnceWindows => bytes(windows),
        Charset::Twice | Charset::Utf8 => read(char::from),
        Charset::TwiceWindows | Charset::Utf8Windows => read(of_windows),
        Charset::Replaced => Some(String::from_utf8_lossy(body).into_owned().into_bytes()),
        Charset::Utf16Le | Charset::Utf16Mark => units(text()?, u16::to_le_bytes),
        Charset::Utf16Be => units(text()?, u16::to_be_bytes),
        Charset::NotUtf16 => not_utf16(body),
        Charset::Ascii => beyond(|_| 1),
        Charset::AsciiUnits => beyond(char::len_utf16),
        Charset::AsciiBytes => Some(
            body.iter()
                .map(|b| if b.is_ascii() { *b } else { b'?' })
                .collect(),
        ),
        Charset::Dropped => Some(body.iter().copied().filter(u8::is_ascii).collect()),
    }
}

/// Returns the bytes before the text in a charset.
pub fn mark(charset: Charset) -> &'static [u8] {
    match charset {
        Charset::Utf16Mark => b"\xFF\xFE",
        _ => b"",
    }
}

fn latin(c: char) -> Option<u8> {
    u8::try_from(u32::from(c)).ok()
}

fn windows(c: char) -> Option<u8> {
    if c.is_ascii() {
        return Some(c as u8);
    }
    let beyond = WINDOWS.iter().position(|known| *known == c);
    match beyond {
        Some(at) => Some(0x80 + at as u8),
        None => latin(c).filter(|b| !(0x80..0xA0).contains(b)),
    }
}

fn of_windows(byte: u8) -> char {
    let at = byte.checked_sub(0x80).map(usize::from);
    let beyond = at.and_then(|at| WINDOWS.get(at));
    beyond.copied().unwrap_or(char::from(byte))
}

fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Option<Vec<u8>> {
    Some(text.encode_utf16().flat_map(bytes).collect())
}

/// Decodes UTF-16: little-endian if a mark or a zero second byte indicates it.
fn not_utf16(body: &[u8]) -> Option<Vec<u8>> {
    let (bare, little) = match body {
        [0xFF, 0xFE, rest @ ..] => (rest, true),
        [0xFE, 0xFF, rest @ ..] => (rest, false),
        [_, second, ..] => (body, *second == 0),
        _ => return None,
    };
    let (pairs, _) = bare.as_chunks::<2>();
    let units = pairs.iter().map(|pair| match little {
        true => u16::from_le_bytes(*pair),
        false => u16::from_be_bytes(*pair),
    });
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().map(String::into_bytes)
}

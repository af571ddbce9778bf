//! Percent-encoding, by the sets that addresses need.
//!
//! What is not here: form bodies (see [`request::encode`]).

/// Which characters stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The URL Standard's path percent-encode set, and the bar.
    Path,
    /// The URL Standard's special-query percent-encode set.
    Query,
    /// RFC 3986's unreserved characters stay; all else is encoded, `%` too.
    Unreserved,
    /// A query parameter's name as documented: also what has no meaning in a query stays (`$`, `[`, `]`).
    Name,
    /// `allowReserved`: the reserved characters stay but for those that would end or split a parameter.
    Reserved,
}

impl Set {
    fn keeps(self, byte: u8) -> bool {
        let unreserved = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        match self {
            // A caret is in the set since 2023, and Chromium encodes a bar as well;
            // encoded, both are normal to every parser.
            Set::Path => (b'!'..=b'~').contains(&byte) && !b"\"#<>?^`{|}".contains(&byte),
            Set::Query => (b'!'..=b'~').contains(&byte) && !b"\"#<>'".contains(&byte),
            Set::Unreserved => unreserved,
            Set::Name | Set::Reserved => unreserved || b":/?[]@!$()*,;".contains(&byte),
        }
    }
}

/// Appends `text`, its UTF-8 bytes outside the set as `%XX`.
pub fn encode(text: &str, set: Set, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if set.keeps(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// The bytes that a text means; a `%` without two hex digits stays.
pub fn decode(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = bytes.get(at + 1).zip(bytes.get(at + 2));
        match pair.and_then(|(h, l)| hex(*h).zip(hex(*l))) {
            Some((high, low)) if bytes[at] == b'%' => {
                out.push(high << 4 | low);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    out
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|d| d as u8)
}

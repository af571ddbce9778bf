//! JSON Pointers as places and as fragments of references (RFC 6901).

use json::pointer;

/// The pointer one step further in.
pub fn inner(mut at: String, name: &str) -> String {
    at.push('/');
    at.push_str(&pointer::escape(name));
    at
}

/// Percent-decodes a URI fragment (RFC 3986, section 2.1); `None` when it is no UTF-8 or badly escaped.
pub fn unescape(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push((high * 16 + low) as u8);
    }
    String::from_utf8(bytes).ok()
}

//! JSON Pointers as places and as fragments of references (RFC 6901).

use json::pointer;
use signature::percent;

/// The pointer one step further in.
pub fn inner(mut at: String, name: &str) -> String {
    at.push('/');
    at.push_str(&pointer::escape(name));
    at
}

/// Percent-decodes a URI fragment (RFC 3986, section 2.1); `None` if it is badly escaped
/// or not UTF-8.
pub fn unescape(fragment: &str) -> Option<String> {
    let is_escape = |rest: &str| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !fragment.split('%').skip(1).all(is_escape) {
        return None;
    }
    String::from_utf8(percent::decode(fragment)).ok()
}

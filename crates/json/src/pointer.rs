//! The tokens of a JSON Pointer (RFC 6901).
//!
//! ```
//! use json::pointer::{escape, unescape};
//!
//! assert_eq!(escape("a/b~1"), "a~1b~01");
//! assert_eq!(unescape("a~1b~01"), "a/b~1");
//! ```

/// Escapes a member's name as a token.
pub fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Reads a token as a member's name.
pub fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// Reads a token as an index: digits without leading zeros.
pub fn index(token: &str) -> Option<usize> {
    let plain = token == "0" || !token.starts_with(['0', '+']);
    plain.then(|| token.parse().ok())?
}

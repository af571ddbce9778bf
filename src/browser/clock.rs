//! The clock and the random numbers of the browser.

use super::crypto;
use signature::{DigestText, Moment, hmac};

/// Letters and digits, as ids of deliveries are written.
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The time and the random values for a new buffer.
pub fn moment() -> Moment {
    // An id needs no randomness to be one.
    let random = crypto::random().unwrap_or([0; 43]);
    let mut id = String::with_capacity(31);
    id.push_str("msg_");
    for byte in &random[..27] {
        // 62 of 256 values leave a small bias, which an id may have.
        id.push(char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]));
    }
    Moment {
        unix_ms: js_sys::Date::now() as i64,
        id,
        nonce: hmac::text(&random[27..43], DigestText::Hex),
    }
}

/// Milliseconds of the monotonic clock.
pub fn now() -> f64 {
    web_sys::window()
        .and_then(|w| w.performance())
        .map_or_else(js_sys::Date::now, |p| p.now())
}

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

/// The time of day on the person's clock, as `14:02:11`.
pub fn time_of_day(unix_ms: i64) -> String {
    let date = js_sys::Date::new(&(unix_ms as f64).into());
    let (hours, minutes, seconds) = (date.get_hours(), date.get_minutes(), date.get_seconds());
    format!("{hours:02}:{minutes:02}:{seconds:02}")
}

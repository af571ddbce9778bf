//! The clock rule: how old a delivery may be when it is verified.
//!
//! The current time is an argument. The verdict on the signature itself belongs in
//! [`crate::verify_request`]: a valid delivery may be too old, and a forged one in time.

use serde::{Deserialize, Serialize};

use super::{Scheme, TimeText, Unit, date};

/// The result of the clock rule for a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// Within the scheme's tolerance.
    InTime,
    /// Older than the tolerance allows, by this many milliseconds.
    TooOld {
        /// Milliseconds beyond the tolerance.
        by: u64,
    },
    /// Further in the future than the tolerance allows, by this many milliseconds.
    TooFar {
        /// Milliseconds beyond the tolerance.
        by: u64,
    },
    /// The scheme has a tolerance, but the timestamp is not a time in its format.
    NotANumber,
    /// The scheme has no clock rule.
    None,
}

/// Checks an expiry in Unix seconds at a moment in Unix milliseconds.
pub fn expired(expires: i64, now_ms: i64) -> Clock {
    let late = i128::from(now_ms) - i128::from(expires) * 1000;
    match late > 0 {
        true => Clock::TooOld {
            by: u64::try_from(late).unwrap_or(u64::MAX),
        },
        false => Clock::InTime,
    }
}

/// Checks a timestamp in the scheme's unit at a moment in Unix milliseconds.
pub fn judge(scheme: &Scheme, timestamp: &str, now_ms: i64) -> Clock {
    let Some(tolerance) = scheme.tolerance else {
        return Clock::None;
    };
    let Some(time) = unix_ms(scheme, timestamp) else {
        return Clock::NotANumber;
    };
    let age = i128::from(now_ms) - time;
    let allowed = i128::from(tolerance.seconds) * 1000;
    let beyond = |by: i128| u64::try_from(by).unwrap_or(u64::MAX);
    if age > allowed {
        Clock::TooOld {
            by: beyond(age - allowed),
        }
    } else if tolerance.future && -age > allowed {
        Clock::TooFar {
            by: beyond(-age - allowed),
        }
    } else {
        Clock::InTime
    }
}

/// Returns the Unix milliseconds of a time in the scheme's format.
///
/// 128 bits hold every 64-bit time in milliseconds and the difference of two.
pub fn unix_ms(scheme: &Scheme, timestamp: &str) -> Option<i128> {
    if scheme.time == TimeText::DateTime {
        return date::read_date_time(timestamp).ok().map(i128::from);
    }
    let time = i128::from(timestamp.parse::<i64>().ok()?);
    Some(match scheme.unit {
        Unit::Seconds => time * 1000,
        Unit::Milliseconds => time,
    })
}

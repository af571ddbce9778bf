//! The clock rule: how old a delivery may be when it is verified.
//!
//! The moment is an argument. What is not here: whether the signature is that
//! of the message; a sound one may be too old, and a spoiled one in time.

use serde::{Deserialize, Serialize};

use super::{Scheme, TimeText, Unit, date};

/// What the clock rule says of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// Within the scheme's tolerance.
    InTime,
    /// Older than the tolerance allows, by this many milliseconds beyond it.
    TooOld { by: u64 },
    /// Further in the future than the tolerance allows, by this many milliseconds beyond it.
    TooFar { by: u64 },
    /// The scheme holds a timestamp to a tolerance, and this one is no time as it writes them.
    NotANumber,
    /// The scheme has no clock rule.
    None,
}

/// Judges a signature that says when it expires, in Unix seconds, at a moment in Unix milliseconds.
pub fn expired(expires: i64, now_ms: i64) -> Clock {
    let late = i128::from(now_ms) - i128::from(expires) * 1000;
    match late > 0 {
        true => Clock::TooOld {
            by: u64::try_from(late).unwrap_or(u64::MAX),
        },
        false => Clock::InTime,
    }
}

/// Judges a timestamp, as the scheme counts it, at a moment in Unix milliseconds.
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

/// Unix milliseconds of a time as the scheme writes it.
///
/// 128 bits hold every 64-bit time in milliseconds, and the difference of two.
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

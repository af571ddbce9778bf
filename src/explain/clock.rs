//! The clock rule: how far a signed time may be from now.

use crate::sign::{Scheme, Tolerance, Unit};

/// How a signed time stands to now. All spans are in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Not a whole number.
    NotANumber {
        found: String,
    },
    /// A number that is a time only in the scheme's other unit.
    OtherUnit {
        found: String,
        unit: Unit,
    },
    /// The scheme has no rule.
    NoRule {
        age: i64,
    },
    Fresh {
        age: i64,
        allowed: u32,
    },
    Stale {
        age: i64,
        allowed: u32,
    },
    /// In the future, and refused for it or not.
    Ahead {
        by: i64,
        allowed: u32,
        refused: bool,
    },
}

/// Holds a time, as the scheme counts it, to the scheme's rule.
pub fn held(scheme: &Scheme, time: &str, now_ms: i64) -> Clock {
    let digits = time.strip_prefix('-').unwrap_or(time);
    let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !whole {
        return Clock::NotANumber {
            found: time.to_owned(),
        };
    }
    let number: i64 = time.parse().unwrap_or(i64::MAX);
    let (seconds, other) = match scheme.unit {
        Unit::Seconds => (number, Unit::Milliseconds),
        Unit::Milliseconds => (number.div_euclid(1000), Unit::Seconds),
    };
    let age = now_ms.div_euclid(1000).saturating_sub(seconds);
    if age.unsigned_abs() > CENTURY && digits.len() == other_digits(other) {
        return Clock::OtherUnit {
            found: time.to_owned(),
            unit: other,
        };
    }
    let Some(Tolerance {
        seconds: allowed,
        future,
    }) = scheme.tolerance
    else {
        return Clock::NoRule { age };
    };
    let beyond = age.unsigned_abs() > u64::from(allowed);
    match (age < 0, beyond) {
        (true, _) => Clock::Ahead {
            by: age.saturating_neg(),
            allowed,
            refused: future && beyond,
        },
        (false, true) => Clock::Stale { age, allowed },
        (false, false) => Clock::Fresh { age, allowed },
    }
}

/// In seconds, about.
const CENTURY: u64 = 3_000_000_000;

/// The digits that today's times have in a unit.
fn other_digits(unit: Unit) -> usize {
    match unit {
        Unit::Seconds => 10,
        Unit::Milliseconds => 13,
    }
}

impl Clock {
    /// Whether a receiver that keeps the rule refuses the delivery.
    pub fn refused(&self) -> bool {
        match self {
            Clock::NotANumber { .. } | Clock::OtherUnit { .. } | Clock::Stale { .. } => true,
            Clock::Ahead { refused, .. } => *refused,
            Clock::NoRule { .. } | Clock::Fresh { .. } => false,
        }
    }

    /// A sentence for a person, without a full stop.
    pub fn sentence(&self) -> String {
        match self {
            Clock::NotANumber { found } => [
                "The time `",
                found,
                "` is no whole number, so a receiver cannot tell how old it is",
            ]
            .concat(),
            Clock::OtherUnit { found, unit } => {
                let unit = match unit {
                    Unit::Seconds => "seconds",
                    Unit::Milliseconds => "milliseconds",
                };
                [
                    "The time `",
                    found,
                    "` is in ",
                    unit,
                    ", and the scheme counts otherwise",
                ]
                .concat()
            }
            Clock::NoRule { age } if *age < 0 => [
                "It was signed for ",
                &span(age.saturating_neg()),
                " from now; the scheme names no limit",
            ]
            .concat(),
            Clock::NoRule { age } => [
                "It was signed ",
                &span(*age),
                " ago; the scheme names no limit",
            ]
            .concat(),
            Clock::Fresh { age, allowed } => [
                "It was signed ",
                &span(*age),
                " ago, within the ",
                &span((*allowed).into()),
                " that the scheme allows",
            ]
            .concat(),
            Clock::Stale { age, allowed } => [
                "It was signed ",
                &span(*age),
                " ago, and the scheme allows ",
                &span((*allowed).into()),
                ": a receiver refuses it as stale, whatever the signature",
            ]
            .concat(),
            Clock::Ahead {
                by,
                allowed,
                refused: true,
            } => [
                "It was signed for ",
                &span(*by),
                " from now, and the scheme allows ",
                &span((*allowed).into()),
                ": a receiver refuses it; compare the two clocks",
            ]
            .concat(),
            Clock::Ahead { by, .. } => [
                "It was signed for ",
                &span(*by),
                " from now, which the scheme's receivers accept",
            ]
            .concat(),
        }
    }
}

/// A span in the largest unit that leaves a number of two or more.
fn span(seconds: i64) -> String {
    let units = [(86_400, " days"), (3_600, " hours"), (60, " minutes")];
    let unit = units.into_iter().find(|(size, _)| seconds >= 2 * size);
    match unit {
        Some((size, name)) => [&(seconds / size).to_string(), name].concat(),
        None if seconds == 1 => "1 second".to_owned(),
        None => [&seconds.to_string(), " seconds"].concat(),
    }
}

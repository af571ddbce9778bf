//! The clock rule in words; [`signature::clock`] has the rule itself.

use signature::clock::{judge, unix_ms};
use signature::{Clock, Scheme, TimeText, Unit};

/// Seconds beyond which a time is probably in the other unit.
const CENTURY: u64 = 3_000_000_000;

/// Describes a signed time relative to now, without a full stop; `None` where there is no time.
pub fn sentence(scheme: &Scheme, time: &str, now_ms: i64) -> Option<String> {
    if time.is_empty() {
        return None;
    }
    let seconds = unix_ms(scheme, time).map(|ms| i64::try_from(ms.div_euclid(1000)));
    let Some(Ok(seconds)) = seconds else {
        let form = match scheme.time {
            TimeText::Number => "whole number",
            TimeText::DateTime => "date and time of RFC 3339",
        };
        let parts = [
            "The time `",
            time,
            "` is not a ",
            form,
            ", so its age is unknown",
        ];
        return Some(parts.concat());
    };
    let (own, other) = match scheme.unit {
        Unit::Seconds => ("seconds", "milliseconds"),
        Unit::Milliseconds => ("milliseconds", "seconds"),
    };
    let age = now_ms.div_euclid(1000).saturating_sub(seconds);
    if age.unsigned_abs() > CENTURY && matches!(time.len(), 10 | 13) {
        let parts = [
            "The time `",
            time,
            "` is in ",
            other,
            ", but the scheme counts in ",
            own,
        ];
        return Some(parts.concat());
    }
    let limit = scheme.tolerance.map_or(0, |t| i64::from(t.seconds));
    let signed = match age < 0 {
        true => [
            "Its time is ",
            &span(age.saturating_neg()),
            " in the future",
        ]
        .concat(),
        false => ["It was signed ", &span(age), " ago"].concat(),
    };
    let allowed = span(limit);
    let rest: &[&str] = match judge(scheme, time, now_ms) {
        Clock::None | Clock::NotANumber => &["; the scheme sets no limit"],
        Clock::InTime if age < 0 => &[", which the scheme's receivers accept"],
        Clock::InTime => &[", within the ", &allowed, " that the scheme allows"],
        Clock::TooOld { .. } => &[
            ", but the scheme allows ",
            &allowed,
            ". A receiver refuses it as stale, whatever the signature",
        ],
        Clock::TooFar { .. } => &[
            ", but the scheme allows ",
            &allowed,
            ". A receiver refuses it. Compare the two clocks",
        ],
    };
    Some([&signed, &*rest.concat()].concat())
}

/// Returns a span in the largest unit that gives a number of two or more.
fn span(seconds: i64) -> String {
    let units = [(86_400, " days"), (3_600, " hours"), (60, " minutes")];
    let unit = units.into_iter().find(|(size, _)| seconds >= 2 * size);
    match unit {
        Some((size, name)) => [&(seconds / size).to_string(), name].concat(),
        None if seconds == 1 => "1 second".to_owned(),
        None => [&seconds.to_string(), " seconds"].concat(),
    }
}

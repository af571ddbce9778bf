//! What verifying found, in a sentence.
//!
//! Sentences about the request, the clock and causes are made where those are;
//! here is only what a verdict means to the one who receives.

use crate::sign::clock::Clock;
use crate::sign::{Scheme, Unit, Verdict};

/// How a sentence is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Bad,
    Careful,
    Plain,
}

/// A verdict, for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// One word, for tests and styles.
    pub word: &'static str,
    pub tone: Tone,
    /// CommonMark.
    pub text: String,
}

fn said(word: &'static str, tone: Tone, parts: &[&str]) -> Said {
    let text = parts.concat();
    Said { word, tone, text }
}

/// What is said while there is nothing to verify.
pub fn nothing(scheme: bool) -> Said {
    match scheme {
        true => said("none", Tone::Plain, &["Paste the request that was received, and it is verified"]),
        false => said(
            "unknown",
            Tone::Careful,
            &[
                "No header field of the request is one of a known scheme’s: choose the scheme, \
                 or check that the header fields are there",
            ],
        ),
    }
}

/// The verdict in a sentence; a sound signature that the clock rule refuses is no good news.
pub fn verdict(scheme: &Scheme, verdict: &Verdict, clock: Clock) -> Said {
    let title = scheme.title.as_str();
    match verdict {
        Verdict::Nothing => said("none", Tone::Plain, &["This scheme signs nothing, so there is nothing to verify"]),
        Verdict::Valid(_) => match clock {
            Clock::InTime | Clock::None => said("valid", Tone::Good, &["Valid: the ", title, " signature belongs to these bytes"]),
            _ => said(
                "valid",
                Tone::Careful,
                &["The ", title, " signature belongs to these bytes, but a receiver refuses its time"],
            ),
        },
        Verdict::Mismatch { .. } => said("mismatch", Tone::Bad, &["Not valid: the ", title, " signature is not that of these bytes with this secret"]),
        Verdict::HeaderMissing { name } => said(
            "missing",
            Tone::Bad,
            &["The field `", name, "` is missing, and ", title, " puts the signature there: a receiver refuses the request"],
        ),
        Verdict::NotOfForm { name, form, found } => said(
            "malformed",
            Tone::Bad,
            &["The field `", name, "` does not look like a ", title, " signature: it should read `", form, "` and is `", &short(found), "`"],
        ),
        Verdict::NotSigned { name, found } => said(
            "unsigned",
            Tone::Bad,
            &["The sender says in `", name, "` that it did not sign: `", &short(found), "`"],
        ),
        Verdict::Differs { name, wanted, found } => said(
            "differs",
            Tone::Bad,
            &[
                "`", name, "` says `", &short(found), "`, and these bytes give `", wanted,
                "`: they were changed after signing",
            ],
        ),
        Verdict::PublicKey => said(
            "public-key",
            Tone::Careful,
            &[title, " signs with a private key: no shared secret verifies it, only the sender’s public key"],
        ),
        Verdict::SecretMissing { input } => {
            let label = label(scheme, input);
            said("secret", Tone::Plain, &["Give “", &label, "”, and the signature is verified"])
        }
        Verdict::Unusable(problems) => {
            let why = problems.first().map_or("", |p| &p.message);
            said("unusable", Tone::Bad, &["The secret cannot be used for ", title, ": it ", why])
        }
    }
}

/// What the vendor calls a secret, by its `data-part` on the workbench.
pub fn label(scheme: &Scheme, input: &str) -> String {
    let named = input.strip_prefix("secret:");
    let known = named.and_then(|name| scheme.inputs.iter().find(|i| i.name == name));
    match (known, named) {
        (Some(input), _) => input.label.clone(),
        (None, Some(name)) => name.to_owned(),
        (None, None) if scheme.key.label.is_empty() => "Secret".to_owned(),
        (None, None) => scheme.key.label.clone(),
    }
}

/// The clock rule for a time that was signed, with its age; nothing for a scheme that signs none.
pub fn clock(scheme: &Scheme, time: &str, clock: Clock, now_ms: i64) -> Option<Said> {
    if time.is_empty() {
        return None;
    }
    let Some(seconds) = age(scheme, time, now_ms) else {
        return Some(said("unread", Tone::Bad, &["The time `", &short(time), "` is no number, so a receiver refuses it"]));
    };
    let age = match seconds {
        0 => "now".to_owned(),
        1.. => [&span(seconds.unsigned_abs()), " ago"].concat(),
        _ => [&span(seconds.unsigned_abs()), " in the future"].concat(),
    };
    let title = scheme.title.as_str();
    let Some(tolerance) = scheme.tolerance else {
        return Some(said("none", Tone::Plain, &["It was signed ", &age, "; ", title, " sets no limit"]));
    };
    let limit = span(u64::from(tolerance.seconds));
    let limit = ["; ", title, " allows ", &limit].concat();
    Some(match clock {
        Clock::InTime | Clock::None => said("in-time", Tone::Good, &["It was signed ", &age, &limit]),
        Clock::TooOld { .. } => said("stale", Tone::Bad, &["Too old: it was signed ", &age, &limit, ", so that nobody sends it again later"]),
        Clock::TooFar { .. } => said("future", Tone::Bad, &["Too new: its time is ", &age, &limit, "; check both clocks"]),
        Clock::NotANumber => said("unread", Tone::Bad, &["The time `", &short(time), "` is no whole number, so a receiver refuses it"]),
    })
}

/// Seconds between the time that was signed and now; negative for a time to come.
fn age(scheme: &Scheme, time: &str, now_ms: i64) -> Option<i64> {
    let time = time.parse::<i64>().ok()?;
    let now = now_ms.div_euclid(1000);
    match scheme.unit {
        Unit::Seconds => now.checked_sub(time),
        Unit::Milliseconds => now_ms.checked_sub(time).map(|ms| ms.div_euclid(1000)),
    }
}

/// A length of time in its two largest units: `2 days 4 hours`.
pub fn span(seconds: u64) -> String {
    const UNITS: [(u64, &str); 5] = [
        (31_557_600, "year"),
        (86_400, "day"),
        (3600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    let first = UNITS.iter().position(|(length, _)| seconds >= *length);
    let mut rest = seconds;
    let mut words = Vec::new();
    for (length, name) in UNITS.iter().skip(first.unwrap_or(4)).take(2) {
        let count = rest / length;
        rest %= length;
        if count > 0 || seconds == 0 {
            let plural = if count == 1 { "" } else { "s" };
            words.push([&count.to_string(), " ", name, plural].concat());
        }
    }
    words.join(" ")
}

/// A value that may be of any length, for a sentence.
fn short(text: &str) -> String {
    const MOST: usize = 80;
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

//! The answer of a correct receiver to a delivery, and the reason.
//!
//! It follows from verifying the request that is actually sent, by the scheme and its clock rule: a
//! receiver cannot detect a change of unsigned bytes, or an old time if the scheme sets no limit.

use super::Tampering;
use signature::{Checked, Clock, Kind, Scheme, Verdict};

/// The statuses that accept a delivery.
pub(crate) const ACCEPTS: &str = "a status of 200 to 299";
/// The statuses that refuse a delivery. Many receivers answer a wrong signature with 400.
pub(crate) const REFUSES: &str = "a status of 400 to 499, usually 401 or 403";

/// Returns the reason for refusing a signed time.
pub(super) fn late(clock: Clock) -> &'static str {
    match clock {
        Clock::NotANumber => {
            "The signed time is missing or not in the format of this scheme, so a receiver cannot tell how old the delivery is."
        }
        _ => "The signed time is further off than this signature scheme allows.",
    }
}

/// The reaction of a correct receiver to a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A 4xx status, and no action.
    Refused,
    /// A 2xx status.
    Accepted,
    /// Either status, because nothing in the delivery decides it; the reason explains why.
    Either,
}

/// The answer that the reply is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The kind of answer.
    pub due: Due,
    /// The reason in whole sentences; empty for a sound delivery.
    pub reason: String,
    /// The answer and the reason, for the note beside the tampering.
    pub sentence: String,
    /// Set if the request was tampered with; otherwise it is sent as its sender sends it.
    pub applies: bool,
    /// The place of the byte of the body that was changed after signing.
    pub altered: Option<usize>,
}

impl Expected {
    pub(super) fn new(due: Due, reason: String, applies: bool) -> Expected {
        let sentence = match due {
            Due::Refused => [
                "The receiver must refuse this with ",
                REFUSES,
                ", and do nothing. ",
                &reason,
            ]
            .concat(),
            Due::Accepted => [
                "The receiver must accept this with ",
                ACCEPTS,
                ". ",
                &reason,
            ]
            .concat(),
            Due::Either => reason.clone(),
        };
        Expected {
            due,
            reason,
            sentence,
            applies,
            altered: None,
        }
    }
}

/// The seconds that receivers commonly allow where a scheme sets no limit.
const TOLERANCE: u32 = 300;

/// Returns what a correct receiver answers, based on verifying the request after tampering.
pub(super) fn expected(tampering: Tampering, scheme: &Scheme, found: &Checked) -> (Due, String) {
    let title = scheme.title.as_str();
    let token = scheme.kind == Kind::Shared;
    let genuine = matches!(found.verdict, Verdict::Valid(_) | Verdict::Nothing);
    let (due, text) = match tampering {
        Tampering::Stale | Tampering::Future => return untimely(tampering, scheme, found.clock),
        Tampering::Rotation | Tampering::Duplicate if is_late(found.clock) => {
            (Due::Refused, late(found.clock))
        }
        Tampering::Rotation => (
            Due::Accepted,
            "One of the two signatures is made with its secret, the last one.",
        ),
        Tampering::Duplicate => (
            Due::Accepted,
            "Each copy has the same id, so the receiver must accept each and act on it once: send it twice.",
        ),
        Tampering::Altered if genuine && token => (
            Due::Accepted,
            "One character of the body was changed, but the token is right, and a token does not protect the body.",
        ),
        Tampering::Altered if genuine => {
            let parts = [
                "A receiver may accept this: the character that was changed is not among what ",
                title,
                " signs here, so the signature is still right.",
            ];
            return (Due::Either, parts.concat());
        }
        Tampering::WrongSecret if genuine => (
            Due::Either,
            "A receiver may accept this: the key is not made from this secret, so the signature is still right.",
        ),
        Tampering::Unsigned if genuine => (
            Due::Either,
            "A receiver may accept this: the scheme adds nothing to a request that could be missing.",
        ),
        Tampering::WrongSecret if token => {
            (Due::Refused, "The token is not the receiver’s secret.")
        }
        Tampering::Unsigned if token => (
            Due::Refused,
            "The token was left out, so anyone may have sent it.",
        ),
        Tampering::WrongSecret => (Due::Refused, "The signature was made with another secret."),
        Tampering::Altered => (
            Due::Refused,
            "One character of the body was changed after signing.",
        ),
        Tampering::Unsigned => (
            Due::Refused,
            "The signature was left out, so anyone may have sent it.",
        ),
    };
    (due, text.to_owned())
}

/// Returns whether the clock rule refuses a time.
pub(super) fn is_late(clock: Clock) -> bool {
    !matches!(clock, Clock::InTime | Clock::None)
}

/// Returns what a correct receiver answers to a time that is far off.
fn untimely(tampering: Tampering, scheme: &Scheme, clock: Clock) -> (Due, String) {
    let allowed = tolerance(scheme).to_string();
    let minutes = (tolerance(scheme) * 2).max(600) / 60;
    let when = match tampering {
        Tampering::Stale => " minutes ago",
        _ => " minutes ahead",
    };
    let off = [&minutes.to_string(), when].concat();
    let (due, parts): (Due, [&str; 5]) = match clock {
        Clock::None => (
            Due::Either,
            [
                "A receiver may accept or refuse this: the signature is right and its time is ",
                &off,
                ", but this scheme sets no limit. ",
                &allowed,
                " seconds are common.",
            ],
        ),
        Clock::InTime => (
            Due::Either,
            [
                "A receiver may accept or refuse this: the time is ",
                &off,
                ", and this scheme’s own receiver holds only old timestamps to its ",
                &allowed,
                " seconds.",
            ],
        ),
        _ => (
            Due::Refused,
            [
                "The signature is right, but its time is ",
                &off,
                ", and this scheme allows ",
                &allowed,
                " seconds.",
            ],
        ),
    };
    (due, parts.concat())
}

/// Returns the seconds that a scheme allows, or that are common.
pub(super) fn tolerance(scheme: &Scheme) -> u32 {
    scheme.tolerance.map_or(TOLERANCE, |t| t.seconds)
}

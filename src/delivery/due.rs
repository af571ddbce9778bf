//! What a correct receiver answers to a spoiled delivery, in a sentence.
//!
//! It follows from verifying the very request that is sent, by the scheme and
//! its clock rule: a scheme that does not sign what was altered, or sets no
//! limit to a time, leaves a receiver no way to tell.

use super::Spoil;
use crate::sign::{Checked, Clock, Kind, Scheme, Verdict};

/// What a receiver that does everything right makes of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A status of the 4xx class, and nothing done.
    Refused,
    /// A status of the 2xx class.
    Accepted,
    /// Nothing in the delivery tells; the sentence says why.
    Either,
}

/// What is to be held against the reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    pub due: Due,
    /// What a correct receiver must answer, or why this cannot be had here.
    pub sentence: String,
    /// Whether the request is spoiled; if not, it is the sound one.
    pub applies: bool,
}

/// Seconds that receivers commonly allow where a scheme says nothing.
const TOLERANCE: u32 = 300;

/// What a correct receiver answers, by what verifying the spoiled request finds.
pub(super) fn expected(spoil: Spoil, scheme: &Scheme, found: &Checked) -> (Due, String) {
    let title = scheme.title.as_str();
    let token = scheme.kind == Kind::Shared;
    let genuine = matches!(found.verdict, Verdict::Valid(_) | Verdict::Nothing);
    let (due, text) = match spoil {
        Spoil::Stale | Spoil::Future => return untimely(spoil, scheme, found.clock),
        Spoil::Rotation | Spoil::Duplicate if is_late(found.clock) => (
            Due::Refused,
            "It must refuse this with a status of 4xx and do nothing: the time that was typed is further off than this scheme allows",
        ),
        Spoil::Rotation => (
            Due::Accepted,
            "It must accept this with a status of 2xx: one of the two signatures is of its secret, the last one",
        ),
        Spoil::Duplicate => (
            Due::Accepted,
            "It must accept this with a status of 2xx each time it comes, and act on it once: send it twice",
        ),
        Spoil::Altered if genuine => {
            let parts = [
                "It cannot tell, and may accept this: the character that was altered is not among what ",
                title,
                " signs here, so that the signature is still right",
            ];
            return (Due::Either, parts.concat());
        }
        Spoil::WrongSecret if genuine => (
            Due::Either,
            "It cannot tell, and may accept this: the key is not made of this secret",
        ),
        Spoil::Unsigned if genuine => (
            Due::Either,
            "It cannot tell, and may accept this: the scheme adds nothing to a request that could be missed",
        ),
        Spoil::WrongSecret if token => (
            Due::Refused,
            "It must refuse this, with 401 or 403, and do nothing: the token is not its secret",
        ),
        Spoil::Unsigned if token => (
            Due::Refused,
            "It must refuse this, with 401 or 403, and do nothing: without the token anyone may have sent it",
        ),
        Spoil::WrongSecret => (
            Due::Refused,
            "It must refuse this, with 401 or 403, and do nothing: the signature is of another secret",
        ),
        Spoil::Altered => (
            Due::Refused,
            "It must refuse this, with 401 or 403, and do nothing: one character of the body is not what was signed",
        ),
        Spoil::Unsigned => (
            Due::Refused,
            "It must refuse this, with 401 or 403, and do nothing: without a signature anyone may have sent it",
        ),
    };
    (due, text.to_owned())
}

/// Whether the clock rule refuses a time.
pub(super) fn is_late(clock: Clock) -> bool {
    !matches!(clock, Clock::InTime | Clock::None)
}

/// What a correct receiver answers to a time that is far off.
fn untimely(spoil: Spoil, scheme: &Scheme, clock: Clock) -> (Due, String) {
    let allowed = tolerance(scheme).to_string();
    let minutes = (tolerance(scheme) * 2).max(600) / 60;
    let when = match spoil {
        Spoil::Stale => " minutes ago",
        _ => " minutes ahead",
    };
    let off = [&minutes.to_string(), when].concat();
    let (due, parts): (Due, [&str; 5]) = match clock {
        Clock::None => (
            Due::Either,
            [
                "It may accept this or refuse it: the signature is right, and the time is ",
                &off,
                ", but this scheme sets no limit; ",
                &allowed,
                " seconds are common",
            ],
        ),
        Clock::InTime => (
            Due::Either,
            [
                "It may accept this or refuse it: the time is ",
                &off,
                ", and this scheme’s own receiver holds only old timestamps to its ",
                &allowed,
                " seconds",
            ],
        ),
        _ => (
            Due::Refused,
            [
                "It must refuse this with a status of 4xx and do nothing: the signature is right, but the time is ",
                &off,
                ", and this scheme allows ",
                &allowed,
                " seconds",
            ],
        ),
    };
    (due, parts.concat())
}

/// Seconds that a scheme allows, or that are common.
pub(super) fn tolerance(scheme: &Scheme) -> u32 {
    scheme.tolerance.map_or(TOLERANCE, |t| t.seconds)
}

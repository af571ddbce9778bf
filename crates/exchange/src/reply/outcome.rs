//! The outcome of a request for the person, apart from the status code.
//!
//! For a request it is the documented outcome, or else the status's class. For a delivery it is
//! whether the receiver did what a correct receiver must do.

use super::{Reply, Tone};
use crate::delivery::Due;
use json::{Tree, View};
use openapi::Operation;

/// The outcome of a request or a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyOutcome {
    /// The request was accepted.
    Accepted,
    /// The request was refused.
    Refused,
    /// The receiver did what a correct receiver must do with the delivery.
    AsExpected,
    /// As expected, but with a 2xx status that the document does not list.
    Undocumented,
    /// The receiver did not do what a correct receiver must do with the delivery.
    NotAsExpected,
    /// The request got no reply.
    Failed,
    /// Neither the document nor the reply shows the outcome.
    Unknown,
}

/// The answer that a correct receiver gives to a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The kind of answer.
    pub due: Due,
    /// The reason in whole sentences; empty for a sound delivery.
    pub reason: String,
    /// Set if the delivery breaks its own document, so that a receiver may refuse it.
    pub faulty: bool,
}

/// The receiver's action, as far as its reply shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Accepted,
    Refused,
    /// A status of 500 to 599.
    Broke,
    /// A redirect or an interim status: neither accepted nor refused.
    Neither,
    Unclear,
}

impl Default for Expectation {
    /// Expects that a sound delivery is accepted.
    fn default() -> Expectation {
        Expectation {
            due: Due::Accepted,
            reason: String::new(),
            faulty: false,
        }
    }
}

impl ReplyOutcome {
    /// Returns the value of the page's `data-outcome`.
    pub fn word(self) -> &'static str {
        match self {
            ReplyOutcome::Accepted => "accepted",
            ReplyOutcome::Refused => "refused",
            ReplyOutcome::AsExpected | ReplyOutcome::Undocumented => "as-expected",
            ReplyOutcome::NotAsExpected => "not-as-expected",
            ReplyOutcome::Failed => "failed",
            ReplyOutcome::Unknown => "unknown",
        }
    }

    /// Returns the heading of the reply.
    pub fn title(self) -> &'static str {
        match self {
            ReplyOutcome::Accepted => "Accepted",
            ReplyOutcome::Refused => "Refused",
            ReplyOutcome::AsExpected => "As expected",
            ReplyOutcome::Undocumented => "Accepted, with a status that is not documented",
            ReplyOutcome::NotAsExpected => "Not as expected",
            ReplyOutcome::Failed => "No reply",
            ReplyOutcome::Unknown => "Outcome unknown",
        }
    }

    /// Returns the tone of a sentence about the outcome.
    pub fn tone(self) -> Tone {
        match self {
            ReplyOutcome::Accepted | ReplyOutcome::AsExpected => Tone::Good,
            ReplyOutcome::Refused | ReplyOutcome::NotAsExpected | ReplyOutcome::Failed => Tone::Bad,
            ReplyOutcome::Undocumented | ReplyOutcome::Unknown => Tone::Careful,
        }
    }
}

/// Returns the outcome of a reply; the expectation matters only to deliveries.
pub fn outcome(
    operation: &Operation,
    reply: &Reply,
    body: Option<&Tree>,
    expected: &Expectation,
) -> ReplyOutcome {
    let answer = answer(operation, reply, body);
    if operation.delivery.is_none() {
        return match answer {
            Answer::Accepted => ReplyOutcome::Accepted,
            Answer::Refused | Answer::Broke => ReplyOutcome::Refused,
            Answer::Neither | Answer::Unclear => ReplyOutcome::Unknown,
        };
    }
    match (expected.due, answer) {
        (_, Answer::Unclear) => ReplyOutcome::Unknown,
        (Due::Either, Answer::Accepted | Answer::Refused) => ReplyOutcome::Unknown,
        (Due::Accepted, Answer::Refused) if expected.faulty => ReplyOutcome::Unknown,
        (Due::Accepted, Answer::Accepted) if is_undocumented(operation, reply.status) => {
            ReplyOutcome::Undocumented
        }
        (Due::Accepted, Answer::Accepted) => ReplyOutcome::AsExpected,
        (Due::Refused, Answer::Refused) if is_elsewhere(reply.status) => ReplyOutcome::Unknown,
        (Due::Refused, Answer::Refused) => ReplyOutcome::AsExpected,
        _ => ReplyOutcome::NotAsExpected,
    }
}

/// Returns whether a status says that nothing listens at this address or to this method, so that it
/// shows nothing about a check.
pub(super) fn is_elsewhere(status: u16) -> bool {
    matches!(status, 404 | 405)
}

/// Returns whether the document lists statuses without this one; a status of 0 is unknown.
fn is_undocumented(operation: &Operation, status: u16) -> bool {
    status != 0 && !operation.responses.is_empty() && operation.response(status).is_none()
}

/// Returns the answer by the documented outcome, whatever the status; if the body lacks the
/// outcome, a status can still refuse.
pub(super) fn answer(operation: &Operation, reply: &Reply, body: Option<&Tree>) -> Answer {
    if let Some(documented) = &operation.outcome
        && let Some(found) = body.and_then(|tree| tree.root().pointer(&documented.pointer))
    {
        return match equals_json(found, &documented.equals) {
            true => Answer::Accepted,
            false => Answer::Refused,
        };
    }
    match reply.status {
        200..=299 if operation.outcome.is_none() => Answer::Accepted,
        400..=499 => Answer::Refused,
        500..=599 => Answer::Broke,
        0 | 200..=299 => Answer::Unclear,
        _ => Answer::Neither,
    }
}

/// Returns whether a value equals the value of a JSON text.
pub(super) fn equals_json(found: View<'_>, wanted: &str) -> bool {
    Tree::read(wanted).is_ok_and(|wanted| found.same(wanted.root()))
}

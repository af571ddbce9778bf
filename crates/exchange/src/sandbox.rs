//! The sandbox: a server in the page that answers as the document describes.
//!
//! It receives only the finished request and the secrets that the real server would share with the
//! person; it decodes the bytes again and trusts nothing from the form. `judge` finds faults in the
//! order in which servers check. `choose` picks the documented answer by `x-signpost-when`, or else
//! by convention. `echo` puts the request's values into a documented sample, and the reply lists
//! the values that remain the sample's.

mod accept;
mod answer;
mod choose;
mod credentials;
mod echo;
mod expression;
mod judge;
mod parameters;
mod reasons;
mod sample;
#[cfg(test)]
mod tests;

use crate::reply::Reply;
use openapi::Operation;
use request::message::Request;
use request::pipeline::Flow;
use request::validate::Matcher;
use signature::secret::Secrets;
use signature::{Kind, Moment, Scheme};

/// Answers a request as the documented server would.
pub fn answer(
    operation: &Operation,
    request: &Request,
    secrets: &Secrets,
    moment: &Moment,
    matcher: Matcher<'_>,
) -> Reply {
    by(None, operation, request, secrets, moment, matcher)
}

/// Answers what the page sends.
///
/// A delivery is received by the person's own receiver, which checks the scheme that they chose.
/// If they chose to leave the signature out, it checks the documented one.
pub fn receive(
    operation: &Operation,
    flow: &Flow,
    secrets: &Secrets,
    moment: &Moment,
    matcher: Matcher<'_>,
) -> Reply {
    let is_chosen = operation.delivery.is_some() && flow.scheme.kind != Kind::Nothing;
    let chosen = is_chosen.then_some(&flow.scheme);
    by(chosen, operation, &flow.request, secrets, moment, matcher)
}

/// Answers a request whose signature is checked by the chosen scheme, or else as documented.
fn by(
    chosen: Option<&Scheme>,
    operation: &Operation,
    request: &Request,
    secrets: &Secrets,
    moment: &Moment,
    matcher: Matcher<'_>,
) -> Reply {
    let judged = judge::judge(chosen, operation, request, secrets, moment, matcher);
    let choice = choose::choose(operation, request, &judged);
    let server = echo::Server {
        operation,
        request,
        matcher,
    };
    answer::write(&choice, &judged, &server, secrets, moment)
}

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
use request::validate::Matcher;
use signature::Moment;
use signature::secret::Secrets;

/// Answers a request as the documented server would.
pub fn answer(
    operation: &Operation,
    request: &Request,
    secrets: &Secrets,
    moment: &Moment,
    matcher: Matcher<'_>,
) -> Reply {
    let judged = judge::judge(operation, request, secrets, moment, matcher);
    let choice = choose::choose(operation, request, &judged);
    let server = echo::Server {
        operation,
        request,
        matcher,
    };
    answer::write(&choice, &judged, &server, secrets, moment)
}

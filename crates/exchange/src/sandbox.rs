//! The sandbox: a server in the page that answers as the document says.
//!
//! It sees only the finished request and the secrets that the real server
//! would share with the person; it decodes the bytes afresh and trusts
//! nothing that the form knew. What a request breaks is found in the order in
//! which servers look (`judge`); which documented answer fits is chosen by
//! `x-signpost-when`, else by convention (`choose`). A documented sample bears the values that the
//! request sent (`echo`), and the reply says which of its values are the sample's.

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

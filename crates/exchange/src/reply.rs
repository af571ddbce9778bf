//! A reply compared with the documentation.
//!
//! The body is never altered: the indented text is a separate copy. Sending is elsewhere (see
//! `browser::fetch` and `exchange::sandbox`).

mod outcome;
mod signed;
#[cfg(test)]
mod tests;
mod verdict;

use std::rc::Rc;

use crate::delivery::Due;
use json::write::JsonStyle;
use json::write::layout_within;
use json::{Kind, Tree};
use openapi::{MediaType, Operation, Response};
pub use outcome::{Expectation, ReplyOutcome, outcome};
use problem::{Field, Problem, Root, Severity};
use request::decode::decode;
use request::validate::{self, Matcher};
use signature::secret::Secrets;

/// The header field in which the sandbox explains a refusal; no real server sends it.
pub(crate) const WHY: &str = "x-signpost-sandbox";

/// The origin of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The sandbox, from the documentation.
    Sandbox,
    /// A server, over the network.
    Network,
    /// Pasted by the person: status and fields may be unknown.
    Pasted,
    /// An example of the documentation.
    Example,
}

/// A reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The origin.
    pub source: Source,
    /// The status code; 0 if it is unknown.
    pub status: u16,
    /// The reason phrase; may be empty.
    pub reason: String,
    /// The fields that the page may see, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body's bytes, after any content coding.
    pub body: Rc<[u8]>,
    /// Milliseconds from sending to the whole body.
    pub millis: f64,
    /// The address that redirects led to, if there were any.
    pub redirected_to: Option<String>,
    /// The part of the body that the sandbox took from the documentation.
    pub sample: Option<Sample>,
}

/// A documented sample that the sandbox answers with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The documented example; `None` for a sample made from the schema.
    pub example: Option<String>,
    /// JSON Pointers to the values that are not the request's own; an empty one means the whole body.
    pub members: Vec<String>,
}

/// A reply's meaning according to the documentation.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The outcome.
    pub outcome: ReplyOutcome,
    /// The reason for the outcome in a sentence, if the reply or the sandbox gives one.
    pub reason: Option<String>,
    /// Sentences, the most important first: success or refusal by the documented outcome, the
    /// documentation of the status, and the documented shape of the body.
    pub verdict: Vec<Sentence>,
    /// The rules of the documented schema that the body breaks; places are JSON Pointers.
    pub problems: Vec<Problem>,
    /// The verdict on the reply's signature, if the document declares that the reply is signed.
    pub signature: Option<Sentence>,
    /// The indented body, if it is JSON and not indented already.
    pub pretty: Option<Rc<str>>,
}

/// A sentence and its tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The tone.
    pub tone: Tone,
    /// The text, with a full stop only between sentences.
    pub text: String,
}

/// The tone of a sentence; never the only sign of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Success.
    Good,
    /// Failure.
    Bad,
    /// Something to check.
    Careful,
    /// A fact without a judgement.
    Plain,
}

/// Compares a reply with the documentation and, for a delivery, with the expected answer.
///
/// A status of 0 is unknown, as for a pasted body, which is compared with the documented success.
pub fn read(
    operation: &Operation,
    reply: &Reply,
    expected: Expectation,
    secrets: &Secrets,
    matcher: Matcher<'_>,
) -> Reading {
    let held = Held::new(operation, reply);
    let (problems, decoded) = held.body(matcher);
    let body = decoded.as_ref();
    let outcome = outcome(operation, reply, body, &expected);
    let mut verdict = match operation.delivery {
        Some(_) => vec![verdict::delivery(&held, body, &expected, outcome)],
        None => verdict::outcome(&held, body),
    };
    let explained = verdict::sandbox(reply);
    let reason = match (&operation.delivery, outcome) {
        (None, ReplyOutcome::Accepted) => None,
        (None, ReplyOutcome::Refused) => {
            let explained = explained.as_ref().map(|sentence| sentence.text.clone());
            verdict::message(&held, body).or(explained)
        }
        _ => verdict.first().map(|sentence| sentence.text.clone()),
    };
    verdict.extend(explained);
    // An expected refusal is correct whether or not it is documented.
    let refused = expected.due == Due::Refused && outcome == ReplyOutcome::AsExpected;
    if !refused || held.response.is_some() {
        verdict.extend(verdict::status(&held));
    }
    let answer = outcome::answer(operation, reply, body);
    verdict.extend(verdict::shape(&held, body, answer));
    verdict.extend(verdict::fields(&held));
    Reading {
        outcome,
        reason,
        verdict,
        problems,
        signature: signed::verdict(&held, decoded.as_ref(), secrets),
        pretty: pretty(reply),
    }
}

impl Reply {
    /// Returns the value of a header field that the page may see.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|h| h.0.eq_ignore_ascii_case(name))
            .map(|h| &*h.1)
    }
}

/// A reply with its documentation.
struct Held<'a> {
    operation: &'a Operation,
    reply: &'a Reply,
    response: Option<&'a Response>,
    media: Option<&'a MediaType>,
}

impl<'a> Held<'a> {
    fn new(operation: &'a Operation, reply: &'a Reply) -> Held<'a> {
        let response = match reply.status {
            0 => operation
                .responses
                .iter()
                .find(|r| r.status.starts_with('2')),
            status => operation.response(status),
        };
        let media = response.and_then(|r| match reply.header("content-type") {
            Some(content_type) => r.media(content_type),
            None => r.media.first(),
        });
        Held {
            operation,
            reply,
            response,
            media: media.filter(|_| !reply.body.is_empty()),
        }
    }

    /// Returns what the body breaks of the documented schema, and its JSON.
    fn body(&self, matcher: Matcher<'_>) -> (Vec<Problem>, Option<Tree>) {
        let Some(media) = self.media else {
            // An undocumented body may still be JSON with an outcome.
            let text = std::str::from_utf8(&self.reply.body).ok();
            return (Vec::new(), text.and_then(|t| Tree::read(t).ok()));
        };
        let schemas = &self.operation.schemas;
        let tree = match decode(&self.reply.body, media, schemas) {
            Ok(decoded) => decoded.tree,
            Err(malformed) => {
                return (vec![malformed.cause.at(Root::Whole, Severity::Error)], None);
            }
        };
        let Some(control) = &media.control else {
            return (Vec::new(), Some(tree));
        };
        let whole = Rc::new(Field::from(Root::Whole));
        let places = vec![whole; tree.all().count()];
        let faults = validate::check_reply(schemas, control.schema, tree.root(), matcher);
        let problems = validate::problems(&faults, &tree, &places);
        (problems, Some(tree))
    }
}

/// The bytes that indentation may add to any text.
const ROOM: usize = 64 << 10;

/// Returns indented JSON of the same value; `None` if the body is not JSON or is indented already.
fn pretty(reply: &Reply) -> Option<Rc<str>> {
    let text = std::str::from_utf8(&reply.body).ok()?;
    let tree = Tree::read(text).ok()?;
    if !matches!(tree.root().kind(), Kind::Object | Kind::Array) {
        return None;
    }
    // Deep indentation can multiply the length of a text, and such a text is not easier to read.
    let laid_out = layout_within(tree.root(), JsonStyle::Indented, 4 * text.len() + ROOM)?;
    (laid_out != text).then(|| laid_out.into())
}

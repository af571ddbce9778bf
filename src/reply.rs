//! A reply, held against the documentation.

use std::rc::Rc;

/// Where a reply comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Sandbox,
    Network,
    /// Pasted by the person: status and fields may be unknown.
    Pasted,
    /// An example of the documentation.
    Example,
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub source: Source,
    pub status: u16,
    /// The reason phrase; may be empty.
    pub reason: String,
    /// Names in lower case, as far as the page may see them.
    pub headers: Vec<(String, String)>,
    pub body: Rc<[u8]>,
    /// Milliseconds from sending to the whole body.
    pub millis: f64,
    /// Where redirects led, if there were any.
    pub redirected_to: Option<String>,
}

use crate::document::Operation;
use crate::secret::Secrets;
use crate::validate::Matcher;
use crate::validate::problem::Problem;

/// What the documentation says of a reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Sentences, the most important first: success or refusal by the documented outcome,
    /// what the documentation says of that status, which documented shape it has.
    pub verdict: Vec<Sentence>,
    /// What the body breaks of the documented schema; places as JSON Pointers.
    pub problems: Vec<Problem>,
    /// The reply's signature, when the document says it is signed.
    pub signature: Option<Sentence>,
    /// The body laid out for reading, when it is JSON and not laid out already.
    pub pretty: Option<String>,
}

/// A sentence and how it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub tone: Tone,
    pub text: String,
}

/// How a sentence is meant; never the only sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Bad,
    Careful,
    Plain,
}

/// Holds a reply against the documentation.
pub fn read(
    operation: &Operation,
    reply: &Reply,
    secrets: &Secrets,
    matcher: Matcher<'_>,
) -> Reading {
    let _ = (operation, reply, secrets, matcher);
    todo!()
}

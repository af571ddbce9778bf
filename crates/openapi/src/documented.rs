//! Documented responses and examples, as values. Reading them belongs elsewhere.

use super::{MediaType, SignatureUse};
use problem::Field;
use std::rc::Rc;

/// A documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// `201`, `4XX` or `default`.
    pub status: String,
    /// CommonMark.
    pub description: String,
    /// `x-signpost-source`: the source, if it is not the document itself.
    pub source: Option<String>,
    /// The documented header fields.
    pub headers: Vec<ResponseHeader>,
    /// The media types of the body; empty for a response without content.
    pub media: Vec<MediaType>,
    /// The names and descriptions of its links.
    pub links: Vec<(String, String)>,
    /// `x-signpost-signature`: how the reply is signed.
    pub signature: Option<SignatureUse>,
    /// `x-signpost-when` of a response without content: any of these must hold.
    pub when: Vec<When>,
}

/// A documented header field of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseHeader {
    /// The name of the header field.
    pub name: String,
    /// CommonMark.
    pub description: String,
    /// `required`.
    pub required: bool,
}

/// An example body of a response.
#[derive(Clone, Debug)]
pub struct ResponseExample {
    /// The name in `examples`; `example` for the only one.
    pub name: String,
    /// The short description.
    pub summary: String,
    /// CommonMark.
    pub description: String,
    /// The body as text: its `x-signpost-raw`, else JSON indented by two spaces, or the string itself.
    pub text: Rc<str>,
    /// `true` if the document gives text, not a JSON value.
    pub is_text: bool,
    /// `x-signpost-when`: the conditions, any of which selects it; empty for a sound request.
    pub when: Vec<When>,
    /// `x-signpost-value`: a runtime expression (`$request.body`) whose value the sandbox returns
    /// instead.
    pub value: Option<String>,
    /// `x-signpost-problems`: the faults it is expected to have by its own schema.
    pub expected: Vec<Expected>,
    /// `x-signpost-signed: false`: the server leaves this one unsigned.
    pub signed: bool,
    /// `x-signpost-source`.
    pub source: Option<String>,
}

/// `x-signpost-when`: the requests that a sandbox answer belongs to; all given conditions must
/// hold.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct When {
    /// The reason for the refusal; `None` for any or no refusal (see `refused`).
    pub refusal: Option<Refusal>,
    /// A problem at this field (see [`Field::names`]); without a `refusal`, a warning counts too.
    pub at: Option<Field>,
    /// A problem with this code.
    pub code: Option<String>,
    /// The values of fields in the request.
    pub values: Vec<(Field, String)>,
}

/// The step at which a server refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Credentials are absent or not of the documented form.
    Authorization,
    /// The media type is not documented, or its body is absent.
    MediaType,
    /// The bytes are not of their media type.
    Malformed,
    /// A rule of the document is broken.
    Invalid,
    /// The signature is missing or does not match.
    Signature,
}

/// A documented request, put together from every part with its name.
#[derive(Clone, Debug)]
pub struct Example {
    /// The name by which the examples of the parts belong together.
    pub name: String,
    /// The short description.
    pub summary: String,
    /// CommonMark, with the source.
    pub description: String,
    /// `true` if it breaks a rule on purpose (`x-signpost-breaks`).
    pub breaks: bool,
    /// The body's media type.
    pub media_type: Option<String>,
    /// JSON text of the body's value.
    pub body: Option<Rc<str>>,
    /// The body's exact text, if the value would lose it (`x-signpost-raw`).
    pub raw: Option<Rc<str>>,
    /// Parameters, server, auth and the choice of `auth`, as they would be typed.
    pub fields: Vec<(Field, String)>,
    /// All problems that it is expected to have; empty for a sound example.
    pub expected: Vec<Expected>,
}

/// A problem that an example is expected to have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// The code of the problem ([`problem::Problem::code`]).
    pub code: String,
    /// The field of the problem (see [`Field::names`]).
    pub at: Field,
    /// `error`, `warning` or `blocks`.
    pub severity: String,
}

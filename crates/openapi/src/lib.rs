//! An OpenAPI document as the workbench uses it.
//!
//! The modules below are the only readers of OpenAPI; everything else uses the plain values here.
//! They own their strings, since documents arrive at run time. Anything in a document that cannot
//! be read becomes a [`Note`], never silence. `extensions.md` describes the extensions.

pub mod compose;
pub mod control;
pub mod delivery;
mod example_object;
mod examples;
pub mod expression;
mod family;
pub mod find;
mod listing;
mod media;
mod operation;
mod names;
mod notice;
mod parameters;
mod path_item;
mod read;
mod reader;
mod refs;
mod responses;
pub mod schema;
pub mod secret_members;
pub mod secret_names;
mod security;
mod servers;
mod signing;
#[cfg(test)]
mod tests;

use std::rc::Rc;

pub use control::{Control, Kind};
pub use family::Family;
pub use listing::Listing;
pub use notice::Notice;
pub use read::{interpret, parse, read};
pub use schema::{Schema, SchemaId, Schemas};

/// A documented API.
#[derive(Debug)]
pub struct Api {
    /// The catalog's id, as in the page's hash.
    pub id: String,
    pub title: String,
    pub version: String,
    /// CommonMark, as documented.
    pub description: String,
    pub external_docs: Option<String>,
    pub operations: Vec<Rc<Operation>>,
    /// Its callbacks and webhooks, each read when it is opened.
    pub deliveries: Vec<Rc<Listing>>,
    /// The document itself, for the deliveries.
    source: Rc<json::Value>,
    /// The parts that could not be read, each with its place.
    pub notes: Vec<Note>,
}

/// Something in a document that Signpost could not use.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// JSON Pointer into the document.
    pub at: String,
    pub message: String,
}

/// The reason that a document cannot be opened at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The reader's message, with line and column if known.
    pub message: String,
}

/// A request that a client can send to an API.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The catalog id of its document.
    pub api: String,
    /// `operationId`; for a delivery, [`Listing::id`].
    pub id: String,
    /// Upper case.
    pub method: String,
    /// The path template, such as `/hooks/{id}`; empty for a delivery (its server is the address).
    pub path: String,
    pub summary: String,
    pub description: String,
    /// `x-signpost-notices`: facts to know before sending.
    pub notices: Vec<Notice>,
    pub external_docs: Option<String>,
    pub servers: Vec<Server>,
    /// The document's address (`$self`, OpenAPI 3.2): the base of relative servers.
    pub from: Option<String>,
    /// Path, query, header and cookie parameters in document order.
    pub parameters: Vec<Parameter>,
    /// `x-signpost-parameters`: a schema over `{path:{}, query:{}, header:{}}`.
    pub parameter_rules: Option<SchemaId>,
    /// `true` if the whole query is one WHATWG form (`x-signpost-form` on the operation).
    pub query_form: bool,
    pub body: Option<RequestBody>,
    /// The `security` alternatives, in document order; never empty (a single alternative without
    /// schemes if none is required).
    pub security: Vec<Alternative>,
    pub responses: Vec<Response>,
    /// `x-signpost-signature` on the operation: how the request is signed.
    pub signature: Option<SignatureUse>,
    /// `x-signpost-outcome`: the place in a reply that shows success or failure.
    pub outcome: Option<Outcome>,
    pub examples: Vec<Example>,
    /// The values from its registration, for a delivery.
    pub delivery: Option<Rc<delivery::Delivery>>,
    /// All schemas of the document.
    pub schemas: Rc<Schemas>,
}

/// A server of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The template, with `{variable}`s.
    pub url: String,
    pub description: String,
    pub variables: Vec<ServerVariable>,
}

/// A `{variable}` of a server's URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerVariable {
    pub name: String,
    /// `None` without a default and a choice in the document: the person must enter a value.
    pub default: Option<String>,
    /// `true` if the default is only the first choice, because the document gives none.
    pub implied: bool,
    /// A closed set when not empty.
    pub choices: Vec<String>,
    pub description: String,
    /// `true` if a typed value is a secret (`x-signpost-secret`, or its name); a choice never is.
    pub secret: bool,
    /// `true` if only the name marks it as a secret; the person may override that.
    pub named_secret: bool,
    /// `true` if only the person marked it as a secret.
    pub marked: bool,
}

/// The part of a request that carries a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

/// OpenAPI 3.1 parameter and encoding styles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A documented parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub place: Place,
    pub style: Style,
    pub explode: bool,
    /// `true` if RFC 3986's reserved characters are sent unchanged.
    pub allow_reserved: bool,
    /// `allowEmptyValue`.
    pub allow_empty: bool,
    /// The media type when the parameter has `content` instead of `schema`.
    pub content: Option<String>,
    /// Name, help, kind and schema of its value; its `name` is the documented one.
    pub control: Rc<Control>,
}

/// The documented request body.
#[derive(Clone, Debug)]
pub struct RequestBody {
    pub description: String,
    pub required: bool,
    pub media: Vec<MediaType>,
}

/// One media type of a body.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// The documented name, including parameters.
    pub name: String,
    /// `x-signpost-notices` of this media type, such as assumptions about its shape.
    pub notices: Vec<Notice>,
    /// The form of its value; its `name` is empty.
    pub control: Option<Rc<Control>>,
    /// Per top-level property, for form media types.
    pub encoding: Vec<(String, Encoding)>,
    /// The notation that turns nested values into form fields.
    pub nesting: Nesting,
    /// Named example values of a response's media type (a request's are [`Operation::examples`]).
    pub examples: Vec<ResponseExample>,
}

/// OpenAPI's Encoding Object, for form media types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    pub content_type: Option<String>,
    pub style: Style,
    pub explode: bool,
    pub allow_reserved: bool,
}

/// `x-signpost-form`: the notation that turns nested values into form fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Nesting {
    /// OpenAPI's rules: arrays repeat the name, objects become JSON text.
    #[default]
    Standard,
    /// `Headers[X]=…`, `Events[0]=…`.
    Brackets,
    /// `Headers.X=…`, `Events[0]=…`.
    Dots,
    /// `Headers[X]=…`, `Events[]=…`.
    Empty,
}

/// A documented response.
#[derive(Clone, Debug)]
pub struct Response {
    /// `201`, `4XX` or `default`.
    pub status: String,
    pub description: String,
    /// `x-signpost-source`: the source, if it is not the document itself.
    pub source: Option<String>,
    pub headers: Vec<ResponseHeader>,
    pub media: Vec<MediaType>,
    pub links: Vec<(String, String)>,
    /// `x-signpost-signature`: how the reply is signed.
    pub signature: Option<SignatureUse>,
    /// `x-signpost-when` of a response without content: any of these must hold.
    pub when: Vec<When>,
}

/// A documented header field of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseHeader {
    pub name: String,
    pub description: String,
    pub required: bool,
}

/// An example body of a response.
#[derive(Clone, Debug)]
pub struct ResponseExample {
    pub name: String,
    pub summary: String,
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
    /// A problem at this field (`body:/name`), in the notation of `data-field`; without a
    /// `refusal`, a warning counts too.
    pub at: Option<String>,
    /// A problem with this code.
    pub code: Option<String>,
    /// The values of fields in the request.
    pub values: Vec<(String, String)>,
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

/// One of the `security` alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The scheme names joined by ` + `; `none` without schemes.
    pub name: String,
    pub schemes: Vec<Rc<SecurityScheme>>,
}

/// A documented way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its key under `components.securitySchemes`.
    pub name: String,
    pub description: String,
    pub kind: SecurityKind,
    /// Example values by input (`""`, `/username`, `/password`), from `x-signpost-examples`.
    pub placeholder: Option<String>,
    /// `x-signpost-notices`.
    pub notices: Vec<Notice>,
    /// A request signature that serves as this scheme's credential.
    pub signature: Option<SignatureUse>,
    /// `x-signpost-pattern`: the format of the credential; otherwise any non-empty text.
    pub pattern: Option<String>,
    pub source: Option<String>,
}

/// The part of a request that a security scheme writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// `Authorization: <word> <token>`; `Bearer` (RFC 6750) or another registered or private word.
    Token { word: String },
    /// A value in a header field, the query or a cookie; secret unless documented otherwise.
    ApiKey { place: Place, field: String },
    /// Written only by the scheme's signature.
    Signed,
    /// A scheme that a page cannot use (`mutualTLS`), and the reason.
    Unsupported { why: String },
}

/// `x-signpost-signature`: a scheme and its secret inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureUse {
    /// A preset's scheme ([`signature::presets`]) or one spelled out in the document.
    pub scheme: signature::Scheme,
    pub description: String,
    /// JSON Pointers into the request's form whose values are its secrets, by the secret's name.
    pub fields: Vec<(String, String)>,
}

/// `x-signpost-outcome`: the place in a reply's JSON that shows success or failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// JSON Pointer into the reply.
    pub pointer: String,
    /// JSON text of the value that means success.
    pub equals: String,
    /// JSON Pointer to the message, if any.
    pub message: Option<String>,
    pub description: String,
}

/// A documented request, put together from every part with its name.
#[derive(Clone, Debug)]
pub struct Example {
    pub name: String,
    pub summary: String,
    pub description: String,
    /// `true` if it breaks a rule on purpose (`x-signpost-breaks`).
    pub breaks: bool,
    /// The body's media type.
    pub media_type: Option<String>,
    /// JSON text of the body's value.
    pub body: Option<Rc<str>>,
    /// The body's exact text, if the value would lose it (`x-signpost-raw`).
    pub raw: Option<Rc<str>>,
    /// Parameters, server, auth and the choice of `auth`, by `data-field`.
    pub fields: Vec<(String, String)>,
    /// All problems that it is expected to have; empty for a sound example.
    pub expected: Vec<Expected>,
}

/// A problem that an example is expected to have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    pub code: String,
    pub at: String,
    /// `error`, `warning` or `blocks`.
    pub severity: String,
}

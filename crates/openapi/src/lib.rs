//! What an OpenAPI document says, as the workbench uses it.
//!
//! The modules below are the only readers of OpenAPI; everything else sees
//! the plain values here. They own their strings, since documents come at run
//! time. What a document says that we cannot read becomes a [`Note`], never
//! silence. The extensions are described in `document/extensions.md`.

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
    /// Its callbacks and webhooks, which are read when one is opened.
    pub deliveries: Vec<Rc<Listing>>,
    /// The document itself, for them.
    source: Rc<json::Value>,
    /// What could not be read, each with its place.
    pub notes: Vec<Note>,
}

/// Something in a document that Signpost could not use.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// JSON Pointer into the document.
    pub at: String,
    pub message: String,
}

/// Why a document cannot be opened at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// In the reader's words, with line and column where there are any.
    pub message: String,
}

/// One thing a client can ask of an API.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The catalog id of its document.
    pub api: String,
    /// `operationId`; of a delivery [`Listing::id`].
    pub id: String,
    /// Upper case.
    pub method: String,
    /// The path template, as `/hooks/{id}`; empty for a delivery, whose server is the whole address.
    pub path: String,
    pub summary: String,
    pub description: String,
    /// `x-signpost-notices`: what a person must know before sending.
    pub notices: Vec<String>,
    pub external_docs: Option<String>,
    pub servers: Vec<Server>,
    /// Where the document says that it comes from (`$self`, OpenAPI 3.2): relative servers are read against it.
    pub from: Option<String>,
    /// Path, query, header and cookie parameters in document order.
    pub parameters: Vec<Parameter>,
    /// `x-signpost-parameters`: a schema over `{path:{}, query:{}, header:{}}`.
    pub parameter_rules: Option<SchemaId>,
    /// Whether the whole query is one WHATWG form (`x-signpost-form` on the operation).
    pub query_form: bool,
    pub body: Option<RequestBody>,
    /// The `security` alternatives, in document order; never empty (one alternative without schemes when none is asked).
    pub security: Vec<Alternative>,
    pub responses: Vec<Response>,
    /// `x-signpost-signature` on the operation: how the request is signed.
    pub signature: Option<SignatureUse>,
    /// `x-signpost-outcome`: where a reply says whether it succeeded.
    pub outcome: Option<Outcome>,
    pub examples: Vec<Example>,
    /// What it has from its registration, for a delivery.
    pub delivery: Option<Rc<delivery::Delivery>>,
    /// All schemas of the document.
    pub schemas: Rc<Schemas>,
}

/// Where an API is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// With `{variable}`s.
    pub url: String,
    pub description: String,
    pub variables: Vec<ServerVariable>,
}

/// A `{variable}` of a server's URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerVariable {
    pub name: String,
    /// `None` where the document gives neither a default nor a choice: a person has to give a value.
    pub default: Option<String>,
    /// Whether the default is only the first choice, since the document gives none.
    pub implied: bool,
    /// Closed choice when not empty.
    pub choices: Vec<String>,
    pub description: String,
    /// What a person types is a secret (`x-signpost-secret`, or by the name); a documented choice is none.
    pub secret: bool,
    /// Only its name says that it is a secret; a person may say that it is none.
    pub named_secret: bool,
    /// Only a person says that it is a secret.
    pub marked: bool,
}

/// Where a parameter goes.
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
    /// Whether RFC 3986's reserved characters are sent unchanged.
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
    /// As documented, parameters and all.
    pub name: String,
    /// `x-signpost-notices` of this media type: what is an assumption about its shape.
    pub notices: Vec<String>,
    /// The form of its value; its `name` is empty.
    pub control: Option<Rc<Control>>,
    /// Per top-level property, for form media types.
    pub encoding: Vec<(String, Encoding)>,
    /// How nested values become form fields.
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

/// `x-signpost-form`: how nested values become form fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Nesting {
    /// OpenAPI's own rules: arrays repeat the name, objects go as JSON text.
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
    /// Vendor facts that stand beside the document's own word, if marked (`x-signpost-source`).
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
    /// Whether the document gave text rather than a JSON value.
    pub is_text: bool,
    /// `x-signpost-when`: any of these must hold for the sandbox to answer with this one; empty for a sound request.
    pub when: Vec<When>,
    /// `x-signpost-value`: a runtime expression (`$request.body`) that the sandbox answers in its place.
    pub value: Option<String>,
    /// `x-signpost-problems`: what it is expected to break of its own schema.
    pub expected: Vec<Expected>,
    /// `x-signpost-signed: false`: the server leaves this one unsigned.
    pub signed: bool,
    /// `x-signpost-source`.
    pub source: Option<String>,
}

/// `x-signpost-when`: which request a sandbox answer belongs to; all that is given must hold.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct When {
    /// Why the request is refused; `None` for any or no refusal (see `refused`).
    pub refusal: Option<Refusal>,
    /// A problem at this field (`body:/name`), in the notation of `data-field`; without a `refusal` also one that only warns.
    pub at: Option<String>,
    /// A problem with this code.
    pub code: Option<String>,
    /// Values that fields of the request have, by field.
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
    pub notices: Vec<String>,
    /// A request signature that is this scheme's credential.
    pub signature: Option<SignatureUse>,
    /// `x-signpost-pattern`: what the credential looks like; otherwise any non-empty text.
    pub pattern: Option<String>,
    pub source: Option<String>,
}

/// What a security scheme writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Basic …` (RFC 7617).
    Basic,
    /// `Authorization: <word> <token>`; `Bearer` (RFC 6750) or another registered or private word.
    Token { word: String },
    /// A value in a header field, a query parameter or a cookie, secret unless said.
    ApiKey { place: Place, field: String },
    /// Written by the scheme's signature alone.
    Signed,
    /// Something a page cannot do (`mutualTLS`), with why.
    Unsupported { why: String },
}

/// `x-signpost-signature`: a scheme and its secret inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureUse {
    /// The scheme's id ([`signature::presets`]) or its own spelled out.
    pub scheme: signature::Scheme,
    pub description: String,
    /// JSON Pointers in the request's form whose values are its secrets by name, if any.
    pub fields: Vec<(String, String)>,
}

/// `x-signpost-outcome`: where the JSON of a reply says whether it succeeded.
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

/// A documented request: everything that bears its name.
#[derive(Clone, Debug)]
pub struct Example {
    pub name: String,
    pub summary: String,
    pub description: String,
    /// Whether it breaks a rule on purpose (`x-signpost-breaks`).
    pub breaks: bool,
    /// Media type the body is of.
    pub media_type: Option<String>,
    /// JSON text of the body's value.
    pub body: Option<Rc<str>>,
    /// The body's exact text, where the value would lose it (`x-signpost-raw`).
    pub raw: Option<Rc<str>>,
    /// Parameters, server, auth and `auth` itself, by `data-field`.
    pub fields: Vec<(String, String)>,
    /// The problems it is listed with, all of them; empty for a sound one.
    pub expected: Vec<Expected>,
}

/// A problem that an example is listed with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    pub code: String,
    pub at: String,
    /// `error`, `warning` or `blocks`.
    pub severity: String,
}

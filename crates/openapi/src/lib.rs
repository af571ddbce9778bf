//! An OpenAPI document as the workbench uses it.
//!
//! The modules below are the only readers of OpenAPI; everything else uses the plain values here.
//! They own their strings, since documents arrive at run time. Anything in a document that cannot
//! be read becomes a [`Note`], never silence. `extensions.md` describes the extensions.
//!
//! ```
//! let document = r#"{
//!     "openapi": "3.1.0",
//!     "info": {"title": "Hooks", "version": "1"},
//!     "servers": [{"url": "https://api.example"}],
//!     "paths": {"/hooks": {"post": {
//!         "operationId": "createHook",
//!         "requestBody": {"content": {"application/json": {"schema": {
//!             "type": "object",
//!             "required": ["url"],
//!             "properties": {"url": {"type": "string", "format": "uri"}}
//!         }}}},
//!         "responses": {"201": {"description": "Created"}},
//!         "tag": "hooks"
//!     }}}
//! }"#;
//! let api = openapi::read("hooks", document).expect("an OpenAPI 3.1 document");
//! let operation = &api.operations[0];
//! assert_eq!((&*operation.method, &*operation.path), ("POST", "/hooks"));
//!
//! let control = operation.media_or_first(None).and_then(|media| media.control.as_ref());
//! let url = control.and_then(|body| body.member("url")).expect("a member");
//! assert!(url.required && url.kind == openapi::Kind::Url);
//!
//! // `tag` is not a member of an operation: OpenAPI has `tags`.
//! assert_eq!(api.notes[0].at, "/paths/~1hooks/post/tag");
//! ```

pub mod compose;
pub mod control;
pub mod delivery;
mod documented;
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
pub use documented::{Example, Expected, Refusal, Response, ResponseExample, ResponseHeader, When};
pub use family::Family;
pub use listing::Listing;
pub use notice::Notice;
pub use read::{interpret, parse, read};
pub use schema::{Schema, SchemaId, Schemas};
pub use security::{Alternative, SecurityKind, SecurityScheme};

/// A documented API.
#[derive(Debug)]
pub struct Api {
    /// The catalog's id, as in the page's hash.
    pub id: String,
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// CommonMark, as documented.
    pub description: String,
    /// The address of `externalDocs`.
    pub external_docs: Option<String>,
    /// The operations, in document order.
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
    /// A sentence about the part and the consequence.
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
    /// The short description.
    pub summary: String,
    /// CommonMark.
    pub description: String,
    /// `x-signpost-notices`: facts to know before sending.
    pub notices: Vec<Notice>,
    /// The address of `externalDocs`.
    pub external_docs: Option<String>,
    /// The servers of the operation, its path or the document; never empty.
    pub servers: Vec<Server>,
    /// The document's address (`$self`, OpenAPI 3.2): the base of relative servers.
    pub from: Option<String>,
    /// Path, query, header and cookie parameters in document order.
    pub parameters: Vec<Parameter>,
    /// `x-signpost-parameters`: a schema over `{path:{}, query:{}, header:{}}`.
    pub parameter_rules: Option<SchemaId>,
    /// `true` if the whole query is one WHATWG form (`x-signpost-form` on the operation).
    pub query_form: bool,
    /// The documented body, if there is one.
    pub body: Option<RequestBody>,
    /// The `security` alternatives, in document order; never empty (a single alternative without
    /// schemes if none is required).
    pub security: Vec<Alternative>,
    /// The responses, in document order.
    pub responses: Vec<Response>,
    /// `x-signpost-signature` on the operation: how the request is signed.
    pub signature: Option<SignatureUse>,
    /// `x-signpost-outcome`: the place in a reply that shows success or failure.
    pub outcome: Option<Outcome>,
    /// Whole example requests.
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
    /// CommonMark.
    pub description: String,
    /// The variables in the template.
    pub variables: Vec<ServerVariable>,
}

/// A `{variable}` of a server's URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerVariable {
    /// The name in the template.
    pub name: String,
    /// `None` without a default and a choice in the document: the person must enter a value.
    pub default: Option<String>,
    /// `true` if the default is only the first choice, because the document gives none.
    pub implied: bool,
    /// A closed set when not empty.
    pub choices: Vec<String>,
    /// CommonMark.
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
    /// The path.
    Path,
    /// The query.
    Query,
    /// The header fields.
    Header,
    /// The `Cookie` field.
    Cookie,
}

/// OpenAPI 3.1 parameter and encoding styles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `a,b`.
    Simple,
    /// `.a.b`.
    Label,
    /// `;name=a;name=b`.
    Matrix,
    /// `name=a&name=b`.
    Form,
    /// `name=a%20b`.
    SpaceDelimited,
    /// `name=a|b`.
    PipeDelimited,
    /// `name[a]=b`.
    DeepObject,
}

/// A documented parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The part of the request.
    pub place: Place,
    /// `style`.
    pub style: Style,
    /// `explode`: each item or member is separate.
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
    /// CommonMark.
    pub description: String,
    /// `required`.
    pub required: bool,
    /// The media types, in document order.
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
    /// The media type of the part, if the document gives one.
    pub content_type: Option<String>,
    /// `style`.
    pub style: Style,
    /// `explode`: each item or member is separate.
    pub explode: bool,
    /// `allowReserved`.
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

/// `x-signpost-signature`: a scheme and its secret inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureUse {
    /// A preset's scheme ([`signature::presets`]) or one spelled out in the document.
    pub scheme: signature::Scheme,
    /// CommonMark.
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
    /// CommonMark.
    pub description: String,
}

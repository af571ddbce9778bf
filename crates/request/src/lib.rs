//! Turning a draft into the finished request, and that request into text.
//!
//! [`pipeline::run`] is the whole way, from [`draft::Draft`] to [`pipeline::Flow`]. It cannot fail:
//! the faults of a draft are data, so a half-filled form has a request too. Nothing here sends it.
//!
//! ```
//! use problem::Field;
//! use request::draft::{Draft, Edit, apply};
//! use request::pipeline::{self, Target};
//! use request::snippet;
//! use signature::Moment;
//! use signature::secret::Secrets;
//!
//! let document = r#"{
//!     "openapi": "3.1.0",
//!     "info": {"title": "Hooks", "version": "1"},
//!     "servers": [{"url": "https://api.example"}],
//!     "paths": {"/hooks": {"post": {
//!         "requestBody": {"content": {"application/json": {"schema": {
//!             "type": "object",
//!             "required": ["url"],
//!             "properties": {"url": {"type": "string"}, "active": {"type": "boolean"}}
//!         }}}},
//!         "responses": {"201": {"description": "Created"}}
//!     }}}
//! }"#;
//! let api = openapi::read("hooks", document).expect("an OpenAPI 3.1 document");
//! let operation = &api.operations[0];
//!
//! let active = Edit::Type(Field::body().member("active"), "true".into());
//! let draft = apply(&Draft::default(), operation, &active);
//! let regexp = |pattern: &str, text: &str| {
//!     let regexp = regress::Regex::with_flags(pattern, "u").ok()?;
//!     Some(regexp.find(text).is_some())
//! };
//! let moment = Moment {
//!     unix_ms: 1_700_000_000_000,
//!     id: "msg_1".to_owned(),
//!     nonce: "0".repeat(32),
//! };
//! let run = |draft: &Draft| {
//!     pipeline::run(operation, draft, &Secrets::default(), &moment, &regexp)
//! };
//! assert_eq!(run(&draft).problems[0].to_string(), "body:/url is required");
//!
//! let url = Edit::Type(Field::body().member("url"), "https://example.com/hook".into());
//! let flow = run(&apply(&draft, operation, &url));
//! let ready = flow.ready(Target::Direct).expect("nothing blocks it");
//! let body = ready.request().body.as_ref().expect("a body");
//! assert_eq!(&*body.bytes, br#"{"url":"https://example.com/hook","active":true}"#);
//! assert!(snippet::write("curl", &flow.request, true).text.starts_with("curl "));
//! ```

pub mod address_secrets;
pub mod decode;
pub mod draft;
pub mod encode;
pub mod forecast;
mod ip;
pub mod message;
pub mod named_secrets;
pub mod pipeline;
pub mod preview;
pub mod secret_spans;
pub mod snippet;
pub mod validate;
pub mod value;

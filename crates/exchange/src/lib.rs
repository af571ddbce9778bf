//! The other side of a request: the sandbox, replies, deliveries and handshakes.
//!
//! The sandbox answers a finished request as its documentation says a server would. A reply, from
//! the sandbox or a server, is compared with the documentation in the same way.
//!
//! ```
//! use exchange::sandbox;
//! use problem::Field;
//! use request::draft::{Draft, Edit, apply};
//! use request::pipeline;
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
//! let regexp = |pattern: &str, text: &str| {
//!     let regexp = regress::Regex::with_flags(pattern, "u").ok()?;
//!     Some(regexp.find(text).is_some())
//! };
//! let secrets = Secrets::default();
//! let moment = Moment {
//!     unix_ms: 1_700_000_000_000,
//!     id: "msg_1".to_owned(),
//!     nonce: "0".repeat(32),
//! };
//! let answer = |draft: &Draft| {
//!     let flow = pipeline::run(operation, draft, &secrets, &moment, &regexp);
//!     sandbox::answer(operation, &flow.request, &secrets, &moment, &regexp)
//! };
//!
//! let url = Edit::Type(Field::body().member("url"), "https://example.com/hook".into());
//! let sound = answer(&apply(&Draft::default(), operation, &url));
//! assert_eq!(sound.status, 201);
//!
//! let active = Edit::Type(Field::body().member("active"), "true".into());
//! let refused = answer(&apply(&Draft::default(), operation, &active));
//! assert_eq!(refused.status, 400);
//! ```

pub mod delivery;
pub mod handshake;
pub mod reply;
pub mod sandbox;

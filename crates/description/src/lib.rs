//! API descriptions of any supported format, given as OpenAPI 3.1.
//!
//! [`read`] takes a file in JSON or YAML, recognises its version (Swagger 2.0, OpenAPI 3.0, 3.1 or
//! 3.2) and changes it to 3.1, which the crate `openapi` interprets. Each change that loses or
//! guesses something is a [`Note`] at its place in the source. A file that is something else is
//! [`Unreadable`], with a message that says what it is and what to do. The operations are listed
//! without interpreting them, and [`Description::bundle`] makes a small document of one.
//! Meaning is left to `openapi`: a fault that does not hinder reading is noted there.
//!
//! ```
//! let file = b"
//! swagger: '2.0'
//! info: {title: Hooks, version: 1.0}
//! host: api.example
//! schemes: [https]
//! paths:
//!   /hooks:
//!     post:
//!       operationId: createHook
//!       consumes: [application/json]
//!       parameters:
//!         - {name: hook, in: body, schema: {$ref: '#/definitions/Hook'}}
//!       responses: {201: {description: Created}}
//! definitions:
//!   Hook: {type: object, properties: {url: {type: string, x-nullable: true}}}
//!   Other: {type: string}
//! ";
//! let description = description::read(file).expect("a Swagger 2.0 document");
//! assert_eq!(description.title, "Hooks");
//! assert_eq!(description.list()[0].id, "createHook");
//!
//! let bundle = description.bundle("createHook").expect("a listed operation");
//! let hook = "/components/schemas/Hook/properties/url";
//! assert_eq!(bundle.pointer(hook).expect("a schema").text(), r#"{"type":["string","null"]}"#);
//! assert_eq!(bundle.pointer("/components/schemas/Other"), None);
//! ```

#![forbid(unsafe_code)]

mod bundle;
mod common;
mod edit;
mod foreign;
mod list;
mod notes;
mod part;
mod read;
mod reference;
mod rewrite;
mod source;
mod text;
#[cfg(test)]
mod tests;
mod unreadable;
mod v2_0;
mod v3_0;
mod v3_2;
mod version;
mod yaml;

pub use foreign::Foreign;
pub use list::{Kind, Listed};
pub use notes::Note;
pub use read::{Description, read};
pub use unreadable::{Broken, Encoding, Unreadable};

//! JSON Schema 2020-12 as OpenAPI 3.1 documents use it, compiled to an arena.
//!
//! References are resolved to [`SchemaId`]s, so a schema may contain itself. Values in
//! schemas (`const`, `enum`, `default`) are kept as exact JSON. Checking belongs in
//! `request::validate`.

mod circles;
mod compile;
mod limits;
mod secrets;
mod walk;

use problem::Type;
use std::ops::Index;

use crate::compose::Compose;
use crate::notice::Notice;
use json::Tree;

pub(super) use compile::{Compiler, is_known_dialect};
pub use secrets::Inner;
pub(super) use secrets::branches;
pub use walk::Members;

/// A schema's position in [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub u32);

/// All schemas of one document, by [`SchemaId`].
#[derive(Debug, Default)]
pub struct Schemas(pub Vec<Schema>);

impl Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        &self.0[id.0 as usize]
    }
}

/// A schema; an absent keyword allows anything.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// `Some(false)` allows nothing, `Some(true)` anything.
    pub boolean: Option<bool>,
    /// The allowed types; empty for any type.
    pub types: Vec<Type>,
    /// `const`.
    pub const_: Option<Tree>,
    /// `enum`.
    pub enum_: Option<Vec<Tree>>,

    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `not`.
    pub not: Option<SchemaId>,
    /// `if`.
    pub if_: Option<SchemaId>,
    /// `then`.
    pub then: Option<SchemaId>,
    /// `else`.
    pub else_: Option<SchemaId>,
    /// `$ref`.
    pub reference: Option<SchemaId>,
    /// `true` if `$ref` is its only content.
    pub refers_only: bool,

    /// `true` if `$ref` or `allOf` precede `properties`, so that their members come first.
    pub inherits_first: bool,
    /// `properties`, in document order.
    pub properties: Vec<(String, SchemaId)>,
    /// `patternProperties`; the patterns are ECMA-262.
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// `additionalProperties`.
    pub additional: Option<SchemaId>,
    /// `unevaluatedProperties`.
    pub unevaluated_properties: Option<SchemaId>,
    /// `propertyNames`.
    pub property_names: Option<SchemaId>,
    /// `required`.
    pub required: Vec<String>,
    /// `dependentRequired`.
    pub dependent_required: Vec<(String, Vec<String>)>,
    /// `dependentSchemas`.
    pub dependent_schemas: Vec<(String, SchemaId)>,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,

    /// `items`, for the items after `prefixItems`.
    pub items: Option<SchemaId>,
    /// `unevaluatedItems`.
    pub unevaluated_items: Option<SchemaId>,
    /// `prefixItems`.
    pub prefix_items: Vec<SchemaId>,
    /// `contains`.
    pub contains: Option<SchemaId>,
    /// How many items `contains` asks for; 1 where nothing is said, and nothing without `contains`.
    pub min_contains: Option<u64>,
    /// `maxContains`.
    pub max_contains: Option<u64>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,

    /// `minLength`, in Unicode code points.
    pub min_length: Option<u64>,
    /// `maxLength`, in Unicode code points.
    pub max_length: Option<u64>,
    /// ECMA-262, searched unanchored.
    pub pattern: Option<String>,
    /// `format`.
    pub format: Option<String>,

    /// Number texts, compared exactly.
    pub minimum: Option<String>,
    /// A number text, as in `minimum`.
    pub maximum: Option<String>,
    /// A number text, as in `minimum`.
    pub exclusive_minimum: Option<String>,
    /// A number text, as in `minimum`.
    pub exclusive_maximum: Option<String>,
    /// A number text greater than zero.
    pub multiple_of: Option<String>,

    /// `title`.
    pub title: String,
    /// `description`, in CommonMark.
    pub description: String,
    /// `x-signpost-help`: the line below the field, if the description is none.
    pub help: String,
    /// `default`.
    pub default: Option<Tree>,
    /// `examples`, and OpenAPI's `example`.
    pub examples: Vec<Tree>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `xml`.
    pub xml: Xml,

    /// `x-signpost-severity: warning`: this schema's rules only warn.
    pub warns: bool,
    /// `x-signpost-source`: the source of the rule or the field.
    pub source: Option<String>,
    /// `x-signpost-reason`: the documentation's own sentences, quoted by messages.
    pub reason: Vec<String>,
    /// `x-signpost-notices`.
    pub notices: Vec<Notice>,
    /// `x-signpost-secret`: overrides the format and the name.
    pub secret: Option<bool>,
    /// `x-signpost-compose`.
    pub compose: Option<Compose>,
}

impl Schema {
    /// Returns whether the schema itself marks its values as secret.
    pub fn is_secret(&self) -> bool {
        let by_format = || self.format.as_deref() == Some("password");
        self.secret.unwrap_or_else(by_format)
    }
}

/// OpenAPI's XML Object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Xml {
    /// The name of the element or the attribute, if it is not the member's.
    pub name: Option<String>,
    /// The URI of the namespace.
    pub namespace: Option<String>,
    /// The prefix of the name.
    pub prefix: Option<String>,
    /// True for an attribute, false for an element.
    pub attribute: bool,
    /// True if a list has an element around its items.
    pub wrapped: bool,
}

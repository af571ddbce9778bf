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
    pub const_: Option<Tree>,
    pub enum_: Option<Vec<Tree>>,

    pub all_of: Vec<SchemaId>,
    pub any_of: Vec<SchemaId>,
    pub one_of: Vec<SchemaId>,
    pub not: Option<SchemaId>,
    pub if_: Option<SchemaId>,
    pub then: Option<SchemaId>,
    pub else_: Option<SchemaId>,
    pub reference: Option<SchemaId>,
    /// `true` if `$ref` is its only content.
    pub refers_only: bool,

    /// `true` if `$ref` or `allOf` precede `properties`, so that their members come first.
    pub inherits_first: bool,
    pub properties: Vec<(String, SchemaId)>,
    pub pattern_properties: Vec<(String, SchemaId)>,
    pub additional: Option<SchemaId>,
    pub unevaluated_properties: Option<SchemaId>,
    pub property_names: Option<SchemaId>,
    pub required: Vec<String>,
    pub dependent_required: Vec<(String, Vec<String>)>,
    pub dependent_schemas: Vec<(String, SchemaId)>,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,

    pub items: Option<SchemaId>,
    pub unevaluated_items: Option<SchemaId>,
    pub prefix_items: Vec<SchemaId>,
    pub contains: Option<SchemaId>,
    /// How many items `contains` asks for; 1 where nothing is said, and nothing without `contains`.
    pub min_contains: Option<u64>,
    pub max_contains: Option<u64>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,

    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    /// ECMA-262, searched unanchored.
    pub pattern: Option<String>,
    pub format: Option<String>,

    /// Number texts, compared exactly.
    pub minimum: Option<String>,
    pub maximum: Option<String>,
    pub exclusive_minimum: Option<String>,
    pub exclusive_maximum: Option<String>,
    pub multiple_of: Option<String>,

    pub title: String,
    pub description: String,
    pub default: Option<Tree>,
    pub examples: Vec<Tree>,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
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
    pub name: Option<String>,
    pub namespace: Option<String>,
    pub prefix: Option<String>,
    pub attribute: bool,
    pub wrapped: bool,
}

//! What a draft means: the tree that the encoders write.
//!
//! Every node knows the field it came from, so that bytes and fields stay
//! tied. Building it never fails: text that is not the number it should be
//! stays a text, and [`crate::validate`] says so.

use std::rc::Rc;

use crate::document::SchemaId;
use crate::json::Tree;

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The `data-field` it was typed at.
    pub field: Rc<str>,
    pub schema: Option<SchemaId>,
    /// Whether the document calls it secret.
    pub secret: bool,
    pub data: Data,
}

/// The value itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    Null,
    Bool(bool),
    /// A number as it was typed; valid JSON number text.
    Number(Rc<str>),
    Text(Rc<str>),
    /// JSON of any depth, kept as it was typed.
    Json(Tree),
    List(Vec<Value>),
    /// Members in document order; names may repeat.
    Object(Vec<(Rc<str>, Value)>),
}

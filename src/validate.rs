//! Validation: what is wrong with a value, by the document's schemas.
//!
//! One checker serves the form, the sandbox and replies: it reads a JSON
//! [`crate::json::Tree`] and gives [`Fault`]s at its nodes; the form maps
//! nodes to fields. Problems are data; nothing here fails.

pub mod problem;

use crate::document::{SchemaId, Schemas};
use crate::json::View;
use problem::{Cause, Severity};

/// Matches an ECMA-262 pattern, unanchored: the browser's `RegExp`, or `regress` in native tests.
/// `None` when the pattern itself is not one.
pub type Matcher<'a> = &'a dyn Fn(&str, &str) -> Option<bool>;

/// A rule broken by a value, before it is tied to a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// [`View::index`] of the value.
    pub node: usize,
    /// The member concerned, when the value is an object that lacks it or may not have it.
    pub member: Option<String>,
    pub cause: Cause,
    pub severity: Severity,
    /// Where the rule is known from, when not from the document.
    pub source: Option<String>,
    /// The documentation's sentences behind the rule.
    pub reason: Vec<String>,
}

/// Checks a value against a schema.
pub fn check(
    schemas: &Schemas,
    schema: SchemaId,
    value: View<'_>,
    matcher: Matcher<'_>,
) -> Vec<Fault> {
    let _ = (schemas, schema, value, matcher);
    Vec::new()
}

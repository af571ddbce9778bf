//! Members that are currently forbidden: a form hides them while they have no value.
//!
//! A schema forbids a member with `false`: at the top, in `allOf` and references, or in
//! the branch of an `if` that applies to the value.

use std::rc::Rc;

use super::walk::Walk;
use super::{Direction, Matcher};
use json::View;
use openapi::{SchemaId, Schemas};
use pattern::Patterns;

/// The depth to which references and compositions are followed; deeper documents are circular.
const DEEPEST: u8 = 32;

/// The names that the schema forbids in this object, in document order, each once.
pub fn forbidden(
    schemas: &Schemas,
    schema: SchemaId,
    value: View<'_>,
    matcher: Matcher<'_>,
) -> Vec<String> {
    let mut names = Vec::new();
    collect(schemas, schema, value, matcher, DEEPEST, &mut names);
    names
}

fn collect(
    schemas: &Schemas,
    id: SchemaId,
    value: View<'_>,
    matcher: Matcher<'_>,
    depth: u8,
    names: &mut Vec<String>,
) {
    if depth == 0 {
        return;
    }
    let schema = &schemas[id];
    for (name, member) in &schema.properties {
        if schemas[*member].boolean == Some(false) && !names.contains(name) {
            names.push(name.clone());
        }
    }
    for &part in schema.all_of.iter().chain(&schema.reference) {
        collect(schemas, part, value, matcher, depth - 1, names);
    }
    let branch = match schema.if_ {
        Some(condition) if holds(schemas, condition, value, matcher) => schema.then,
        Some(_) => schema.else_,
        None => None,
    };
    if let Some(branch) = branch {
        collect(schemas, branch, value, matcher, depth - 1, names);
    }
}

fn holds(schemas: &Schemas, condition: SchemaId, value: View<'_>, matcher: Matcher<'_>) -> bool {
    let patterns = Rc::new(Patterns::new(matcher));
    Walk::new(schemas, Direction::Request, patterns, value).is_as(condition, value)
}

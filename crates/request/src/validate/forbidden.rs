//! Which members may not be given now: a form hides them while they have no value.
//!
//! A member is forbidden when a schema in force says `false` of it: at the top,
//! in `allOf` and references, or in the branch of an `if` that the value takes.

use std::rc::Rc;

use super::walk::Walk;
use super::{Direction, Matcher};
use json::View;
use openapi::{SchemaId, Schemas};
use pattern::Patterns;

/// How deep references and compositions are followed; documents that go deeper go round.
const DEEPEST: u8 = 32;

/// The names that the schema forbids to this object, in document order, each once.
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

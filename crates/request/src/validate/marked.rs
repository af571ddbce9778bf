//! `readOnly` and `writeOnly`: members that requests or replies do not carry.
//!
//! `required` then applies only to the other direction, as OpenAPI 3.0 specifies. In JSON
//! Schema both are annotations, so a value given anyway is not an error.

use super::walk::{Job, Walk};
use super::{Direction, Fault};
use json::View;
use openapi::{Schema, SchemaId};
use problem::{Cause, End};

/// Warns about a value that this direction does not carry.
pub(super) fn check<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    if is_marked(walk.direction, schema) && walk.wants_warning() {
        let cause = match walk.direction {
            Direction::Request => Cause::ReadOnly,
            Direction::Reply => Cause::WriteOnly,
        };
        // Values nested within such a value need no second check.
        if !walk.unsent.contains(&job.value.index()) {
            walk.unsent.extend(job.value.subtree().map(View::index));
        }
        walk.warn(job.value, cause);
    }
}

/// Returns whether a fault is a missing member in a value that this direction does not carry.
pub(super) fn is_of_unsent(walk: &Walk<'_>, fault: &Fault) -> bool {
    walk.unsent.contains(&fault.node) && is_of_missing(&fault.cause)
}

fn is_of_missing(cause: &Cause) -> bool {
    match cause {
        Cause::Required
        | Cause::DependentRequired { .. }
        | Cause::Properties { end: End::Min, .. }
        | Cause::Items { end: End::Min, .. } => true,
        Cause::Conditional { rule: why, .. } | Cause::NoneOf { why, .. } => is_of_missing(why),
        _ => false,
    }
}

/// Returns whether a required member may be missing in this direction.
///
/// Its mark may be in another schema than its `required`: in one included by `allOf` or
/// `$ref`, or in all alternatives that have the member.
pub(super) fn may_be_missing(walk: &Walk<'_>, job: &Job<'_>, name: &str) -> bool {
    let schemas = walk.schemas;
    let member = |part: &SchemaId| {
        let mut properties = schemas[*part].properties.iter();
        properties.find(|p| p.0 == name).map(|p| p.1)
    };
    let is_marked = |id: SchemaId| {
        let mut parts = schemas.parts(id).into_iter();
        parts.any(|part| is_marked(walk.direction, &schemas[part]))
    };
    if job.literal {
        return false;
    }
    let mut firm = schemas.parts(job.top);
    firm.extend(schemas.parts(job.schema));
    if firm.iter().filter_map(member).any(is_marked) {
        return true;
    }
    let reach = schemas.reach(&[job.top]);
    let mut all = reach.iter().filter_map(member).peekable();
    all.peek().is_some() && all.all(is_marked)
}

fn is_marked(direction: Direction, schema: &Schema) -> bool {
    match direction {
        Direction::Request => schema.read_only,
        Direction::Reply => schema.write_only,
    }
}

//! `unevaluatedProperties` and `unevaluatedItems`: rules for values that no other schema describes.
//!
//! JSON Schema 2020-12, Core, section 11: a value is evaluated by the schemas that are
//! applied in place to its container and match it. If none of several alternatives
//! matches, which is a separate fault, the members of all of them count as known.

use crate::validate::walk::{Answer, Job, Walk};
use json::Kind;
use openapi::{Schema, SchemaId};
use pattern::Search;
use problem::Cause;

pub(super) fn check<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    let (rest, member) = match job.value.kind() {
        Kind::Object => (schema.unevaluated_properties, true),
        Kind::Array => (schema.unevaluated_items, false),
        _ => return,
    };
    let Some(rest) = rest else { return };
    if walk.schemas[rest].boolean == Some(true) {
        return;
    }
    let mut seen = vec![false; job.value.children().count()];
    mark(walk, job, job.schema, &mut seen);
    for (child, _) in job.value.children().zip(seen).filter(|(_, seen)| !seen) {
        if walk.schemas[rest].boolean != Some(false) {
            walk.within(job, rest, child);
        } else if walk.wants(job) {
            let known = walk.schemas.properties(job.schema).into_iter();
            let cause = match member {
                true => Cause::UnevaluatedProperties {
                    name: child.name().unwrap_or_default().into_owned(),
                    known: known.map(|p| p.0.to_owned()).collect(),
                },
                false => Cause::UnevaluatedItems,
            };
            walk.add(job, child, None, cause);
        }
    }
}

/// Marks the children that a schema describes, itself or by the schemas that it applies in place.
fn mark<'a>(walk: &mut Walk<'a>, job: &Job<'a>, id: SchemaId, seen: &mut [bool]) {
    let schema = &walk.schemas[id];
    if !walk.spend(1 + seen.len() as u64, job.value) {
        return seen.fill(true);
    }
    match job.value.kind() {
        Kind::Object => members(walk, job, id, seen),
        _ => items(walk, job, id, seen),
    }
    for id in schema.reference.iter().chain(&schema.all_of) {
        mark(walk, job, *id, seen);
    }
    for alternatives in [&schema.any_of, &schema.one_of] {
        let mut matching = Vec::new();
        for id in alternatives {
            if walk.ask(job, *id, job.value) != Answer::Fails {
                matching.push(*id);
            }
        }
        let marking = match matching.is_empty() {
            true => alternatives,
            false => &matching,
        };
        for id in marking {
            mark(walk, job, *id, seen);
        }
    }
    if let Some(asked) = schema.if_ {
        let holds = walk.holds(job, asked);
        let then = if holds { schema.then } else { schema.else_ };
        for id in then.into_iter().chain(holds.then_some(asked)) {
            mark(walk, job, id, seen);
        }
    }
    for (name, id) in &schema.dependent_schemas {
        if job.value.get(name).is_some() {
            mark(walk, job, *id, seen);
        }
    }
}

fn members<'a>(walk: &mut Walk<'a>, job: &Job<'a>, id: SchemaId, seen: &mut [bool]) {
    let schema = &walk.schemas[id];
    let rest = schema.unevaluated_properties.filter(|_| id != job.schema);
    if schema.additional.or(rest).is_some() {
        return seen.fill(true);
    }
    let mut next = 0;
    for (child, seen) in job.value.children().zip(seen).filter(|(_, seen)| !**seen) {
        *seen = walk.property(id, child, &mut next).is_some();
        for (pattern, _) in &schema.pattern_properties {
            let name = child.name().unwrap_or_default();
            // If a pattern cannot be tried, the member may match it.
            *seen = *seen || walk.search(job, pattern, &name) != Search::Absent;
        }
    }
}

fn items<'a>(walk: &mut Walk<'a>, job: &Job<'a>, id: SchemaId, seen: &mut [bool]) {
    let schema = &walk.schemas[id];
    let rest = schema.unevaluated_items.filter(|_| id != job.schema);
    if schema.items.or(rest).is_some() {
        return seen.fill(true);
    }
    let listed = schema.prefix_items.len().min(seen.len());
    seen[..listed].fill(true);
    let Some(contained) = schema.contains else {
        return;
    };
    for (child, seen) in job.value.children().zip(seen).filter(|(_, seen)| !**seen) {
        *seen = walk.ask(job, contained, child) != Answer::Fails;
    }
}

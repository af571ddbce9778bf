//! The rules for members of objects: which there must be, may be, and how they are named.

use std::rc::Rc;

use super::problem::{Cause, End};
use super::walk::{Condition, Job, Walk};
use crate::document::{Schema, SchemaId};
use crate::json::{Tree, View};
use crate::table::{Keys, Positions};

pub(super) fn check<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    members(walk, job, schema);
    let given = Given::new(job.value);
    required(walk, job, schema, &given);
    count(walk, job, schema);
    for (name, then) in &schema.dependent_schemas {
        if given.has(name) {
            walk.because(job, *then, Condition::Given(name));
        }
    }
}

/// Which members an object has; a few are compared one by one.
struct Given<'a> {
    object: View<'a>,
    names: Option<Keys>,
}

/// Members up to which comparing them one by one is the fastest.
const FEW: usize = 16;

impl<'a> Given<'a> {
    fn new(object: View<'a>) -> Given<'a> {
        let many = object.children().nth(FEW).is_some();
        let names = many.then(|| {
            let mut names = Keys::default();
            for name in object.children().filter_map(View::exact_name) {
                names.insert(name.as_bytes());
            }
            names
        });
        Given { object, names }
    }

    fn has(&self, name: &str) -> bool {
        match &self.names {
            Some(names) => names.find(name).is_some(),
            None => self.object.children().any(|child| child.is_named(name)),
        }
    }
}

fn members<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    if schema.properties.is_empty()
        && schema.pattern_properties.is_empty()
        && schema.additional.is_none()
        && schema.property_names.is_none()
    {
        return;
    }
    let properties = &schema.properties;
    let mut places: Option<Positions> = None;
    let mut names = None;
    let mut next = 0;
    for child in job.value.children() {
        // Members mostly are in the documented order: the next one is looked at first.
        let is_next = properties.get(next).is_some_and(|p| child.is_named(&p.0));
        let position = match is_next {
            true => Some(next),
            false => {
                let names = || properties.iter().map(|p| &*p.0).collect();
                let places = places.get_or_insert_with(names);
                child.exact_name().and_then(|name| places.find(&name))
            }
        };
        let mut known = position.is_some();
        if let Some(position) = position {
            walk.within(job, properties[position].1, child);
            next = position + 1;
        }
        if !schema.pattern_properties.is_empty() {
            let name = child.name().unwrap_or_default();
            for (pattern, id) in &schema.pattern_properties {
                if walk.matches(pattern, &name) == Some(true) {
                    walk.within(job, *id, child);
                    known = true;
                }
            }
        }
        if let Some(id) = schema.additional.filter(|_| !known) {
            additional(walk, job, (schema, &mut names), id, child);
        }
        if let Some(id) = schema.property_names {
            name(walk, job, id, child);
        }
    }
}

fn additional<'a>(
    walk: &mut Walk<'a>,
    job: &Job<'a>,
    (schema, names): (&'a Schema, &mut Option<Rc<[String]>>),
    id: SchemaId,
    child: View<'a>,
) {
    if walk.schemas[id].boolean != Some(false) {
        walk.within(job, id, child);
    } else if walk.wants(job) {
        let known = || schema.properties.iter().map(|p| p.0.clone()).collect();
        let cause = Cause::AdditionalProperties {
            name: child.name().unwrap_or_default().into_owned(),
            known: Rc::clone(names.get_or_insert_with(known)),
        };
        walk.add(job, child, None, cause);
    }
}

/// Holds a member's name, as a text of its own, against a schema.
fn name<'a>(walk: &mut Walk<'a>, job: &Job<'a>, id: SchemaId, child: View<'a>) {
    let literal = child.name_literal().unwrap_or("\"\"");
    let Ok(tree) = Tree::read(literal) else {
        return;
    };
    let faults = Walk::new(walk.schemas, walk.matcher(), tree.root()).check(id, tree.root());
    if let Some(fault) = faults.into_iter().next()
        && walk.wants(job)
    {
        let cause = Cause::PropertyNames {
            why: Box::new(fault.cause),
        };
        walk.add(job, child, None, cause);
    }
}

fn required<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema, given: &Given<'_>) {
    for name in &schema.required {
        if !given.has(name) && walk.wants(job) {
            walk.add(job, job.value, Some(name), Cause::Required);
        }
    }
    for (with, names) in &schema.dependent_required {
        if !given.has(with) {
            continue;
        }
        for name in names.iter().filter(|name| !given.has(name)) {
            if walk.wants(job) {
                let cause = Cause::DependentRequired { with: with.clone() };
                walk.add(job, job.value, Some(name), cause);
            }
        }
    }
}

fn count<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    if schema.min_properties.is_none() && schema.max_properties.is_none() {
        return;
    }
    let found = job.value.children().count() as u64;
    let broken = [
        schema
            .min_properties
            .filter(|limit| found < *limit)
            .map(|limit| (End::Min, limit)),
        schema
            .max_properties
            .filter(|limit| found > *limit)
            .map(|limit| (End::Max, limit)),
    ];
    for (end, limit) in broken.into_iter().flatten() {
        if walk.wants(job) {
            walk.add(
                job,
                job.value,
                None,
                Cause::Properties { end, limit, found },
            );
        }
    }
}

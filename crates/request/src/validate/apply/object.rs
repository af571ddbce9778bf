//! The rules for members of objects: required, allowed, and their names.

use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

use crate::validate::condition::Reason;
use crate::validate::marked::may_be_missing;
use crate::validate::walk::{Job, Walk};
use json::{Tree, View};
use openapi::{Schema, SchemaId};
use pattern::Search;
use problem::{Cause, End};

pub(super) fn check<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    members(walk, job, schema);
    let given = Given::new(job.value);
    required(walk, job, schema, &given);
    count(walk, job, schema);
    for (name, then) in &schema.dependent_schemas {
        if given.has(name) {
            walk.because(job, *then, Reason::Given(name));
        }
    }
}

/// The members that an object has; a few are compared one by one.
struct Given<'a> {
    object: View<'a>,
    names: Option<HashSet<Cow<'a, str>>>,
}

/// The limit up to which comparing names one by one is fastest.
const FEW: usize = 16;

impl<'a> Given<'a> {
    fn new(object: View<'a>) -> Given<'a> {
        let many = object.children().nth(FEW).is_some();
        let names = || object.children().filter_map(View::exact_name).collect();
        let names = many.then(names);
        Given { object, names }
    }

    fn has(&self, name: &str) -> bool {
        match &self.names {
            Some(names) => names.contains(name),
            None => self.object.children().any(|child| child.is_named(name)),
        }
    }
}

impl<'a> Walk<'a> {
    /// The index of the documented property that a member is.
    ///
    /// Members usually follow the documented order, so the search continues from `next`,
    /// after the last one.
    pub fn property(&mut self, id: SchemaId, child: View<'a>, next: &mut usize) -> Option<usize> {
        let properties = &self.schemas[id].properties;
        let (before, from) = properties.split_at((*next).min(properties.len()));
        if from.first().is_some_and(|p| child.is_named(&p.0)) {
            *next += 1;
            return Some(before.len());
        }
        let found = if properties.len() > FEW {
            let listed = self.listed.entry(id).or_insert_with(|| {
                let listed = properties.iter().enumerate();
                listed.map(|(at, property)| (&*property.0, at)).collect()
            });
            listed.get(&*child.name().unwrap_or_default()).copied()
        } else {
            properties.iter().position(|p| child.is_named(&p.0))
        }?;
        *next = found + 1;
        Some(found)
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
    let mut names = None;
    let mut next = 0;
    for child in job.value.children() {
        let position = walk.property(job.schema, child, &mut next);
        let mut known = position.is_some();
        if let Some(position) = position {
            walk.within(job, schema.properties[position].1, child);
        }
        if !schema.pattern_properties.is_empty() {
            let name = child.name().unwrap_or_default();
            for (pattern, id) in &schema.pattern_properties {
                match walk.search(job, pattern, &name) {
                    Search::Found => {
                        walk.within(job, *id, child);
                        known = true;
                    }
                    Search::Absent => {}
                    // It may match the pattern, so it cannot be reported as undocumented.
                    unknown => {
                        known = true;
                        if walk.wants_warning() {
                            let pattern = pattern.clone();
                            let cause = Cause::PatternUnchecked {
                                pattern,
                                search: unknown,
                            };
                            walk.warn(child, cause);
                        }
                    }
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
        let name = child.name().unwrap_or_default().into_owned();
        // The members that `allOf` or `$ref` adds are documented, and still forbidden.
        let cause = match walk.schemas.property(job.schema, &name) {
            Some(other) if other != id => Cause::Excluded {
                alone: schema.properties.is_empty(),
            },
            _ => {
                let known = || schema.properties.iter().map(|p| p.0.clone()).collect();
                Cause::AdditionalProperties {
                    name,
                    known: Rc::clone(names.get_or_insert_with(known)),
                }
            }
        };
        walk.add(job, child, None, cause);
    }
}

/// Checks a member's name, as a separate text, against a schema.
fn name<'a>(walk: &mut Walk<'a>, job: &Job<'a>, id: SchemaId, child: View<'a>) {
    let literal = child.name_literal().unwrap_or("\"\"");
    let Ok(tree) = Tree::read(literal) else {
        return;
    };
    let patterns = Rc::clone(&walk.patterns);
    let inner = Walk::new(walk.schemas, walk.direction, patterns, tree.root());
    let faults = inner.check(id, tree.root());
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
        if walk.is_settled() {
            return;
        }
        if !given.has(name) && !may_be_missing(walk, job, name) && walk.wants(job) {
            walk.add(job, job.value, Some(name), Cause::Required);
        }
    }
    for (with, names) in &schema.dependent_required {
        if !given.has(with) {
            continue;
        }
        for name in names.iter().filter(|name| !given.has(name)) {
            if !may_be_missing(walk, job, name) && walk.wants(job) {
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

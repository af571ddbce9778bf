//! The schemas that describe one value, flattened: the schema itself, `$ref` and `allOf`.

use std::collections::BTreeSet;

use crate::schema::{SchemaId, Schemas};
use indexmap::IndexMap;
use problem::Type;

/// More schemas for one value than a sound document has.
pub(super) const PARTS: usize = 1000;

/// A schema that describes a value.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub id: SchemaId,
    /// `true` if it or a schema around it only warns.
    pub warns: bool,
}

impl Part {
    pub fn firm(id: SchemaId) -> Part {
        Part { id, warns: false }
    }

    /// A schema inside this one.
    fn inner(self, id: SchemaId) -> Part {
        Part {
            id,
            warns: self.warns,
        }
    }
}

/// The parts that these schemas expand to, nearest first, each once, at most [`PARTS`].
pub(super) fn flatten(schemas: &Schemas, seeds: &[Part]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<Part> = seeds.iter().rev().copied().collect();
    while let (Some(mut part), true) = (waiting.pop(), parts.len() < PARTS) {
        if !seen.insert(part.id) {
            continue;
        }
        let schema = &schemas[part.id];
        part.warns |= schema.warns;
        parts.push(part);
        waiting.extend(schema.all_of.iter().rev().map(|id| part.inner(*id)));
        waiting.extend(schema.reference.map(|id| part.inner(id)));
    }
    parts
}

/// Replaces "this or null" by "this"; returns whether it did.
pub(super) fn unwrap_null(schemas: &Schemas, parts: &mut Vec<Part>) -> bool {
    let is_null = |id: &&SchemaId| schemas[**id].types == [Type::Null];
    for part in parts.clone() {
        let schema = &schemas[part.id];
        for branches in [&schema.any_of, &schema.one_of] {
            let (null, rest): (Vec<&SchemaId>, Vec<&SchemaId>) = branches.iter().partition(is_null);
            if let ([_], [only]) = (null.as_slice(), rest.as_slice()) {
                parts.extend(flatten(schemas, &[part.inner(**only)]));
                return true;
            }
        }
    }
    false
}

/// The types that all parts allow; parts that only warn count only if no other part has types.
pub(super) fn types(schemas: &Schemas, parts: &[Part]) -> Vec<Type> {
    let ids = |warns: bool| {
        let heard = parts.iter().filter(move |p| warns || !p.warns);
        heard.map(|p| p.id).collect::<Vec<SchemaId>>()
    };
    let firm = schemas.types_of(&ids(false));
    match firm.is_empty() {
        true => schemas.types_of(&ids(true)),
        false => firm,
    }
}

/// The names that are required without a condition.
pub(super) fn required<'a>(schemas: &'a Schemas, parts: &[Part]) -> Vec<&'a str> {
    let firm = parts.iter().filter(|p| !p.warns);
    let names = firm.flat_map(|p| &schemas[p.id].required);
    names.map(String::as_str).collect()
}

/// The schemas of the items; empty for a tuple, whose items differ.
pub(super) fn items(schemas: &Schemas, parts: &[Part]) -> Vec<Part> {
    let is_tuple = |p: &Part| !schemas[p.id].prefix_items.is_empty();
    if parts.iter().any(is_tuple) {
        return Vec::new();
    }
    let item = |p: &Part| {
        let schema = &schemas[p.id];
        let rest = schema.unevaluated_items;
        schema
            .items
            .or(rest.filter(|id| schemas[*id].boolean != Some(false)))
    };
    let items = parts.iter().filter_map(|p| Some((p, item(p)?)));
    items.map(|(part, id)| part.inner(id)).collect()
}

/// The schemas of a map's values: `additionalProperties`, otherwise the only schema of
/// `patternProperties`.
pub(super) fn map_values(schemas: &Schemas, parts: &[Part]) -> Vec<Part> {
    let allows = |id: &SchemaId| schemas[*id].boolean != Some(false);
    let additional = |p: &Part| {
        let schema = &schemas[p.id];
        let id = schema.additional.or(schema.unevaluated_properties);
        let id = id.filter(allows)?;
        Some(p.inner(id))
    };
    let patterned = |p: &Part| match schemas[p.id].pattern_properties.as_slice() {
        [(_, only)] if allows(only) => Some(p.inner(*only)),
        _ => None,
    };
    let found: Vec<Part> = parts.iter().filter_map(additional).collect();
    match found.is_empty() {
        true => parts.iter().filter_map(patterned).collect(),
        false => found,
    }
}

/// Members in the document's order, each with the schemas that describe it.
///
/// Forbidden members are left out. Members that exist only in a branch come last, since
/// they could not be typed otherwise; a bare choice between shapes has none, since it has
/// no form.
pub(super) fn members<'a>(schemas: &'a Schemas, parts: &[Part]) -> Vec<(&'a str, Vec<Part>)> {
    let ids: Vec<SchemaId> = parts.iter().map(|p| p.id).collect();
    let mut members: IndexMap<&str, Vec<Part>> = IndexMap::new();
    for id in schemas.in_order(&ids) {
        for (name, _) in &schemas[id].properties {
            members.entry(name).or_default();
        }
    }
    // The document sets the order of names, but the nearest schema comes first.
    for part in parts {
        for (name, property) in &schemas[part.id].properties {
            let speaks = members.entry(name).or_default();
            speaks.push(part.inner(*property));
        }
    }
    if !members.is_empty() {
        for id in schemas.reach(&ids) {
            for (name, property) in &schemas[id].properties {
                let speaks = members.entry(name).or_default();
                if speaks.is_empty() && schemas[*property].boolean.is_none() {
                    speaks.push(Part::firm(*property));
                }
            }
        }
    }
    let is_false = |p: &Part| schemas[p.id].boolean == Some(false);
    members.retain(|_, speaks| !speaks.is_empty() && !speaks.iter().any(is_false));
    members.into_iter().collect()
}

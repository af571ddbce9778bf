//! What a schema says of a value's shape, for formats that do not say it themselves.
//!
//! Forms and XML carry text only; whether a text is a number, or an element a
//! list, is for the schema to say. What is not here: checking
//! (see [`crate::validate`]).

use crate::document::schema::{SchemaId, Schemas, Type, Xml};
use crate::json::Kind;

/// A schema and everything it takes in: first what holds always (`$ref`,
/// `allOf`), then what holds sometimes (`anyOf`, `oneOf`, `then`, `else`).
fn reach(schemas: &Schemas, id: SchemaId, sometimes: bool) -> Vec<SchemaId> {
    let mut found = vec![id];
    let mut later = Vec::new();
    let mut next = 0;
    loop {
        while let Some(&id) = found.get(next) {
            let schema = &schemas[id];
            for &id in schema.reference.iter().chain(&schema.all_of) {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
            let branches = schema.any_of.iter().chain(&schema.one_of);
            later.extend(branches.chain(&schema.then).chain(&schema.else_));
            next += 1;
        }
        later.retain(|id| !found.contains(id));
        if !sometimes || later.is_empty() {
            return found;
        }
        found.push(later.remove(0));
    }
}

/// The properties of an object, each name once, in document order.
pub(crate) fn properties(schemas: &Schemas, id: Option<SchemaId>) -> Vec<(&str, SchemaId)> {
    let mut found: Vec<(&str, SchemaId)> = Vec::new();
    let Some(id) = id else { return found };
    for id in reach(schemas, id, true) {
        for (name, id) in &schemas[id].properties {
            if schemas[*id].boolean.is_none() && !found.iter().any(|f| f.0 == name) {
                found.push((name, *id));
            }
        }
    }
    found
}

/// The schema of a member: its own, or that of members without their own.
pub(crate) fn property(schemas: &Schemas, id: Option<SchemaId>, name: &str) -> Option<SchemaId> {
    let reached = reach(schemas, id?, true);
    let own = reached
        .iter()
        .flat_map(|id| &schemas[*id].properties)
        .find(|(own, id)| own == name && schemas[*id].boolean.is_none());
    own.map(|own| own.1)
        .or_else(|| reached.iter().find_map(|id| schemas[*id].additional))
}

/// The schema of an item.
pub(crate) fn item(schemas: &Schemas, id: Option<SchemaId>, index: usize) -> Option<SchemaId> {
    let reached = reach(schemas, id?, true);
    reached.iter().find_map(|id| {
        let schema = &schemas[*id];
        schema.prefix_items.get(index).copied().or(schema.items)
    })
}

/// The types that a value may have; empty when any may.
pub(crate) fn types(schemas: &Schemas, id: Option<SchemaId>) -> Vec<Type> {
    id.map(|id| types_within(schemas, id, 8))
        .unwrap_or_default()
}

fn types_within(schemas: &Schemas, id: SchemaId, depth: usize) -> Vec<Type> {
    let mut found: Option<Vec<Type>> = None;
    for id in reach(schemas, id, false) {
        let schema = &schemas[id];
        let mut own = schema.types.clone();
        if own.is_empty() {
            let values = schema.const_.iter().chain(schema.enum_.iter().flatten());
            own.extend(values.map(|tree| kind_type(tree.root().kind())));
        }
        let branches = schema.any_of.iter().chain(&schema.one_of);
        if own.is_empty() && depth > 0 {
            let each: Vec<_> = branches
                .map(|id| types_within(schemas, *id, depth - 1))
                .collect();
            // A branch that says nothing allows any type.
            if each.iter().all(|types| !types.is_empty()) {
                own = each.concat();
            }
        }
        if !own.is_empty() {
            found = Some(match found {
                None => own,
                Some(before) => both(&before, &own),
            });
        }
    }
    found.unwrap_or_default()
}

/// The types that both lists allow; an integer is a number.
fn both(a: &[Type], b: &[Type]) -> Vec<Type> {
    let has = |list: &[Type], kind: Type| {
        list.contains(&kind) || kind == Type::Integer && list.contains(&Type::Number)
    };
    let in_b = a.iter().filter(|t| has(b, **t));
    let in_a = b.iter().filter(|t| has(a, **t) && !a.contains(t));
    in_b.chain(in_a).copied().collect()
}

fn kind_type(kind: Kind) -> Type {
    match kind {
        Kind::Null => Type::Null,
        Kind::False | Kind::True => Type::Boolean,
        Kind::Number => Type::Number,
        Kind::String => Type::String,
        Kind::Array => Type::Array,
        Kind::Object => Type::Object,
    }
}

/// What a schema says of XML: the first of what it takes in that says anything.
pub(crate) fn xml(schemas: &Schemas, id: Option<SchemaId>) -> Xml {
    let Some(id) = id else {
        return Xml::default();
    };
    reach(schemas, id, false)
        .iter()
        .map(|id| &schemas[*id].xml)
        .find(|xml| **xml != Xml::default())
        .cloned()
        .unwrap_or_default()
}

/// A schema's title, or that of the first it takes in that has one.
pub(crate) fn title(schemas: &Schemas, id: Option<SchemaId>) -> Option<&str> {
    let reached = reach(schemas, id?, false);
    let mut titles = reached.iter().map(|id| &*schemas[*id].title);
    titles.find(|title| !title.is_empty())
}

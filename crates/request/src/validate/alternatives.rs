//! Alternatives (`anyOf`, `oneOf`) as named in messages.

use json::Kind;
use openapi::{Schema, SchemaId, Schemas};
use problem::words::type_noun;
use problem::{Sample, Type};

/// Follows plain references up to a limit.
pub(super) fn resolved(schemas: &Schemas, id: SchemaId) -> &Schema {
    let mut schema = &schemas[id];
    for _ in 0..16 {
        match schema.reference {
            Some(next) if schema.types.is_empty() => schema = &schemas[next],
            _ => break,
        }
    }
    schema
}

pub(super) fn is_only_null(schemas: &Schemas, id: SchemaId) -> bool {
    let schema = resolved(schemas, id);
    schema.types == [Type::Null]
        || schema
            .const_
            .as_ref()
            .is_some_and(|tree| tree.root().kind() == Kind::Null)
}

/// The values of all alternatives, if each is a constant or a set.
pub(super) fn constants(schemas: &Schemas, alternatives: &[SchemaId]) -> Option<Vec<Sample>> {
    let mut values = Vec::new();
    for id in alternatives {
        let schema = resolved(schemas, *id);
        match (&schema.const_, &schema.enum_) {
            (Some(value), _) => values.push(Sample::of(value.root())),
            (None, Some(set)) => values.extend(set.iter().map(|tree| Sample::of(tree.root()))),
            (None, None) => return None,
        }
    }
    Some(values)
}

/// The name of an alternative: its title, its constant, its type if no other has it, or
/// its position.
pub(super) fn title(schemas: &Schemas, alternatives: &[SchemaId], index: usize) -> String {
    let id = alternatives[index];
    let schema = resolved(schemas, id);
    if let Some(named) = [&schemas[id], schema]
        .into_iter()
        .find(|s| !s.title.is_empty())
    {
        return format!("“{}”", named.title);
    }
    if let Some(value) = &schema.const_ {
        return Sample::of(value.root()).shown();
    }
    let alike = |other: &&SchemaId| resolved(schemas, **other).types == schema.types;
    match &schema.types[..] {
        [only] if alternatives.iter().filter(alike).count() == 1 => type_noun(*only).to_owned(),
        _ => format!("form {}", index + 1),
    }
}

//! A JSON value that fits a schema, for responses that are documented without an example.

use json::write::quoted;
use openapi::schema::{SchemaId, Schemas};
use problem::Type;

/// The depth beyond which values are null, so that a schema may contain itself.
const DEEPEST: usize = 6;

/// Returns the documented example, default or constant, or else the plainest value of the type.
pub(super) fn json(schemas: &Schemas, id: SchemaId) -> String {
    let mut out = String::new();
    write(schemas, Some(id), 0, &mut out);
    out
}

fn write(schemas: &Schemas, id: Option<SchemaId>, depth: usize, out: &mut String) {
    let Some(id) = id.filter(|_| depth <= DEEPEST) else {
        out.push_str("null");
        return;
    };
    let schema = &schemas[id];
    let known = schema
        .const_
        .as_ref()
        .or(schema.examples.first())
        .or(schema.default.as_ref())
        .or(schema.enum_.as_ref().and_then(|values| values.first()));
    if let Some(tree) = known {
        out.push_str(tree.root().source());
        return;
    }
    let types = schemas.types(id);
    let mut members = schemas.properties(id);
    // A reply does not contain write-only members.
    let is_sent = |id: SchemaId| {
        schemas
            .parts(id)
            .iter()
            .all(|part| !schemas[*part].write_only)
    };
    members.retain(|(_, id)| is_sent(*id));
    match types.first() {
        Some(Type::Object) => object(schemas, &members, depth, out),
        None if !members.is_empty() => object(schemas, &members, depth, out),
        Some(Type::Array) => {
            out.push('[');
            if let Some(item) = schemas.item(id, 0) {
                write(schemas, Some(item), depth + 1, out);
            }
            out.push(']');
        }
        Some(Type::String) => out.push_str("\"\""),
        Some(Type::Integer | Type::Number) => out.push('0'),
        Some(Type::Boolean) => out.push_str("true"),
        Some(Type::Null) | None => out.push_str("null"),
    }
}

fn object(schemas: &Schemas, members: &[(&str, SchemaId)], depth: usize, out: &mut String) {
    out.push('{');
    for (at, (name, id)) in members.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&quoted(name));
        out.push(':');
        write(schemas, Some(*id), depth + 1, out);
    }
    out.push('}');
}

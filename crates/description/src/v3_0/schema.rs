//! Schema Objects of OpenAPI 3.0, a dialect of JSON Schema draft 5, as JSON Schema 2020-12.

use json::Value;
use json::value::Object;

use crate::edit;
use crate::notes::Notes;
use crate::rewrite::At;

/// The media type of raw bytes.
pub const BYTES: &str = "application/octet-stream";

/// Members that do not affect which values are valid.
const ANNOTATIONS: [&str; 10] = [
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
];

/// Changes a schema whose inner schemas are changed already.
pub fn upgrade(schema: &mut Object, at: &At, notes: &mut Notes) {
    beside_reference(schema, at, notes);
    nullable(schema, at, notes);
    exclusive(schema, ["exclusiveMinimum", "minimum"], at, notes);
    exclusive(schema, ["exclusiveMaximum", "maximum"], at, notes);
    example(schema, at, notes);
    format(schema);
    tuple(schema, at, notes);
}

fn is_annotation(name: &str) -> bool {
    ANNOTATIONS.contains(&name) || name.starts_with("x-")
}

/// Members beside `$ref` are ignored in 3.0 (Reference Object) and would apply in 3.1.
fn beside_reference(schema: &mut Object, at: &At, notes: &mut Notes) {
    if edit::get_text(schema, "$ref").is_none() {
        return;
    }
    schema.retain(|(name, _)| {
        let kept = name == "$ref" || name == "nullable" || is_annotation(name);
        if !kept {
            let message =
                format!("`{name}` beside `$ref` has no effect in this version; it is left out");
            at.note_at(notes, name, message);
        }
        kept
    });
}

/// `nullable` (3.0.3, Schema Object), which 3.1 replaces by the type `null`.
fn nullable(schema: &mut Object, at: &At, notes: &mut Notes) {
    match edit::take(schema, "nullable").as_ref().map(Value::as_bool) {
        None | Some(Some(false)) => return,
        Some(Some(true)) => {}
        Some(None) => {
            at.note_at(
                notes,
                "nullable",
                "`nullable` is true or false; it is left out",
            );
            return;
        }
    }
    let null = || edit::text("null");
    match edit::get_mut(schema, "type") {
        Some(Value::Array(types)) => {
            if types.iter().all(|name| name.as_str() != Some("null")) {
                types.push(null());
            }
        }
        Some(name) => *name = Value::Array(vec![std::mem::replace(name, Value::Null), null()]),
        None => {
            if !null_alternative(schema) && edit::get(schema, "enum").is_none() {
                return;
            }
            let message = "`nullable` has no effect without `type` in this version; null is allowed, as it seems to be meant";
            at.note_at(notes, "nullable", message);
        }
    }
    if let Some(Value::Array(values)) = edit::get_mut(schema, "enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
        let message = "`enum` does not list null, which `nullable` allows; null is added";
        at.note_at(notes, "enum", message);
    }
}

/// Returns whether a changed schema lists the type `null`.
fn has_null(schema: &Value) -> bool {
    let types = schema.get("type").and_then(Value::as_array);
    types.is_some_and(|types| types.iter().any(|name| name.as_str() == Some("null")))
}

/// Makes null an alternative of a schema without a type; `false` if nothing forbids it.
fn null_alternative(schema: &mut Object) -> bool {
    let null = || edit::object([("type", edit::text("null"))]);
    let has = |name: &str| edit::get(schema, name).is_some();
    if !has("$ref") && !has("allOf") {
        let name = if has("oneOf") { "oneOf" } else { "anyOf" };
        return match edit::get_mut(schema, name) {
            // A second alternative for null would make it match twice, which `oneOf` forbids.
            Some(Value::Array(alternatives)) if !alternatives.iter().any(has_null) => {
                alternatives.push(null());
                true
            }
            _ => false,
        };
    }
    let all = std::mem::take(schema);
    let (outer, inner) = all.into_iter().partition(|(name, _)| is_annotation(name));
    *schema = outer;
    let alternatives = vec![Value::Object(inner), null()];
    schema.push(("anyOf".to_owned(), Value::Array(alternatives)));
    true
}

/// `exclusiveMinimum: true` beside `minimum`, which 2020-12 writes as one number.
fn exclusive(schema: &mut Object, [flag, bound]: [&str; 2], at: &At, notes: &mut Notes) {
    let Some(is_exclusive) = edit::get(schema, flag).and_then(Value::as_bool) else {
        return;
    };
    edit::take(schema, flag);
    if !is_exclusive {
        return;
    }
    if !edit::rename(schema, bound, flag) {
        let message = format!("`{flag}` has no effect without `{bound}`; it is left out");
        at.note_at(notes, flag, message);
    }
}

/// `example`, which 3.1 deprecates in favour of JSON Schema's `examples`.
fn example(schema: &mut Object, at: &At, notes: &mut Notes) {
    let is_list = |value: &Value| value.as_array().is_some();
    if edit::get(schema, "examples").is_some_and(|value| !is_list(value)) {
        edit::take(schema, "examples");
        let message = "`examples` of a schema must be an array; it is left out";
        at.note_at(notes, "examples", message);
    }
    let Some(example) = edit::take(schema, "example") else {
        return;
    };
    match edit::get_mut(schema, "examples") {
        Some(Value::Array(examples)) => examples.insert(0, example),
        _ => schema.push(("examples".to_owned(), Value::Array(vec![example]))),
    }
}

/// Formats for bytes: 3.1 uses `contentEncoding` and `contentMediaType` (section 4.8.24.4).
///
/// `byte` stays beside its encoding, since 3.1's registry of formats has it.
fn format(schema: &mut Object) {
    match edit::get_text(schema, "format") {
        Some("binary") => {
            edit::take(schema, "format");
            if edit::get(schema, "contentMediaType").is_none() {
                edit::set(schema, "contentMediaType", edit::text(BYTES));
            }
        }
        Some(format @ ("base64" | "byte")) => {
            if format == "base64" {
                edit::take(schema, "format");
            }
            edit::set(schema, "contentEncoding", edit::text("base64"));
        }
        _ => {}
    }
}

/// An array in `items`, which 3.0 forbids and 2020-12 calls `prefixItems`.
fn tuple(schema: &mut Object, at: &At, notes: &mut Notes) {
    let items = edit::get(schema, "items");
    if items.is_none_or(|items| items.as_array().is_none()) {
        return;
    }
    let message = "`items` must be one schema; the array is read as `prefixItems`";
    at.note_at(notes, "items", message);
    edit::rename(schema, "items", "prefixItems");
    edit::rename(schema, "additionalItems", "items");
}

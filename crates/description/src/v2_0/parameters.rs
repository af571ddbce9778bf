//! Parameters and headers: their type as a schema, and the notation of arrays.
//!
//! A `formData` parameter becomes the same; [`super::bodies`] then makes it a property.

use json::Value;
use json::value::Object;

use super::schema;
use crate::edit;
use crate::notes::Notes;
use crate::rewrite::At;

/// The members of a parameter that belong to its schema.
const KEYWORDS: [&str; 18] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
    "title",
];

/// Gives a parameter a schema, unless it is a body or a reference.
pub fn parameter(parameter: &mut Object, at: &At, notes: &mut Notes) {
    let is_body = edit::get_text(parameter, "in") == Some("body");
    if is_body || edit::get(parameter, "$ref").is_some() {
        return;
    }
    collection_format(parameter, at, notes);
    into_schema(parameter, at, notes);
    edit::rename(parameter, "x-example", "example");
}

/// Gives a header a schema.
pub fn header(header: &mut Object, at: &At, notes: &mut Notes) {
    collection_format(header, at, notes);
    into_schema(header, at, notes);
    edit::rename(header, "x-example", "example");
}

fn into_schema(members: &mut Object, at: &At, notes: &mut Notes) {
    let mut keywords = Object::new();
    let mut others = Object::new();
    for member in members.drain(..) {
        let is_keyword = KEYWORDS.contains(&&*member.0);
        (if is_keyword {
            &mut keywords
        } else {
            &mut others
        })
        .push(member);
    }
    *members = others;
    if !keywords.is_empty() {
        schema(&mut keywords, at, notes);
        edit::set(members, "schema", Value::Object(keywords));
    }
}

/// `collectionFormat` as `style` and `explode`; without one an array is `csv`.
fn collection_format(members: &mut Object, at: &At, notes: &mut Notes) {
    let format = edit::take(members, "collectionFormat");
    if edit::get_text(members, "type") != Some("array") {
        return;
    }
    let format = format.as_ref().map_or(Some("csv"), Value::as_str);
    let is_form = matches!(edit::get_text(members, "in"), Some("query" | "formData"));
    let (style, explode) = match (format, is_form) {
        (Some("csv"), true) => ("form", false),
        (Some("multi"), true) => ("form", true),
        (Some("ssv"), true) => ("spaceDelimited", false),
        (Some("pipes"), true) => ("pipeDelimited", false),
        // The default style of a path parameter and of a header field.
        (Some("csv"), false) => return,
        (format, is_form) => {
            let format = format.unwrap_or("this");
            let message = format!(
                "OpenAPI 3.1 has no equivalent of the array format `{format}` here; the items are separated by commas"
            );
            at.note_at(notes, "collectionFormat", message);
            if !is_form {
                return;
            }
            ("form", false)
        }
    };
    edit::set(members, "style", edit::text(style));
    edit::set(members, "explode", Value::Bool(explode));
}

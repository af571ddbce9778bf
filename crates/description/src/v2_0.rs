//! Swagger 2.0 to OpenAPI 3.1, by the two specifications.
//!
//! Single parts are changed where they are; then the document moves them to where 3.1 has them.

mod bodies;
mod context;
mod document;
mod parameters;
mod responses;
mod security;
mod servers;

use json::Value;
use json::value::Object;

use crate::edit;
use crate::notes::Notes;
use crate::part::Part;
use crate::rewrite::At;
use crate::v3_0;

/// The maps of Swagger 2.0 that references lead to, and their places in 3.1.
const MOVED: [(&str, &str); 4] = [
    ("#/definitions/", "#/components/schemas/"),
    ("#/parameters/", "#/components/parameters/"),
    ("#/responses/", "#/components/responses/"),
    ("#/securityDefinitions/", "#/components/securitySchemes/"),
];

/// Applies the rules to a part.
pub fn apply(part: Part, members: &mut Object, at: &At, notes: &mut Notes) {
    reference(members);
    match part {
        Part::Schema => schema(members, at, notes),
        Part::Parameter => parameters::parameter(members, at, notes),
        Part::Header => parameters::header(members, at, notes),
        Part::SecurityScheme => security::scheme(members, at, notes),
        Part::Document => document::document(members, notes),
        _ => {}
    }
}

/// The place of a reference's target.
fn reference(members: &mut Object) {
    let Some(Value::String(reference)) = edit::get_mut(members, "$ref") else {
        return;
    };
    for (from, to) in MOVED {
        if let Some(rest) = reference.strip_prefix(from) {
            *reference = [to, rest].concat();
            return;
        }
    }
}

/// A Schema Object, which has the dialect of 3.0 with few differences.
fn schema(schema: &mut Object, at: &At, notes: &mut Notes) {
    if edit::get_text(schema, "type") == Some("file") {
        edit::set(schema, "type", edit::text("string"));
        edit::set(schema, "format", edit::text("binary"));
    }
    edit::rename(schema, "x-nullable", "nullable");
    let discriminator = edit::get_mut(schema, "discriminator");
    if let Some(name @ Value::String(_)) = discriminator {
        let property = std::mem::replace(name, Value::Null);
        *name = edit::object([("propertyName", property)]);
    }
    if edit::take(schema, "collectionFormat").is_some_and(|format| format.as_str() != Some("csv")) {
        let message =
            "OpenAPI 3.1 has no format for an array within a parameter's array; it is left out";
        at.note_at(notes, "collectionFormat", message);
    }
    v3_0::schema::upgrade(schema, at, notes);
}

//! OpenAPI 3.0 to 3.1, by "Migrating from OpenAPI 3.0 to 3.1.0" of the OpenAPI Initiative.

pub mod schema;

use json::Value;
use json::value::Object;

use crate::common;
use crate::edit;
use crate::notes::Notes;
use crate::part::Part;
use crate::rewrite::At;

/// Applies the rules to a part.
pub fn apply(part: Part, members: &mut Object, at: &At, notes: &mut Notes) {
    match part {
        Part::Document => {
            common::set_version(members);
            webhooks(members);
        }
        Part::Schema => schema::upgrade(members, at, notes),
        Part::MediaType => binary_body(members, at.name()),
        _ => {}
    }
}

/// `x-webhooks`, the extension that 3.1 made `webhooks`.
pub fn webhooks(document: &mut Object) {
    edit::rename(document, "x-webhooks", "webhooks");
}

/// A body of raw bytes has no schema in 3.1 (section 4.8.14.2, Considerations for File Uploads).
pub fn binary_body(media: &mut Object, name: &str) {
    let is_raw = !name.starts_with("multipart/")
        && !name.starts_with("text/")
        && !name.starts_with("application/x-www-form-urlencoded")
        && !name.contains("json");
    if is_raw && let Some(schema) = edit::get_mut(media, "schema") {
        forget_bytes(schema);
    }
}

/// Removes the type and encoding of a schema for raw bytes.
pub fn forget_bytes(schema: &mut Value) {
    if is_bytes(schema)
        && let Some(members) = edit::members(schema)
    {
        edit::take(members, "type");
        edit::take(members, "contentMediaType");
    }
}

/// Returns whether an upgraded schema is for raw bytes.
pub fn is_bytes(schema: &Value) -> bool {
    let media = schema.get("contentMediaType").and_then(Value::as_str);
    media == Some(schema::BYTES) && schema.get("contentEncoding").is_none()
}

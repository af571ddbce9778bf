//! OpenAPI 3.2 to 3.1: members that 3.1 lacks are converted, or left out with a note.
//!
//! `$self` stays, since the reader knows it.

use std::collections::HashMap;

use json::Value;
use json::value::Object;

use crate::common;
use crate::edit;
use crate::notes::Notes;
use crate::part::Part;
use crate::reference;
use crate::rewrite::At;

/// Members that 3.1 has nothing for, by part.
const LACKING: [(Part, &str); 12] = [
    (Part::PathItem, "query"),
    (Part::PathItem, "additionalOperations"),
    (Part::MediaType, "prefixEncoding"),
    (Part::MediaType, "itemEncoding"),
    (Part::Encoding, "encoding"),
    (Part::Encoding, "prefixEncoding"),
    (Part::Encoding, "itemEncoding"),
    (Part::Discriminator, "defaultMapping"),
    (Part::SecurityScheme, "deprecated"),
    (Part::SecurityScheme, "oauth2MetadataUrl"),
    (Part::Flows, "deviceAuthorization"),
    (Part::Server, "name"),
];

/// The encodings and examples of `components.mediaTypes`, for the places that refer to them.
#[derive(Default)]
pub struct MediaTypes {
    by_name: HashMap<String, Shared>,
}

#[derive(Default)]
struct Shared {
    has_schema: bool,
    encoding: Option<Value>,
    examples: Vec<String>,
}

impl MediaTypes {
    /// Reads the media types of a document.
    pub fn new(document: &Value) -> MediaTypes {
        let all = document.get("components").and_then(|c| c.get("mediaTypes"));
        let all = all.and_then(Value::as_object).into_iter().flatten();
        let shared = |media: &Value| {
            let examples = media.get("examples").and_then(Value::as_object);
            let names = examples.into_iter().flatten();
            Shared {
                has_schema: media.get("schema").or(media.get("itemSchema")).is_some(),
                encoding: media.get("encoding").cloned(),
                examples: names.map(|member| member.0.clone()).collect(),
            }
        };
        let by_name = all.map(|(name, media)| (name.clone(), shared(media)));
        MediaTypes {
            by_name: by_name.collect(),
        }
    }
}

/// Applies the rules to a part.
pub fn apply(part: Part, members: &mut Object, shared: &MediaTypes, at: &At, notes: &mut Notes) {
    for (_, name) in LACKING.iter().filter(|lacking| lacking.0 == part) {
        if edit::take(members, name).is_some() {
            let message = format!("OpenAPI 3.1 has no `{name}` here; it is left out");
            at.note_at(notes, name, message);
        }
    }
    if part != Part::MediaType
        && let Some(Value::String(reference)) = edit::get_mut(members, "$ref")
        && let Some(rest) = reference.strip_prefix("#/components/mediaTypes/")
    {
        *reference = ["#/components/x-mediaTypes/", rest].concat();
    }
    match part {
        Part::Document => common::set_version(members),
        Part::Components => _ = edit::rename(members, "mediaTypes", "x-mediaTypes"),
        Part::Parameter => parameter(members, at, notes),
        Part::MediaType => {
            media_reference(members, shared, at, notes);
            item_schema(members, at, notes);
        }
        Part::Response => response(members),
        Part::Example => example(members, at, notes),
        Part::Xml => xml(members, at, notes),
        Part::Tag => tag(members),
        _ => {}
    }
}

/// `in: querystring` with a form is a form of exploded query parameters; `style: cookie` is `form`.
fn parameter(parameter: &mut Object, at: &At, notes: &mut Notes) {
    if edit::get_text(parameter, "style") == Some("cookie") {
        edit::set(parameter, "style", edit::text("form"));
        let message =
            "OpenAPI 3.1 has no style `cookie`; `form` is used, which encodes more characters";
        at.note_at(notes, "style", message);
    }
    if edit::get_text(parameter, "in") != Some("querystring") {
        return;
    }
    let content = edit::take(parameter, "content").and_then(edit::into_members);
    let form = content.and_then(|mut content| {
        let name = "application/x-www-form-urlencoded";
        edit::into_members(edit::take(&mut content, name)?)
    });
    edit::set(parameter, "in", edit::text("query"));
    let Some(mut form) = form else {
        let message =
            "OpenAPI 3.1 has no `querystring`; this one is read as a single text parameter";
        at.note(notes, message);
        let schema = edit::object([("type", edit::text("string"))]);
        edit::set(parameter, "schema", schema);
        return;
    };
    at.note(
        notes,
        "OpenAPI 3.1 has no `querystring`; its fields are read as an exploded query parameter",
    );
    edit::set(parameter, "style", edit::text("form"));
    edit::set(parameter, "explode", Value::Bool(true));
    for name in ["schema", "example", "examples"] {
        if let Some(value) = edit::take(&mut form, name) {
            edit::set(parameter, name, value);
        }
    }
}

/// A media type that refers to `components.mediaTypes`: 3.1 allows that for its parts only.
fn media_reference(media: &mut Object, shared: &MediaTypes, at: &At, notes: &mut Notes) {
    let reference = edit::take(media, "$ref");
    let Some(reference) = reference.as_ref().and_then(Value::as_str) else {
        return;
    };
    let tokens = reference::tokens(reference);
    let name = match tokens.as_deref() {
        Some([components, types, name]) if components == "components" && types == "mediaTypes" => {
            Some(name)
        }
        _ => None,
    };
    let Some(found) = name.and_then(|name| shared.by_name.get(name)) else {
        let message = format!("`{reference}` is not a media type of this document; it is left out");
        at.note_at(notes, "$ref", message);
        return;
    };
    let base = reference.replacen("/mediaTypes/", "/x-mediaTypes/", 1);
    let refer = |rest: &str| edit::object([("$ref", edit::text([&base, rest].concat()))]);
    if found.has_schema {
        edit::set(media, "schema", refer("/schema"));
    }
    if let Some(encoding) = &found.encoding {
        edit::set(media, "encoding", encoding.clone());
    }
    if !found.examples.is_empty() {
        let names = found.examples.iter();
        let examples = names.map(|name| {
            let rest = ["/examples/", &json::pointer::escape(name)].concat();
            (name.clone(), refer(&rest))
        });
        edit::set(media, "examples", Value::Object(examples.collect()));
    }
}

/// `itemSchema` of a sequential media type: the whole is an array of such items (3.2, section 4.14.3).
fn item_schema(media: &mut Object, at: &At, notes: &mut Notes) {
    let Some(items) = edit::take(media, "itemSchema") else {
        return;
    };
    if edit::get(media, "schema").is_some() {
        let message = "OpenAPI 3.1 has no `itemSchema`; only `schema` is used";
        at.note_at(notes, "itemSchema", message);
        return;
    }
    let message = "OpenAPI 3.1 has no `itemSchema`; the content is read as an array of these items";
    at.note_at(notes, "itemSchema", message);
    let array = edit::object([("type", edit::text("array")), ("items", items)]);
    edit::set(media, "schema", array);
}

/// `summary`, and `description`, which 3.1 requires.
fn response(response: &mut Object) {
    if edit::get(response, "$ref").is_some() {
        return;
    }
    let summary = edit::take(response, "summary").unwrap_or_else(|| edit::text(""));
    if edit::get(response, "description").is_none() {
        edit::set(response, "description", summary);
    }
}

/// `dataValue` is `value`; `serializedValue` is it if there is no other.
fn example(example: &mut Object, at: &At, notes: &mut Notes) {
    edit::rename(example, "dataValue", "value");
    if let Some(text) = edit::take(example, "serializedValue") {
        let message = match edit::get(example, "value") {
            Some(_) => "OpenAPI 3.1 has no `serializedValue`; only the data is used",
            None => {
                edit::set(example, "value", text);
                "OpenAPI 3.1 has no `serializedValue`; it is read as `value`"
            }
        };
        at.note_at(notes, "serializedValue", message);
    }
}

/// `nodeType`, which replaces `attribute` and `wrapped`.
fn xml(xml: &mut Object, at: &At, notes: &mut Notes) {
    let Some(node_type) = edit::take(xml, "nodeType") else {
        return;
    };
    match node_type.as_str() {
        Some("attribute") => edit::set(xml, "attribute", Value::Bool(true)),
        // Only on an array does this differ from the default.
        Some("element") => edit::set(xml, "wrapped", Value::Bool(true)),
        Some("none") => {}
        _ => at.note_at(
            notes,
            "nodeType",
            "OpenAPI 3.1 has no such `nodeType`; it is left out",
        ),
    }
}

/// A tag's `summary`, `parent` and `kind`, by the extensions that served for them before.
fn tag(tag: &mut Object) {
    for (from, to) in [
        ("summary", "x-displayName"),
        ("parent", "x-parent"),
        ("kind", "x-kind"),
    ] {
        edit::rename(tag, from, to);
    }
}

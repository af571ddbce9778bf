//! Responses: their schema and examples by media type.

use json::Value;
use json::value::Object;

use super::context::Context;
use crate::edit;
use crate::notes::Notes;
use crate::v3_0::{forget_bytes, is_bytes};

/// Gives a response `content` with the media types that its operation produces.
pub fn response(
    response: &mut Object,
    produces: &[String],
    context: &mut Context,
    at: &str,
    notes: &mut Notes,
) {
    let schema = edit::take(response, "schema");
    let examples = edit::take(response, "examples").and_then(edit::into_members);
    let mut examples = examples.unwrap_or_default();
    examples.retain(|(name, _)| {
        let is_media_type = name.contains('/');
        if !is_media_type {
            let at = [at, "/examples/", &*json::pointer::escape(name)].concat();
            notes.at(
                at,
                None,
                "An example's name must be a media type; it is left out",
            );
        }
        is_media_type
    });
    if schema.is_none() && examples.is_empty() {
        return;
    }
    let bytes = schema.as_ref().is_some_and(is_bytes);
    let mut names: Vec<String> = produces.to_vec();
    if names.is_empty() && bytes {
        names.push(crate::v3_0::schema::BYTES.to_owned());
    } else if names.is_empty() && examples.is_empty() {
        names = context.implied("produces", notes);
    }
    let others = examples.iter().map(|example| &example.0);
    let others: Vec<String> = others
        .filter(|name| !names.contains(name))
        .cloned()
        .collect();
    names.extend(others);
    let content = names.into_iter().map(|name| {
        let mut media = Object::new();
        if let Some(schema) = &schema {
            let mut schema = schema.clone();
            if bytes {
                forget_bytes(&mut schema);
            }
            media.push(("schema".to_owned(), schema));
        }
        if let Some(example) = edit::take(&mut examples, &name) {
            media.push(("example".to_owned(), example));
        }
        (name, Value::Object(media))
    });
    let content = Value::Object(content.collect());
    edit::set(response, "content", content);
}

//! `body` and `formData` parameters as request bodies.

use json::Value;
use json::value::Object;

use crate::edit;
use crate::notes::Notes;
use crate::v3_0::{forget_bytes, is_bytes};

pub const FORM: &str = "application/x-www-form-urlencoded";
pub const MULTIPART: &str = "multipart/form-data";

/// Makes a `body` parameter a request body with these media types.
pub fn of_body(mut parameter: Object, media_types: &[String]) -> Value {
    edit::take(&mut parameter, "in");
    edit::take(&mut parameter, "name");
    let mut schema = edit::take(&mut parameter, "schema");
    if let Some(schema) = &mut schema {
        forget_bytes(schema);
    }
    let example = edit::take(&mut parameter, "x-example");
    let by_type = edit::take(&mut parameter, "x-examples").and_then(edit::into_members);
    let mut by_type = by_type.unwrap_or_default();
    let content = media_types.iter().map(|name| {
        let mut media = Object::new();
        if let Some(schema) = &schema {
            media.push(("schema".to_owned(), schema.clone()));
        }
        if let Some(example) = edit::take(&mut by_type, name).or_else(|| example.clone()) {
            media.push(("example".to_owned(), example));
        }
        (name.clone(), Value::Object(media))
    });
    let content = Value::Object(content.collect());
    edit::set(&mut parameter, "content", content);
    Value::Object(parameter)
}

/// Makes `formData` parameters one request body, whose schema is an object of them.
pub fn of_form(parameters: Vec<Object>, consumes: &[String], at: &str, notes: &mut Notes) -> Value {
    let mut properties = Object::new();
    let mut required = Vec::new();
    let mut encoding = Object::new();
    let mut has_file = false;
    for mut parameter in parameters {
        let name = edit::take(&mut parameter, "name");
        let Some(name) = name.as_ref().and_then(Value::as_str) else {
            notes.at(
                at.to_owned(),
                None,
                "A form parameter has no name; it is left out",
            );
            continue;
        };
        if edit::take(&mut parameter, "required").is_some_and(|r| r.as_bool() == Some(true)) {
            required.push(edit::text(name));
        }
        if let Some(encoded) = self::encoding(&mut parameter) {
            edit::set(&mut encoding, name, encoded);
        }
        let schema = property(parameter);
        has_file |= is_bytes(&schema);
        edit::set(&mut properties, name, schema);
    }
    let is_required = !required.is_empty();
    let mut schema = Object::new();
    schema.push(("type".to_owned(), edit::text("object")));
    schema.push(("properties".to_owned(), Value::Object(properties)));
    if is_required {
        schema.push(("required".to_owned(), Value::Array(required)));
    }
    let content = media_types(consumes, has_file, at, notes)
        .into_iter()
        .map(|name| {
            let mut media = vec![("schema".to_owned(), Value::Object(schema.clone()))];
            if !encoding.is_empty() && [FORM, MULTIPART].contains(&&*name) {
                media.push(("encoding".to_owned(), Value::Object(encoding.clone())));
            }
            (name, Value::Object(media))
        });
    let mut body = vec![("content".to_owned(), Value::Object(content.collect()))];
    if is_required {
        body.push(("required".to_owned(), Value::Bool(true)));
    }
    Value::Object(body)
}

/// A form parameter's schema with the parameter's own texts.
fn property(mut parameter: Object) -> Value {
    let schema = edit::take(&mut parameter, "schema").and_then(edit::into_members);
    let mut schema = schema.unwrap_or_default();
    if let Some(example) = edit::take(&mut parameter, "example") {
        edit::set(&mut schema, "examples", Value::Array(vec![example]));
    }
    for (name, value) in parameter {
        if name == "description" || name.starts_with("x-") {
            edit::set(&mut schema, &name, value);
        }
    }
    Value::Object(schema)
}

/// The notation of an array; `None` if it is the default.
fn encoding(parameter: &mut Object) -> Option<Value> {
    let style = edit::take(parameter, "style")?;
    let explode = edit::take(parameter, "explode")?;
    let is_default = style.as_str() == Some("form") && explode.as_bool() == Some(true);
    (!is_default).then(|| edit::object([("style", style), ("explode", explode)]))
}

/// The media types of a form: those consumed, which can only be `multipart/form-data` with a file.
fn media_types(consumes: &[String], has_file: bool, at: &str, notes: &mut Notes) -> Vec<String> {
    let mut note = |message: String| notes.at(at.to_owned(), None, message);
    if has_file {
        if !consumes.iter().any(|name| name == MULTIPART) {
            note(format!(
                "A form with a file is sent as `{MULTIPART}`, which `consumes` lacks; it is used"
            ));
        }
        return vec![MULTIPART.to_owned()];
    }
    for name in consumes {
        if name != FORM && name != MULTIPART {
            note(format!(
                "`{name}` is not a media type of a form; the form's fields are read as the members of such a body"
            ));
        }
    }
    match consumes {
        [] => vec![FORM.to_owned()],
        consumes => consumes.to_vec(),
    }
}

//! Values that are not objects where one belongs: each is noted at its place, and each
//! entry of a list opens or gives the reason that it does not.

use serde_json::{Value, json};

use crate::expression::Exchange;
use crate::{delivery, read};

fn document() -> Value {
    let content = || {
        json!({"application/json": {"schema": {"type": "object", "properties": {"x": {"type": "string"}},
            "additionalProperties": {"type": "string"}}, "examples": {"e": {"value": {}}}, "encoding": {"x": {"style": "form"}}}})
    };
    let operation = || {
        json!({
            "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
            "requestBody": {"content": content()},
            "responses": {"200": {"description": "OK", "content": content(), "headers": {"X": {"schema": {}}}}},
        })
    };
    let mut post = operation();
    post["operationId"] = "create".into();
    post["callbacks"] = json!({"reported": {"{$request.body#/x}": {"post": operation()}}});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://{h}.example.com", "variables": {"h": {"default": "a"}}}],
        "paths": {"/a": {"post": post}},
        "webhooks": {"event": {"post": operation()}},
        "components": {"schemas": {"S": {"type": "object"}}, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
        "security": [{"key": []}],
    })
}

/// The places of all objects within a value.
fn objects(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            // An example's value may be anything.
            if at.ends_with("/value") {
                return;
            }
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                objects(member, format!("{at}/{name}"), found);
            }
            found.push(at);
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                objects(item, format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn what_is_no_object_is_reported_at_its_place() {
    let mut places = Vec::new();
    objects(&document(), String::new(), &mut places);
    // The schema of a header field's value is not read.
    places.retain(|place| !place.is_empty() && !place.ends_with("/X/schema"));
    assert!(places.len() > 40, "{places:?}");
    let mut silent = Vec::new();
    for place in &places {
        for other in [Value::Null, json!(7), json!("text"), json!([]), json!([{}])] {
            let mut changed = document();
            let node = changed.pointer_mut(place).expect("it is there");
            *node = other.clone();
            let api = read("t", &changed.to_string()).expect("it is a document");
            let mut notes = api.notes.clone();
            for listing in &api.deliveries {
                match delivery::open(&api, listing, &Exchange::default()) {
                    Some(operation) => {
                        notes.extend(operation.delivery.iter().flat_map(|d| d.notes.clone()))
                    }
                    None => assert!(
                        listing.fault.is_some(),
                        "{} at {place}: {other}",
                        listing.id()
                    ),
                }
            }
            if !notes.iter().any(|note| note.at.starts_with(place.as_str())) {
                silent.push(format!("{place} {other}"));
            }
        }
    }
    assert_eq!(silent, [""; 0]);
}

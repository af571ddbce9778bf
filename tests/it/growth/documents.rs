//! Documents: read, and their operations opened.

use openapi::Api;
use request::draft::load;
use serde_json::{Map, Value, json};

use super::check;

fn document(paths: Value, components: Value) -> String {
    json!({
        "openapi": "3.1.1",
        "info": {"title": "Growth", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": paths,
        "components": components,
    })
    .to_string()
}

/// A document of one operation.
fn one(operation: Value) -> String {
    document(json!({"/hook": {"post": operation}}), json!({}))
}

/// A document of one operation with a body of a schema.
fn body(schema: Value) -> String {
    one(json!({"requestBody": {"content": {"application/json": {"schema": schema}}}}))
}

fn map(size: usize, entry: impl Fn(usize) -> Value) -> Value {
    let entries = (0..size).map(|i| (format!("m{i}"), entry(i)));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn list(size: usize, item: impl Fn(usize) -> Value) -> Value {
    (0..size).map(item).collect()
}

#[track_caller]
fn grows(shape: &str, text: impl Fn(usize) -> String) {
    check(shape, text, |text| {
        let api: Api = openapi::read("growth", text).expect("a document");
        let fresh = api
            .operations
            .first()
            .map(|operation| load::fresh(operation));
        (api, fresh)
    });
}

fn paths(size: usize, operation: impl Fn(usize) -> Value) -> Value {
    let entries = (0..size).map(|i| (format!("/p{i}"), json!({"post": operation(i)})));
    Value::Object(entries.collect::<Map<_, _>>())
}

#[test]
fn many_operations() {
    grows("operations", |n| {
        document(
            paths(n, |i| json!({"operationId": format!("o{i}")})),
            json!({}),
        )
    });
    grows("operations without an id", |n| {
        document(paths(n, |_| json!({})), json!({}))
    });
    let same = |_| json!({"operationId": "same"});
    grows("operations of one id", |n| {
        document(paths(n, same), json!({}))
    });
    let with_body = |i: usize| {
        let schema = json!({"type": "object", "properties": {"a": {"type": "string"}}});
        json!({"operationId": format!("o{i}"), "requestBody": {"content": {
            "application/json": {"schema": schema},
        }}})
    };
    grows("operations with bodies", |n| {
        document(paths(n, with_body), json!({}))
    });
}

#[test]
fn many_deliveries() {
    let delivery = || json!({"{$request.body#/url}": {"post": {"responses": {}}}});
    let callback =
        |i: usize| json!({"operationId": format!("o{i}"), "callbacks": {"delivery": delivery()}});
    grows("a delivery for each operation", |n| {
        document(paths(n, callback), json!({}))
    });
    grows("deliveries of one operation", |n| {
        one(json!({"callbacks": map(n, |_| delivery())}))
    });
}

#[test]
fn many_schemas() {
    let text = |_| json!({"type": "string"});
    grows("schemas", |n| {
        document(json!({}), json!({"schemas": map(n, text)}))
    });
    grows("members", |n| {
        body(json!({"type": "object", "properties": map(n, text)}))
    });
    let required = |n| list(n, |i| json!(format!("m{i}")));
    grows("required members", |n| {
        body(json!({"type": "object", "properties": map(n, text), "required": required(n)}))
    });
    let chain = |i: usize| json!({"$ref": format!("#/components/schemas/m{}", i + 1)});
    grows("a chain of references", |n| {
        document(json!({}), json!({"schemas": map(n, chain)}))
    });
    grows("alternatives", |n| {
        body(json!({"oneOf": list(n, |i| json!({"const": i}))}))
    });
    grows("parts", |n| {
        body(json!({"allOf": list(n, |i| json!({"properties": {(format!("m{i}")): {}}}))}))
    });
}

#[test]
fn many_values() {
    grows("a closed set", |n| {
        body(json!({"type": "string", "enum": list(n, |i| json!(format!("v{i}")))}))
    });
    grows("a large example", |n| {
        one(json!({"requestBody": {"content": {"application/json": {
            "schema": {"type": "array", "items": {"type": "integer"}},
            "example": list(n, |i| json!(i)),
        }}}}))
    });
    grows("a large object as an example", |n| {
        one(json!({"requestBody": {"content": {"application/json": {
            "example": map(n, |i| json!(i)),
        }}}}))
    });
}

#[test]
fn many_examples() {
    grows("examples", |n| {
        one(json!({"requestBody": {"content": {"application/json": {
            "examples": map(n, |i| json!({"value": i})),
        }}}}))
    });
    grows("examples of a response", |n| {
        one(
            json!({"responses": {"200": {"description": "", "content": {"application/json": {
                "examples": map(n, |i| json!({"value": i})),
            }}}}}),
        )
    });
}

#[test]
fn many_parameters() {
    let parameter =
        |i: usize| json!({"in": "query", "name": format!("m{i}"), "schema": {"type": "string"}});
    grows("parameters", |n| {
        one(json!({"parameters": list(n, parameter)}))
    });
    let example = |i: usize| json!({"in": "query", "name": format!("m{i}"), "examples": {(format!("e{i}")): {"value": 1}}});
    grows("parameters with examples", |n| {
        one(json!({"parameters": list(n, example)}))
    });
}

#[test]
fn much_of_everything_else() {
    grows("responses", |n| {
        one(json!({"responses": map(n, |_| json!({"description": ""}))}))
    });
    grows("header fields of a response", |n| {
        one(json!({"responses": {"200": {"description": "", "headers": map(n, |_| json!({}))}}}))
    });
    grows("media types", |n| {
        one(json!({"requestBody": {"content": map(n, |_| json!({"schema": {}}))}}))
    });
    grows("servers", |n| {
        one(json!({"servers": list(n, |i| json!({"url": format!("https://s{i}.example")}))}))
    });
    grows("ways to authenticate", |n| {
        document(
            json!({"/hook": {"post": {"security": list(n, |i| json!({(format!("m{i}")): []}))}}}),
            json!({"securitySchemes": map(n, |_| json!({"type": "http", "scheme": "basic"}))}),
        )
    });
    grows("what OpenAPI does not have", |n| one(map(n, |_| json!(1))));
    grows("a long description", |n| {
        one(json!({"description": "word [\n".repeat(n)}))
    });
}

//! Hostile documents: reading always ends, whatever they contain.

use super::*;

/// A small random number generator with the same numbers in every run (xorshift, Marsaglia 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// The number of values in a document.
fn count(value: &Value) -> usize {
    let inner: usize = match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    };
    inner + 1
}

/// The value at a position in document order.
fn at(value: &mut Value, left: &mut usize, replacement: &Value) -> bool {
    if *left == 0 {
        *value = replacement.clone();
        return true;
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().any(|v| at(v, left, replacement)),
        Value::Object(members) => members.values_mut().any(|v| at(v, left, replacement)),
        _ => false,
    }
}

fn replacements() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(-1.5e300),
        json!(""),
        json!("https://{a}{b}/{"),
        json!([]),
        json!([null, 3, "x", {}, [[]]]),
        json!({}),
        json!({"": {}, "$ref": "#", "/~": 1}),
        json!({"$ref": "#"}),
        json!({"$ref": "#/paths"}),
        json!({"$ref": "#/components/schemas"}),
        json!({"allOf": [{"$ref": "#"}], "properties": {"a": {"$ref": "#/components"}}}),
        json!({"type": "object", "enum": [], "oneOf": [], "properties": {"": true}}),
    ]
}

#[test]
fn no_change_of_a_value_keeps_a_document_from_being_read() {
    let mut numbers = Numbers(0x5169_6e70_6f73_7421);
    let replacements = replacements();
    let mut noted = 0;
    for (id, text) in CATALOG {
        let sound = parsed(text);
        let values = count(&sound);
        for _ in 0..25 {
            let mut spoiled = sound.clone();
            for _ in 0..=numbers.below(3) {
                let replacement = &replacements[numbers.below(replacements.len())];
                at(&mut spoiled, &mut numbers.below(values), replacement);
            }
            if let Ok(api) = read(id, &spoiled.to_string()) {
                noted += usize::from(!api.notes.is_empty());
            }
        }
    }
    assert!(noted > 20, "only {noted} spoiled documents had a note");
}

#[test]
fn every_value_of_a_document_may_be_anything() {
    let sound = small();
    for position in 0..count(&sound) {
        for replacement in replacements() {
            let mut spoiled = sound.clone();
            at(&mut spoiled, &mut { position }, &replacement);
            let _ = read("test", &spoiled.to_string());
        }
    }
}

#[test]
fn a_document_may_end_anywhere() {
    let text = small().to_string();
    assert!(read("test", &text).is_ok_and(|api| api.notes.is_empty()));
    for (end, _) in text.char_indices() {
        let error = read("test", &text[..end])
            .map(|_| ())
            .map_err(|e| e.message);
        let cut = "the document is incomplete";
        assert!(error.is_err_and(|m| m.ends_with(cut)), "at {end}");
    }
}

/// A chain of levels, each of which names the next one many times.
fn levels(level: impl Fn(&Value) -> Value, last: Value) -> Value {
    let mut schemas = serde_json::Map::new();
    for n in 0..30 {
        let next = json!({"$ref": format!("#/components/schemas/l{}", n + 1)});
        schemas.insert(format!("l{n}"), level(&next));
    }
    schemas.insert("l30".into(), last);
    let schema = json!({"$ref": "#/components/schemas/l0"});
    one(
        json!({"requestBody": {"content": {"application/json": {"schema": schema}}}}),
        json!({"schemas": schemas}),
    )
}

#[test]
fn what_multiplies_does_not_take_for_ever() {
    let many = |next: &Value| Value::from(vec![next.clone(); 50]);
    let last = json!({"enum": ["a", "b"]});
    for keyword in ["anyOf", "oneOf", "allOf"] {
        let document = levels(|next| json!({keyword: many(next)}), last.clone());
        let api = open(&document);
        let control = api.operations[0].control(&"body:".into());
        let is_set = matches!(control.map(|c| &c.kind), Some(Kind::Choice(c)) if c.len() == 2);
        assert!(is_set, "{keyword}");
    }
    let conditions = |next: &Value| json!({"properties": {"a": {}}, "allOf": many(&json!({"then": next, "else": next}))});
    open(&levels(conditions, last.clone()));
    let wide: serde_json::Map<_, _> = (0..5_000).map(|n| (n.to_string(), json!({}))).collect();
    open(&levels(|next| next.clone(), json!({"properties": wide})));
    let values: Vec<String> = (0..5_000).map(|n| n.to_string()).collect();
    open(&levels(|next| next.clone(), json!({"enum": values})));
    let parts: Vec<Value> = (0..5_000).map(|n| json!({"minLength": n})).collect();
    let document = levels(|next| next.clone(), json!({"allOf": parts}));
    assert!(!open(&document).notes.is_empty());
}

/// A sound document with every kind of part.
fn small() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://{h}", "variables": {"h": {"default": "é", "enum": ["é"]}}}],
        "security": [{"key": []}],
        "paths": {"/a/{id}": {"post": {
            "operationId": "a",
            "x-signpost-outcome": {"pointer": "/ok", "equals": true},
            "x-signpost-parameters": {"dependentRequired": {"a": ["b"]}},
            "x-signpost-signature": {"scheme": "github", "fields": {"secret": "/s"}},
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}, "examples": {"e": {"value": 1}}}],
            "requestBody": {"content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/S"},
                "encoding": {"a": {"contentType": "text/plain"}},
                "examples": {"e": {"value": {"a": "x"}}},
            }}},
            "responses": {"200": {
                "description": "d",
                "headers": {"H": {"schema": {}}},
                "links": {"l": {"description": "x"}},
                "content": {"text/plain": {"examples": {"e": {"value": "v", "x-signpost-when": {"values": {"body:": "b"}}}}}},
                "x-signpost-when": [{"refusal": "invalid"}],
            }},
            "x-signpost-examples": {"e": {"fields": {"path:id": "1"}, "problems": [{"code": "a", "at": "body:"}]}},
        }}},
        "components": {
            "schemas": {"S": {
                "type": "object",
                "required": ["a"],
                "properties": {
                    "a": {"enum": ["x"], "x-signpost-compose": {"decodes": 1}},
                    "s": {"$ref": "#/components/schemas/S"},
                    "m": {"type": ["object", "null"], "additionalProperties": {"anyOf": [{"const": "a", "title": "t"}, {"type": "string"}]}},
                },
                "allOf": [{"if": {"properties": {"a": {"const": 1}}}, "then": {"minProperties": 2}}],
                "xml": {"name": "s"},
            }},
            "securitySchemes": {"key": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://a.example", "scopes": {"s": "d"}}}}},
        },
    })
}

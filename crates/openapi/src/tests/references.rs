//! References: every place that may have one, and references that lead nowhere.

use super::*;

#[test]
fn every_reference_object_is_followed() {
    let api = open(&json!({
        "openapi": "3.1.0",
        "paths": {"/a": {"$ref": "#/components/pathItems/item"}},
        "components": {
            "pathItems": {"item": {"post": {
                "parameters": [{"$ref": "#/components/parameters/limit", "description": "Said where it is used"}],
                "requestBody": {"$ref": "#/components/requestBodies/body"},
                "responses": {"200": {"$ref": "#/components/responses/ok"}},
                "security": [{"key": []}],
            }}},
            "parameters": {"limit": {
                "name": "limit", "in": "query", "description": "Said where it stands",
                "schema": {"$ref": "#/components/schemas/Limit"},
                "examples": {"few": {"$ref": "#/components/examples/few"}},
            }},
            "requestBodies": {"body": {"content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Body"},
                "examples": {"few": {"$ref": "#/components/examples/body", "summary": "Few hooks"}},
            }}}},
            "responses": {"ok": {
                "description": "Done",
                "headers": {"X-Rate": {"$ref": "#/components/headers/rate"}},
                "links": {"next": {"$ref": "#/components/links/next"}},
            }},
            "headers": {"rate": {"description": "Left", "schema": {"type": "integer"}}},
            "links": {"next": {"description": "The next page"}},
            "examples": {"few": {"value": 3}, "body": {"summary": "A body", "value": {"name": "x"}}},
            "schemas": {"Limit": {"type": "integer"}, "Body": {"type": "object", "properties": {"name": {"type": "string"}}}},
            "securitySchemes": {"key": {"$ref": "#/components/securitySchemes/real"}, "real": {"type": "http", "scheme": "basic"}},
        },
    }));
    assert_eq!(api.notes, []);
    let operation = &api.operations[0];
    let limit = operation.control(&"query:limit".into());
    assert_eq!(limit.map(|c| &c.kind), Some(&Kind::Integer));
    assert_eq!(
        limit.map(|c| c.description.as_str()),
        Some("Said where it is used")
    );
    assert_eq!(
        operation.control(&"body:".into()).map(|c| c.members.len()),
        Some(1)
    );
    let response = &operation.responses[0];
    assert_eq!(response.description, "Done");
    assert_eq!(response.headers[0].description, "Left");
    assert_eq!(response.links[0].1, "The next page");
    assert_eq!(operation.security[0].schemes[0].kind, SecurityKind::Basic);
    let example = &operation.examples[0];
    assert_eq!(example.summary, "Few hooks");
    assert_eq!(example.fields, [("query:limit".into(), "3".into())]);
    assert!(example.body.is_some());
}

#[test]
fn pointers_are_unescaped() {
    // RFC 6901, section 6, for names that differ by escaping.
    let operation = sound(
        json!({"parameters": [
            {"name": "a", "in": "query", "schema": {"$ref": "#/components/schemas/a~1b"}},
            {"name": "b", "in": "query", "schema": {"$ref": "#/components/schemas/m~0n"}},
            {"name": "c", "in": "query", "schema": {"$ref": "#/components/schemas/c%25d"}},
            {"name": "d", "in": "query", "schema": {"$ref": "#/components/schemas/e%5Ef"}},
            {"name": "e", "in": "query", "schema": {"$ref": "#/components/schemas/%C3%A9%20"}},
            {"name": "f", "in": "query", "schema": {"$ref": "#/components/schemas/~01"}},
        ]}),
        json!({"schemas": {
            "a/b": {"type": "integer"}, "m~n": {"type": "number"}, "c%d": {"type": "boolean"},
            "e^f": {"format": "date-time"}, "é ": {"format": "uri"}, "~1": {"format": "password"},
        }}),
    );
    let kinds: Vec<_> = operation
        .parameters
        .iter()
        .map(|p| &p.control.kind)
        .collect();
    use Kind::*;
    assert_eq!(
        kinds,
        [&Integer, &Number, &Boolean, &DateTime, &Url, &Secret]
    );
}

#[test]
fn references_that_lead_nowhere_are_noted() {
    let document = one(
        json!({
            "parameters": [
                {"$ref": "#/components/parameters/gone"},
                {"$ref": "other.json#/components/parameters/p"},
                {"$ref": "#/components/parameters/a"},
                {"$ref": 3},
                {"name": "bad", "in": "query", "schema": {"$ref": "#/components/schemas/%zz"}},
                {"name": "anchor", "in": "query", "schema": {"$ref": "#named"}},
            ],
            "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Loop"}}}},
        }),
        json!({
            "parameters": {"a": {"$ref": "#/components/parameters/b"}, "b": {"$ref": "#/components/parameters/a"}},
            "schemas": {
                "Loop": {"$ref": "#/components/schemas/Loop2"},
                "Loop2": {"allOf": [{"$ref": "#/components/schemas/Loop"}]},
            },
        }),
    );
    noted(
        &document,
        expect![[r#"
        /paths/~1hooks/post/parameters/0/$ref: `#/components/parameters/gone` leads nowhere: this document has nothing at that place
        /paths/~1hooks/post/parameters/1/$ref: `other.json#/components/parameters/p` leads outside the document and is not followed: copy the target into `components`
        /components/parameters/b: These references form a circle: replace one of them by the object itself
        /paths/~1hooks/post/parameters/3/$ref: Expected a string, found a number; it is left out
        /paths/~1hooks/post/parameters/4/schema/$ref: `#/components/schemas/%zz` leads nowhere: this document has nothing at that place
        /paths/~1hooks/post/parameters/5/schema/$ref: `#named` leads nowhere: this document has nothing at that place
        /components/schemas/Loop2/allOf/0: This schema applies itself to the same value; the circle is cut
    "#]],
    );
}

#[test]
fn a_path_may_refer_to_another() {
    let api = open(&json!({
        "openapi": "3.1.0",
        "paths": {"/a": {"get": {}}, "/b": {"$ref": "#/paths/~1a"}},
    }));
    assert_eq!(api.notes, []);
    let paths: Vec<_> = api.operations.iter().map(|o| o.path.as_str()).collect();
    assert_eq!(paths, ["/a", "/b"]);
}

#[test]
fn a_schema_may_contain_itself() {
    let operation = sound(
        json!({"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}}}}),
        json!({"schemas": {"Tree": {
            "type": "object",
            "properties": {
                "name": {"type": "string"},
                "parent": {"$ref": "#/components/schemas/Tree"},
                "children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
            },
        }}}),
    );
    let body = operation.control(&"body:".into());
    let kind = |name: &str| body.and_then(|b| b.member(name)).map(|c| c.kind.clone());
    assert_eq!(kind("name"), Some(Kind::Text));
    assert_eq!(kind("parent"), Some(Kind::Json));
    assert_eq!(kind("children"), Some(Kind::List));
    let children = body.and_then(|b| b.member("children"));
    let element = children.and_then(|c| c.element.as_ref());
    assert_eq!(element.map(|e| &e.kind), Some(&Kind::Json));
    // The schema itself is endless, as values may be.
    let schemas = &operation.schemas;
    let mut id = body.map(|b| b.schema);
    for _ in 0..100 {
        id = id.and_then(|id| schemas.property(id, "parent"));
    }
    assert!(id.is_some_and(|id| schemas.property(id, "name").is_some()));
}

#[test]
fn a_long_chain_of_references_is_cut_not_followed_to_the_end() {
    let mut schemas = serde_json::Map::new();
    for n in 0..5_000 {
        let next = format!("#/components/schemas/s{}", n + 1);
        schemas.insert(format!("s{n}"), json!({"$ref": next}));
    }
    schemas.insert("s5000".into(), json!({"type": "string"}));
    let api = open(&one(json!({}), json!({"schemas": schemas})));
    assert!(!api.notes.is_empty());
    for note in &api.notes {
        assert!(note.message.starts_with("Too many schemas"), "{note:?}");
    }
}

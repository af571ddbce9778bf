//! Examples: of requests, by name, and of responses.

use super::*;

fn lines(operation: &Operation) -> String {
    let mut out = String::new();
    for example in &operation.examples {
        out.push_str(&format!(
            "{} | {} | {} | {}\n",
            example.name,
            example.summary,
            example.description,
            example.media_type.as_deref().unwrap_or("-")
        ));
        for (word, text) in [("body", &example.body), ("raw", &example.raw)] {
            if let Some(text) = text {
                out.push_str(&format!("  {word} {text:?}\n"));
            }
        }
        for (field, value) in &example.fields {
            out.push_str(&format!("  {field} = {value}\n"));
        }
        if example.breaks {
            out.push_str("  breaks\n");
        }
        for expected in &example.expected {
            out.push_str(&format!(
                "  {} at {}, {}\n",
                expected.code, expected.at, expected.severity
            ));
        }
    }
    out
}

#[test]
fn a_request_combines_every_part_with_its_name() {
    let operation = sound(
        json!({
            "servers": [{"url": "https://{host}", "variables": {"host": {"default": "a.example"}}}],
            "security": [{"basic": []}],
            "parameters": [
                {"name": "limit", "in": "query", "schema": {"type": "number"}, "examples": {
                    "second": {"value": parsed("1E2"), "summary": "Of the limit", "x-signpost-source": "The vendor's code"},
                    "first": {"value": parsed("1.50")},
                }},
                {"name": "ids", "in": "query", "schema": {}, "example": [1, "b"]},
            ],
            "requestBody": {"content": {
                "application/json": {
                    "schema": {"type": "object", "additionalProperties": true},
                    "examples": {
                        "first": {"summary": "The first", "description": "Whole", "value": parsed(r#"{"n": 12345678901234567890.10, "a": []}"#)},
                        "third": {"value": "{\"kept\" : 1}"},
                    },
                },
                "application/xml": {
                    "schema": {"type": "object", "additionalProperties": true},
                    "examples": {"third": {"value": "<a/>"}},
                },
                "text/plain": {"schema": {"type": "string"}, "example": "plain"},
            }},
            "x-signpost-examples": {
                "first": {"breaks": true, "problems": [{"code": "required", "at": "body:/url"}, {"code": "enum", "at": "body:/n", "severity": "warning"}],
                    "fields": {"auth": "basic", "auth:basic/password": "p", "server:host": "b.example", "server:url": "http://c.example", "header:Accept": "text/plain", "query:limit": 3}},
                "fourth": {"summary": "The fourth", "mediaType": "text/plain", "raw": "as it is"},
                "null": {"body": null},
            },
        }),
        json!({"securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}}),
    );
    expect![[r#"
        second | Of the limit | Source: The vendor's code | -
          query:limit = 1e+2
        first | The first | Whole | application/json
          body "{\n  \"n\": 12345678901234567890.10,\n  \"a\": []\n}"
          query:limit = 3
          auth = basic
          auth:basic/password = p
          server:host = b.example
          server:url = http://c.example
          header:Accept = text/plain
          breaks
          required at body:/url, error
          enum at body:/n, warning
        example |  |  | text/plain
          body "\"plain\""
          query:ids = [1,"b"]
        third |  |  | application/json
          raw "{\"kept\" : 1}"
        third (application/xml) |  |  | application/xml
          raw "<a/>"
        fourth | The fourth |  | text/plain
          raw "as it is"
        null |  |  | -
          body "null"
    "#]]
    .assert_eq(&lines(&operation));
}

#[test]
fn examples_keep_the_order_of_the_document() {
    let operation = sound(
        json!({
            "x-signpost-examples": {"c": {}, "a": {}},
            "requestBody": {"content": {"application/json": {"examples": {"b": {"value": 1}, "a": {"value": 2}}}}},
            "parameters": [{"name": "q", "in": "query", "schema": {}, "examples": {"d": {"value": 1}, "b": {"value": 2}}}],
        }),
        json!({}),
    );
    let names: Vec<_> = operation.examples.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["c", "a", "b", "d"]);
}

#[test]
fn faults_in_examples_are_noted() {
    let document = one(
        json!({
            "parameters": [{"name": "q", "in": "query", "schema": {}, "example": 1, "examples": {"a": {"value": 2}}}],
            "requestBody": {"content": {"application/json": {"examples": {
                "outside": {"externalValue": "https://example.com/a.json"},
                "empty": {"summary": "Nothing"},
                "gone": {"$ref": "#/components/examples/gone"},
                "odd": {"value": 1, "values": 2, "x-signpost-when": {}},
            }}}},
            "x-signpost-examples": {"a": {
                "fields": {"query:p": "1", "auth:basic": "x", "server:port": "1", "nothing": "1"},
                "problems": [{"at": "body:"}, {"code": "a", "at": "b", "severity": "fatal"}],
                "bodies": 1,
            }},
        }),
        json!({}),
    );
    noted(
        &document,
        expect![[r#"
            /paths/~1hooks/post/parameters/0: Both `example` and `examples` are given; both are read, but only one is allowed
            /paths/~1hooks/post/requestBody/content/application~1json/examples/outside/externalValue: This example is outside the document and is not fetched: write it as `value`
            /paths/~1hooks/post/requestBody/content/application~1json/examples/empty: An example needs a `value`
            /paths/~1hooks/post/requestBody/content/application~1json/examples/gone/$ref: `#/components/examples/gone` leads nowhere: this document has nothing at that place
            /paths/~1hooks/post/requestBody/content/application~1json/examples/odd/values: OpenAPI 3.1 does not allow this member here; it is left out
            /paths/~1hooks/post/requestBody/content/application~1json/examples/odd/x-signpost-when: This extension is not known here: crates/openapi/src/extensions.md lists the names
            /paths/~1hooks/post/x-signpost-examples/a/bodies: OpenAPI 3.1 does not allow this member here; it is left out
            /paths/~1hooks/post/x-signpost-examples/a/problems/0: `code` is required here: add it
            /paths/~1hooks/post/x-signpost-examples/a/problems/1: A severity is `error`, `warning` or `blocks`
            /paths/~1hooks/post/x-signpost-examples/a/problems/1: `b` is not a field: write one such as `body:/name` or `query:name`
            /paths/~1hooks/post/x-signpost-examples/a/fields/query:p: The operation has no field `query:p`: see crates/openapi/src/extensions.md
            /paths/~1hooks/post/x-signpost-examples/a/fields/auth:basic: The operation has no field `auth:basic`: see crates/openapi/src/extensions.md
            /paths/~1hooks/post/x-signpost-examples/a/fields/server:port: The operation has no field `server:port`: see crates/openapi/src/extensions.md
            /paths/~1hooks/post/x-signpost-examples/a/fields/nothing: The operation has no field `nothing`: see crates/openapi/src/extensions.md
        "#]],
    );
}

#[test]
fn examples_of_responses_are_texts() {
    let operation = sound(
        json!({"responses": {"200": {"description": "", "content": {
            "application/json": {"schema": {"type": "object", "properties": {"a": {}}}, "examples": {
                "value": {"value": parsed(r#"{"a": 1.10, "b": [1, {}], "c": []}"#)},
                "text": {"value": "{ \"a\":1 }", "x-signpost-signed": false, "x-signpost-source": "The server's code",
                    "x-signpost-when": {"refusal": "authorization", "at": "body:/a", "code": "required", "values": {"body:/b": true}},
                    "x-signpost-problems": [{"code": "type", "at": "body:/a"}]},
                "raw": {"value": {"a": 1}, "x-signpost-raw": "{\"a\":1}"},
                "echo": {"value": {}, "x-signpost-value": "$request.body"},
            }},
            "application/scim+json": {"schema": {"type": "string"}, "example": "a string"},
            "application/xml": {"schema": {"type": "object"}, "example": "<a>\n</a>"},
        }}}}),
        json!({}),
    );
    let mut out = String::new();
    for media in &operation.responses[0].media {
        for example in &media.examples {
            let (name, text) = (&example.name, &example.text);
            out.push_str(&format!(
                "{} {name}: {text:?} {} {}\n",
                media.name, example.is_text, example.signed
            ));
        }
    }
    expect![[r#"
        application/json value: "{\n  \"a\": 1.10,\n  \"b\": [\n    1,\n    {}\n  ],\n  \"c\": []\n}" false true
        application/json text: "{ \"a\":1 }" true false
        application/json raw: "{\"a\":1}" true true
        application/json echo: "{}" false true
        application/scim+json example: "\"a string\"" false true
        application/xml example: "<a>\n</a>" true true
    "#]].assert_eq(&out);
    let examples = &operation.responses[0].media[0].examples;
    assert_eq!(examples[0].when, []);
    assert_eq!(
        examples[1].when,
        [When {
            refusal: Some(Refusal::Authorization),
            at: Some("body:/a".into()),
            code: Some("required".into()),
            values: vec![("body:/b".into(), "true".into())],
        }]
    );
    assert_eq!(examples[1].source.as_deref(), Some("The server's code"));
    assert_eq!(examples[1].expected.len(), 1);
    assert_eq!(examples[3].value.as_deref(), Some("$request.body"));
}

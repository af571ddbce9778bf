//! Schemas of OpenAPI 3.0.

use expect_test::{Expect, expect};

use super::upgraded;

/// Checks a schema of OpenAPI 3.0, in YAML's flow style, after the change.
fn check(schema: &str, expected: Expect) {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    A: {schema}\n"
    );
    expected.assert_eq(&upgraded(&text, "/components/schemas/A"));
}

#[test]
fn nullable_is_the_type_null() {
    check(
        "{type: string, nullable: true}",
        expect![[r#"
        {"type":["string","null"]}
    "#]],
    );
    check(
        "{type: string, nullable: false}",
        expect![[r#"
        {"type":"string"}
    "#]],
    );
    check(
        "{nullable: true}",
        expect![[r#"
        {}
    "#]],
    );
    check(
        "{type: string, enum: [a], nullable: true}",
        expect![[r#"
        {"type":["string","null"],"enum":["a",null]}
        /components/schemas/A/enum (line 6): `enum` does not list null, which `nullable` allows; null is added
    "#]],
    );
    check(
        "{type: string, enum: [a, null], nullable: true}",
        expect![[r#"
            {"type":["string","null"],"enum":["a",null]}
        "#]],
    );
    check(
        "{nullable: yes}",
        expect![[r#"
        {}
        /components/schemas/A/nullable (line 6): `nullable` is true or false; it is left out
    "#]],
    );
}

#[test]
fn nullable_without_a_type_makes_null_an_alternative() {
    check(
        "{$ref: '#/components/schemas/B', nullable: true, description: D}",
        expect![[r##"
            {"description":"D","anyOf":[{"$ref":"#/components/schemas/B"},{"type":"null"}]}
            /components/schemas/A/nullable (line 6): `nullable` has no effect without `type` in this version; null is allowed, as it seems to be meant
        "##]],
    );
    check(
        "{allOf: [{$ref: '#/components/schemas/B'}], nullable: true, title: T}",
        expect![[r##"
            {"title":"T","anyOf":[{"allOf":[{"$ref":"#/components/schemas/B"}]},{"type":"null"}]}
            /components/schemas/A/nullable (line 6): `nullable` has no effect without `type` in this version; null is allowed, as it seems to be meant
        "##]],
    );
    check(
        "{oneOf: [{type: string}, {type: integer}], nullable: true}",
        expect![[r#"
            {"oneOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]}
            /components/schemas/A/nullable (line 6): `nullable` has no effect without `type` in this version; null is allowed, as it seems to be meant
        "#]],
    );
    check(
        "{oneOf: [{type: string, nullable: true}, {type: integer}], nullable: true}",
        expect![[r#"
            {"oneOf":[{"type":["string","null"]},{"type":"integer"}]}
        "#]],
    );
    check(
        "{anyOf: [{type: string}], nullable: true}",
        expect![[r#"
        {"anyOf":[{"type":"string"},{"type":"null"}]}
        /components/schemas/A/nullable (line 6): `nullable` has no effect without `type` in this version; null is allowed, as it seems to be meant
    "#]],
    );
    check(
        "{enum: [a], nullable: true}",
        expect![[r#"
        {"enum":["a",null]}
        /components/schemas/A/nullable (line 6): `nullable` has no effect without `type` in this version; null is allowed, as it seems to be meant
        /components/schemas/A/enum (line 6): `enum` does not list null, which `nullable` allows; null is added
    "#]],
    );
}

#[test]
fn members_beside_a_reference_have_no_effect() {
    check(
        "{$ref: '#/components/schemas/B', type: object, description: D, x-a: 1}",
        expect![[r##"
            {"$ref":"#/components/schemas/B","description":"D","x-a":1}
            /components/schemas/A/type (line 6): `type` beside `$ref` has no effect in this version; it is left out
        "##]],
    );
}

#[test]
fn exclusive_bounds_are_numbers() {
    check(
        "{minimum: 1.50, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false}",
        expect![[r#"
            {"exclusiveMinimum":1.50,"maximum":9}
        "#]],
    );
    check(
        "{exclusiveMaximum: true}",
        expect![[r#"
        {}
        /components/schemas/A/exclusiveMaximum (line 6): `exclusiveMaximum` has no effect without `maximum`; it is left out
    "#]],
    );
}

#[test]
fn example_is_the_first_of_examples() {
    check(
        "{type: string, example: a}",
        expect![[r#"
        {"type":"string","examples":["a"]}
    "#]],
    );
    check(
        "{type: string, example: a, examples: [b]}",
        expect![[r#"
        {"type":"string","examples":["a","b"]}
    "#]],
    );
    check(
        "{type: string, example: a, examples: {b: {value: c}}}",
        expect![[r#"
            {"type":"string","examples":["a"]}
            /components/schemas/A/examples (line 6): `examples` of a schema must be an array; it is left out
        "#]],
    );
}

#[test]
fn formats_of_bytes_are_content_keywords() {
    check(
        "{type: string, format: binary}",
        expect![[r#"
        {"type":"string","contentMediaType":"application/octet-stream"}
    "#]],
    );
    check(
        "{type: string, format: byte}",
        expect![[r#"
        {"type":"string","format":"byte","contentEncoding":"base64"}
    "#]],
    );
    check(
        "{type: string, format: base64}",
        expect![[r#"
        {"type":"string","contentEncoding":"base64"}
    "#]],
    );
}

#[test]
fn a_tuple_is_prefix_items() {
    check(
        "{type: array, items: [{type: string, nullable: true}]}",
        expect![[r#"
            {"type":"array","prefixItems":[{"type":["string","null"]}]}
            /components/schemas/A/items (line 6): `items` must be one schema; the array is read as `prefixItems`
        "#]],
    );
}

#[test]
fn data_that_looks_like_a_schema_is_unchanged() {
    check(
        "{type: object, properties: {nullable: {type: boolean}, example: {type: string}}, default: {nullable: true, type: a}, enum: [{nullable: true}], x-a: {nullable: true}}",
        expect![[r#"
            {
              "type": "object",
              "properties": {"nullable":{"type":"boolean"},"example":{"type":"string"}},
              "default": {"nullable":true,"type":"a"},
              "enum": [{"nullable":true}],
              "x-a": {"nullable":true}
            }
        "#]],
    );
}

#[test]
fn a_body_of_raw_bytes_has_no_type() {
    let text = r#"{"openapi": "3.0.0", "info": {"title": "T", "version": "1"}, "x-webhooks": {"w": {"post": {"responses": {}}}},
        "paths": {"/a": {"post": {"responses": {}, "requestBody": {"content": {
            "application/octet-stream": {"schema": {"type": "string", "format": "binary", "description": "D"}},
            "multipart/form-data": {"schema": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}}
        }}}}}}"#;
    expect![[r#"
        {
          "openapi": "3.1.1",
          "info": {"title":"T","version":"1"},
          "webhooks": {"w":{"post":{"responses":{}}}},
          "paths": {
            "/a": {
              "post": {
                "responses": {},
                "requestBody": {
                  "content": {
                    "application/octet-stream": {"schema":{"description":"D"}},
                    "multipart/form-data": {
                      "schema": {
                        "type": "object",
                        "properties": {"file":{"type":"string","contentMediaType":"application/octet-stream"}}
                      }
                    }
                  }
                }
              }
            }
          }
        }
    "#]].assert_eq(&upgraded(text, ""));
}

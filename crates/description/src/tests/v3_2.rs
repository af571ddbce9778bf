//! OpenAPI 3.2.

use expect_test::{Expect, expect};

use super::upgraded;

fn check(members: &str, pointer: &str, expected: Expect) {
    let text = format!("openapi: 3.2.0\ninfo: {{title: T, version: '1'}}\n{members}");
    expected.assert_eq(&upgraded(&text, pointer));
}

#[test]
fn the_document_keeps_its_address() {
    let members = "$self: https://a.example/openapi.yaml\ntags: [{name: a, summary: A, parent: b, kind: nav}]\nservers: [{url: /, name: main}]\npaths: {/a: {$ref: 'https://a.example/openapi.yaml#/components/pathItems/A'}}";
    check(
        members,
        "",
        expect![[r##"
            {
              "openapi": "3.1.1",
              "info": {"title":"T","version":"1"},
              "$self": "https://a.example/openapi.yaml",
              "tags": [{"name":"a","x-displayName":"A","x-parent":"b","x-kind":"nav"}],
              "servers": [{"url":"/"}],
              "paths": {"/a":{"$ref":"#/components/pathItems/A"}}
            }
            /servers/0/name (line 5): OpenAPI 3.1 has no `name` here; it is left out
        "##]],
    );
}

#[test]
fn methods_that_are_new_are_left_out() {
    let members = "paths: {/a: {query: {responses: {}}, additionalOperations: {COPY: {responses: {}}}, get: {responses: {}}}}";
    check(
        members,
        "/paths",
        expect![[r#"
        {"/a":{"get":{"responses":{}}}}
        /paths/~1a/query (line 3): OpenAPI 3.1 has no `query` here; it is left out
        /paths/~1a/additionalOperations (line 3): OpenAPI 3.1 has no `additionalOperations` here; it is left out
    "#]],
    );
}

#[test]
fn a_querystring_is_an_exploded_parameter() {
    let members = "
paths:
  /a:
    get:
      parameters:
        - name: q
          in: querystring
          content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}, example: {a: b}}}
        - {name: j, in: querystring, content: {application/json: {schema: {type: object}}}}
        - {name: c, in: cookie, style: cookie, schema: {type: string}}
      responses: {}
";
    check(
        members,
        "/paths/~1a/get/parameters",
        expect![[r#"
        [
          {
            "name": "q",
            "in": "query",
            "style": "form",
            "explode": true,
            "schema": {"type":"object","properties":{"a":{"type":"string"}}},
            "example": {"a":"b"}
          },
          {"name":"j","in":"query","schema":{"type":"string"}},
          {"name":"c","in":"cookie","style":"form","schema":{"type":"string"}}
        ]
        /paths/~1a/get/parameters/0 (line 8): OpenAPI 3.1 has no `querystring`; its fields are read as an exploded query parameter
        /paths/~1a/get/parameters/1 (line 11): OpenAPI 3.1 has no `querystring`; this one is read as a single text parameter
        /paths/~1a/get/parameters/2/style (line 12): OpenAPI 3.1 has no style `cookie`; `form` is used, which encodes more characters
    "#]],
    );
}

#[test]
fn media_types_are_converted() {
    let members = "
paths:
  /a:
    post:
      requestBody:
        content:
          application/json: {$ref: '#/components/mediaTypes/A'}
          text/plain: {$ref: '#/components/mediaTypes/None'}
          application/jsonl: {itemSchema: {type: string}}
          multipart/mixed: {schema: {type: array}, itemSchema: {type: string}, prefixEncoding: [{}]}
      responses:
        200: {summary: OK}
        204: {summary: S, description: D}
components:
  schemas: {S: {$ref: '#/components/mediaTypes/A/schema'}}
  mediaTypes:
    A:
      schema: {type: string, xml: {nodeType: attribute}}
      examples:
        a: {dataValue: 1, serializedValue: '1'}
        b: {serializedValue: '2'}
";
    check(
        members,
        "",
        expect![[r##"
            {
              "openapi": "3.1.1",
              "info": {"title":"T","version":"1"},
              "paths": {
                "/a": {
                  "post": {
                    "requestBody": {
                      "content": {
                        "application/json": {
                          "schema": {"$ref":"#/components/x-mediaTypes/A/schema"},
                          "examples": {
                            "a": {"$ref":"#/components/x-mediaTypes/A/examples/a"},
                            "b": {"$ref":"#/components/x-mediaTypes/A/examples/b"}
                          }
                        },
                        "text/plain": {},
                        "application/jsonl": {"schema":{"type":"array","items":{"type":"string"}}},
                        "multipart/mixed": {"schema":{"type":"array"}}
                      }
                    },
                    "responses": {"200":{"description":"OK"},"204":{"description":"D"}}
                  }
                }
              },
              "components": {
                "schemas": {"S":{"$ref":"#/components/x-mediaTypes/A/schema"}},
                "x-mediaTypes": {
                  "A": {
                    "schema": {"type":"string","xml":{"attribute":true}},
                    "examples": {"a":{"value":1},"b":{"value":"2"}}
                  }
                }
              }
            }
            /paths/~1a/post/requestBody/content/text~1plain/$ref (line 10): `#/components/mediaTypes/None` is not a media type of this document; it is left out
            /paths/~1a/post/requestBody/content/application~1jsonl/itemSchema (line 11): OpenAPI 3.1 has no `itemSchema`; the content is read as an array of these items
            /paths/~1a/post/requestBody/content/multipart~1mixed/prefixEncoding (line 12): OpenAPI 3.1 has no `prefixEncoding` here; it is left out
            /paths/~1a/post/requestBody/content/multipart~1mixed/itemSchema (line 12): OpenAPI 3.1 has no `itemSchema`; only `schema` is used
            /components/mediaTypes/A/examples/a/serializedValue (line 22): OpenAPI 3.1 has no `serializedValue`; only the data is used
            /components/mediaTypes/A/examples/b/serializedValue (line 23): OpenAPI 3.1 has no `serializedValue`; it is read as `value`
        "##]],
    );
}

#[test]
fn parts_that_3_1_lacks_are_left_out() {
    let members = "
paths: {}
components:
  schemas:
    A: {oneOf: [], discriminator: {propertyName: a, defaultMapping: B}, xml: {nodeType: cdata}}
  securitySchemes:
    o: {type: oauth2, oauth2MetadataUrl: https://a.example, flows: {deviceAuthorization: {tokenUrl: https://a.example}}}
";
    check(
        members,
        "/components",
        expect![[r#"
        {
          "schemas": {"A":{"oneOf":[],"discriminator":{"propertyName":"a"},"xml":{}}},
          "securitySchemes": {"o":{"type":"oauth2","flows":{}}}
        }
        /components/schemas/A/discriminator/defaultMapping (line 7): OpenAPI 3.1 has no `defaultMapping` here; it is left out
        /components/schemas/A/xml/nodeType (line 7): OpenAPI 3.1 has no such `nodeType`; it is left out
        /components/securitySchemes/o/flows/deviceAuthorization (line 9): OpenAPI 3.1 has no `deviceAuthorization` here; it is left out
        /components/securitySchemes/o/oauth2MetadataUrl (line 9): OpenAPI 3.1 has no `oauth2MetadataUrl` here; it is left out
    "#]],
    );
}

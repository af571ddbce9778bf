//! Bundles.

use expect_test::{Expect, expect};

use super::listing::HOOKS;
use super::{described, pretty};

fn check(text: &str, id: &str, expected: Expect) {
    let bundle = described(text).bundle(id).expect("a bundle");
    let api = openapi::read("test", &bundle.text()).expect("an OpenAPI 3.1 document");
    assert_eq!(
        api.operations.len() + usize::from(api.operations.is_empty()),
        1
    );
    expected.assert_eq(&pretty(&bundle));
}

#[test]
fn a_bundle_has_only_what_it_reaches() {
    let text = r##"
openapi: 3.1.0
$self: https://a.example/openapi.yaml
info: {title: T, version: '1'}
servers: [{url: https://a.example}]
security: [{key: []}]
externalDocs: {url: https://docs.example}
tags: [{name: a}]
x-signpost-a: 1
x-other: 2
paths:
  /a/{id}:
    parameters: [{$ref: '#/components/parameters/Id'}]
    get: {responses: {}}
    post:
      operationId: create
      security: [{basic: []}, {}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
      responses:
        '200': {$ref: '#/components/responses/R'}
        '400': {description: Bad, links: {other: {operationId: other}}}
  /other:
    get: {operationId: other, responses: {}}
components:
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: string}}
    Unused: {name: u, in: query, schema: {type: string}}
  schemas:
    A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, pet: {$ref: '#/components/schemas/Pet'}}}
    Pet:
      type: object
      discriminator: {propertyName: kind, mapping: {cat: Cat, dog: '#/components/schemas/Dog'}}
    Cat: {type: object}
    Dog: {type: object, properties: {a/b~c: {$ref: '#/components/schemas/Sla~1sh%20ed~0/items'}}}
    Sla/sh ed~: {type: array, items: {type: string}}
    Unused: {type: string}
  responses:
    R: {description: OK}
  securitySchemes:
    key: {type: apiKey, in: header, name: K}
    basic: {type: http, scheme: basic}
    unused: {type: http, scheme: bearer}
"##;
    check(
        text,
        "create",
        expect![[r##"
            {
              "openapi": "3.1.0",
              "$self": "https://a.example/openapi.yaml",
              "info": {"title":"T","version":"1"},
              "security": [{"key":[]}],
              "externalDocs": {"url":"https://docs.example"},
              "servers": [{"url":"https://a.example"}],
              "x-signpost-a": 1,
              "paths": {
                "/a/{id}": {
                  "parameters": [{"$ref":"#/components/parameters/Id"}],
                  "post": {
                    "operationId": "create",
                    "security": [{"basic":[]},{}],
                    "requestBody": {"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}},
                    "responses": {
                      "200": {"$ref":"#/components/responses/R"},
                      "400": {"description":"Bad","links":{"other":{"operationId":"other"}}}
                    }
                  }
                }
              },
              "components": {
                "securitySchemes": {
                  "key": {"type":"apiKey","in":"header","name":"K"},
                  "basic": {"type":"http","scheme":"basic"}
                },
                "responses": {"R":{"description":"OK"}},
                "schemas": {
                  "A": {
                    "type": "object",
                    "properties": {"a":{"$ref":"#/components/schemas/A"},"pet":{"$ref":"#/components/schemas/Pet"}}
                  },
                  "Pet": {
                    "type": "object",
                    "discriminator": {"propertyName":"kind","mapping":{"cat":"Cat","dog":"#/components/schemas/Dog"}}
                  },
                  "Cat": {"type":"object"},
                  "Dog": {
                    "type": "object",
                    "properties": {"a/b~c":{"$ref":"#/components/schemas/Sla~1sh%20ed~0/items"}}
                  },
                  "Sla/sh ed~": {"type":"array","items":{"type":"string"}}
                },
                "parameters": {"Id":{"name":"id","in":"path","required":true,"schema":{"type":"string"}}}
              }
            }
        "##]],
    );
}

#[test]
fn a_part_of_another_operation_is_moved() {
    let text = r##"
openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://root.example}]
paths:
  /a:
    servers: [{url: https://a.example}]
    get:
      operationId: a
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema:
                type: array
                prefixItems:
                  - {$ref: '#/paths/~1b/get/responses/200/content/application~1json/schema'}
                  - {$ref: '#/paths/~1b/get/responses/200/content/application~1json/schema'}
                  - {$ref: '#/components/schemas/None'}
                  - {$ref: 'other.yaml#/A'}
                  - {$ref: '#anchor'}
  /b:
    get:
      operationId: b
      responses:
        '200': {description: OK, content: {application/json: {schema: {type: object, properties: {again: {$ref: '#/paths/~1b/get/responses/200/content/application~1json/schema'}}}}}}
"##;
    check(
        text,
        "a",
        expect![[r##"
            {
              "openapi": "3.1.0",
              "info": {"title":"T","version":"1"},
              "paths": {
                "/a": {
                  "servers": [{"url":"https://a.example"}],
                  "get": {
                    "operationId": "a",
                    "responses": {
                      "200": {
                        "description": "OK",
                        "content": {
                          "application/json": {
                            "schema": {
                              "type": "array",
                              "prefixItems": [
                                {"$ref":"#/components/x-parts/0"},
                                {"$ref":"#/components/x-parts/0"},
                                {"$ref":"#/components/schemas/None"},
                                {"$ref":"other.yaml#/A"},
                                {"$ref":"#anchor"}
                              ]
                            }
                          }
                        }
                      }
                    }
                  }
                }
              },
              "components": {
                "x-parts": {"0":{"type":"object","properties":{"again":{"$ref":"#/components/x-parts/0"}}}}
              }
            }
        "##]],
    );
}

#[test]
fn a_callback_comes_with_its_operation() {
    check(
        HOOKS,
        "POST {$request.body#/url}",
        expect![[r#"
            {
              "openapi": "3.1.0",
              "info": {"title":"T","version":"1"},
              "paths": {
                "/hooks": {
                  "summary": "Hooks",
                  "post": {
                    "operationId": "create",
                    "summary": "Create",
                    "callbacks": {"onData":{"{$request.body#/url}":{"post":{"summary":"Data","responses":{}}}}},
                    "responses": {}
                  }
                }
              }
            }
        "#]],
    );
    check(
        HOOKS,
        "end",
        expect![[r#"
            {
              "openapi": "3.1.0",
              "info": {"title":"T","version":"1"},
              "paths": {
                "/hooks": {
                  "summary": "Hooks",
                  "post": {
                    "operationId": "create",
                    "summary": "Create",
                    "callbacks": {"onEnd":{"{$request.body#/end}":{"post":{"operationId":"end","responses":{}}}}},
                    "responses": {}
                  }
                }
              }
            }
        "#]],
    );
}

#[test]
fn a_webhook_has_one_method() {
    check(
        HOOKS,
        "changed",
        expect![[r#"
            {
              "openapi": "3.1.0",
              "info": {"title":"T","version":"1"},
              "webhooks": {"changed":{"put":{"operationId":"changed","responses":{}}}}
            }
        "#]],
    );
    check(
        HOOKS,
        "shared",
        expect![[r#"
            {
              "openapi": "3.1.0",
              "info": {"title":"T","version":"1"},
              "paths": {"/shared":{"get":{"operationId":"shared","responses":{}}}}
            }
        "#]],
    );
}

#[test]
fn an_unknown_id_has_no_bundle() {
    assert_eq!(described(HOOKS).bundle("none"), None);
}

#[test]
fn the_reader_accepts_each_bundle() {
    let description = described(HOOKS);
    for listed in description.list() {
        let bundle = description.bundle(&listed.id).expect("a bundle");
        let api = openapi::interpret("test", bundle).expect("an OpenAPI 3.1 document");
        let found = api.operations.len() + api.deliveries.len();
        assert!(found > 0, "{}", listed.id);
    }
}

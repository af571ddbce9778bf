//! Swagger 2.0.

use expect_test::{Expect, expect};

use super::upgraded;

/// Checks a part of a document, given the members beside `info`.
fn check(members: &str, pointer: &str, expected: Expect) {
    let text = format!("swagger: '2.0'\ninfo: {{title: T, version: '1'}}\n{members}");
    expected.assert_eq(&upgraded(&text, pointer));
}

#[test]
fn host_base_path_and_schemes_are_servers() {
    let all = "host: api.example\nbasePath: /v1/\nschemes: [https, http]\npaths: {}";
    check(
        all,
        "/servers",
        expect![[r#"
        [{"url":"https://api.example/v1"},{"url":"http://api.example/v1"}]
    "#]],
    );
    check(
        "host: api.example\npaths: {}",
        "/servers",
        expect![[r#"
        [{"url":"https://api.example"}]
        /host (line 3): The document gives no `schemes`; `https` is assumed
    "#]],
    );
    check(
        "basePath: /v1\npaths: {}",
        "/servers",
        expect![[r#"
        [{"url":"/v1"}]
    "#]],
    );
    check(
        "paths: {}",
        "/servers",
        expect![[r#"
        [{"url":"/"}]
    "#]],
    );
    let own =
        "host: api.example\nschemes: [https]\npaths: {/a: {get: {schemes: [wss], responses: {}}}}";
    check(
        own,
        "/paths",
        expect![[r#"
        {"/a":{"get":{"responses":{},"servers":[{"url":"wss://api.example"}]}}}
    "#]],
    );
}

#[test]
fn a_body_parameter_is_the_request_body() {
    let members = "
host: a.example
schemes: [https]
consumes: [application/json]
paths:
  /a:
    parameters:
      - {name: id, in: query, type: integer, required: true}
      - {name: shared, in: body, schema: {type: string}}
    post:
      parameters:
        - {name: it, in: body, required: true, description: D, schema: {$ref: '#/definitions/A'}, x-example: {a: 1}}
      responses: {}
    put:
      consumes: [text/plain, text/csv]
      responses: {}
    patch:
      parameters: [{$ref: '#/parameters/B'}]
      responses: {}
    delete:
      consumes: [text/plain]
      parameters: [{$ref: '#/parameters/B'}, {$ref: '#/parameters/Id'}]
      responses: {}
parameters:
  B: {name: b, in: body, schema: {type: object}}
  Id: {name: id, in: header, type: string}
definitions:
  A: {type: object, properties: {a: {$ref: '#/definitions/A'}}}
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
                "responses": {},
                "requestBody": {
                  "required": true,
                  "description": "D",
                  "content": {
                    "application/json": {"schema":{"$ref":"#/components/schemas/A"},"example":{"a":1}}
                  }
                }
              },
              "put": {
                "responses": {},
                "requestBody": {
                  "content": {
                    "text/plain": {"schema":{"type":"string"}},
                    "text/csv": {"schema":{"type":"string"}}
                  }
                }
              },
              "patch": {"responses":{},"requestBody":{"$ref":"#/components/requestBodies/B"}},
              "delete": {
                "responses": {},
                "parameters": [{"$ref":"#/components/parameters/Id"}],
                "requestBody": {"content":{"text/plain":{"schema":{"type":"object"}}}}
              },
              "parameters": [{"name":"id","in":"query","required":true,"schema":{"type":"integer"}}]
            }
          },
          "servers": [{"url":"https://a.example"}],
          "components": {
            "schemas": {"A":{"type":"object","properties":{"a":{"$ref":"#/components/schemas/A"}}}},
            "parameters": {"Id":{"name":"id","in":"header","schema":{"type":"string"}}},
            "requestBodies": {"B":{"content":{"application/json":{"schema":{"type":"object"}}}}}
          }
        }
    "##]],
    );
}

#[test]
fn form_parameters_are_one_object() {
    let members = "
host: a.example
schemes: [https]
paths:
  /form:
    post:
      consumes: [application/x-www-form-urlencoded, application/json]
      parameters:
        - {name: a, in: formData, type: string, required: true, description: D}
        - {name: list, in: formData, type: array, items: {type: string}}
        - {name: many, in: formData, type: array, items: {type: string}, collectionFormat: multi}
      responses: {}
  /file:
    post:
      parameters:
        - {name: file, in: formData, type: file}
        - {$ref: '#/parameters/F'}
      responses: {}
parameters:
  F: {name: f, in: formData, type: integer, x-example: 3}
";
    check(
        members,
        "/paths",
        expect![[r#"
        {
          "/form": {
            "post": {
              "responses": {},
              "requestBody": {
                "content": {
                  "application/x-www-form-urlencoded": {
                    "schema": {
                      "type": "object",
                      "properties": {
                        "a": {"type":"string","description":"D"},
                        "list": {"type":"array","items":{"type":"string"}},
                        "many": {"type":"array","items":{"type":"string"}}
                      },
                      "required": ["a"]
                    },
                    "encoding": {"list":{"style":"form","explode":false}}
                  },
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "properties": {
                        "a": {"type":"string","description":"D"},
                        "list": {"type":"array","items":{"type":"string"}},
                        "many": {"type":"array","items":{"type":"string"}}
                      },
                      "required": ["a"]
                    }
                  }
                },
                "required": true
              }
            }
          },
          "/file": {
            "post": {
              "responses": {},
              "requestBody": {
                "content": {
                  "multipart/form-data": {
                    "schema": {
                      "type": "object",
                      "properties": {
                        "file": {"type":"string","contentMediaType":"application/octet-stream"},
                        "f": {"type":"integer","examples":[3]}
                      }
                    }
                  }
                }
              }
            }
          }
        }
        /paths/~1form/post (line 9): `application/json` is not a media type of a form; the form's fields are read as the members of such a body
        /paths/~1file/post (line 17): A form with a file is sent as `multipart/form-data`, which `consumes` lacks; it is used
    "#]],
    );
}

#[test]
fn two_bodies_are_noted() {
    let members = "paths: {/a: {post: {consumes: [a/b], parameters: [{name: a, in: body}, {name: b, in: body}, {in: formData}], responses: {}}, put: {parameters: [{in: formData}], responses: {}}}}";
    check(
        members,
        "/paths",
        expect![[r#"
        {
          "/a": {
            "post": {"responses":{},"requestBody":{"content":{"a/b":{}}}},
            "put": {
              "responses": {},
              "requestBody": {
                "content": {"application/x-www-form-urlencoded":{"schema":{"type":"object","properties":{}}}}
              }
            }
          }
        }
        /paths/~1a/post/parameters (line 3): An operation has one body; only its first `body` parameter is used
        /paths/~1a/put (line 3): A form parameter has no name; it is left out
    "#]],
    );
}

#[test]
fn collection_formats_are_styles() {
    let parameter = |place: &str, format: &str| {
        format!(
            "        - {{name: {format}, in: {place}, type: array, items: {{type: string}}, collectionFormat: {format}}}\n"
        )
    };
    let query = ["csv", "multi", "ssv", "pipes", "tsv"].map(|format| parameter("query", format));
    let header = ["csv", "ssv"].map(|format| parameter("header", format));
    let nested = "        - {name: n, in: query, type: array, items: {type: array, collectionFormat: pipes, items: {type: integer}}}\n";
    let members = format!(
        "paths:\n  /a:\n    get:\n      responses: {{}}\n      parameters:\n{}{}{nested}",
        query.concat(),
        header.concat()
    );
    check(
        &members,
        "/paths/~1a/get/parameters",
        expect![[r#"
        [
          {
            "name": "csv",
            "in": "query",
            "style": "form",
            "explode": false,
            "schema": {"type":"array","items":{"type":"string"}}
          },
          {
            "name": "multi",
            "in": "query",
            "style": "form",
            "explode": true,
            "schema": {"type":"array","items":{"type":"string"}}
          },
          {
            "name": "ssv",
            "in": "query",
            "style": "spaceDelimited",
            "explode": false,
            "schema": {"type":"array","items":{"type":"string"}}
          },
          {
            "name": "pipes",
            "in": "query",
            "style": "pipeDelimited",
            "explode": false,
            "schema": {"type":"array","items":{"type":"string"}}
          },
          {
            "name": "tsv",
            "in": "query",
            "style": "form",
            "explode": false,
            "schema": {"type":"array","items":{"type":"string"}}
          },
          {"name":"csv","in":"header","schema":{"type":"array","items":{"type":"string"}}},
          {"name":"ssv","in":"header","schema":{"type":"array","items":{"type":"string"}}},
          {
            "name": "n",
            "in": "query",
            "style": "form",
            "explode": false,
            "schema": {"type":"array","items":{"type":"array","items":{"type":"integer"}}}
          }
        ]
        /paths/~1a/get/parameters/4/collectionFormat (line 12): OpenAPI 3.1 has no equivalent of the array format `tsv` here; the items are separated by commas
        /paths/~1a/get/parameters/6/collectionFormat (line 14): OpenAPI 3.1 has no equivalent of the array format `ssv` here; the items are separated by commas
        /paths/~1a/get/parameters/7/items/collectionFormat (line 15): OpenAPI 3.1 has no format for an array within a parameter's array; it is left out
    "#]],
    );
}

#[test]
fn responses_have_content_for_what_is_produced() {
    let members = "
produces: [application/json]
paths:
  /a:
    get:
      responses:
        200:
          description: OK
          schema: {type: array, items: {$ref: '#/definitions/A'}}
          headers: {X-Rate: {type: integer, minimum: 1, exclusiveMinimum: true, description: D}}
          examples: {application/json: [1], text/plain: b, other: c}
        204: {description: None}
        default: {$ref: '#/responses/E'}
  /file:
    get:
      produces: [image/png]
      responses: {200: {description: OK, schema: {type: file}}}
responses:
  E: {description: Error, schema: {type: string, x-nullable: true}}
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
              "get": {
                "responses": {
                  "200": {
                    "description": "OK",
                    "headers": {
                      "X-Rate": {"description":"D","schema":{"type":"integer","exclusiveMinimum":1}}
                    },
                    "content": {
                      "application/json": {
                        "schema": {"type":"array","items":{"$ref":"#/components/schemas/A"}},
                        "example": [1]
                      },
                      "text/plain": {
                        "schema": {"type":"array","items":{"$ref":"#/components/schemas/A"}},
                        "example": "b"
                      }
                    }
                  },
                  "204": {"description":"None"},
                  "default": {"$ref":"#/components/responses/E"}
                }
              }
            },
            "/file": {
              "get": {"responses":{"200":{"description":"OK","content":{"image/png":{"schema":{}}}}}}
            }
          },
          "servers": [{"url":"/"}],
          "components": {
            "responses": {
              "E": {
                "description": "Error",
                "content": {"application/json":{"schema":{"type":["string","null"]}}}
              }
            }
          }
        }
        /paths/~1a/get/responses/200/examples/other (line 13): An example's name must be a media type; it is left out
    "##]],
    );
    let silent =
        "paths: {/a: {get: {responses: {200: {description: OK, schema: {type: string}}}}}}";
    check(
        silent,
        "/paths",
        expect![[r#"
            {
              "/a": {
                "get": {
                  "responses": {
                    "200": {"description":"OK","content":{"application/json":{"schema":{"type":"string"}}}}
                  }
                }
              }
            }
            document: Operations without `produces` give no media type; `application/json` is assumed
        "#]],
    );
}

#[test]
fn security_definitions_are_schemes() {
    let members = "
paths: {}
security: [{a: []}]
securityDefinitions:
  a: {type: basic, description: D}
  b: {type: apiKey, in: header, name: X-Key}
  c: {type: oauth2, flow: accessCode, authorizationUrl: https://a.example/a, tokenUrl: https://a.example/t, scopes: {r: Read}}
  d: {type: oauth2, flow: application, tokenUrl: https://a.example/t}
  e: {type: oauth2, flow: implicit, authorizationUrl: https://a.example/a, scopes: {}}
  f: {type: oauth2, flow: other}
";
    check(
        members,
        "/components",
        expect![[r#"
        {
          "securitySchemes": {
            "a": {"type":"http","description":"D","scheme":"basic"},
            "b": {"type":"apiKey","in":"header","name":"X-Key"},
            "c": {
              "type": "oauth2",
              "flows": {
                "authorizationCode": {
                  "authorizationUrl": "https://a.example/a",
                  "tokenUrl": "https://a.example/t",
                  "scopes": {"r":"Read"}
                }
              }
            },
            "d": {
              "type": "oauth2",
              "flows": {"clientCredentials":{"tokenUrl":"https://a.example/t","scopes":{}}}
            },
            "e": {
              "type": "oauth2",
              "flows": {"implicit":{"authorizationUrl":"https://a.example/a","scopes":{}}}
            },
            "f": {"type":"oauth2"}
          }
        }
        /securityDefinitions/f/flow (line 12): The flow must be implicit, password, application or accessCode; it is left out
    "#]],
    );
}

#[test]
fn schemas_have_their_dialect_changed() {
    let members = "
paths: {}
definitions:
  Pet: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string, example: cat}}}
  Cat: {allOf: [{$ref: '#/definitions/Pet'}, {type: object}]}
  Far: {$ref: 'other.yaml#/definitions/A'}
  Farther: {$ref: 'other.yaml#/definitions/B'}
";
    check(
        members,
        "/components",
        expect![[r##"
        {
          "schemas": {
            "Pet": {
              "type": "object",
              "discriminator": {"propertyName":"kind"},
              "required": ["kind"],
              "properties": {"kind":{"type":"string","examples":["cat"]}}
            },
            "Cat": {"allOf":[{"$ref":"#/components/schemas/Pet"},{"type":"object"}]},
            "Far": {"$ref":"other.yaml#/definitions/A"},
            "Farther": {"$ref":"other.yaml#/definitions/B"}
          }
        }
        /definitions/Far/$ref (line 8): `other.yaml` is another file, which is not read: bundle the files into one document
    "##]],
    );
}

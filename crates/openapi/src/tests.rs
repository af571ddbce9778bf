//! Whole documents: the result for each part of OpenAPI, and the notes.

mod choices;
mod controls;
mod entries;
mod examples;
mod hostile;
mod notices;
mod references;
mod secrets;
mod security;
mod signatures;
mod walking;

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::*;

/// Reads a document; fails the test when it cannot be opened.
#[track_caller]
fn open(document: &Value) -> Api {
    match read("test", &document.to_string()) {
        Ok(api) => api,
        Err(error) => panic!("{}", error.message),
    }
}

/// JSON whose numbers keep their text, unlike those of `json!`.
#[track_caller]
fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// A document with the single operation `POST /hooks` that causes no notes itself.
fn one(operation: Value, components: Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Test", "version": "1"},
        "paths": {"/hooks": {"post": operation}},
        "components": components,
    })
}

/// The only operation of such a document, which must be sound.
#[track_caller]
fn sound(operation: Value, components: Value) -> Rc<Operation> {
    let api = open(&one(operation, components));
    assert_eq!(api.notes, []);
    Rc::clone(&api.operations[0])
}

/// The notes of a document, one a line.
#[track_caller]
fn noted(document: &Value, expected: Expect) {
    let notes = open(document).notes;
    let lines = notes.iter().map(|n| format!("{}: {}\n", n.at, n.message));
    expected.assert_eq(&lines.collect::<String>());
}

/// The catalog's documents, by id.
const CATALOG: [(&str, &str); 4] = [
    (
        "keyauth",
        include_str!("../../../static/catalog/keyauth.openapi.json"),
    ),
    (
        "genauth",
        include_str!("../../../static/catalog/genauth.openapi.json"),
    ),
    (
        "aggregate-intelligence",
        include_str!("../../../static/catalog/aggregate-intelligence.openapi.json"),
    ),
    (
        "superoffice",
        include_str!("../../../static/catalog/superoffice.openapi.json"),
    ),
];

#[test]
fn the_catalog_reads_without_a_note() {
    for (id, text) in CATALOG {
        let api = read(id, text).unwrap_or_else(|e| panic!("{id}: {}", e.message));
        assert_eq!(api.notes, [], "{id}");
    }
}

#[test]
fn the_catalog_names_no_member_twice() {
    // `serde_json` silently keeps the last one.
    for (id, text) in CATALOG {
        let tree = json::Tree::read(text).unwrap_or_else(|e| panic!("{id}: {e:?}"));
        for value in tree.all().filter(|v| v.kind() == json::Kind::Object) {
            let mut names: Vec<_> = value.children().filter_map(|c| c.name()).collect();
            let all = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), all, "{id}: {}", value.source());
        }
    }
}

#[test]
fn unreadable_documents_have_a_reason() {
    let check = |text: &str, message: &str| {
        let error = read("test", text).map(|_| ()).map_err(|e| e.message);
        assert_eq!(error, Err(message.to_owned()), "{text:.40}");
    };
    check("", "Line 1, column 1: the document is incomplete");
    check(
        "{\"openapi\": \"3.1.0\",\n \"info\": {",
        "Line 2, column 11: the document is incomplete",
    );
    check(
        "{\"openapi\": 3,}",
        "Line 1, column 14: this is not JSON (RFC 8259)",
    );
    check(
        "openapi: 3.1.0\n",
        "Line 1, column 1: this is not JSON; convert a YAML document first",
    );
    check(
        "[]",
        "This is JSON but not an OpenAPI document: it has no `openapi` version",
    );
    check(
        r#"{"openapi": "3.0.3"}"#,
        "The document uses OpenAPI 3.0.3; Signpost reads 3.1: convert it first",
    );
    check(
        r#"{"openapi": 3.1}"#,
        "`openapi` must be a version in quotes, such as \"3.1.0\"",
    );
    check(
        r#"{"swagger": "2.0"}"#,
        "The document uses Swagger 2.0; Signpost reads OpenAPI 3.1: convert it first",
    );
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    let deep = format!("{{\"openapi\": {open}{close}}}");
    check(
        &deep,
        "`openapi` must be a version in quotes, such as \"3.1.0\"",
    );
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    assert!(read("test", "\u{feff}{\"openapi\": \"3.1.0\"}").is_ok());
}

#[test]
fn operations_keep_the_order_of_the_document() {
    let api = open(&json!({
        "openapi": "3.1.1",
        "info": {"title": "Hooks", "version": "2.0", "description": "About *hooks*."},
        "externalDocs": {"url": "https://example.com/docs"},
        "paths": {
            "/z": {"post": {"operationId": "zPost"}, "get": {"operationId": "zGet"}},
            "/a/{id}": {
                "summary": "Of the path",
                "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                "delete": {"summary": "Of the operation"},
                "patch": {},
            },
        },
    }));
    assert_eq!(api.notes, []);
    assert_eq!((api.title.as_str(), api.version.as_str()), ("Hooks", "2.0"));
    assert_eq!(api.description, "About *hooks*.");
    assert_eq!(
        api.external_docs.as_deref(),
        Some("https://example.com/docs")
    );
    let operation = |o: &Rc<Operation>| format!("{} {} {}: {}", o.id, o.method, o.path, o.summary);
    let operations: Vec<_> = api.operations.iter().map(operation).collect();
    assert_eq!(
        operations,
        [
            "zPost POST /z: ",
            "zGet GET /z: ",
            "delete-a-id DELETE /a/{id}: Of the operation",
            "patch-a-id PATCH /a/{id}: Of the path",
        ]
    );
}

#[test]
fn an_operation_has_its_own_parameters_over_those_of_its_path() {
    let parameter = |name: &str, place: &str, description: &str| {
        json!({
            "name": name, "in": place, "required": place == "path",
            "description": description, "schema": {"type": "string"},
        })
    };
    let api = open(&json!({
        "openapi": "3.1.0",
        "paths": {"/a/{id}": {
            "parameters": [
                parameter("id", "path", "of the path"),
                parameter("X-Trace", "header", "of the path"),
                parameter("id", "query", "another id"),
            ],
            "get": {"parameters": [
                parameter("limit", "query", "of the operation"),
                parameter("x-trace", "header", "of the operation"),
            ]},
        }},
    }));
    assert_eq!(api.notes, []);
    let line = |p: &Parameter| {
        let (name, description) = (&p.control.name, &p.control.description);
        format!("{}:{name} {description}", p.place.word())
    };
    let parameters: Vec<_> = api.operations[0].parameters.iter().map(line).collect();
    assert_eq!(
        parameters,
        [
            "path:id of the path",
            "header:x-trace of the operation",
            "query:id another id",
            "query:limit of the operation",
        ]
    );
}

#[test]
fn parameters_document_their_controls() {
    let operation = sound(
        json!({"deprecated": true, "x-signpost-notices": ["Limited"], "parameters": [{
            "name": "a", "in": "query", "deprecated": true, "schema": {"type": "string", "x-signpost-notices": ["Of the schema"]},
            "x-signpost-source": "The vendor's code", "x-signpost-notices": ["Of the parameter"],
        }]}),
        json!({}),
    );
    assert_eq!(
        texts(&operation.notices),
        ["This operation is deprecated.", "Limited"]
    );
    let control = &operation.parameters[0].control;
    assert!(control.deprecated);
    assert_eq!(control.source.as_deref(), Some("The vendor's code"));
    assert_eq!(
        texts(&control.notices),
        ["Of the schema", "Of the parameter"]
    );
}

fn texts(notices: &[Notice]) -> Vec<&str> {
    notices.iter().map(|notice| notice.text.as_str()).collect()
}

#[test]
fn styles_have_the_defaults_of_their_place() {
    let parameter = |name: &str, place: &str, more: Value| {
        let mut object = json!({"name": name, "in": place, "schema": {"type": "array", "items": {"type": "string"}}});
        if let (Some(object), Value::Object(more)) = (object.as_object_mut(), more) {
            object.extend(more);
        }
        object
    };
    let operation = sound(
        json!({"parameters": [
            parameter("a", "query", json!({})),
            parameter("b", "query", json!({"style": "pipeDelimited", "allowReserved": true})),
            parameter("c", "query", json!({"explode": false, "allowEmptyValue": true})),
            parameter("d", "header", json!({})),
            parameter("e", "cookie", json!({})),
        ]}),
        json!({}),
    );
    let line = |p: &Parameter| {
        let (reserved, empty) = (p.allow_reserved, p.allow_empty);
        let style = p.style.word();
        format!(
            "{} {style} {} {reserved} {empty}",
            p.control.name, p.explode
        )
    };
    let lines: Vec<_> = operation.parameters.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "a form true false false",
            "b pipeDelimited false true false",
            "c form false false true",
            "d simple false false false",
            "e form true false false",
        ]
    );
}

#[test]
fn invalid_parameters_are_noted() {
    let parameter = |name: &str, place: &str| json!({"name": name, "in": place, "schema": {}});
    let document = json!({
        "openapi": "3.1.0",
        "paths": {"/a/{id}/{other}": {"get": {"parameters": [
            parameter("Authorization", "header"),
            parameter("accept", "header"),
            parameter("Content-Type", "header"),
            parameter("q", "body"),
            parameter("gone", "path"),
            parameter("id", "path"),
            {"name": "z", "in": "query", "style": "matrix"},
            {"in": "query", "schema": {}},
            parameter("z", "query"),
        ]}}},
    });
    noted(
        &document,
        expect![[r#"
            /paths/~1a~1{id}~1{other}/get/parameters/0: OpenAPI takes `Authorization` from the security schemes; this parameter is left out
            /paths/~1a~1{id}~1{other}/get/parameters/1: OpenAPI takes `accept` from the media types of the responses; this parameter is left out
            /paths/~1a~1{id}~1{other}/get/parameters/2: OpenAPI takes `Content-Type` from the media type of the request body; this parameter is left out
            /paths/~1a~1{id}~1{other}/get/parameters/3: `body` is not a place for a parameter (path, query, header or cookie); it is left out
            /paths/~1a~1{id}~1{other}/get/parameters/7: `name` is required here: add it
            /paths/~1a~1{id}~1{other}/get/parameters/8: This parameter is listed twice; the first one is used
            /paths/~1a~1{id}~1{other}/get/parameters/4: The path `/a/{id}/{other}` has no `{gone}`; it is left out
            /paths/~1a~1{id}~1{other}/get/parameters/5: A path parameter is always required: set `required` to true
            /paths/~1a~1{id}~1{other}/get/parameters/6: A parameter needs a `schema` or `content`; any text is accepted
            /paths/~1a~1{id}~1{other}/get/parameters/6/style: `matrix` is not a style for this place; `form` is used
            /paths/~1a~1{id}~1{other}/get: No parameter documents `{other}` of the path; any text is accepted
        "#]],
    );
    let operation = &open(&document).operations[0];
    let names: Vec<_> = operation
        .parameters
        .iter()
        .map(|p| &p.control.name)
        .collect();
    assert_eq!(names, ["id", "z", "other"]);
    assert!(operation.parameters[0].control.required);
}

#[test]
fn servers_are_those_of_the_innermost_level() {
    let servers = |url: &str| json!([{"url": url}]);
    let server = |root: bool, path: bool, operation: bool| {
        let mut document = json!({"openapi": "3.1.0", "paths": {"/a": {"get": {}}}});
        if root {
            document["servers"] = servers("https://root.example");
        }
        if path {
            document["paths"]["/a"]["servers"] = servers("https://path.example");
        }
        if operation {
            document["paths"]["/a"]["get"]["servers"] = servers("https://operation.example");
        }
        open(&document).operations[0].servers[0].url.clone()
    };
    assert_eq!(server(true, true, true), "https://operation.example");
    assert_eq!(server(true, true, false), "https://path.example");
    assert_eq!(server(true, false, false), "https://root.example");
    assert_eq!(server(false, false, false), "/");
}

#[test]
fn server_variables_follow_the_order_of_the_address() {
    let document = |variables: Value| {
        json!({
            "openapi": "3.1.0",
            "servers": [{"url": "https://{host}:{port}/{host}", "description": "Yours", "variables": variables}],
            "paths": {"/a": {"get": {}}},
        })
    };
    let api = open(&document(json!({
        "port": {"default": "443", "enum": ["443", "8443"]},
        "host": {"default": "example.invalid", "description": "Where it runs"},
    })));
    assert_eq!(api.notes, []);
    let server = &api.operations[0].servers[0];
    assert_eq!(server.description, "Yours");
    assert_eq!(
        server.variables,
        [
            ServerVariable {
                name: "host".into(),
                default: Some("example.invalid".into()),
                implied: false,
                choices: vec![],
                description: "Where it runs".into(),
                ..ServerVariable::default()
            },
            ServerVariable {
                name: "port".into(),
                default: Some("443".into()),
                implied: false,
                choices: vec!["443".into(), "8443".into()],
                description: String::new(),
                ..ServerVariable::default()
            },
        ]
    );
    noted(
        &document(json!({"port": {"default": "1", "enum": ["2"]}, "path": {"default": "x"}})),
        expect![[r#"
            /servers/0: `{host}` of the URL is not among `variables`
            /servers/0/variables/port: The default is not among the values of `enum`
            /servers/0/variables/path: The URL has no `{path}`; it is left out
        "#]],
    );
    let mut unclosed = document(json!({"host": {"default": "a"}, "port": {"default": "1"}}));
    unclosed["servers"][0]["url"] = json!("https://{host}:{port}/{unclosed");
    noted(
        &unclosed,
        expect![[r#"
            /servers/0: The URL has a `{` without a `}`; it is sent as `%7B`
        "#]],
    );
}

#[test]
fn responses_and_their_parts_are_read() {
    let operation = sound(
        json!({
            "x-signpost-outcome": {"pointer": "/ok", "equals": 1.0, "message": "/why", "description": "`ok` decides"},
            "responses": {
                "201": {
                    "description": "Created",
                    "x-signpost-source": "The vendor's code",
                    "x-signpost-signature": {"scheme": "github", "description": "Signed"},
                    "headers": {"Location": {"description": "Where", "required": true, "schema": {"type": "string"}}},
                    "content": {"application/json; charset=utf-8": {}, "text/plain": {}},
                    "links": {"again": {"operationId": "get", "description": "Read it back"}},
                },
                "4XX": {
                    "description": "Refused",
                    "content": {"application/problem+json": {}, "text/plain": {}},
                },
                "429": {"description": "Slow down", "x-signpost-when": {"values": {"body:/n": 3}}},
                "default": {"description": "Else", "x-signpost-when": [{"refusal": "invalid"}, {"refusal": "malformed"}]},
            },
        }),
        json!({}),
    );
    let status = |status| operation.response(status).map(|r| r.description.as_str());
    assert_eq!(status(201), Some("Created"));
    assert_eq!(status(404), Some("Refused"));
    assert_eq!(status(429), Some("Slow down"));
    assert_eq!(status(500), Some("Else"));
    assert_eq!(
        operation.accepts(),
        [
            "application/json; charset=utf-8",
            "text/plain",
            "application/problem+json"
        ]
    );
    let created = &operation.responses[0];
    assert_eq!(created.links, [("again".into(), "Read it back".into())]);
    assert_eq!(created.headers[0].name, "Location");
    assert!(created.headers[0].required);
    assert_eq!(created.source.as_deref(), Some("The vendor's code"));
    let signature = created.signature.as_ref();
    assert_eq!(
        signature.map(|s| (s.scheme.id.as_str(), s.description.as_str())),
        Some(("github", "Signed"))
    );
    let media = created.media("Application/JSON").map(|m| m.name.as_str());
    assert_eq!(media, Some("application/json; charset=utf-8"));
    assert_eq!(
        operation.responses[2].when[0].values,
        [("body:/n".into(), "3".into())]
    );
    assert_eq!(operation.responses[3].when.len(), 2);
    let outcome = operation.outcome.as_ref();
    assert_eq!(
        outcome.map(|o| (o.pointer.as_str(), o.equals.as_str(), o.message.as_deref())),
        Some(("/ok", "1.0", Some("/why")))
    );
}

#[test]
fn a_response_without_documented_class_has_none() {
    let operation = sound(
        json!({"responses": {"200": {"description": ""}}}),
        json!({}),
    );
    assert!(operation.response(500).is_none());
}

#[test]
fn media_types_match_without_parameters_and_case() {
    let operation = sound(
        json!({"requestBody": {"content": {
            "*/*": {"schema": {}},
            "text/*": {"schema": {}},
            "application/json": {"schema": {}},
            "application/json; version=2": {"schema": {}},
        }}}),
        json!({}),
    );
    let media = |name| operation.media(name).map(|m| m.name.as_str());
    assert_eq!(
        media("APPLICATION/JSON;charset=utf-8"),
        Some("application/json")
    );
    assert_eq!(
        media("application/json; version=2"),
        Some("application/json; version=2")
    );
    assert_eq!(media("text/html"), Some("text/*"));
    assert_eq!(media("image/png"), Some("*/*"));
    let first = operation
        .media_or_first(Some("a/b"))
        .map(|m| m.name.as_str());
    assert_eq!(first, Some("*/*"));
}

#[test]
fn encodings_and_forms_of_a_media_type_are_read() {
    let operation = sound(
        json!({
            "x-signpost-form": "query",
            "requestBody": {"required": true, "description": "The hook", "content": {
                "application/x-www-form-urlencoded": {
                    "x-signpost-form": "brackets",
                    "x-signpost-notices": ["An assumption"],
                    "schema": {"type": "object", "properties": {"a": {"type": "array", "items": {}}, "b": {}, "c": {}}},
                    "encoding": {
                        "a": {"style": "spaceDelimited"},
                        "b": {"contentType": "application/json"},
                        "c": {"contentType": "text/plain", "explode": false, "allowReserved": true},
                    },
                },
            }},
        }),
        json!({}),
    );
    assert!(operation.query_form);
    let body = operation.body.as_ref();
    assert!(body.is_some_and(|b| b.required && b.description == "The hook"));
    let media = operation.media_or_first(None);
    assert_eq!(media.map(|m| m.nesting), Some(Nesting::Brackets));
    assert_eq!(media.map(|m| m.notices.len()), Some(1));
    let encoding = |content_type: Option<&str>, style, explode, allow_reserved| Encoding {
        content_type: content_type.map(str::to_owned),
        style,
        explode,
        allow_reserved,
    };
    assert_eq!(
        media.map(|m| m.encoding.clone()).unwrap_or_default(),
        [
            (
                "a".to_owned(),
                encoding(None, Style::SpaceDelimited, false, false)
            ),
            (
                "b".to_owned(),
                encoding(Some("application/json"), Style::Form, true, false)
            ),
            ("c".to_owned(), encoding(None, Style::Form, false, true)),
        ]
    );
}

#[test]
fn what_openapi_does_not_have_is_noted() {
    let document = json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "http://json-schema.org/draft-07/schema#",
        "infos": {},
        "x-anything": {},
        "webhooks": {},
        "paths": {
            "hooks": {"get": {}},
            "/hooks": {
                "post": {
                    "operationId": "twice",
                    "requestbody": {},
                    "x-signpost-signatures": {},
                    "x-signpost-form": "brackets",
                    "x-signpost-signature": {"scheme": "no-such-scheme"},
                    "x-signpost-outcome": {"pointer": "/ok"},
                    "requestBody": {"content": {
                        "json": {},
                        "a/b": {"x-signpost-form": "curly", "schema": {"type": "object", "properties": {"a": {}}}, "encoding": {"b": {}}},
                    }},
                    "responses": {
                        "20X": {},
                        "4xx": {"description": "", "headers": {"content-type": {}}},
                        "500": {"x-signpost-when": {"refusal": "no", "then": 1}},
                    },
                },
                "put": {"operationId": "twice", "callbacks": {}},
                "link": {},
            },
        },
    });
    noted(
        &document,
        expect![[r#"
            /infos: OpenAPI 3.1 does not allow this member here; it is left out
            /jsonSchemaDialect: This dialect is ignored: schemas are read as JSON Schema 2020-12
            /paths/hooks: A path must begin with `/`; this one is left out
            /paths/~1hooks/link: OpenAPI 3.1 does not allow this member here; it is left out
            /paths/~1hooks/post/requestbody: OpenAPI 3.1 does not allow this member here; it is left out
            /paths/~1hooks/post/x-signpost-signatures: This extension is not known here: crates/openapi/src/extensions.md lists the names
            /paths/~1hooks/post/requestBody/content/json: A media type is written as `type/subtype`
            /paths/~1hooks/post/requestBody/content/a~1b/encoding/b: The schema has no property `b`
            /paths/~1hooks/post/requestBody/content/a~1b/x-signpost-form: The form of a media type is `brackets`, `dots` or `empty`
            /paths/~1hooks/post/x-signpost-form: The form of an operation is `query`; give the nesting on the media type
            /paths/~1hooks/post/responses/20X: A status must be three digits, `4XX` or `default`; this response is left out
            /paths/~1hooks/post/responses/4xx/headers/content-type: OpenAPI takes Content-Type from the media types; it is left out
            /paths/~1hooks/post/responses/500/x-signpost-when/then: OpenAPI 3.1 does not allow this member here; it is left out
            /paths/~1hooks/post/responses/500/x-signpost-when/refusal: A refusal is `authorization`, `media-type`, `malformed`, `invalid` or `signature`
            /paths/~1hooks/post/x-signpost-signature/scheme: No signature scheme has the id `no-such-scheme`.
            /paths/~1hooks/post/x-signpost-outcome: `equals` is required here: add the value that means success
            /paths/~1hooks/put: An earlier operation already has the id `twice`
        "#]],
    );
    let api = open(&document);
    let ids: Vec<_> = api.operations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(ids, ["twice", "twice-2"]);
}

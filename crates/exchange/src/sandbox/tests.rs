//! A documented server in the page: its reading of requests and its choice of answers.

use std::rc::Rc;

use expect_test::expect;
use serde_json::{Value, json};

use super::parameters;
use super::*;
use crate::reply::WHY;
use openapi::Operation;
use request::encode::Body;
use request::message::{Choice, Header, Origin, Parts, assemble};
use request::value::{self, Data};
use signature::Moment;

/// Returns a document of one operation with a key, a path and a query parameter, and a JSON body.
fn parcels() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Parcels", "version": "1"},
        "servers": [{"url": "https://parcels.example/base"}],
        "paths": {"/depots/{depot}/parcels": {"post": {
            "operationId": "send",
            "security": [{"key": []}, {"basic": []}],
            "parameters": [
                {"name": "depot", "in": "path", "required": true, "schema": {"type": "integer"}},
                {"name": "tags", "in": "query", "schema": {"type": "array", "items": {"type": "string", "maxLength": 3}}}
            ],
            "requestBody": {"required": true, "content": {"application/json": {"schema": {
                "type": "object",
                "required": ["weight"],
                "properties": {
                    "weight": {"type": "integer", "minimum": 1},
                    "note": {"type": "string", "x-signpost-severity": "warning", "maxLength": 2}
                }
            }}}},
            "responses": {
                "202": {"description": "Taken in", "content": {
                    "application/json": {"examples": {
                        "taken": {"value": {"id": 7}},
                        "copy": {"value": null, "x-signpost-value": "$request.body#/weight",
                            "x-signpost-when": {"values": {"path:depot": "9"}}},
                        "noted": {"value": "noted", "x-signpost-when": {"at": "body:/note"}}
                    }},
                    "application/xml": {"examples": {"taken": {"value": "<id>7</id>"}}}
                }},
                "401": {"description": "No key"},
                "422": {"description": "Refused", "content": {"application/json": {"examples": {
                    "weight": {"value": {"why": "weight"},
                        "x-signpost-when": {"refusal": "invalid", "at": "body:/weight"}},
                    "any": {"value": {"why": "any"}, "x-signpost-when": {"refusal": "invalid"}}
                }}}}
            }
        }}},
        "components": {"securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key", "x-signpost-pattern": "^k-"},
            "basic": {"type": "http", "scheme": "basic"}
        }}
    })
}

#[track_caller]
fn read(document: &Value) -> Rc<Operation> {
    let api = openapi::read("parcels", &document.to_string());
    let api = api.unwrap_or_else(|e| panic!("{}", e.message));
    assert_eq!(api.notes, []);
    Rc::clone(&api.operations[0])
}

fn header(name: &str, value: &str) -> Header {
    Header {
        name: name.into(),
        value: value.into(),
        field: None,
        origin: Origin::Parameter,
        secrets: Vec::new(),
    }
}

fn request(url: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Request {
    let headers = headers.iter().map(|(n, v)| header(n, v));
    Request {
        method: "POST".into(),
        url: url.into(),
        address_known: true,
        url_spans: Vec::new(),
        headers: headers.collect(),
        body: body.map(|bytes| Body {
            bytes: bytes.into(),
            content_type: String::new(),
            spans: Rc::from([]),
            file: None,
        }),
    }
}

const URL: &str = "https://parcels.example/base/depots/1/parcels";
const KEY: (&str, &str) = ("X-Key", "k-1");
const JSON: (&str, &str) = ("Content-Type", "application/json");

fn moment() -> Moment {
    Moment {
        unix_ms: 0,
        id: "msg".into(),
        nonce: "0".repeat(32),
    }
}

fn matches(pattern: &str, text: &str) -> Option<bool> {
    let regex = regress::Regex::with_flags(pattern, "u").ok()?;
    Some(regex.find(text).is_some())
}

/// Returns status, body and the sandbox's reason.
fn answered(operation: &Operation, request: &Request) -> (u16, String, String) {
    let reply = answer(operation, request, &Secrets::default(), &moment(), &matches);
    let body = String::from_utf8_lossy(&reply.body).into_owned();
    let why = reply.header(WHY).unwrap_or_default().to_owned();
    let length = reply.header("content-length").map(str::to_owned);
    assert_eq!(length, Some(reply.body.len().to_string()));
    (reply.status, body, why)
}

#[track_caller]
fn check(request: &Request, status: u16, body: &str, why: &str) {
    let operation = read(&parcels());
    let (found, text, because) = answered(&operation, request);
    assert_eq!((found, &*because), (status, why));
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(compact.contains(body), "{text}");
}

#[test]
fn the_reason_begins_with_the_problem_that_chose_the_answer() {
    let url = "https://parcels.example/base/depots/7/parcels?tags=long";
    let operation = read(&parcels());
    let request = request(url, &[KEY, JSON], Some(br#"{"weight":0}"#));
    let (_, body, why) = answered(&operation, &request);
    assert!(body.contains("weight"), "{body}");
    expect!["a rule of the documentation is broken: `weight` must be at least 1; `0` is not. The query parameter `tags[0]` must be at most 3 characters long; this has 4: remove 1"].assert_eq(&why);
}

/// An answer on condition of a warning names it, though a warning refuses nothing.
#[test]
fn the_reason_names_a_warning_that_chose_the_answer() {
    let mut document = parcels();
    let post = &mut document["paths"]["/depots/{depot}/parcels"]["post"];
    post["responses"]["422"]["content"]["application/json"]["examples"] = json!({
        "note": {"value": {"why": "note"}, "x-signpost-when": {"at": "body:/note"}}
    });
    let url = "https://parcels.example/base/depots/7/parcels?tags=long";
    let sent = request(url, &[KEY, JSON], Some(br#"{"weight":1,"note":"long"}"#));
    let (status, _, why) = answered(&read(&document), &sent);
    assert_eq!(status, 202, "a success may be chosen by it too");
    assert!(why.contains("`note`"), "{why}");
}

#[test]
fn a_sound_request_gets_the_first_documented_success() {
    check(
        &request(URL, &[KEY, JSON], Some(b"{\"weight\": 2.0}")),
        202,
        "{\"id\":7}",
        "",
    );
    // RFC 7617: base64 of `a:b`; the word's case does not matter.
    check(
        &request(
            URL,
            &[("authorization", "basic YTpi"), JSON],
            Some(b"{\"weight\": 2}"),
        ),
        202,
        "{\"id\":7}",
        "",
    );
}

#[test]
fn refusals_come_in_the_order_in_which_servers_look() {
    let credentials =
        "the credentials are missing or not of the documented form: the credential `key` ";
    let required =
        "is required: this way to authenticate needs it; write it, or choose another way";
    let other =
        "must begin with `k-`, and the value given does not; check that the credential is complete";
    let bad = Some(&b"{"[..]);
    for (headers, why) in [
        (vec![], required),
        (vec![("X-Key", "")], required),
        (vec![("X-Key", "z")], other),
        (vec![("Authorization", "Basic YWI=")], required),
        (vec![("Authorization", "Basic OmI=")], required),
        (vec![("Authorization", "Bearer YTpi")], required),
    ] {
        let why = [credentials, why].concat();
        check(&request(URL, &headers, bad), 401, "", &why);
    }
    let media = "the media type is not documented, or the body is missing: ";
    let own = "Thesandboxwrotethistext";
    let found = |found: &str| {
        let must = "the Content-Type must be a documented media type in UTF-8: ";
        [media, must, found, "; choose `application/json`"].concat()
    };
    let absent = [media, "the body is required"].concat();
    let csv = ("Content-Type", "text/csv");
    let latin = ("Content-Type", "application/json; charset=iso-8859-1");
    for (headers, body, why) in [
        (vec![KEY, csv], bad, found("found `text/csv`")),
        (
            vec![KEY, latin],
            bad,
            found("found `application/json; charset=iso-8859-1`"),
        ),
        (vec![KEY], bad, found("the request names none")),
        (vec![KEY, JSON], None, absent.clone()),
        (vec![KEY, JSON], Some(&b""[..]), absent),
    ] {
        check(&request(URL, &headers, body), 415, own, &why);
    }
    // 422 is documented, but none of its examples is for bytes that are not JSON.
    check(
        &request(URL, &[KEY, JSON], bad),
        422,
        own,
        "the body is not valid for its media type: JSON breaks at line 1, column 2: the text ends too early; \
         close what is still open with `\"`, `]` or `}`",
    );
    let broken = "a rule of the documentation is broken: ";
    let weight = "`weight` must be at least 1; `0` is not";
    check(
        &request(URL, &[KEY, JSON], Some(b"{\"weight\": 0}")),
        422,
        "{\"why\":\"weight\"}",
        &[broken, weight].concat(),
    );
    check(
        &request(
            &[URL, "?tags=abc&tags=a%20long"].concat(),
            &[KEY, JSON],
            Some(b"{\"weight\": 1}"),
        ),
        422,
        "{\"why\":\"any\"}",
        &[
            broken,
            "the query parameter `tags[1]` must be at most 3 characters long; this has 6: remove 3",
        ]
        .concat(),
    );
}

/// The form's sentences with the fields' names, never an internal place.
#[test]
fn refusals_say_in_words_what_is_wrong_and_where() {
    let mut document = parcels();
    let schema = &mut document["paths"]["/depots/{depot}/parcels"]["post"]["requestBody"]["content"]
        ["application/json"]["schema"];
    *schema = json!({
        "type": "object",
        "required": ["webid"],
        "properties": {
            "webid": {"type": "string"},
            "state": {"enum": ["Active", "Stopped"]},
            "rows": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}},
            "Headers": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 2}}
        }
    });
    let body = br#"{"rows":[{"n":"x"}],"state":"Actve","Headers":{"a/b":"long"}}"#;
    let request = |body| request(URL, &[KEY, JSON], Some(body));
    let operation = read(&document);
    let (status, _, why) = answered(&operation, &request(body));
    assert_eq!(status, 422);
    expect!["a rule of the documentation is broken: `webid` is required. `rows[0].n` is not an integer: `x`; write digits only, such as 42. `state` must be one of the documented values; `Actve` is not: did you mean `Active`? `Headers.a/b` must be at most 2 characters long; this has 4: remove 2"].assert_eq(&why);
    let many =
        br#"{"webid":"","rows":[{"n":""},{"n":""},{"n":""},{"n":""},{"n":""},{"n":""},{"n":""}]}"#;
    let (_, _, why) = answered(&operation, &request(many));
    assert!(why.ends_with(". Further problems: 2"), "{why}");
    // Where no body is documented, the sandbox's body has the same sentences.
    document["paths"]["/depots/{depot}/parcels"]["post"]["responses"] =
        json!({"200": {"description": "Done"}});
    let (_, body, _) = answered(&read(&document), &request(b"{}"));
    expect![[r#"{"sandbox":"The sandbox wrote this text: the documentation has no body for this answer","because":"a rule of the documentation is broken","problems":["`webid` is required"]}"#]].assert_eq(&body);
}

#[test]
fn conditions_choose_among_examples() {
    let depot = URL.replace("/1/", "/9/");
    check(
        &request(&depot, &[KEY, JSON], Some(b"{\"weight\": 5}")),
        202,
        "5",
        "the document reserves this answer for such a value",
    );
    check(
        &request(
            URL,
            &[KEY, JSON],
            Some(b"{\"weight\": 5, \"note\": \"long\"}"),
        ),
        202,
        "noted",
        "the server has a rule that is not in its documentation: `note` must be at most 2 characters long; this has 4: remove 2",
    );
}

#[test]
fn another_path_or_method_is_not_here() {
    let elsewhere = "https://parcels.example/base/depots/1/letters";
    check(
        &request(elsewhere, &[KEY, JSON], Some(b"{}")),
        404,
        "sandboxwrotethistext",
        "the path is not the documented one",
    );
    let mut put = request(URL, &[KEY, JSON], Some(b"{}"));
    put.method = "PUT".into();
    check(
        &put,
        405,
        "sandboxwrotethistext",
        "the method is not the documented one",
    );
    // An unfilled path parameter counts as missing.
    let unfilled = URL.replace("/1/", "/%7Bdepot%7D/");
    check(
        &request(&unfilled, &[KEY, JSON], Some(b"{\"weight\": 1}")),
        422,
        "any",
        "a rule of the documentation is broken: the path parameter `depot` is required",
    );
}

#[test]
fn the_media_type_asked_for_is_given() {
    let operation = read(&parcels());
    let body = Some(&b"{\"weight\": 1}"[..]);
    for (accept, expected) in [
        ("application/xml", "<id>7</id>"),
        (
            "application/xml;q=0.1, application/json",
            "{\n  \"id\": 7\n}",
        ),
        ("text/csv", "{\n  \"id\": 7\n}"),
    ] {
        let request = request(URL, &[KEY, JSON, ("Accept", accept)], body);
        assert_eq!(answered(&operation, &request).1, expected, "{accept}");
    }
    let mut strict = parcels();
    strict["paths"]["/depots/{depot}/parcels"]["post"]["responses"]["406"] =
        json!({"description": "Not that"});
    let request = request(URL, &[KEY, JSON, ("Accept", "text/csv")], body);
    assert_eq!(answered(&read(&strict), &request).0, 406);
}

#[test]
fn accept_prefers_by_quality_then_order_and_the_most_specific_range_rules() {
    let names = ["application/json; charset=utf-8", "text/xml", "text/plain"];
    let cases = [
        (None, Some(0)),
        (Some("*/*"), Some(0)),
        (Some("text/*"), Some(1)),
        (Some("TEXT/plain; charset=x"), Some(2)),
        (Some("text/plain, text/xml"), Some(2)),
        (Some("text/plain;q=0.2, text/xml;q=0.3"), Some(1)),
        (Some("*/*, application/json;q=0"), Some(1)),
        (Some("image/png"), None),
        (Some("text/*;q=0"), None),
        (Some(""), None),
    ];
    for (accept, expected) in cases {
        assert_eq!(accept::best(accept, &names), expected, "{accept:?}");
    }
}

/// The sandbox reads what the styles write, for every style that a place has.
#[test]
fn every_style_is_read_back() {
    let styles = [
        ("path", "simple"),
        ("path", "label"),
        ("path", "matrix"),
        ("query", "form"),
        ("query", "spaceDelimited"),
        ("query", "pipeDelimited"),
        ("header", "simple"),
        ("cookie", "form"),
    ];
    let schemas = [
        (json!({"type": "string"}), "\"a b,c&=é\""),
        (json!({"type": "integer"}), "-7"),
        (json!({"type": "boolean"}), "true"),
        (
            json!({"type": "array", "items": {"type": "string"}}),
            "[\"a\",\"b;é\"]",
        ),
        (
            json!({"type": "array", "items": {"type": "number"}}),
            "[1,-25]",
        ),
        (
            json!({"type": "object", "properties": {"R": {"type": "integer"}, "G": {"type": "string"}}}),
            "{\"R\":100,\"G\":\"x y\"}",
        ),
    ];
    for (place, style) in styles {
        for explode in [false, true] {
            for (schema, text) in &schemas {
                let listed = matches!(style, "spaceDelimited" | "pipeDelimited");
                // These two styles are only for lists and objects, and a bare list cannot contain a
                // comma.
                if listed && !text.starts_with('[') || place == "header" && text.contains(",c") {
                    continue;
                }
                read_back(place, style, explode, schema, text);
            }
        }
    }
    let object = json!({"type": "object", "properties": {"R": {"type": "integer"}}});
    read_back("query", "deepObject", true, &object, "{\"R\":1}");
}

/// RFC 6570 keeps separators apart from values: a comma within an item, even a single one.
#[test]
fn items_that_hold_a_comma_are_read_back() {
    let list = json!({"type": "array", "items": {"type": "string"}});
    let object = json!({"type": "object", "additionalProperties": {"type": "string"}});
    let (of_two, of_one) = ("[\"a,b\",\"c d+%2C\"]", "[\"a,b\"]");
    for (place, style) in [
        ("path", "simple"),
        ("path", "label"),
        ("path", "matrix"),
        ("query", "form"),
        ("cookie", "form"),
    ] {
        for text in [of_two, of_one] {
            read_back(place, style, false, &list, text);
        }
        read_back(place, style, false, &object, "{\"a,b\":\"c,d\",\"e\":\"\"}");
    }
    for (style, text) in [
        ("spaceDelimited", "[\"a,b\",\"c|d\"]"),
        ("pipeDelimited", "[\"a,b\",\"c d\"]"),
    ] {
        read_back("query", style, false, &list, text);
    }
}

fn read_back(place: &str, style: &str, explode: bool, schema: &Value, text: &str) {
    let operation = read(&json!({
        "openapi": "3.1.0",
        "info": {"title": "Styles", "version": "1"},
        "servers": [{"url": "https://styles.example"}],
        "paths": {if place == "path" { "/x/{p}/y" } else { "/x" }: {"get": {
            "operationId": "get",
            "parameters": [{
                "name": "p", "in": place, "required": place == "path",
                "style": style, "explode": explode, "schema": schema
            }],
            "responses": {"200": {"description": "Fine"}}
        }}}
    }));
    let field = [place, ":p"].concat();
    let tree = json::Tree::read(text);
    let value = value::Value {
        field: Rc::new(field.as_str().into()),
        schema: None,
        secret: false,
        data: tree.map_or(Data::Null, Data::Json),
    };
    let (request, problems) = assemble(Parts {
        media_type: None,
        operation: &operation,
        server: Choice {
            index: 0,
            texts: &[],
        },
        parameters: &[value],
        security: &operation.security[0],
        secrets: &Secrets::default(),
        accept: "",
        body: None,
        form: Default::default(),
        matcher: &matches,
    });
    assert_eq!(problems, []);
    let seen = parameters::read(&operation, &request);
    let found = seen
        .get(&field.as_str().into())
        .map(|tree| tree.text().to_string());
    let line = [place, " ", style, " ", &request.url].concat();
    assert_eq!(found.as_deref(), Some(text), "{line} explode {explode}");
}

#[test]
fn a_response_without_an_example_is_made_from_its_schema() {
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "Sample", "version": "1"},
        "servers": [{"url": "https://sample.example"}],
        "paths": {"/x": {"get": {
            "operationId": "get",
            "responses": {"default": {"description": "All", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Node"}
            }}}}
        }}},
        "components": {"schemas": {"Node": {"type": "object", "properties": {
            "name": {"type": "string"},
            "kind": {"enum": ["leaf", "branch"]},
            "at": {"type": "string", "examples": ["2020-01-01"]},
            "sizes": {"type": "array", "items": {"type": "integer"}},
            "ok": {"type": "boolean"}
        }}}}
    });
    let mut get = request("https://sample.example/x", &[], None);
    get.method = "GET".into();
    let (status, body, _) = answered(&read(&document), &get);
    assert_eq!(status, 200);
    assert_eq!(
        body,
        "{\"name\":\"\",\"kind\":\"leaf\",\"at\":\"2020-01-01\",\"sizes\":[0],\"ok\":true}"
    );
}

/// Every request gets an answer.
#[test]
fn hostile_requests_are_answered() {
    let operation = read(&parcels());
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    let bits = [
        "&", "=", "%", "%7", "%00", "%ff", "+", ",", ";", "[", "]", "{", "}", "tags", "é", "\0",
        "//", "depots", "/1/", "parcels", "?", "#", ":", "@", "Basic ", "k-", "\"", "1e999", " ",
        "q=",
    ];
    for _ in 0..3_000 {
        let mut text =
            || -> String { (0..next() % 8).map(|_| bits[next() % bits.len()]).collect() };
        let url = ["https://h/", &text(), "/depots/1/parcels?tags=", &text()].concat();
        let (key, kind, accept, body) = (text(), text(), text(), text());
        let headers = [
            ("X-Key", &*key),
            ("X-Key", "k-1"),
            ("Authorization", &*key),
            (
                "Content-Type",
                if body.len() % 2 == 0 {
                    "application/json"
                } else {
                    &kind
                },
            ),
            ("Accept", &*accept),
            ("Cookie", &*kind),
        ];
        let headers = &headers[next() % 2..];
        let (status, ..) = answered(&operation, &request(&url, headers, Some(body.as_bytes())));
        assert!((200..600).contains(&status));
    }
}

/// Returns a document whose sample wraps the saved hook, and whose request has a secret.
fn hooks() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Hooks", "version": "1"},
        "servers": [{"url": "https://hooks.example"}],
        "paths": {"/hooks/{tenant}": {"put": {
            "operationId": "save",
            "parameters": [{"name": "tenant", "in": "path", "required": true, "schema": {"type": "string"}}],
            "requestBody": {"content": {"application/json": {"schema": {
                "type": "object",
                "properties": {
                    "id": {}, "name": {"type": "string"}, "events": {}, "note": {}, "size": {},
                    "secret": {"type": "string", "format": "password"}
                }
            }}}},
            "responses": {
                "200": {"description": "Saved", "content": {
                    "application/json": {
                        "schema": {"type": "object", "properties": {
                            "ok": {"type": "boolean"},
                            "data": {"type": "object", "properties": {
                                "id": {"type": "integer", "readOnly": true},
                                "tenant": {"type": "string"},
                                "name": {"type": "string"},
                                "events": {"type": "array", "items": {"type": "string"}},
                                "note": {"type": "string"},
                                "size": {"type": "integer", "maximum": 9},
                                "secret": {"type": "string"}
                            }}
                        }},
                        "examples": {"saved": {"value": {"ok": true, "data": {
                            "id": 7, "name": "sample", "events": ["a"], "size": 1, "secret": "****"
                        }}}}
                    },
                    "application/xml": {
                        "schema": {"type": "object", "properties": {"name": {"type": "string"}}},
                        "examples": {"saved": {"value": "<hook><name>sample</name></hook>"}}
                    }
                }},
                "400": {"description": "Refused", "content": {"application/json": {
                    "schema": {"type": "object", "properties": {"name": {"type": "string"}}},
                    "examples": {"bad": {"value": {"name": "is not a name"}, "x-signpost-when": {"refusal": "invalid"}}}
                }}}
            }
        }}}
    })
}

/// Returns the reply to a body, sent with this `Accept`.
fn saved(body: &str, accept: &str) -> Reply {
    let mut request = request(
        "https://hooks.example/hooks/t-1",
        &[JSON, ("Accept", accept)],
        Some(body.as_bytes()),
    );
    request.method = "PUT".into();
    if let Some(at) = body.find("\"canary\"") {
        let body = request.body.as_mut().expect("it has one");
        body.spans = Rc::from([request::encode::Span {
            field: Rc::new("body:/secret".into()),
            start: at,
            end: at + "\"canary\"".len(),
            secret: true,
        }]);
    }
    answer(
        &read(&hooks()),
        &request,
        &Secrets::default(),
        &moment(),
        &matches,
    )
}

fn left(reply: &Reply) -> Vec<&str> {
    let sample = reply.sample.as_ref();
    sample.map_or(Vec::new(), |s| {
        s.members.iter().map(String::as_str).collect()
    })
}

#[test]
fn a_sample_bears_what_the_request_sent_and_names_the_rest() {
    let reply = saved(
        r#"{"name": "own", "events": ["b", "c"], "note": "n", "other": 1}"#,
        "*/*",
    );
    assert_eq!(
        String::from_utf8_lossy(&reply.body),
        "{\n  \"ok\": true,\n  \"data\": {\n    \"id\": 7,\n    \"name\": \"own\",\n    \"events\": [\n      \"b\",\n      \"c\"\n    ],\n    \"size\": 1,\n    \"secret\": \"****\",\n    \"tenant\": \"t-1\",\n    \"note\": \"n\"\n  }\n}"
    );
    assert_eq!(
        left(&reply),
        ["/ok", "/data/id", "/data/size", "/data/secret"]
    );
    assert_eq!(
        reply.header("content-length"),
        Some(&*reply.body.len().to_string())
    );
    let example = reply.sample.as_ref().and_then(|s| s.example.as_deref());
    assert_eq!(example, Some("saved"));
}

#[test]
fn a_sample_takes_no_secret_no_value_of_the_servers_own_and_none_that_does_not_fit() {
    let reply = saved(
        r#"{"id": 99, "events": "b", "size": 10, "secret": "canary"}"#,
        "*/*",
    );
    let text = String::from_utf8_lossy(&reply.body).into_owned();
    assert!(!text.contains("canary") && !text.contains("99"), "{text}");
    assert_eq!(
        left(&reply),
        [
            "/ok",
            "/data/id",
            "/data/name",
            "/data/events",
            "/data/size",
            "/data/secret"
        ]
    );
}

#[test]
fn a_sample_that_nothing_goes_into_is_one_as_a_whole() {
    let xml = saved(r#"{"name": "own"}"#, "application/xml");
    assert_eq!(&*xml.body, b"<hook><name>sample</name></hook>");
    assert_eq!(left(&xml), [""]);
    let refused = saved(r#"{"name": 7}"#, "*/*");
    assert_eq!(refused.status, 400);
    assert_eq!(
        left(&refused),
        [""],
        "a refusal's `name` is not the request's"
    );
    // The request's own body and the sandbox's own words are not samples.
    let operation = read(&parcels());
    let own = |url: &str, headers: &[(&str, &str)]| {
        let request = request(url, headers, Some(b"{\"weight\": 2}"));
        answer(
            &operation,
            &request,
            &Secrets::default(),
            &moment(),
            &matches,
        )
        .sample
    };
    assert_eq!(own(&URL.replace("/1/", "/9/"), &[KEY, JSON]), None);
    assert_eq!(own(URL, &[KEY, ("Content-Type", "text/csv")]), None);
}

//! Callbacks and webhooks: their list, their contents and the notes on them.

use expect_test::{Expect, expect};

use super::*;
use crate::expression::Message;
use crate::read;
use json::Tree;

/// A document whose only operation has these callbacks, with these webhooks beside it.
fn api(callbacks: &str, webhooks: &str) -> Api {
    let text = format!(
        r##"{{"openapi": "3.1.0", "info": {{"title": "T", "version": "1"}}, "security": [{{"key": []}}],
        "paths": {{"/hooks": {{"post": {{"operationId": "create", "callbacks": {callbacks},
          "responses": {{"201": {{"description": "Created"}}}}}}}}}},
        "webhooks": {webhooks},
        "components": {{
          "securitySchemes": {{"key": {{"type": "http", "scheme": "bearer"}}}},
          "callbacks": {{"shared": {{"{{$request.body#/url}}": {{"$ref": "#/components/pathItems/event"}}}}}},
          "pathItems": {{"event": {{"summary": "Shared", "post": {{"responses": {{"200": {{"description": "OK"}}}}}}}}}}
        }}}}"##
    );
    read("t", &text).unwrap_or_else(|e| panic!("{}", e.message))
}

/// All properties of a delivery, one a line.
fn reported(api: &Api, body: &str) -> String {
    let body = Tree::read(body).expect("the body reads");
    let headers = [("X-Pool".to_owned(), "p1".to_owned())];
    let exchange = Exchange {
        request: Message {
            headers: &headers,
            body: Some(body.root()),
            ..Message::default()
        },
        ..Exchange::default()
    };
    let mut out = String::new();
    for note in &api.notes {
        out.push_str(&format!("note {}: {}\n", note.at, note.message));
    }
    for listing in &api.deliveries {
        out.push_str(&format!(
            "{} {} {:?}\n",
            listing.id(),
            listing.method,
            listing.summary
        ));
        let Some(operation) = open(api, listing, &exchange) else {
            let fault = listing.fault.as_deref().unwrap_or("is not there");
            out.push_str(&format!("  {fault}\n"));
            continue;
        };
        let names: Vec<&str> = operation.security.iter().map(|a| &*a.name).collect();
        out.push_str(&format!(
            "  {} {:?} {names:?}\n",
            operation.method, operation.servers[0].url
        ));
        let Some(delivery) = &operation.delivery else {
            panic!("it is a delivery");
        };
        for prefilled in &delivery.prefilled {
            let event = if prefilled.of_event { " (event)" } else { "" };
            let value = prefilled.value.expose();
            out.push_str(&format!(
                "  {} = {value} from {}{event}\n",
                prefilled.field, prefilled.from
            ));
        }
        for missing in &delivery.missing {
            out.push_str(&format!("  {} lacks {:?}\n", missing.field, missing.fault));
        }
        for note in &delivery.notes {
            out.push_str(&format!("  note {}: {}\n", note.at, note.message));
        }
    }
    out
}

#[track_caller]
fn check(callbacks: &str, webhooks: &str, body: &str, expected: Expect) {
    expected.assert_eq(&reported(&api(callbacks, webhooks), body));
}

#[test]
fn callbacks_and_webhooks_are_listed_wherever_they_are_referred_to() {
    check(
        r##"{"one": {"$ref": "#/components/callbacks/shared"},
             "two": {"{$request.body#/url}": {"post": {"summary": "First"}},
                     "https://log.example/{$request.body#/id}": {"put": {"security": [{"key": []}]}}},
             "x-other": 1}"##,
        r##"{"ping": {"$ref": "#/components/pathItems/event"}}"##,
        r#"{"url": "https://a.example/", "id": 7}"#,
        expect![[r#"
            create/one POST "Shared"
              POST "/" ["none"]
              server:url = "https://a.example/" from {$request.body#/url}
            create/two POST "First"
              POST "/" ["none"]
              server:url = "https://a.example/" from {$request.body#/url}
            create/two-2 PUT ""
              PUT "/" ["key"]
              server:url = "https://log.example/7" from https://log.example/{$request.body#/id}
            ping POST "Shared"
              POST "/" ["none"]
        "#]],
    );
}

#[test]
fn values_fill_the_documented_fields() {
    check(
        r#"{"delivery": {"{$request.body#/url}": {
            "get": {"x-signpost-when": {"values": {"$request.body#/payload": ""}}},
            "post": {
              "parameters": [{"name": "X-Event", "in": "header", "schema": {"type": "string"}}],
              "x-signpost-value": {
                "example": "$request.body#/events/0",
                "header:x-event": "$request.body#/events/0",
                "header:*": "$request.body#/headers",
                "body:/*": "$request.body#/extra",
                "header:X-Pool": "$request.header.x-pool",
                "auth": "with-{$request.body#/kind}",
                "server:rest": {"value": "$request.body#/rest", "strips": ["ends"], "decodes": 1},
                "media-type": {"value": "$request.body#/type", "otherwise": "text/plain"},
                "query:none": "$request.body#/none",
                "secret": "$request.body#/secret"
              }}}}}"#,
        "{}",
        r#"{"url": "https://a.example/", "events": ["a.b", "c"], "payload": "x", "kind": "basic",
            "headers": {"X-Event": "other", "X-Own": "1"}, "extra": {"a/b~": [1.50]},
            "rest": " %3Fa%2Bb ", "none": null, "secret": "s"}"#,
        expect![[r#"
            create/delivery GET ""
              POST "/" ["none"]
              server:url = "https://a.example/" from {$request.body#/url}
              header:X-Event = "other" from $request.body#/headers
              header:X-Own = "1" from $request.body#/headers
              body:/a~1b~0 = [1.50] from $request.body#/extra
              header:X-Pool = "p1" from $request.header.x-pool
              auth = "with-basic" from with-{$request.body#/kind}
              server:rest = "?a+b" from $request.body#/rest
              media-type = "text/plain" from $request.body#/type
              secret = "s" from $request.body#/secret
              media-type lacks Absent("$request.body#/type")
              query:none lacks Absent("$request.body#/none")
        "#]],
    );
}

#[test]
fn what_depends_on_the_registration_is_chosen_by_it() {
    let callbacks = r#"{"delivery": {"$url": {
        "get": {"x-signpost-when": {"values": {"$request.body#/payload": ""}}},
        "post": {}}}}"#;
    for (body, expected) in [
        (r#"{"payload": "x"}"#, "POST"),
        (r#"{"payload": ""}"#, "GET"),
        ("{}", "GET"),
    ] {
        let reported = reported(&api(callbacks, "{}"), body);
        assert!(
            reported.contains(&format!("  {expected} ")),
            "{body}: {reported}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_noted_and_the_rest_is_read() {
    check(
        r##"{"bad": {"$request.cookie.c": {"post": {}}, "{$url": {"post": {}}},
             "empty": {"$url": {}},
             "text": "no",
             "gone": {"$ref": "#/components/callbacks/gone"},
             "values": {"$url": {"post": {"x-signpost-value": {
                "nowhere": "$url", "header:X": "$nothing", "body:/a": 7,
                "body:/b": {"decodes": 1}, "body:/*": "$method"}}}}}"##,
        r#"{"ping": 7}"#,
        "{}",
        expect![[r#"
            note /paths/~1hooks/post/callbacks/empty/$url: A delivery needs an operation, such as `post`; this one is left out
            note /paths/~1hooks/post/callbacks/text: Its entry is a string in the document; it must be an object
            note /paths/~1hooks/post/callbacks/gone/$ref: `#/components/callbacks/gone` leads nowhere: this document has nothing at that place
            note /webhooks/ping: Its entry is a number in the document; it must be an object
            create/bad POST ""
              POST "/" ["none"]
              server:url lacks Unknown("$request.cookie.c")
              note /paths/~1hooks/post/callbacks/bad/$request.cookie.c: `$request.cookie.c` is not an OpenAPI runtime expression: write one such as `{$request.body#/url}`
            create/bad-2 POST ""
              POST "/" ["none"]
              server:url lacks Unclosed
              note /paths/~1hooks/post/callbacks/bad/{$url: `{$url` is not an OpenAPI runtime expression: write one such as `{$request.body#/url}`
            create/text  ""
              Its entry is a string in the document; it must be an object
            create/gone  ""
              Its reference in the document leads nowhere
            create/values POST ""
              POST "/" ["none"]
              server:url lacks Absent("$url")
              note /paths/~1hooks/post/callbacks/values/$url/post/x-signpost-value/nowhere: A delivery has no field `nowhere`: crates/openapi/src/extensions.md lists the fields that take a value
              note /paths/~1hooks/post/callbacks/values/$url/post/x-signpost-value/header:X: `$nothing` is not an OpenAPI runtime expression
              note /paths/~1hooks/post/callbacks/values/$url/post/x-signpost-value/body:~1a: Expected a string, found a number; it is left out
              note /paths/~1hooks/post/callbacks/values/$url/post/x-signpost-value/body:~1b: `value` is required here: add it
            ping  ""
              Its entry is a number in the document; it must be an object
        "#]],
    );
}

//! Deliveries: those that a registration makes, and requests that were received.

use std::ops::ControlFlow;
use std::rc::Rc;

use diagnosis::Search;
use exchange::delivery::Registration;
use openapi::delivery;
use request::draft::{self, Draft, Edit, load};
use request::pipeline;
use serde_json::{Map, Value, json};
use signature::secret::{Secret, Secrets};

use super::check;
use crate::common::{matches, moment};

fn secrets() -> Secrets {
    let mut secrets = Secrets::default();
    secrets.set("secret", Secret::new("a secret"));
    secrets
}

/// Reads a request, recognises and verifies its scheme, and begins to search for what is wrong.
#[track_caller]
fn grows(shape: &str, fields: impl Fn(usize) -> String, body: impl Fn(usize) -> String) {
    let scheme = Rc::new(signature::presets::find("github").expect("a scheme"));
    let signature = format!("X-Hub-Signature-256: sha256={}", "0".repeat(64));
    let raw = |n: usize| {
        format!(
            "POST /hook HTTP/1.1\r\nHost: example.com\r\n{signature}\r\n{}\r\n{}",
            fields(n),
            body(n)
        )
    };
    check(shape, raw, |raw| {
        let received = received::read(raw.as_bytes());
        let found: Rc<[_]> = signature::recognise(&received.headers, &received.body).into();
        let checked = diagnosis::check(&scheme, &secrets(), &received, &found, moment().unix_ms);
        // What a search prepares; how far it goes after is bounded.
        let secrets = secrets();
        let searched =
            Search::new(&scheme, &secrets, &received).run(&mut |_| ControlFlow::Break(()));
        (checked, searched)
    });
}

#[test]
fn received_json() {
    let none = |_| String::new();
    let object = |n: usize| {
        let members: Vec<String> = (0..n).map(|i| format!("\"m{i}\":{i}.50")).collect();
        format!("{{{}}}", members.join(","))
    };
    grows("members", none, object);
    grows("lists in lists", none, |n| {
        ["[".repeat(n), "]".repeat(n)].concat()
    });
    grows("times", none, |n| {
        let items: Vec<String> = (0..n).map(|i| (1_700_000_000 + i).to_string()).collect();
        format!("[{}]", items.join(","))
    });
    grows("one text", none, |n| format!("\"{}\"", "é\\n".repeat(n)));
}

#[test]
fn received_bytes() {
    let none = |_| String::new();
    grows("lines", none, |n| "a line\n".repeat(n));
    grows("a form", none, |n| {
        (0..n).map(|i| format!("m{i}=1&")).collect()
    });
    grows("bytes that repeat", none, |n| "\0".repeat(n));
}

#[test]
fn received_fields() {
    let json = |_: usize| "{}".to_owned();
    grows(
        "fields",
        |n| (0..n).map(|i| format!("X-F{i}: 1\r\n")).collect(),
        json,
    );
    grows("one field", |n| "X-F: 1\r\n".repeat(n), json);
    grows(
        "a long field",
        |n| format!("X-F: {}\r\n", "a, ".repeat(n)),
        json,
    );
    grows(
        "folded lines",
        |n| format!("X-F: a\r\n{}", " b\r\n".repeat(n)),
        json,
    );
    grows(
        "lines that are no fields",
        |n| "nothing\r\n".repeat(n),
        json,
    );
}

#[test]
fn received_chunks() {
    let chunked = |_| "Transfer-Encoding: chunked\r\n".to_owned();
    grows("chunks", chunked, |n| {
        format!("{}0\r\n\r\n", "1\r\na\r\n".repeat(n))
    });
}

/// A registration with so many texts, and the delivery that carries them.
#[test]
fn made_of_a_registration() {
    let texts = json!({"type": "array", "items": {"type": "string"}});
    let make = |n: usize| {
        let values: Map<String, Value> =
            [("body:/events".to_owned(), json!("{$request.body#/events}"))]
                .into_iter()
                .collect();
        let schema = json!({"type": "object", "properties": {
            "url": {"type": "string"}, "events": texts,
        }});
        let content = json!({"application/json": {"schema": schema}});
        let document = json!({
            "openapi": "3.1.1",
            "info": {"title": "Growth", "version": "1"},
            "paths": {"/hook": {"post": {
                "operationId": "register",
                "requestBody": {"content": content},
                "responses": {},
                "callbacks": {"delivery": {"{$request.body#/url}": {"post": {
                    "requestBody": {"content": content},
                    "responses": {},
                    "x-signpost-value": values,
                }}}},
            }}},
        });
        let api = openapi::read("growth", &document.to_string()).expect("a document");
        let events: Vec<String> = (0..n).map(|i| format!("\"e{i}\"")).collect();
        let body = format!(
            "{{\"url\":\"https://a.example/\",\"events\":[{}]}}",
            events.join(",")
        );
        let edit = Edit::Raw(body.into());
        let draft = draft::apply(&Draft::default(), &api.operations[0], &edit);
        (api, draft)
    };
    check("texts of a registration", make, |(api, draft)| {
        let registration =
            Registration::of(&api.operations[0], draft, &secrets(), &moment(), &matches);
        let listing = api
            .delivery(Some("register"), "delivery")
            .expect("it is listed");
        let operation = delivery::open(api, listing, &registration.exchange()).expect("it reads");
        let draft = load::fresh(&operation);
        pipeline::run(&operation, &draft, &secrets(), &moment(), &matches)
    });
}

//! Replies compared with their documentation.

use std::rc::Rc;

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::*;
use openapi::Operation;
use signature::secret::Secret;

/// Returns a document with two shapes for one status, a signed reply, and a status class.
fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Replies", "version": "1"},
        "servers": [{"url": "https://replies.example"}],
        "paths": {"/hooks": {"post": {
            "operationId": "create",
            "responses": {
                "201": {
                    "description": "Webhook created.\n\nMore about it.",
                    "headers": {"X-Id": {"schema": {"type": "string"}}},
                    "content": {"application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["id"],
                            "properties": {"id": {"type": "integer"}, "events": {"type": "array"}}
                        },
                        "examples": {
                            "echo": {"value": {"id": 7}},
                            "message": {"value": {"id": 1, "events": []}, "x-signpost-source": "the vendor's page"}
                        }
                    }}
                },
                "200": {
                    "description": "Signed",
                    "x-signpost-signature": {"scheme": "superoffice"},
                    "content": {"text/plain": {"examples": {
                        "unsigned": {"value": "hello", "x-signpost-signed": false}
                    }}}
                },
                "4XX": {"description": "Refused"}
            }
        }}}
    })
}

#[track_caller]
fn operation(document: &Value) -> Rc<Operation> {
    let api = openapi::read("replies", &document.to_string());
    let api = api.unwrap_or_else(|e| panic!("{}", e.message));
    assert_eq!(api.notes, []);
    Rc::clone(&api.operations[0])
}

fn reply(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    Reply {
        source: Source::Network,
        status,
        reason: String::new(),
        headers: headers
            .iter()
            .map(|(n, v)| ((*n).into(), (*v).into()))
            .collect(),
        body: body.into(),
        millis: 1.0,
        redirected_to: None,
        sample: None,
    }
}

fn no_pattern(_: &str, _: &str) -> Option<bool> {
    None
}

const JSON: (&str, &str) = ("content-type", "application/json; charset=utf-8");

/// Checks all sentences of a reading, one a line.
#[track_caller]
fn says(document: &Value, reply: &Reply, secrets: &Secrets, expected: Expect) {
    let reading = read(
        &operation(document),
        reply,
        Expectation::default(),
        secrets,
        &no_pattern,
    );
    let mut out = String::new();
    for sentence in &reading.verdict {
        out += &format!("{:?}: {}\n", sentence.tone, sentence.text);
    }
    for problem in &reading.problems {
        out += &format!(
            "{} at {:?}: {}\n",
            problem.code(),
            problem.at.to_string(),
            problem.message()
        );
    }
    if let Some(sentence) = &reading.signature {
        out += &format!("signature {:?}: {}\n", sentence.tone, sentence.text);
    }
    expected.assert_eq(&out);
}

#[test]
fn a_documented_success_names_its_shape_and_the_others() {
    says(
        &document(),
        &reply(201, &[JSON, ("x-id", "7")], b"{ \"id\": 7.0 }"),
        &Secrets::default(),
        expect![[r#"
            Good: Success: 201
            Plain: The status 201 is documented and described as “Webhook created.”
            Plain: The body is the documented example `echo`
            Plain: Another documented body of 201 is `message` (known from the vendor's page): `{"id":1,"events":[]}`
        "#]],
    );
}

#[test]
fn what_a_body_breaks_stands_at_its_place() {
    says(
        &document(),
        &reply(201, &[JSON], b"{\"events\": \"[]\"}"),
        &Secrets::default(),
        expect![[r#"
            Good: Success: 201
            Plain: The status 201 is documented and described as “Webhook created.”
            Plain: Another documented body of 201 is `echo`: `{"id":7}`
            Plain: Another documented body of 201 is `message` (known from the vendor's page): `{"id":1,"events":[]}`
            Careful: The documented header field `X-Id` is missing, or the server hides it from pages of other origins (Access-Control-Expose-Headers)
            required at "/id": is required
            type at "/events": must be a list (array), not the text `[]`; put the items in brackets, as `["a", "b"]`
        "#]],
    );
    says(
        &document(),
        &reply(201, &[JSON], b"{\"id\": 1,}"),
        &Secrets::default(),
        expect![[r#"
            Good: Success: 201
            Plain: The status 201 is documented and described as “Webhook created.”
            Plain: Another documented body of 201 is `echo`: `{"id":7}`
            Plain: Another documented body of 201 is `message` (known from the vendor's page): `{"id":1,"events":[]}`
            Careful: The documented header field `X-Id` is missing, or the server hides it from pages of other origins (Access-Control-Expose-Headers)
            json at "": JSON breaks at line 1, column 9: there is a comma before the closing bracket; remove it
        "#]],
    );
}

#[test]
fn what_is_not_documented_is_said() {
    let secrets = Secrets::default();
    says(
        &document(),
        &reply(418, &[("content-type", "text/html")], b"<p>"),
        &secrets,
        expect![[r#"
            Bad: The server refused the request: 418
            Plain: The status 418 is documented as `4XX` and described as “Refused”
            Careful: No body is documented, but the reply has one
        "#]],
    );
    says(
        &document(),
        &reply(503, &[], b""),
        &secrets,
        expect![[r#"
        Bad: The server failed: 503
        Careful: The status 503 is not documented. Documented statuses: 201, 200, 4XX
    "#]],
    );
    says(
        &document(),
        &reply(201, &[("content-type", "text/html")], b"\xff"),
        &secrets,
        expect![[r#"
            Good: Success: 201
            Plain: The status 201 is documented and described as “Webhook created.”
            Careful: The body is not UTF-8. U+FFFD is shown in place of the other bytes
            Careful: The media type `text/html` is not documented. Documented media types: application/json
            Careful: The documented header field `X-Id` is missing, or the server hides it from pages of other origins (Access-Control-Expose-Headers)
        "#]],
    );
    let mut moved = reply(201, &[JSON], b"");
    moved.redirected_to = Some("https://elsewhere.example/".into());
    says(
        &document(),
        &moved,
        &secrets,
        expect![[r#"
            Good: Success: 201
            Plain: The status 201 is documented and described as “Webhook created.”
            Careful: A body is documented, but the reply has none
            Careful: The documented header field `X-Id` is missing, or the server hides it from pages of other origins (Access-Control-Expose-Headers)
            Careful: The server redirected. This reply is from https://elsewhere.example/
        "#]],
    );
}

#[test]
fn a_documented_outcome_overrules_the_status() {
    let mut document = document();
    document["paths"]["/hooks"]["post"]["x-signpost-outcome"] = json!({
        "pointer": "/status/code", "equals": 200, "message": "/message", "description": "The code decides"
    });
    let secrets = Secrets::default();
    let bodies = [
        "{\"id\":1,\"status\":{\"code\":2e2}}",
        "{\"id\":1,\"status\":{\"code\":429},\"message\":\"Too many\"}",
        "{\"id\":1}",
        "<p>",
    ];
    let mut out = String::new();
    for body in bodies {
        let reply = reply(201, &[JSON, ("x-id", "")], body.as_bytes());
        let reading = read(
            &operation(&document),
            &reply,
            Expectation::default(),
            &secrets,
            &no_pattern,
        );
        let first = &reading.verdict[0];
        out += &format!("{:?}: {}\n", first.tone, first.text);
    }
    expect![[r#"
        Good: Success: `status.code` is 2e2
        Bad: Refused: `status.code` is 429, with the message “Too many”
        Careful: `status.code` in the JSON shows whether the request succeeded, but this body does not have it
        Careful: `status.code` in the JSON shows whether the request succeeded, but this body does not have it
    "#]].assert_eq(&out);
}

/// The scheme signs the whole body and nothing else.
#[test]
fn a_signature_is_verified_where_it_can_be_seen() {
    // Base64 of HMAC-SHA256 of `hi` with the key `key`, by `openssl dgst -sha256 -hmac key -binary`.
    let signed = (
        "x-superoffice-signature",
        "HJ3ILl+OXtWgGAqtM7ggTeoS/eL7Yv+16WMDW/Mkp6Q=",
    );
    let text = ("content-type", "text/plain");
    let mut secrets = Secrets::default();
    let verdict = |reply: &Reply, secrets: &Secrets| {
        let reading = read(
            &operation(&document()),
            reply,
            Expectation::default(),
            secrets,
            &no_pattern,
        );
        let sentence = reading.signature;
        sentence.map(|s| format!("{:?}: {}", s.tone, s.text))
    };
    let of =
        |found: Option<String>, expected: Expect| expected.assert_eq(&found.unwrap_or_default());
    of(
        verdict(&reply(200, &[text, signed], b"hi"), &secrets),
        expect!["Careful: The reply is signed. Enter `secret` under signing to verify it"],
    );
    secrets.set("secret", Secret::new("key"));
    of(
        verdict(&reply(200, &[text, signed], b"hi"), &secrets),
        expect!["Good: The signature belongs to these bytes (SuperOffice)"],
    );
    of(
        verdict(&reply(200, &[text, signed], b"ho"), &secrets),
        expect![
            "Bad: The signature does not belong to these bytes: the reply has HJ3ILl+OXtWgGAqtM7ggTeoS/eL7Yv+16WMDW/Mkp6Q=, but these secrets give lYGoLN3GNcqX3lDM4w2tw4Cm2Bb8hsLnHmNk79VA+yE=. Check that the body is complete to the byte, and the secrets"
        ],
    );
    of(
        verdict(&reply(200, &[text], b"hi"), &secrets),
        expect![
            "Careful: The field `X-SuperOffice-Signature` is missing or hidden: a server must name it in Access-Control-Expose-Headers for pages of other origins. To verify the signature, paste the body and that field from another tool"
        ],
    );
    of(
        verdict(&reply(200, &[text], b"hello"), &secrets),
        expect!["Plain: The server does not sign this reply, as the documentation says"],
    );
    let mut pasted = reply(0, &[text], b"hi");
    pasted.source = Source::Pasted;
    assert_eq!(
        verdict(&pasted, &secrets),
        None,
        "201 is the first success and unsigned"
    );
    assert_eq!(verdict(&reply(404, &[], b""), &secrets), None);
}

#[test]
fn pretty_changes_white_space_alone() {
    let pretty = |body: &[u8]| {
        let reply = reply(200, &[], body);
        read(
            &operation(&document()),
            &reply,
            Expectation::default(),
            &Secrets::default(),
            &no_pattern,
        )
        .pretty
    };
    assert_eq!(
        pretty(b"{\"a\":1.0,\"a\":\"\\u00e9\\/\"}").as_deref(),
        Some("{\n  \"a\": 1.0,\n  \"a\": \"\\u00e9\\/\"\n}")
    );
    assert_eq!(pretty(b"{\n  \"a\": 1\n}"), None, "laid out already");
    assert_eq!(pretty(b"7"), None);
    assert_eq!(pretty(b"{"), None);
    assert_eq!(pretty(b"\xff"), None);
}

/// Bytes of every sort are read, whatever they claim to be.
#[test]
fn hostile_replies_are_read() {
    let operation = operation(&document());
    let mut state = 0x1234_5678_9ABC_DEF1_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    let bytes = b"{}[]\",:\\u0eE+-.10tfn \x00\xff\xc3\xa9<>&";
    for _ in 0..3_000 {
        let body: Vec<u8> = (0..next() % 20)
            .map(|_| bytes[next() % bytes.len()])
            .collect();
        let status = [0, 200, 201, 404, 999][next() % 5];
        let kind = [
            "application/json",
            "application/xml",
            "",
            "text/plain; charset",
        ][next() % 4];
        let reply = reply(status, &[("content-type", kind)], &body);
        let reading = read(
            &operation,
            &reply,
            Expectation::default(),
            &Secrets::default(),
            &no_pattern,
        );
        assert!(reading.pretty.is_none_or(|p| p.len() >= 2));
    }
}

/// Returns the page's outcome for a reply with this status.
fn outcome_of(
    operation: &Operation,
    status: u16,
    body: &[u8],
    expected: &Expectation,
) -> &'static str {
    let reply = reply(status, &[JSON], body);
    let reading = read(
        operation,
        &reply,
        expected.clone(),
        &Secrets::default(),
        &no_pattern,
    );
    reading.outcome.word()
}

#[test]
fn the_outcome_of_a_request_follows_the_document_and_then_the_status() {
    let mut document = document();
    let sound = Expectation::default();
    let plain = operation(&document);
    let by_status = [
        (201, "accepted"),
        (204, "accepted"),
        (302, "unknown"),
        (400, "refused"),
        (503, "refused"),
        (0, "unknown"),
    ];
    for (status, wanted) in by_status {
        assert_eq!(outcome_of(&plain, status, b"", &sound), wanted, "{status}");
    }
    document["paths"]["/hooks"]["post"]["x-signpost-outcome"] =
        json!({"pointer": "/success", "equals": true, "message": "/message"});
    let decided = operation(&document);
    for (status, body, wanted) in [
        (200, "{\"success\": false, \"message\": \"no\"}", "refused"),
        (200, "{\"success\": true}", "accepted"),
        (200, "{\"success\": \"true\"}", "refused"),
        (200, "{}", "unknown"),
        (200, "<p>", "unknown"),
        (502, "<p>", "refused"),
    ] {
        assert_eq!(
            outcome_of(&decided, status, body.as_bytes(), &sound),
            wanted,
            "{body}"
        );
    }
}

/// Returns a delivery that documents only 200.
fn delivery() -> Rc<Operation> {
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "Events", "version": "1"},
        "webhooks": {"event": {"post": {"responses": {"200": {"description": "Received"}}}}}
    });
    let api = openapi::read("events", &document.to_string());
    let api = api.unwrap_or_else(|e| panic!("{}", e.message));
    let opened = openapi::delivery::open(&api, &api.deliveries[0], &Default::default());
    Rc::new(opened.expect("it is a delivery"))
}

#[test]
fn the_outcome_of_a_delivery_follows_what_a_correct_receiver_must_answer() {
    use crate::delivery::Due;
    let operation = delivery();
    let table = [
        (
            Due::Accepted,
            &[
                (200, "as-expected"),
                (204, "as-expected"),
                (401, "not-as-expected"),
                (302, "not-as-expected"),
                (500, "not-as-expected"),
            ][..],
        ),
        (
            Due::Refused,
            &[
                (200, "not-as-expected"),
                (401, "as-expected"),
                (403, "as-expected"),
                // Nothing may listen there at all.
                (404, "unknown"),
                (405, "unknown"),
                (302, "not-as-expected"),
                (500, "not-as-expected"),
            ][..],
        ),
        (
            Due::Either,
            &[
                (200, "unknown"),
                (400, "unknown"),
                (401, "unknown"),
                (302, "not-as-expected"),
                (500, "not-as-expected"),
            ][..],
        ),
    ];
    for (due, answers) in table {
        let expected = Expectation {
            due,
            ..Expectation::default()
        };
        for &(status, wanted) in answers {
            assert_eq!(
                outcome_of(&operation, status, b"", &expected),
                wanted,
                "{due:?} {status}"
            );
        }
    }
    let faulty = Expectation {
        faulty: true,
        ..Expectation::default()
    };
    assert_eq!(outcome_of(&operation, 400, b"", &faulty), "unknown");
    assert_eq!(outcome_of(&operation, 200, b"", &faulty), "as-expected");
}

#[test]
fn a_refusal_that_must_come_is_not_called_undocumented() {
    use crate::delivery::Due;
    let operation = delivery();
    const ANOTHER: &str = "The signature was made with another secret.";
    const UNSIGNED: &str = "The delivery is not signed.";
    let says = |due, reason: &str, status| {
        let expected = Expectation {
            due,
            reason: reason.to_owned(),
            ..Expectation::default()
        };
        let reply = reply(status, &[], b"");
        let reading = read(
            &operation,
            &reply,
            expected,
            &Secrets::default(),
            &no_pattern,
        );
        let lines = reading.verdict.iter();
        lines
            .map(|s| format!("{:?}: {}\n", s.tone, s.text))
            .collect::<String>()
    };
    expect![[r#"
        Good: The receiver refused this delivery with 401. The signature was made with another secret. A correct receiver must refuse it with a status of 400 to 499, usually 401 or 403.
    "#]]
    .assert_eq(&says(Due::Refused, ANOTHER, 401));
    expect![[r#"
        Bad: The receiver accepted this delivery with 200. The signature was made with another secret. A correct receiver must refuse it with a status of 400 to 499, usually 401 or 403.
        Plain: The status 200 is documented and described as “Received”
    "#]]
    .assert_eq(&says(Due::Refused, ANOTHER, 200));
    expect![[r#"
        Bad: The receiver refused this delivery with 401. A correct receiver must accept it with a status of 200 to 299.
        Careful: The status 401 is not documented. Documented statuses: 200
    "#]]
    .assert_eq(&says(Due::Accepted, "", 401));
    // A sender that keeps to its document may take the status for a failure.
    expect![[r#"
        Careful: The receiver accepted this delivery with 204. A correct receiver must accept it with a status of 200 to 299.
        Careful: The status 204 is not documented. Documented statuses: 200
    "#]]
    .assert_eq(&says(Due::Accepted, "", 204));
    // Where nothing is due, only the reason is shown; but no receiver may fail.
    expect![[r#"
        Careful: The receiver accepted this delivery with 200. The delivery is not signed.
        Plain: The status 200 is documented and described as “Received”
    "#]]
    .assert_eq(&says(Due::Either, UNSIGNED, 200));
    expect![[r#"
        Bad: The receiver failed on this delivery with 500. The delivery is not signed. A correct receiver answers with a status of 200 to 299 or of 400 to 499.
        Careful: The status 500 is not documented. Documented statuses: 200
    "#]]
    .assert_eq(&says(Due::Either, UNSIGNED, 500));
}

/// The heading warns, and is neither as green as an acceptance nor as red as a refusal.
#[test]
fn a_delivery_accepted_with_an_undocumented_status_is_headed_by_a_warning() {
    let heading = |operation: &Operation, status| {
        let reply = reply(status, &[], b"");
        let expected = Expectation::default();
        let outcome = outcome(operation, &reply, None, &expected);
        format!(
            "{:?} {}: {}",
            outcome.tone(),
            outcome.word(),
            outcome.title()
        )
    };
    let mut operation = (*delivery()).clone();
    assert_eq!(heading(&operation, 200), "Good as-expected: As expected");
    assert_eq!(
        heading(&operation, 204),
        "Careful as-expected: Accepted, with a status that is not documented"
    );
    assert_eq!(
        heading(&operation, 401),
        "Bad not-as-expected: Not as expected"
    );
    // A document without replies rules none out.
    operation.responses.clear();
    assert_eq!(heading(&operation, 204), "Good as-expected: As expected");
}

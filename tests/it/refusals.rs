//! The sandbox refuses, for each document, what the documented server refuses.

use exchange::reply::Reply;
use exchange::sandbox;
use openapi::{Example, Operation, SecurityKind};
use request::encode::Body;
use request::message::Request;
use serde_json::Value;
use signature::secret::Secrets;

use crate::common::{IDS, api, credentials, loaded, matches, moment, operation, run};

#[test]
fn sound_examples_succeed() {
    each_operation(|operation| {
        let sound = operation
            .examples
            .iter()
            .filter(|e| errors(e) == 0 && !e.breaks);
        for example in sound {
            let reply = send(operation, &run(operation, example).request);
            assert!(
                !is_refused(operation, &reply),
                "{} {}: {}",
                operation.api,
                example.name,
                shown(&reply)
            );
        }
    });
}

#[test]
fn each_broken_rule_of_a_document_is_refused() {
    each_operation(|operation| {
        for example in operation.examples.iter().filter(|e| errors(e) > 0) {
            let reply = send(operation, &run(operation, example).request);
            assert!(
                is_refused(operation, &reply),
                "{} {}: {}",
                operation.api,
                example.name,
                shown(&reply)
            );
        }
    });
}

#[test]
fn no_credentials_are_refused_where_some_are_asked_for() {
    let mut asking = 0;
    each_operation(|operation| {
        let open = operation.security.iter().any(|a| a.schemes.is_empty());
        if open {
            return;
        }
        asking += 1;
        let draft = loaded(operation, sound(operation));
        let flow =
            request::pipeline::run(operation, &draft, &Secrets::default(), &moment(), &matches);
        let reply = send(operation, &flow.request);
        assert!(
            is_refused(operation, &reply),
            "{}: {}",
            operation.api,
            shown(&reply)
        );
    });
    assert_eq!(asking, 3, "KeyAuth alone asks for none");
}

#[test]
fn another_media_type_is_refused() {
    each_operation(|operation| {
        let mut request = run(operation, sound(operation)).request;
        let Some(body) = &mut request.body else {
            return;
        };
        body.content_type = "application/octet-stream".into();
        for header in &mut request.headers {
            if header.name.eq_ignore_ascii_case("content-type") {
                header.value = "application/octet-stream".into();
            }
        }
        let reply = send(operation, &request);
        assert!(
            is_refused(operation, &reply),
            "{}: {}",
            operation.api,
            shown(&reply)
        );
    });
}

#[test]
fn a_spoiled_byte_is_refused() {
    each_operation(|operation| {
        let request = run(operation, sound(operation)).request;
        let Some(body) = request.body.clone() else {
            return;
        };
        let is_json = body.bytes.first() == Some(&b'{');
        // Of a form's bytes only those of names can be told to be wrong.
        let spoilt: &[(usize, u8)] = if is_json {
            &[(0, b'x'), (body.bytes.len() / 2, 0xFF)]
        } else {
            &[(0, b'x')]
        };
        for (at, byte) in spoilt {
            let mut bytes = body.bytes.to_vec();
            bytes[*at] = *byte;
            let body = Some(Body {
                bytes: bytes.into(),
                ..body.clone()
            });
            let reply = send(
                operation,
                &Request {
                    body,
                    ..request.clone()
                },
            );
            assert!(
                is_refused(operation, &reply),
                "{}: {}",
                operation.api,
                shown(&reply)
            );
        }
    });
}

/// What KeyAuth's server says to each fault, by example.
const KEYAUTH: [(&str, &str); 16] = [
    (
        "no-ownerid",
        r#"{"success":false,"message":"No OwnerID specified. Select app & copy code snippet from https:\/\/keyauth.cc\/app\/"}"#,
    ),
    (
        "no-name",
        r#"{"success":false,"message":"No app name specified. Select app & copy code snippet from https:\/\/keyauth.cc\/app\/"}"#,
    ),
    (
        "name-empty",
        r#"{"success":false,"message":"No app name specified. Select app & copy code snippet from https:\/\/keyauth.cc\/app\/"}"#,
    ),
    ("ownerid-short", LENGTH),
    ("ownerid-long", LENGTH),
    ("no-type", TYPE),
    ("another-type", TYPE),
    ("no-sessionid", SESSION),
    ("sessionid-empty", SESSION),
    ("sessionid-long", SESSION),
    ("no-webid", WEBHOOK),
    ("webid-empty", WEBHOOK),
    ("webid-long", WEBHOOK),
    ("name-long", "KeyAuth_Invalid"),
    ("with-body", SUCCESS),
    ("request", SUCCESS),
];
const LENGTH: &str = r#"{"success":false,"message":"OwnerID should be 10 characters long. Select app & copy code snippet from https:\/\/keyauth.cc\/app\/"}"#;
const TYPE: &str =
    r#"{"success":false,"message":"The value inputted for type paramater was not found"}"#;
const SESSION: &str = r#"{"success":false,"message":"Session not found. If you get this frequently, ask the developer to use the latest example code"}"#;
const WEBHOOK: &str = r#"{"success":false,"message":"Webhook Not Found."}"#;
const SUCCESS: &str = r#"{"success":true,"message":"Webhook request successful","response":"ok","nonce":"0123456789abcdefghijABCDEFGHIJ01"}"#;

#[test]
fn keyauth_answers_each_fault_as_its_server_does() {
    let api = api("keyauth");
    for (id, own) in [("webhook", "post-request"), ("webhookGet", "get-request")] {
        let operation = operation(&api, id);
        for (name, text) in KEYAUTH {
            let name = if name == "request" { own } else { name };
            let example = operation
                .examples
                .iter()
                .find(|e| e.name == name)
                .expect(name);
            let reply = send(&operation, &run(&operation, example).request);
            assert_eq!(shown(&reply), text, "{id} {name}");
            assert_eq!(reply.status, 200, "{id} {name}");
        }
    }
}

#[test]
fn keyauth_signs_what_its_server_signs_over_the_exact_bytes() {
    let api = api("keyauth");
    let operation = operation(&api, "webhook");
    let mut secrets = Secrets::default();
    // The key of KeyAuth's second published vector, in its two parts.
    secrets.set(
        "secret:enckey",
        signature::secret::Secret::new("4a59f8ca-b304-47"),
    );
    secrets.set(
        "secret",
        signature::secret::Secret::new(
            "76489f2ba92ddf9132e28d56870004a62d30ec5b40eaf2071ae48036e7144b5f",
        ),
    );
    // Python 3, `hmac.new(key, body, "sha256").hexdigest()` over the two bodies.
    let signed = [
        (
            "post-request",
            Some("1b69d91e8c44f2dd81c79baa4db30d3ec09f46799322420d136f092e3ca07771"),
        ),
        (
            "no-webid",
            Some("908540f930eb3db0836a3a06914fe116adbbf2c4d2124db281f0743afbda03a1"),
        ),
        ("no-sessionid", None),
        ("no-ownerid", None),
    ];
    for (name, expected) in signed {
        let example = operation
            .examples
            .iter()
            .find(|e| e.name == name)
            .expect(name);
        let request = run(&operation, example).request;
        let reply = sandbox::answer(&operation, &request, &secrets, &moment(), &matches);
        let signature = reply.headers.iter().find(|h| h.0 == "signature");
        assert_eq!(signature.map(|h| h.1.as_str()), expected, "{name}");
    }
}

#[test]
fn genauth_says_200_to_everything_and_tells_by_status_code() {
    let api = api("genauth");
    let operation = operation(&api, "createWebhook");
    let code = |request: &Request| {
        let reply = send(&operation, request);
        assert_eq!(reply.status, 200);
        let body: Value = serde_json::from_slice(&reply.body).expect("JSON");
        body["statusCode"].as_u64().expect("a statusCode")
    };
    let sound = run(&operation, sound(&operation)).request;
    assert_eq!(code(&sound), 200);
    let mut open = sound.clone();
    open.headers
        .retain(|h| !h.name.eq_ignore_ascii_case("authorization"));
    assert_eq!(code(&open), 401);
    let broken = operation
        .examples
        .iter()
        .find(|e| e.name == "no-url")
        .expect("no-url");
    assert_eq!(code(&run(&operation, broken).request), 400);
}

/// An AK/SK signature over one body does not hold for another.
#[test]
fn genauth_refuses_a_signature_that_does_not_match() {
    let api = api("genauth");
    let operation = operation(&api, "createWebhook");
    let signed = operation
        .security
        .iter()
        .find(|a| a.schemes.iter().any(|s| s.kind == SecurityKind::Signed));
    let name = signed.map(|a| a.name.clone()).unwrap_or("ak-sk".into());
    let mut draft = loaded(&operation, sound(&operation));
    draft.security = Some(name.as_str().into());
    let secrets = credentials(&operation);
    let flow = request::pipeline::run(&operation, &draft, &secrets, &moment(), &matches);
    let reply = sandbox::answer(&operation, &flow.request, &secrets, &moment(), &matches);
    assert!(!is_refused(&operation, &reply), "{}", shown(&reply));
    let mut request = flow.request.clone();
    let body = request.body.as_mut().expect("a body");
    let text = String::from_utf8_lossy(&body.bytes).replace("User creation event", "Another name");
    body.bytes = text.as_bytes().into();
    let reply = sandbox::answer(&operation, &request, &secrets, &moment(), &matches);
    let said: Value = serde_json::from_slice(&reply.body).expect("JSON");
    assert_eq!(said["apiCode"], 1300, "{said}");
}

fn each_operation(mut look: impl FnMut(&Operation)) {
    for id in IDS {
        api(id)
            .operations
            .iter()
            .for_each(|operation| look(operation));
    }
}

fn send(operation: &Operation, request: &Request) -> Reply {
    sandbox::answer(
        operation,
        request,
        &credentials(operation),
        &moment(),
        &matches,
    )
}

/// The first example without a problem.
fn sound(operation: &Operation) -> &Example {
    let found = operation.examples.iter().find(|e| e.expected.is_empty());
    found.unwrap_or_else(|| panic!("{} has no sound example", operation.api))
}

fn errors(example: &Example) -> usize {
    example
        .expected
        .iter()
        .filter(|p| p.severity != "warning")
        .count()
}

fn shown(reply: &Reply) -> String {
    String::from_utf8_lossy(&reply.body).into_owned()
}

/// Whether a reply says no, in its status or where the document says that replies say so.
fn is_refused(operation: &Operation, reply: &Reply) -> bool {
    let Some(outcome) = &operation.outcome else {
        return reply.status >= 400;
    };
    let body: Value = serde_json::from_slice(&reply.body).unwrap_or(Value::Null);
    let equals: Value = serde_json::from_str(&outcome.equals).expect("a JSON value");
    reply.status >= 400 || body.pointer(&outcome.pointer) != Some(&equals)
}

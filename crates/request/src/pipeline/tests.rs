//! Signatures that change more than header fields: the body, the address, and the spelling of JSON.

mod broken;
mod elsewhere;
mod secrets;

use serde_json::{Value, json};

use super::*;
use crate::draft::{self, Edit};
use problem::Field;
use problem::Step;
use signature::secret::Secret;

/// The flow of a POST with one text field, signed with this scheme.
fn flow(scheme: Value, name: &str) -> Flow {
    let document = json!({
        "openapi": "3.1.1",
        "info": {"title": "Hooks", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {"/hook": {"post": {
            "x-signpost-signature": {"scheme": scheme},
            "requestBody": {"content": {"application/json": {"schema": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "last": {"type": "integer"}},
            }}}},
            "responses": {},
        }}},
    });
    let api = openapi::read("test", &document.to_string()).expect("a document");
    let operation = &api.operations[0];
    let edits = [
        Edit::Reset,
        Edit::Type(Field::body().step(Step::Name("name".into())), name.into()),
        Edit::Type(Field::body().step(Step::Name("last".into())), "7".into()),
    ];
    let draft = edits.iter().fold(Draft::default(), |draft, edit| {
        draft::apply(&draft, operation, edit)
    });
    let mut secrets = Secrets::default();
    secrets.set("secret", Secret::new("s"));
    let moment = Moment {
        unix_ms: 1_700_000_000_000,
        id: "msg_1".to_owned(),
        nonce: "00".to_owned(),
    };
    run(operation, &draft, &secrets, &moment, &|_, _| None)
}

/// The body, and each field's bytes.
fn body(flow: &Flow) -> (String, Vec<String>) {
    let body = flow.request.body.as_ref().expect("a body");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let span = |s: &encode::Span| {
        [
            &*s.field.to_string(),
            "=",
            &text(&body.bytes[s.start..s.end]),
        ]
        .concat()
    };
    (text(&body.bytes), body.spans.iter().map(span).collect())
}

#[test]
fn a_signature_is_in_the_body_and_fields_keep_their_bytes() {
    let flow = flow(
        json!({"content": "{json:/name}", "members": {"/sig/value": "{signature}", "/sig/time": "{timestamp}"}}),
        "é",
    );
    // Python: hmac.new(b"s", "é".encode(), "sha256").hexdigest()
    let signature = "00be24e3d684a91bfaf2a0bab3c9abc91aafc668563220e6fc59f872bf90a200";
    let expected =
        format!(r#"{{"name":"é","last":7,"sig":{{"value":"{signature}","time":"1700000000"}}}}"#);
    let spans = [
        ["body:=", &expected].concat(),
        "body:/name=\"é\"".into(),
        "body:/last=7".into(),
    ];
    assert_eq!(body(&flow), (expected, spans.to_vec()));
}

#[test]
fn json_is_spelled_in_ascii_where_the_scheme_demands_it() {
    let flow = flow(json!("meta"), "é😀");
    let expected = String::from(r#"{"name":"\u00e9\ud83d\ude00","last":7}"#);
    let spans = [
        ["body:=", &expected].concat(),
        r#"body:/name="\u00e9\ud83d\ude00""#.into(),
        "body:/last=7".into(),
    ];
    assert_eq!(body(&flow), (expected, spans.to_vec()));
    assert_eq!(flow.problems, []);
}

#[test]
fn a_hash_of_the_body_is_in_the_signed_address() {
    let flow = flow(json!("twilio-json"), "a");
    // Python: hashlib.sha256(b'{"name":"a","last":7}').hexdigest()
    let url = "https://example.com/hook?bodySHA256=103e9df48a6bb0a10be0bb95f29f650d188e487b7cea7ea12efa70befbc896ad";
    assert_eq!(flow.request.url, url);
    assert_eq!(flow.signed.map(|s| s.text), Some(url.into()));
    assert_eq!(flow.request.target(), &url[19..]);
}

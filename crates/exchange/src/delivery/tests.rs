//! Deliveries with tampering and repeated ones, judged by verification and by the sandbox's
//! receiver.

use expect_test::expect;

use super::*;
use crate::sandbox;
use openapi::expression::Exchange;
use openapi::{Operation, delivery, read};
use problem::Field;
use request::draft::{Draft, Edit, Node, apply, load};
use request::pipeline::Flow;
use signature::Signing;
use signature::secret::{Secret, Secrets};
use signature::{Kind, Moment, Verdict, presets, verify_request};

const DOCUMENT: &str = r##"{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1"},
  "webhooks": {
    "order": {"post": {
      "summary": "An order was placed",
      "parameters": [{"name": "X-Attempt", "in": "header", "schema": {"type": "integer"}}],
      "x-signpost-signature": {"scheme": "SCHEME"},
      "x-signpost-retry": "header:X-Attempt",
      "requestBody": {"required": true, "content": {"application/json": {
        "schema": {"type": "object", "properties": {"item": {"type": "string"}, "paid": {"type": "boolean"}}},
        "examples": {"one": {"value": {"item": "Kiwi9", "paid": true}}}
      }}},
      "responses": {"204": {"description": "Received"}}
    }}
  }
}"##;

fn operation(scheme: &str) -> Operation {
    let api = read("shop", &DOCUMENT.replace("SCHEME", scheme)).expect("it reads");
    assert_eq!(api.notes, []);
    assert_eq!(api.operations.len(), 0);
    let listing = api.delivery(None, "order").expect("it is listed");
    assert_eq!(listing.id(), "order");
    delivery::open(&api, listing, &Exchange::default()).expect("it is there")
}

fn moment(seconds: i64) -> Moment {
    Moment {
        unix_ms: seconds * 1000,
        id: format!("msg_{seconds}"),
        nonce: "0".repeat(32),
    }
}

fn any(_: &str, _: &str) -> Option<bool> {
    Some(true)
}

fn secrets() -> Secrets {
    let mut secrets = Secrets::default();
    secrets.set(
        "secret",
        Secret::new("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"),
    );
    secrets
}

/// A delivery and the data it is made from.
struct Given {
    operation: Operation,
    draft: Draft,
    secrets: Secrets,
}

impl Given {
    fn of(scheme: &str) -> Given {
        let operation = operation(scheme);
        Given {
            draft: load::fresh(&operation),
            operation,
            secrets: secrets(),
        }
    }

    fn tamper(&self, tampering: Tampering) -> Tampered {
        self.scene(&moment(1_700_000_000)).tamper(tampering)
    }

    fn scene<'a>(&'a self, moment: &'a Moment) -> Scene<'a> {
        Scene {
            operation: &self.operation,
            draft: &self.draft,
            secrets: &self.secrets,
            moment,
            matcher: &any,
        }
    }

    /// Returns whether a receiver with the correct secret finds the signature valid, and the
    /// sandbox's status.
    fn judged(&self, flow: &Flow) -> (bool, u16) {
        let request = &flow.request;
        let fields = request.fields();
        let signable = request.signable(&fields);
        let verdict = verify_request(&flow.scheme, &self.secrets, &signable);
        let now = moment(1_700_000_000);
        let reply = sandbox::receive(&self.operation, flow, &self.secrets, &now, &any);
        (matches!(verdict, Verdict::Valid(_)), reply.status)
    }
}

#[test]
fn each_spoil_is_what_it_says_and_tells_what_is_due() {
    let mut lines = String::new();
    for scheme in ["standard-webhooks", "stripe", "github"] {
        let given = Given::of(scheme);
        for tampering in Tampering::ALL {
            let tampered = given.tamper(tampering);
            let (valid, status) = given.judged(&tampered.flow);
            lines.push_str(&format!(
                "{scheme} {}: {} {:?} signature {} sandbox {status}\n  {}\n",
                tampering.word(),
                if tampered.expected.applies {
                    "spoiled"
                } else {
                    "sound"
                },
                tampered.expected.due,
                if valid { "right" } else { "wrong" },
                tampered.expected.sentence
            ));
        }
    }
    expect![[r#"
        standard-webhooks wrong-secret: spoiled Refused signature wrong sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature was made with another secret.
        standard-webhooks stale: spoiled Refused signature right sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature is right, but its time is 10 minutes ago, and this scheme allows 300 seconds.
        standard-webhooks future: spoiled Refused signature right sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature is right, but its time is 10 minutes ahead, and this scheme allows 300 seconds.
        standard-webhooks altered: spoiled Refused signature wrong sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. One character of the body was changed after signing.
        standard-webhooks unsigned: spoiled Refused signature wrong sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature was left out, so anyone may have sent it.
        standard-webhooks rotation: spoiled Accepted signature right sandbox 204
          The receiver must accept this with a status of 200 to 299. One of the two signatures is made with its secret, the last one.
        standard-webhooks duplicate: spoiled Accepted signature right sandbox 204
          The receiver must accept this with a status of 200 to 299. Each copy has the same id, so the receiver must accept each and act on it once: send it twice.
        stripe wrong-secret: spoiled Refused signature wrong sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature was made with another secret.
        stripe stale: spoiled Refused signature right sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature is right, but its time is 10 minutes ago, and this scheme allows 300 seconds.
        stripe future: spoiled Either signature right sandbox 204
          A receiver may accept or refuse this: the time is 10 minutes ahead, and this scheme’s own receiver holds only old timestamps to its 300 seconds.
        stripe altered: spoiled Refused signature wrong sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. One character of the body was changed after signing.
        stripe unsigned: spoiled Refused signature wrong sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature was left out, so anyone may have sent it.
        stripe rotation: spoiled Accepted signature right sandbox 204
          The receiver must accept this with a status of 200 to 299. One of the two signatures is made with its secret, the last one.
        stripe duplicate: spoiled Accepted signature right sandbox 204
          The receiver must accept this with a status of 200 to 299. Each copy has the same id, so the receiver must accept each and act on it once: send it twice.
        github wrong-secret: spoiled Refused signature wrong sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature was made with another secret.
        github stale: sound Either signature right sandbox 204
          This scheme signs no time, so a receiver cannot tell an old delivery from a new one. The delivery is unchanged, so the answer shows nothing about the receiver’s check.
        github future: sound Either signature right sandbox 204
          This scheme signs no time, so a receiver cannot tell an old delivery from a new one. The delivery is unchanged, so the answer shows nothing about the receiver’s check.
        github altered: spoiled Refused signature wrong sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. One character of the body was changed after signing.
        github unsigned: spoiled Refused signature wrong sandbox 401
          The receiver must refuse this with a status of 400 to 499, usually 401 or 403, and do nothing. The signature was left out, so anyone may have sent it.
        github rotation: sound Either signature right sandbox 204
          This scheme has room for one signature only: while the secret changes, the receiver has to try both secrets. The delivery is unchanged, so the answer shows nothing about the receiver’s check.
        github duplicate: sound Either signature right sandbox 204
          Every valid delivery is the same here: send it twice. The delivery is unchanged, so the answer shows nothing about the receiver’s check.
    "#]].assert_eq(&lines);
}

/// A receiver checks the scheme that the person chose for it, whatever the document declares.
#[test]
fn the_sandbox_answers_as_due_under_another_scheme_than_the_documented_one() {
    for documented in ["standard-webhooks", "none"] {
        for chosen in ["standard-webhooks", "stripe", "github", "slack", "gitlab"] {
            let mut given = Given::of(documented);
            given.draft.signing.scheme = Some(chosen.into());
            for tampering in Tampering::ALL {
                let tampered = given.tamper(tampering);
                let (_, status) = given.judged(&tampered.flow);
                let due = tampered.expected.due;
                let fits = match due {
                    Due::Refused => status == 401,
                    Due::Accepted => status == 204,
                    Due::Either => true,
                };
                let case = tampering.word();
                assert!(
                    fits,
                    "{documented}, {chosen}, {case}: {due:?}, but {status}"
                );
            }
            let sound = given.scene(&moment(1_700_000_000)).sound();
            assert_eq!(given.judged(&sound), (true, 204), "{documented}, {chosen}");
        }
    }
}

/// Schemes that sign no body, or set no limit to a time: the due answer follows from verification.
#[test]
fn what_is_due_follows_from_what_is_signed_and_not_from_the_spoil() {
    let mut lines = String::new();
    let shown = "stripe slack twilio zoom mailgun adyen rfc9421 zendesk";
    for scheme in presets::all() {
        let mut given = Given::of(&scheme.id);
        for input in scheme.inputs.iter().filter(|i| i.default.is_none()) {
            let name = format!("secret:{}", input.name);
            given.secrets.set(name, Secret::new("input"));
        }
        given.secrets.set("secret", Secret::new("5a6b7c8d9e0f1122"));
        for tampering in Tampering::ALL {
            let tampered = given.tamper(tampering);
            if !tampered.expected.applies || scheme.kind == Kind::Nothing {
                continue;
            }
            let (valid, status) = given.judged(&tampered.flow);
            let name = format!("{} {}", scheme.id, tampering.word());
            match tampered.expected.due {
                Due::Accepted => assert!(valid && status == 204, "{name}: {status}"),
                Due::Refused => assert_eq!(status, 401, "{name}"),
                Due::Either => {
                    assert!(valid && status == 204, "{name}: {status}");
                    if shown.split(' ').any(|id| id == scheme.id) {
                        lines.push_str(&format!("{name}: {}\n", tampered.expected.sentence));
                    }
                }
            }
        }
    }
    expect![[r#"
        stripe future: A receiver may accept or refuse this: the time is 10 minutes ahead, and this scheme’s own receiver holds only old timestamps to its 300 seconds.
        slack future: A receiver may accept or refuse this: the time is 10 minutes ahead, and this scheme’s own receiver holds only old timestamps to its 300 seconds.
        twilio altered: A receiver may accept this: the character that was changed is not among what Twilio, form signs here, so the signature is still right.
        zoom stale: A receiver may accept or refuse this: the signature is right and its time is 10 minutes ago, but this scheme sets no limit. 300 seconds are common.
        zoom future: A receiver may accept or refuse this: the signature is right and its time is 10 minutes ahead, but this scheme sets no limit. 300 seconds are common.
        mailgun stale: A receiver may accept or refuse this: the signature is right and its time is 10 minutes ago, but this scheme sets no limit. 300 seconds are common.
        mailgun future: A receiver may accept or refuse this: the signature is right and its time is 10 minutes ahead, but this scheme sets no limit. 300 seconds are common.
        mailgun altered: A receiver may accept this: the character that was changed is not among what Mailgun signs here, so the signature is still right.
        adyen altered: A receiver may accept this: the character that was changed is not among what Adyen signs here, so the signature is still right.
        rfc9421 stale: A receiver may accept or refuse this: the signature is right and its time is 10 minutes ago, but this scheme sets no limit. 300 seconds are common.
        rfc9421 future: A receiver may accept or refuse this: the signature is right and its time is 10 minutes ahead, but this scheme sets no limit. 300 seconds are common.
        zendesk stale: A receiver may accept or refuse this: the signature is right and its time is 10 minutes ago, but this scheme sets no limit. 300 seconds are common.
        zendesk future: A receiver may accept or refuse this: the signature is right and its time is 10 minutes ahead, but this scheme sets no limit. 300 seconds are common.
    "#]].assert_eq(&lines);
}

#[test]
fn a_body_is_altered_in_vain_where_the_persons_own_content_has_none() {
    let mut given = Given::of("plain");
    let altered = given.tamper(Tampering::Altered);
    assert_eq!(altered.expected.due, Due::Refused);
    given.draft.signing.content = Some("{method} {path}".into());
    let altered = given.tamper(Tampering::Altered);
    assert_eq!(altered.expected.due, Due::Either);
    assert_eq!(
        altered.expected.sentence,
        "A receiver may accept this: the character that was changed is not among what Plain HMAC signs here, so the signature is still right."
    );
}

#[test]
fn a_time_that_was_typed_long_ago_is_refused_whatever_else_is_done() {
    let mut given = Given::of("standard-webhooks");
    given.draft.signing.time = Some("1600000000".into());
    let due = |tampering| given.tamper(tampering).expected.due;
    assert_eq!(due(Tampering::Duplicate), Due::Refused);
    assert_eq!(due(Tampering::Rotation), Due::Refused);
}

/// Returns the header fields that signing added, and the body.
fn shown(flow: &Flow) -> String {
    let mut out = String::new();
    for header in &flow.request.headers {
        out.push_str(&format!("{}: {}\n", header.name, header.value));
    }
    let body = flow.request.body.as_ref().map_or(&[][..], |b| &b.bytes);
    out + &String::from_utf8_lossy(body) + "\n"
}

#[test]
fn the_finished_requests_differ_in_the_one_thing() {
    let given = Given::of("standard-webhooks");
    let mut lines = String::new();
    for tampering in Tampering::ALL {
        lines.push_str(&format!(
            "--- {}\n{}",
            tampering.word(),
            shown(&given.tamper(tampering).flow)
        ));
    }
    let stripe = Given::of("stripe").tamper(Tampering::Rotation);
    lines.push_str(&format!("--- stripe\n{}", shown(&stripe.flow)));
    expect![[r#"
        --- wrong-secret
        Content-Type: application/json
        webhook-id: msg_1700000000
        webhook-timestamp: 1700000000
        webhook-signature: v1,mByMiLBKoqSTBIfNf64qS9VA/SKaihNNMDhUzybuOXM=
        {"item":"Kiwi9","paid":true}
        --- stale
        Content-Type: application/json
        webhook-id: msg_1700000000
        webhook-timestamp: 1699999400
        webhook-signature: v1,yiP80Mw42JlSPNNlLV8Rteapu/7t4beYcvETTq7lm+c=
        {"item":"Kiwi9","paid":true}
        --- future
        Content-Type: application/json
        webhook-id: msg_1700000000
        webhook-timestamp: 1700000600
        webhook-signature: v1,PlQevdirsdWNOxc3GVmqFmCk2+bE75EpbT2xMrQTBSY=
        {"item":"Kiwi9","paid":true}
        --- altered
        Content-Type: application/json
        webhook-id: msg_1700000000
        webhook-timestamp: 1700000000
        webhook-signature: v1,fD+CZMQIwtourPcrkMOaHSWUS5yUMouCptb/T3Gs22s=
        {"item":"Kiwi8","paid":true}
        --- unsigned
        Content-Type: application/json
        {"item":"Kiwi9","paid":true}
        --- rotation
        Content-Type: application/json
        webhook-id: msg_1700000000
        webhook-timestamp: 1700000000
        webhook-signature: v1,mByMiLBKoqSTBIfNf64qS9VA/SKaihNNMDhUzybuOXM= v1,fD+CZMQIwtourPcrkMOaHSWUS5yUMouCptb/T3Gs22s=
        {"item":"Kiwi9","paid":true}
        --- duplicate
        Content-Type: application/json
        webhook-id: msg_1700000000
        webhook-timestamp: 1700000000
        webhook-signature: v1,fD+CZMQIwtourPcrkMOaHSWUS5yUMouCptb/T3Gs22s=
        {"item":"Kiwi9","paid":true}
        --- stripe
        Content-Type: application/json
        Stripe-Signature: t=1700000000,v1=d7159ecfa04e886daa8cbdf29a291a0ac33d7fad5aac4db48ab0dcf09f0f63fc,v1=a614a4ff6c8320a4cb5d8a8f6a1e6abdf9cfc809fd3339fd51b57a1f6b9f1162
        {"item":"Kiwi9","paid":true}
    "#]].assert_eq(&lines);
}

#[test]
fn a_body_without_letters_or_digits_grows_by_a_space_and_a_word_of_json_stays() {
    let mut given = Given::of("github");
    let altered = |given: &Given| {
        let body = given.tamper(Tampering::Altered).flow.request.body;
        String::from_utf8_lossy(&body.expect("a body").bytes).into_owned()
    };
    assert_eq!(altered(&given), r#"{"item":"Kiwi8","paid":true}"#);
    given.draft = apply(&given.draft, &given.operation, &Edit::Raw("{}".into()));
    assert_eq!(altered(&given), "{} ");
    let none = apply(
        &Draft::default(),
        &given.operation,
        &Edit::Signing(Signing::default()),
    );
    given.draft = none;
    let tampered = given.tamper(Tampering::Altered);
    assert!(!tampered.expected.applies);
}

#[test]
fn without_a_secret_or_a_scheme_nothing_is_spoiled_and_that_is_said() {
    let mut given = Given::of("standard-webhooks");
    given.secrets = Secrets::default();
    let tampered = given.tamper(Tampering::WrongSecret);
    assert!(!tampered.expected.applies);
    assert_eq!(
        tampered.expected.sentence,
        "The delivery is not signed, so the receiver’s answer shows nothing about its check. Enter the secret."
    );
    given.draft.signing.scheme = Some("none".into());
    let tampered = given.tamper(Tampering::Unsigned);
    assert_eq!(
        tampered.expected.sentence,
        "The delivery is not signed, so the receiver’s answer shows nothing about its check. Choose a signature scheme."
    );
}

#[test]
fn a_repeat_keeps_the_id_and_counts_the_tries() {
    let given = Given::of("standard-webhooks");
    let (first, later) = (moment(1_700_000_000), moment(1_700_000_060));
    let sound = given.scene(&first).sound();
    let (draft, moment) = repeat(&given.operation, &given.draft, &sound, &first, later);
    let again = Scene {
        draft: &draft,
        moment: &moment,
        ..given.scene(&first)
    };
    let flow = again.sound();
    expect![[r#"
        Content-Type: application/json
        webhook-id: msg_1700000000
        webhook-timestamp: 1700000000
        webhook-signature: v1,fD+CZMQIwtourPcrkMOaHSWUS5yUMouCptb/T3Gs22s=
        {"item":"Kiwi9","paid":true}
        ---
        X-Attempt: 1
        Content-Type: application/json
        webhook-id: msg_1700000000
        webhook-timestamp: 1700000060
        webhook-signature: v1,lOkHSlmsVCrecBP/pvp8sBEt80JwLgwNQrhwONzlcoU=
        {"item":"Kiwi9","paid":true}
    "#]]
    .assert_eq(&(shown(&sound) + "---\n" + &shown(&flow)));
    let (draft, _) = repeat(&given.operation, &draft, &flow, &moment, moment.clone());
    let tries = Field::read("header:X-Attempt");
    assert!(matches!(draft.at(&tries), Node::Text(text) if &**text == "2"));
}

#[test]
fn what_is_secret_in_the_registration_stays_out_of_what_is_stored_of_the_delivery() {
    let text = r#"{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/hooks": {"post": {
        "operationId": "create",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
          "url": {"type": "string"}, "key": {"type": "string", "format": "password"}}}}}},
        "responses": {"201": {"description": "Created"}},
        "callbacks": {"delivery": {"{$request.body#/url}?key={$request.body#/key}": {"post": {
          "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
            "key": {"type": "string"}, "kind": {"type": "string"}}}}}},
          "parameters": [{"name": "X-Key", "in": "header", "schema": {"type": "string"}}],
          "x-signpost-value": {"header:X-Key": "$request.body#/key", "header:X-Own": "key {$request.body#/key}",
            "body:/key": "$request.body#/key", "body:/kind": "$request.body#/url"},
          "responses": {"200": {"description": "OK"}}}}}}}}}}"#;
    let api = read("t", text).expect("it reads");
    assert_eq!(api.notes, []);
    let of = &api.operations[0];
    let body = r#"{"url": "https://a.example/", "key": "canary"}"#;
    let draft = apply(&load::fresh(of), of, &Edit::Raw(body.into()));
    let registration = Registration::of(of, &draft, &Secrets::default(), &moment(1), &any);
    let operation = delivery::open(&api, &api.deliveries[0], &registration.exchange());
    let operation = operation.expect("it is there");
    let draft = load::fresh(&operation);
    let scene = Scene {
        operation: &operation,
        draft: &draft,
        secrets: &Secrets::default(),
        moment: &moment(1),
        matcher: &any,
    };
    let flow = scene.sound();
    assert_eq!(flow.request.url, "https://a.example/?key=canary");
    assert_eq!(flow.request.header("x-own"), Some("key canary"));
    assert!(shown(&flow).contains(r#"{"key":"canary","kind":"https://a.example/"}"#));
    let stored = request::draft::saved::save(&draft, &operation).text;
    assert!(stored.contains("https://a.example/"), "{stored}");
    assert!(!stored.contains("canary"), "{stored}");
    assert!(!format!("{operation:?}").contains("canary"));
}

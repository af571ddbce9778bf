//! The content of the code that a person copies: the request, and no secret that was typed.

use super::*;
use crate::ui::shared::Shared;
use signature::presets;
use signature::secret::{Secret, Secrets};

const TYPED: &str = "5a6b7c8d9e0f112233445566778899aabbccddeeff00a1b2c3d4e5f60718293a";
const REQUEST: &[u8] = b"POST /in?a=1 HTTP/1.1\r\nHost: hooks.example.test\r\n\
    Content-Type: application/json\r\nX-Hub-Signature-256: sha256=00ff\r\n\
    Authorization: Bearer of-somebody\r\nwebhook-id: msg_7\r\nwebhook-timestamp: 1600000000\r\n\
    webhook-signature: v1,AAAA\r\nX-Gitlab-Token: 5a6b7c8d9e0f112233445566778899aabbccddeeff00a1b2c3d4e5f60718293a\r\n\
    \r\n{\"event\":\"paid\"}";

/// The code that a worker writes, or why it writes none.
fn written(language: Language, props: &Attempt) -> Result<String, String> {
    let mut written = Err("no report".to_owned());
    worker::run(
        task(language, props),
        props.received.body.to_vec(),
        &mut |report, _| {
            written = match report {
                Report::Code { text, .. } => Ok(text),
                Report::NoCode(why) => Err(why),
                other => Err(format!("{other:?}")),
            };
        },
    );
    written
}

fn props(id: &str, secret: &str) -> Attempt {
    let mut secrets = Secrets::default();
    secrets.set("secret", Secret::new(secret));
    secrets.set("secret:enckey", Secret::new(TYPED));
    secrets.set("secret:accessKeyId", Secret::new("AKID"));
    Attempt {
        round: 0,
        now_ms: 1_700_000_000_000,
        scheme: Shared(Rc::new(presets::find(id).unwrap_or_default())),
        secrets,
        received: Shared(Rc::new(received::read(REQUEST))),
        recognised: Rc::from([]),
    }
}

#[test]
fn a_typed_secret_is_never_in_the_code() {
    let mut written_count = 0;
    for scheme in presets::all() {
        for language in Language::ALL {
            let Ok(code) = written(language, &props(&scheme.id, TYPED)) else {
                continue;
            };
            written_count += 1;
            for canary in [TYPED, "of-somebody"] {
                assert!(!code.contains(canary), "{} {canary}", scheme.id);
            }
        }
    }
    assert!(written_count > 30 * Language::ALL.len(), "{written_count}");
}

#[test]
fn the_very_request_is_the_test_with_a_signature_by_a_test_secret() {
    for language in Language::ALL {
        let code = written(language, &props("standard-webhooks", TYPED));
        let code = code.unwrap_or_default();
        // Its id, its time and its body; the time that it is taken to come at is its own too.
        for own in ["msg_7", "paid"] {
            assert!(code.contains(own), "{} {own}", language.title());
        }
        assert_eq!(
            code.matches("1600000000").count(),
            2,
            "{}",
            language.title()
        );
        assert!(!code.contains("v1,AAAA"), "{}", language.title());
        assert!(code.contains("whsec_b25seSBmb3Ig"), "{}", language.title());
    }
}

#[test]
fn a_public_key_is_no_secret_and_stands_in_the_test() {
    let key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let mut props = props("discord", key);
    let words = written(Language::Node, &props);
    expect_test::expect!["Enter the public key, and a request with a valid signature; the test in the code verifies it"].assert_eq(&words.unwrap_or_else(|words| words));
    let signed = "POST / HTTP/1.1\r\nX-Signature-Timestamp: 1700000000\r\nX-Signature-Ed25519: 1695961a47c91a1ec033b819b7e87e3dbc583dd0cee6d1fd0216f58ac87b6228ae531ddbf91fb7bc28d7edf7f08604da16f54624f38a6bc0614e4dc13cd47f0f\r\n\r\n{\"type\":1}";
    props.received = Shared(Rc::new(received::read(signed.as_bytes())));
    let code = written(Language::Node, &props);
    let code = code.unwrap_or_default();
    assert!(
        code.contains(key) && code.contains("1695961a47c9"),
        "{code}"
    );
}

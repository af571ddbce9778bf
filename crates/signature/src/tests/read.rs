//! Schemes read from JSON, and templates.

use super::super::documented::scheme as read;
use super::super::template::{Fault, Part, parse};
use super::*;

#[test]
fn a_scheme_is_taken_by_id_or_spelled_out() {
    let by_id = read(&value(&serde_json::json!({"scheme": "github"})));
    assert_eq!(by_id, Ok(preset("github")));
    let own = read(&value(&serde_json::json!({"scheme": {
        "title": "Mine", "algorithm": "SHA-512", "digest": "base64url", "unit": "ms",
        "key": {"encoding": "hex", "prefix": "k_", "template": "{secret}{pepper}"},
        "inputs": [{"name": "pepper", "default": "p"}],
        "content": "{timestamp}:{body}", "headers": {"X-Mine": "{timestamp};{signature}"},
        "tolerance": {"seconds": 5}
    }})));
    let own = own.unwrap_or_default();
    assert_eq!(
        (own.id.as_str(), own.kind, own.unit),
        ("document", Kind::Hmac, Unit::Milliseconds)
    );
    let moment = Moment {
        unix_ms: 1_700_000_000_123,
        ..at(0, "")
    };
    // Python: key 00ff and "p", text "1700000000123:x".
    assert_eq!(
        signed(
            &own,
            &secrets(&[("secret", "k_00ff")]),
            &moment,
            &post(b"x")
        ),
        "X-Mine: 1700000000123;1sdaP_fFMUsRQROYCUa90VIW0rv0VQztaPLVj2OCnSKPncjV2ZfpqjFkH4tXsOz2AqJEJ4Sn96bvFmiqcGaTTA\n"
    );
}

#[test]
fn what_a_scheme_cannot_be_is_reported() {
    for (json, place, message) in [
        (
            r#"{"scheme": "gitlba"}"#,
            "/scheme",
            "No signature scheme has the id `gitlba`.",
        ),
        (
            r#"{}"#,
            "",
            "`scheme` must be the id of a signature scheme or a scheme in full.",
        ),
        (
            r#"{"scheme": {"algorithm": "MD5"}}"#,
            "/scheme/algorithm",
            "`algorithm` cannot be `MD5`. Choose `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`.",
        ),
        (
            r#"{"scheme": {"content": "{body"}}"#,
            "/scheme/content",
            "`content` has a `{` that is not closed. Put `}` after the name, or write `{{` for a brace.",
        ),
        (
            r#"{"scheme": {"headers": {"X": 1}}}"#,
            "/scheme/headers/X",
            "`X` must be a text in double quotes.",
        ),
        (
            r#"{"scheme": {"headers": "X"}}"#,
            "/scheme/headers",
            "`headers` must be an object, `{…}`.",
        ),
        (
            r#"{"scheme": {"headers": {"{": ""}}}"#,
            "/scheme/headers/{",
            "`{` has a `{` that is not closed. Put `}` after the name, or write `{{` for a brace.",
        ),
        (
            r#"{"scheme": {"inputs": [{}]}}"#,
            "/scheme/inputs/0",
            "Item 1 of `inputs` needs `name`.",
        ),
        (
            r#"{"scheme": {"colour": "red"}}"#,
            "/scheme/colour",
            "A scheme has no member `colour`. Correct its name, or remove it.",
        ),
        (
            r#"{"scheme": {"tolerance": {"seconds": 5, "past": 1}}}"#,
            "/scheme/tolerance/past",
            "There is no member `past` here. Use `seconds` or `future`.",
        ),
        (
            r#"{"scheme": "github", "defaults": {"x": "y"}}"#,
            "/defaults",
            "The scheme has no input `x`.",
        ),
    ] {
        let json = value(&serde_json::from_str(json).unwrap_or_default());
        let fault = read(&json).map_err(|fault| (fault.place.clone(), fault.message()));
        assert_eq!(fault, Err((place.to_owned(), message.to_owned())));
    }
}

#[test]
fn every_preset_is_read_as_it_is_written() {
    for scheme in presets::known() {
        let text = write::scheme(scheme);
        assert_eq!(
            super::super::read::scheme(&text).as_ref(),
            Ok(scheme),
            "{text}"
        );
    }
    let changed = Scheme {
        id: "mine".to_owned(),
        title: "a \"b\" é\n".to_owned(),
        kind: Kind::Shared,
        key: Key {
            help: "h".to_owned(),
            prefix: "p_".to_owned(),
            ..preset("standard-webhooks").key
        },
        ..preset("rfc9421")
    };
    let text = write::scheme(&changed);
    assert_eq!(super::super::read::scheme(&text), Ok(changed));
    for (text, message) in [
        (
            "",
            "the text ends too early; close what is still open with `\"`, `]` or `}`",
        ),
        ("[]", "The scheme must be an object, `{…}`."),
        (
            r#"{"kind":"mac"}"#,
            "`kind` cannot be `mac`. Choose `none`, `hmac`, `hash`, `secret`, `ed25519`, `ecdsa` or `rsa`.",
        ),
        (
            r#"{"json":"utf-8"}"#,
            "`json` cannot be `utf-8`. Choose `free` or `ascii`.",
        ),
        (r#"{"marks":"x"}"#, "`marks` must be a list, `[…]`."),
        (
            r#"{"members":{"/a":"{"}}"#,
            "`/a` has a `{` that is not closed. Put `}` after the name, or write `{{` for a brace.",
        ),
    ] {
        let fault = super::super::read::scheme(text).map_err(|fault| fault.message());
        assert_eq!(fault, Err(message.to_owned()));
    }
}

#[test]
fn templates_read() {
    let text = |text: &str| Part::Text(text.to_owned());
    let value = |name: &str, argument| Part::Value {
        name: name.to_owned(),
        argument,
    };
    assert_eq!(parse(""), Ok(vec![]));
    assert_eq!(parse("a}b"), Ok(vec![text("a}b")]));
    assert_eq!(parse("{{a}}"), Ok(vec![text("{a}}")]));
    assert_eq!(
        parse("{a}{{{b}"),
        Ok(vec![value("a", None), text("{"), value("b", None)])
    );
    let inner = vec![value("p", None), text("*,d")];
    assert_eq!(
        parse("{h:{p}*,d}x"),
        Ok(vec![value("h", Some(inner)), text("x")])
    );
    assert_eq!(
        parse("{a:b:c}"),
        Ok(vec![value("a", Some(vec![text("b:c")]))])
    );
    assert_eq!(parse("{a"), Err(Fault::Unclosed));
    assert_eq!(parse("{a:{b}"), Err(Fault::Unclosed));
    let deep = "{a:".repeat(50_000) + &"}".repeat(50_000);
    assert_eq!(parse(&deep), Err(Fault::TooDeep));
}

#[test]
fn the_names_a_scheme_uses_are_known() {
    let uses = |id: &str, name: &str| preset(id).uses(name);
    assert!(uses("standard-webhooks", "timestamp") && uses("standard-webhooks", "id"));
    assert!(uses("authing", "nonce") && uses("authing", "date") && uses("authing", "accessKeyId"));
    assert!(!uses("github", "timestamp") && !uses("none", "body"));
}

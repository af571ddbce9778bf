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
fn what_a_scheme_cannot_be_is_said() {
    for (json, message) in [
        (
            r#"{"scheme": "gitlba"}"#,
            "No signature scheme has the id `gitlba`",
        ),
        (
            r#"{}"#,
            "`scheme` has to be the id of a signature scheme, or one spelled out",
        ),
        (
            r#"{"scheme": {"algorithm": "MD5"}}"#,
            "`algorithm` cannot be `MD5`",
        ),
        (
            r#"{"scheme": {"content": "{body"}}"#,
            "`content` is not a template: `{body`",
        ),
        (
            r#"{"scheme": {"headers": {"X": 1}}}"#,
            "`X` has to be a text",
        ),
        (
            r#"{"scheme": {"headers": "X"}}"#,
            "`headers` has to be an object",
        ),
        (
            r#"{"scheme": {"inputs": [{}]}}"#,
            "An input has to have a `name`",
        ),
        (
            r#"{"scheme": {"colour": "red"}}"#,
            "A scheme has no member `colour`",
        ),
        (
            r#"{"scheme": "github", "defaults": {"x": "y"}}"#,
            "The scheme has no input `x`",
        ),
    ] {
        let json = value(&serde_json::from_str(json).unwrap_or_default());
        assert_eq!(read(&json), Err(message.to_owned()));
    }
}

#[test]
fn every_preset_is_read_as_it_is_written() {
    for scheme in presets::known() {
        let text = write::scheme(scheme);
        assert_eq!(
            super::super::read::own(&text).as_ref(),
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
    assert_eq!(super::super::read::own(&text), Ok(changed));
    for (text, message) in [
        ("", "A scheme has to be JSON"),
        ("[]", "A scheme has to be an object"),
        (r#"{"kind":"mac"}"#, "`kind` cannot be `mac`"),
        (r#"{"json":"utf-8"}"#, "`json` cannot be `utf-8`"),
        (r#"{"marks":"x"}"#, "`marks` has to be a list"),
        (r#"{"members":{"/a":"{"}}"#, "`/a` is not a template: `{`"),
    ] {
        assert_eq!(super::super::read::own(text), Err(message.to_owned()));
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

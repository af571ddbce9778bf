//! Requests that cannot be signed, requests that are signed despite a problem, and the free scheme.

use expect_test::{Expect, expect};

use super::*;

fn check(scheme: &Scheme, signing: &Signing, typed: &[(&str, &str)], expected: Expect) {
    let moment = at(1_700_000_000, "msg_1");
    expected.assert_eq(&with(
        scheme,
        signing,
        &secrets(typed),
        &moment,
        &post(b"body"),
    ));
}

#[test]
fn nothing_is_asked_for_where_nothing_is_signed() {
    check(&preset("none"), &Signing::default(), &[], expect![[""]]);
}

#[test]
fn every_secret_that_is_missing_is_reported() {
    let none = Signing::default();
    check(
        &preset("github"),
        &none,
        &[],
        expect![[r#"
        blocks secret secret: the secret is missing; enter it, or set the scheme to None
    "#]],
    );
    check(
        &preset("authing"),
        &none,
        &[],
        expect![[r#"
        blocks secret secret:accessKeyId: the secret is missing; enter it, or set the scheme to None
        blocks secret secret: the secret is missing; enter it, or set the scheme to None
    "#]],
    );
    check(
        &preset("authing"),
        &none,
        &[("secret", "SK")],
        expect![[r#"
            blocks secret secret:accessKeyId: the secret is missing; enter it, or set the scheme to None
        "#]],
    );
    check(
        &preset("keyauth"),
        &none,
        &[("secret:enckey", "key")],
        expect![[r#"
            blocks secret secret: the secret is missing; enter it, or set the scheme to None
        "#]],
    );
}

#[test]
fn keyauth_without_an_encryption_key_does_not_sign() {
    let none = Signing::default();
    check(
        &preset("keyauth"),
        &none,
        &[("secret", "app")],
        expect![[r#"
            signature: No encryption key supplied
        "#]],
    );
    check(
        &preset("keyauth"),
        &none,
        &[],
        expect![[r#"
        signature: No encryption key supplied
    "#]],
    );
}

#[test]
fn secrets_that_are_not_what_they_claim_to_be_block() {
    let none = Signing::default();
    let webhooks = preset("standard-webhooks");
    check(
        &webhooks,
        &none,
        &[("secret", "whsec_AAAA-AAA")],
        expect![[r#"
            blocks secret secret: is not base64 but base64url: `-` at character 11 belongs only to that alphabet; use `+` and `/`
        "#]],
    );
    check(
        &webhooks,
        &none,
        &[("secret", "whsec_AAAAA")],
        expect![[r#"
            blocks secret secret: is not base64: its 5 characters are cut short or padded wrongly; copy it whole, with its `=` at the end
        "#]],
    );
    check(
        &webhooks,
        &none,
        &[("secret", "whsec_AAAA\n")],
        expect![[r#"
            blocks secret secret: is not base64: a line feed (U+000A) at character 11 is not in its alphabet; use A-Z, a-z, 0-9, `+` and `/`
        "#]],
    );
    for (secret, expected) in [
        (
            "0g",
            expect![[r#"
                blocks secret secret: is not hex: `g` at character 2 is not a hex digit; use 0-9 and a-f, or set the secret's encoding to text or base64
            "#]],
        ),
        (
            "abc",
            expect![[r#"
        blocks secret secret: is not hex: 3 digits do not make whole bytes, which take two each; add the missing one, or set the secret's encoding to text
    "#]],
        ),
    ] {
        let signing = Signing {
            scheme: word("github"),
            secret_encoding: word("hex"),
            ..Signing::default()
        };
        check(
            &scheme(&signing, None),
            &signing,
            &[("secret", secret)],
            expected,
        );
    }
}

#[test]
fn white_space_around_a_secret_is_reported_and_used() {
    let none = Signing::default();
    check(
        &preset("github"),
        &none,
        &[("secret", "key\n")],
        expect![[r#"
            X-Hub-Signature-256: sha256=ccbba4e0d9f5f42a3281c5d879eb505dc25787a9ad71cfcb290f439e314b782c
            warning secret secret: ends with a line feed (U+000A), which is signed along with the rest; remove it unless it belongs to the secret
        "#]],
    );
    check(
        &preset("github"),
        &none,
        &[("secret", " key")],
        expect![[r#"
            X-Hub-Signature-256: sha256=d9828399ffe18338df5a30e958909cd74e3b8462a12f7e8e8cebbdc5039799e5
            warning secret secret: begins with a space, which is signed along with the rest; remove it unless it belongs to the secret
        "#]],
    );
}

#[test]
fn times_that_are_no_number_go_out_unless_a_date_needs_them() {
    let typed = [("secret", "k"), ("secret:accessKeyId", "AK")];
    for (time, slack, authing) in [
        (
            "soon",
            expect![[r#"
            X-Slack-Request-Timestamp: soon
            X-Slack-Signature: v0=014d48a408039bf107468448331bfa77af557f2a885079f7fd826887a9ab9a10
            error time signing-time: is not a Unix time: `soon`; write whole seconds since 1970, such as 1700000000
        "#]],
            expect![[r#"
            blocks time signing-time: is not a Unix time: `soon`; write whole seconds since 1970, such as 1700000000
        "#]],
        ),
        (
            "999999999999",
            expect![[r#"
            X-Slack-Request-Timestamp: 999999999999
            X-Slack-Signature: v0=c2968337b082f0d1a981b2ef1d8d43dc412af5040cf52d6c8c95b7ee0bb691dd
        "#]],
            expect![[r#"
                blocks signature signing-time: cannot be signed: a date has a year of four digits; write an earlier time
            "#]],
        ),
        (
            "-1",
            expect![[r#"
            X-Slack-Request-Timestamp: -1
            X-Slack-Signature: v0=8f6abf56b1bfefe5fe1e27bc9c5f8c3f50429db958bae95ffacc7678cb42f5e4
        "#]],
            expect![[r#"
            date: Wed, 31 Dec 1969 23:59:59 GMT
            x-authing-signature-method: HMAC-SHA1
            x-authing-signature-nonce: 0123456789abcdef0123456789abcdef
            x-authing-signature-version: 1.0
            authorization: authing AK:+ZdB6iMn6pmBytFakbxJe9UhJ4A=
        "#]],
        ),
    ] {
        let signing = Signing {
            time: word(time),
            ..Signing::default()
        };
        check(&preset("slack"), &signing, &typed, slack);
        check(&preset("authing"), &signing, &typed, authing);
    }
    let signing = Signing {
        time: word("soon"),
        ..Signing::default()
    };
    check(
        &preset("github"),
        &signing,
        &typed,
        expect![[r#"
        X-Hub-Signature-256: sha256=c6d811ef3aeb02437cd423f1abe13209041864630bdc4e2c04def5c7b0031a23
    "#]],
    );
}

#[test]
fn an_id_with_a_dot_or_a_line_break_is_reported() {
    let webhooks = preset("standard-webhooks");
    for (id, expected) in [
        (
            "msg.1",
            expect![[r#"
        webhook-id: msg.1
        webhook-timestamp: 1700000000
        webhook-signature: v1,sE6A+dVFnrwyFuUHPsy2DtYHu6zGsShLNXuxPeH+CZY=
        error id signing-id: has a dot at character 4, and dots separate the signed parts; use letters, digits, `_` and `-`
    "#]],
        ),
        (
            "a\nb",
            expect![[r#"
                blocks header-value signing-id: cannot be a header value: a line feed (U+000A) at character 2 would end the field; write it on one line
            "#]],
        ),
    ] {
        let signing = Signing {
            id: word(id),
            ..Signing::default()
        };
        check(&webhooks, &signing, &[("secret", "AAAA")], expected);
    }
}

#[test]
fn malformed_templates_are_reported_at_their_place() {
    for (content, name, value, expected) in [
        (
            "{bdoy}",
            "X-S",
            "{signature}",
            expect![[r#"
                blocks template signing-content: `{bdoy}` is not a placeholder; did you mean `{body}`?
            "#]],
        ),
        (
            "{body",
            "X-S",
            "{signature}",
            expect![[r#"
                blocks template signing-content: has a `{` that is not closed; put `}` after the name, or write `{{` for a brace
            "#]],
        ),
        (
            "{signature}",
            "X-S",
            "{signature}",
            expect![[r#"
                blocks template signing-content: `{signature}` is not a placeholder; use `{body}`, `{timestamp}`, `{id}`, `{method}`, `{url}`, `{path}`, `{query}`, `{target}` and 16 more
            "#]],
        ),
        (
            "{body-hash:MD5:hex}",
            "X-S",
            "{signature}",
            expect![[r#"
                blocks template signing-content: `{body-hash:MD5:hex}` is not a placeholder; use `{body}`, `{timestamp}`, `{id}`, `{method}`, `{url}`, `{path}`, `{query}`, `{target}` and 16 more
            "#]],
        ),
        (
            "{body}",
            "X S",
            "{signature}",
            expect![[r#"
                blocks header-name signing-header: is not a header name: HTTP does not allow a space at character 2 in one; use letters, digits and `-`
            "#]],
        ),
        (
            "{body}",
            "{nonsense}",
            "{",
            expect![[r#"
                blocks template signing-header: `{nonsense}` is not a placeholder; use `{body}`, `{timestamp}`, `{id}`, `{method}`, `{url}`, `{path}`, `{query}`, `{target}` and 16 more
                blocks template signing-value: has a `{` that is not closed; put `}` after the name, or write `{{` for a brace
            "#]],
        ),
        (
            "{body}",
            "X-S",
            "v=\n{signature}",
            expect![[r#"
                blocks header-value signing-value: cannot be a header value: a line feed (U+000A) at character 3 would end the field; write it on one line
            "#]],
        ),
        (
            "{body}",
            "X-S",
            "→{signature}",
            expect![[r#"
                blocks header-value signing-value: cannot be a header value: `→` (U+2192) at character 1 is beyond U+00FF, and a value has one byte a character; remove it, or encode the value as the API documents
            "#]],
        ),
        (
            "{body}",
            "X-S",
            "{header:{header:{header:{header:{header:{header:{header:{header:{header:{header:a}}}}}}}}}}",
            expect![[r#"
                blocks template signing-value: has placeholders nested too deeply; reduce the nesting
            "#]],
        ),
    ] {
        let signing = plain(content, name, value);
        check(
            &scheme(&signing, None),
            &signing,
            &[("secret", "k")],
            expected,
        );
    }
}

#[test]
fn words_that_no_list_has_are_reported() {
    let signing = Signing {
        scheme: word("plain"),
        algorithm: word("MD5"),
        digest: word("base32"),
        secret_encoding: word("latin1"),
        ..Signing::default()
    };
    check(
        &scheme(&signing, None),
        &signing,
        &[("secret", "k")],
        expect![[r#"
            blocks enum secret-encoding: must be one of the documented values; `latin1` is not: choose `text`, `hex`, `base64` or `base64url`
            blocks enum algorithm: must be one of the documented values; `MD5` is not: choose `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`
            blocks enum digest: must be one of the documented values; `base32` is not: did you mean `base64`?
        "#]],
    );
}

#[test]
fn an_unknown_scheme_is_reported_and_signs_nothing() {
    let signing = Signing {
        scheme: word("githbu"),
        ..Signing::default()
    };
    check(
        &scheme(&signing, Some(&preset("slack"))),
        &signing,
        &[],
        expect![[r#"
            error enum scheme: must be one of the documented values; `githbu` is not: did you mean `github`?
        "#]],
    );
}

#[test]
fn everything_of_a_request_can_be_signed() {
    let content = "{method} {url} {host} {path} {query} {target} {{ v1 {header:None}";
    let signing = plain(
        content,
        "X-Mine",
        "t={timestamp}, id={id}, {{sig}}={signature}",
    );
    // Python computed the digest over the text.
    check(
        &scheme(&signing, None),
        &signing,
        &[("secret", "k")],
        expect![[r#"
            X-Mine: t=1700000000, id=msg_1, {sig}}=4452f0dbe6fe4b8b38b8f511cde0b9a22d9c07b26e0e96c00fb42c5148210491
        "#]],
    );
}

#[test]
fn bodies_are_bytes_and_keys_come_in_three_encodings() {
    // Python computed the digests.
    for (encoding, secret, algorithm, content, body, digest) in [
        (
            "text",
            "k",
            "SHA-256",
            "1.{body}",
            &b"\xff\0\xfe"[..],
            "3760cb7f98523d138feebda5e7e84a114de0393cb5ebbe623e93093f3ef3ed38",
        ),
        (
            "hex",
            "00fF10",
            "SHA-512",
            "{body}",
            b"",
            "f03dabb78d96e084a5742bc054f94720b2fcbd285b44bfd987c018ebff25a8aa1811ca60d9d7eb17aa38c5d0dfaf733667075e3de57acbedd080274953e52207",
        ),
        (
            "base64",
            "AP8Q",
            "SHA-512",
            "{body}",
            b"",
            "f03dabb78d96e084a5742bc054f94720b2fcbd285b44bfd987c018ebff25a8aa1811ca60d9d7eb17aa38c5d0dfaf733667075e3de57acbedd080274953e52207",
        ),
        (
            "text",
            "ключ\n",
            "SHA-384",
            "{body}",
            b"x",
            "f3a93324ff6e6449549f8b840d4f3880fc36c122c5ffd54542c79ca167d05f132bd2f6861afbad0c794f0fc44cdecb37",
        ),
    ] {
        let signing = Signing {
            algorithm: word(algorithm),
            secret_encoding: word(encoding),
            ..plain(content, "X-S", "{signature}")
        };
        let scheme = scheme(&signing, None);
        let typed = secrets(&[("secret", secret)]);
        let found = sign(&scheme, &signing, &typed, &at(0, ""), &post(body));
        let found = found.map(|signed| hmac::text(&signed.digest, DigestText::Hex));
        assert_eq!(found, Ok(digest.to_owned()), "{encoding} {algorithm}");
    }
}

#[test]
fn the_person_chooses_over_the_document() {
    let mut own = preset("authing");
    own.title = "Own".to_owned();
    let choose = |id: Option<&str>, documented: Option<&Scheme>| {
        let signing = Signing {
            scheme: id.map(Into::into),
            header_name: word("X-Only-For-Plain"),
            header_value: word(""),
            ..Signing::default()
        };
        let scheme = scheme(&signing, documented);
        let header = scheme
            .headers
            .first()
            .map(|h| [&*h.name, &*h.value].join(": "));
        [scheme.title, header.unwrap_or_default()].join(", ")
    };
    assert_eq!(choose(None, None), "None, ");
    assert_eq!(
        choose(None, Some(&own)),
        "Own, authorization: authing {accessKeyId}:{signature}"
    );
    assert_eq!(
        choose(Some("authing"), Some(&own)),
        choose(None, Some(&own))
    );
    assert_eq!(choose(Some("none"), Some(&own)), "None, ");
    assert_eq!(
        choose(Some("github"), Some(&own)),
        "GitHub, X-Hub-Signature-256: sha256={signature}"
    );
    assert_eq!(
        choose(Some("plain"), None),
        "Plain HMAC, X-Only-For-Plain: {signature}"
    );
}

#[test]
fn a_shared_secret_is_sent_as_it_is_and_marked() {
    let document = serde_json::json!({"scheme": {
        "kind": "secret",
        "headers": {"x-authing-webhook-secret": "key {secret}"},
    }});
    let scheme = super::super::documented::scheme(&value(&document)).unwrap_or_default();
    let none = Signing::default();
    check(
        &scheme,
        &none,
        &[],
        expect![[r#"
            blocks secret secret: the secret is missing; enter it, or set the scheme to None
        "#]],
    );
    check(
        &scheme,
        &none,
        &[("secret", "a\r\nb")],
        expect![[r#"
            blocks header-value secret: cannot be a header value: a carriage return (U+000D) at character 2 would end the field; write it on one line
        "#]],
    );
    let typed = secrets(&[("secret", "hush")]);
    let found = sign(&scheme, &none, &typed, &at(0, ""), &post(b"")).map(|s| s.hidden);
    assert_eq!(found, Ok(vec![(0, 4..8, "SECRET".to_owned())]));
}

#[test]
fn whatever_is_typed_signs_or_blocks() {
    let bits = [
        "{",
        "}",
        "{{",
        ":",
        ",",
        "{body}",
        "{timestamp}",
        "{signature}",
        "{secret}",
        "{id}",
        ".",
        "{header-lines:",
        "{fields:",
        "v1=",
        " ",
        "\n",
        "é",
        "→",
        "{header:x}",
        "*",
        "{body-hash:SHA-1:hex}",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let (mut sound, mut blocked) = (0, 0);
    for _ in 0..4_000 {
        let mut text = || -> String {
            let length = next(5);
            (0..length).map(|_| bits[next(bits.len())]).collect()
        };
        let (content, name, value, secret) = (text(), text(), text(), text());
        let signing = Signing {
            id: word(&text()),
            time: word(&text()),
            ..plain(&content, "X-S", &value)
        };
        let scheme = scheme(&signing, None);
        let typed = secrets(&[("secret", &secret)]);
        let request = post(name.as_bytes());
        match sign(&scheme, &signing, &typed, &at(0, "id"), &request) {
            Ok(signed) => {
                sound += 1;
                assert!(
                    signed
                        .problems
                        .iter()
                        .all(|p| p.severity < Severity::Blocks)
                );
                let headers = &signed.headers;
                let verdict = verify_request(&scheme, &typed, &Signable { headers, ..request });
                assert!(
                    !matches!(verdict, Verdict::HeaderMissing { .. }),
                    "{verdict:?}"
                );
            }
            Err(problems) => {
                blocked += 1;
                assert!(problems.iter().any(|p| p.severity == Severity::Blocks));
            }
        }
    }
    assert!(sound > 500 && blocked > 500, "{sound} {blocked}");
}

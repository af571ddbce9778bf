//! Bad input: mistakes of senders and people are reported in words, and nothing panics.

use data_encoding::BASE64;
use expect_test::{Expect, expect};

use super::*;

/// Returns the result of verifying at a moment: the verdict's kind, the clock, the problems.
fn checked(scheme: &Scheme, typed: &[(&str, &str)], request: &Signable<'_>, now: i64) -> String {
    let found = check(scheme, &secrets(typed), request, now);
    let verdict = format!("{:?}", found.verdict);
    let kind = verdict.split(['(', ' ', '{']).next().unwrap_or_default();
    let problems: String = problem_lines(&found.problems).collect();
    format!("{kind} {:?}\n{problems}", found.clock)
}

/// Signs a request with the scheme at 1700000000, then verifies it at another moment.
fn verify_later(id: &str, by_ms: i64) -> String {
    let scheme = preset(id);
    let typed = [("secret", "c2VjcmV0")];
    let request = post(b"{}");
    let signed = sign(
        &scheme,
        &Signing::default(),
        &secrets(&typed),
        &at(1_700_000_000, "msg_1"),
        &request,
    );
    let headers = signed.unwrap_or_default().headers;
    let request = Signable {
        headers: &headers,
        ..request
    };
    checked(&scheme, &typed, &request, 1_700_000_000_000 + by_ms)
}

#[test]
fn the_clock_has_each_schemes_own_tolerance_and_direction() {
    for (id, seconds, future) in [
        ("standard-webhooks", 300, true),
        ("svix", 300, true),
        ("stripe", 300, false),
        ("slack", 300, false),
        ("mux", 300, false),
        ("hubspot-v3", 300, false),
        ("webflow", 300, false),
        ("paddle", 5, false),
    ] {
        assert_eq!(verify_later(id, seconds * 1000), "Valid InTime\n", "{id}");
        assert_eq!(
            verify_later(id, seconds * 1000 + 1),
            "Valid TooOld { by: 1 }\n",
            "{id}"
        );
        let early = match future {
            true => "Valid TooFar { by: 1 }\n",
            false => "Valid InTime\n",
        };
        assert_eq!(verify_later(id, -seconds * 1000 - 1), early, "{id}");
    }
    for id in ["github", "zoom", "line", "rfc9421"] {
        assert_eq!(verify_later(id, 1 << 50), "Valid None\n", "{id}");
    }
}

fn header(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(own).collect()
}

/// Signs a request with that time, with a scheme that allows five minutes both ways.
fn signed_at(time: &str) -> String {
    let text = ["msg_1.", time, ".{}"].concat();
    let signature = hmac::text(
        &hmac::mac(Algorithm::Sha256, b"secret", text.as_bytes()),
        DigestText::Base64,
    );
    let headers = header(&[
        ("webhook-id", "msg_1"),
        ("webhook-timestamp", time),
        ("webhook-signature", &["v1,", &signature].concat()),
    ]);
    let request = Signable {
        headers: &headers,
        ..post(b"{}")
    };
    checked(
        &preset("standard-webhooks"),
        &[("secret", "c2VjcmV0")],
        &request,
        1_700_000_000_000,
    )
}

#[test]
fn times_that_are_no_number_or_far_away_are_judged() {
    assert_eq!(signed_at("1700000000"), "Valid InTime\n");
    assert_eq!(signed_at("soon"), "Valid NotANumber\n");
    assert_eq!(signed_at("1700000000.5"), "Valid NotANumber\n");
    assert_eq!(signed_at("99999999999999999999"), "Valid NotANumber\n");
    assert_eq!(
        signed_at("9223372036854775807"),
        format!("Valid TooFar {{ by: {} }}\n", u64::MAX)
    );
    assert_eq!(
        signed_at("-9223372036854775808"),
        format!("Valid TooOld {{ by: {} }}\n", u64::MAX)
    );
    // Milliseconds in place of seconds are in the far future.
    assert_eq!(
        signed_at("1700000000000"),
        "Valid TooFar { by: 1698299999700000 }\n"
    );
}

#[test]
fn an_id_with_a_dot_verifies_and_is_reported() {
    let scheme = preset("standard-webhooks");
    let text = "msg.1.1700000000.{}";
    let signature = hmac::mac(Algorithm::Sha256, b"secret", text.as_bytes());
    let headers = header(&[
        ("webhook-id", "msg.1"),
        ("webhook-timestamp", "1700000000"),
        (
            "webhook-signature",
            &["v1,", &BASE64.encode(&signature)].concat(),
        ),
    ]);
    let request = Signable {
        headers: &headers,
        ..post(b"{}")
    };
    expect![[r#"
        Valid InTime
        error id signing-id: has a dot at character 4, and dots separate the signed parts; use letters, digits, `_` and `-`
    "#]].assert_eq(&checked(
        &scheme,
        &[("secret", "c2VjcmV0")],
        &request,
        1_700_000_000_000,
    ));
}

#[test]
fn an_empty_body_signs_and_an_empty_secret_does_not() {
    let signed = signed(
        &preset("github"),
        &secrets(&[("secret", "key")]),
        &at(0, ""),
        &post(b""),
    );
    // Python: hmac.new(b"key", b"", "sha256").hexdigest()
    assert_eq!(
        signed,
        "X-Hub-Signature-256: sha256=5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0\n"
    );
    let headers = header(&[("X-Hub-Signature-256", "sha256=00")]);
    let request = Signable {
        headers: &headers,
        ..post(b"")
    };
    expect![[r#"
        SecretMissing None
    "#]]
    .assert_eq(&checked(&preset("github"), &[("secret", "")], &request, 0));
    // `whsec_` alone is an empty key, which HMAC accepts and nobody should use.
    expect![[r#"
        blocks secret secret: the secret is missing; enter it, or set the scheme to None
    "#]]
    .assert_eq(&with(
        &preset("standard-webhooks"),
        &Signing::default(),
        &secrets(&[("secret", "whsec_")]),
        &at(0, "m"),
        &post(b""),
    ));
}

#[test]
fn a_body_that_has_no_place_for_the_signature_is_reported() {
    let typed = [("secret", "00ff")];
    let check = |body: &[u8], expected: Expect| {
        expected.assert_eq(&signed(
            &preset("adyen"),
            &secrets(&typed),
            &at(0, ""),
            &post(body),
        ));
    };
    check(
        b"",
        expect![[r#"
        error signature signing-value: cannot be signed: the body is not a JSON object, and the signature belongs in one of its members
    "#]],
    );
    check(
        b"[]",
        expect![[r#"
        error signature signing-value: cannot be signed: the body is not a JSON object, and the signature belongs in one of its members
    "#]],
    );
    check(
        b"\xff",
        expect![[r#"
        error signature signing-value: cannot be signed: the body is not a JSON object, and the signature belongs in one of its members
    "#]],
    );
    check(
        br#"{"notificationItems":[]}"#,
        expect![[r#"
        error signature signing-value: cannot be signed: the body has no object at `/notificationItems` to put `/notificationItems/0/NotificationRequestItem/additionalData/hmacSignature` into
    "#]],
    );
    check(
        br#"{"notificationItems":[{"NotificationRequestItem":{"additionalData":"x"}}]}"#,
        expect![[r#"
            error signature signing-value: cannot be signed: the body has no object at `/notificationItems/0/NotificationRequestItem/additionalData` to put `/notificationItems/0/NotificationRequestItem/additionalData/hmacSignature` into
        "#]],
    );
}

#[test]
fn what_a_scheme_does_not_sign_is_reported() {
    let check = |id: &str, body: &str, expected: Expect| {
        let typed = secrets(&[("secret", "key")]);
        expected.assert_eq(&signed(
            &preset(id),
            &typed,
            &at(0, ""),
            &post(body.as_bytes()),
        ));
    };
    check(
        "twilio",
        "{}",
        expect![[r#"
            X-Twilio-Signature: pSnIEtEQFiOXgpfRzYuhOnyH1pw=
            warning signature signing-content: the body is not a form, so nothing of it is signed; send a form, or choose the vendor's scheme for other bodies
        "#]],
    );
    check(
        "meta",
        r#"{"a":"é"}"#,
        expect![[r#"
            X-Hub-Signature-256: sha256=fbaf5533b68db001346e34353ce7f34397d3fb6e41bedfc58302e8f8dd130325
            warning signature signing-content: the sender writes its JSON in ASCII, and this body has other characters; write them as \u escapes in lower case
        "#]],
    );
    check(
        "discord",
        "{}",
        expect![[r#"
        blocks signature scheme: cannot be signed: Discord signs with a private key that only it has; choose a scheme with a shared secret, or verify a delivery with its public key
    "#]],
    );
}

#[test]
fn a_component_that_the_message_lacks_is_reported() {
    let check = |components: &str, expected: Expect| {
        let typed = secrets(&[("secret", "c2VjcmV0"), ("secret:components", components)]);
        expected.assert_eq(&signed(&preset("rfc9421"), &typed, &at(0, ""), &post(b"")));
    };
    check(
        "\"x-none\"",
        expect![[r#"
            blocks signature signing-content: cannot be signed: the component `"x-none"` cannot be filled: the message has no such header field; send it, or take the component out
        "#]],
    );
    check(
        "\"@status\"",
        expect![[r#"
            blocks signature signing-content: cannot be signed: the component `"@status"` cannot be filled: requests do not have it; take it out
        "#]],
    );
    check(
        "method",
        expect![[r#"
            blocks signature signing-content: cannot be signed: the component `method` cannot be filled: write it in quotes, in lower case
        "#]],
    );
    check(
        "\"@query-param\";name=\"zz\"",
        expect![[r#"
            blocks signature signing-content: cannot be signed: the component `"@query-param";name="zz"` cannot be filled: the address has no such parameter; add it, or take the component out
        "#]],
    );
    check(
        "\"@query-param\";name=\"a\" \"@authority\"",
        expect![[r#"
        Content-Digest: sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:
        Signature-Input: sig1=("@query-param";name="a" "@authority");created=0;keyid="key-1"
        Signature: sig1=:TOky2PG7E/4G0+CzEfMbiaxCWUm7u5uB5fA2DW69ES0=:
    "#]],
    );
    check(
        "\"content-digest\";sf",
        expect![[r#"
            blocks signature signing-content: cannot be signed: the component `"content-digest";sf` cannot be filled: its parameters are not supported here; write it without
        "#]],
    );
    check(
        "\"@method\")(",
        expect![[r#"
            blocks signature signing-content: cannot be signed: the component `();created=0;keyid="key-1"` cannot be filled: only parameters may follow the list, each after a semicolon
        "#]],
    );
}

#[test]
fn bytes_of_the_body_stay_as_they_are_around_a_signature() {
    for (body, expected) in [
        ("{}", r#"{"a":{"b":"x"}}"#),
        ("{ }", r#"{"a":{"b":"x"} }"#),
        (r#"{"a":{}}"#, r#"{"a":{"b":"x"}}"#),
        (r#"{"a":{"b":null}}"#, r#"{"a":{"b":"x"}}"#),
        (
            r#"{"a":{"b":[1,{"c":2}]},"d":1e5}"#,
            r#"{"a":{"b":"x"},"d":1e5}"#,
        ),
        (
            "{\r\n\t\"d\" : 1.0\r\n}",
            "{\r\n\t\"d\" : 1.0,\r\n\t\"a\" : {\"b\":\"x\"}\r\n}",
        ),
        (
            r#"{"é":"\u00e9","a":{"z":1}}"#,
            r#"{"é":"\u00e9","a":{"z":1,"b":"x"}}"#,
        ),
        (r#"{"a":{"z":{"y":1}}}"#, r#"{"a":{"z":{"y":1},"b":"x"}}"#),
    ] {
        let splice = place::member(body.as_bytes(), "/a/b", "x");
        let written = splice.map(|splice| {
            let mut body = body.to_owned();
            body.replace_range(splice.range, &splice.text);
            body
        });
        assert_eq!(written.as_deref(), Ok(expected), "{body}");
    }
}

#[test]
fn a_parameter_goes_into_the_query_once() {
    for (url, expected) in [
        ("https://e.x/", "https://e.x/?h=a%20b"),
        ("https://e.x/?", "https://e.x/?h=a%20b"),
        ("https://e.x/?a=1", "https://e.x/?a=1&h=a%20b"),
        ("https://e.x/?h=old&a=1", "https://e.x/?h=a%20b&a=1"),
        ("https://e.x/?a=1&h", "https://e.x/?a=1&h=a%20b"),
        ("https://e.x/?a=1#f", "https://e.x/?a=1&h=a%20b#f"),
        ("https://e.x/#?", "https://e.x/?h=a%20b#?"),
    ] {
        let splice = place::parameter(url, "h", "a b");
        let mut written = url.to_owned();
        written.replace_range(splice.range, &splice.text);
        assert_eq!(written, expected);
    }
}

#[test]
fn whatever_comes_is_judged() {
    let bits = [
        "v1",
        "v0",
        "t",
        "=",
        ",",
        ";",
        " ",
        "sha256",
        ":",
        "(",
        ")",
        "\"",
        "\\",
        "sig1",
        "@method",
        "created",
        "1700000000",
        "-",
        ".",
        "é",
        "\u{0}",
        "{",
        "}",
        "[",
        "]",
        "\"signature\"",
        "whsec_",
        "AAAA",
        "ff",
        "\n",
        "%",
        "%4",
        "?",
        "&",
        "#",
        "/",
        "a=b",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut read = 0;
    for round in 0..3_000 {
        let mut text = |most: usize| -> String {
            let length = next(most);
            (0..length).map(|_| bits[next(bits.len())]).collect()
        };
        let scheme = &presets::known()[round % presets::known().len()];
        let names = scheme.before.iter().chain(&scheme.headers);
        let mut headers = vec![(String::from("X-Any-Signature"), text(4))];
        headers.extend(names.map(|f| (f.name.replace("{prefix}", "x-authing-"), text(9))));
        let mut body = text(12).into_bytes();
        body.extend(text(2).bytes().map(|b| b ^ 0x80));
        let (url, secret) = (text(8), text(5));
        let typed = secrets(&[("secret", &secret), ("secret:components", &text(6))]);
        let request = Signable {
            method: "POST",
            url: &url,
            target: target(&url),
            headers: &headers,
            body: &body,
            content_type: ["application/json", "application/x-www-form-urlencoded"][round % 2],
        };
        let found = check(scheme, &typed, &request, i64::MIN + round as i64);
        assert!(
            !found.verdict.is_valid() || scheme.kind != Kind::Hmac,
            "{}",
            scheme.id
        );
        read += usize::from(matches!(found.verdict, Verdict::Mismatch { .. }));
        let _ = public::material(scheme, &typed, &request);
        recognise(&headers, &body);
        let moment = at(0, &text(3));
        if let Ok(signed) = sign(scheme, &Signing::default(), &typed, &moment, &request) {
            for splice in &signed.body {
                assert!(body.get(splice.range.clone()).is_some(), "{}", scheme.id);
                body.splice(splice.range.clone(), splice.text.bytes());
            }
        }
    }
    assert!(read > 20, "{read}");
}

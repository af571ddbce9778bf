//! The verdicts on messages with signatures, altered ones, and none.

use super::*;

const KEYS: [(&str, &str); 2] = [
    (
        "secret",
        "76489f2ba92ddf9132e28d56870004a62d30ec5b40eaf2071ae48036e7144b5f",
    ),
    ("secret:enckey", "4a59f8ca-b304-47"),
];
const REPLY: &[u8] = br#"{"success":false,"message":"Webhook Not Found."}"#;
const REPLY_SIGNATURE: &str = "908540f930eb3db0836a3a06914fe116adbbf2c4d2124db281f0743afbda03a1";

fn header(name: &str, value: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), value.to_owned())]
}

/// Returns the kind of a verdict and its details.
fn verdict(id: &str, typed: &[(&str, &str)], headers: &[(String, String)], body: &[u8]) -> String {
    match verify(&preset(id), &secrets(typed), headers, body) {
        Verdict::Nothing => "nothing".to_owned(),
        Verdict::Valid(proof) => ["valid", &proof.time].join(" ").trim().to_owned(),
        Verdict::Mismatch { proof, found } => {
            format!("{} is not {}", found.join(" "), proof.signature)
        }
        Verdict::HeaderMissing { name } => format!("no {name}"),
        Verdict::NotOfForm { name, form, found } => format!("{name} is not {form}: {found}"),
        Verdict::Differs {
            name,
            wanted,
            found,
            ..
        } => format!("{name} should be {wanted}: {found}"),
        Verdict::PublicKey => "by a public key".to_owned(),
        Verdict::OtherAlgorithm { found } => format!("by {found}"),
        Verdict::NotSigned { name, found } => format!("{name} says {found}"),
        Verdict::SecretMissing { input } => format!("no {input}"),
        Verdict::Unread { found, why } => format!("{found} is none: {why}"),
        Verdict::Unusable(problems) => problem_lines(&problems).collect(),
    }
}

#[test]
fn keyauth_replies() {
    let good = header("Signature", REPLY_SIGNATURE);
    assert_eq!(verdict("keyauth", &KEYS, &good, REPLY), "valid");
    assert_eq!(
        verdict("keyauth", &KEYS, &good, b"spoiled"),
        format!(
            "{REPLY_SIGNATURE} is not b15b393134755a0224f4dd3efb97de68976c9a3d4fd0f7504b55a3da1c56ee6e"
        )
    );
    assert_eq!(verdict("keyauth", &KEYS, &[], REPLY), "no signature");
    assert_eq!(
        verdict("keyauth", &KEYS[..1], &good, REPLY),
        "no secret:enckey"
    );
    assert_eq!(verdict("keyauth", &KEYS[1..], &good, REPLY), "no secret");
    let unsigned = header("signature", "No encryption key supplied");
    assert_eq!(
        verdict("keyauth", &KEYS, &unsigned, REPLY),
        "signature says No encryption key supplied"
    );
    let upper = header("signature", &REPLY_SIGNATURE.to_uppercase());
    assert_eq!(
        verdict("keyauth", &KEYS, &upper, REPLY),
        format!(
            "{} is not {REPLY_SIGNATURE}",
            REPLY_SIGNATURE.to_uppercase()
        )
    );
    let empty = header("signature", "");
    assert_eq!(
        verdict("keyauth", &KEYS, &empty, REPLY),
        "signature is not {signature}: "
    );
    assert_eq!(verdict("none", &KEYS, &good, REPLY), "nothing");
}

/// A scheme verifies its signatures, but not with a changed byte or another secret.
#[test]
fn what_every_preset_signs_verifies() {
    let typed = [
        ("secret", "c2VjcmV0"),
        ("secret:enckey", "e"),
        ("secret:accessKeyId", "AK"),
    ];
    let other = [
        ("secret", "c2VjcmV1"),
        ("secret:enckey", "e"),
        ("secret:accessKeyId", "AK"),
    ];
    let signs_bodies = |s: &&Scheme| s.kind == Kind::Hmac && s.members.is_empty();
    for scheme in presets::all().iter().filter(signs_bodies) {
        let form = template::names(&scheme.content, "form");
        let request = Signable {
            content_type: match form {
                true => "application/x-www-form-urlencoded",
                false => "application/json",
            },
            ..post(br#"{"a":"b"}"#)
        };
        let moment = at(1_700_000_000, "msg_1");
        let signed = sign(
            scheme,
            &Signing::default(),
            &secrets(&typed),
            &moment,
            &request,
        );
        let signed = signed.unwrap_or_default();
        let headers = signed.headers;
        assert!(!headers.is_empty(), "{}", scheme.id);
        let mut url = request.url.to_owned();
        for splice in &signed.url {
            url.replace_range(splice.range.clone(), &splice.text);
        }
        let signed = Signable {
            headers: &headers,
            url: &url,
            target: target(&url),
            ..request
        };
        assert!(
            verify_request(scheme, &secrets(&typed), &signed).is_valid(),
            "{}",
            scheme.id
        );
        let spoiled = Signable {
            body: br#"{"a":"c"}"#,
            ..signed
        };
        let wrong = [
            verify_request(scheme, &secrets(&typed), &spoiled),
            verify_request(scheme, &secrets(&other), &signed),
        ];
        for verdict in wrong {
            assert!(
                matches!(verdict, Verdict::Mismatch { .. } | Verdict::Differs { .. }),
                "{}: {verdict:?}",
                scheme.id
            );
        }
    }
}

/// Whatever bytes a body has, its signature is valid at the same moment and not with a changed
/// byte.
#[test]
fn every_body_verifies_under_every_scheme() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    for round in 0..400 {
        let schemes = presets::all().iter().filter(|s| s.kind.is_keyed());
        let schemes: Vec<&Scheme> = schemes.collect();
        let scheme = schemes[round % schemes.len()];
        let mut body: Vec<u8> = (0..next(40)).map(|_| next(256) as u8).collect();
        if !scheme.members.is_empty() {
            let text = ["x", "é\\n", "\u{1f600}", ""][next(4) as usize];
            body = format!(
                r#"{{ "a":"{text}" ,"notificationItems":[{{"NotificationRequestItem":{{"pspReference":"{text}"}}}}]}}"#
            )
            .into_bytes();
        }
        let typed = secrets(&[
            ("secret", "00ff00ff"),
            ("secret:enckey", "e"),
            ("secret:accessKeyId", "AK"),
        ]);
        let request = Signable {
            content_type: ["application/x-www-form-urlencoded", "application/json"][round % 2],
            ..post(&body)
        };
        let moment = at(next(1 << 33) as i64, "msg_1");
        let signed = sign(scheme, &Signing::default(), &typed, &moment, &request);
        let signed = signed.unwrap_or_else(|problems| panic!("{}: {problems:?}", scheme.id));
        let mut url = request.url.to_owned();
        for splice in &signed.url {
            url.replace_range(splice.range.clone(), &splice.text);
        }
        let mut sent = body.clone();
        for splice in &signed.body {
            sent.splice(splice.range.clone(), splice.text.bytes());
        }
        let received = Signable {
            headers: &signed.headers,
            url: &url,
            target: target(&url),
            body: &sent,
            ..request
        };
        let found = check(scheme, &typed, &received, moment.unix_ms);
        assert!(
            found.verdict.is_valid(),
            "{}: {:?}",
            scheme.id,
            found.verdict
        );
        let clock = match (scheme.tolerance, &scheme.stamp) {
            (None, _) => Clock::None,
            (_, None) => Clock::InTime,
            // The payload contains the time, and none of these has one.
            _ => Clock::NotANumber,
        };
        assert_eq!(found.clock, clock, "{}", scheme.id);
    }
}

#[test]
fn a_list_of_signatures_is_valid_by_one_of_them() {
    let good = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";
    let body = br#"{"email":"test@example.com","username":"test_user"}"#;
    let typed = [("secret", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")];
    let with = |signature: &str| {
        let mut headers = header("webhook-id", "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk");
        headers.extend(header("Webhook-Timestamp", "1649367553"));
        headers.extend(header("webhook-signature", signature));
        verdict("standard-webhooks", &typed, &headers, body)
    };
    assert_eq!(with(good), "valid 1649367553");
    assert_eq!(
        with(&["v1,AAAA v1a,BBBB ", good].concat()),
        "valid 1649367553"
    );
    assert_eq!(
        with(&["v1,AAAA  ", good, " v2,x"].concat()),
        "valid 1649367553"
    );
    assert_eq!(
        with("v1,AAAA v1,BBBB"),
        "AAAA BBBB is not tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="
    );
    for other in ["v1a,AAAA", "AAAA", "v1,", "v1"] {
        assert_eq!(
            with(other),
            format!("webhook-signature is not v1,{{signature}}: {other}")
        );
    }
}

#[test]
fn a_signature_field_that_comes_twice_is_one_list_or_each_is_tried() {
    let good = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";
    let body = br#"{"email":"test@example.com","username":"test_user"}"#;
    let typed = [("secret", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")];
    let mut headers = header("webhook-id", "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk");
    headers.extend(header("webhook-timestamp", "1649367553"));
    headers.extend(header("webhook-signature", "v1,AAAA"));
    headers.extend(header("Webhook-Signature", good));
    assert_eq!(
        verdict("standard-webhooks", &typed, &headers, body),
        "valid 1649367553"
    );
    // Without a list, a proxy may have added the other value, before or after.
    let typed = [("secret", "key")];
    let good = "sha256=5d5d139563c95b5967b9bd9a8c9b233a9dedb45072794cd232dc1b74832607d0";
    for values in [["sha256=00", good], [good, "sha256=00"], ["none", good]] {
        let headers = values.map(|value| header("X-Hub-Signature-256", value));
        assert_eq!(
            verdict("github", &typed, &headers.concat(), b""),
            "valid",
            "{values:?}"
        );
    }
    let mut headers = header("X-Hub-Signature-256", "sha256=00");
    headers.extend(header("X-Hub-Signature-256", "sha256=11"));
    assert!(verdict("github", &typed, &headers, b"").starts_with("00 11 is not"));
    let mut headers = header("X-Gitlab-Token", "other");
    headers.extend(header("X-Gitlab-Token", "key"));
    assert_eq!(verdict("gitlab", &typed, &headers, b""), "valid");
}

#[test]
fn stripe_headers_hold_a_time_and_signatures_in_any_order() {
    let typed = [("secret", "whsec_test_secret")];
    let good = "ceb8863f7208fa249a6cd8f951e993c7563412aca65866f6272283debe143ab3";
    let with = |value: &str| verdict("stripe", &typed, &header("stripe-signature", value), b"{}");
    assert_eq!(
        with(&["t=1700000000,v1=", good].concat()),
        "valid 1700000000"
    );
    assert_eq!(
        with(&["v0=x, v1=", good, ",v1=y,t=1700000000"].concat()),
        "valid 1700000000"
    );
    let late = with(&["t=1700000001,v1=", good].concat());
    assert!(late.starts_with(&[good, " is not "].concat()), "{late}");
    for half in ["t=1700000000", "v1=ab", "", "x"] {
        assert_eq!(
            with(half),
            format!("Stripe-Signature is not t={{timestamp}},v1={{signature}}: {half}")
        );
    }
}

#[test]
fn an_access_key_of_another_is_not_of_the_form() {
    let typed = [("secret", "SK"), ("secret:accessKeyId", "AK")];
    let scheme = preset("authing");
    let request = post(b"{}");
    let signed = sign(
        &scheme,
        &Signing::default(),
        &secrets(&typed),
        &at(0, ""),
        &request,
    );
    let mut headers = signed.map(|s| s.headers).unwrap_or_default();
    if let Some(last) = headers.last_mut() {
        last.1 = last.1.replace("AK:", "BK:");
    }
    let found = verify_request(
        &scheme,
        &secrets(&typed),
        &Signable {
            headers: &headers,
            ..request
        },
    );
    let form = "authing {accessKeyId}:{signature}";
    assert!(
        matches!(&found, Verdict::NotOfForm { name, form: f, .. } if name == "authorization" && f == form),
        "{found:?}"
    );
}

#[test]
fn a_shared_secret_is_compared() {
    let document =
        serde_json::json!({"scheme": {"kind": "secret", "headers": {"X-Token": "{secret}"}}});
    let scheme = super::super::documented::scheme(&value(&document)).unwrap_or_default();
    let found = |value: &str, typed: &[(&str, &str)]| {
        verify(&scheme, &secrets(typed), &header("x-token", value), b"")
    };
    assert!(found("hush", &[("secret", "hush")]).is_valid());
    assert!(matches!(
        found("hash", &[("secret", "hush")]),
        Verdict::Mismatch { .. }
    ));
    let missing = Verdict::SecretMissing {
        input: "secret".to_owned(),
    };
    assert_eq!(found("hush", &[]), missing);
}

#[test]
fn a_message_signature_other_than_hmac_is_reported_with_its_algorithm() {
    let hmac = "sig1=(\"@method\");created=1700000000;keyid=\"key-1\"";
    let signed = |input: String| {
        let text = [
            "sig1=:",
            "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=",
            ":",
        ];
        vec![
            ("Signature-Input".to_owned(), input),
            ("Signature".to_owned(), text.concat()),
        ]
    };
    let key = [("secret", "c2VjcmV0")];
    for name in ["ed25519", "rsa-pss-sha512", "ecdsa-p256-sha256"] {
        let headers = signed(format!("{hmac};alg=\"{name}\""));
        assert_eq!(
            verdict("rfc9421", &key, &headers, b""),
            format!("by {name}")
        );
        let found = recognise(&headers, b"");
        assert_eq!(found[0].scheme.as_deref(), Some("rfc9421"));
        assert!(found[0].sound, "{}", found[0].why);
    }
    let mismatch = |headers: &[(String, String)]| {
        let described = verdict("rfc9421", &key, headers, b"");
        assert!(described.contains(" is not "), "{described}");
    };
    mismatch(&signed(format!("{hmac};alg=\"hmac-sha256\"")));
    // Of two signatures, the one that a secret can verify decides.
    mismatch(&signed(format!("{hmac};alg=\"ed25519\", {hmac}")));
}

/// One digest of the body shows that it is unchanged, whatever the other digests.
#[test]
fn a_content_digest_that_contradicts_itself_does_not_show_a_changed_body() {
    const BODY: &[u8] = b"{\"a\":1}";
    let member =
        |name: &str, body: &[u8]| components::content_digest(body, name).unwrap_or_default();
    let right = |name| member(name, BODY);
    let wrong = |name| member(name, b"another");
    let params = "(\"content-digest\");created=1700000000";
    let judged = |members: &[String], key: &str| {
        let digest = members.join(", ");
        let text = format!("\"content-digest\": {digest}\n\"@signature-params\": {params}");
        let signature = hmac::text(
            &hmac::mac(Algorithm::Sha256, b"secret", text.as_bytes()),
            DigestText::Base64,
        );
        let headers = [
            ("Content-Digest".to_owned(), digest),
            ("Signature-Input".to_owned(), format!("sig1={params}")),
            ("Signature".to_owned(), format!("sig1=:{signature}:")),
        ];
        let typed = [("secret", key)];
        let typed: &[(&str, &str)] = if key.is_empty() { &[] } else { &typed };
        match verify(&preset("rfc9421"), &secrets(typed), &headers, BODY) {
            Verdict::Differs {
                digests, signature, ..
            } => format!(
                "right {:?}, wrong {:?}, signature {:?}",
                digests.right,
                digests.wrong,
                signature.map(|s| s.is_valid())
            ),
            Verdict::Valid(_) => "valid".to_owned(),
            other => format!("{other:?}"),
        }
    };
    let key = "c2VjcmV0";
    let unknown = || "unixsum=:AAAA:".to_owned();
    let (sha256, sha512) = ("sha-256", "sha-512");
    let with_parameter = [&right(sha256), ";a=1"].concat();
    let all = [
        judged(&[right(sha256), wrong(sha512)], key),
        judged(&[wrong(sha256), right(sha512)], key),
        judged(&[wrong(sha512), right(sha256)], "YW5vdGhlcg=="),
        judged(&[right(sha256), wrong(sha512)], ""),
        judged(&[wrong(sha256), wrong(sha512)], key),
        judged(&[right(sha256), right(sha512)], key),
        judged(&[unknown(), wrong(sha256)], key),
        judged(&[unknown(), right(sha256)], key),
        judged(&[right(sha256), wrong(sha256)], key),
        judged(&[wrong(sha256), right(sha256)], key),
        judged(&[with_parameter], key),
    ];
    expect_test::expect![[r#"
        right ["sha-256"], wrong ["sha-512"], signature Some(true)
        right ["sha-512"], wrong ["sha-256"], signature Some(true)
        right ["sha-256"], wrong ["sha-512"], signature Some(false)
        SecretMissing { input: "secret" }
        right [], wrong ["sha-256", "sha-512"], signature Some(true)
        valid
        right [], wrong ["sha-256"], signature Some(true)
        valid
        right ["sha-256"], wrong ["sha-256"], signature Some(true)
        valid
        valid"#]]
    .assert_eq(&all.join("\n"));
}

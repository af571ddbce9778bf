//! Signatures as documented for SDK generators, translated into schemes.

use super::super::foreign::{Untranslated, apimatic, fern, speakeasy};
use super::*;

type Reader = fn(&json::Value) -> Result<Scheme, Untranslated>;

fn read(reader: Reader, json: serde_json::Value) -> Result<Scheme, String> {
    reader(&value(&json)).map_err(|why| why.to_string())
}

/// Returns the header lines of signing with the secret `s` at 1700000000.
fn sends(reader: Reader, json: serde_json::Value) -> String {
    match read(reader, json) {
        Ok(scheme) => signed(
            &scheme,
            &secrets(&[("secret", "s")]),
            &at(1_700_000_000, "msg_1"),
            &post(b"{}"),
        ),
        Err(message) => message,
    }
}

#[test]
fn fern_as_its_documentation_has_it() {
    // Python: hmac.new(b"s", b"1700000000.{}", "sha256").hexdigest()
    assert_eq!(
        sends(
            fern,
            serde_json::json!({
                "type": "hmac", "header": "x-webhook-signature", "algorithm": "sha256",
                "encoding": "hex", "payload-format": {"components": ["timestamp", "body"], "delimiter": "."},
                "timestamp": {"header": "x-webhook-timestamp", "format": "unix-seconds", "tolerance": 300},
            })
        ),
        "x-webhook-timestamp: 1700000000\nx-webhook-signature: e9232c9945da8456c2dea6b39da7786c07b00bca7a64d5dd1283674713a7b72a\n"
    );
    let scheme = read(
        fern,
        serde_json::json!({
            "type": "hmac", "header": "x-s",
            "timestamp": {"header": "x-t", "format": "unix-millis", "tolerance": 60},
        }),
    );
    let scheme = scheme.unwrap_or_default();
    assert_eq!(scheme.digest, DigestText::Base64);
    assert_eq!(
        (scheme.unit, &*scheme.content),
        (Unit::Milliseconds, "{body}")
    );
    let tolerance = Tolerance {
        seconds: 60,
        future: true,
    };
    assert_eq!(scheme.tolerance, Some(tolerance));
}

#[test]
fn fern_may_sign_a_date_and_time() {
    // Python: base64.b64encode(hmac.new(b"s", b"2023-11-14T22:13:20Z|{}", "sha256").digest())
    assert_eq!(
        sends(
            fern,
            serde_json::json!({
                "type": "hmac", "header": "x-s", "signature-prefix": "v1=",
                "payload-format": {"components": ["timestamp", "body"], "delimiter": "|"},
                "timestamp": {"header": "x-t", "format": "iso8601", "tolerance": 300},
            })
        ),
        "x-t: 2023-11-14T22:13:20Z\nx-s: v1=N83TY9CH1IoCu6ai+MweweEhJkdJVWMzuIDtG4ee26U=\n"
    );
}

/// Fern describes Twilio's two schemes as one: a form is signed, any other body is bound by its
/// hash in the address.
#[test]
fn fern_binds_a_body_by_its_hash_in_the_address() {
    let scheme = read(
        fern,
        serde_json::json!({
            "type": "hmac", "header": "X-Twilio-Signature", "algorithm": "sha1", "encoding": "base64",
            "payload-format": {"components": ["notification-url", "body"], "delimiter": "", "body-sort": "alphabetical"},
            "body-hash-binding": {"algorithm": "sha256", "encoding": "hex", "location": {"type": "query-parameter", "name": "bodySHA256"}},
        }),
    );
    let scheme = scheme.unwrap_or_default();
    let secrets = secrets(&[("secret", "12345")]);
    for (twilio, media, body) in [
        ("twilio", "application/x-www-form-urlencoded", "b=2&a=1"),
        ("twilio-json", "application/json", "{\"a\":1}"),
    ] {
        let request = Signable {
            content_type: media,
            ..post(body.as_bytes())
        };
        let moment = at(1_700_000_000, "msg_1");
        let by = |scheme: &Scheme| sign(scheme, &Signing::default(), &secrets, &moment, &request);
        let made = by(&scheme).unwrap_or_default();
        assert_eq!(Ok(&made), by(&preset(twilio)).as_ref());
        let mut url = request.url.to_owned();
        for splice in &made.url {
            url.replace_range(splice.range.clone(), &splice.text);
        }
        let received = Signable {
            url: &url,
            target: target(&url),
            headers: &made.headers,
            ..request
        };
        assert!(
            verify_request(&scheme, &secrets, &received).is_valid(),
            "{twilio}"
        );
    }
}

#[test]
fn fern_knows_public_keys() {
    let scheme = read(
        fern,
        serde_json::json!({"type": "asymmetric", "asymmetric-algorithm": "ed25519", "header": "x-s"}),
    );
    assert_eq!(scheme.map(|s| s.kind), Ok(Kind::Ed25519));
    let scheme = read(
        fern,
        serde_json::json!({"type": "asymmetric", "asymmetric-algorithm": "rsa-sha512", "header": "x-s"}),
    );
    assert_eq!(
        scheme.map(|s| (s.kind, s.algorithm)),
        Ok((Kind::Rsa, Algorithm::Sha512))
    );
}

#[test]
fn speakeasy_as_its_documentation_has_it() {
    // Python: base64.b64encode(hmac.new(b"s", b"{}", "sha256").digest())
    assert_eq!(
        sends(speakeasy, serde_json::json!({})),
        "x-webhook-signature: FDyo1Re6GxgQJdcysc8nXZAQT8pXuwKlZVQpeKoYxLY=\n"
    );
    assert_eq!(
        sends(
            speakeasy,
            serde_json::json!({"type": "signature", "headerName": "x-sig", "signatureTextEncoding": "hex", "algorithm": "hmac-sha256"})
        ),
        "x-sig: 143ca8d517ba1b181025d732b1cf275d90104fca57bb02a565542978aa18c4b6\n"
    );
    assert_eq!(
        read(
            speakeasy,
            serde_json::json!({"type": "signatureStandardWebhooks"})
        ),
        Ok(preset("standard-webhooks"))
    );
    assert_eq!(
        sends(
            speakeasy,
            serde_json::json!({"type": "apiKey", "headerName": "x-key"})
        ),
        "x-key: s\n"
    );
}

#[test]
fn apimatic_as_its_rules_have_it() {
    assert_eq!(
        sends(
            apimatic,
            serde_json::json!({"algorithm": "HMAC-SHA256", "signatureHeader": "X-Hub-Signature-256", "signatureValueTemplate": "sha256={digest}"})
        ),
        "X-Hub-Signature-256: sha256=143ca8d517ba1b181025d732b1cf275d90104fca57bb02a565542978aa18c4b6\n"
    );
    let scheme = read(
        apimatic,
        serde_json::json!({
            "algorithm": "HMAC-SHA512", "digestEncoding": "base64url", "signatureHeader": "X-S",
            "messageTemplate": "v0:{$request.header.X-Timestamp}:{$method}{$url}{$request.path}{$request.body}{$request.body#/a/b}{$request.header.X-Kind}{$request.header.webhook-id}{$request.query.q}{",
        }),
    );
    let scheme = scheme.unwrap_or_default();
    assert_eq!(
        (scheme.algorithm, scheme.digest),
        (Algorithm::Sha512, DigestText::Base64Url)
    );
    assert_eq!(
        scheme.content,
        "v0:{timestamp}:{method}{url}{path}{body}{json:/a/b}{header:X-Kind}{id}{parameter:q}{{"
    );
    let before: Vec<(&str, &str)> = scheme
        .before
        .iter()
        .map(|f| (&*f.name, &*f.value))
        .collect();
    assert_eq!(
        before,
        [("X-Timestamp", "{timestamp}"), ("webhook-id", "{id}")]
    );
}

#[test]
fn what_cannot_be_read_is_reported() {
    let not = |name: &str, word: &str| {
        format!("`{name}` cannot be `{word}`: this signature is not supported, so choose a scheme")
    };
    for (reader, json, message) in [
        (
            fern as Reader,
            serde_json::json!({"type": "hmac"}),
            "`header` is required and must be a string".to_owned(),
        ),
        (
            fern,
            serde_json::json!({"header": "x", "algorithm": "md5"}),
            not("algorithm", "md5"),
        ),
        (
            fern,
            serde_json::json!({"header": "x", "encoding": "utf8"}),
            not("encoding", "utf8"),
        ),
        (
            fern,
            serde_json::json!({"header": "x", "timestamp": {"header": "t", "format": "rfc2822"}}),
            not("format", "rfc2822"),
        ),
        (
            fern,
            serde_json::json!({"header": "x", "payload-format": {"components": ["nonce"]}}),
            not("components", "nonce"),
        ),
        (
            fern,
            serde_json::json!({"header": "x", "type": "asymmetric", "asymmetric-algorithm": "hmac"}),
            not("asymmetric-algorithm", "hmac"),
        ),
        (
            speakeasy,
            serde_json::json!({"type": "custom"}),
            "The document leaves the signature of its webhooks to custom code; choose a scheme"
                .to_owned(),
        ),
        (
            speakeasy,
            serde_json::json!({"algorithm": "rsa"}),
            not("algorithm", "rsa"),
        ),
        (
            apimatic,
            serde_json::json!({"algorithm": "Custom", "name": "own"}),
            not("algorithm", "Custom"),
        ),
        (
            apimatic,
            serde_json::json!({"algorithm": "HMAC-SHA256"}),
            "`signatureHeader` is required and must be a string".to_owned(),
        ),
        (
            apimatic,
            serde_json::json!({"algorithm": "HMAC-SHA256", "signatureHeader": "x", "messageTemplate": "{$statusCode}"}),
            not("messageTemplate", "statusCode"),
        ),
        (
            apimatic,
            serde_json::json!({"algorithm": "HMAC-SHA256", "signatureHeader": "x", "messageTemplate": "{$method"}),
            not("messageTemplate", "{$method"),
        ),
        (
            apimatic,
            serde_json::json!({"algorithm": "HMAC-SHA256", "signatureHeader": "x", "signatureValueTemplate": "v1="}),
            not("signatureValueTemplate", "v1="),
        ),
    ] {
        assert_eq!(read(reader, json.clone()), Err(message), "{json}");
    }
}

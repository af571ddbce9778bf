//! The sentences of verdicts.

use expect_test::{Expect, expect};

use super::*;
use problem::{Severity, Unsignable};
use signature::EcdsaFault;
use signature::secret::{Secret, Secrets};
use signature::verify::Proof;
use signature::{DigestMatches, presets, verify_request};

fn scheme(id: &str) -> Scheme {
    presets::find(id).unwrap_or_default()
}

fn proof() -> Proof {
    Proof {
        text: b"{}".to_vec(),
        signature: "ab".to_owned(),
        time: String::new(),
    }
}

#[track_caller]
fn check(found: Verdict, refused: bool, expected: Expect) {
    let said = verdict(&scheme("github"), Coverage::Whole, &found, refused);
    expected.assert_eq(&format!("{} {:?}: {}", said.word, said.tone, said.text));
}

#[test]
fn each_verdict_is_a_sentence() {
    check(
        Verdict::Valid(proof()),
        false,
        expect!["valid Good: The GitHub signature matches this body and secret."],
    );
    check(
        Verdict::Valid(proof()),
        true,
        expect![
            "valid Careful: The GitHub signature matches this body and secret, but a receiver refuses its time."
        ],
    );
    check(
        Verdict::Mismatch {
            proof: proof(),
            found: vec!["cd".into()],
        },
        false,
        expect!["mismatch Bad: The GitHub signature does not match this body and secret."],
    );
    check(
        Verdict::HeaderMissing {
            name: "X-Hub-Signature-256".into(),
        },
        false,
        expect![
            "missing Bad: The header `X-Hub-Signature-256` is missing. GitHub puts the signature there, so a receiver refuses the request."
        ],
    );
    check(
        Verdict::NotOfForm {
            name: "X-Hub-Signature-256".into(),
            form: "sha256={signature}".into(),
            found: "z".repeat(90),
        },
        false,
        expect![
            "malformed Bad: The header `X-Hub-Signature-256` does not look like a GitHub signature. Expected `sha256={signature}`, found `zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…`."
        ],
    );
    check(
        Verdict::NotSigned {
            name: "X-Signature".into(),
            found: "none".into(),
        },
        false,
        expect![
            "unsigned Bad: The header `X-Signature` states that the sender did not sign: `none`."
        ],
    );
    check(
        Verdict::Differs {
            name: "Content-Digest".into(),
            wanted: "b".into(),
            found: "a".into(),
            digests: Box::default(),
            signature: Some(Box::new(Verdict::Valid(proof()))),
        },
        false,
        expect![
            "differs Bad: The GitHub signature is correct, but this is not the body that it covers: `Content-Digest` is `a`, but the digest of this body is `b`. The body was changed or rewritten after signing. Refuse such a delivery."
        ],
    );
    check(
        Verdict::Unread {
            found: "MAYCAQUCAQA=".into(),
            why: EcdsaFault::Padded,
        },
        false,
        expect![
            "malformed Bad: `MAYCAQUCAQA=` is not a GitHub signature, whatever the key: one of its two numbers begins with an unnecessary zero byte, which DER does not allow. Receivers that verify with OpenSSL or Go refuse it for this reason."
        ],
    );
    check(
        Verdict::PublicKey,
        false,
        expect![
            "public-key Careful: GitHub signs with a private key. Only the sender’s public key verifies it, no shared secret does."
        ],
    );
    check(
        Verdict::SecretMissing {
            input: "secret".into(),
        },
        false,
        expect!["secret Plain: Enter “Secret” to verify the signature."],
    );
    check(
        Verdict::Unusable(vec![
            Cause::Signing(Signing::Content(Unsignable::Pem {
                label: "CERTIFICATE".into(),
            }))
            .at("secret", Severity::Blocks),
        ]),
        false,
        expect![
            "unusable Bad: The secret cannot be used for GitHub: the certificate cannot be read; copy it whole, from its `BEGIN` line to its `END` line."
        ],
    );
    check(
        Verdict::Nothing,
        false,
        expect!["none Plain: This scheme signs nothing."],
    );
}

#[test]
fn what_is_missing_is_called_what_it_is() {
    let said = |id: &str, name: &str| {
        let name = name.to_owned();
        verdict(
            &scheme(id),
            Coverage::Whole,
            &Verdict::HeaderMissing { name },
            false,
        )
        .text
            + "\n"
    };
    let all = [
        said("slack", "X-Slack-Request-Timestamp"),
        said("slack", "X-Slack-Signature"),
        said("standard-webhooks", "webhook-id"),
        said("rfc9421", "Signature-Input"),
        said("authing", "date"),
        said("twilio-json", "bodySHA256"),
        said("mailgun", "/signature/token"),
        said("mailgun", "/signature/signature"),
        said("gitlab", "X-Gitlab-Token"),
        said("tabby", "X-Tabby-Signature"),
        said("hubspot-v1", "X-HubSpot-Signature-Version"),
    ];
    expect![[r#"
        The header `X-Slack-Request-Timestamp` is missing. Slack puts the time there, so a receiver refuses the request.
        The header `X-Slack-Signature` is missing. Slack puts the signature there, so a receiver refuses the request.
        The header `webhook-id` is missing. Standard Webhooks puts the id there, so a receiver refuses the request.
        The header `Signature-Input` is missing. HTTP Message Signatures puts the parameters of its signature there, so a receiver refuses the request.
        The header `date` is missing. Authing AK/SK puts the time there, so a receiver refuses the request.
        The query parameter `bodySHA256` is missing. Twilio, JSON puts the hash of the body there, so a receiver refuses the request.
        The member `/signature/token` of the body is missing. Mailgun puts a random text that it signs there, so a receiver refuses the request.
        The member `/signature/signature` of the body is missing. Mailgun puts the signature there, so a receiver refuses the request.
        The header `X-Gitlab-Token` is missing. GitLab puts the secret there, so a receiver refuses the request.
        The header `X-Tabby-Signature` is missing. Tabby puts the secret there, so a receiver refuses the request.
        The header `X-HubSpot-Signature-Version` is missing. HubSpot v1 puts the parameters of its signature there, so a receiver refuses the request.
    "#]].assert_eq(&all.concat());
}

#[test]
fn what_cannot_be_made_of_the_request_is_not_the_secrets_fault() {
    let said = |input: &str, secret: &str| {
        let raw = format!(
            "POST / HTTP/1.1\r\nHost: example.com\r\nSignature-Input: sig1=({input});created=1700000000\r\n\
             Signature: sig1=:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=:\r\n\r\n"
        );
        let mut secrets = Secrets::default();
        secrets.set("secret", Secret::new(secret));
        let received = received::read(raw.as_bytes());
        let found = verify_request(&scheme("rfc9421"), &secrets, &received.signable());
        let said = verdict(&scheme("rfc9421"), Coverage::Whole, &found, false);
        format!("{} {:?}: {}\n", said.word, said.tone, said.text)
    };
    let all = [
        said("\"x-tenant\"", "c2VjcmV0"),
        said("\"host\";sf", "c2VjcmV0"),
        said("\"@status\"", "c2VjcmV0"),
        said("\"@method\"", "not base64!"),
    ];
    expect![[r#"
        unusable Bad: The signed content of HTTP Message Signatures cannot be built from this request, whatever the secret: the component `"x-tenant"` cannot be filled: the message has no such header field.
        unusable Bad: The signed content of HTTP Message Signatures cannot be built from this request, whatever the secret: the component `"host";sf` cannot be filled: its parameters are not supported here.
        unusable Bad: The signed content of HTTP Message Signatures cannot be built from this request, whatever the secret: the component `"@status"` cannot be filled: requests do not have it.
        unusable Bad: The secret cannot be used for HTTP Message Signatures: it is not base64: a space at character 4 is not in its alphabet; use A-Z, a-z, 0-9, `+` and `/`.
    "#]].assert_eq(&all.concat());
}

#[test]
fn another_algorithm_is_named() {
    let found = "ed25519".to_owned();
    let said = verdict(
        &scheme("rfc9421"),
        Coverage::Whole,
        &Verdict::OtherAlgorithm { found },
        false,
    );
    expect!["public-key Careful: The request names the algorithm `ed25519`, which is not an HMAC. Only the sender’s public key verifies it, no shared secret does."].assert_eq(&format!("{} {:?}: {}", said.word, said.tone, said.text));
}

#[test]
fn what_the_browser_says_of_a_public_key_is_a_sentence() {
    let scheme = scheme("discord");
    let all = [
        waiting(&scheme),
        cannot(&scheme),
        public(&scheme, Coverage::Whole, Tone::Good),
        public(&scheme, Coverage::Whole, Tone::Careful),
        public(&scheme, Coverage::Whole, Tone::Bad),
    ]
    .map(|said| format!("{} {:?}: {}", said.word, said.tone, said.text));
    expect![[r#"
        running Plain: The browser verifies the Discord signature.
        unverified Careful: This browser cannot verify the Discord signature on this page. The bytes to verify are below.
        valid Good: The Discord signature matches this body and public key.
        valid Careful: The Discord signature matches this body and public key, but a receiver refuses its time.
        mismatch Bad: The Discord signature does not match this body and public key. Verify the raw bytes, before any parser, and compare the key."#]].assert_eq(&all.join("\n"));
}

/// A token says nothing of the bytes, and a signature no more of them than it covers.
#[test]
fn a_verdict_says_no_more_than_is_signed() {
    let mismatch = || Verdict::Mismatch {
        proof: proof(),
        found: vec!["cd".into()],
    };
    let said = |id: &str, coverage: Coverage, found: Verdict| {
        let said = verdict(&scheme(id), coverage, &found, false);
        format!("{} {:?}: {}\n", said.word, said.tone, said.text)
    };
    let with_digests = |digests, coverage: Coverage, signature: Option<Verdict>| {
        let found = Verdict::Differs {
            name: "Content-Digest".into(),
            wanted: "b".into(),
            found: "a".into(),
            digests: Box::new(digests),
            signature: signature.map(Box::new),
        };
        said("rfc9421", coverage, found)
    };
    let differs = |coverage, signature| with_digests(DigestMatches::default(), coverage, signature);
    let contradicts = |right: &str, wrong: &str, coverage, signature| {
        let digests = DigestMatches {
            right: vec![right.to_owned()],
            wrong: vec![wrong.to_owned()],
        };
        with_digests(digests, coverage, Some(signature))
    };
    let valid = || Verdict::Valid(proof());
    let all = [
        said("gitlab", Coverage::Nothing, valid()),
        said("gitlab", Coverage::Nothing, mismatch()),
        said("adyen", Coverage::Members, valid()),
        said("rfc9421", Coverage::Nothing, valid()),
        differs(Coverage::Whole, Some(valid())),
        differs(Coverage::Nothing, Some(valid())),
        differs(Coverage::Whole, Some(mismatch())),
        differs(Coverage::Whole, None),
        contradicts("sha-256", "sha-512", Coverage::Whole, valid()),
        contradicts("sha-512", "sha-256", Coverage::Nothing, valid()),
        contradicts("sha-256", "sha-256", Coverage::Whole, mismatch()),
    ];
    expect![[r#"
        valid Good: The GitLab token is the secret that you entered. It shows who sent the request, and nothing about the body.
        mismatch Bad: The GitLab token in the request is not the secret that you entered. Look for a line ending, quotes or spaces around one of them.
        valid Good: The Adyen signature is correct. It covers single members of the body, and nothing else of it.
        valid Good: The HTTP Message Signatures signature is correct. It does not cover the body.
        differs Bad: The HTTP Message Signatures signature is correct, but this is not the body that it covers: `Content-Digest` is `a`, but the digest of this body is `b`. The body was changed or rewritten after signing. Refuse such a delivery.
        differs Bad: The HTTP Message Signatures signature is correct, but it does not cover the body, which was changed: `Content-Digest` is `a`, but the digest of this body is `b`. Refuse such a delivery.
        differs Bad: `Content-Digest` is `a`, but the digest of this body is `b`, so the body was changed or rewritten. The HTTP Message Signatures signature does not match either.
        differs Bad: Whatever the signature, `Content-Digest` is `a`, but the digest of this body is `b`. The body was changed or rewritten after the digest was computed. Refuse such a delivery.
        differs Careful: The HTTP Message Signatures signature is correct, but the sha-512 digest in `Content-Digest` is wrong; its sha-256 digest matches the body, so the body is unchanged. A receiver that checks every digest refuses the request: correct the sha-512 digest where it is computed.
        differs Careful: The HTTP Message Signatures signature is correct, but the sha-256 digest in `Content-Digest` is wrong; its sha-512 digest matches the body, so the body is unchanged. The signature does not cover the body. A receiver that checks every digest refuses the request: correct the sha-256 digest where it is computed.
        differs Bad: The HTTP Message Signatures signature does not match. Also, `Content-Digest` contains several sha-256 digests: the last is wrong, but another matches the body, so the body is unchanged.
    "#]].assert_eq(&all.concat());
    for text in &all[..4] {
        assert!(!text.contains("matches this body"), "{text}");
    }
}

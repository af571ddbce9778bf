//! The sentences of the bench.

use expect_test::{Expect, expect};

use super::*;
use crate::sign::presets;
use crate::sign::verify::Proof;
use crate::validate::problem::{self, Cause, Severity};

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
    let said = verdict(&scheme("github"), &found, refused);
    expected.assert_eq(&format!("{} {:?}: {}", said.word, said.tone, said.text));
}

#[test]
fn each_verdict_is_a_sentence() {
    check(
        Verdict::Valid(proof()),
        false,
        expect!["valid Good: Valid: the GitHub signature belongs to these bytes"],
    );
    check(
        Verdict::Valid(proof()),
        true,
        expect![
            "valid Careful: The GitHub signature belongs to these bytes, but a receiver refuses its time"
        ],
    );
    check(
        Verdict::Mismatch {
            proof: proof(),
            found: vec!["cd".into()],
        },
        false,
        expect![
            "mismatch Bad: Not valid: the GitHub signature is not that of these bytes with this secret"
        ],
    );
    check(
        Verdict::HeaderMissing {
            name: "X-Hub-Signature-256".into(),
        },
        false,
        expect![
            "missing Bad: The field `X-Hub-Signature-256` is missing, and GitHub puts the signature there: a receiver refuses the request"
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
            "malformed Bad: The field `X-Hub-Signature-256` does not look like a GitHub signature: it should read `sha256={signature}` and is `zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…`"
        ],
    );
    check(
        Verdict::NotSigned {
            name: "X-Signature".into(),
            found: "none".into(),
        },
        false,
        expect!["unsigned Bad: The sender says in `X-Signature` that it did not sign: `none`"],
    );
    check(
        Verdict::Differs {
            name: "Content-Digest".into(),
            wanted: "b".into(),
            found: "a".into(),
        },
        false,
        expect![
            "differs Bad: `Content-Digest` says `a`, and these bytes give `b`: they were changed after signing"
        ],
    );
    check(
        Verdict::PublicKey,
        false,
        expect![
            "public-key Careful: GitHub signs with a private key: no shared secret verifies it, only the sender’s public key"
        ],
    );
    check(
        Verdict::SecretMissing {
            input: "secret".into(),
        },
        false,
        expect!["secret Plain: Give “Secret”, and the signature is verified"],
    );
    check(
        Verdict::Unusable(vec![
            Cause::Signing(problem::Signing::Content {
                why: "the certificate cannot be read; copy it whole".into(),
            })
            .at("secret", Severity::Blocks),
        ]),
        false,
        expect![
            "unusable Bad: The secret cannot be used for GitHub: the certificate cannot be read; copy it whole"
        ],
    );
    check(
        Verdict::Nothing,
        false,
        expect!["none Plain: This scheme signs nothing, so there is nothing to verify"],
    );
}

#[test]
fn what_the_browser_says_of_a_public_key_is_a_sentence() {
    let scheme = scheme("discord");
    let all = [
        waiting(&scheme),
        cannot(&scheme),
        public(&scheme, Tone::Good),
        public(&scheme, Tone::Bad),
    ]
    .map(|said| format!("{} {:?}: {}", said.word, said.tone, said.text));
    expect![[r#"
        running Plain: The browser verifies the Discord signature
        unverified Careful: This browser cannot verify the Discord signature here; what was signed stands below
        valid Good: Valid: the Discord signature belongs to these bytes
        mismatch Bad: Not valid: the Discord signature is not that of these bytes with this public key. Verify the bytes as they came, before any parser, and compare the key"#]].assert_eq(&all.join("\n"));
}

use expect_test::{Expect, expect};

use super::*;
use crate::sign::verify::Proof;
use crate::sign::{clock::judge, presets};

const NOW: i64 = 1_700_000_000_000;

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
fn check(found: Verdict, clock: Clock, expected: Expect) {
    let said = verdict(&scheme("github"), &found, clock);
    expected.assert_eq(&format!("{} {:?}: {}", said.word, said.tone, said.text));
}

#[test]
fn each_verdict_is_a_sentence() {
    check(Verdict::Valid(proof()), Clock::None, expect!["valid Good: Valid: the GitHub signature belongs to these bytes"]);
    check(
        Verdict::Valid(proof()),
        Clock::TooOld { by: 1 },
        expect!["valid Careful: The GitHub signature belongs to these bytes, but a receiver refuses its time"],
    );
    check(
        Verdict::Mismatch { proof: proof(), found: vec!["cd".into()] },
        Clock::None,
        expect!["mismatch Bad: Not valid: the GitHub signature is not that of these bytes with this secret"],
    );
    check(
        Verdict::HeaderMissing { name: "X-Hub-Signature-256".into() },
        Clock::None,
        expect!["missing Bad: The field `X-Hub-Signature-256` is missing, and GitHub puts the signature there: a receiver refuses the request"],
    );
    check(
        Verdict::NotOfForm { name: "X-Hub-Signature-256".into(), form: "sha256={signature}".into(), found: "z".repeat(90) },
        Clock::None,
        expect!["malformed Bad: The field `X-Hub-Signature-256` does not look like a GitHub signature: it should read `sha256={signature}` and is `zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz…`"],
    );
    check(
        Verdict::NotSigned { name: "X-Signature".into(), found: "none".into() },
        Clock::None,
        expect!["unsigned Bad: The sender says in `X-Signature` that it did not sign: `none`"],
    );
    check(
        Verdict::Differs { name: "Content-Digest".into(), wanted: "b".into(), found: "a".into() },
        Clock::None,
        expect!["differs Bad: `Content-Digest` says `a`, and these bytes give `b`: they were changed after signing"],
    );
    check(
        Verdict::PublicKey,
        Clock::None,
        expect!["public-key Careful: GitHub signs with a private key: no shared secret verifies it, only the sender’s public key"],
    );
    check(
        Verdict::SecretMissing { input: "secret".into() },
        Clock::None,
        expect!["secret Plain: Give “Secret”, and the signature is verified"],
    );
    check(Verdict::Nothing, Clock::None, expect!["none Plain: This scheme signs nothing, so there is nothing to verify"]);
}

#[test]
fn the_clock_rule_tells_the_age_and_the_tolerance() {
    let say = |id: &str, time: &str| {
        let scheme = scheme(id);
        let said = clock(&scheme, time, judge(&scheme, time, NOW), NOW);
        said.map_or_else(String::new, |s| format!("{} {:?}: {}", s.word, s.tone, s.text))
    };
    let all = [
        say("stripe", "1699999990"),
        say("stripe", "1699990000"),
        say("stripe", "1700000600"),
        say("slack", "1700000600"),
        say("slack", "soon"),
        say("slack", "-9223372036854775808"),
        say("github", ""),
    ];
    expect![[r#"
        in-time Good: It was signed 10 seconds ago; Stripe allows 5 minutes
        stale Bad: Too old: it was signed 2 hours 46 minutes ago; Stripe allows 5 minutes, so that nobody sends it again later
        in-time Good: It was signed 10 minutes in the future; Stripe allows 5 minutes
        future Bad: Too new: its time is 10 minutes in the future; Slack allows 5 minutes; check both clocks
        unread Bad: The time `soon` is no number, so a receiver refuses it
        unread Bad: The time `-9223372036854775808` is no number, so a receiver refuses it
    "#]]
    .assert_eq(&all.join("\n"));
}

#[test]
fn a_span_has_two_units() {
    let spans = [0, 1, 59, 60, 61, 3600, 90_061, 31_557_600 * 2 + 86_400].map(span);
    assert_eq!(
        spans,
        ["0 seconds", "1 second", "59 seconds", "1 minute", "1 minute 1 second", "1 hour", "1 day 1 hour", "2 years 1 day"]
    );
}

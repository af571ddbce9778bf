//! Bad input: each is answered in words, all that the page says of it, and nothing is lost.

use data_encoding::BASE64;
use expect_test::expect_file;

use super::*;
use diagnosis::{Inquiry, Ruled, Search, Searched, gather};
use signature::{Algorithm, Coverage, DigestText, hmac};
use std::ops::ControlFlow;
use worker::Report;

fn hex(text: &[u8]) -> String {
    hmac::text(
        &hmac::mac(Algorithm::Sha256, b"secret", text),
        DigestText::Hex,
    )
}

/// Everything that the page says: verdict, clock, remarks, notes, and what the search comes to.
fn said(state: &VerifyState) -> String {
    let mut lines = vec![words(state)];
    let stranger = state.stranger().filter(|_| state.scheme.is_none());
    lines.extend(stranger.map(|found| format!("beside the scheme: {}", found.why)));
    if let Some(checked) = &state.checked {
        lines.extend(checked.clock_sentence.iter().map(|s| format!("clock: {s}")));
        lines.extend(
            checked
                .problems
                .iter()
                .map(|p| format!("{}: {}", p.at, p.message())),
        );
        lines.extend(checked.remarks.iter().map(|s| format!("remark: {s}")));
    }
    lines.extend(
        state
            .notes()
            .map(|note| format!("note: {}", note.sentence())),
    );
    if let (Some(scheme), Some(inquiry)) = (&state.scheme, state.explained()) {
        let valid = inquiry == Inquiry::Contrary;
        let evidence = gather(scheme, &state.received, valid);
        let coverage = Coverage::of(scheme, &state.received.signable());
        let shown = evidence.iter().map(|found| {
            let sentence = match valid {
                true => found.beside_valid(coverage),
                false => found.sentence(),
            };
            format!("evidence: {}: {sentence}", found.code())
        });
        lines.extend(shown);
        if inquiry != Inquiry::Cause {
            return lines.join("\n");
        }
        let search = Search::new(scheme, &state.secrets, &state.received);
        let end = match search.run(&mut |_| ControlFlow::Continue(())) {
            Searched::Found(explanation, _) => explanation.sentence(),
            Searched::Nothing(ruled) => uncounted(&worded(&ruled)),
            Searched::Stopped => "stopped".to_owned(),
        };
        lines.push(format!("search: {end}"));
    }
    lines.join("\n")
}

/// All that the page says of a search without a result.
fn worded(ruled: &Ruled) -> String {
    [ruled.summary(), ruled.groups().join("; "), ruled.limits()].join("|")
}

/// A sentence whose numbers grow with the schemes that there are.
fn uncounted(sentence: &str) -> String {
    let words = sentence.split(' ').map(|word| {
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        if number { "N" } else { word }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What the page has of the result that a worker comes to, and how often that one reports before.
fn by_worker(state: &VerifyState) -> (Checked, usize) {
    let attempt = state.attempt().expect("something to verify");
    let (mut checked, mut reports) = (None, 0);
    worker::run(
        attempt.task(),
        state.received.body.to_vec(),
        &mut |report, bytes| {
            let json = serde_json::to_string(&report).expect("it serialises");
            match serde_json::from_str(&json).expect("it reads") {
                Report::Verified(found) => {
                    checked = Some(attempt.completed(*found, bytes.unwrap_or_default().to_vec()));
                }
                report => {
                    assert!(matches!(report, Report::Hashed { .. }), "{report:?}");
                    reports += 1;
                }
            }
        },
    );
    (checked.expect("a result"), reports)
}

fn pasted(raw: &str, typed: &str) -> String {
    let state = after(vec![secret(typed), Change::Raw(raw.into())]);
    if let Some(here) = state.checked.as_deref() {
        let (mut there, _) = by_worker(&state);
        // Of the problems only those of secrets are shown.
        assert!(
            there
                .problems
                .iter()
                .all(|problem| here.problems.contains(problem))
        );
        there.problems.clone_from(&here.problems);
        assert_eq!(there, **here, "{raw}");
    }
    assert!(raw.ends_with(&*String::from_utf8_lossy(&state.received.body)));
    format!("{raw:?}\n{}\n\n", said(&state))
}

#[test]
fn bad_input_is_answered_in_words() {
    let good = hex(b"{}");
    let github = format!("X-Hub-Signature-256: sha256={good}");
    let stripe = |time: &str| {
        let signature = hex([time.as_bytes(), b".{}"].concat().as_slice());
        format!("Stripe-Signature: t={time},v1={signature}")
    };
    let hooks = |id: &str| {
        let text = [id, ".1700000000.{}"].concat();
        let digest = hmac::mac(Algorithm::Sha256, b"secret", text.as_bytes());
        let signature = BASE64.encode(&digest);
        format!(
            "webhook-id: {id}\r\nwebhook-timestamp: 1700000000\r\nwebhook-signature: v1,{signature}"
        )
    };
    let on = |fields: &str, body: &str| {
        format!("POST / HTTP/1.1\r\nHost: a.example\r\n{fields}\r\n\r\n{body}")
    };
    let bad = "0".repeat(64);
    let rows: Vec<(&str, String, &str)> = vec![
        (
            "a header that looks like a signature and is not",
            on("X-Signature: approved", "{}"),
            "secret",
        ),
        (
            "the same in a scheme's own field",
            on("X-Hub-Signature-256: sha256=approved", "{}"),
            "secret",
        ),
        (
            "the same without its form",
            on("X-Hub-Signature-256: approved", "{}"),
            "secret",
        ),
        (
            "a digest of another length",
            on("X-Hub-Signature-256: sha256=00ff", "{}"),
            "secret",
        ),
        (
            "two schemes at once",
            on(&format!("{github}\r\n{}", stripe("1700000000")), "{}"),
            "secret",
        ),
        (
            "an id with a dot",
            on(&hooks("msg.1"), "{}"),
            "whsec_c2VjcmV0",
        ),
        (
            "a time that is no number",
            on(&stripe("soon"), "{}"),
            "secret",
        ),
        (
            "a time in the far future",
            on(&stripe("32503680000"), "{}"),
            "secret",
        ),
        (
            "a time beyond numbers",
            on(&stripe("99999999999999999999"), "{}"),
            "secret",
        ),
        ("a time before 1970", on(&stripe("-5"), "{}"), "secret"),
        (
            "an empty body",
            on(&format!("X-Hub-Signature-256: sha256={}", hex(b"")), ""),
            "secret",
        ),
        ("an empty body that was not", on(&github, ""), "secret"),
        ("an empty secret", on(&github, "{}"), ""),
        (
            "a secret that is empty once decoded",
            on(&hooks("msg"), "{}"),
            "whsec_",
        ),
        (
            "one good among bad",
            on(
                &format!(
                    "Stripe-Signature: t=1700000000,v1={bad},v1={},v1=zz",
                    hex(b"1700000000.{}")
                ),
                "{}",
            ),
            "secret",
        ),
        (
            "none good among bad",
            on(
                &format!("Stripe-Signature: t=1700000000,v1={bad},v1=zz,v1="),
                "{}",
            ),
            "secret",
        ),
        (
            "a folded field",
            on(
                &format!("X-Hub-Signature-256:\r\n  sha256={good}\r\nX-A: b\r\n\tc"),
                "{}",
            ),
            "secret",
        ),
        (
            "a field that is folded within the signature",
            on(
                &format!(
                    "X-Hub-Signature-256: sha256={}\r\n {}",
                    &good[..32],
                    &good[32..]
                ),
                "{}",
            ),
            "secret",
        ),
        ("bare LF", on(&github, "{}").replace("\r\n", "\n"), "secret"),
        (
            "bare LF, and line ends in the body",
            on(&github, "{\n}").replace("\r\n", "\n"),
            "secret",
        ),
        (
            "both line ends",
            on(&github, "{}").replacen("\r\n", "\n", 1),
            "secret",
        ),
        (
            "no blank line",
            on(&github, "").trim_end().to_owned() + "\r\n{}",
            "secret",
        ),
        (
            "no blank line, and no body",
            on(&github, "").trim_end().to_owned(),
            "secret",
        ),
        (
            "a body that looks like fields",
            on(&github, "a: b\r\n\r\n{}"),
            "secret",
        ),
        (
            "a length that is too large",
            on(&format!("{github}\r\nContent-Length: 9"), "{}"),
            "secret",
        ),
        (
            "a length that is too small",
            on(&format!("{github}\r\nContent-Length: 2"), "{}\n"),
            "secret",
        ),
        (
            "a length that is none",
            on(&format!("{github}\r\nContent-Length: -1"), "{}"),
            "secret",
        ),
        (
            "a length beyond numbers",
            on(
                &format!("{github}\r\nContent-Length: 99999999999999999999"),
                "{}",
            ),
            "secret",
        ),
        (
            "two lengths",
            on(
                &format!("{github}\r\nContent-Length: 2\r\nContent-Length: 3"),
                "{}",
            ),
            "secret",
        ),
        (
            "a signature twice",
            on(&format!("{github}\r\n{github}"), "{}"),
            "secret",
        ),
        ("an empty field", on("X-Hub-Signature-256:", "{}"), "secret"),
        ("nothing but a body", "{\"a\":1}".to_owned(), "secret"),
        ("nothing but white space", " \r\n\t\n".to_owned(), "secret"),
        (
            "a reply",
            format!("HTTP/1.1 200 OK\r\n{github}\r\n\r\n{{}}"),
            "secret",
        ),
    ];
    let all = rows
        .into_iter()
        .map(|(what, raw, typed)| format!("# {what}\n{}", pasted(&raw, typed)));
    expect_file!["odd.txt"].assert_eq(&all.collect::<String>());
}

/// Twenty megabytes: read at once, verified and searched by a worker, answered in words.
#[test]
fn twenty_megabytes_are_answered_in_words() {
    let body = "0123456789abcde\n".repeat((20 << 20) / 16);
    for (signed, secret_typed, expected) in [
        (body.clone(), "secret", "valid"),
        (
            format!("{body}\n"),
            "secret",
            "with a newline (LF) after it",
        ),
    ] {
        let head = format!(
            "POST / HTTP/1.1\r\nHost: a\r\nX-Hub-Signature-256: sha256={}\r\n\r\n",
            hex(signed.as_bytes())
        );
        let bytes = [head.as_bytes(), body.as_bytes()].concat();
        let mut state = after(vec![secret(secret_typed), file(bytes)]);
        assert!(state.checked.is_none() && state.is_verified_by_worker());
        let (checked, reports) = by_worker(&state);
        assert!((10..20).contains(&reports), "{reports}");
        let round = state.round;
        state.apply(Change::Checked(round, Rc::new(checked)));
        let all = said(&state);
        assert!(all.contains(expected), "{all}");
        // What is typed meanwhile asks anew, and an answer to what was asked before is none.
        state.apply(secret("other"));
        let late = state.checked.clone();
        assert!(late.is_none());
        let fresh = after(vec![Change::Example(Example::Valid)])
            .checked
            .expect("an answer");
        state.apply(Change::Checked(round, fresh.0));
        assert!(state.checked.is_none());
    }
}

#[test]
fn problems_of_the_secret_are_known_beside_a_workers_result() {
    let hub = format!("X-Hub-Signature-256: sha256={}\r\n\r\n{{}}", "0".repeat(64));
    let hooks = "webhook-id: a\r\nwebhook-timestamp: 1\r\nwebhook-signature: v1,AAAA\r\n\r\n{}";
    let cases = [
        (&*hub, "secret\n"),
        (&*hub, " secret"),
        (hooks, "whsec_!"),
        (hooks, "whsec_"),
    ];
    for (raw, typed) in cases {
        let state = after(vec![Change::Raw(raw.into()), secret(typed)]);
        let here = state.checked.clone().expect("a result");
        let unusable = matches!(here.verdict, Verdict::Unusable(_));
        assert_eq!(unusable, raw == hooks, "{typed:?}");
        assert!(unusable || !here.problems.is_empty(), "{typed:?}");
        assert_eq!(by_worker(&state).0, *here.0, "{typed:?}");
    }
}

//! Each change of the state, and the result that follows from it.

mod odd;

use std::rc::Rc;

use expect_test::expect;

use super::*;
use signature::presets;
use yew::Reducible;

const NOW: i64 = 1_700_000_000_000;

fn after(changes: Vec<Change>) -> VerifyState {
    let mut state = Rc::new(VerifyState::default());
    for change in changes {
        state = state.reduce(Dated {
            change,
            now_ms: NOW,
        });
    }
    (*state).clone()
}

fn and(mut changes: Vec<Change>, last: Change) -> Vec<Change> {
    changes.push(last);
    changes
}

fn words(state: &VerifyState) -> String {
    let said = state.said();
    format!("{}: {}", said.word, said.text)
}

/// A file that is dropped as the whole request.
fn file(bytes: Vec<u8>) -> Change {
    Change::File(File {
        name: "request.http".to_owned(),
        size: bytes.len(),
        content: Content::Request(Rc::new(received::take(bytes))),
    })
}

fn secret(text: &str) -> Change {
    Change::Secret("secret".into(), text.into())
}

#[test]
fn an_empty_page_asks_for_a_request() {
    expect!["none: Paste a request, and the result appears here. If its signature is invalid, Signpost looks for the cause: re-serialised JSON, changed line endings, a wrongly decoded secret and thousands more."]
        .assert_eq(&words(&after(Vec::new())));
    expect!["unknown: No header of the request belongs to a known scheme. Choose the scheme, or check that the headers are complete."]
        .assert_eq(&words(&after(vec![Change::Raw("Host: example.com\n\n{}".into())])));
    let strange = after(vec![Change::Raw("X-Own-Signature: abc\n\n{}".into())]);
    expect!["unknown: Choose the scheme that the sender uses, or describe it."]
        .assert_eq(&words(&strange));
    expect!["`X-Own-Signature` looks like a signature, but its scheme is not known, but its value is not a digest in hex or base64"]
        .assert_eq(&strange.stranger().expect("one").why);
}

const CURL: &str =
    "curl https://x.example/hook -H 'X-Hub-Signature-256: sha256=abc' -d '{\"a\":1}'";

#[test]
fn another_delivery_drops_the_time_and_the_secret_of_an_example() {
    let is_given = |state: &VerifyState| state.secrets.get("secret").is_some();
    let example = || vec![Change::Example(Example::OldTime), Change::Time("1".into())];
    let state = after(and(example(), Change::Raw(CURL.into())));
    assert_eq!((is_given(&state), &*state.time), (false, ""));
    // A secret that the person typed stays, and so does everything while they edit.
    let typed = and(example(), secret("mine"));
    let state = after(and(typed, Change::Raw(CURL.into())));
    assert_eq!((is_given(&state), &*state.time), (true, ""));
    let edited = after(example()).raw.typed.replace("evt_1", "evt_2");
    let state = after(and(example(), Change::Raw(edited.into())));
    assert_eq!((is_given(&state), &*state.time), (true, "1"));
}

#[test]
fn another_delivery_is_told_from_an_edit() {
    let one = Example::Valid.request(NOW);
    let curl = |signature: &str, body: &str| {
        CURL.replace("abc", &signature.repeat(8))
            .replace("\"a\"", body)
    };
    for (before, after, other) in [
        ("", &*one, false),
        (&one, "", true),
        (&one, &Example::OldTime.request(NOW), true),
        (&one, &Example::ChangedBody.request(NOW), false),
        (&one, CURL, true),
        (CURL, &one, true),
        (&curl("1111", "one"), &curl("2222", "two"), true),
        (CURL, &CURL.replace("abc", "abcd"), false),
        ("x", "xy", false),
    ] {
        assert_eq!(input::is_other(before, after), other, "{before} -> {after}");
    }
}

#[test]
fn a_text_that_is_no_digest_is_malformed_and_nothing_is_searched() {
    let state = after(vec![secret("x"), Change::Raw(CURL.into())]);
    expect!["malformed: `abc` is not a GitHub signature, which has 64 characters of hex. Copy the header whole, and check that it is the one with the signature."]
        .assert_eq(&words(&state));
    assert_eq!(state.explained(), None);
    assert!(
        state
            .checked
            .is_some_and(|checked| checked.remarks.is_empty())
    );
}

#[test]
fn each_example_is_recognised_and_shows_another_verdict() {
    let shown = |example: Example| {
        let state = after(vec![Change::Example(example)]);
        let checked = state.checked.clone().expect("a result");
        let late = words::refused(checked.clock) && checked.clock != signature::Clock::None;
        (
            state.speaks_of().map(str::to_owned),
            state.said().word,
            late,
        )
    };
    let github = || Some("github".to_owned());
    assert_eq!(shown(Example::Valid), (github(), "valid", false));
    assert_eq!(shown(Example::ChangedBody), (github(), "mismatch", false));
    assert_eq!(shown(Example::WrongSecret), (github(), "mismatch", false));
    assert_eq!(
        shown(Example::OldTime),
        (Some("stripe".to_owned()), "valid", true)
    );
    let state = after(vec![Change::Example(Example::ChangedBody)]);
    assert_eq!(state.example, Some(Example::ChangedBody));
    assert!(state.checked.as_ref().is_some_and(|c| c.searchable()));
    expect!["mismatch: The GitHub signature does not match this body and secret."]
        .assert_eq(&words(&state));
}

#[test]
fn each_version_of_amazons_signature_is_a_scheme_of_its_own() {
    let of = |version: &str| {
        let body = [
            r#"{"Type":"Notification","SignatureVersion":""#,
            version,
            r#"","Signature":"AAAA","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/x.pem"}"#,
        ];
        let raw = [
            "POST / HTTP/1.1\nx-amz-sns-message-type: Notification\n\n",
            &body.concat(),
        ];
        after(vec![Change::Raw(raw.concat().into())])
    };
    assert_eq!(of("1").speaks_of(), Some("aws-sns-v1"));
    assert_eq!(of("2").speaks_of(), Some("aws-sns"));
    assert_eq!(of("2").recognised.len(), 1);
    assert!(of("3").recognised.iter().all(|found| !found.sound));
    let paypal = "POST / HTTP/1.1\nPAYPAL-TRANSMISSION-ID: 1\nPAYPAL-TRANSMISSION-TIME: 2015-05-18T15:45:13Z\n\
        PAYPAL-TRANSMISSION-SIG: AAAA\nPAYPAL-CERT-URL: https://api.paypal.com/x\n\n{}";
    assert_eq!(
        after(vec![Change::Raw(paypal.into())]).speaks_of(),
        Some("paypal")
    );
}

#[test]
fn turning_to_two_boxes_fills_empty_ones_and_keeps_what_was_typed() {
    let raw = "POST / HTTP/1.1\nA: b\nC: d\n\nbody";
    let state = after(vec![Change::Raw(raw.into()), Change::Shape(Shape::Parts)]);
    assert_eq!(
        (&*state.headers, &*state.body.typed),
        ("POST / HTTP/1.1\nA: b\nC: d", "body")
    );
    let state = after(vec![
        Change::Shape(Shape::Parts),
        Change::Headers("X: y".into()),
        Change::Shape(Shape::Raw),
        Change::Raw(raw.into()),
        Change::Shape(Shape::Parts),
    ]);
    assert_eq!((&*state.headers, &*state.body.typed), ("X: y", ""));
    assert_eq!(&*state.raw.typed, raw);
}

#[test]
fn a_body_that_a_text_area_would_change_goes_over_as_bytes() {
    let bytes = b"A: b\r\n\r\n{\r\n\xe9}".to_vec();
    let state = after(vec![file(bytes), Change::Shape(Shape::Parts)]);
    assert_eq!(state.body.body()[..], *b"{\r\n\xe9}");
    assert_eq!(state.received.body[..], *b"{\r\n\xe9}");
}

#[test]
fn a_file_stands_in_the_place_of_what_was_typed_until_it_is_taken_away() {
    let typed = || vec![Change::Raw("typed".into()), file(vec![0xff])];
    assert_eq!(after(typed()).received.body[..], [0xff]);
    let mut changes = typed();
    changes.push(Change::NoFile);
    assert_eq!(after(changes).received.body[..], *b"typed");
}

#[test]
fn a_chosen_scheme_stays_and_the_recognised_one_follows_the_request() {
    let github = || Change::Raw("X-Hub-Signature-256: sha256=00\n\n{}".into());
    let stripe = || Change::Raw("Stripe-Signature: t=1,v1=00\n\n{}".into());
    let id = |state: &VerifyState| state.scheme.as_ref().map(|s| s.id.clone());
    assert_eq!(
        id(&after(vec![github(), stripe()])).as_deref(),
        Some("stripe")
    );
    let chosen = Change::Scheme("slack".into());
    assert_eq!(
        id(&after(vec![github(), chosen, stripe()])).as_deref(),
        Some("slack")
    );
    let both = vec![
        Change::Scheme("slack".into()),
        stripe(),
        Change::Scheme("".into()),
    ];
    assert_eq!(id(&after(both)).as_deref(), Some("stripe"));
}

#[test]
fn a_plain_hmac_is_verified_though_no_field_speaks_of_it() {
    let raw = "POST / HTTP/1.1\nX-Signature: 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17\n\nHello, World!";
    let state = after(vec![Change::Raw(raw.into())]);
    assert_eq!(state.said().word, "unknown");
    assert!(schemes().any(|scheme| scheme.id == "plain"));
    let state = after(vec![
        Change::Raw(raw.into()),
        Change::Scheme("plain".into()),
        Change::Secret("secret".into(), "It's a Secret to Everybody".into()),
    ]);
    assert_eq!(state.said().word, "valid");
}

#[test]
fn the_address_is_asked_for_where_it_is_signed() {
    let asks = |id: &str| after(vec![Change::Scheme(id.to_owned().into())]).signs_address();
    let ids = presets::known().iter().map(|scheme| scheme.id.as_str());
    let asking: Vec<&str> = ids.filter(|id| asks(id)).collect();
    assert_eq!(
        asking.join(" "),
        "twilio twilio-json square hubspot-v3 hubspot-v2 rfc9421 authing"
    );
}

/// The person's own schemes, with Stripe's copied to another header field.
fn own(editor: bool) -> Shared<Own> {
    let mut scheme = presets::find("stripe").unwrap_or_default();
    for field in &mut scheme.headers {
        field.name = "Acme-Signature".to_owned();
    }
    let trial = signature::editor::SchemeEditor::copy(&scheme, "Trial".to_owned());
    scheme.title = "Acme".to_owned();
    let mut own = Own::default();
    own.saved.save(&scheme, None);
    own.editor = editor.then(|| Rc::new(trial));
    Shared(Rc::new(own))
}

fn in_force(state: &VerifyState) -> Option<&str> {
    state.scheme.as_ref().map(|scheme| scheme.id.as_str())
}

#[test]
fn a_saved_scheme_is_recognised_and_chosen_and_gone_when_it_is_deleted() {
    let raw = || Change::Raw("Acme-Signature: t=1700000000,v1=00\n\n{}".into());
    let state = after(vec![Change::Own(own(false)), raw()]);
    assert_eq!(in_force(&state), Some("own-acme"));
    let state = after(vec![raw(), Change::Own(own(false))]);
    assert_eq!(
        in_force(&state),
        Some("own-acme"),
        "also when it comes later"
    );
    let state = after(vec![
        raw(),
        Change::Own(own(false)),
        Change::Scheme("own-acme".into()),
        Change::Own(Shared::default()),
    ]);
    assert_eq!((in_force(&state), &state.chosen), (None, &None));
}

#[test]
fn a_saved_scheme_beside_another_is_remarked() {
    let digest = "ab".repeat(32);
    let fields =
        format!("Acme-Signature: t=1700000000,v1={digest}\nX-Hub-Signature-256: sha256={digest}");
    let raw = || Change::Raw(format!("{fields}\n\n{{}}").into());
    let remarks = |changes| {
        after(changes)
            .checked
            .map(|checked| checked.remarks.join("\n"))
    };
    expect!["The request has the signatures of two schemes, `Acme-Signature` and `X-Hub-Signature-256`. Verify each separately"]
        .assert_eq(&remarks(vec![secret("s"), Change::Own(own(false)), raw()]).expect("it is verified"));
    assert_eq!(remarks(vec![secret("s"), raw()]).as_deref(), Some(""));
}

#[test]
fn the_scheme_that_is_being_changed_is_in_force_meanwhile() {
    let state = after(vec![
        Change::Scheme("github".into()),
        Change::Own(own(true)),
        Change::Raw("Stripe-Signature: t=1700000000,v1=00\n\n{}".into()),
    ]);
    assert_eq!(in_force(&state), Some("editor"));
    expect!["missing: The header `Acme-Signature` is missing. Trial puts the signature there, so a receiver refuses the request."].assert_eq(&words(&state));
    let mut over = state;
    over.apply(Change::Own(own(false)));
    assert_eq!(
        in_force(&over),
        Some("github"),
        "then the chosen one is again"
    );
}

#[test]
fn secrets_are_known_by_name_before_one_is_typed_and_go_with_the_request() {
    let request = "POST /h?api_key=canary-1 HTTP/1.1\nHost: a.b\nX-Gitlab-Token: canary-2\n\n{\"password\":\"canary-3\"}";
    let known = |state: &VerifyState| {
        state
            .known_secrets()
            .find(b"canary-1 canary-2 canary-3")
            .len()
    };
    assert_eq!(known(&after(vec![Change::Raw(request.into())])), 3);
    let changes = || vec![Change::Raw(request.into()), Change::Shape(Shape::Parts)];
    assert_eq!(known(&after(changes())), 3);
    let emptied = [Change::Headers("".into()), Change::Body("".into())];
    let changes = changes().into_iter().chain(emptied);
    assert_eq!(known(&after(changes.collect())), 0);
}

#[test]
fn a_large_body_is_searched_for_secrets_to_its_end_by_the_worker() {
    let large = |tail: &str| file([&[b'x'; 300 << 10], tail.as_bytes()].concat());
    let state = after(vec![large("")]);
    assert!(state.unsearched);
    let found = |reading, found| Change::Named(reading, found);
    let secrets = || Some(vec!["canary-1".to_owned()]);
    let known = |state: &VerifyState| {
        (
            !state.unsearched,
            state.known_secrets().find(b"canary-1").len(),
        )
    };
    assert_eq!(
        known(&after(vec![large(""), found(state.reading, secrets())])),
        (true, 1)
    );
    // Too many, or those of an earlier body.
    assert_eq!(
        known(&after(vec![large(""), found(state.reading, None)])),
        (false, 0)
    );
    assert_eq!(
        known(&after(vec![
            large(""),
            large("y"),
            found(state.reading, secrets())
        ])),
        (false, 0)
    );
    // Another scheme or secret leaves what was found.
    let changes = vec![
        large(""),
        found(state.reading, secrets()),
        Change::Scheme("github".into()),
        secret("canary-2"),
    ];
    assert_eq!(known(&after(changes)), (true, 1));
}

#[test]
fn a_saved_copy_of_a_known_scheme_comes_after_it() {
    let scheme = presets::find("github").unwrap_or_default();
    let mut own = Own::default();
    let copy = Scheme {
        title: "Mine".to_owned(),
        ..scheme
    };
    own.saved.save(&copy, None);
    let raw = Change::Raw(format!("X-Hub-Signature-256: sha256={}\n\n{{}}", "0".repeat(64)).into());
    let state = after(vec![Change::Own(Shared(Rc::new(own))), raw]);
    assert_eq!(state.speaks_of(), Some("github"));
    let ids: Vec<_> = state
        .recognised
        .iter()
        .filter_map(|found| found.scheme.as_deref())
        .collect();
    assert_eq!(ids, ["github", "meta", "own-mine"]);
}

#[test]
fn a_request_is_judged_at_the_time_that_was_typed() {
    let example = || Change::Example(Example::OldTime);
    let at = |text: &str| {
        let state = after(vec![example(), Change::Time(text.into())]);
        (state.said().tone, state.has_bad_time())
    };
    assert_eq!(at(""), (words::Tone::Careful, false));
    assert_eq!(at("1699992900"), (words::Tone::Good, false));
    assert_eq!(at("soon"), (words::Tone::Careful, true));
}

#[test]
fn clearing_leaves_nothing_and_late_results_are_ignored() {
    let mut state = after(vec![
        Change::Example(Example::WrongSecret),
        Change::Url("https://a.b/".into()),
    ]);
    let round = state.round;
    state.apply(Change::Clear);
    assert!(state.is_empty() && state.secrets == Secrets::default() && state.url.is_empty());
    assert!(state.checked.is_none() && state.example.is_none());
    state.apply(Change::Searched(
        round,
        SearchEnd::Stopped { done: 1 },
        None,
    ));
    state.apply(Change::Evidence(round, Rc::from([])));
    assert!(state.search.is_none() && state.evidence.is_none());
}

#[test]
fn the_result_of_a_search_stays_until_something_changes() {
    let mut state = after(vec![Change::Example(Example::WrongSecret)]);
    let end = SearchEnd::Stopped { done: 7 };
    state.apply(Change::Searched(state.round, end.clone(), None));
    assert_eq!(state.search, Some(end));
    let searches = state.searches;
    state.apply(Change::SearchAgain);
    assert_eq!((state.search.clone(), state.searches), (None, searches + 1));
}

#[test]
fn secrets_in_the_parts_of_an_event_that_are_not_read_are_known() {
    let event = r#"{"headers":{"X-Hub-Signature-256":"sha256=00"},"multiValueHeaders":{"X-Api-Key":["k3y"]},
        "queryStringParameters":{"token":"t0k"},"body":"{}"}"#;
    let state = after(vec![Change::Raw(event.into())]);
    let covered = state.named.find(event.as_bytes()).into_iter();
    let covered: Vec<&str> = covered.map(|span| &event[span]).collect();
    assert_eq!(covered, ["k3y", "t0k"]);
}

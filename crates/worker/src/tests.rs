//! Tasks as they are sent to the worker, and its reports.

use super::*;
use signature::{presets, write};

const BODY: &[u8] = b"{ \"foo\": \"bar\" }\n";

/// GitHub's signature of `{"foo":"bar"}` under the secret `mysecret`.
const SIGNATURE: &str = "sha256=4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3";

fn explain(scheme: &str, signature: &str, inquiry: Inquiry) -> Vec<Report> {
    explain_with(scheme, signature, None, inquiry)
}

fn explain_with(
    scheme: &str,
    signature: &str,
    digest: Option<&str>,
    inquiry: Inquiry,
) -> Vec<Report> {
    let mut headers = vec![("X-Hub-Signature-256".to_owned(), signature.to_owned())];
    headers.extend(digest.map(|digest| ("Repr-Digest".to_owned(), digest.to_owned())));
    let scheme = presets::find(scheme).expect("a scheme");
    let task = Task::Explain {
        scheme: write::scheme(&scheme),
        own: Vec::new(),
        secrets: vec![("secret".to_owned(), "mysecret".to_owned())],
        delivery: Delivery {
            method: "POST".to_owned(),
            target: "/hook".to_owned(),
            url: "https://example.com/hook".to_owned(),
            headers,
        },
        inquiry,
        known: Vec::new(),
        share: Share::default(),
    };
    // The task as the worker receives it.
    let json = serde_json::to_string(&task).expect("it serialises");
    let task = serde_json::from_str(&json).expect("it reads");
    let mut reports = Vec::new();
    run(task, BODY.to_vec(), &mut |report, _| {
        let json = serde_json::to_string(&report).expect("it serialises");
        reports.push(serde_json::from_str(&json).expect("it reads"));
    });
    reports
}

#[test]
fn a_cause_is_found_and_worded() {
    let reports = explain("github", SIGNATURE, Inquiry::Cause);
    let Some(Report::Found {
        sentence, remedies, ..
    }) = reports.last()
    else {
        panic!("{reports:?}");
    };
    assert!(
        sentence.starts_with("The signature matches the body written without spaces"),
        "{sentence}"
    );
    assert_eq!(remedies[0].id, "json");
    assert!(reports[..reports.len() - 1].iter().all(|r| !r.is_last()));
}

#[test]
fn a_search_without_result_reports_what_was_tried() {
    let reports = explain("github", &SIGNATURE.replace('4', "5"), Inquiry::Cause);
    let Some(Report::Nothing {
        ruled: Some(ruled),
        next,
        ..
    }) = reports.last()
    else {
        panic!("{reports:?}");
    };
    assert!(ruled.tried > 1000, "{}", ruled.tried);
    assert_ne!(next, "");
}

/// The search for the rewriting still runs; if it finds nothing, the attempts do not matter.
#[test]
fn a_digest_of_another_body_is_the_answer() {
    // The digest of another body, from RFC 9530.
    let digest = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
    let wrong = SIGNATURE.replace('4', "5");
    let reports = explain_with("github", &wrong, Some(digest), Inquiry::Cause);
    let Some(Report::Nothing { ruled: None, .. }) = reports.last() else {
        panic!("{reports:?}");
    };
    let reports = explain_with("github", SIGNATURE, Some(digest), Inquiry::Cause);
    assert!(matches!(reports.last(), Some(Report::Found { .. })));
}

#[test]
fn evidence_alone_needs_no_search() {
    let reports = explain("github", SIGNATURE, Inquiry::Evidence);
    let [Report::Evidence(_), Report::Nothing { ruled: None, .. }] = &reports[..] else {
        panic!("{reports:?}");
    };
}

#[test]
fn every_scheme_crosses_unchanged() {
    for scheme in presets::all() {
        assert_eq!(
            read::scheme(&write::scheme(scheme)).as_ref(),
            Ok(scheme),
            "{}",
            scheme.id
        );
    }
}

#[test]
fn an_unreadable_scheme_is_reported() {
    let task = Task::Explain {
        scheme: "?".to_owned(),
        own: Vec::new(),
        secrets: Vec::new(),
        delivery: Delivery::default(),
        inquiry: Inquiry::Cause,
        known: Vec::new(),
        share: Share::default(),
    };
    let mut reports = Vec::new();
    run(task, Vec::new(), &mut |report, _| reports.push(report));
    assert!(matches!(&reports[..], [Report::Failed(_)]));
}

#[test]
fn the_secrets_in_a_body_are_found_by_their_names() {
    let mut reports = Vec::new();
    let body = br#"{"a":"b","password":"canary-1"}"#.to_vec();
    run(Task::Secrets, body, &mut |report, _| reports.push(report));
    assert_eq!(
        reports,
        [Report::Secrets(Some(vec!["canary-1".to_owned()]))]
    );
}

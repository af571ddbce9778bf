//! Goldens: what every documented example becomes, down to the bytes.
//!
//! `UPDATE_EXPECT=1 cargo test --test it goldens` writes them anew. The bodies
//! of the documentations' own examples are held against independently made
//! ones in [`independent`], so that an update cannot hide a slip.

mod independent;
mod snippets;

use std::fmt::Write as _;

use expect_test::{ExpectFile, expect_file};
use openapi::{Example, Operation};
use request::pipeline::Flow;
use request::preview;

use crate::common::{api, operation, run};

#[test]
fn keyauth_post() {
    check(
        "keyauth",
        "webhook",
        expect_file!["goldens/keyauth.webhook.txt"],
    );
}

#[test]
fn keyauth_get() {
    check(
        "keyauth",
        "webhookGet",
        expect_file!["goldens/keyauth.webhookGet.txt"],
    );
}

#[test]
fn genauth() {
    check(
        "genauth",
        "createWebhook",
        expect_file!["goldens/genauth.createWebhook.txt"],
    );
}

#[test]
fn aggregate_intelligence() {
    check(
        "aggregate-intelligence",
        "createWebhook",
        expect_file!["goldens/aggregate-intelligence.createWebhook.txt"],
    );
}

#[test]
fn superoffice() {
    check(
        "superoffice",
        "postWebhook",
        expect_file!["goldens/superoffice.postWebhook.txt"],
    );
}

/// Holds every example of an operation against its golden file.
fn check(id: &str, name: &str, expected: ExpectFile) {
    let api = api(id);
    let operation = operation(&api, name);
    let mut text = String::new();
    for example in &operation.examples {
        let _ = writeln!(text, "=== {}: {}", example.name, example.summary);
        show(&run(&operation, example), &mut text);
    }
    expected.assert_eq(&plain(&text));
}

fn show(flow: &Flow, text: &mut String) {
    for problem in &flow.problems {
        let severity = problem.severity.word();
        let _ = writeln!(
            text,
            "{severity} {} at {}\n  {}",
            problem.code(),
            problem.at,
            problem.message()
        );
        if let Some(source) = &problem.source {
            let _ = writeln!(text, "  source: {source}");
        }
    }
    let _ = writeln!(text, "---");
    for piece in preview::message(&flow.request).head {
        text.push_str(&piece.text);
    }
    if let Some(body) = &flow.request.body {
        text.push_str(&String::from_utf8_lossy(&body.bytes));
    }
    text.push_str("\n\n");
}

/// The golden files are text: their line ends are LF.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The example of that name.
fn named<'a>(operation: &'a Operation, name: &str) -> &'a Example {
    let found = operation.examples.iter().find(|e| e.name == name);
    found.unwrap_or_else(|| panic!("{} has no example {name}", operation.id))
}

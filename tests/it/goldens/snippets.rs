//! The requests that the documentations print, as snippets.

use std::fmt::Write as _;

use expect_test::expect_file;
use request::snippet;

use super::{named, plain};
use crate::common::{api, operation, run};

/// Snippets of what the documentations themselves print, in every target, redacted and exact.
#[test]
fn printed_requests_in_every_target() {
    let printed = [
        ("keyauth", "webhook", "post-request"),
        ("keyauth", "webhookGet", "get-request"),
        ("genauth", "createWebhook", "sample-values"),
        ("aggregate-intelligence", "createWebhook", "example-request"),
        ("aggregate-intelligence", "createWebhook", "body-parameter"),
        ("aggregate-intelligence", "createWebhook", "curl"),
        ("superoffice", "postWebhook", "sample"),
        ("superoffice", "postWebhook", "select-url"),
    ];
    let mut text = String::new();
    for (id, name, example) in printed {
        let api = api(id);
        let operation = operation(&api, name);
        let flow = run(&operation, named(&operation, example));
        for target in snippet::targets() {
            for exact in [false, true] {
                let form = if exact { "exact" } else { "redacted" };
                let snippet = snippet::write(target.id, &flow.request, exact);
                let _ = writeln!(
                    text,
                    "=== {id}/{name} {example}: {} {form}\n{}",
                    target.id, snippet.text
                );
                for remark in snippet.remarks {
                    let _ = writeln!(text, "({remark})");
                }
                text.push('\n');
            }
        }
    }
    expect_file!["snippets.txt"].assert_eq(&plain(&text));
}

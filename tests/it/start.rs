//! The first request of every documented operation: it has no problem, and the sandbox accepts it.

use exchange::reply::{self, Expectation, ReplyOutcome};
use exchange::sandbox;
use openapi::Operation;
use request::draft::start::{self, Start};
use request::pipeline::{self, Target};

use crate::common::{IDS, api, file, matches, moment, operation};

fn outcome(operation: &Operation, example: Option<&str>) -> (ReplyOutcome, bool) {
    let Start { draft, secrets, .. } = start::start(operation, example);
    let flow = pipeline::run(operation, &draft, &secrets, &moment(), &matches);
    let problems = flow.problems_of(Target::Sandbox);
    let words: Vec<String> = problems.iter().map(|problem| problem.message()).collect();
    assert!(words.is_empty(), "{}: {words:#?}", operation.id);
    let reply = sandbox::answer(operation, &flow.request, &secrets, &moment(), &matches);
    let reading = reply::read(
        operation,
        &reply,
        Expectation::default(),
        &secrets,
        &matches,
    );
    (reading.outcome, flow.signed.is_some())
}

#[test]
fn every_operation_begins_with_a_request_that_the_sandbox_accepts() {
    for id in IDS {
        for operation in &api(id).operations {
            assert_eq!(
                outcome(operation, None).0,
                ReplyOutcome::Accepted,
                "{id} {}",
                operation.id
            );
        }
    }
}

#[test]
fn the_request_of_the_start_page_is_signed_and_accepted() {
    let index = signpost::catalog::read(&file("index.json")).unwrap_or_default();
    let (id, operation_id) = index.start.request.split_once('/').unwrap_or_default();
    let api = api(id);
    let operation = operation(&api, operation_id);
    let example = Some(&*index.start.example);
    assert_eq!(outcome(&operation, example), (ReplyOutcome::Accepted, true));
}

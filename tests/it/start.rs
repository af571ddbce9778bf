//! The first request of every documented operation: it has no problem, and the sandbox accepts it.

use exchange::reply::{self, Expectation, ReplyOutcome};
use exchange::sandbox;
use openapi::Operation;
use request::draft::start::{self, Start};
use request::pipeline::{self, Target};

use crate::common::{IDS, api, matches, moment};

fn outcome(operation: &Operation) -> ReplyOutcome {
    let Start { draft, secrets, .. } = start::start(operation);
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
    reading.outcome
}

#[test]
fn every_operation_begins_with_a_request_that_the_sandbox_accepts() {
    for id in IDS {
        for operation in &api(id).operations {
            assert_eq!(
                outcome(operation),
                ReplyOutcome::Accepted,
                "{id} {}",
                operation.id
            );
        }
    }
}

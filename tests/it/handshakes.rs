//! The handshake that a document knows too is the same in both places.

use exchange::handshake::{Handshake, Trial};
use json::Value;
use openapi::delivery;
use request::draft::{self, Edit, load};
use request::pipeline::{self, Flow};
use signature::secret::{Secret, Secrets};

use crate::common::{api, matches, moment};

const FILE: &str = include_str!("../../static/verify/handshakes.json");

fn secrets() -> Secrets {
    let mut secrets = Secrets::default();
    secrets.set("secret", Secret::new("example secret"));
    secrets
}

/// Names of the fields, in lower case, and the body with what differs from one request to the next left out.
fn shape(flow: &Flow) -> (Vec<String>, Vec<(String, Value)>) {
    let names = flow.request.headers.iter().map(|h| h.name.to_lowercase());
    // A browser sends its own; the handshake does not name one.
    let mut names: Vec<String> = names.filter(|name| name != "user-agent").collect();
    names.sort();
    let body = flow
        .request
        .body
        .as_ref()
        .map(|b| String::from_utf8_lossy(&b.bytes));
    let body = Value::read(&body.unwrap_or_default()).expect("JSON");
    let members = body.as_object().cloned().unwrap_or_default();
    let fixed = |(name, _): &(String, Value)| name != "EventId" && name != "Timestamp";
    (names, members.into_iter().filter(fixed).collect())
}

#[test]
fn superoffice_tests_a_receiver_by_the_documented_example() {
    let api = api("superoffice");
    let listing = api
        .delivery(Some("postWebhook"), "delivery")
        .expect("its delivery");
    let operation = delivery::open(&api, listing, &Default::default()).expect("it reads");
    let example = operation
        .examples
        .iter()
        .find(|e| e.name == "test")
        .expect("the test event");
    assert!(
        example.description.contains("answers 200 OK"),
        "{}",
        example.description
    );
    let draft = draft::apply(
        &load::fresh(&operation),
        &operation,
        &Edit::Example("test".into()),
    );
    let documented = pipeline::run(&operation, &draft, &secrets(), &moment(), &matches);

    let all: Vec<Handshake> = serde_json::from_str(FILE).expect("it reads");
    let hand = all
        .iter()
        .find(|h| h.id == "superoffice")
        .expect("the handshake");
    let trial = Trial {
        handshake: hand,
        probe: None,
        address: "https://www.example.com/",
        inputs: &secrets(),
        moment: &moment(),
    };
    let asked = trial.ask();
    assert_eq!(shape(&asked), shape(&documented));
    assert_eq!(asked.request.method, documented.request.method);
    assert_eq!(asked.scheme.id, documented.scheme.id);
}

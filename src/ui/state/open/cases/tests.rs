//! Runs of all cases, driven as the page drives them.

use std::rc::Rc;

use expect_test::expect;
use yew::Reducible;

use super::*;
use crate::ui::prefs;
use crate::ui::route;
use crate::ui::state::{Action, Due as DueTo, Loaded, Saved, Stamped, State};
use exchange::reply::Source;
use request::draft::Edit;
use request::forecast::SendError;

const DOCUMENT: &str = r#"{
  "openapi": "3.1.0",
  "info": {"title": "Shop", "version": "1"},
  "webhooks": {
    "order": {"post": {
      "summary": "An order was placed",
      "x-signpost-signature": {"scheme": "SCHEME"},
      "requestBody": {"required": true, "content": {"application/json": {
        "schema": {"type": "object", "properties": {"item": {"type": "string"}}},
        "examples": {"one": {"value": {"item": "Kiwi9"}}}
      }}},
      "responses": {"204": {"description": "Received"}}
    }}
  }
}"#;

struct Page {
    state: Rc<State>,
    clock: i64,
}

impl Page {
    fn open(scheme: &str) -> Page {
        let state = State::new(
            |_, _| Some(true),
            route::read("#/shop/order"),
            prefs::read(""),
        );
        let mut page = Page {
            state: Rc::new(state),
            clock: 1_700_000_000,
        };
        let api = openapi::read("shop", &DOCUMENT.replace("SCHEME", scheme)).expect("it reads");
        page.act(Action::Document(
            "shop".to_owned(),
            Loaded::Ready(Rc::new(api)),
        ));
        let (api, due) = page.state.due().expect("it is due");
        let DueTo::Delivery(listing) = due else {
            panic!("it is a delivery");
        };
        let operation = page.state.delivery(&api, &listing, None, &page.moment());
        let operation = operation.expect("it reads");
        page.act(Action::Open(api, operation, Saved::Nothing));
        page
    }

    fn moment(&self) -> Moment {
        Moment {
            unix_ms: self.clock * 1000,
            id: format!("msg_{}", self.clock),
            nonce: "0".repeat(32),
        }
    }

    fn act(&mut self, action: Action) {
        self.clock += 1;
        let moment = self.moment();
        self.state = Rc::clone(&self.state).reduce(Stamped { action, moment });
    }

    fn step(&mut self, step: CaseStep) {
        self.act(Action::Cases(step));
    }

    fn now(&self) -> &Open {
        self.state.open.as_deref().expect("it is open")
    }

    fn run(&self) -> &CaseRun {
        self.now().cases.as_deref().expect("there is a run")
    }

    fn secret(&mut self) {
        let secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
        self.act(Action::Secret("secret".into(), secret.into()));
    }
}

fn reply(status: u16) -> Reply {
    Reply {
        source: Source::Network,
        status,
        reason: String::new(),
        headers: Vec::new(),
        body: Rc::from([]),
        millis: 1.0,
        redirected_to: None,
        sample: None,
    }
}

#[test]
fn the_sandbox_answers_every_case_as_it_must() {
    let mut page = Page::open("standard-webhooks");
    page.secret();
    page.step(CaseStep::Start);
    while let Some((key, _)) = page.run().in_flight() {
        page.step(CaseStep::Sandbox(key));
    }
    expect![[r#"
        | Case | Expected | Actual | Verdict | Note |
        | --- | --- | --- | --- | --- |
        | Valid | Accepted (2xx) | 204 No Content | As expected |  |
        | Wrong secret | Refused (4xx) | 401 Unauthorized | As expected | The signature was made with another secret. |
        | Stale timestamp | Refused (4xx) | 401 Unauthorized | As expected | The signature is right, but its time is 10 minutes ago, and this scheme allows 300 seconds. |
        | Timestamp in the future | Refused (4xx) | 401 Unauthorized | As expected | The signature is right, but its time is 10 minutes ahead, and this scheme allows 300 seconds. |
        | Body altered after signing | Refused (4xx) | 401 Unauthorized | As expected | One character of the body was changed after signing. |
        | Signature missing | Refused (4xx) | 401 Unauthorized | As expected | The signature was left out, so anyone may have sent it. |
        | Two signatures (secret rotation) | Accepted (2xx) | 204 No Content | As expected | One of the two signatures is made with its secret, the last one. |
        | Duplicate id | Accepted (2xx) | 204 No Content | As expected | Each copy has the same id, so the receiver must accept each and act on it once: send it twice. |
    "#]]
    .assert_eq(&page.run().markdown());
    assert_eq!(
        &*page.state.said,
        "All cases are done: 8 as expected, 0 not as expected"
    );
    assert!(
        page.now().outcome == crate::ui::state::Outcome::Nothing,
        "there is no single reply"
    );
}

#[test]
fn each_case_is_signed_when_it_is_sent_and_the_duplicate_is_the_valid_one_again() {
    let mut page = Page::open("standard-webhooks");
    page.secret();
    page.act(Action::Target(Target::Direct));
    let url = "https://receiver.example/hook";
    page.act(Action::Edit(Edit::Type(
        problem::Field::address(),
        url.into(),
    )));
    page.step(CaseStep::Start);
    let mut sent = Vec::new();
    while let Some((key, flow)) = page.run().in_flight() {
        let header = |name| flow.request.header(name).map(str::to_owned);
        sent.push([header("webhook-id"), header("webhook-timestamp")]);
        page.step(CaseStep::Answered(
            key,
            Ok(reply(if key.at == 1 { 200 } else { 401 })),
        ));
    }
    assert_eq!(sent.len(), 8);
    assert_eq!(sent[0], sent[7]);
    assert_ne!(sent[0], sent[1]);
    let verdicts: Vec<_> = page.run().rows.iter().map(|row| row.verdict().0).collect();
    assert_eq!(
        verdicts,
        [
            "Not as expected",
            "Not as expected",
            "As expected",
            "As expected",
            "As expected",
            "As expected",
            "Not as expected",
            "Not as expected"
        ]
    );
}

#[test]
fn what_does_not_apply_is_listed_with_its_reason_and_not_sent() {
    let mut page = Page::open("github");
    page.secret();
    page.step(CaseStep::Start);
    let reasons = page.run().rows.iter().filter_map(|row| match row.result {
        CaseResult::Inapplicable(why) => Some(format!("{}: {why}", title(row.case))),
        _ => None,
    });
    let reasons: Vec<String> = reasons.collect();
    expect![[r#"
        Stale timestamp: This scheme signs no time, so a receiver cannot tell an old delivery from a new one.
        Timestamp in the future: This scheme signs no time, so a receiver cannot tell an old delivery from a new one.
        Two signatures (secret rotation): This scheme has room for one signature only: while the secret changes, the receiver has to try both secrets.
        Duplicate id: Every valid delivery is the same here: send it twice."#]]
    .assert_eq(&reasons.join("\n"));
}

#[test]
fn a_run_is_stopped_and_late_answers_change_nothing() {
    let mut page = Page::open("standard-webhooks");
    page.secret();
    page.step(CaseStep::Start);
    let (key, _) = page.run().in_flight().expect("the first case is in flight");
    page.step(CaseStep::Answered(
        key,
        Err(Rc::new(Failure::plain(SendError::Network))),
    ));
    let (second, _) = page
        .run()
        .in_flight()
        .expect("the second case is in flight");
    page.step(CaseStep::Sandbox(key));
    assert_eq!(page.run().in_flight().map(|f| f.0), Some(second));
    page.step(CaseStep::Stop);
    page.step(CaseStep::Sandbox(second));
    let actual: Vec<String> = page.run().rows.iter().map(CaseRow::actual).collect();
    assert_eq!(actual[..3], ["No reply", "Stopped", "Stopped"]);
    page.step(CaseStep::Start);
    page.step(CaseStep::Answered(second, Ok(reply(200))));
    assert_eq!(
        page.run().rows[0].actual(),
        "Sending",
        "the answer was to another run"
    );
    page.step(CaseStep::Close);
    assert!(page.now().cases.is_none());
}

#[test]
fn a_delivery_without_its_secret_runs_the_valid_case_only() {
    let mut page = Page::open("standard-webhooks");
    page.step(CaseStep::Start);
    let run = page.run();
    assert!(
        !run.is_running(),
        "the secret is missing, which blocks sending"
    );
    assert!(matches!(run.rows[0].result, CaseResult::Blocked(_)));
    assert!(
        run.rows[1..]
            .iter()
            .all(|row| row.reason() == "The delivery is not signed.")
    );
}

//! Sending the cases of a delivery: the one in flight is sent, and its answer leads to the next.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::browser::fetch::{self, Flight};
use crate::browser::task::frame;
use crate::ui::shared::Shared;
use crate::ui::state::open::cases::CaseKey;
use crate::ui::state::{Action, CaseStep, Open, Target};
use request::pipeline::Flow;

/// Sends the case in flight; when that is another one, or none, the flight is aborted.
#[hook]
pub fn use_case_run(open: Option<&Rc<Open>>, act: &Callback<Action>) {
    let run = open.and_then(|open| open.cases.as_ref());
    let in_flight = run.and_then(|run| Some((run.in_flight()?, run.target)));
    let act = act.clone();
    use_effect_with(in_flight, move |in_flight| {
        let flight = in_flight
            .as_ref()
            .and_then(|((key, flow), target)| send(*key, flow, *target, act));
        move || drop(flight)
    });
}

fn send(
    key: CaseKey,
    flow: &Shared<Flow>,
    target: Target,
    act: Callback<Action>,
) -> Option<Flight> {
    match target {
        Target::Direct => {
            let ready = flow.ready(target).ok()?;
            Some(fetch::send(ready, move |result| {
                act.emit(Action::Cases(CaseStep::Answered(key, result)));
            }))
        }
        Target::Sandbox => {
            // A frame comes between two cases, so that the page shows them and can stop them.
            spawn_local(async move {
                frame().await;
                act.emit(Action::Cases(CaseStep::Sandbox(key)));
            });
            None
        }
    }
}

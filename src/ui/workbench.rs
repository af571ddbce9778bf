//! The open operation: the form in the middle, the wire and the reply at the right.

mod address;
mod auth;
pub mod bar;
mod body;
mod delivery;
mod file;
mod parameters;
pub mod pieces;
mod problems;
mod signing;

use std::rc::Rc;

use yew::prelude::*;

use self::pieces::Sheet;
use super::el::{component, el, row};
use super::parts::{Item, SelectProps, select};
use super::reply::{ReplyPane, ReplyProps};
use super::state::{Action, Open, Prefs};
use super::veil::{Veil, under};
use super::wire::{Wire, WireProps};
use openapi::Operation;
use request::draft::Edit;
use request::preview::secrets::known;

/// All parts of the workbench, for each operation anew. Parameters, body, signing and the right side
/// come a task later each: in one, the task is long enough to feel.
pub fn view(open: &Rc<Open>, prefs: &Prefs, act: &Callback<Action>) -> Html {
    let sheet = Sheet::new(open, prefs, act);
    let bench = el("div")
        .class("bench")
        .key(key(&open.operation))
        .put(form(&sheet))
        .put(sheet.late(4, right));
    let inside = row(vec![
        bar::view(open, prefs.reveal, act),
        delivery::tools(open, act),
        bench.node(),
    ]);
    under(veil(open, prefs.reveal), inside)
}

/// The secrets that are known here.
fn veil(open: &Open, reveal: bool) -> Veil {
    let (flow, secrets) = (&open.flow, &open.bench.secrets);
    let known = known(&flow.request, secrets, &flow.scheme).into();
    Veil {
        known,
        reveal,
        operation: Some(Rc::clone(&open.operation)),
        searched: None,
    }
}

/// The wire and the reply.
fn right(sheet: &Sheet) -> Html {
    let (open, act) = (&sheet.open, &sheet.act);
    let operation = &open.operation;
    el("div")
        .class("right")
        .put(component::<Wire>(WireProps {
            flow: Rc::clone(&open.flow),
            prefs: sheet.prefs.clone(),
            act: act.clone(),
        }))
        .put(component::<ReplyPane>(ReplyProps {
            operation: Rc::clone(operation),
            outcome: open.outcome.clone(),
            outdated: open.outdated,
            number: open.replies,
            signed: operation.responses.iter().any(|r| r.signature.is_some()),
            act: act.clone(),
        }))
        .node()
}

/// What tells an operation's elements from another's.
fn key(operation: &Operation) -> AttrValue {
    [&*operation.api, "/", &operation.id].concat().into()
}

/// Everything that can be filled in, and the problems with it.
fn form(sheet: &Sheet) -> Html {
    let fields = el("div")
        .class("fields")
        .put(sheet.part(head))
        .put(sheet.late(1, |sheet| sheet.part(address::view)))
        .put(sheet.late(1, |sheet| sheet.part(auth::view)))
        .put(sheet.late(1, |sheet| sheet.part(parameters::view)))
        .put(sheet.late(2, body::view))
        .put(sheet.late(3, signing::view));
    el("section")
        .class("form")
        .is("aria-label", "Request")
        .el(fields)
        .put(component::<problems::Problems>(problems::ProblemsProps {
            found: Rc::clone(&sheet.open.problems),
        }))
        .node()
}

/// What is being filled in, and the documented examples of it.
fn head(Sheet { open, act, .. }: &Sheet) -> Html {
    let operation = &open.operation;
    let mut items = vec![Item::new("", "Load an example…")];
    for (breaks, group) in [(false, "As documented"), (true, "Breaks a rule on purpose")] {
        for example in operation.examples.iter().filter(|e| e.breaks == breaks) {
            let words = match example.summary.is_empty() {
                true => &example.name,
                false => &example.summary,
            };
            items.push(Item {
                value: example.name.clone().into(),
                label: words.clone().into(),
                group,
            });
        }
    }
    let loaded = open.example.as_deref().unwrap_or_default();
    let example = operation.examples.iter().find(|e| e.name == loaded);
    let described = example.filter(|e| !e.description.is_empty());
    let act = act.clone();
    let onchange = Callback::from(move |name: String| {
        if !name.is_empty() {
            act.emit(Action::Edit(Edit::Example(name.into())));
        }
    });
    let examples = select(SelectProps {
        label: Some("Example".into()),
        part: Some("example".into()),
        value: loaded.to_owned().into(),
        items,
        onchange: onchange.into(),
        ..Default::default()
    });
    el("div")
        .class("form-head")
        .el(el("h2").words(operation.summary.clone().into()))
        .put(examples)
        .maybe(described.map(|e| pieces::help(&e.description)))
        .put(delivery::taken(open))
        .node()
}

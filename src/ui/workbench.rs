//! The open operation: the form in the middle, the wire and the reply at the right.

mod address;
mod auth;
mod bar;
mod body;
mod parameters;
mod problems;
mod signing;

use std::rc::Rc;

use yew::prelude::*;

use super::form::Hints;
use super::parts::{Item, Select};
use super::prose;
use super::reply::ReplyPane;
use super::state::{Action, Open, Prefs};
use super::wire::Wire;
use crate::draft::Edit;

/// All parts of the workbench.
pub fn view(open: &Open, prefs: &Prefs, act: &Callback<Action>) -> Html {
    let hints = Hints {
        problems: open.problems.to_vec(),
        hidden: open.flow.hidden.clone(),
        show_all: prefs.show_all,
    };
    html! {
        <>
            { bar::view(open, prefs.reveal, act) }
            <div class="bench" key={format!("{}/{}", open.operation.api, open.operation.id)}>
                <section class="form" aria-label="Request">
                    <div class="fields">
                        { head(open, act) }
                        { address::view(open, &hints, act) }
                        { auth::view(open, &hints, act) }
                        { parameters::view(open, &hints, act) }
                        { body::view(open, &hints, act) }
                        { signing::view(open, act) }
                    </div>
                    <problems::Problems found={Rc::clone(&open.problems)} />
                </section>
                <div class="right">
                    <Wire flow={Rc::clone(&open.flow)} prefs={prefs.clone()} act={act.clone()} />
                    <ReplyPane
                        operation={Rc::clone(&open.operation)}
                        outcome={open.outcome.clone()}
                        number={open.replies}
                        signed={open.operation.responses.iter().any(|r| r.signature.is_some())}
                        act={act.clone()}
                    />
                </div>
            </div>
        </>
    }
}

/// A part of the form with its heading.
fn section(id: &'static str, title: &'static str, inside: Html) -> Html {
    html! {
        <section class="part" aria-labelledby={id}>
            <h3 {id}>{ title }</h3>
            { inside }
        </section>
    }
}

/// What is being filled in, and the documented examples of it.
fn head(open: &Open, act: &Callback<Action>) -> Html {
    let operation = &open.operation;
    let item = |breaks: bool| {
        let group = match breaks {
            true => "Breaks a rule on purpose",
            false => "As documented",
        };
        operation
            .examples
            .iter()
            .filter(move |e| e.breaks == breaks)
            .map(move |e| Item {
                group,
                ..Item::new(
                    e.name.clone(),
                    match e.summary.is_empty() {
                        true => e.name.clone(),
                        false => e.summary.clone(),
                    },
                )
            })
    };
    let mut items = vec![Item::new("", "Load an example…")];
    items.extend(item(false));
    items.extend(item(true));
    let loaded = open.example.as_deref().unwrap_or_default();
    let description = operation.examples.iter().find(|e| e.name == loaded);
    let act = act.clone();
    let onchange = Callback::from(move |name: String| {
        if !name.is_empty() {
            act.emit(Action::Edit(Edit::Example(name.into())));
        }
    });
    html! {
        <div class="form-head">
            <h2>{ operation.summary.clone() }</h2>
            <Select
                label="Example"
                part="example"
                value={loaded.to_owned()}
                {items}
                {onchange}
            />
            if let Some(example) = description.filter(|e| !e.description.is_empty()) {
                <div class="help">{ prose::blocks(&example.description) }</div>
            }
        </div>
    }
}

//! The inspector: the request's bytes, the same as code, the reply, and the documentation.

mod docs;

use std::rc::Rc;

use yew::prelude::*;

use self::docs::DocsTab;
use super::act::use_act;
use super::el::component;
use super::reply::{ReplyPane, ReplyProps};
use super::shared::Shared;
use super::snippet::{SnippetPane, SnippetProps};
use super::state::{Action, Open, Outcome, Prefs, Tab};
use super::wire::{Wire, WireProps};

/// See [`Inspector`].
#[derive(Properties, PartialEq)]
pub struct InspectorProps {
    pub open: Shared<Open>,
    pub prefs: Prefs,
    pub tab: Tab,
    /// Whether a page with one pane shows the inspector, and not the form.
    pub inspects: bool,
}

/// Four tabs, of which one is in the page. Where the page has one pane, the form is a tab before them.
#[component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let act = use_act();
    let open = &props.open;
    let tab = |tab: Tab| {
        let selected = props.tab == tab;
        let act = act.clone();
        let onclick = Callback::from(move |_: MouseEvent| act.emit(Action::Inspect(tab)));
        let mark = (tab == Tab::Reply).then(|| mark(open)).flatten();
        html! {
            <button
                type="button" role="tab" id={format!("tab-{}", tab.name())} data-tab={tab.name()}
                aria-selected={selected.to_string()} aria-controls="inspector-panel"
                tabindex={if selected { "0" } else { "-1" }} {onclick}
            >
                { tab.title() }
                if let Some((class, words)) = mark {
                    <span class={classes!("tab-mark", class)} role="img" aria-label={words} />
                }
            </button>
        }
    };
    let show_form = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::ShowForm))
    };
    let onkeydown = {
        let (act, at) = (act.clone(), props.tab);
        Callback::from(move |event: KeyboardEvent| {
            let Some(next) = next_tab(at, &event.key()) else {
                return;
            };
            event.prevent_default();
            act.emit(Action::Inspect(next));
            crate::browser::page::focus(&format!("#tab-{}", next.name()));
        })
    };
    let content = match props.tab {
        Tab::Request => component::<Wire>(WireProps {
            flow: Rc::clone(&open.flow),
            prefs: props.prefs.clone(),
            act: act.clone(),
        }),
        Tab::Code => component::<SnippetPane>(SnippetProps {
            flow: Rc::clone(&open.flow),
            prefs: props.prefs.clone(),
            act: act.clone(),
        }),
        Tab::Reply => component::<ReplyPane>(ReplyProps {
            operation: Rc::clone(&open.operation),
            outcome: open.outcome.clone(),
            outdated: open.outdated,
            number: open.replies,
            signed: open.operation.responses.iter().any(|r| r.signature.is_some()),
            act: act.clone(),
        }),
        Tab::Docs => html! {
            <DocsTab api={Shared::from(&open.api)} operation={Shared::from(&open.operation)} />
        },
    };
    html! {
        <section class="inspector" aria-label="Inspector">
            <div class="tabs">
                <button
                    type="button" class="form-tab" data-part="show-form"
                    aria-pressed={(!props.inspects).to_string()} onclick={show_form}
                >
                    { "Form" }
                </button>
                <div role="tablist" aria-label="Inspector" {onkeydown}>{ for Tab::ALL.map(tab) }</div>
            </div>
            <div
                id="inspector-panel" class="inspector-panel" role="tabpanel"
                aria-labelledby={format!("tab-{}", props.tab.name())}
            >
                { content }
            </div>
        </section>
    }
}

/// The tab that a key goes to.
fn next_tab(at: Tab, key: &str) -> Option<Tab> {
    let (at, last) = (at as usize, Tab::ALL.len() - 1);
    let next = match key {
        "ArrowRight" => (at + 1) % Tab::ALL.len(),
        "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    Tab::ALL.get(next).copied()
}

/// The mark at the reply's tab, and its words.
fn mark(open: &Open) -> Option<(&'static str, &'static str)> {
    let class = match &open.outcome {
        Outcome::Nothing => return None,
        Outcome::Sending(_) => return Some(("waiting", "Waiting for the reply")),
        Outcome::Failed(_) => "bad",
        Outcome::Replied(_, reading) => reading.outcome.word(),
    };
    match open.outdated {
        true => Some(("outdated", "Outdated")),
        false => Some((class, "There is a reply")),
    }
}

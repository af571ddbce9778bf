//! The inspector: the request's bytes, the same as code, the reply, and the documentation.

pub mod block;
pub mod code;
mod coloured;
pub mod copies;
mod docs;
pub mod elapsed;
mod json;
pub mod paint;
pub mod reply;
pub mod request;
mod segments;
mod syntax;

use yew::prelude::*;

use self::code::CodeTab;
use self::docs::DocsTab;
use self::reply::{ReplyTab, ReplyView};
use self::request::{RequestTab, RequestView};
use super::act::use_act;
use super::shared::Shared;
use super::state::{Action, Open, Outcome, Prefs, Tab};

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
    // Kept here, so that a tab is as it was left.
    let request_view = use_state_eq(RequestView::default);
    let reply_view = use_state_eq(ReplyView::default);
    let open = &props.open;
    let show_form = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::ShowForm))
    };
    let onkeydown = {
        let at = props.tab;
        Callback::from(move |event: KeyboardEvent| {
            let Some(next) = next_tab(at, &event.key()) else {
                return;
            };
            event.prevent_default();
            act.emit(Action::Inspect(next));
            crate::browser::page::focus(&format!("#tab-{}", next.name()));
        })
    };
    let set_request_view = {
        let view = request_view.setter();
        use_callback((), move |chosen, ()| view.set(chosen))
    };
    let set_reply_view = {
        let view = reply_view.setter();
        use_callback((), move |chosen, ()| view.set(chosen))
    };
    let content = match props.tab {
        Tab::Request => html! {
            <RequestTab
                flow={Shared::from(&open.flow)} altered={open.due.as_ref().and_then(|due| due.altered)}
                reveal={props.prefs.reveal} view={*request_view} onview={set_request_view}
            />
        },
        Tab::Code => html! {
            <CodeTab
                flow={Shared::from(&open.flow)} target={props.prefs.snippet} exact={props.prefs.exact}
            />
        },
        Tab::Reply => html! {
            <ReplyTab
                operation={Shared::from(&open.operation)} outcome={open.outcome.clone()}
                outdated={open.outdated} sends={open.refusal().is_none()} number={open.replies} arrived={open.arrived}
                view={*reply_view} onview={set_reply_view}
            />
        },
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
                <div role="tablist" aria-label="Inspector" {onkeydown}>
                    { for Tab::ALL.map(|tab| html! {
                        <TabButton {tab} selected={props.tab == tab} mark={mark(open, tab)} />
                    }) }
                </div>
            </div>
            <div
                id="inspector-panel" class="inspector-panel" role="tabpanel" tabindex="-1"
                aria-labelledby={format!("tab-{}", props.tab.name())} key={props.tab.name()}
            >
                { content }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct TabButtonProps {
    tab: Tab,
    selected: bool,
    /// A class and the words for what is new in the tab.
    mark: Option<(&'static str, &'static str)>,
}

#[component]
fn TabButton(props: &TabButtonProps) -> Html {
    let act = use_act();
    let TabButtonProps {
        tab,
        selected,
        mark,
    } = *props;
    let onclick = Callback::from(move |_: MouseEvent| act.emit(Action::Inspect(tab)));
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
fn mark(open: &Open, tab: Tab) -> Option<(&'static str, &'static str)> {
    let class = match &open.outcome {
        _ if tab != Tab::Reply => return None,
        Outcome::Nothing => return None,
        Outcome::Sending(_) => return Some(("awaited", "Waiting for the reply")),
        Outcome::Failed(_) => "failed",
        Outcome::Replied(_, reading) => reading.outcome.word(),
    };
    match open.outdated {
        true => Some(("outdated", "Outdated")),
        false => Some((class, "There is a reply")),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

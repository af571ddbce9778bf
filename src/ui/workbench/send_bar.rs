//! The send bar: method, URL, where the request goes, what is wrong with it, and Send.

use std::rc::Rc;

use yew::prelude::*;

use super::browser_notes::BrowserNotes;
use super::delivery;
use super::problems::Problems;
use crate::ui::act::use_act;
use crate::ui::controls::popover::Popover;
use crate::ui::form::text_of;
use crate::ui::inspector::elapsed::use_tenths;
use crate::ui::inspector::paint::{Painter, pieces};
use crate::ui::shared::Shared;
use crate::ui::state::{Action, Open, Outcome, Target, count};
use problem::{Root, Severity};
use request::address_secrets::in_address;
use request::preview::{self, Piece};

/// See [`SendBar`].
#[derive(Properties, PartialEq)]
pub struct SendBarProps {
    pub open: Shared<Open>,
    /// Whether secrets in the URL are shown.
    pub reveal: bool,
    /// Whether nothing was left or sent yet.
    pub fresh: bool,
}

/// Controls that never overlap: a narrow page shows short forms, or the address and Send in a second row.
#[component]
pub fn SendBar(props: &SendBarProps) -> Html {
    let open = &props.open;
    let method = &open.flow.request.method;
    // A URL that cannot be used is shown as typed, not as the one that stands in for it.
    let typed = text_of(open.bench.draft.root(&Root::address()));
    let is_typed = !open.flow.request.address_known && !typed.is_empty();
    let url = match is_typed {
        true => as_typed(&typed),
        false => preview::address(&open.flow.request),
    };
    let plain: String = url
        .iter()
        .filter(|piece| !piece.secret)
        .map(|piece| &*piece.text)
        .collect();
    html! {
        <div class="send-bar" role="group" aria-label="Send">
            <span class={classes!("method", method.to_lowercase())} data-part="method">{ method }</span>
            <code class="url" data-part="url" title={plain}>{ pieces(&url, &mut Painter::default(), props.reveal) }</code>
            <TargetChoice target={open.target} />
            { delivery::tools(open) }
            <ProblemsChip found={Shared::from(&open.problems)} fresh={props.fresh} />
            if open.target == Target::Direct {
                <BrowserNotes of={Rc::clone(&open.flow)} />
            }
            <SendButton
                sending={matches!(open.outcome, Outcome::Sending(_))} refusal={open.refusal().map(AttrValue::from)}
            />
        </div>
    }
}

/// An address as it was typed, with its secrets apart.
fn as_typed(address: &str) -> Vec<Piece> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    let mut push = |range: std::ops::Range<usize>, secret| {
        let text = Rc::from(address.get(range).unwrap_or_default());
        pieces.push(Piece {
            text,
            field: None,
            secret,
        });
    };
    for secret in in_address(address) {
        push(at..secret.start, false);
        at = secret.end;
        push(secret, true);
    }
    push(at..address.len(), false);
    pieces
}

#[derive(Properties, PartialEq)]
struct TargetChoiceProps {
    target: Target,
}

/// Where the request goes.
#[component]
fn TargetChoice(props: &TargetChoiceProps) -> Html {
    let act = use_act();
    let one = |target: Target, value: &'static str, label: &'static str, title: &'static str| {
        let act = act.clone();
        let onchange = Callback::from(move |_: Event| act.emit(Action::Target(target)));
        html! {
            <label {title}>
                <input
                    type="radio" name="target" data-part="target" {value} {onchange}
                    checked={props.target == target} autocomplete="off"
                />
                <span>{ label }</span>
            </label>
        }
    };
    html! {
        <div class="segmented" role="radiogroup" aria-label="Send to">
            { one(Target::Sandbox, "sandbox", "Sandbox", "Answered in this page; nothing is sent") }
            { one(Target::Direct, "direct", "Direct", "Sent by this browser to the address") }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ProblemsChipProps {
    /// Whether nothing was left or sent yet, so that nothing is a fault so far.
    fresh: bool,
    found: Shared<[Rc<problem::Problem>]>,
}

/// How many problems there are, and their list.
#[component]
fn ProblemsChip(props: &ProblemsChipProps) -> Html {
    let short = match props.found.len() {
        0 => "✓".to_owned(),
        problems => format!("⚠ {problems}"),
    };
    let severity = props.found.iter().map(|problem| problem.severity).max();
    let class = match severity {
        _ if props.fresh => "none",
        None => "none",
        Some(Severity::Warning) => "warning",
        Some(Severity::Error | Severity::Blocks) => "error",
    };
    html! {
        <Popover
            id="problem-list" part="problem-count" class={classes!("chip", "problems-chip", class)} keeps=true
            label={count(props.found.len())}
            button={html! {<><span class="long">{ count(props.found.len()) }</span><span class="short" aria-hidden="true">{ short }</span></>}}
        >
            <Problems found={Rc::clone(&props.found)} />
        </Popover>
    }
}

#[derive(Properties, PartialEq)]
struct SendButtonProps {
    sending: bool,
    /// Why nothing can be sent.
    refusal: Option<AttrValue>,
}

/// Send, which is Stop while a reply is awaited.
#[component]
fn SendButton(props: &SendButtonProps) -> Html {
    let act = use_act();
    let on = |action: fn() -> Action| {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(action()))
    };
    let refusal = props.refusal.as_ref().filter(|_| !props.sending);
    let refused = refusal.is_some();
    // One element for both, so that it keeps the focus.
    let (part, class, words, action): (_, _, _, fn() -> Action) = match props.sending {
        true => ("stop", "stop", "Stop", || Action::Stop),
        false => ("send", "primary", "Send", || Action::Send),
    };
    let title = match props.sending {
        true => None,
        false => Some(match refusal {
            Some(why) => why.replace('`', "").into(),
            None => AttrValue::Static("Ctrl+Enter or Cmd+Enter"),
        }),
    };
    html! {
        <>
            <button
                type="button" {class} data-part={part} {title}
                aria-disabled={refused.to_string()} aria-describedby={refused.then_some("refusal")}
                aria-keyshortcuts={(!props.sending).then_some("Control+Enter Meta+Enter")} onclick={on(action)}
            >
                { words }
                if props.sending {
                    <Seconds />
                }
            </button>
            if let Some(why) = refusal {
                <span id="refusal" class="unseen" role="alert">{ "Cannot be sent: " }{ why.replace('`', "") }</span>
            }
        </>
    }
}

/// The full seconds of the wait, from the first one on; the reply's tab has the time that is announced.
#[component]
fn Seconds() -> Html {
    let seconds = use_tenths() / 10;
    html! {
        <span class="elapsed" aria-hidden="true" data-part="stop-elapsed">
            if seconds > 0 {
                { format!("{seconds} s") }
            }
        </span>
    }
}

//! A delivery in the workbench: which case of it is sent, where its values come from, and how a
//! receiver answers all of its cases.

mod case_menu;
mod case_table;
mod registration;

use std::rc::Rc;

use yew::prelude::*;

use self::case_menu::case_menu;
pub use self::case_menu::{Cases, CasesProps};
use self::case_table::CaseTable;
use self::registration::Registration;
use crate::ui::act::use_act;
use crate::ui::shared::Shared;
use crate::ui::state::open::cases::title;
use crate::ui::state::{Action, CaseStep, Open, Target};

/// The case menu of the send bar; nothing of other operations.
pub fn tools(open: &Shared<Open>) -> Html {
    match open.operation.delivery {
        Some(_) => case_menu(open),
        None => Html::default(),
    }
}

/// What belongs to a delivery alone, below the title of the request pane; nothing of other operations.
pub fn panel(open: &Open) -> Html {
    if open.operation.delivery.is_none() {
        return Html::default();
    }
    let due = open
        .due
        .as_ref()
        .map(|due| due.sentence.as_str())
        .unwrap_or_default();
    let run = open.cases.as_ref();
    html! {
        <div class="delivery-panel">
            <Registration operation={Shared::from(&open.operation)} api={Shared::from(&open.api)} />
            <div class="due-line" role="status">
                if let Some(tampering) = open.tampering {
                    <p class="due" data-part="due">
                        <strong>{ title(Some(tampering)) }{ ". " }</strong>{ due.to_owned() }
                    </p>
                }
            </div>
            <Tools
                running={run.is_some_and(|run| run.is_running())} target={open.target}
                verifiable={open.flow.signed.is_some()}
            />
            if let Some(run) = run {
                <CaseTable run={Shared(Rc::clone(run))} outdated={run.is_outdated(&open.bench)} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ToolsProps {
    running: bool,
    target: Target,
    /// Whether there is a signature to verify.
    verifiable: bool,
}

/// What can be done with a delivery beside sending it once.
#[component]
fn Tools(props: &ToolsProps) -> Html {
    let act = use_act();
    let on = |action: fn() -> Action| {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(action()))
    };
    let (words, step): (_, fn() -> Action) = match props.running {
        true => ("Stop", || Action::Cases(CaseStep::Stop)),
        false => ("Run all cases", || Action::Cases(CaseStep::Start)),
    };
    let to = match props.target {
        Target::Sandbox => "Send each case to the sandbox, one after the other",
        Target::Direct => "Send each case to the address, one after the other",
    };
    html! {
        <div class="delivery-actions" role="group" aria-label="Delivery">
            <button type="button" data-part="run-cases" title={to} onclick={on(step)}>{ words }</button>
            <button
                type="button" data-part="repeat" onclick={on(|| Action::Repeat)}
                title="Send it as a retry: the same id, a new time and signature, and a higher retry count"
            >
                { "Send as retry" }
            </button>
            if props.verifiable {
                <a
                    class="button" href="#/verify" data-part="open-in-verify" onclick={on(|| Action::OpenInVerify)}
                    title="Verify this message on the Verify page, with its secret"
                >
                    { "Open in Verify" }
                </a>
            }
        </div>
    }
}

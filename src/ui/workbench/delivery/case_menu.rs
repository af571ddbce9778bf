//! The choice of a delivery's case in the send bar.

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::controls::popover::Popover;
use crate::ui::shared::Shared;
use crate::ui::state::open::cases::{Case, due_words, title};
use crate::ui::state::{Action, Open};
use exchange::delivery::{Scene, Tampering};

/// Bytes of a body above which the answers that are due are worked out for the chosen case only.
const LARGE: usize = 256 << 10;

/// A button with the chosen case, and the list of all cases with the answer that is due to each.
pub fn case_menu(open: &Shared<Open>) -> Html {
    let chosen = open.tampering;
    let button = html! {
        <><span class="case-label long">{ "Case: " }</span>{ title(chosen) }</>
    };
    html! {
        <Popover
            id="cases-menu" part="case" class={classes!("chip", "case-menu", chosen.map(|_| "tampered"))}
            {button} label={format!("Case: {}", title(chosen))} closes_on={Some(AttrValue::Static(word(chosen)))}
        >
            <Cases open={open.clone()} />
        </Popover>
    }
}

/// The `data-spoil` of a case.
fn word(case: Case) -> &'static str {
    case.map_or("", Tampering::word)
}

/// See [`Cases`].
#[derive(Properties, PartialEq)]
pub struct CasesProps {
    pub open: Shared<Open>,
}

/// The list, made only while it is open.
#[component]
pub fn Cases(props: &CasesProps) -> Html {
    let act = use_act();
    let listed = use_memo(props.open.clone(), |open| list(open));
    let one = |ListedCase {
                   case,
                   inapplicable,
                   due,
               }: &ListedCase| {
        let (case, chosen) = (*case, props.open.tampering);
        let is_chosen = case == chosen;
        // A second press takes the case back. One that stopped to apply can be taken back too.
        let disabled = inapplicable.is_some() && !is_chosen;
        let onclick = {
            let act = act.clone();
            Callback::from(move |_: MouseEvent| {
                if !disabled {
                    act.emit(Action::Tamper(case.filter(|_| !is_chosen)));
                }
            })
        };
        let note = inapplicable.unwrap_or(due);
        let id = format!("case-note-{}", word(case));
        html! {
            <button
                type="button" class="case" data-spoil={word(case)} {onclick}
                aria-pressed={is_chosen.to_string()} aria-disabled={disabled.then_some("true")}
                aria-describedby={(!note.is_empty()).then(|| id.clone())}
            >
                <span class="case-title">{ title(case) }</span>
                if !note.is_empty() {
                    <span class="case-note" {id}>{ note }</span>
                }
            </button>
        }
    };
    html! {
        <div class="cases-list" data-part="spoil" role="group" aria-label="Case to send">
            { for listed.iter().map(one) }
        </div>
    }
}

/// A case of the menu.
struct ListedCase {
    case: Case,
    inapplicable: Option<&'static str>,
    due: &'static str,
}

fn list(open: &Open) -> Vec<ListedCase> {
    let scene = Scene {
        operation: &open.operation,
        draft: &open.bench.draft,
        secrets: &open.bench.secrets,
        moment: &open.moment,
        matcher: &open.matcher,
    };
    let sound = scene.sound();
    let is_large = sound
        .request
        .body
        .as_ref()
        .is_some_and(|body| body.bytes.len() > LARGE);
    let listed = [None]
        .into_iter()
        .chain(Tampering::ALL.map(Some))
        .map(|case| {
            let inapplicable = case.and_then(|tampering| scene.inapplicable(tampering, &sound));
            let due = match case {
                _ if is_large || inapplicable.is_some() => "",
                None => due_words(scene.due(&sound).due),
                Some(tampering) => due_words(scene.tamper(tampering).expected.due),
            };
            ListedCase {
                case,
                inapplicable,
                due,
            }
        });
    listed.collect()
}

//! The search over everything that has a name: operations, fields, schemes, pages and actions.

pub mod entries;

use std::collections::BTreeMap;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use self::entries::{Does, Entry, Sources};
use super::act::use_act;
use super::dialog::ModalDialog;
use super::nav::use_listed;
use super::route::Page;
use super::shared::Shared;
use super::state::{Action, Loaded, Open, Own};
use super::verify::state::Change;
use super::verify::{VerifyContext, use_verify};
use crate::browser::task::frame;
use crate::browser::{page, value};
use crate::catalog::Index;
use openapi::Api;

/// Results that are drawn; more are found by typing.
const SHOWN: usize = 50;

/// See [`Palette`].
#[derive(Properties, PartialEq)]
pub struct PaletteProps {
    pub catalog: Loaded<Rc<Index>>,
    pub documents: Shared<BTreeMap<String, Loaded<Rc<Api>>>>,
    pub open: Option<Shared<Open>>,
    /// The page in sight; `None` for the workbench.
    pub page: Option<Page>,
    pub own: Shared<Own>,
    pub reveal: bool,
}

/// A dialog with a search; Enter runs what is chosen.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let act = use_act();
    let typed = use_state_eq(String::new);
    let active = use_state_eq(|| 0_usize);
    let input = use_node_ref();
    let listed = use_listed(&props.catalog, &props.documents);
    let open = props.open.clone().filter(|_| props.page.is_none());
    let VerifyContext { change, .. } = use_verify();
    let all = {
        let verifies = props.page == Some(Page::Verify);
        let sources = (
            Shared(listed),
            open,
            props.own.clone(),
            props.reveal,
            verifies,
        );
        use_memo(sources, |(listed, open, own, reveal, verifies)| {
            let open = open.as_ref().map(|open| &***open);
            entries::all(&Sources {
                listed,
                open,
                own,
                reveal: *reveal,
                verifies: *verifies,
            })
        })
    };
    {
        let input = input.clone();
        use_effect_with((), move |()| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                // A dialog gives the focus to its first control itself; this is for one that does not.
                let _ = input.focus();
            }
        });
    }
    let found = entries::found(&all, &typed);
    let shown = found.len().min(SHOWN);
    let at = (*active).min(shown.saturating_sub(1));
    use_effect_with((at, (*typed).clone()), |(at, _)| {
        page::reveal(&format!("#{}", option_id(*at)))
    });
    let run = {
        let act = act.clone();
        Callback::from(move |entry: Entry| {
            act.emit(Action::Dialog(None));
            match entry.does {
                Does::Go(hash) => {
                    page::set_hash(&hash);
                    drawn(|| page::focus("main"));
                }
                Does::Act(actions) => actions().into_iter().for_each(|action| act.emit(action)),
                Does::Focus(actions, part) => {
                    actions().into_iter().for_each(|action| act.emit(action));
                    drawn(move || page::focus(&selector(part)));
                }
                Does::Press(actions, part) => {
                    actions().into_iter().for_each(|action| act.emit(action));
                    drawn(move || page::press(&selector(part)));
                }
                Does::Verify(scheme) => {
                    change.emit(Change::Scheme(scheme));
                    drawn(|| page::focus(&selector("verify-scheme")));
                }
            }
        })
    };
    let oninput = {
        let (typed, active) = (typed.clone(), active.clone());
        Callback::from(move |event: InputEvent| {
            typed.set(value::of(&event));
            active.set(0);
        })
    };
    let onkeydown = {
        let (run, active) = (run.clone(), active.clone());
        let chosen = found.get(at).map(|entry| (*entry).clone());
        let last = shown.saturating_sub(1);
        Callback::from(move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowDown" => {
                    if at == last {
                        0
                    } else {
                        at + 1
                    }
                }
                "ArrowUp" => at.checked_sub(1).unwrap_or(last),
                "PageDown" => (at + 10).min(last),
                "PageUp" => at.saturating_sub(10),
                "Enter" => {
                    event.prevent_default();
                    if let Some(entry) = &chosen {
                        run.emit(entry.clone());
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            active.set(next);
        })
    };
    let options = found.iter().take(SHOWN).enumerate().map(|(number, entry)| {
        let (run, entry_run) = (run.clone(), (*entry).clone());
        let onclick = Callback::from(move |_: MouseEvent| run.emit(entry_run.clone()));
        html! {
            <li
                id={option_id(number)} role="option" class={classes!("palette-option", (number == at).then_some("active"))}
                aria-selected={(number == at).to_string()} {onclick}
            >
                <span class="palette-title">{ &entry.title }</span>
                if !entry.detail.is_empty() {
                    <span class="palette-detail">{ &entry.detail }</span>
                }
                <span class="palette-kind">{ entry.kind }</span>
            </li>
        }
    });
    let count = match found.len() {
        0 => "Nothing matches.".to_owned(),
        1 => "1 result".to_owned(),
        n if n > SHOWN => format!("{n} results, of which the first {SHOWN} are shown"),
        n => format!("{n} results"),
    };
    html! {
        <ModalDialog label="Search" class="palette" part="palette">
            <input
                ref={input} type="text" role="combobox" class="palette-input" data-part="palette-input"
                aria-label="Search operations, fields, schemes, pages and actions"
                placeholder="Search operations, fields, schemes, pages and actions"
                aria-autocomplete="list" aria-expanded="true" aria-controls="palette-list"
                aria-activedescendant={(shown > 0).then(|| option_id(at))}
                autocomplete="off" autocapitalize="off" spellcheck="false" {oninput} {onkeydown}
            />
            <ul id="palette-list" class="palette-list" role="listbox" aria-label="Results">{ for options }</ul>
            <p class="palette-foot help">
                <span role="status">{ count }</span>
                <span><kbd>{ "Enter" }</kbd>{ " chooses" }</span>
                <span><kbd>{ "Esc" }</kbd>{ " closes" }</span>
            </p>
        </ModalDialog>
    }
}

/// Does something once the page is drawn again.
fn drawn(then: impl FnOnce() -> bool + 'static) {
    spawn_local(async {
        frame().await;
        frame().await;
        // Where the element is gone there is nothing to do.
        then();
    });
}

fn selector(part: &str) -> String {
    format!("[data-part=\"{part}\"]")
}

fn option_id(number: usize) -> String {
    format!("palette-option-{number}")
}

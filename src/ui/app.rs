//! The root: the state, its effects, and the parts of the page.

use std::rc::Rc;

use yew::prelude::*;

use super::docs::Docs;
use super::header::Header;
use super::hooks;
use super::narrow::Narrow;
use super::route::Route;
use super::state::{Action, Loaded, Matching, Prefs, Stamped, State};
use super::workbench;
use crate::browser::clock;

/// What the page starts with.
#[derive(Properties, Clone)]
pub struct AppProps {
    pub matcher: Matching,
    pub route: Route,
    pub prefs: Prefs,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &AppProps) -> bool {
        self.route == other.route && self.prefs == other.prefs
    }
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let state = {
        let props = props.clone();
        use_reducer(move || State::new(props.matcher, props.route, props.prefs))
    };
    let act = {
        let dispatcher = state.dispatcher();
        use_memo((), move |()| {
            Callback::from(move |action: Action| {
                let moment = clock::moment();
                dispatcher.dispatch(Stamped { action, moment });
            })
        })
    };
    let act = (*act).clone();
    hooks::use_catalog(&act);
    hooks::use_route(&act);
    hooks::use_document(&state, &act);
    hooks::use_opening(&state, &act);
    hooks::use_saving(&state, &act);
    hooks::use_sending(&state, &act);
    hooks::use_prefs(&state.prefs);
    hooks::use_keys(&act);
    hooks::use_tie();
    view(&state, &act)
}

fn view(state: &State, act: &Callback<Action>) -> Html {
    let open = state.open.as_deref();
    html! {
        <div class="app">
            <Header
                prefs={state.prefs.clone()}
                undo={open.is_some_and(|o| o.history.can_undo())}
                redo={open.is_some_and(|o| o.history.can_redo())}
                ready={open.is_some()}
                act={act.clone()}
            />
            <Docs
                catalog={state.catalog.clone()}
                documents={Rc::clone(&state.documents)}
                open={open.map(|o| Rc::clone(&o.operation))}
                act={act.clone()}
            />
            <main class="work">
                { notices(state) }
                {
                    match open {
                        Some(open) => workbench::view(open, &state.prefs, act),
                        None => waiting(state),
                    }
                }
            </main>
            <Narrow />
            <p class="unseen" role="status" aria-live="polite">{ &*state.said }</p>
        </div>
    }
}

/// What could not be had, which the page says and works on.
fn notices(state: &State) -> Html {
    let catalog = match &state.catalog {
        Loaded::Failed(why) => Some(why.to_string()),
        _ => None,
    };
    let lost = state.lost().filter(|lost| catalog.as_ref() != Some(lost));
    let storage = state.storage.as_ref().map(|s| s.to_string());
    let all = catalog.into_iter().chain(lost).chain(storage);
    let all = all.map(|text| html! { <p class="notice" role="alert">{ text }</p> });
    html! { <div class="notices">{ for all }</div> }
}

fn waiting(state: &State) -> Html {
    let loading = state.lost().is_none() && !matches!(state.catalog, Loaded::Failed(_));
    if loading {
        html! { <p class="waiting">{ "Loading the documentation" }</p> }
    } else {
        html! { <p class="waiting">{ "Choose an operation from the list" }</p> }
    }
}

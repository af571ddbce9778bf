//! The root: the state, its effects, and the page that the hash names.

use std::rc::Rc;

use yew::prelude::*;

use super::act::Act;
use super::controls::{CopyButton, Holds};
use super::handshakes::{HandshakeProvider, Handshakes};
use super::header::Header;
use super::hooks::saving::{self, Saving};
use super::hooks::{self, use_effects};
use super::nav::Nav;
use super::proof::Proof;
use super::prose;
use super::route::{Page, Route};
use super::shared::Shared;
use super::start_page::StartPage;
use super::state::{Action, Loaded, Matching, Own, Prefs, Stamped, State, Unread};
use super::verify::{Verify, VerifyProvider};
use super::workbench::Workbench;
use crate::browser::{clock, page};

/// What the page starts with.
#[derive(Properties, Clone)]
pub struct AppProps {
    pub matcher: Matching,
    pub route: Route,
    pub prefs: Prefs,
    pub own: Rc<Own>,
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
        use_reducer(move || State {
            own: props.own,
            ..State::new(props.matcher, props.route, props.prefs)
        })
    };
    let act = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| {
            let moment = clock::moment();
            dispatcher.dispatch(Stamped { action, moment });
        })
    };
    let drafts = use_mut_ref(Saving::default);
    use_effects(vec![
        hooks::start(&act),
        hooks::document(&state, &act),
        hooks::opening(&state, &act),
        saving::resting(&drafts, &state, &act),
        saving::leaving(&drafts, &state, &act),
        hooks::sending(&state, &act),
        hooks::prefs(&state.prefs),
    ]);
    let page = state.route.page();
    let content = match page {
        Some(Page::Start) => html! { <StartPage /> },
        Some(Page::Verify) => html! { <Verify own={Shared::from(&state.own)} reveal={state.prefs.reveal} /> },
        Some(Page::Proof) => html! { <Proof /> },
        Some(Page::Handshakes) => html! {
            <Handshakes chosen={state.route.operation.clone().map(AttrValue::from)} prefs={state.prefs.clone()} />
        },
        None => build(&state, &act),
    };
    let skip = Callback::from(|_: MouseEvent| {
        page::focus("main, #request-pane");
    });
    html! {
        <ContextProvider<Act> context={Act(act.clone())}>
            <div class="app">
                <button type="button" class="skip-link" onclick={skip}>{ "Skip to the content" }</button>
                <Header prefs={state.prefs.clone()} {page} />
                <VerifyProvider><HandshakeProvider>{ content }</HandshakeProvider></VerifyProvider>
                <p class="unseen" role="status" aria-live="polite">{ AttrValue::from(Rc::clone(&state.said)) }</p>
            </div>
        </ContextProvider<Act>>
    }
}

/// The navigation, and the open operation beside it.
fn build(state: &State, act: &Callback<Action>) -> Html {
    let open = state.open.as_ref();
    let close = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Navigate(false)))
    };
    html! {
        <div class={classes!("build", state.view.navigates.then_some("navigates"))}>
            <Nav
                catalog={state.catalog.clone()} documents={Shared::from(&state.documents)}
                open={open.map(|open| Shared::from(&open.operation))}
            />
            if state.view.navigates {
                <button type="button" class="nav-backdrop" aria-label="Close the list of APIs" onclick={close} />
            }
            <main class="main">
                { notices(state, act) }
                if let Some(open) = open {
                    <Workbench open={Shared::from(open)} prefs={state.prefs.clone()} view={state.view.clone()} />
                } else {
                    { waiting(state) }
                }
            </main>
        </div>
    }
}

/// What could not be loaded or stored. The page works on without it.
fn notices(state: &State, act: &Callback<Action>) -> Html {
    let catalog = match &state.catalog {
        Loaded::Failed(why) => Some(&**why),
        Loaded::Ready(index) => index.fault.as_deref(),
        Loaded::Loading => None,
    };
    let lost = state.lost();
    let lost = lost.as_deref().filter(|lost| catalog != Some(*lost));
    let messages = [catalog, lost, state.storage.as_deref()];
    let messages = messages.into_iter().flatten().map(|message| {
        html! { <p class="notice" role="alert">{ prose::inline(message) }</p> }
    });
    let unread = state.open.as_ref().and_then(|open| open.unread.as_ref());
    html! {
        <div class="notices">
            { for messages }
            { for unread.map(|unread| unread_draft(unread, act)) }
        </div>
    }
}

/// What can be done with a stored draft that could not be read.
fn unread_draft(unread: &Unread, act: &Callback<Action>) -> Html {
    let text = {
        let key = Rc::clone(&unread.key);
        Callback::from(move |()| saving::unread(&key))
    };
    let discard = {
        let (key, act) = (Rc::clone(&unread.key), act.clone());
        Callback::from(move |_: MouseEvent| act.emit(saving::discard(&key)))
    };
    html! {
        <p class="unread">
            { "The draft that could not be read: " }
            <CopyButton {text} what="the draft that could not be read" holds={Holds::All} />
            <button type="button" class="quiet" data-part="discard-unread" onclick={discard}>
                { "Discard it" }
            </button>
        </p>
    }
}

fn waiting(state: &State) -> Html {
    let is_loading = state.lost().is_none() && !matches!(state.catalog, Loaded::Failed(_));
    let message = match is_loading {
        true => "Loading the documentation",
        false => "Choose an operation from the list",
    };
    html! { <p class="waiting">{ message }</p> }
}

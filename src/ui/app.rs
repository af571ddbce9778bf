//! The root: the state, its effects, and the page that the hash names.

use std::rc::Rc;

use yew::prelude::*;

use super::act::Act;
use super::controls::splitter::Splitter;
use super::handshakes::{HandshakeProvider, Handshakes};
use super::header::Header;
use super::hooks::case_run::use_case_run;
use super::hooks::{
    use_catalog, use_document, use_drafts, use_hash, use_linked_bytes, use_opening, use_pastes,
    use_prefs, use_sending, use_shortcuts,
};
use super::nav::Nav;
use super::notices::{DraftNotices, LoadNotices, UndoToast};
use super::palette::Palette;
use super::prefs;
use super::proof::Proof;
use super::route::{Page, Route};
use super::shared::Shared;
use super::shortcuts::Shortcuts;
use super::start_page::StartPage;
use super::state::{Action, Dialog, Matching, Own, Pref, Prefs, Stamped, State};
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
    use_catalog(&state, &act);
    use_hash(&state.route, &act);
    use_shortcuts(&state, &act);
    use_pastes();
    use_linked_bytes(&act);
    use_document(&state, &act);
    use_opening(&state, &act);
    use_drafts(&state, &act);
    use_sending(&state, &act);
    use_prefs(&state.prefs);
    use_case_run(state.open.as_ref(), &act);
    let page = state.route.page();
    let build_node = use_node_ref();
    {
        let node = build_node.clone();
        use_effect_with((page, state.prefs.nav_share), move |(_, share)| {
            page::set_style(&node, "--nav-share", &share.to_string());
        });
    }
    let content = match page {
        Some(Page::Start) => html! {
            <div class="start">
                <div class="notices"><LoadNotices catalog={state.catalog.clone()} /></div>
                <StartPage catalog={state.catalog.clone()} build={state.build_hash()} />
            </div>
        },
        Some(Page::Verify) => html! {
            <Verify
                own={Shared::from(&state.own)} reveal={state.prefs.reveal}
                delivery={state.to_verify.as_ref().map(Shared::from)} back={state.verified.clone()}
            />
        },
        Some(Page::Proof) => html! { <Proof /> },
        Some(Page::Handshakes) => html! {
            <Handshakes chosen={state.route.operation.clone().map(AttrValue::from)} prefs={state.prefs.clone()} />
        },
        None => build(&state, &act, build_node),
    };
    let skip = Callback::from(|_: MouseEvent| {
        page::focus("main, #request-pane");
    });
    html! {
        <ContextProvider<Act> context={Act(act.clone())}>
            <div class="app">
                <button type="button" class="skip-link" onclick={skip}>{ "Skip to the content" }</button>
                <Header prefs={state.prefs.clone()} {page} build={state.build_hash()} />
                <VerifyProvider>
                    <HandshakeProvider>{ content }</HandshakeProvider>
                    { dialog(&state) }
                </VerifyProvider>
                <p class="unseen" role="status" aria-live="polite">{ AttrValue::from(Rc::clone(&state.said)) }</p>
            </div>
        </ContextProvider<Act>>
    }
}

/// The navigation, and the open operation beside it.
fn build(state: &State, act: &Callback<Action>, node: NodeRef) -> Html {
    let open = state.open.as_ref();
    let close = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Navigate(false)))
    };
    html! {
        <div class={classes!("build", state.view.navigates.then_some("navigates"))} ref={node}>
            <Nav
                catalog={state.catalog.clone()} documents={Shared::from(&state.documents)}
                open={open.map(|open| Shared::from(&open.operation))} is_over={state.view.navigates}
            />
            <Splitter
                label="Width of the navigation" share={state.prefs.nav_share} limits={prefs::NAV}
                onchange={act.reform(|share| Action::Pref(Pref::NavShare(share)))}
            />
            if state.view.navigates {
                <button type="button" class="nav-backdrop" aria-label="Close the list of APIs" onclick={close} />
            }
            <main class="main" tabindex="-1">
                <div class="notices">
                    <LoadNotices catalog={state.catalog.clone()} lost={state.lost()} />
                </div>
                if let Some(open) = open {
                    <Workbench open={Shared::from(open)} prefs={state.prefs.clone()} view={state.view.clone()} />
                } else if state.is_loading() {
                    <p class="waiting" role="status">{ "Loading the documentation…" }</p>
                }
                // Below, so that what is worked with stays in its place when one appears.
                <div class="notices">
                    <DraftNotices
                        storage={state.storage.clone()}
                        unread={open.and_then(|open| open.unread.clone())}
                        changed_elsewhere={state.changed_elsewhere()}
                        operation={open.map(|open| Shared::from(&open.operation))}
                    />
                </div>
                <UndoToast
                    message={open.and_then(|open| open.history.notice())}
                    steps={open.map_or(0, |open| open.history.steps())}
                />
            </main>
        </div>
    }
}

/// The dialog that is open.
fn dialog(state: &State) -> Html {
    match state.dialog {
        None => Html::default(),
        Some(Dialog::Shortcuts) => html! { <Shortcuts single_keys={state.prefs.single_keys} /> },
        Some(Dialog::Palette) => html! {
            <Palette
                catalog={state.catalog.clone()} documents={Shared::from(&state.documents)}
                open={state.open.as_ref().map(Shared::from)} page={state.route.page()}
                own={Shared::from(&state.own)} reveal={state.prefs.reveal}
            />
        },
    }
}

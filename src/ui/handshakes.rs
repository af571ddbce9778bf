//! Handshakes: sends the request that a sender makes before it delivers, and judges the reply.
//!
//! The state is above the pages, in [`HandshakeProvider`], so that it stays while another page is open.
//! Nothing of it is stored.

mod bar;
mod input;
mod result;
pub mod state;
mod wire;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::bar::HandshakeBar;
use self::input::HandshakeInput;
use self::result::HandshakeResult;
use self::state::{Change, HandshakeState, Sending, Stamped};
use self::wire::Wire;
use super::shared::Shared;
use super::state::{Loaded, Prefs, Target};
use super::veil::Veil;
use crate::browser::keys::{self, Shortcut};
use crate::browser::page::{self, Listener, Title};
use crate::browser::{clock, fetch};
use exchange::handshake;

/// The state of the page, and the callback that changes it.
#[derive(Clone, PartialEq, Default)]
struct HandshakeContext {
    state: Shared<HandshakeState>,
    change: Callback<Change>,
}

/// Holds the state of the page for everything within.
#[component]
pub fn HandshakeProvider(props: &html::ChildrenProps) -> Html {
    let state = use_reducer(HandshakeState::default);
    let change = use_callback(state.dispatcher(), |change: Change, dispatcher| {
        let moment = clock::moment();
        dispatcher.dispatch(Stamped { change, moment });
    });
    let state = Shared(use_memo(state, |state| (**state).clone()));
    html! {
        <ContextProvider<HandshakeContext> context={HandshakeContext { state, change }}>
            { props.children.clone() }
        </ContextProvider<HandshakeContext>>
    }
}

/// The state of the page; outside of a [`HandshakeProvider`] it is empty and stays so.
#[hook]
fn use_handshakes() -> (Shared<HandshakeState>, Callback<Change>) {
    let HandshakeContext { state, change } = use_context().unwrap_or_default();
    (state, change)
}

/// The properties of the page.
#[derive(Properties, PartialEq)]
pub struct HandshakesProps {
    /// The handshake that the hash names.
    pub chosen: Option<AttrValue>,
    /// The wire's: which snippet, and whether secrets are shown.
    pub prefs: Prefs,
}

/// The page.
#[component]
pub fn Handshakes(props: &HandshakesProps) -> Html {
    let (state, change) = use_handshakes();
    use_effect_with((), {
        let (change, is_loaded) = (change.clone(), matches!(state.all, Loaded::Ready(_)));
        move |()| {
            if !is_loaded {
                load(change.clone());
            }
            let keys = Listener::on_document("keydown", move |event| {
                if let Some(Shortcut::Send) = keys::shortcut(&event) {
                    change.emit(Change::Send);
                }
            });
            let held = (Title::set("Handshakes – Signpost"), keys);
            move || drop(held)
        }
    });
    use_effect_with(props.chosen.clone(), {
        let (change, is_open) = (change.clone(), state.is_chosen(props.chosen.as_deref()));
        move |chosen| {
            if let Some(id) = chosen.as_deref().filter(|_| !is_open) {
                change.emit(Change::Choose(id.into()));
            }
        }
    });
    use_sending(&state, &change);
    use_effect_with(state.replies, |replies| {
        if *replies > 0 {
            page::reveal(".reply-pane");
        }
    });
    let content = match (&state.all, &state.flow) {
        (Loaded::Failed(why), _) => {
            html! { <p class="notice" role="alert">{ AttrValue::from(why.clone()) }</p> }
        }
        (Loaded::Ready(_), Some(flow)) => html! {
            <>
                <section class="own-input" aria-label="Handshake"><HandshakeInput /></section>
                <div class="own-result">
                    <HandshakeBar reveal={props.prefs.reveal} />
                    <HandshakeResult />
                    <Wire flow={flow.0.clone()} prefs={props.prefs.clone()} />
                </div>
            </>
        },
        _ => html! { <p class="waiting">{ "Loading the handshakes" }</p> },
    };
    let veil = Veil {
        known: state.known_secrets().into(),
        reveal: props.prefs.reveal,
        ..Veil::default()
    };
    html! {
        <ContextProvider<Veil> context={veil}>
            <main class="own handshakes" tabindex="-1">{ content }</main>
        </ContextProvider<Veil>>
    }
}

/// Fetches the handshakes.
fn load(change: Callback<Change>) {
    spawn_local(async move {
        let read = fetch::data::<Vec<_>>(handshake::ADDRESS).await;
        change.emit(Change::Loaded(match read {
            Ok(all) => Loaded::Ready(Shared(all.into())),
            Err(why) => {
                let message = format!(
                    "The handshakes could not be loaded: {why}. Reload the page to try again."
                );
                Loaded::Failed(message.into())
            }
        }));
    });
}

/// Sends the request that is on its way; once it is no longer, the fetch is aborted.
#[hook]
fn use_sending(state: &Shared<HandshakeState>, change: &Callback<Change>) {
    let number = match state.sending {
        Sending::Sent(number) => Some(number),
        _ => None,
    };
    let (flow, change) = (state.flow.clone(), change.clone());
    use_effect_with(number, move |number| {
        let fetching = number.zip(flow).and_then(|(number, flow)| {
            let hides = page::facts().origin != flow.request.origin();
            let ready = flow.ready(Target::Direct).ok()?;
            Some(fetch::send(ready, move |result| {
                change.emit(Change::Answered(number, result, hides));
            }))
        });
        move || drop(fetching)
    });
}

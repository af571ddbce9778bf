//! Verify: is the signature of a received request valid, and if not, why not.
//!
//! Its state is above the pages, in [`VerifyProvider`], so that it stays while another page is open.
//! Nothing of it is stored.

pub mod bytes;
mod clock;
mod code;
pub mod dump;
mod facts;
mod fixes;
mod focus;
mod progress;
mod public;
mod remedies;
pub mod request;
mod result;
mod search;
pub mod sentence;
mod signature;
pub mod state;
mod verifying;
pub mod words;

use yew::prelude::*;

use self::request::RequestInput;
use self::result::ResultPane;
use self::signature::SignatureInput;
use self::state::{Change, Dated, VerifyState};
use super::act::use_act;
use super::controls::Checkbox;
use super::shared::Shared;
use super::state::{Action, Own, Pref};
use super::veil::Veil;
use crate::browser::clock as browser_clock;
use crate::browser::page::Title;

/// The state of the page, and the callback that changes it.
#[derive(Clone, PartialEq, Default)]
pub struct VerifyContext {
    pub state: Shared<VerifyState>,
    pub change: Callback<Change>,
}

/// Holds the state of the page for everything within.
#[component]
pub fn VerifyProvider(props: &html::ChildrenProps) -> Html {
    let state = use_reducer(VerifyState::default);
    let change = use_callback(state.dispatcher(), |change: Change, dispatcher| {
        let now_ms = browser_clock::moment().unix_ms;
        dispatcher.dispatch(Dated { change, now_ms });
    });
    let state = Shared(use_memo(state, |state| (**state).clone()));
    html! {
        <ContextProvider<VerifyContext> context={VerifyContext { state, change }}>
            { props.children.clone() }
        </ContextProvider<VerifyContext>>
    }
}

/// The state of the page; outside of a [`VerifyProvider`] it is empty and stays so.
#[hook]
fn use_verify() -> VerifyContext {
    use_context().unwrap_or_default()
}

#[hook]
fn use_change() -> Callback<Change> {
    use_verify().change
}

/// See [`Verify`].
#[derive(Properties, PartialEq)]
pub struct VerifyProps {
    /// The person's own schemes.
    pub own: Shared<Own>,
    /// Whether secrets are shown.
    pub reveal: bool,
}

/// The page: the input at the left, the result at the right.
#[component]
pub fn Verify(props: &VerifyProps) -> Html {
    let VerifyContext { state, change } = use_verify();
    let act = use_act();
    use_effect_with((), |()| {
        let held = (
            Title::set("Verify a delivery – Signpost"),
            request::no_drop_opens(),
        );
        move || drop(held)
    });
    use_effect_with(props.own.clone(), move |own| {
        change.emit(Change::Own(own.clone()))
    });
    let veil = Veil {
        known: state.known_secrets().into(),
        reveal: props.reveal,
        operation: None,
    };
    let onchange = act.reform(|on| Action::Pref(Pref::Reveal(on)));
    html! {
        <ContextProvider<Veil> context={veil}>
            <main class="own verify" tabindex="-1">
                <section class="own-input" aria-label="Received request">
                    <div class="own-head">
                        <h1>{ "Verify a delivery" }</h1>
                        <Checkbox checked={props.reveal} label="Show secrets" part="reveal" {onchange} />
                    </div>
                    <p class="help">
                        { "Paste a webhook request as your server received it: raw HTTP, a curl command or the JSON event \
                           of a cloud function. Nothing leaves this page, and nothing is stored." }
                    </p>
                    <section class="own-part" aria-labelledby="verify-request">
                        <h2 id="verify-request">{ "Request" }</h2>
                        <RequestInput />
                    </section>
                    <section class="own-part" aria-labelledby="verify-signing">
                        <h2 id="verify-signing">{ "Signature" }</h2>
                        <SignatureInput />
                    </section>
                    <p class="help">
                        { "Some senders ask a receiver before they deliver: " }
                        <a href="#/handshakes">{ "try their handshakes" }</a>
                        { "." }
                    </p>
                </section>
                <section class="own-result" aria-label="Result">
                    <ResultPane />
                </section>
            </main>
        </ContextProvider<Veil>>
    }
}

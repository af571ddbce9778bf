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

use std::rc::Rc;

use yew::prelude::*;

use self::progress::{Running, after_rest};
use self::request::RequestInput;
use self::result::ResultPane;
use self::signature::SignatureInput;
use self::state::{Change, Content, Dated, File, Shape, VerifyState};
use super::act::use_act;
use super::controls::Checkbox;
use super::shared::Shared;
use super::state::{Action, Own, Pref, ToVerify};
use super::veil::Veil;
use crate::browser::clock as browser_clock;
use crate::browser::page::Title;
use crate::browser::worker::Job;
use ::request::named_secrets::SEARCHED;
use worker::{Report, Task};

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
pub fn use_verify() -> VerifyContext {
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
    /// A delivery of the workbench that is to be verified.
    pub delivery: Option<Shared<ToVerify>>,
    /// The hash of the one that was.
    pub back: Option<Rc<str>>,
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
    use_effect_with(props.own.clone(), {
        let change = change.clone();
        move |own| change.emit(Change::Own(own.clone()))
    });
    use_effect_with(props.delivery.clone(), {
        let (change, act) = (change.clone(), act.clone());
        move |delivery| {
            if let Some(delivery) = delivery {
                take(delivery, &change);
                act.emit(Action::VerifyTook);
            }
        }
    });
    use_secrets_search(&state, change);
    let veil = Veil {
        known: state.known_secrets().into(),
        reveal: props.reveal,
        operation: None,
        searched: state.unsearched.then_some(SEARCHED),
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
                    if let Some(back) = &props.back {
                        <a href={AttrValue::from(Rc::clone(back))} data-part="send-again">{ "Back to the delivery" }</a>
                    }
                    <ResultPane />
                </section>
            </main>
        </ContextProvider<Veil>>
    }
}

/// Searches a large body for secrets by name, in a worker.
#[hook]
fn use_secrets_search(state: &Shared<VerifyState>, change: Callback<Change>) {
    let running: Running<Job> = use_mut_ref(|| None);
    let state = state.clone();
    use_effect_with(state.reading, move |reading| {
        let (reading, body) = (*reading, state.received.body.clone());
        let start = move || {
            Job::start(&Task::Secrets, &body, move |message| {
                if let Ok((Report::Secrets(found), _)) = message {
                    change.emit(Change::Named(reading, found));
                }
            })
        };
        let stop = state.unsearched.then(|| after_rest(running, start));
        move || {
            if let Some(stop) = stop {
                stop();
            }
        }
    });
}

/// Enters a delivery of the workbench, with its scheme and its secrets.
fn take(delivery: &ToVerify, change: &Callback<Change>) {
    change.emit(Change::Shape(Shape::Raw));
    change.emit(match std::str::from_utf8(&delivery.message) {
        Ok(text) => Change::Raw(text.into()),
        Err(_) => Change::File(File {
            name: "delivery".to_owned(),
            size: delivery.message.len(),
            content: Content::Request(Rc::new(received::read(&delivery.message))),
        }),
    });
    change.emit(Change::Scheme(Rc::clone(&delivery.scheme)));
    change.emit(Change::Url(Rc::clone(&delivery.url)));
    for (input, secret) in delivery.secrets.iter() {
        change.emit(Change::Secret(Rc::clone(input), secret.expose().into()));
    }
}

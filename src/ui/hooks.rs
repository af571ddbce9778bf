//! The effects of the page: loading, opening, sending, keys. Saving has its own file.

pub mod case_run;
pub mod effect;
pub mod kept;
pub mod saving;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::prefs;
use super::route;
use super::state::{Action, Due, Loaded, Outcome, Prefs, Saved, State};
use crate::browser::keys::{self, Shortcut};
use crate::browser::page::{self, Listener};
use crate::browser::task::frame;
use crate::browser::{clock, fetch, insert, storage, tie};
use crate::catalog;
pub use effect::{Effect, On, address, use_effects};
pub use kept::{use_flag, use_words};
use openapi::{Api, Listing, Operation};

/// What runs as long as the page is there: the list of documents is fetched, the hash followed,
/// the keyboard and large pastes heeded, and fields are tied to their bytes.
pub fn start(act: &Callback<Action>) -> Effect {
    let act = act.clone();
    Effect::new(On::Start, move || {
        fetch_catalog(act.clone());
        let listeners = (follow_hash(act.clone()), heed_keys(act), insert::heed());
        (listeners, tie::tie())
    })
}

fn fetch_catalog(act: Callback<Action>) {
    spawn_local(async move {
        let read = fetch::text("catalog/index.json")
            .await
            .and_then(|text| catalog::read(&text));
        act.emit(Action::Catalog(match read {
            Ok(index) => Loaded::Ready(Rc::new(index)),
            Err(why) => {
                Loaded::Failed(format!("The list of documents could not be loaded: {why}. Reload the page to try again.").into())
            }
        }));
    });
}

fn follow_hash(act: Callback<Action>) -> Option<Listener> {
    Listener::on_window("hashchange", move |_| {
        act.emit(Action::Route(route::read(&page::hash())));
    })
}

/// The keyboard shortcuts.
fn heed_keys(act: Callback<Action>) -> Option<Listener> {
    Listener::on_document("keydown", move |event| match keys::shortcut(&event) {
        // What is not seen is not sent.
        Some(_) if route::read(&page::hash()).page().is_some() => {}
        Some(Shortcut::Send) => act.emit(Action::Send),
        Some(Shortcut::Undo) => act.emit(Action::Undo),
        Some(Shortcut::Redo) => act.emit(Action::Redo),
        None => {}
    })
}

/// Fetches the document that is wanted, once.
pub fn document(state: &State, act: &Callback<Action>) -> Effect {
    let act = act.clone();
    let wanted = state.wanted_document();
    let wanted = wanted.filter(|id| !state.documents.contains_key(*id));
    let wanted: Option<Rc<str>> = wanted.map(Rc::from);
    Effect::new(On::Text(wanted.clone()), move || {
        if let Some(id) = wanted {
            act.emit(Action::Document(id.to_string(), Loaded::Loading));
            spawn_local(async move {
                let loaded = load(&id).await;
                act.emit(Action::Document(id.to_string(), loaded));
            });
        }
    })
}

async fn load(id: &str) -> Loaded<Rc<openapi::Api>> {
    if !catalog::is_id(id) {
        return Loaded::Failed(format!("The catalog has no document named “{id}”").into());
    }
    let text = match fetch::text(&catalog::address(id)).await {
        Ok(text) => text,
        Err(why) => {
            return Loaded::Failed(
                format!(
                    "The document “{id}” could not be loaded: {why}. Reload the page to try again."
                )
                .into(),
            );
        }
    };
    let json = openapi::parse(&text);
    frame().await;
    match json.and_then(|json| openapi::interpret(id, json)) {
        Ok(api) => Loaded::Ready(Rc::new(api)),
        Err(why) => {
            Loaded::Failed(format!("The document “{id}” cannot be read: {}", why.message).into())
        }
    }
}

/// Opens what the hash names as soon as its document is there.
pub fn opening(state: &State, act: &Callback<Action>) -> Effect {
    let act = act.clone();
    let due = state.due();
    let named = match due.as_ref().map(|(_, due)| due) {
        Some(Due::Operation(operation)) => address(Some(operation)),
        Some(Due::Delivery(listing)) => address(Some(listing)),
        None => address::<Operation>(None),
    };
    // What is typed for a registration is what its delivery is read with.
    let first = state.open.is_none();
    let state = due.is_some().then(|| state.clone());
    Effect::new(On::Shared([named, 0]), move || {
        let (api, due) = due?;
        let state = state?;
        if !first {
            let (found, missed) = find(&state, &api, due);
            if let Some((operation, saved)) = found {
                act.emit(Action::Open(api, operation, saved));
            }
            say(&act, missed);
            return None;
        }
        // Reading a document, working out a request and showing it each take a slow machine long
        // enough, so that a frame comes between them.
        let held = Rc::new(());
        let wanted = Rc::downgrade(&held);
        spawn_local(async move {
            frame().await;
            if wanted.upgrade().is_none() {
                return;
            }
            let (found, missed) = find(&state, &api, due);
            let opened = found
                .map(|(operation, saved)| state.opened(api, operation, saved, clock::moment()));
            frame().await;
            if wanted.upgrade().is_none() {
                return;
            }
            if let Some(opened) = opened {
                act.emit(Action::Opened(opened));
            }
            say(&act, missed);
        });
        Some(held)
    })
}

/// Says what could not be had, if anything.
fn say(act: &Callback<Action>, missed: Option<Rc<str>>) {
    if missed.is_some() {
        act.emit(Action::Storage(missed));
    }
}

/// An operation, and what was stored of it.
type Named = Option<(Rc<Operation>, Saved)>;

/// The operation that the hash names, with what was stored of it; and what could not be had.
fn find(state: &State, api: &Api, due: Due) -> (Named, Option<Rc<str>>) {
    let (operation, missed) = match due {
        Due::Operation(operation) => (Some(operation), None),
        Due::Delivery(listing) => delivery(state, api, &listing),
    };
    let operation = operation.map(|operation| {
        let saved = saving::stored(&operation);
        page::set_title(&format!("{} – {} – Signpost", operation.summary, api.title));
        page::replace_hash(&route::of(&operation));
        (operation, saved)
    });
    (operation, missed)
}

/// A delivery, read with its registration as it is typed or was stored; and why that could not be had.
fn delivery(
    state: &State,
    api: &Api,
    listing: &Rc<Listing>,
) -> (Option<Rc<Operation>>, Option<Rc<str>>) {
    let of = listing.of.as_deref();
    let of = of.and_then(|of| api.operations.iter().find(|o| o.id == *of));
    let untyped = of.filter(|of| state.bench(of).is_none());
    let (draft, missed) = untyped.map(|of| saving::registered(of)).unwrap_or_default();
    let operation = state.delivery(api, listing, draft, &clock::moment());
    let absent = operation.is_none() && listing.fault.is_none();
    let unfit = absent.then(|| {
        let words =
            "cannot be opened: none of its operations is for the registration as it is filled in";
        ["“", &listing.name, "” ", words].concat().into()
    });
    (operation, unfit.or(missed))
}

/// Sends what the state says is in flight; when that changes, the flight is aborted.
pub fn sending(state: &State, act: &Callback<Action>) -> Effect {
    let act = act.clone();
    let open = state.open.clone();
    let number = match open.as_ref().map(|open| &open.outcome) {
        Some(Outcome::Sending(number)) => Some(*number),
        _ => None,
    };
    Effect::new(On::Number(number), move || {
        let (number, open) = number.zip(open)?;
        let ready = open.flow.ready(open.target).ok()?;
        let flight = fetch::send(ready, move |result| {
            act.emit(Action::Answered(number, result));
        });
        Some(flight)
    })
}

/// Shows the theme, and keeps what was set for the page.
pub fn prefs(prefs: &Prefs) -> Effect {
    let prefs = prefs.clone();
    Effect::new(On::Prefs(prefs.clone()), move || {
        page::set_theme(prefs.theme);
        // Settings of the page that cannot be stored are only set again next time.
        let _ = storage::write(prefs::KEY, &prefs::write(&prefs));
    })
}

//! Opening what the hash names.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::saving;
use crate::browser::task::frame;
use crate::browser::{clock, page};
use crate::ui::route;
use crate::ui::state::{Action, Due, Saved, State};
use openapi::{Api, Listing, Operation};

/// Opens what the hash names as soon as its document is there.
#[hook]
pub fn use_opening(state: &UseReducerHandle<State>, act: &Callback<Action>) {
    let act = act.clone();
    let (api, due) = state.due().unzip();
    let state = state.clone();
    use_effect_with(due, move |due| {
        let wanted = Rc::new(());
        if let (Some(api), Some(due)) = (api, due.clone()) {
            match state.open.is_some() {
                true => open_at_once(&state, api, due, &act),
                false => spawn_local(open_by_frames(state, api, due, act, Rc::downgrade(&wanted))),
            }
        }
        move || drop(wanted)
    });
}

fn open_at_once(state: &State, api: Rc<Api>, due: Due, act: &Callback<Action>) {
    let (found, missed) = find(state, &api, due);
    if let Some((operation, saved)) = found {
        act.emit(Action::Open(api, operation, saved));
    }
    report(act, missed);
}

/// Reading a document, working out a request and showing it each take a slow machine long enough, so
/// that a frame comes between them.
async fn open_by_frames(
    state: UseReducerHandle<State>,
    api: Rc<Api>,
    due: Due,
    act: Callback<Action>,
    wanted: std::rc::Weak<()>,
) {
    frame().await;
    if wanted.upgrade().is_none() {
        return;
    }
    let (found, missed) = find(&state, &api, due);
    let opened =
        found.map(|(operation, saved)| state.opened(api, operation, saved, clock::moment()));
    frame().await;
    if wanted.upgrade().is_none() {
        return;
    }
    if let Some(opened) = opened {
        act.emit(Action::Opened(opened));
    }
    report(&act, missed);
}

/// Reports what is not available, if anything.
fn report(act: &Callback<Action>, missed: Option<Rc<str>>) {
    if missed.is_some() {
        act.emit(Action::Storage(missed));
    }
}

/// An operation, and what was stored of it.
type Named = Option<(Rc<Operation>, Saved)>;

/// The operation that the hash names, with what was stored of it; and what is not available.
fn find(state: &State, api: &Api, due: Due) -> (Named, Option<Rc<str>>) {
    let (operation, missed) = match due {
        Due::Operation(operation) => (Some(operation.0), None),
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

/// A delivery, read with its registration as it is typed or was stored; and why that is not available.
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

//! The effects of the page as a whole: loading, the hash, sending, the theme. Opening operations,
//! saving drafts and the keyboard have their own files.

pub mod case_run;
mod opening;
pub mod saving;
mod shortcuts;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::prefs;
use super::route::{self, Route};
use super::state::{Action, Loaded, Outcome, Prefs, State};
use crate::browser::page::{self, Listener};
use crate::browser::task::frame;
use crate::browser::{fetch, insert, linked_bytes, storage};
use crate::catalog;
pub use opening::use_opening;
use problem::Field;
pub use saving::use_drafts;
pub use shortcuts::use_shortcuts;

/// Fetches the list of documents, and again whenever the person retries.
#[hook]
pub fn use_catalog(state: &State, act: &Callback<Action>) {
    let act = act.clone();
    let is_wanted = matches!(state.catalog, Loaded::Loading);
    use_effect_with(is_wanted, move |is_wanted| {
        if *is_wanted {
            spawn_local(async move {
                let read = fetch::text("catalog/index.json")
                    .await
                    .and_then(|text| catalog::read(&text));
                act.emit(Action::Catalog(match read {
                    Ok(index) => Loaded::Ready(Rc::new(index)),
                    Err(why) => {
                        let message = format!("The list of documents could not be loaded: {why}.");
                        Loaded::Failed(message.into())
                    }
                }));
            });
        }
    });
}

/// Follows the hash.
#[hook]
pub fn use_hash(route: &Route, act: &Callback<Action>) {
    let act = act.clone();
    let begun_with = route.clone();
    use_effect_with((), move |()| {
        // It may have changed before there was a listener.
        let route = route::read(&page::hash());
        if route != begun_with {
            act.emit(Action::Route(route));
        }
        let listener = Listener::on_window("hashchange", move |_| {
            act.emit(Action::Route(route::read(&page::hash())));
            spawn_local(async {
                // What had the focus is gone only once the page is drawn again.
                frame().await;
                frame().await;
                if page::is_focus_lost() {
                    page::focus("main");
                }
            });
        });
        move || drop(listener)
    });
}

/// Takes in large pastes at once.
#[hook]
pub fn use_pastes() {
    use_effect_with((), |()| {
        let listener = insert::take_in();
        move || drop(listener)
    });
}

/// Lights up the bytes of the current field, and leads from bytes to their field.
#[hook]
pub fn use_linked_bytes(act: &Callback<Action>) {
    let act = act.clone();
    use_effect_with((), move |()| {
        let listeners =
            linked_bytes::link(move |field| act.emit(Action::Reveal(Field::read(field))));
        move || drop(listeners)
    });
}

/// Fetches the document that the hash names, once.
#[hook]
pub fn use_document(state: &State, act: &Callback<Action>) {
    let act = act.clone();
    let wanted = state.wanted_document();
    let wanted = wanted.filter(|id| !state.documents.contains_key(*id));
    use_effect_with(wanted.map(str::to_owned), move |wanted| {
        if let Some(id) = wanted.clone() {
            act.emit(Action::Document(id.clone(), Loaded::Loading));
            spawn_local(async move {
                let loaded = load(&id).await;
                act.emit(Action::Document(id, loaded));
            });
        }
    });
}

async fn load(id: &str) -> Loaded<Rc<openapi::Api>> {
    if !catalog::is_id(id) {
        return Loaded::Failed(format!("The catalog has no API named “{id}”.").into());
    }
    let text = match fetch::text(&catalog::address(id)).await {
        Ok(text) => text,
        Err(why) => {
            let message = format!("The document “{id}” could not be loaded: {why}.");
            return Loaded::Failed(message.into());
        }
    };
    let json = openapi::parse(&text);
    frame().await;
    match json.and_then(|json| openapi::interpret(id, json)) {
        Ok(api) => Loaded::Ready(Rc::new(api)),
        Err(why) => {
            Loaded::Failed(format!("The document “{id}” cannot be read: {}.", why.message).into())
        }
    }
}

/// Sends what the state says is in flight; when that changes, the flight is aborted.
#[hook]
pub fn use_sending(state: &State, act: &Callback<Action>) {
    let act = act.clone();
    let open = state.open.clone();
    let number = match open.as_ref().map(|open| &open.outcome) {
        Some(Outcome::Sending(number)) => Some(*number),
        _ => None,
    };
    use_effect_with(number, move |number| {
        let flight = number.zip(open).and_then(|(number, open)| {
            let ready = open.flow.ready(open.target).ok()?;
            Some(fetch::send(ready, move |result| {
                act.emit(Action::Answered(number, result));
            }))
        });
        move || drop(flight)
    });
}

/// Shows the theme, and stores what was set for the page.
#[hook]
pub fn use_prefs(prefs: &Prefs) {
    use_effect_with(prefs.clone(), |prefs| {
        page::set_theme(prefs.theme);
        // Settings of the page that cannot be stored are only set again next time.
        let _ = storage::write(prefs::KEY, &prefs::write(prefs));
    });
}

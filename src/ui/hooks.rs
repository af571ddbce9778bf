//! The effects of the page: loading, opening, sending, keys. Saving has its own file.

mod saving;

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::prefs;
use super::route;
use super::state::{Action, Loaded, Outcome, Prefs, Saved, State};
use crate::browser::keys::{self, Shortcut};
use crate::browser::page::{self, Listener};
use crate::browser::timer::Timer;
use crate::browser::{fetch, storage, tie};
use crate::catalog;
use crate::document::{self, Api, Operation};
use crate::draft::saved;
use crate::forecast;
use crate::validate::problem::Severity;
pub use saving::use_saving;

/// Fetches the list of documents.
#[hook]
pub fn use_catalog(act: &Callback<Action>) {
    let act = act.clone();
    use_effect_with((), move |()| {
        spawn_local(async move {
            let read = fetch::text("catalog/index.json")
                .await
                .and_then(|text| catalog::read(&text));
            act.emit(Action::Catalog(match read {
                Ok(entries) => Loaded::Ready(entries.into()),
                Err(why) => {
                    Loaded::Failed(format!("The list of documents cannot be had: {why}").into())
                }
            }));
        });
    });
}

/// Follows the hash.
#[hook]
pub fn use_route(act: &Callback<Action>) {
    let act = act.clone();
    use_effect_with((), move |()| {
        let listener = Listener::on_window("hashchange", move |_| {
            act.emit(Action::Route(route::read(&page::hash())));
        });
        move || drop(listener)
    });
}

/// Fetches the document that is wanted, once.
#[hook]
pub fn use_document(state: &State, act: &Callback<Action>) {
    let act = act.clone();
    let wanted = state
        .wanted_document()
        .filter(|id| !state.documents.contains_key(*id))
        .map(str::to_owned);
    use_effect_with(wanted, move |wanted| {
        if let Some(id) = wanted.clone() {
            act.emit(Action::Document(id.clone(), Loaded::Loading));
            spawn_local(async move {
                let loaded = load(&id).await;
                act.emit(Action::Document(id, loaded));
            });
        }
    });
}

async fn load(id: &str) -> Loaded<Rc<document::Api>> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !id.chars().all(plain) {
        return Loaded::Failed(format!("The catalog has no document named “{id}”").into());
    }
    let text = match fetch::text(&catalog::address(id)).await {
        Ok(text) => text,
        Err(why) => {
            return Loaded::Failed(format!("The document “{id}” cannot be loaded: {why}").into());
        }
    };
    match document::read(id, &text) {
        Ok(api) => Loaded::Ready(Rc::new(api)),
        Err(why) => {
            Loaded::Failed(format!("The document “{id}” cannot be read: {}", why.message).into())
        }
    }
}

/// Opens what the hash names as soon as its document is there.
#[hook]
pub fn use_opening(state: &State, act: &Callback<Action>) {
    let act = act.clone();
    let due = state.due();
    let key = due.as_ref().map(|(_, operation)| Rc::as_ptr(operation));
    let first = state.open.is_none();
    use_effect_with(key, move |_| {
        let timer = due.and_then(|(api, operation)| {
            if first {
                // In a task of its own: reading a document and showing it are each long enough.
                return Some(Timer::after(0, move || open(api, operation, &act)));
            }
            open(api, operation, &act);
            None
        });
        move || drop(timer)
    });
}

/// Opens an operation with what was stored of it.
fn open(api: Rc<Api>, operation: Rc<Operation>, act: &Callback<Action>) {
    let stored = match storage::read(&saving::key(&operation)) {
        Ok(None) => Saved::Nothing,
        Ok(Some(text)) => match saved::load(&text, &operation) {
            Ok(draft) => Saved::Draft(Box::new(draft)),
            Err(cause) => Saved::Unread(cause.at("", Severity::Warning).message.into()),
        },
        Err(refused) => Saved::Forbidden(refused.message().into()),
    };
    page::set_title(&format!("{} – {} – Signpost", operation.summary, api.title));
    page::replace_hash(&route::write(&operation.api, &operation.id));
    act.emit(Action::Open(api, operation, stored));
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
            let flow = Rc::clone(&open.flow);
            let ready = open.flow.ready(open.target).ok()?;
            let flight = fetch::send(ready, move |result, millis| {
                let suspects = match &result {
                    Ok(_) => Vec::new(),
                    Err(error) => forecast::suspects(
                        *error,
                        &flow.request,
                        &page::facts(),
                        page::online(),
                        millis,
                    ),
                };
                act.emit(Action::Answered(number, result, suspects));
            });
            Some(flight)
        });
        move || drop(flight)
    });
}

/// Shows the theme, and keeps what was set for the page.
#[hook]
pub fn use_prefs(prefs: &Prefs) {
    use_effect_with(prefs.clone(), |prefs| {
        page::set_theme(prefs.theme);
        // Settings of the page that cannot be stored are only set again next time.
        let _ = storage::write(prefs::KEY, &prefs::write(prefs));
    });
}

/// The keyboard shortcuts.
#[hook]
pub fn use_keys(act: &Callback<Action>) {
    let act = act.clone();
    use_effect_with((), move |()| {
        let listener =
            Listener::on_document("keydown", move |event| match keys::shortcut(&event) {
                Some(Shortcut::Send) => act.emit(Action::Send),
                Some(Shortcut::Undo) => act.emit(Action::Undo),
                Some(Shortcut::Redo) => act.emit(Action::Redo),
                None => {}
            });
        move || drop(listener)
    });
}

/// The tie between fields and bytes.
#[hook]
pub fn use_tie() {
    use_effect_with((), |()| {
        let tie = tie::tie();
        move || drop(tie)
    });
}

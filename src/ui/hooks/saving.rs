//! Keeping drafts between visits, off the path of a keystroke.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::effect::{Effect, On, address};
use crate::browser::page::Listener;
use crate::browser::storage;
use crate::browser::timer::Rest;
use crate::document::Operation;
use crate::draft::Draft;
use crate::draft::saved::{self, LeftOut};
use crate::ui::state::{Action, Open, Saved, State, Unread};
use crate::validate::problem::{Cause, Kept};

/// Milliseconds of rest before a draft is written.
const REST: i32 = 400;

/// A draft and what it is of.
type Typed = (Rc<Operation>, Rc<Draft>);

/// What is stored, and what is newer than that.
#[derive(Default)]
struct Store {
    stored: Option<Typed>,
    newer: Option<Typed>,
}

/// What saving needs from one drawing to the next.
#[derive(Default)]
pub struct Saving {
    store: Rc<RefCell<Store>>,
    rest: Option<Rest>,
}

/// Where an operation's draft is kept.
pub fn key(operation: &Operation) -> String {
    format!("signpost/draft/{}/{}", operation.api, operation.id)
}

/// What storage has of an operation.
///
/// A draft that cannot be read is put aside, so that what is typed from now on can be stored.
pub fn stored(operation: &Operation) -> Saved {
    let key = key(operation);
    let text = match storage::read(&key) {
        Ok(None) => return Saved::Nothing,
        Ok(Some(text)) => text,
        Err(refused) => return Saved::Forbidden(refused.message().into()),
    };
    let cause = match saved::load(&text, operation) {
        Ok(draft) => return Saved::Draft(Box::new(draft)),
        Err(cause) => cause,
    };
    let aside = key.replacen("draft", "unread", 1);
    let in_place = storage::write(&aside, &text).is_err();
    let kept = match in_place {
        false => Kept::Aside { key: aside },
        true => Kept::InPlace,
    };
    let said = [cause, Cause::Kept(kept)].map(|cause| cause.message(&[]));
    Saved::Unread(Unread {
        why: said.join("; ").into(),
        in_place,
    })
}

/// Stores the draft after a rest.
pub fn resting(
    saving: &Rc<RefCell<Saving>>,
    state: &UseReducerHandle<State>,
    act: &Callback<Action>,
) -> Effect {
    let (saving, act) = (Rc::clone(saving), act.clone());
    let now = draft(state);
    let (operation, draft) = now.as_ref().map(|(o, d)| (o, d)).unzip();
    let identity = [address(operation), address(draft)];
    Effect::new(On::Shared(identity), move || {
        let mut saving = saving.borrow_mut();
        let store = Rc::clone(&saving.store);
        if note(&store, now, &act) {
            let rest = || Rest::new(REST, move || flush(&store, &act));
            saving.rest.get_or_insert_with(rest).stir();
        }
    })
}

/// Stores the draft when the page goes, at the latest.
pub fn leaving(
    saving: &Rc<RefCell<Saving>>,
    state: &UseReducerHandle<State>,
    act: &Callback<Action>,
) -> Effect {
    let store = Rc::clone(&saving.borrow().store);
    let (state, act) = (state.clone(), act.clone());
    Effect::new(On::Start, move || {
        ["pagehide", "visibilitychange"].map(|kind| {
            let (store, state, act) = (Rc::clone(&store), state.clone(), act.clone());
            Listener::on_window(kind, move |_| {
                // The last keystroke may not have been drawn yet.
                note(&store, draft(&state.clone()), &act);
                flush(&store, &act);
            })
        })
    })
}

/// The draft that is to be kept; none while what cannot be read stands in its place, so that it is not lost.
fn draft(state: &UseReducerHandle<State>) -> Option<Typed> {
    let in_place = |open: &Open| open.unread.as_ref().is_some_and(|unread| unread.in_place);
    let open = state.open.as_ref().filter(|open| !in_place(open))?;
    Some((Rc::clone(&open.operation), Rc::clone(&open.bench.draft)))
}

/// Takes note of the draft of the day; whether it is newer than what is stored.
fn note(store: &RefCell<Store>, now: Option<Typed>, act: &Callback<Action>) -> bool {
    let Some(now) = now else { return false };
    let same_operation = |kept: &Typed| Rc::ptr_eq(&kept.0, &now.0);
    if !store.borrow().stored.as_ref().is_some_and(same_operation) {
        // What was just opened came from the store, or is fresh; what was open before goes there.
        flush(store, act);
        store.borrow_mut().stored = Some(now);
        return false;
    }
    let mut store = store.borrow_mut();
    let same = |kept: &Typed| Rc::ptr_eq(&kept.1, &now.1);
    let newer = !store.stored.as_ref().is_some_and(same);
    store.newer = newer.then_some(now);
    newer
}

/// Writes what is newer, and says when it is not kept.
fn flush(store: &RefCell<Store>, act: &Callback<Action>) {
    let Some((operation, draft)) = store.borrow_mut().newer.take() else {
        return;
    };
    let saved = saved::save(&draft, &operation);
    let note = match storage::write(&key(&operation), &saved.text) {
        Err(refused) => Some(refused.message()),
        Ok(()) => saved.left_out.map(left_out),
    };
    store.borrow_mut().stored = Some((operation, draft));
    act.emit(Action::Storage(note.map(Rc::from)));
}

fn left_out(what: LeftOut) -> &'static str {
    match what {
        LeftOut::Large => {
            "The raw body is too large for the browser's storage: it is kept in memory only, until this tab closes"
        }
        LeftOut::File => {
            "The file that is the body is not stored: it is kept in memory only, until this tab closes or is loaded again"
        }
        LeftOut::Unread => {
            "The raw body cannot be read, so its secrets cannot be told from the rest: it is kept in memory only, until this tab closes"
        }
        LeftOut::Secret => {
            "The raw body holds values that the documentation calls secret: it is kept in memory only, until this tab closes"
        }
    }
}

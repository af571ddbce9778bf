//! Keeping drafts between visits, off the path of a keystroke.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::page::Listener;
use crate::browser::storage::{self, Refused};
use crate::browser::timer::Rest;
use crate::ui::shared::Shared;
use crate::ui::state::due::key;
use crate::ui::state::{Action, Open, Saved, State, Unread};
use openapi::Operation;
use problem::{Cause, Kept};
use request::draft::Draft;
use request::draft::saved::{self, LeftOut};

/// Milliseconds of rest before a draft is written.
const REST: i32 = 400;

/// How many drafts of one operation that cannot be read are put aside.
const COPIES: u32 = 9;

/// A draft and what it is of.
type Typed = (Rc<Operation>, Rc<Draft>);

/// A draft that is to be kept, and whether storage has what its operation was opened with.
struct Now {
    typed: Typed,
    kept: bool,
}

/// What is stored, and what is newer than that.
#[derive(Default)]
struct Store {
    stored: Option<Typed>,
    newer: Option<Typed>,
}

/// What saving keeps from one drawing to the next.
#[derive(Default)]
pub struct Saving {
    store: Rc<RefCell<Store>>,
    rest: Option<Rest>,
}

/// Why a stored draft is not there.
enum Lost {
    /// Storage is out of reach.
    Forbidden(Refused),
    /// This text cannot be read.
    Unread(Cause, String),
}

fn read(operation: &Operation) -> Result<Option<Draft>, Lost> {
    let text = match storage::read(&key(operation)) {
        Ok(None) => return Ok(None),
        Ok(Some(text)) => text,
        Err(refused) => return Err(Lost::Forbidden(refused)),
    };
    let read = saved::load(&text, operation);
    read.map(Some).map_err(|cause| Lost::Unread(cause, text))
}

/// What storage has of an operation that is opened.
///
/// A draft that cannot be read is put aside, so that what is typed from now on can be stored.
pub fn stored(operation: &Operation) -> Saved {
    let (cause, text) = match read(operation) {
        Ok(None) => return Saved::Nothing,
        Ok(Some(draft)) => return Saved::Draft(Box::new(draft)),
        Err(Lost::Forbidden(refused)) => return Saved::Forbidden(refused.message().into()),
        Err(Lost::Unread(cause, text)) => (cause, text),
    };
    let aside = put_aside(&key(operation), &text);
    let in_place = aside.is_none();
    let kept = match &aside {
        Some(key) => Kept::Aside { key: key.clone() },
        None => Kept::InPlace,
    };
    let said = [cause, Cause::Kept(kept)].map(|cause| cause.message(&[]));
    Saved::Unread(Unread {
        why: said.join("; ").into(),
        key: aside.unwrap_or_else(|| key(operation)).into(),
        in_place,
    })
}

/// Where a copy of the text is kept now, if there is room: never in place of another text.
fn put_aside(key: &str, text: &str) -> Option<String> {
    let first = key.replacen("draft", "unread", 1);
    for number in 1..=COPIES {
        let aside = match number {
            1 => first.clone(),
            _ => format!("{first}/{number}"),
        };
        match storage::read(&aside).ok()? {
            Some(kept) if kept == text => return Some(aside),
            Some(_) => {}
            None => return storage::write(&aside, text).ok().map(|()| aside),
        }
    }
    None
}

/// What storage has of a registration whose delivery is opened, or why that cannot be had.
pub fn registered(of: &Operation) -> (Option<Draft>, Option<Rc<str>>) {
    let why = match read(of) {
        Ok(draft) => return (draft, None),
        Err(Lost::Forbidden(refused)) => return (None, Some(refused.message().into())),
        Err(Lost::Unread(cause, _)) => cause.message(&[]),
    };
    let of = of.summary.clone();
    let said = Cause::Kept(Kept::NotTaken { of, why });
    (None, Some(said.message(&[]).into()))
}

/// The text of a draft that could not be read.
pub fn unread(key: &str) -> String {
    storage::read(key).ok().flatten().unwrap_or_default()
}

/// Gives up a draft that could not be read.
pub fn discard(key: &str) -> Action {
    match storage::remove(key) {
        Ok(()) => Action::Discarded,
        Err(refused) => Action::Storage(Some(refused.message().into())),
    }
}

/// Reads the draft of an operation once more, as after another tab stored it.
pub fn load_stored(operation: &Operation) -> Option<Action> {
    let draft = read(operation).ok()??;
    Some(Action::LoadStored(Box::new(draft)))
}

/// Stores drafts after a rest and when the page goes, and notices those that other tabs store.
#[hook]
pub fn use_drafts(state: &UseReducerHandle<State>, act: &Callback<Action>) {
    let saving = use_mut_ref(Saving::default);
    let now = draft(state);
    let identity = now.as_ref().map(|now| {
        let (operation, draft) = &now.typed;
        (Shared::from(operation), Shared::from(draft))
    });
    {
        let (saving, act) = (Rc::clone(&saving), act.clone());
        use_effect_with(identity, move |_| {
            let mut saving = saving.borrow_mut();
            let store = Rc::clone(&saving.store);
            if note(&store, now, &act) {
                let rest = || Rest::new(REST, move || flush(&store, &act));
                saving.rest.get_or_insert_with(rest).stir();
            }
        });
    }
    let (state, act) = (state.clone(), act.clone());
    use_effect_with((), move |()| {
        let store = Rc::clone(&saving.borrow().store);
        let leaving = ["pagehide", "visibilitychange"].map(|kind| {
            let (store, state, act) = (Rc::clone(&store), state.clone(), act.clone());
            Listener::on_window(kind, move |_| {
                // The last keystroke may not have been drawn yet.
                note(&store, draft(&state.clone()), &act);
                flush(&store, &act);
            })
        });
        let changing = storage::on_change(move |changed| {
            if changed.starts_with("signpost/draft/") {
                // What this tab has not stored yet waits until the person decides.
                let same = |typed: &mut Typed| key(&typed.0) == changed;
                let unsaved = store.borrow_mut().newer.take_if(same).is_some();
                act.emit(Action::StoredElsewhere(changed, unsaved));
            }
        });
        move || drop((leaving, changing))
    });
}

/// The draft that is to be kept; none while what cannot be read, or what another tab stored, is in its
/// place, so that it is not lost.
fn draft(state: &UseReducerHandle<State>) -> Option<Now> {
    let in_place = |open: &Open| open.unread.as_ref().is_some_and(|unread| unread.in_place);
    let open = state.open.as_ref().filter(|open| !in_place(open))?;
    if state.changed_elsewhere().is_some() {
        return None;
    }
    Some(Now {
        typed: (Rc::clone(&open.operation), Rc::clone(&open.bench.draft)),
        kept: open.unread.is_none() && !open.given_up,
    })
}

/// Takes note of the draft of the day; whether it is newer than what is stored.
fn note(store: &RefCell<Store>, now: Option<Now>, act: &Callback<Action>) -> bool {
    let Some(Now { typed: now, kept }) = now else {
        return false;
    };
    let same_operation = |kept: &Typed| key(&kept.0) == key(&now.0);
    let known = store.borrow().stored.as_ref().is_some_and(same_operation);
    if !known {
        // What was open before goes to the store.
        flush(store, act);
    }
    let mut store = store.borrow_mut();
    if !known && kept {
        // What was just opened came from the store, or is fresh.
        store.stored = Some(now);
        return false;
    }
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
            "The raw body is too large for the browser's storage. It is kept in memory only, until this tab closes."
        }
        LeftOut::File => {
            "The file that is the body is not stored. It is kept in memory only, until this tab closes or is reloaded."
        }
        LeftOut::Unread => {
            "The raw body cannot be read, so its secrets cannot be taken out. It is kept in memory only, until this tab closes."
        }
        LeftOut::Secret => {
            "The raw body contains values that the documentation calls secret. It is kept in memory only, until this tab closes."
        }
    }
}

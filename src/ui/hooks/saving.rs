//! Keeping drafts between visits, off the path of a keystroke.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::page::Listener;
use crate::browser::storage;
use crate::browser::timer::Timer;
use crate::document::Operation;
use crate::draft::Draft;
use crate::draft::saved::{self, LeftOut};
use crate::ui::state::{Action, State};

/// Milliseconds of rest before a draft is written.
const REST: i32 = 400;

/// A draft that is not stored yet.
type Pending = Rc<RefCell<Option<(Rc<Operation>, Rc<Draft>)>>>;

/// Where an operation's draft is kept.
pub fn key(operation: &Operation) -> String {
    format!("signpost/draft/{}/{}", operation.api, operation.id)
}

/// Stores the draft after a rest, and at the latest when the page goes.
#[hook]
pub fn use_saving(state: &State, act: &Callback<Action>) {
    let pending: Pending = use_mut_ref(|| None);
    let timer = use_mut_ref(|| None::<Timer>);
    let stored = use_mut_ref(|| None::<(*const Operation, *const Draft)>);
    let now = state
        .open
        .as_ref()
        .map(|open| (Rc::clone(&open.operation), Rc::clone(&open.bench.draft)));
    let identity = now.as_ref().map(|(o, d)| (Rc::as_ptr(o), Rc::as_ptr(d)));
    {
        let (pending, act) = (Rc::clone(&pending), act.clone());
        use_effect_with(identity, move |identity| {
            let before = stored.replace(*identity);
            let (Some(now), Some(identity)) = (now, *identity) else {
                return;
            };
            if before.is_none_or(|(operation, _)| operation != identity.0) {
                // What was just opened came from the store, or is fresh.
                flush(&pending, &act);
                return;
            }
            *pending.borrow_mut() = Some(now);
            *timer.borrow_mut() = Some(Timer::after(REST, move || flush(&pending, &act)));
        });
    }
    let act = act.clone();
    use_effect_with((), move |()| {
        let leaving = ["pagehide", "visibilitychange"].map(|kind| {
            let (pending, act) = (Rc::clone(&pending), act.clone());
            Listener::on_window(kind, move |_| flush(&pending, &act))
        });
        move || drop(leaving)
    });
}

/// Writes what is pending, and says when it is not kept.
fn flush(pending: &Pending, act: &Callback<Action>) {
    let Some((operation, draft)) = pending.borrow_mut().take() else {
        return;
    };
    let saved = saved::save(&draft, &operation);
    let note = match storage::write(&key(&operation), &saved.text) {
        Err(refused) => Some(refused.message()),
        Ok(()) => saved.left_out.map(left_out),
    };
    act.emit(Action::Storage(note.map(Rc::from)));
}

fn left_out(what: LeftOut) -> &'static str {
    match what {
        LeftOut::Large => {
            "The raw body is too large for the browser's storage: it is kept in memory only, until this tab closes"
        }
        LeftOut::Unread => {
            "The raw body cannot be read, so its secrets cannot be told from the rest: it is kept in memory only, until this tab closes"
        }
        LeftOut::Secret => {
            "The raw body holds values that the documentation calls secret: it is kept in memory only, until this tab closes"
        }
    }
}

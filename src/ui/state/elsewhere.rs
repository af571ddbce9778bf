//! Drafts that another tab stored since they were opened here, so that neither tab overwrites the
//! other's without a word.

use std::rc::Rc;

use super::due::key;
use super::history::Change;
use super::{Open, State};
use openapi::Operation;
use request::draft::{Draft, load};
use signature::Moment;

/// A draft in storage that is newer than the one of this tab.
#[derive(Clone)]
pub struct Newer {
    key: String,
    /// This tab's draft at that moment, if nothing of it was yet to be stored.
    stored: Option<Rc<Draft>>,
}

impl State {
    /// Whether another tab changed the draft of what is open; then, whether this tab changed it too.
    pub fn changed_elsewhere(&self) -> Option<bool> {
        let open = self.open.as_ref()?;
        let key = key(&open.operation);
        let newer = self.elsewhere.iter().find(|newer| newer.key == key)?;
        let stored = newer.stored.as_ref();
        Some(!stored.is_some_and(|stored| Rc::ptr_eq(stored, &open.bench.draft)))
    }

    pub(super) fn stored_elsewhere(&mut self, changed: String, unsaved: bool) {
        let open = self.open.as_ref();
        let open = open.filter(|open| key(&open.operation) == changed);
        let kept = self.kept.iter().find(|kept| kept.key == changed);
        let draft = open
            .map(|open| &open.bench.draft)
            .or(kept.map(|kept| &kept.snapshot.draft));
        // What was not opened here is read from storage when it is.
        let Some(draft) = draft else {
            return;
        };
        let all = Rc::make_mut(&mut self.elsewhere);
        let before = all.iter().position(|newer| newer.key == changed);
        let before = before.map(|at| all.remove(at));
        all.push(Newer {
            key: changed,
            stored: match before {
                Some(before) => before.stored,
                None => (!unsaved).then(|| Rc::clone(draft)),
            },
        });
    }

    pub(super) fn load_stored(&mut self, draft: Draft, moment: Moment) {
        let matcher = self.matcher;
        if let Some(open) = &mut self.open {
            Rc::make_mut(open).load_stored(draft, moment, matcher);
            self.said = Rc::from("The draft of the other tab is loaded");
        }
        self.settle();
    }

    pub(super) fn keep_mine(&mut self) {
        if let Some(open) = &mut self.open {
            let open = Rc::make_mut(open);
            // Another address, and nothing of it in storage: it is stored as after an edit.
            open.bench.draft = Rc::new((*open.bench.draft).clone());
            open.given_up = true;
            self.said = Rc::from("This tab's draft is kept");
        }
        self.settle();
    }

    fn settle(&mut self) {
        if let Some(open) = &self.open {
            let key = key(&open.operation);
            Rc::make_mut(&mut self.elsewhere).retain(|newer| newer.key != key);
        }
    }

    /// Takes note of an operation that is opened: without an older draft here, it is read from storage.
    pub(super) fn forget_elsewhere(&mut self, operation: &Operation) {
        if self.kept_of(operation).is_none() {
            let key = key(operation);
            Rc::make_mut(&mut self.elsewhere).retain(|newer| newer.key != key);
        }
    }
}

impl Open {
    /// Replaces the draft by a stored one, as a step that can be undone.
    fn load_stored(&mut self, draft: Draft, moment: Moment, matcher: super::Matching) {
        self.step(&Change::Single, &moment);
        let draft = match self.operation.delivery {
            Some(_) => load::renewed(draft, &self.operation),
            None => draft,
        };
        let mut snapshot = self.bench.clone();
        snapshot.draft = Rc::new(draft);
        self.restore(snapshot, moment, matcher);
        self.outdated = self.is_outdated(matcher);
    }
}

//! Undo and redo over the whole workbench.

use std::rc::Rc;

use super::signing::Setting;
use openapi::Operation;
use problem::Field;
use request::draft::{Draft, Edit, start};
use signature::secret::Secrets;

/// What a person made: all of it is undone and redone together.
#[derive(Clone, PartialEq, Default)]
pub struct Bench {
    pub draft: Rc<Draft>,
    pub secrets: Rc<Secrets>,
}

impl Bench {
    /// What an operation begins with, and the example that it is.
    pub fn start(operation: &Operation) -> (Bench, Option<Rc<str>>) {
        let start = start::start(operation);
        let bench = Bench {
            draft: Rc::new(start.draft),
            secrets: Rc::new(start.secrets),
        };
        (bench, start.example)
    }
}

/// What a step changed; consecutive steps of one kind are one step of the history.
#[derive(Clone, PartialEq, Eq)]
pub enum Kind {
    Typed(Field),
    Renamed(Field),
    Raw,
    Secret(Rc<str>),
    Signed(Setting),
    /// Everything that is a step by itself.
    Single,
}

impl Kind {
    pub fn of(edit: &Edit) -> Kind {
        match edit {
            Edit::Type(field, _) => Kind::Typed(field.clone()),
            Edit::Rename(field, _) => Kind::Renamed(field.clone()),
            Edit::Raw(_) => Kind::Raw,
            _ => Kind::Single,
        }
    }
}

/// Steps that can be taken back and taken again.
#[derive(Clone, Default)]
pub struct History {
    past: Vec<Bench>,
    future: Vec<Bench>,
    last: Option<Kind>,
}

/// Steps that are kept.
const LIMIT: usize = 300;
/// Bytes of raw bodies that are kept over all steps.
const WEIGHT: usize = 64 << 20;

impl History {
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Whether a step goes on with the last one, so that both are undone together.
    pub fn joins(&self, kind: &Kind) -> bool {
        *kind != Kind::Single && self.last.as_ref() == Some(kind)
    }

    /// Ends the step that is being made, so that what follows is undone apart from it.
    pub fn end_step(&mut self) {
        self.last = None;
    }

    /// Remembers what was, before a step changes it.
    pub fn step(&mut self, before: &Bench, kind: Kind) {
        self.future.clear();
        self.last = Some(kind);
        self.past.push(before.clone());
        self.forget();
    }

    pub fn undo(&mut self, now: &Bench) -> Option<Bench> {
        let before = self.past.pop()?;
        self.future.push(now.clone());
        self.last = None;
        Some(before)
    }

    pub fn redo(&mut self, now: &Bench) -> Option<Bench> {
        let after = self.future.pop()?;
        self.past.push(now.clone());
        self.last = None;
        Some(after)
    }

    /// Lets the oldest steps go when there are too many, or they hold too much.
    fn forget(&mut self) {
        let weight = |bench: &Bench| bench.draft.raw.as_ref().map_or(0, |raw| raw.bytes().len());
        let mut total = 0;
        let kept = self
            .past
            .iter()
            .rev()
            .take(LIMIT)
            .take_while(|bench| {
                total += weight(bench);
                total <= WEIGHT
            })
            .count();
        let gone = self.past.len() - kept.max(1);
        self.past.drain(..gone);
    }
}

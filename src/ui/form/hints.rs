//! What is known of fields beyond their values: their problems, and which of them must not be given.

use std::collections::HashMap;
use std::rc::Rc;

use crate::ui::state::{Open, Prefs};
use openapi::Control;
use problem::{Field, Problem, Step};

/// The problems and the hidden fields at a place and below it.
#[derive(Clone, PartialEq, Default)]
pub struct Hints {
    pub problems: Vec<Rc<Problem>>,
    /// Fields that must not be given and are not.
    pub hidden: Vec<Field>,
    /// Whether these are shown all the same.
    pub show_all: bool,
}

impl Hints {
    pub fn new(open: &Open, prefs: &Prefs) -> Hints {
        Hints {
            problems: open.problems.to_vec(),
            hidden: open.flow.hidden.clone(),
            show_all: prefs.show_all,
        }
    }

    /// The part that concerns one field and what is below it.
    pub fn below(&self, place: &Field) -> Hints {
        let problems = self.problems.iter().filter(|p| p.at.is_within(place));
        let hidden = self.hidden.iter().filter(|h| h.is_within(place));
        Hints {
            problems: problems.cloned().collect(),
            hidden: hidden.cloned().collect(),
            show_all: self.show_all,
        }
    }

    /// The problems of the field itself.
    pub fn at(&self, place: &Field) -> Vec<Rc<Problem>> {
        let mine = self.problems.iter().filter(|p| p.at == *place);
        mine.cloned().collect()
    }

    /// Returns whether a field is not shown: it must not be given, or only the server gives it, and it
    /// has no value.
    pub fn hides(&self, control: &Control, place: &Field, is_absent: bool) -> bool {
        let is_due = !control.read_only || !is_absent;
        !self.show_all && (!is_due || self.hidden.contains(place))
    }

    /// What concerns each member of an object, by the names of those that anything concerns.
    pub fn by_member(&self, place: &Field) -> HashMap<Rc<str>, Hints> {
        let name = |at: &Field| match at.path.get(place.path.len()) {
            Some(Step::Name(name)) if at.is_within(place) => Some(Rc::clone(name)),
            _ => None,
        };
        let mut members = HashMap::<Rc<str>, Hints>::new();
        for problem in &self.problems {
            if let Some(name) = name(&problem.at) {
                let member = members.entry(name).or_default();
                member.problems.push(Rc::clone(problem));
            }
        }
        for hidden in &self.hidden {
            if let Some(name) = name(hidden) {
                members.entry(name).or_default().hidden.push(hidden.clone());
            }
        }
        for member in members.values_mut() {
            member.show_all = self.show_all;
        }
        members
    }
}

//! Which problems are shown at their fields already.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::state::{Open, Touched, View};
use problem::{Problem, Severity};

/// Which fields were left. Outside of a form that notes it, as on the other pages, all were.
#[derive(Clone, PartialEq, Default)]
pub struct Touch {
    touched: Option<Touched>,
    /// Whether the draft came from storage, which has no secrets.
    restored: bool,
}

/// What the form around a component notes.
#[hook]
pub fn use_touch() -> Touch {
    use_context::<Touch>().unwrap_or_default()
}

impl Touch {
    pub fn new(view: &View, open: &Open) -> Touch {
        Touch {
            touched: Some(view.touched.clone()),
            restored: open.restored,
        }
    }

    /// Returns whether the fields around are those of the open draft.
    pub fn is_of_draft(&self) -> bool {
        self.touched.is_some()
    }

    /// The number of the form: another one when it is filled afresh.
    pub fn generation(&self) -> u32 {
        self.touched
            .as_ref()
            .map_or(0, |touched| touched.generation)
    }

    /// Returns whether the draft came from storage, so that its secrets have to be entered again.
    pub fn is_restored(&self) -> bool {
        self.restored
    }

    /// Returns whether leaving the field changes nothing more.
    pub fn is_noted(&self, at: &str) -> bool {
        self.touched
            .as_ref()
            .is_none_or(|touched| touched.contains(at))
    }

    /// Returns whether a secret that has a problem for lack of a value was only not stored.
    pub fn is_unstored(&self, at: &str, problems: &[Rc<Problem>]) -> bool {
        let is_faulty = problems.iter().any(|p| p.severity > Severity::Warning);
        self.restored && is_faulty && !self.is_noted(at)
    }

    /// The problems that are shown.
    pub fn shown(&self, problems: &[Rc<Problem>]) -> Vec<Rc<Problem>> {
        let Some(touched) = &self.touched else {
            return problems.to_vec();
        };
        let shown = problems
            .iter()
            .filter(|problem| touched.reaches(&problem.at.to_string()));
        shown.cloned().collect()
    }
}

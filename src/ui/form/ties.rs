//! The ids that tie a control to its label, its help and its problems.

use std::rc::Rc;

use yew::prelude::*;

use super::touch::use_touch;
use crate::ui::controls::id_of;
use problem::{Problem, Severity};

/// The names that tie a field's elements, and what is shown of its problems.
#[derive(Clone, PartialEq)]
pub struct Ties {
    /// The `data-field`.
    pub at: AttrValue,
    /// The id of the control.
    pub control: AttrValue,
    /// What `aria-describedby` holds; nothing when there is neither help nor problem.
    pub described: Option<AttrValue>,
    pub problems: Vec<Rc<Problem>>,
    /// Whether its value is a secret that was only not stored.
    pub unstored: bool,
}

impl Ties {
    pub fn invalid(&self) -> bool {
        !self.problems.is_empty()
    }

    pub fn help(&self) -> AttrValue {
        help_id(&self.at)
    }

    /// The class by which a field shows how grave its problems are.
    pub fn class(&self) -> Option<&'static str> {
        let gravest = self.problems.iter().map(|problem| problem.severity).max();
        match gravest {
            None => self.unstored.then_some("warning"),
            Some(Severity::Warning) => Some("warning"),
            Some(Severity::Error | Severity::Blocks) => Some("error"),
        }
    }
}

/// The ties of a field. `lacks`: whether it is a secret without a value.
#[hook]
pub fn use_ties(at: &AttrValue, problems: &[Rc<Problem>], lacks: bool, has_help: bool) -> Ties {
    let touch = use_touch();
    let unstored = lacks && touch.is_unstored(at, problems);
    let problems = match unstored {
        true => Vec::new(),
        false => touch.shown(problems),
    };
    let described = match (!problems.is_empty() || unstored, has_help) {
        (true, true) => Some(format!("{} {}", problems_id(at), help_id(at)).into()),
        (true, false) => Some(problems_id(at)),
        (false, true) => Some(help_id(at)),
        (false, false) => None,
    };
    Ties {
        control: id_of("f", at),
        at: at.clone(),
        described,
        problems,
        unstored,
    }
}

fn help_id(at: &str) -> AttrValue {
    id_of("h", at)
}

/// The id of the list of problems at a place.
pub fn problems_id(at: &str) -> AttrValue {
    id_of("p", at)
}

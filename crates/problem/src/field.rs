//! Places in a draft.

use std::fmt;
use std::rc::Rc;

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A member of an object.
    Name(Rc<str>),
    /// An item of a list.
    Index(usize),
    /// An entry of a map, by position.
    Entry(usize),
}

/// A place in a draft; its text is the `data-field` of the page.
///
/// `root` is `body:`, or a whole parameter as `query:$select`, `path:id`,
/// `header:SO-Language`, `server:url`, `server:env`, `header:Accept`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    pub root: Rc<str>,
    pub path: Vec<Step>,
}

impl Field {
    pub fn root(root: impl Into<Rc<str>>) -> Field {
        Field {
            root: root.into(),
            path: Vec::new(),
        }
    }

    pub fn body() -> Field {
        Field::root("body:")
    }

    /// The place one step further in.
    pub fn step(&self, step: Step) -> Field {
        let mut path = self.path.clone();
        path.push(step);
        Field {
            root: self.root.clone(),
            path,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.root)?;
        self.path.iter().try_for_each(|step| step.fmt(f))
    }
}

/// As in a field, with its slash.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Name(name) => write!(f, "/{}", json::pointer::escape(name)),
            Step::Index(index) => write!(f, "/{index}"),
            Step::Entry(index) => write!(f, "/@{index}"),
        }
    }
}

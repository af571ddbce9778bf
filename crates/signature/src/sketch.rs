//! A scheme while a person changes it: its JSON as typed, and a form over the same members.
//!
//! The text is the one truth: an edit of the form changes its members and
//! writes it anew, and what is typed into it is read again. What cannot be
//! read stays as it was typed, with its place; the scheme in force is then the
//! last one that was sound. What is not here: keeping schemes (see
//! [`super::shelf`]) and the words of what is wrong (see `words`).

mod faults;
mod form;
mod members;
pub mod parts;
#[cfg(test)]
mod tests;
mod whole;
mod words;

use std::rc::Rc;

use super::{Scheme, read, write};
pub use form::{Clocked, Edit, Group, Row};
use json::value::Object;
use json::{Tree, View};
use problem::{Cause, Problem, Root, Severity};

/// The id of a scheme that is being changed and has no name to be saved under yet.
pub const ID: &str = "sketch";

/// What is wrong with a part of the scheme, and where its text has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// From the scheme to the part, as a JSON Pointer; the entries of its objects go by position.
    pub place: String,
    /// Byte offset into the text.
    pub at: usize,
    /// 1-based, the column in characters.
    pub line: usize,
    pub column: usize,
    pub problem: Rc<Problem>,
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    /// The saved scheme that is changed; `None` for a copy.
    pub of: Option<Rc<str>>,
    pub text: Rc<str>,
    /// The text when it was begun or saved last.
    pub begun: Rc<str>,
    /// What the text says, duplicates and unknown members too; what it said last while it is broken.
    members: Object,
    /// Why the text is no scheme at all.
    pub broken: Option<Fault>,
    /// What is wrong with its parts, in the order of the text.
    pub faults: Rc<[Fault]>,
    /// As it was when nothing was wrong with it.
    pub scheme: Rc<Scheme>,
}

impl Sketch {
    /// A copy of a scheme under another name.
    pub fn copy(scheme: &Scheme, title: String) -> Sketch {
        let copied = Scheme {
            title,
            ..scheme.clone()
        };
        Sketch::begin(None, &copied)
    }

    /// A saved scheme, to be changed.
    pub fn change(scheme: &Scheme) -> Sketch {
        Sketch::begin(Some(scheme.id.as_str().into()), scheme)
    }

    fn begin(of: Option<Rc<str>>, scheme: &Scheme) -> Sketch {
        let mut sketch = Sketch {
            of,
            text: Rc::from(""),
            begun: Rc::from(""),
            members: Object::new(),
            broken: None,
            faults: Rc::from([]),
            scheme: Rc::new(named(scheme.clone())),
        };
        let text = text(scheme);
        sketch.read(text.as_str().into());
        sketch.begun = Rc::clone(&sketch.text);
        sketch
    }

    /// Whether it says something else than when it was begun.
    pub fn is_changed(&self) -> bool {
        self.text != self.begun
    }

    /// Whether it can be saved, and the scheme in force is the one that the text says.
    pub fn is_sound(&self) -> bool {
        self.broken.is_none() && !self.faults.iter().any(Fault::is_error)
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        let faults = self.faults.iter().filter(|f| f.is_error()).count();
        faults + usize::from(self.broken.is_some())
    }

    /// Its name as typed.
    pub fn title(&self) -> String {
        self.value("/title")
    }

    /// What is wrong at a place.
    pub fn problems(&self, place: &str) -> Vec<Rc<Problem>> {
        let mine = self.faults.iter().filter(|fault| fault.place == place);
        mine.map(|fault| Rc::clone(&fault.problem)).collect()
    }

    /// Takes a text, whatever it says.
    fn read(&mut self, text: Rc<str>) {
        self.text = text;
        self.faults = Rc::from([]);
        self.broken = self.take_in().err();
    }

    /// Takes what the text says; the error is why it says no scheme.
    fn take_in(&mut self) -> Result<(), Fault> {
        let tree = Tree::read(Rc::clone(&self.text)).map_err(|error| not_json(&error))?;
        let root = unwrapped(tree.root());
        let broken = |message| fault(root, "", Severity::Error, message);
        if root.kind() != json::Kind::Object {
            return Err(broken(words::no_object(root.kind())));
        }
        self.members = members::of(root).ok_or_else(|| broken(words::too_deep()))?;
        let mut found = faults::find(root);
        if !found.iter().any(Fault::is_error) {
            match read::own(root.source()) {
                Ok(scheme) => {
                    let scheme = named(scheme);
                    found.extend(whole::find(root, &scheme));
                    if !found.iter().any(Fault::is_error) {
                        self.scheme = Rc::new(scheme);
                    }
                }
                Err(why) => found.push(broken(why)),
            }
        }
        found.sort_by_key(|fault| fault.at);
        self.faults = found.into();
        Ok(())
    }
}

impl Fault {
    pub fn is_error(&self) -> bool {
        self.problem.severity >= Severity::Error
    }
}

/// The scheme as it stands alone: indented JSON, without an id, which a saved one gets anew.
pub fn text(scheme: &Scheme) -> String {
    let written = write::scheme(scheme);
    let tree = Tree::read(written.as_str());
    let members = tree.ok().and_then(|tree| members::of(tree.root()));
    let mut members = members.unwrap_or_default();
    members.retain(|(name, _)| name != "id");
    members::layout(&members)
}

fn named(mut scheme: Scheme) -> Scheme {
    scheme.id = ID.to_owned();
    scheme
}

/// The scheme itself, where it is wrapped as a document has it (`{"x-signpost-signature": {"scheme": {…}}}`).
fn unwrapped(root: View<'_>) -> View<'_> {
    let mut view = root;
    for name in ["x-signpost-signature", "scheme"] {
        let inner = view.get(name);
        if let Some(inner) = inner.filter(|inner| inner.kind() == json::Kind::Object) {
            view = inner;
        }
    }
    view
}

fn not_json(error: &json::Error) -> Fault {
    Fault {
        place: String::new(),
        at: error.at,
        line: error.line,
        column: error.column,
        problem: Rc::new(
            Cause::Json(*error).at(Root::Other("scheme-text".into()), Severity::Error),
        ),
    }
}

/// A fault at a place below a scheme's outermost value.
fn fault(root: View<'_>, place: &str, severity: Severity, message: String) -> Fault {
    let spot = spot(root, place);
    let at = spot.span().start;
    let (line, column) = spot.position();
    Fault {
        place: place.to_owned(),
        at,
        line,
        column,
        problem: Rc::new(
            Cause::Sketch(message).at(Root::Other(["scheme:", place].concat().into()), severity),
        ),
    }
}

/// The value at a place, or the nearest one around it.
fn spot<'a>(root: View<'a>, place: &str) -> View<'a> {
    let mut view = root;
    for step in place.split('/').skip(1) {
        let by_position = step.parse().ok().and_then(|at| view.children().nth(at));
        match by_position.or_else(|| view.get(step)) {
            Some(inner) => view = inner,
            None => break,
        }
    }
    view
}

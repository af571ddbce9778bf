//! Editing a scheme as JSON.
//!
//! The text is the source of truth and is kept whatever it contains. While it has an error, the
//! scheme in force is the last valid one. Storing schemes belongs in [`super::saved`], their faults
//! in `validate` and [`super::fault`].

#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::fault::{FaultCause, SchemeFault};
use super::{Scheme, place, read, validate, write};
use json::write::JsonStyle;
use json::{Kind, Tree, View, pointer};

/// The id of a scheme that is being edited and has no saved name yet.
pub const ID: &str = "editor";

/// The most characters of a name.
const LONGEST: usize = 60;

/// A fault and its position in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedFault {
    /// The fault.
    pub fault: SchemeFault,
    /// Byte offset into the text.
    pub at: usize,
    /// Both from 1; the column in characters.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// An edit by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The JSON, as typed.
    Text(Rc<str>),
    /// The scheme's name, which is written into the text.
    Title(Rc<str>),
}

/// A scheme in the process of being edited.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemeEditor {
    /// The saved scheme that is being changed; `None` for a copy.
    pub of: Option<Rc<str>>,
    /// The JSON text of the scheme, as typed.
    pub text: Rc<str>,
    /// The text when editing began or the scheme was last saved.
    begun: Rc<str>,
    /// The name in the text; the last one if the text cannot be read.
    pub title: String,
    /// The faults of the text, in its order.
    pub faults: Rc<[PlacedFault]>,
    /// The last valid scheme.
    pub scheme: Rc<Scheme>,
}

impl SchemeEditor {
    /// Begins with a copy of a scheme under another name.
    pub fn copy(scheme: &Scheme, title: String) -> SchemeEditor {
        let copied = Scheme {
            title,
            ..scheme.clone()
        };
        SchemeEditor::begin(None, &copied)
    }

    /// Begins with a saved scheme, to change it.
    pub fn change(scheme: &Scheme) -> SchemeEditor {
        SchemeEditor::begin(Some(scheme.id.as_str().into()), scheme)
    }

    fn begin(of: Option<Rc<str>>, scheme: &Scheme) -> SchemeEditor {
        let text: Rc<str> = text(scheme).into();
        let mut editor = SchemeEditor {
            of,
            text: Rc::clone(&text),
            begun: Rc::clone(&text),
            title: String::new(),
            faults: Rc::from([]),
            scheme: Rc::new(named(scheme.clone())),
        };
        editor.read(text);
        editor
    }

    /// Returns whether the text differs from the one at the beginning.
    pub fn is_changed(&self) -> bool {
        self.text != self.begun
    }

    /// Returns the number of errors. Without errors, the scheme in force is the one in the text and
    /// can be saved.
    pub fn errors(&self) -> usize {
        let errors = self.faults.iter().filter(|placed| placed.fault.is_error);
        errors.count()
    }

    /// Returns whether the text is an object, which can be given a name.
    pub fn is_object(&self) -> bool {
        let tree = Tree::read(Rc::clone(&self.text));
        tree.is_ok_and(|tree| tree.root().kind() == Kind::Object)
    }

    /// Returns the editor after an edit.
    pub fn edited(&self, edit: Edit) -> SchemeEditor {
        let mut next = self.clone();
        match edit {
            Edit::Text(text) => next.read(text),
            Edit::Title(title) => {
                if let Some(text) = self.titled(&title) {
                    next.read(text.into());
                }
            }
        }
        next
    }

    /// Returns the text with another name; `None` if it is not an object.
    fn titled(&self, title: &str) -> Option<String> {
        let tree = Tree::read(Rc::clone(&self.text)).ok()?;
        let member = [&unwrapped(tree.root()).place(), "/title"].concat();
        let splice = place::member(self.text.as_bytes(), &member, title).ok()?;
        let mut text = self.text.to_string();
        text.replace_range(splice.range, &splice.text);
        Some(text)
    }

    /// Replaces the text, whatever it contains.
    fn read(&mut self, text: Rc<str>) {
        self.text = Rc::clone(&text);
        self.faults = match Tree::read(text) {
            Ok(tree) => self.take(unwrapped(tree.root())).into(),
            Err(error) => {
                let cause = match self.text.trim().is_empty() {
                    true => FaultCause::Empty,
                    false => FaultCause::NotJson(error.cause),
                };
                Rc::from([PlacedFault {
                    fault: SchemeFault::error("", cause),
                    at: error.at,
                    line: error.line,
                    column: error.column,
                }])
            }
        };
    }

    /// Puts the scheme in force if it has no errors, and returns all faults.
    fn take(&mut self, root: View<'_>) -> Vec<PlacedFault> {
        let title = root.get("title").map(|title| title.string());
        let text = title.as_ref().and_then(Option::as_deref);
        self.title = text.unwrap_or_default().to_owned();
        let (scheme, mut faults) = match root.get("scheme").and_then(View::string) {
            Some(id) => {
                let cause = FaultCause::NamedOnly(id.into_owned());
                (None, vec![SchemeFault::error("/scheme", cause)])
            }
            None => read::fitting(root),
        };
        if let Some(scheme) = scheme {
            let id = root.get("id").map(|_| FaultCause::IdIgnored);
            faults.extend(id.map(|cause| SchemeFault::warning("/id", cause)));
            if title != Some(None) {
                faults.extend(wrong_title(&self.title));
            }
            faults.extend(validate::parts(&scheme));
            if !faults.iter().any(|fault| fault.is_error) {
                faults.extend(validate::whole(&scheme));
            }
            if !faults.iter().any(|fault| fault.is_error) {
                self.scheme = Rc::new(named(scheme));
            }
        }
        let mut placed: Vec<PlacedFault> = faults
            .into_iter()
            .map(|fault| locate(root, fault))
            .collect();
        placed.sort_by_key(|placed| placed.at);
        placed
    }
}

/// Returns the fault of a name under which a scheme is to be saved.
fn wrong_title(title: &str) -> Option<SchemeFault> {
    let characters = title.chars().count();
    let cause = if title.trim().is_empty() {
        FaultCause::NoTitle
    } else if title.chars().any(char::is_control) {
        FaultCause::TitleLines
    } else if characters > LONGEST {
        FaultCause::TitleLong(characters)
    } else {
        return None;
    };
    Some(SchemeFault::error("/title", cause))
}

/// Finds the value that a fault concerns, or the nearest one around it.
fn locate(root: View<'_>, fault: SchemeFault) -> PlacedFault {
    let mut view = root;
    for token in fault.place.split('/').skip(1) {
        let item = || view.children().nth(pointer::index(token)?);
        match view.get(&pointer::unescape(token)).or_else(item) {
            Some(inner) => view = inner,
            None => break,
        }
    }
    let (line, column) = view.position();
    PlacedFault {
        fault,
        at: view.span().start,
        line,
        column,
    }
}

/// Returns the scheme as indented JSON, without its id, since a saved scheme gets a new one.
pub fn text(scheme: &Scheme) -> String {
    let unnamed = Scheme {
        id: String::new(),
        ..scheme.clone()
    };
    let written = write::scheme(&unnamed);
    match Tree::read(written.as_str()) {
        Ok(tree) => json::write::layout(tree.root(), JsonStyle::Indented),
        Err(_) => written,
    }
}

fn named(mut scheme: Scheme) -> Scheme {
    scheme.id = ID.to_owned();
    scheme
}

/// Unwraps a scheme from an extension of a document: `{"x-…": {"scheme": {…}}}`.
fn unwrapped(root: View<'_>) -> View<'_> {
    let is_object = |view: &View<'_>| view.kind() == Kind::Object;
    let is_extension = |view: &View<'_>| view.name().is_some_and(|name| name.starts_with("x-"));
    let mut members = root.children();
    let extension = members.find(|member| is_extension(member) && is_object(member));
    let inner = extension.unwrap_or(root);
    inner.get("scheme").filter(is_object).unwrap_or(inner)
}

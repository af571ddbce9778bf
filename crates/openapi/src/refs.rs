//! A document as nodes to walk: typed look-ups, `$ref`, notes.
//!
//! A [`NodeRef`] is a value and its JSON Pointer. A value of the wrong type becomes a [`Note`] at
//! its place and counts as absent, so that the readers above never fail. References are followed
//! within the document only (RFC 6901 in a URI fragment); nothing is fetched.

mod fragment;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::Note;
use fragment::{inner, unescape};
use json::value::Object;
use json::{Value, pointer};

/// The limit of notes on one document.
const NOTES: usize = 1000;
/// More chained references than a sound document has.
const CHAIN: usize = 64;

/// The limit of members up to which an object is searched linearly.
const FEW: usize = 64;

/// The whole document and the notes on it.
pub(super) struct Doc<'a> {
    root: &'a Value,
    steps: RefCell<Vec<Step<'a>>>,
    notes: RefCell<Vec<Note>>,
    noted: RefCell<HashSet<Note>>,
    /// The members' positions in large objects, by address: references often lead there.
    members: RefCell<HashMap<usize, HashMap<&'a str, usize>>>,
}

impl<'a> Doc<'a> {
    pub fn new(root: &'a Value) -> Doc<'a> {
        Doc {
            root,
            steps: RefCell::new(vec![Step::Pointer(String::new())]),
            notes: RefCell::default(),
            noted: RefCell::default(),
            members: RefCell::default(),
        }
    }

    pub fn root(&'a self) -> NodeRef<'a> {
        NodeRef {
            doc: self,
            value: self.root,
            step: 0,
            summary: None,
            description: None,
        }
    }

    /// The node at a JSON Pointer.
    pub fn at(&'a self, pointer: &str) -> Option<NodeRef<'a>> {
        let value = self.value(pointer)?;
        Some(self.node(value, Step::Pointer(pointer.to_owned())))
    }

    /// The position of the member with that name.
    fn position(&self, object: &'a Object, name: &str) -> Option<usize> {
        if object.len() <= FEW {
            return object.iter().position(|m| m.0 == name);
        }
        let mut known = self.members.borrow_mut();
        let names = || {
            let members = object.iter().enumerate();
            members.map(|(at, member)| (&*member.0, at)).collect()
        };
        let known = known.entry(object.as_ptr().addr());
        known.or_insert_with(names).get(name).copied()
    }

    /// The value at a JSON Pointer.
    fn value(&self, pointer: &str) -> Option<&'a Value> {
        let mut value = self.root;
        for token in pointer.split('/').skip(1) {
            value = match value {
                Value::Object(members) => {
                    let name = pointer::unescape(token);
                    &members[self.position(members, &name)?].1
                }
                value => value.pointer(&["/", token].concat())?,
            };
        }
        (pointer.is_empty() || pointer.starts_with('/')).then_some(value)
    }

    fn node(&'a self, value: &'a Value, step: Step<'a>) -> NodeRef<'a> {
        let mut steps = self.steps.borrow_mut();
        steps.push(step);
        NodeRef {
            value,
            step: steps.len() - 1,
            ..self.root()
        }
    }

    /// The JSON Pointer at the end of a step.
    fn place(&self, mut step: usize) -> String {
        let steps = self.steps.borrow();
        let mut names = Vec::new();
        let start = loop {
            step = match &steps[step] {
                Step::Pointer(pointer) => break pointer.clone(),
                Step::Name(from, name) => {
                    names.push((*name).to_owned());
                    *from
                }
                Step::Index(from, index) => {
                    names.push(index.to_string());
                    *from
                }
            };
        };
        names.iter().rev().fold(start, |at, name| inner(at, name))
    }

    /// Adds a note at a step.
    pub fn note(&self, step: usize, message: &str) {
        if self.is_full() {
            return;
        }
        self.note_at(self.place(step), message.to_owned());
    }

    /// Adds a note once, although shared components are read from several places.
    fn note_at(&self, at: String, message: String) {
        let note = Note { at, message };
        if self.noted.borrow_mut().insert(note.clone()) {
            self.notes.borrow_mut().push(note);
        }
    }

    /// Returns whether there is no room for another note; the last note reports that.
    fn is_full(&self) -> bool {
        let mut notes = self.notes.borrow_mut();
        if notes.len() == NOTES {
            notes.push(Note {
                at: String::new(),
                message: format!("The list ends after {NOTES} faults; correct these first"),
            });
        }
        notes.len() > NOTES
    }

    pub fn take_notes(&self) -> Vec<Note> {
        self.notes.take()
    }
}

/// The way to a place; the number is the previous step.
enum Step<'a> {
    Pointer(String),
    Name(usize, &'a str),
    Index(usize, usize),
}

/// A value of the document and its place.
#[derive(Clone, Copy)]
pub(super) struct NodeRef<'a> {
    pub doc: &'a Doc<'a>,
    pub value: &'a Value,
    /// The number of the last step on the way here.
    pub step: usize,
    /// `summary` and `description` of the Reference Object that led here, which override the target's.
    summary: Option<&'a str>,
    description: Option<&'a str>,
}

impl<'a> NodeRef<'a> {
    pub fn note(&self, message: impl Into<String>) {
        if !self.doc.is_full() {
            self.doc.note_at(self.doc.place(self.step), message.into());
        }
    }

    /// Adds a note at a JSON Pointer relative to this node.
    pub fn note_within(&self, place: &str, message: String) {
        if !self.doc.is_full() {
            self.doc.note_at([&self.pointer(), place].concat(), message);
        }
    }

    /// The JSON Pointer of this node.
    pub fn pointer(&self) -> String {
        self.doc.place(self.step)
    }

    /// The member, whatever its type.
    pub fn get(&self, name: &str) -> Option<NodeRef<'a>> {
        let object = self.value.as_object()?;
        let (name, value) = &object[self.doc.position(object, name)?];
        Some(self.doc.node(value, Step::Name(self.step, name)))
    }

    /// The value as an object; adds a note if it is not one.
    pub fn object(&self) -> Option<&'a Object> {
        if self.value.as_object().is_some() {
            self.value.as_object()
        } else {
            self.wrong("an object");
            None
        }
    }

    /// Members in the document's order; empty if the value is not an object.
    pub fn members(&self) -> Vec<(&'a str, NodeRef<'a>)> {
        let members = self.object().into_iter().flatten();
        members
            .map(|(name, value)| {
                let step = Step::Name(self.step, name);
                (name.as_str(), self.doc.node(value, step))
            })
            .collect()
    }

    /// Items; empty if the value is not an array.
    pub fn items(&self) -> Vec<NodeRef<'a>> {
        let Some(items) = self.value.as_array() else {
            self.wrong("an array");
            return Vec::new();
        };
        let node = |(index, value)| self.doc.node(value, Step::Index(self.step, index));
        items.iter().enumerate().map(node).collect()
    }

    /// Members of a member that is an object; empty if absent.
    pub fn members_of(&self, name: &str) -> Vec<(&'a str, NodeRef<'a>)> {
        self.get(name).map(|s| s.members()).unwrap_or_default()
    }

    /// Items of a member that is an array; empty when it is absent.
    pub fn items_of(&self, name: &str) -> Vec<NodeRef<'a>> {
        self.get(name).map(|s| s.items()).unwrap_or_default()
    }

    /// The value as a string.
    pub fn string(&self) -> Option<&'a str> {
        let text = self.value.as_str();
        if text.is_none() {
            self.wrong("a string");
        }
        text
    }

    /// A member that is a string.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.get(name)?.string()
    }

    /// A member that is a string, owned; empty when absent.
    pub fn words(&self, name: &str) -> String {
        self.text(name).unwrap_or_default().to_owned()
    }

    /// A member that is a string, of an object that must have it.
    pub fn required(&self, name: &str) -> Option<&'a str> {
        if self.value.as_object().is_some() && self.get(name).is_none() {
            self.note(format!("`{name}` is required here: add it"));
        }
        self.text(name)
    }

    /// A member that is a boolean.
    pub fn flag(&self, name: &str) -> Option<bool> {
        let node = self.get(name)?;
        let flag = node.value.as_bool();
        if flag.is_none() {
            node.wrong("true or false");
        }
        flag
    }

    /// A member that is an array of strings, or one string.
    pub fn strings(&self, name: &str) -> Vec<String> {
        let Some(node) = self.get(name) else {
            return Vec::new();
        };
        if let Some(one) = node.value.as_str() {
            return vec![one.to_owned()];
        }
        let items = node.items();
        let texts = items.iter().filter_map(|item| item.string());
        texts.map(str::to_owned).collect()
    }

    /// `summary`, preferably the reference's.
    pub fn summary(&self) -> String {
        let own = self.summary.or_else(|| self.text("summary"));
        own.unwrap_or_default().to_owned()
    }

    /// `description`, preferably the reference's.
    pub fn description(&self) -> String {
        let own = self.description.or_else(|| self.text("description"));
        own.unwrap_or_default().to_owned()
    }

    /// The value's JSON text; numbers keep their text.
    pub fn json(&self) -> String {
        self.value.text()
    }

    /// A scalar as it would be typed: a string's text, otherwise JSON text.
    pub fn typed(&self) -> String {
        match self.value {
            Value::String(text) => text.clone(),
            _ => self.json(),
        }
    }

    /// Adds a note that the value has the wrong type.
    pub fn wrong(&self, due: &str) {
        self.note(format!(
            "Expected {due}, found {}; it is left out",
            self.kind()
        ));
    }

    /// The value's type, in words.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }

    /// Adds notes on members that this object does not have in OpenAPI 3.1.
    ///
    /// Extensions of others are allowed; ours must be known, since a misspelt one would otherwise
    /// pass unnoticed.
    pub fn only(&self, known: &[&str]) {
        let Some(object) = self.object() else { return };
        for (name, _) in object {
            let ours = name.starts_with("x-signpost-");
            if known.contains(&name.as_str()) || (name.starts_with("x-") && !ours) {
                continue;
            }
            if self.doc.is_full() {
                return;
            }
            let message = if ours {
                "This extension is not known here: crates/openapi/src/extensions.md lists the names"
            } else {
                "OpenAPI 3.1 does not allow this member here; it is left out"
            };
            let at = inner(self.doc.place(self.step), name);
            self.doc.note_at(at, message.to_owned());
        }
    }

    /// Follows a Reference Object to its target, through chains of references.
    pub fn resolve(self) -> Option<NodeRef<'a>> {
        let mut node = self;
        let (mut summary, mut description) = (None, None);
        for _ in 0..CHAIN {
            let Some(reference) = node.get("$ref") else {
                node.summary = summary;
                node.description = description;
                return Some(node);
            };
            // The outermost reference's texts win.
            summary = summary.or(node.text("summary"));
            description = description.or(node.text("description"));
            node = reference.target()?;
        }
        node.note("These references form a circle: replace one of them by the object itself");
        None
    }

    /// The target of this node's own `$ref`.
    pub fn target(&self) -> Option<NodeRef<'a>> {
        let reference = self.string()?;
        let Some(fragment) = reference.strip_prefix('#') else {
            self.note(format!(
                "`{reference}` leads outside the document and is not followed: copy the target into `components`"
            ));
            return None;
        };
        let found = unescape(fragment).and_then(|pointer| {
            let value = self.doc.value(&pointer)?;
            Some(self.doc.node(value, Step::Pointer(pointer)))
        });
        if found.is_none() {
            self.note(format!(
                "`{reference}` leads nowhere: this document has nothing at that place"
            ));
        }
        found
    }
}

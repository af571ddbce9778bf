//! A document as places that can be walked: typed look-ups, `$ref`, notes.
//!
//! A [`Spot`] is a value and its JSON Pointer. Whatever is not of the type it
//! should be becomes a [`Note`] at its place and counts as absent, so that
//! the readers above never fail. References are followed within the document
//! only (RFC 6901 in a URI fragment); nothing is fetched.

use std::cell::RefCell;
use std::rc::Rc;

use super::Note;
use crate::json::Value;
use crate::json::value::Object;
use crate::table::Keys;

/// More references in a row than a sound document has.
const CHAIN: usize = 64;

/// The whole document and the notes taken of it.
pub(super) struct Doc<'a> {
    root: &'a Value,
    notes: RefCell<Vec<Note>>,
    noted: RefCell<Keys>,
}

impl<'a> Doc<'a> {
    pub fn new(root: &'a Value) -> Doc<'a> {
        Doc {
            root,
            notes: RefCell::default(),
            noted: RefCell::default(),
        }
    }

    pub fn root(&'a self) -> Spot<'a> {
        Spot::new(self, self.root, "".into())
    }

    /// Takes a note, once: shared components are read from several places.
    pub fn note(&self, at: &Rc<str>, message: impl Into<String>) {
        let message = message.into();
        let fresh = self.noted.borrow_mut().insert([&**at, &message].join("\n"));
        if fresh {
            self.notes.borrow_mut().push(Note {
                at: at.to_string(),
                message,
            });
        }
    }

    pub fn into_notes(self) -> Vec<Note> {
        self.notes.into_inner()
    }
}

/// A value of the document and its place.
#[derive(Clone)]
pub(super) struct Spot<'a> {
    pub doc: &'a Doc<'a>,
    pub value: &'a Value,
    /// JSON Pointer.
    pub at: Rc<str>,
    /// `summary` and `description` of the Reference Object that led here, which override the target's.
    summary: Option<&'a str>,
    description: Option<&'a str>,
}

impl<'a> Spot<'a> {
    fn new(doc: &'a Doc<'a>, value: &'a Value, at: Rc<str>) -> Spot<'a> {
        Spot {
            doc,
            value,
            at,
            summary: None,
            description: None,
        }
    }

    pub fn note(&self, message: impl Into<String>) {
        self.doc.note(&self.at, message);
    }

    /// The member, whatever its type.
    pub fn get(&self, name: &str) -> Option<Spot<'a>> {
        let value = self.value.get(name)?;
        Some(self.child(name, value))
    }

    fn child(&self, name: &str, value: &'a Value) -> Spot<'a> {
        Spot::new(self.doc, value, step(&self.at, name))
    }

    /// The value as an object, with a note when it is none.
    pub fn object(&self) -> Option<&'a Object> {
        if self.value.as_object().is_some() {
            self.value.as_object()
        } else {
            self.wrong("an object");
            None
        }
    }

    /// Members in the document's order; a value that is no object has none.
    pub fn members(&self) -> Vec<(&'a str, Spot<'a>)> {
        let members = self.object().into_iter().flatten();
        members
            .map(|(name, value)| (name.as_str(), self.child(name, value)))
            .collect()
    }

    /// Items; a value that is no array has none.
    pub fn items(&self) -> Vec<Spot<'a>> {
        let Some(items) = self.value.as_array() else {
            self.wrong("an array");
            return Vec::new();
        };
        let spot = |(index, value): (usize, &'a Value)| self.child(&index.to_string(), value);
        items.iter().enumerate().map(spot).collect()
    }

    /// Members of a member that is an object; none when it is absent.
    pub fn members_of(&self, name: &str) -> Vec<(&'a str, Spot<'a>)> {
        self.get(name).map(|s| s.members()).unwrap_or_default()
    }

    /// Items of a member that is an array; none when it is absent.
    pub fn items_of(&self, name: &str) -> Vec<Spot<'a>> {
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
        let spot = self.get(name)?;
        let flag = spot.value.as_bool();
        if flag.is_none() {
            spot.wrong("true or false");
        }
        flag
    }

    /// A member that is an array of strings, or one string.
    pub fn strings(&self, name: &str) -> Vec<String> {
        let Some(spot) = self.get(name) else {
            return Vec::new();
        };
        if let Some(one) = spot.value.as_str() {
            return vec![one.to_owned()];
        }
        let items = spot.items();
        let texts = items.iter().filter_map(|item| item.string());
        texts.map(str::to_owned).collect()
    }

    /// `summary`, that of the reference first.
    pub fn summary(&self) -> String {
        self.summary
            .map_or_else(|| self.words("summary"), str::to_owned)
    }

    /// `description`, that of the reference first.
    pub fn description(&self) -> String {
        self.description
            .map_or_else(|| self.words("description"), str::to_owned)
    }

    /// The value's JSON text; numbers keep theirs.
    pub fn json(&self) -> String {
        self.value.text()
    }

    /// A scalar as it would be typed: a string's text, else JSON text.
    pub fn typed(&self) -> String {
        match self.value {
            Value::String(text) => text.clone(),
            _ => self.json(),
        }
    }

    /// Notes that the value is not what it should be.
    pub fn wrong(&self, due: &str) {
        let found = match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        self.note(format!("Expected {due}, found {found}; it is left out"));
    }

    /// Notes members that this object does not have in OpenAPI 3.1.
    ///
    /// Extensions of others are allowed; ours must be known, since a misspelt one would be silent.
    pub fn only(&self, known: &[&str]) {
        let Some(object) = self.object() else { return };
        for (name, _) in object {
            let ours = name.starts_with("x-signpost-");
            if known.contains(&name.as_str()) || (name.starts_with("x-") && !ours) {
                continue;
            }
            let message = if ours {
                "No such extension stands here: see src/document/extensions.md for the names"
            } else {
                "OpenAPI 3.1 has no such member here; it is left out"
            };
            self.doc.note(&step(&self.at, name), message);
        }
    }

    /// Follows a Reference Object to what it means, through chains of them.
    pub fn resolve(self) -> Option<Spot<'a>> {
        let mut spot = self;
        let (mut summary, mut description) = (None, None);
        for _ in 0..CHAIN {
            let Some(reference) = spot.get("$ref") else {
                spot.summary = summary;
                spot.description = description;
                return Some(spot);
            };
            // The outermost reference's words win.
            summary = summary.or(spot.text("summary"));
            description = description.or(spot.text("description"));
            spot = reference.target()?;
        }
        spot.note("These references lead in a circle: let one of them hold the object itself");
        None
    }

    /// What this spot's own text refers to.
    pub fn target(&self) -> Option<Spot<'a>> {
        let reference = self.string()?;
        let Some(fragment) = reference.strip_prefix('#') else {
            self.note(format!(
                "`{reference}` leads outside the document, which is not followed: bring it under `components`"
            ));
            return None;
        };
        let found = unescape(fragment).and_then(|pointer| {
            let value = self.doc.root.pointer(&pointer)?;
            Some(Spot::new(self.doc, value, pointer.into()))
        });
        if found.is_none() {
            self.note(format!(
                "`{reference}` leads nowhere: nothing stands there in this document"
            ));
        }
        found
    }
}

/// The pointer one step further in.
pub(super) fn step(at: &str, name: &str) -> Rc<str> {
    let mut text = String::with_capacity(at.len() + name.len() + 1);
    text.push_str(at);
    text.push('/');
    for c in name.chars() {
        match c {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            c => text.push(c),
        }
    }
    text.into()
}

/// Percent-decodes a URI fragment (RFC 3986, section 2.1); `None` when it is no UTF-8 or badly escaped.
fn unescape(fragment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push((high * 16 + low) as u8);
    }
    String::from_utf8(bytes).ok()
}

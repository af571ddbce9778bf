//! A JSON text taken apart into values of their own: what documents are read from.
//!
//! Other than in a [`Tree`], strings are unescaped, and of members with one
//! name only the last value is kept. Numbers keep their text.

use serde::{Deserialize, Deserializer};

use super::{Error, Kind, Number, Tree, View};
use crate::table::Keys;

/// Containers within each other, beyond which a document is not read.
pub const DEEPEST: usize = 127;

/// A value, with all that is in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    String(String),
    Array(Vec<Value>),
    Object(Object),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
        serde_json::Value::deserialize(from).map(taken)
    }
}

/// What `serde_json` read, as ours.
fn taken(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(truth) => Value::Bool(truth),
        serde_json::Value::Number(number) => Value::Number(number.to_string()),
        serde_json::Value::String(text) => Value::String(text),
        serde_json::Value::Array(items) => Value::Array(items.into_iter().map(taken).collect()),
        serde_json::Value::Object(members) => {
            let member = |(name, value): (String, serde_json::Value)| (name, taken(value));
            Value::Object(members.into_iter().map(member).collect())
        }
    }
}

/// Members by name, in the order of the text, each name once.
pub type Object = Vec<(String, Value)>;

/// Why a text is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    NotJson(Error),
    /// Too deep; the byte offset of the container that is.
    Deep(usize),
}

impl Value {
    /// Reads a whole text. `serde_json` does it; where it refuses, our own reader says what and where.
    pub fn read(text: &str) -> Result<Value, Unread> {
        if let Ok(value) = serde_json::from_str(text) {
            return Ok(taken(value));
        }
        let tree = Tree::read(text).map_err(Unread::NotJson)?;
        of(tree.root(), 0).map_err(Unread::Deep)
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The number, with its text.
    pub fn as_number(&self) -> Option<Number<'_>> {
        match self {
            Value::Number(text) => Some(Number::new(text)),
            _ => None,
        }
    }

    /// The member of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        Some(self.member(name)?.1)
    }

    /// The member of that name, with its own name.
    pub fn member(&self, name: &str) -> Option<(&str, &Value)> {
        let mut members = self.as_object()?.iter();
        let found = members.find(|m| m.0 == name)?;
        Some((&found.0, &found.1))
    }

    /// The value at a JSON Pointer (RFC 6901).
    pub fn pointer(&self, pointer: &str) -> Option<&Value> {
        if pointer.is_empty() {
            return Some(self);
        }
        let mut value = self;
        for token in pointer.strip_prefix('/')?.split('/') {
            value = match value {
                Value::Array(items) => items.get(super::index(token)?)?,
                value => value.get(&token.replace("~1", "/").replace("~0", "~"))?,
            };
        }
        Some(value)
    }

    /// The value's JSON text, without spaces.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Value::Null => out.push_str("null"),
            Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Value::Number(text) => out.push_str(text),
            Value::String(text) => super::write::literal(out, text),
            Value::Array(items) => {
                let mut mark = '[';
                for item in items {
                    out.push(std::mem::replace(&mut mark, ','));
                    item.write(out);
                }
                out.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            Value::Object(members) => {
                let mut mark = '{';
                for (name, value) in members {
                    out.push(std::mem::replace(&mut mark, ','));
                    super::write::literal(out, name);
                    out.push(':');
                    value.write(out);
                }
                out.push_str(if members.is_empty() { "{}" } else { "}" });
            }
        }
    }
}

fn of(view: View<'_>, depth: usize) -> Result<Value, usize> {
    let text = |view: View<'_>| view.string().unwrap_or_default().into_owned();
    Ok(match view.kind() {
        Kind::Array | Kind::Object if depth >= DEEPEST => return Err(view.span().start),
        Kind::Null => Value::Null,
        Kind::False => Value::Bool(false),
        Kind::True => Value::Bool(true),
        Kind::Number => Value::Number(view.source().to_owned()),
        Kind::String => Value::String(text(view)),
        Kind::Array => {
            let mut items = Vec::new();
            for item in view.children() {
                items.push(of(item, depth + 1)?);
            }
            Value::Array(items)
        }
        Kind::Object => {
            let mut members = Object::new();
            let mut names = Keys::default();
            for member in view.children() {
                let name = member.name().unwrap_or_default();
                let value = of(member, depth + 1)?;
                match names.add(&*name) {
                    (_, true) => members.push((name.into_owned(), value)),
                    (at, false) => members[at].1 = value,
                }
            }
            Value::Object(members)
        }
    })
}

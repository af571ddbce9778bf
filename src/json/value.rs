//! A JSON text taken apart into values of their own: what documents are read from.
//!
//! Other than in a [`Tree`], strings are unescaped, and of members with one
//! name only the last value is kept. Numbers keep their text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

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
        from.deserialize_any(Taken)
    }
}

/// Takes what `serde_json` reads as it comes. Its own value would be a second one beside ours, and
/// brings a hash map along: a kilobyte of the first visit.
struct Taken;

/// The name under which `serde_json` hands over a number's text, its only member, where that is more
/// than a whole number (its feature `arbitrary_precision`).
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> Visitor<'de> for Taken {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    // Whole numbers that fit come as such.
    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut members = Members::default();
        while let Some(name) = from.next_key::<Value>()? {
            let value = from.next_value()?;
            match (name, value) {
                // An object may have a member of that name too, which is no number's text then.
                (Value::String(name), Value::String(text))
                    if name == NUMBER
                        && members.all.is_empty()
                        && Number::read(&text).is_some() =>
                {
                    return Ok(Value::Number(text));
                }
                (Value::String(name), value) => members.put(name, value),
                _ => {}
            }
        }
        Ok(Value::Object(members.all))
    }
}

/// Members that are being collected: of those with one name the first's place and the last's value.
#[derive(Default)]
struct Members {
    names: Keys,
    all: Object,
}

impl Members {
    fn put(&mut self, name: String, value: Value) {
        match self.names.add(&name) {
            (_, true) => self.all.push((name, value)),
            (at, false) => self.all[at].1 = value,
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
            return Ok(value);
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
            let mut members = Members::default();
            for member in view.children() {
                let name = member.name().unwrap_or_default();
                members.put(name.into_owned(), of(member, depth + 1)?);
            }
            Value::Object(members.all)
        }
    })
}

//! Owned JSON values, which documents are read from.
//!
//! Unlike in a [`Tree`], strings are unescaped, and only the last value of
//! duplicate members is kept. Numbers keep their text. Nothing recurses,
//! so a document may nest to any depth.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Error, Kind, Number, Tree, View, pointer};

/// A value with everything in it.
#[derive(Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// As written.
    Number(String),
    /// A string, without its escapes.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Object),
}

/// The members collected so far; duplicates keep the place of the first and the value of the last.
#[derive(Default)]
struct Members {
    /// The index in `all` by name.
    positions: HashMap<String, usize>,
    all: Object,
}

impl Members {
    fn put(&mut self, name: String, value: Value) {
        match self.positions.entry(name) {
            Entry::Vacant(place) => {
                self.all.push((place.key().clone(), value));
                place.insert(self.all.len() - 1);
            }
            Entry::Occupied(place) => self.all[*place.get()].1 = value,
        }
    }
}

/// Members by name, in the order of the text, each name once.
pub type Object = Vec<(String, Value)>;

impl Value {
    /// Reads a whole text.
    pub fn read(text: &str) -> Result<Value, Error> {
        Ok(Value::from(&Tree::read(text)?))
    }

    /// Returns the text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the value of `true` or `false`.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// Returns the items of an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the members of an object.
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

    /// The value of the member with that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        Some(self.member(name)?.1)
    }

    /// The name and value of the member with that name, both borrowed from this value.
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
                Value::Array(items) => items.get(pointer::index(token)?)?,
                value => value.get(&pointer::unescape(token))?,
            };
        }
        Some(value)
    }

    /// The value's JSON text, without spaces.
    pub fn text(&self) -> String {
        let mut out = String::new();
        write(self, &mut out);
        out
    }
}

/// A token still to be written; the next one is last on the stack.
enum Todo<'a> {
    Value(&'a Value),
    Name(&'a str),
    Punctuation(char),
}

fn write(value: &Value, out: &mut String) {
    let mut todo = vec![Todo::Value(value)];
    while let Some(next) = todo.pop() {
        match next {
            Todo::Punctuation(c) => out.push(c),
            Todo::Name(name) => {
                super::write::literal(out, name);
                out.push(':');
            }
            Todo::Value(Value::Null) => out.push_str("null"),
            Todo::Value(Value::Bool(truth)) => out.push_str(if *truth { "true" } else { "false" }),
            Todo::Value(Value::Number(text)) => out.push_str(text),
            Todo::Value(Value::String(text)) => super::write::literal(out, text),
            Todo::Value(Value::Array(items)) => {
                out.push('[');
                todo.push(Todo::Punctuation(']'));
                for (index, item) in items.iter().enumerate().rev() {
                    todo.push(Todo::Value(item));
                    todo.extend((index > 0).then_some(Todo::Punctuation(',')));
                }
            }
            Todo::Value(Value::Object(members)) => {
                out.push('{');
                todo.push(Todo::Punctuation('}'));
                for (index, (name, value)) in members.iter().enumerate().rev() {
                    todo.extend([Todo::Value(value), Todo::Name(name)]);
                    todo.extend((index > 0).then_some(Todo::Punctuation(',')));
                }
            }
        }
    }
}

/// A container that is being built.
struct OpenContainer {
    /// Index of the first node after it.
    after: usize,
    name: String,
    kind: Kind,
    items: Vec<Value>,
    members: Members,
}

fn build(root: View<'_>) -> Value {
    let mut open: Vec<OpenContainer> = Vec::new();
    let mut whole = Value::Null;
    for view in root.subtree() {
        close(&mut open, view.index(), &mut whole);
        let name = view.name().unwrap_or_default().into_owned();
        let value = match view.kind() {
            Kind::Null => Value::Null,
            Kind::False => Value::Bool(false),
            Kind::True => Value::Bool(true),
            Kind::Number => Value::Number(view.source().to_owned()),
            Kind::String => Value::String(view.string().unwrap_or_default().into_owned()),
            kind => {
                open.push(OpenContainer {
                    after: view.after(),
                    name,
                    kind,
                    items: Vec::new(),
                    members: Members::default(),
                });
                continue;
            }
        };
        put(&mut open, name, value, &mut whole);
    }
    close(&mut open, root.after(), &mut whole);
    whole
}

/// Closes the containers that end before a node.
fn close(open: &mut Vec<OpenContainer>, before: usize, whole: &mut Value) {
    while let Some(closed) = open.pop_if(|container| container.after <= before) {
        let value = match closed.kind {
            Kind::Array => Value::Array(closed.items),
            _ => Value::Object(closed.members.all),
        };
        put(open, closed.name, value, whole);
    }
}

/// Puts a value into the innermost container, or makes it the whole value.
fn put(open: &mut [OpenContainer], name: String, value: Value, whole: &mut Value) {
    match open.last_mut() {
        None => *whole = value,
        Some(container) if container.kind == Kind::Array => container.items.push(value),
        Some(container) => container.members.put(name, value),
    }
}

impl From<&Tree> for Value {
    fn from(tree: &Tree) -> Value {
        build(tree.root())
    }
}

/// A container that is being copied.
struct Copying<'a> {
    source: &'a Value,
    copy: Value,
}

impl<'a> Copying<'a> {
    /// A copy without its children.
    fn begin(source: &'a Value) -> Copying<'a> {
        let copy = match source {
            Value::Null => Value::Null,
            Value::Bool(truth) => Value::Bool(*truth),
            Value::Number(text) => Value::Number(text.clone()),
            Value::String(text) => Value::String(text.clone()),
            Value::Array(items) => Value::Array(Vec::with_capacity(items.len())),
            Value::Object(members) => Value::Object(Vec::with_capacity(members.len())),
        };
        Copying { source, copy }
    }

    /// The first child that is not in the copy yet.
    fn next(&self) -> Option<&'a Value> {
        match (self.source, &self.copy) {
            (Value::Array(items), Value::Array(done)) => items.get(done.len()),
            (Value::Object(members), Value::Object(done)) => members.get(done.len()).map(|m| &m.1),
            _ => None,
        }
    }

    fn put(&mut self, child: Value) {
        match (self.source, &mut self.copy) {
            (_, Value::Array(done)) => done.push(child),
            (Value::Object(members), Value::Object(done)) => {
                done.push((members[done.len()].0.clone(), child));
            }
            _ => {}
        }
    }
}

impl Clone for Value {
    /// Copies nested values one by one, so that the depth of a document costs no stack.
    fn clone(&self) -> Value {
        let mut outer: Vec<Copying> = Vec::new();
        let mut inner = Copying::begin(self);
        loop {
            if let Some(child) = inner.next() {
                outer.push(std::mem::replace(&mut inner, Copying::begin(child)));
                continue;
            }
            let Some(mut container) = outer.pop() else {
                return inner.copy;
            };
            container.put(inner.copy);
            inner = container;
        }
    }
}

impl Drop for Value {
    /// Drops nested values one by one, so that the depth of a document costs no stack.
    fn drop(&mut self) {
        let mut waiting = Vec::new();
        self.move_children(&mut waiting);
        while let Some(mut value) = waiting.pop() {
            value.move_children(&mut waiting);
        }
    }
}

impl Value {
    /// Moves the direct children out of this value.
    fn move_children(&mut self, to: &mut Vec<Value>) {
        match self {
            Value::Array(items) => to.append(items),
            Value::Object(members) => to.extend(members.drain(..).map(|member| member.1)),
            _ => {}
        }
    }
}

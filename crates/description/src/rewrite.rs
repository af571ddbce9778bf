//! A walk that changes a document from the inside out.
//!
//! A rule gets each part after everything in it was changed, so the places in notes are always
//! those of the source. Nothing recurses.

use json::{Value, pointer};

use crate::notes::Notes;
use crate::part::Part;

/// The place of a part: the containers around it, outermost first.
pub struct At<'a> {
    open: &'a [Frame],
}

/// A container whose children are being changed.
struct Frame {
    part: Part,
    value: Value,
    /// Index of the child after the one that is being changed.
    next: usize,
}

impl At<'_> {
    /// The JSON Pointer in the source.
    pub fn pointer(&self) -> String {
        let mut at = String::new();
        for frame in self.open {
            let index = frame.next.saturating_sub(1);
            at.push('/');
            match &frame.value {
                Value::Object(members) if index < members.len() => {
                    at.push_str(&pointer::escape(&members[index].0));
                }
                _ => at.push_str(&index.to_string()),
            }
        }
        at
    }

    /// The name of the member that the part is; empty for an item of an array.
    pub fn name(&self) -> &str {
        let Some(Frame { value, next, .. }) = self.open.last() else {
            return "";
        };
        let member = value
            .as_object()
            .and_then(|members| members.get(next.saturating_sub(1)));
        member.map_or("", |member| &member.0)
    }

    /// Adds a note on the part.
    pub fn note(&self, notes: &mut Notes, message: impl Into<String>) {
        self.note_at(notes, "", message);
    }

    /// Adds a note on a member of the part.
    pub fn note_at(&self, notes: &mut Notes, member: &str, message: impl Into<String>) {
        if notes.is_full() {
            return;
        }
        let mut at = self.pointer();
        if !member.is_empty() {
            at = [&at, "/", &*pointer::escape(member)].concat();
        }
        notes.at(at, None, message);
    }
}

/// Applies a rule to every object and array of a document that is a part of the description.
pub fn rewrite(
    root: &mut Value,
    part: Part,
    notes: &mut Notes,
    mut rule: impl FnMut(Part, &mut Value, &At, &mut Notes),
) {
    let mut open = vec![Frame {
        part,
        value: std::mem::replace(root, Value::Null),
        next: 0,
    }];
    while let Some(frame) = open.last_mut() {
        if let Some((part, child)) = child(frame) {
            open.push(Frame {
                part,
                value: child,
                next: 0,
            });
            continue;
        }
        let Some(mut frame) = open.pop() else { return };
        rule(frame.part, &mut frame.value, &At { open: &open }, notes);
        match open.last_mut() {
            Some(parent) => put(parent, frame.value),
            None => *root = frame.value,
        }
    }
}

/// Takes the next child that is to be changed.
fn child(frame: &mut Frame) -> Option<(Part, Value)> {
    let part = frame.part;
    loop {
        let index = frame.next;
        let (part, child) = match &mut frame.value {
            Value::Object(members) => {
                let (name, child) = members.get_mut(index)?;
                (part.member(name), child)
            }
            Value::Array(items) => (part.item(), items.get_mut(index)?),
            _ => return None,
        };
        frame.next += 1;
        let is_container = matches!(child, Value::Object(_) | Value::Array(_));
        if is_container && part != Part::Other {
            return Some((part, std::mem::replace(child, Value::Null)));
        }
    }
}

/// Puts the child back that was taken last.
fn put(frame: &mut Frame, value: Value) {
    let index = frame.next.saturating_sub(1);
    let place = match &mut frame.value {
        Value::Object(members) => members.get_mut(index).map(|member| &mut member.1),
        Value::Array(items) => items.get_mut(index),
        _ => None,
    };
    if let Some(place) = place {
        *place = value;
    }
}

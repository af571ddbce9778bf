//! Where a fault is: its `data-field`, within free JSON by a JSON Pointer from there.

use std::rc::Rc;

use super::Fault;
use json::{Tree, pointer};

/// The places of the values in a tree, found in one walk when they are asked for in document order.
pub struct Places<'a> {
    /// The field of each node; everything within free JSON has that of the whole.
    fields: &'a [Rc<str>],
    places: json::Places<'a>,
}

impl<'a> Places<'a> {
    pub fn new(tree: &'a Tree, fields: &'a [Rc<str>]) -> Places<'a> {
        Places {
            fields,
            places: json::Places::new(tree),
        }
    }

    /// The place of a value.
    pub fn of(&mut self, node: usize) -> Rc<str> {
        let Some(field) = self.fields.get(node) else {
            return self.fields.first().cloned().unwrap_or_default();
        };
        let is_same = |container: usize| self.fields.get(container) == Some(field);
        match self.places.within(node, is_same) {
            "" => Rc::clone(field),
            within => [field, within].concat().into(),
        }
    }
}

/// The place of a fault: that of its value, or of the member concerned.
pub(super) fn of_fault(fault: &Fault, field: Rc<str>) -> Rc<str> {
    let Some(member) = &fault.member else {
        return field;
    };
    // `query:` and its like hold parameters by name; `body:` and everything
    // within a value is a JSON Pointer.
    if field.ends_with(':') && &*field != "body:" {
        return format!("{field}{member}").into();
    }
    format!("{field}/{}", pointer::escape(member)).into()
}

/// A JSON Pointer as people write the way to a value: `list[0].name`.
pub fn member_path(pointer: &str) -> String {
    let mut path = String::new();
    for step in pointer.split('/').skip(1) {
        let step = pointer::unescape(step);
        if step.bytes().all(|b| b.is_ascii_digit()) {
            path.push_str(&["[", &step, "]"].concat());
        } else {
            path.push_str(if path.is_empty() { "" } else { "." });
            path.push_str(&step);
        }
    }
    path
}

//! Where a fault is: its `data-field`, within free JSON by a JSON Pointer from there.

use std::rc::Rc;

use super::Fault;
use json::{Children, View};

/// The places of the values in a tree, found in one walk when they are asked for in document order.
pub struct Places<'a> {
    /// The field of each node; everything within free JSON has that of the whole.
    fields: &'a [Rc<str>],
    root: View<'a>,
    /// From the root to the value that was asked for last.
    path: Vec<Step<'a>>,
}

struct Step<'a> {
    view: View<'a>,
    /// Its position among its siblings.
    position: usize,
    /// Children that were not passed by yet, and how many were.
    children: Children<'a>,
    passed: usize,
}

impl<'a> Places<'a> {
    pub fn new(root: View<'a>, fields: &'a [Rc<str>]) -> Places<'a> {
        Places {
            fields,
            root,
            path: Vec::new(),
        }
    }

    /// The place of a value.
    pub fn of(&mut self, node: usize) -> Rc<str> {
        let Some(field) = self.fields.get(node) else {
            return self.fields.first().cloned().unwrap_or_default();
        };
        self.go(node);
        let is_same = |step: &&Step<'_>| self.fields.get(step.view.index()) == Some(field);
        let within = self.path.iter().rev().take_while(is_same).count();
        // The outermost value with this field has the field itself.
        let within = &self.path[self.path.len() - within.saturating_sub(1)..];
        if within.is_empty() {
            return Rc::clone(field);
        }
        let mut place = field.to_string();
        for step in within {
            push(&mut place, step.view, step.position);
        }
        place.into()
    }

    fn go(&mut self, node: usize) {
        let is_behind = |step: &Step<'_>| step.view.after() <= node || node < step.view.index();
        while self.path.last().is_some_and(is_behind) {
            self.path.pop();
        }
        // What was passed by is only found from the start.
        let passed = |step: &Step<'_>| {
            let next = step.children.clone().next();
            node > step.view.index() && next.is_none_or(|next| node < next.index())
        };
        if self.path.last().is_none_or(passed) {
            self.path = vec![Step::of(self.root, 0)];
        }
        while let Some(step) = self.path.last_mut()
            && step.view.index() != node
        {
            let Some(child) = step.children.next() else {
                break;
            };
            step.passed += 1;
            if node < child.after() {
                let position = step.passed - 1;
                self.path.push(Step::of(child, position));
            }
        }
    }
}

impl<'a> Step<'a> {
    fn of(view: View<'a>, position: usize) -> Step<'a> {
        Step {
            view,
            position,
            children: view.children(),
            passed: 0,
        }
    }
}

fn push(place: &mut String, view: View<'_>, position: usize) {
    place.push('/');
    match view.name() {
        Some(name) => place.push_str(&escape(&name)),
        None => place.push_str(&position.to_string()),
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
    format!("{field}/{}", escape(member)).into()
}

/// A name as JSON Pointer writes it (RFC 6901).
pub fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A name that JSON Pointer writes so.
pub fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// A JSON Pointer as people write the way to a value: `list[0].name`.
pub fn member_path(pointer: &str) -> String {
    let mut path = String::new();
    for step in pointer.split('/').skip(1) {
        let step = unescape(step);
        if step.bytes().all(|b| b.is_ascii_digit()) {
            path.push_str(&["[", &step, "]"].concat());
        } else {
            path.push_str(if path.is_empty() { "" } else { "." });
            path.push_str(&step);
        }
    }
    path
}

//! Places of a draft: the control that governs one, and what is put there.

use super::{Draft, Field, Node, Root, Step};
use openapi::{Control, MediaType, Operation};

/// The media type in force.
pub fn media<'a>(draft: &Draft, operation: &'a Operation) -> Option<&'a MediaType> {
    operation.media_or_first(draft.media_type.as_deref())
}

/// The control at a root: the body's or a parameter's.
pub fn root_control<'a>(
    draft: &Draft,
    operation: &'a Operation,
    root: &Root,
) -> Option<&'a Control> {
    match root {
        Root::Body => media(draft, operation)?.control.as_deref(),
        root => operation.control(root).map(|c| &**c),
    }
}

/// The control that governs a place, if the document knows one.
pub fn control_at<'a>(
    draft: &Draft,
    operation: &'a Operation,
    field: &Field,
) -> Option<&'a Control> {
    let mut control = root_control(draft, operation, &field.root)?;
    for step in &field.path {
        control = match step {
            Step::Name(name) => control.members.iter().find(|m| m.name == **name)?,
            Step::Index(_) | Step::Entry(_) => control.element.as_deref()?,
        };
    }
    Some(control)
}

/// The `Accept` field in force: the person's choice among the documented ones, empty for none.
pub fn accept(draft: &Draft) -> &str {
    match draft.root(&Root::accept()) {
        Node::Text(text) => text,
        _ => "",
    }
}

/// Puts a node at a place, making the containers on the way; an edit of the body ends raw editing.
pub(super) fn set(draft: &mut Draft, field: &Field, node: Node) {
    if field.root == Root::Body {
        draft.raw = None;
    }
    let mut at = draft.roots.entry(field.root.clone()).or_default();
    for step in &field.path {
        at = open(at, step);
    }
    *at = node;
}

/// The slot one step in, with its container made where it is missing.
fn open<'a>(node: &'a mut Node, step: &Step) -> &'a mut Node {
    match step {
        Step::Name(name) => {
            if !matches!(node, Node::Object(_)) {
                *node = Node::Object(Vec::new());
            }
            let Node::Object(members) = node else {
                return node;
            };
            let index = members
                .iter()
                .position(|m| m.0 == *name)
                .unwrap_or_else(|| {
                    members.push((name.clone(), Node::Absent));
                    members.len() - 1
                });
            &mut members[index].1
        }
        Step::Index(index) => {
            if !matches!(node, Node::List(_)) {
                *node = Node::List(Vec::new());
            }
            let Node::List(items) = node else {
                return node;
            };
            if items.len() <= *index {
                items.resize(index + 1, Node::Absent);
            }
            &mut items[*index]
        }
        Step::Entry(index) => {
            if !matches!(node, Node::Map(_)) {
                *node = Node::Map(Vec::new());
            }
            let Node::Map(entries) = node else {
                return node;
            };
            if entries.len() <= *index {
                entries.resize(index + 1, ("".into(), Node::Absent));
            }
            &mut entries[*index].1
        }
    }
}

//! Drafts of documented examples, and the values that every request of an operation has.

use std::rc::Rc;

use super::node::{node, parameter_node};
use super::place::{media, root_control};
use super::raw::raw;
use super::{Draft, Node, Raw};
use json::Tree;
use openapi::{Control, Kind, Operation};
use problem::{Field, Root};

/// The values that every request of an operation has.
pub(super) fn given(operation: &Operation) -> Draft {
    let mut draft = Draft::default();
    if let Some(control) = operation
        .body
        .as_ref()
        .and_then(|b| b.media.first())
        .and_then(|m| m.control.as_deref())
        && control.kind == Kind::Object
    {
        draft.roots.insert("body:".into(), given_members(control));
    }
    if let Some(accept) = operation.accepts().first()
        && operation.delivery.is_none()
    {
        draft
            .roots
            .insert(Root::accept(), Node::Text((*accept).into()));
    }
    for parameter in &operation.parameters {
        if let Some(given) = &parameter.control.given {
            let root = parameter.place.root(&parameter.control.name);
            draft.roots.insert(root, Node::Text(given.as_str().into()));
        }
    }
    draft
}

/// An object with the members that a required `const` fixes.
fn given_members(control: &Control) -> Node {
    let given = |m: &Rc<Control>| {
        Some((
            m.name.as_str().into(),
            Node::Text(m.given.as_deref()?.into()),
        ))
    };
    Node::Object(control.members.iter().filter_map(given).collect())
}

/// The draft filled with a documented example. It keeps the address and the signing
/// settings, which the person chose.
pub fn example(draft: &Draft, operation: &Operation, name: &str) -> Draft {
    let Some(example) = operation.examples.iter().find(|e| e.name == name) else {
        return draft.clone();
    };
    let mut next = given(operation);
    next.signing = draft.signing.clone();
    next.marks = draft.marks.clone();
    next.json_style = draft.json_style;
    next.form_variant = draft.form_variant;
    next.server = draft.server;
    next.security = draft.security.clone();
    next.media_type = example.media_type.as_deref().map(Rc::from);
    let servers = draft
        .roots
        .iter()
        .filter(|(root, _)| matches!(root, Root::Server(_)));
    for (root, node) in servers {
        next.roots.insert(root.clone(), node.clone());
    }

    next.roots.remove(&Root::Body);
    if let Some(body) = &example.body
        && let Ok(tree) = Tree::read(body.clone())
    {
        let control = media(&next, operation).and_then(|m| m.control.as_deref());
        let node = sendable(control, node(control, tree.root()));
        next.roots.insert(Root::Body, node);
    }
    for parameter in &operation.parameters {
        next.roots
            .remove(&parameter.place.root(&parameter.control.name));
    }
    for (field, text) in &example.fields {
        match &field.root {
            Root::Security => next.security = Some(text.as_str().into()),
            Root::Credential(_) | Root::Secret(_) => {}
            root => {
                let typed = parameter_node(root_control(&next, operation, root), text);
                next.roots.insert(root.clone(), typed);
            }
        }
    }
    if let Some(text) = &example.raw {
        raw(&mut next, operation, Raw::Text((&**text).into()));
    }
    next
}

/// The value without the members that only the server writes; examples of schemas shared
/// by requests and replies often contain them.
fn sendable(control: Option<&Control>, node: Node) -> Node {
    let Some(control) = control else { return node };
    let within = |node| sendable(control.element.as_deref(), node);
    match node {
        Node::Object(members) => {
            let kept = members.into_iter().filter_map(|(name, node)| {
                let known = control.member(&name).map(|member| &**member);
                let is_sent = known.is_none_or(|member| !member.read_only);
                is_sent.then(|| (name, sendable(known, node)))
            });
            Node::Object(kept.collect())
        }
        Node::List(items) => Node::List(items.into_iter().map(within).collect()),
        Node::Map(entries) => {
            let entries = entries.into_iter();
            Node::Map(entries.map(|(name, node)| (name, within(node))).collect())
        }
        node => node,
    }
}

/// The credentials in a documented example, by input; they belong among the secrets, not
/// in the draft.
pub fn secrets<'a>(operation: &'a Operation, name: &str) -> Vec<(String, &'a str)> {
    let found = operation.examples.iter().find(|e| e.name == name);
    let fields = found.map(|e| e.fields.as_slice()).unwrap_or_default();
    let secret = |f: &&(Field, String)| matches!(f.0.root, Root::Credential(_) | Root::Secret(_));
    fields
        .iter()
        .filter(secret)
        .map(|(input, text)| (input.to_string(), text.as_str()))
        .collect()
}

//! Places of a draft: their controls, and setting their values.

use std::collections::HashMap;

use super::{Draft, Field, Node, Root, Step};
use openapi::{Control, Family, Kind, MediaType, Operation};

/// The media type in use.
pub fn media<'a>(draft: &Draft, operation: &'a Operation) -> Option<&'a MediaType> {
    operation.media_or_first(draft.media_type.as_deref())
}

/// The control at a root: the body's or a parameter's.
pub(crate) fn root_control<'a>(
    draft: &Draft,
    operation: &'a Operation,
    root: &Root,
) -> Option<&'a Control> {
    match root {
        Root::Body => media(draft, operation)?.control.as_deref(),
        root => operation.control(root).map(|c| &**c),
    }
}

/// The control that governs a place, if it is documented.
pub(crate) fn control_at<'a>(
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

/// The controls of other media types that mark something in the body as secret: it is
/// then secret under this control too. A secret body does not make its members secret, if
/// this control has members.
pub fn others<'a>(
    operation: &'a Operation,
    own: Option<&Control>,
) -> impl Iterator<Item = (&'a MediaType, &'a Control)> {
    let has_members = own.is_some_and(|c| matches!(c.kind, Kind::Object | Kind::List | Kind::Map));
    let all = operation.body.iter().flat_map(|body| &body.media);
    let all = all.filter_map(|other| Some((other, other.control.as_deref()?)));
    let own = own.map(std::ptr::from_ref);
    all.filter(move |(_, control)| {
        let is_own = own == Some(std::ptr::from_ref(*control));
        !is_own && control.holds_secret() && !(control.secret && has_members)
    })
}

/// The controls of a root that may mark something in it as secret, the one in use first.
pub(crate) fn root_controls<'a>(
    draft: &Draft,
    operation: &'a Operation,
    root: &Root,
) -> Vec<&'a Control> {
    let own = root_control(draft, operation, root);
    let media = media(draft, operation).filter(|_| *root == Root::Body);
    let others = media
        .into_iter()
        .flat_map(|media| others(operation, media.control.as_deref()));
    own.into_iter().chain(others.map(|other| other.1)).collect()
}

/// The controls of members by name, and those of the entries of maps.
pub struct Members<'a> {
    named: HashMap<&'a str, Vec<&'a Control>>,
    entries: Vec<&'a Control>,
}

impl<'a> Members<'a> {
    /// Collects the members of several controls of one value.
    pub fn of(controls: &[&'a Control]) -> Members<'a> {
        let mut named: HashMap<&str, Vec<&Control>> = HashMap::new();
        for member in controls.iter().flat_map(|control| &control.members) {
            named.entry(&member.name).or_default().push(member);
        }
        let maps = controls.iter().filter(|c| c.kind == Kind::Map);
        let entries = maps.filter_map(|map| map.element.as_deref()).collect();
        Members { named, entries }
    }

    /// Returns the controls of a member, or of an entry with that name.
    pub fn get(&self, name: &str) -> Vec<&'a Control> {
        let named = self.named.get(name).into_iter().flatten();
        named.chain(&self.entries).copied().collect()
    }
}

/// The controls of items or entries.
pub fn elements<'a>(controls: &[&'a Control]) -> Vec<&'a Control> {
    let elements = controls.iter().filter_map(|c| c.element.as_deref());
    elements.collect()
}

/// Returns whether any media type marks a place of the body as secret, or one around or within it.
pub fn is_secret(operation: &Operation, field: &Field) -> bool {
    let all = operation.body.iter().flat_map(|body| &body.media);
    let mut controls: Vec<&Control> = all.filter_map(|m| m.control.as_deref()).collect();
    if field.root != Root::Body {
        return false;
    }
    for step in &field.path {
        if controls.iter().any(|control| control.secret) {
            return true;
        }
        controls = match step {
            Step::Name(name) => Members::of(&controls).get(name),
            Step::Index(_) | Step::Entry(_) => elements(&controls),
        };
    }
    controls.iter().any(|control| control.holds_secret())
}

/// Returns whether bytes begin like text of a media type, even if they do not parse as it.
pub(crate) fn is_begun(bytes: &[u8], media: &MediaType) -> bool {
    let first = bytes.trim_ascii_start().first();
    match Family::of(&media.name) {
        Family::Json => matches!(first, Some(b'{' | b'[')),
        Family::Xml => first == Some(&b'<'),
        Family::Form | Family::Text => false,
    }
}

/// The `Accept` field in use: the person's choice among the documented types, empty for none.
pub fn accept(draft: &Draft) -> &str {
    match draft.root(&Root::accept()) {
        Node::Text(text) => text,
        _ => "",
    }
}

/// Puts a node at a place and creates the containers on the way; an edit of the body ends
/// raw editing.
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

/// The slot one step in; creates a missing container.
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

//! Values from a delivery's registration, as the starting values of its draft.
//!
//! A value is filled into the draft and remembered beside it. When the delivery is opened
//! again, only the values that the registration has changed since are filled in again, so
//! that a person's changes stay. Secrets belong in [`secrets`] and are never remembered.

use std::rc::Rc;

use super::node::{node, parameter_node};
use super::place::{self, control_at, root_control, set};
use super::{Draft, Field, Node, Raw, Root};
use super::{example, raw};
use json::Tree;
use openapi::delivery::{Delivery, Prefilled};
use openapi::secret_members;
use openapi::{Control, Operation};
use signature::secret::Secret;

/// Starts the draft of an untouched delivery: the payload of its event, and the
/// registration's values.
pub fn start(draft: &mut Draft, operation: &Operation, delivery: &Delivery) {
    if let Some((name, of_event)) = payload(operation, delivery) {
        *draft = example::example(draft, operation, &name);
        lay_all(draft, operation, delivery, |t| !(of_event && t.of_event));
    } else {
        lay_all(draft, operation, delivery, |_| true);
    }
}

/// The example to begin with, and whether it is the event's.
fn payload(operation: &Operation, delivery: &Delivery) -> Option<(String, bool)> {
    let sound = operation.examples.iter().filter(|e| !e.breaks);
    let event = delivery.event.as_deref();
    let of_event = sound.clone().find(|e| Some(&*e.name) == event);
    let first = sound.clone().next();
    let found = of_event.or(first)?;
    Some((found.name.clone(), of_event.is_some()))
}

/// Fills the registration's values into a draft that an example was loaded into.
///
/// The example determines the event; the address and the choice of credentials stay.
pub(crate) fn over_example(draft: &mut Draft, operation: &Operation) {
    if let Some(delivery) = &operation.delivery {
        let stays =
            |t: &Prefilled| t.of_event || matches!(t.field.root, Root::Server(_) | Root::Security);
        lay_all(draft, operation, delivery, |t| !stays(t));
    }
}

fn lay_all(
    draft: &mut Draft,
    operation: &Operation,
    delivery: &Delivery,
    is_due: impl Fn(&Prefilled) -> bool,
) {
    for prefilled in delivery.prefilled.iter().filter(|t| is_due(t)) {
        fill(draft, operation, prefilled);
    }
    for prefilled in &delivery.prefilled {
        remember(draft, operation, prefilled);
    }
    if let Some(event) = &delivery.event {
        draft.event = Some(event.as_str().into());
    }
}

/// The registration's values that are secret by their place, by input.
pub fn secrets(operation: &Operation) -> Vec<(Rc<str>, Secret)> {
    let prefilled = operation.delivery.iter().flat_map(|d| &d.prefilled);
    let secret = prefilled.filter(|t| is_input(&t.field));
    secret
        .map(|t| (t.field.to_string().into(), Secret::new(t.text())))
        .collect()
}

/// Returns whether a place is a separate input, whose value is among the secrets.
fn is_input(field: &Field) -> bool {
    matches!(field.root, Root::Secret(_) | Root::Credential(_))
}

pub(super) fn fill(draft: &mut Draft, operation: &Operation, prefilled: &Prefilled) {
    let text = prefilled.text();
    match &prefilled.field.root {
        Root::Secret(_) | Root::Credential(_) => {}
        Root::MediaType => {
            let known = operation.media(&text).is_some();
            draft.media_type = known.then(|| text.into());
        }
        Root::Security => {
            let known = operation.security.iter().any(|a| a.name == text);
            draft.security = known.then(|| text.into());
        }
        Root::Raw => raw::raw(draft, operation, Raw::Text(text.into())),
        root if is_typed(root) => {
            let node = node_at(draft, operation, &prefilled.field, prefilled, &text);
            set(draft, &prefilled.field, node);
        }
        _ => {}
    }
}

pub(super) fn clear(draft: &mut Draft, field: &Field) {
    match &field.root {
        Root::MediaType => draft.media_type = None,
        Root::Security => draft.security = None,
        Root::Raw => draft.raw = None,
        root if is_typed(root) => set(draft, field, Node::Absent),
        _ => {}
    }
}

/// Returns whether a draft holds the input of a root.
fn is_typed(root: &Root) -> bool {
    let is_parameter = matches!(
        root,
        Root::Cookie(_) | Root::Header(_) | Root::Path(_) | Root::Query(_)
    );
    is_parameter || matches!(root, Root::Body | Root::Server(_))
}

/// The value as the control at its place holds it.
fn node_at(
    draft: &Draft,
    operation: &Operation,
    field: &Field,
    prefilled: &Prefilled,
    text: &str,
) -> Node {
    if matches!(field.root, Root::Server(_)) {
        return Node::Text(text.into());
    }
    if field.root != Root::Body {
        return parameter_node(root_control(draft, operation, &field.root), text);
    }
    match Tree::read(prefilled.value.expose()) {
        Ok(tree) => node(control_at(draft, operation, field), tree.root()),
        Err(_) => Node::Text(text.into()),
    }
}

/// Remembers a filled-in value, unless it is a secret.
pub(super) fn remember(draft: &mut Draft, operation: &Operation, prefilled: &Prefilled) {
    let value = prefilled.value.expose();
    if !holds_secret(draft, operation, &prefilled.field, value) {
        let field = prefilled.field.clone();
        draft.prefilled.insert(field, value.into());
    }
}

/// Returns whether the registration's value for a field, given as JSON text, is or
/// contains a secret.
pub fn holds_secret(draft: &Draft, operation: &Operation, field: &Field, value: &str) -> bool {
    let control = control_at(draft, operation, field);
    is_secret(operation, field)
        || is_input(field)
        || place::is_secret(operation, field)
        || control.is_some_and(Control::holds_secret)
        || secret_members::hold_secret(value, control.map(|c| (&*operation.schemas, c.schema)))
}

/// Returns whether a place, such as `server:url`, holds a secret of the registration or
/// has a secret's name.
pub fn is_secret(operation: &Operation, field: &Field) -> bool {
    let mut prefilled = operation.delivery.iter().flat_map(|d| &d.prefilled);
    prefilled.any(|t| t.secret && t.field == *field)
        || operation.servers.iter().any(|s| s.is_secret(&field.root))
}

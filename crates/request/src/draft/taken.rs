//! What a delivery has from its registration, as the starting values of its draft.
//!
//! A value is laid into the draft and remembered beside it. When the delivery
//! is opened again, only what the registration says differently since then is
//! laid anew, so that what a person changed stays. Secrets are not here but
//! in [`secrets`], and are never remembered.

use std::rc::Rc;

use super::edit::{control_at, set};
use super::load::{self, node, parameter_node, root_control};
use super::{Draft, Field, Node, Raw, Step};
use json::Tree;
use openapi::Operation;
use openapi::delivery::{Delivery, Taken};
use openapi::secret_members;
use signature::secret::Secret;

/// The draft of a delivery that nobody touched: the payload of its event, and what the registration says.
pub fn start(draft: &mut Draft, operation: &Operation, delivery: &Delivery) {
    if let Some((name, of_event)) = payload(operation, delivery) {
        *draft = load::example(draft, operation, &name);
        lay_all(draft, operation, delivery, |t| !(of_event && t.of_event));
    } else {
        lay_all(draft, operation, delivery, |_| true);
    }
}

/// The example to begin with, and whether it is that of the event.
fn payload(operation: &Operation, delivery: &Delivery) -> Option<(String, bool)> {
    let sound = operation.examples.iter().filter(|e| !e.breaks);
    let event = delivery.event.as_deref();
    let of_event = sound.clone().find(|e| Some(&*e.name) == event);
    let first = sound.clone().next();
    let found = of_event.or(first)?;
    Some((found.name.clone(), of_event.is_some()))
}

/// Lays everything into the draft that an example of the delivery leaves to the registration.
///
/// The event is the example's own, and the address and the choice of credentials stay as they are.
pub fn over_example(draft: &mut Draft, operation: &Operation) {
    if let Some(delivery) = &operation.delivery {
        let stays = |t: &Taken| t.of_event || t.field.starts_with("server:") || &*t.field == "auth";
        lay_all(draft, operation, delivery, |t| !stays(t));
    }
}

fn lay_all(
    draft: &mut Draft,
    operation: &Operation,
    delivery: &Delivery,
    is_due: impl Fn(&Taken) -> bool,
) {
    for taken in delivery.taken.iter().filter(|t| is_due(t)) {
        lay(draft, operation, taken);
    }
    for taken in &delivery.taken {
        remember(draft, operation, taken);
    }
    if let Some(event) = &delivery.event {
        draft.taken.insert(EVENT.into(), event.as_str().into());
    }
}

/// Where the event is remembered; no field of a form is called so.
const EVENT: &str = "example";

/// The draft that was kept of a delivery, with what its registration says differently by now.
pub fn renewed(mut draft: Draft, operation: &Operation) -> Draft {
    let Some(delivery) = &operation.delivery else {
        return draft;
    };
    if operation.body.is_none() {
        // Another registration may make it a request without a body.
        draft.raw = None;
    }
    let event = delivery.event.as_deref().filter(|e| !e.is_empty());
    if event.is_some() && draft.taken.get(EVENT).map(|e| &**e) != event {
        // Another event has another payload.
        let mut next = load::fresh(operation);
        keep_servers(&mut next, &draft);
        next.signing = draft.signing;
        next.json_style = draft.json_style;
        next.form_variant = draft.form_variant;
        return next;
    }
    let gone: Vec<Rc<str>> = draft.taken.iter().map(|t| t.0.clone()).collect();
    let there = |field: &str| delivery.taken.iter().any(|t| *t.field == *field);
    for field in gone.iter().filter(|f| &***f != EVENT && !there(f)) {
        clear(&mut draft, field);
        draft.taken.remove(field);
    }
    for taken in &delivery.taken {
        let known = draft.taken.get(&taken.field).map(|t| &**t);
        if known != Some(taken.value.expose()) && !taken.of_event {
            lay(&mut draft, operation, taken);
            remember(&mut draft, operation, taken);
        }
    }
    draft
}

/// The addresses that a person typed, where the registration still says what it said before.
fn keep_servers(next: &mut Draft, before: &Draft) {
    let typed = before.roots.iter().filter(|r| r.0.starts_with("server:"));
    for (root, node) in typed {
        if before.taken.get(root) == next.taken.get(root) {
            next.roots.insert(root.clone(), node.clone());
        }
    }
}

/// What the registration gives that is secret by its place, by input.
pub fn secrets(operation: &Operation) -> Vec<(Rc<str>, Secret)> {
    let taken = operation.delivery.iter().flat_map(|d| &d.taken);
    let secret = taken.filter(|t| is_input(&t.field));
    secret
        .map(|t| (t.field.clone(), Secret::new(t.text())))
        .collect()
}

/// Whether a place is an input of its own, whose value lives among the secrets.
fn is_input(field: &str) -> bool {
    field == "secret" || field.starts_with("secret:") || field.starts_with("auth:")
}

fn lay(draft: &mut Draft, operation: &Operation, taken: &Taken) {
    let text = taken.text();
    match &*taken.field {
        field if is_input(field) => {}
        "media-type" => {
            let known = operation.media(&text).is_some();
            draft.media_type = known.then(|| text.into());
        }
        "auth" => {
            let known = operation.security.iter().any(|a| a.name == text);
            draft.security = known.then(|| text.into());
        }
        "raw" => load::raw(draft, operation, Raw::Text(text.into())),
        place => {
            let Some(field) = field(place) else { return };
            let node = node_at(draft, operation, &field, taken, &text);
            set(draft, &field, node);
        }
    }
}

fn clear(draft: &mut Draft, place: &str) {
    match place {
        "media-type" => draft.media_type = None,
        "auth" => draft.security = None,
        "raw" => draft.raw = None,
        place => {
            if let Some(field) = field(place) {
                set(draft, &field, Node::Absent);
            }
        }
    }
}

/// The value as the control at its place holds it.
fn node_at(draft: &Draft, operation: &Operation, field: &Field, taken: &Taken, text: &str) -> Node {
    if field.root.starts_with("server:") {
        return Node::Text(text.into());
    }
    if &*field.root != "body:" {
        return parameter_node(root_control(draft, operation, &field.root), text);
    }
    match Tree::read(taken.value.expose()) {
        Ok(tree) => node(control_at(draft, operation, field), tree.root()),
        Err(_) => Node::Text(text.into()),
    }
}

/// Remembers what was laid, unless it is a secret.
fn remember(draft: &mut Draft, operation: &Operation, taken: &Taken) {
    let value = taken.value.expose();
    if !holds_secret(draft, operation, &taken.field, value) {
        draft.taken.insert(taken.field.clone(), value.into());
    }
}

/// Returns whether what the registration gave for a field, as JSON text, is or holds a secret.
pub fn holds_secret(draft: &Draft, operation: &Operation, place: &str, value: &str) -> bool {
    let control = field(place).and_then(|field| control_at(draft, operation, &field));
    is_secret(operation, place)
        || is_input(place)
        || control.is_some_and(super::saved::has_secret)
        || secret_members::hold_secret(value, control.map(|c| (&*operation.schemas, c.schema)))
}

/// A place as documents write it (`body:/Event`, `header:X-Event`): members of the body by name, parameters whole.
fn field(place: &str) -> Option<Field> {
    let Some(pointer) = place.strip_prefix("body:") else {
        return place.contains(':').then(|| Field::root(place));
    };
    let names = pointer.split('/').skip(1);
    let step = |name: &str| Step::Name(name.replace("~1", "/").replace("~0", "~").into());
    Some(Field {
        root: "body:".into(),
        path: names.map(step).collect(),
    })
}

/// Whether a whole root, such as `server:url`, holds what the registration or its name calls secret.
pub fn is_secret(operation: &Operation, root: &str) -> bool {
    let mut taken = operation.delivery.iter().flat_map(|d| &d.taken);
    taken.any(|t| t.secret && *t.field == *root)
        || operation.servers.iter().any(|s| s.is_secret(root))
}

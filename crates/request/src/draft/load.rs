//! Initial drafts: the fresh form, and the stored draft of a delivery.

use std::rc::Rc;

use super::example::given;
use super::prefilled::{self, EVENT, clear, fill, remember};
use super::{Draft, Field, Root};
use openapi::Operation;

/// The draft of an untouched form, which includes the values that every request has.
pub fn fresh(operation: &Operation) -> Draft {
    let mut draft = given(operation);
    if let Some(delivery) = &operation.delivery {
        prefilled::start(&mut draft, operation, delivery);
    }
    draft
}

/// The stored draft of a delivery, updated where its registration has changed.
pub fn renewed(mut draft: Draft, operation: &Operation) -> Draft {
    let Some(delivery) = &operation.delivery else {
        return draft;
    };
    if operation.body.is_none() {
        // Another registration may select a request without a body.
        draft.raw = None;
    }
    let event = delivery.event.as_deref().filter(|e| !e.is_empty());
    if event.is_some() && draft.prefilled.get(EVENT).map(|e| &**e) != event {
        // Another event has another payload.
        let mut next = fresh(operation);
        keep_servers(&mut next, &draft);
        next.signing = draft.signing;
        next.json_style = draft.json_style;
        next.form_variant = draft.form_variant;
        return next;
    }
    let gone: Vec<Rc<str>> = draft.prefilled.iter().map(|t| t.0.clone()).collect();
    let is_prefilled = |field: &str| {
        delivery
            .prefilled
            .iter()
            .any(|t| t.field.to_string() == field)
    };
    for field in gone.iter().filter(|f| &***f != EVENT && !is_prefilled(f)) {
        clear(&mut draft, &Field::read(field));
        draft.prefilled.remove(field);
    }
    for prefilled in &delivery.prefilled {
        let known = draft
            .prefilled
            .get(&*prefilled.field.to_string())
            .map(|t| &**t);
        if known != Some(prefilled.value.expose()) && !prefilled.of_event {
            fill(&mut draft, operation, prefilled);
            remember(&mut draft, operation, prefilled);
        }
    }
    draft
}

/// Keeps typed addresses if the registration still gives the same address.
fn keep_servers(next: &mut Draft, before: &Draft) {
    let typed = before.roots.iter();
    let typed = typed.filter(|(root, _)| matches!(root, Root::Server(_)));
    for (root, node) in typed {
        let text = root.to_string();
        if before.prefilled.get(&*text) == next.prefilled.get(&*text) {
            next.roots.insert(root.clone(), node.clone());
        }
    }
}

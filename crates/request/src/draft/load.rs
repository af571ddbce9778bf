//! Initial drafts: the fresh form, and the stored draft of a delivery.

use std::rc::Rc;

use super::example::given;
use super::taken::{self, EVENT, clear, fill, remember};
use super::{Draft, Field, Root};
use openapi::Operation;

/// The draft of an untouched form, which includes the values that every request has.
pub fn fresh(operation: &Operation) -> Draft {
    let mut draft = given(operation);
    if let Some(delivery) = &operation.delivery {
        taken::start(&mut draft, operation, delivery);
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
    if event.is_some() && draft.taken.get(EVENT).map(|e| &**e) != event {
        // Another event has another payload.
        let mut next = fresh(operation);
        keep_servers(&mut next, &draft);
        next.signing = draft.signing;
        next.json_style = draft.json_style;
        next.form_variant = draft.form_variant;
        return next;
    }
    let gone: Vec<Rc<str>> = draft.taken.iter().map(|t| t.0.clone()).collect();
    let is_prefilled = |field: &str| delivery.taken.iter().any(|t| t.field.to_string() == field);
    for field in gone.iter().filter(|f| &***f != EVENT && !is_prefilled(f)) {
        clear(&mut draft, &Field::read(field));
        draft.taken.remove(field);
    }
    for taken in &delivery.taken {
        let known = draft.taken.get(&*taken.field.to_string()).map(|t| &**t);
        if known != Some(taken.value.expose()) && !taken.of_event {
            fill(&mut draft, operation, taken);
            remember(&mut draft, operation, taken);
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
        if before.taken.get(&*text) == next.taken.get(&*text) {
            next.roots.insert(root.clone(), node.clone());
        }
    }
}

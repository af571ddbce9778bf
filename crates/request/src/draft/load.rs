//! Initial drafts: the fresh form, and the stored draft of a delivery.

use super::example::given;
use super::prefilled::{self, clear, fill, remember};
use super::{Draft, Root};
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
    if event.is_some() && draft.event.as_deref() != event {
        // Another event has another payload.
        let mut next = fresh(operation);
        keep_servers(&mut next, &draft);
        next.signing = draft.signing;
        next.json_style = draft.json_style;
        next.form_variant = draft.form_variant;
        return next;
    }
    let mut known = std::mem::take(&mut draft.prefilled);
    known.retain(|field, _| {
        let is_prefilled = delivery.prefilled.iter().any(|t| t.field == *field);
        if !is_prefilled {
            clear(&mut draft, field);
        }
        is_prefilled
    });
    draft.prefilled = known;
    for prefilled in &delivery.prefilled {
        let known = draft.prefilled.get(&prefilled.field).map(|t| &**t);
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
        let field = root.clone().into();
        if before.prefilled.get(&field) == next.prefilled.get(&field) {
            next.roots.insert(root.clone(), node.clone());
        }
    }
}

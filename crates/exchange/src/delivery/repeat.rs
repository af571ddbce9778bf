//! A delivery sent again, as its sender would: the same id, a new time and signature, and a higher
//! retry count.

use openapi::Operation;
use request::draft::{Draft, Edit, Node, apply};
use request::pipeline::Flow;
use signature::Moment;

/// Returns the draft and the moment of the next try.
///
/// `now` is the time of that try, from which a new signature takes its time. An id, where the
/// scheme has one, stays that of the previous flow, even if it was typed. The document's retry
/// count (`x-signpost-retry`) is raised by one.
pub fn repeat(
    operation: &Operation,
    draft: &Draft,
    before: &Flow,
    shown: &Moment,
    now: Moment,
) -> (Draft, Moment) {
    let mut next = draft.clone();
    let id = match &before.signed {
        Some(signed) if !signed.id.is_empty() => signed.id.clone(),
        _ => shown.id.clone(),
    };
    if before.scheme.uses("id") {
        next.signing.id = Some(id.as_str().into());
    }
    next.signing.time = None;
    let retry = operation.delivery.as_ref().and_then(|d| d.retry.clone());
    if let Some(field) = retry {
        let tries = match next.at(&field) {
            Node::Text(text) => text.trim().parse::<u32>().unwrap_or(0),
            _ => 0,
        };
        let tries = tries.saturating_add(1).to_string();
        next = apply(&next, operation, &Edit::Type(field, tries.into()));
    }
    (next, Moment { id, ..now })
}

//! A delivery sent again, as its sender would: the same id, a new time and signature, one more try.

use openapi::Operation;
use problem::{Field, Root};
use request::draft::{Draft, Edit, Node, apply};
use request::pipeline::Flow;
use signature::Moment;

/// The draft and the moment of the next try.
///
/// `now` is the time of that try. What is signed anew takes its time from it; an id, where the
/// scheme has one, stays that of the flow before, also when it was typed. The field that the
/// document counts tries by (`x-signpost-retry`) goes up by one.
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
    let retry = operation.delivery.as_ref().and_then(|d| d.retry.as_deref());
    if let Some(field) = retry {
        let field = Field::from(Root::read(field));
        let tries = match next.at(&field) {
            Node::Text(text) => text.trim().parse::<u32>().unwrap_or(0),
            _ => 0,
        };
        let tries = tries.saturating_add(1).to_string();
        next = apply(&next, operation, &Edit::Type(field, tries.into()));
    }
    (next, Moment { id, ..now })
}

//! Secrets of a body that only another media type of its operation marks: input for that
//! one may be written, or edited further, as this one.

use std::ops::Range;

use super::raw::{nested, root, spans, unread};
use super::{Body, Span};
use crate::decode::decode;
use crate::draft::place::{is_begun, others};
use crate::secret_spans::merged;
use openapi::{Control, Family, MediaType, Operation};

/// The body with further spans for the secrets of the operation's other media types.
pub fn cover(mut body: Body, operation: &Operation, media: &MediaType) -> Body {
    let found = found(&body.bytes, operation, media.control.as_deref());
    if found.is_empty() {
        return body;
    }
    let mut all = [body.spans.to_vec(), found].concat();
    all.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let count = all.len();
    let mut all = nested(all);
    // A secret that crosses another span would be lost, so all of the text is then secret.
    let is_lost = all.len() < count;
    if let Some(whole) = all.first_mut().filter(|_| is_lost) {
        whole.secret = true;
    }
    body.spans = all.into();
    body
}

/// The spans of secrets, by the other media types, in text that is typed at a control as
/// the whole body.
pub fn secrets_elsewhere(
    bytes: &[u8],
    operation: &Operation,
    control: &Control,
) -> Vec<Range<usize>> {
    let found = found(bytes, operation, Some(control)).into_iter();
    merged(found.map(|span| span.start..span.end).collect())
}

/// The secrets by the media types with other controls.
fn found(bytes: &[u8], operation: &Operation, control: Option<&Control>) -> Vec<Span> {
    let mut found = Vec::new();
    for (other, control) in others(operation, control) {
        let whole = root(bytes);
        if control.secret {
            return vec![Span {
                secret: true,
                ..whole
            }];
        }
        // Any text reads as a form, also JSON with an `=` in it.
        let is_markup = matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[' | b'<'));
        if Family::of(&other.name) == Family::Form && is_markup {
            continue;
        }
        let all = match decode(bytes, other, &operation.schemas) {
            Ok(decoded) => spans(&decoded, Some(control), &operation.schemas, whole),
            Err(_) if is_begun(bytes, other) => {
                let names = unread::Names::of(control);
                unread::spans(bytes, other, &names, Vec::new(), whole)
            }
            Err(_) => continue,
        };
        found.extend(all.into_iter().filter(|s| s.secret && s.start < s.end));
    }
    found
}

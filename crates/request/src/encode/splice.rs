//! Bodies changed after encoding, by inserted text or respelled characters, with their spans.
//!
//! A signature within the body is inserted here, once, after signing.

use super::{Body, Span};
use signature::Splice;

impl Body {
    /// The body with texts in place of byte ranges; each range refers to the result of
    /// those before it.
    pub fn spliced(&self, splices: &[Splice]) -> Body {
        let mut bytes = self.bytes.to_vec();
        let mut spans = self.spans.to_vec();
        for splice in splices {
            // A range outside the body changes nothing.
            if bytes.get(splice.range.clone()).is_some() {
                bytes.splice(splice.range.clone(), splice.text.bytes());
                shift(&mut spans, splice);
            }
        }
        Body {
            bytes: bytes.into(),
            content_type: self.content_type.clone(),
            spans: spans.into(),
            file: None,
        }
    }
}

/// Moves spans to their bytes' new positions after a splice; a span around it grows.
pub fn shift(spans: &mut [Span], splice: &Splice) {
    let (from, to) = (splice.range.start, splice.range.end);
    let moved = |at: usize| at + splice.text.len() - (to - from);
    for span in spans {
        if span.end >= to && span.end > from {
            span.end = moved(span.end);
        }
        if span.start >= to {
            span.start = moved(span.start);
        }
    }
}

/// A JSON text with every non-ASCII character as a lower-case `\uXXXX`, or as two beyond the BMP.
///
/// Such characters occur only in strings and names, so the value stays the same.
pub(super) fn ascii(text: &str, spans: &mut [Span]) -> String {
    let mut out = String::with_capacity(text.len());
    // The positions after each escaped character, in the old and the new text.
    let mut moved = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.push_str("\\u");
            let digit = |shift: u32| char::from_digit(u32::from(*unit) >> shift & 15, 16);
            out.extend([12, 8, 4, 0].into_iter().filter_map(digit));
        }
        moved.push((at + c.len_utf8(), out.len()));
    }
    let place = |at: usize| {
        let next = moved.partition_point(|(before, _)| *before <= at);
        let last = next.checked_sub(1).and_then(|index| moved.get(index));
        last.map_or(at, |(before, after)| at - before + after)
    };
    for span in spans {
        span.start = place(span.start);
        span.end = place(span.end);
    }
    out
}

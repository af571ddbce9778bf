//! Bodies that have a text put into them, or their characters spelled otherwise, with their spans.
//!
//! A signature that stands in the body is put in here, once, after signing.

use super::{Body, Span};
use signature::Splice;

impl Body {
    /// The body with texts in place of byte ranges; each range counts in what the ones before it made.
    pub fn spliced(&self, splices: &[Splice]) -> Body {
        let mut bytes = self.bytes.to_vec();
        let mut spans = self.spans.to_vec();
        for splice in splices {
            // A range that is none of this body changes nothing.
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

/// Moves spans to where their bytes are after a splice; a span that holds it grows with it.
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

/// A JSON text with every character beyond ASCII as `\uXXXX` in lower case, beyond the BMP as two.
///
/// Such characters stand in strings and names alone, so that the value stays the same.
pub(super) fn ascii(text: &str, spans: &mut [Span]) -> String {
    let mut out = String::with_capacity(text.len());
    // Where the text goes on after each character that was escaped, before and after.
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

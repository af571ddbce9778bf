//! A body under construction: its text, the bytes of each field, and the losses.

use std::collections::HashSet;
use std::rc::Rc;

use super::Span;
use problem::{Cause, Field, Problem, Severity};

/// The output of an encoder.
#[derive(Default)]
pub(super) struct Sink {
    pub text: String,
    pub spans: Vec<Span>,
    pub problems: Vec<Problem>,
    /// The places and causes of the problems.
    pub noted: HashSet<(Rc<Field>, Cause)>,
}

/// A span that was opened, if its value has one.
#[must_use]
pub(super) struct Mark(Option<usize>);

impl Sink {
    /// Opens the span of a field at the end of the text so far.
    pub fn open(&mut self, field: &Rc<Field>, secret: bool) -> Mark {
        let start = self.text.len();
        self.spans.push(Span {
            field: field.clone(),
            start,
            end: start,
            secret,
        });
        Mark(Some(self.spans.len() - 1))
    }

    /// The mark of a value without a span.
    pub fn no_span(&self) -> Mark {
        Mark(None)
    }

    /// Closes a span at the end of the text so far.
    pub fn close(&mut self, mark: Mark) {
        if let Some(span) = mark.0.and_then(|index| self.spans.get_mut(index)) {
            span.end = self.text.len();
        }
    }

    /// Closes a span whose text begins after the separators that were written with it.
    ///
    /// A span without text is dropped: no separator shows whether it comes before or
    /// after the next one.
    pub fn close_after(&mut self, mark: Mark, separators: &[char]) {
        let Some(index) = mark.0 else { return };
        let Some(span) = self.spans.get_mut(index) else {
            return;
        };
        span.end = self.text.len();
        let own = self.text[span.start..].trim_start_matches(separators);
        span.start = span.end - own.len();
        if span.start == span.end {
            self.spans.truncate(index);
        }
    }

    /// Notes a problem, once for each field.
    pub fn problem(&mut self, cause: Cause, field: &Rc<Field>, severity: Severity) {
        if self.noted.insert((field.clone(), cause.clone())) {
            self.problems.push(cause.at(field, severity));
        }
    }
}

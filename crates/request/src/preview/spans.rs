//! Spans laid over text, as flat runs or as a tree. Both take one pass.
//!
//! Spans must be ordered by start, parents before children, properly nested. Others are
//! cut to fit; their text is never lost.

use std::ops::Range;

use super::{Nested, text};
use crate::encode::Span;

/// The depth of the tree; spans further in become text, so that dropping the tree cannot overflow.
const DEEPEST: usize = 64;

/// Passes every run of `part` to `each` with the innermost span over it.
pub fn runs(spans: &[Span], part: Range<usize>, mut each: impl FnMut(Range<usize>, Option<&Span>)) {
    let mut open: Vec<&Span> = Vec::new();
    let mut at = part.start;
    let mut emit = |at: &mut usize, to: usize, span: Option<&Span>| {
        let to = to.clamp(*at, part.end);
        if *at < to {
            each(*at..to, span);
        }
        *at = to;
    };
    for span in spans {
        while let Some(last) = open.pop_if(|last| last.end <= span.start) {
            emit(&mut at, last.end, Some(last));
        }
        emit(&mut at, span.start, open.last().copied());
        open.push(span);
    }
    while let Some(last) = open.pop() {
        emit(&mut at, last.end, Some(last));
    }
    emit(&mut at, part.end, None);
}

/// A field under construction.
struct Open<'a> {
    span: &'a Span,
    end: usize,
    children: Vec<Nested>,
}

/// The tree of the spans over bytes.
pub fn nest(bytes: &[u8], spans: &[Span]) -> Vec<Nested> {
    let mut tree = Tree {
        bytes,
        at: 0,
        open: Vec::new(),
        roots: Vec::new(),
    };
    for span in spans {
        tree.close(span.start, false);
        if tree.open.len() < DEEPEST {
            tree.text(span.start);
            let end = tree.open.last().map_or(bytes.len(), |o| o.end);
            tree.open.push(Open {
                span,
                end: span.end.min(end),
                children: Vec::new(),
            });
        }
    }
    tree.close(usize::MAX, true);
    tree.text(bytes.len());
    tree.roots
}

struct Tree<'a> {
    bytes: &'a [u8],
    /// The end of the text in the tree so far.
    at: usize,
    open: Vec<Open<'a>>,
    roots: Vec<Nested>,
}

impl Tree<'_> {
    fn push(&mut self, nested: Nested) {
        let last = self.open.last_mut();
        last.map_or(&mut self.roots, |o| &mut o.children)
            .push(nested);
    }

    /// Adds the text up to `to`.
    fn text(&mut self, to: usize) {
        let to = to.min(self.bytes.len());
        if self.at < to {
            let run = text(self.bytes, self.at..to);
            self.push(Nested::Text(run.into()));
            self.at = to;
        }
    }

    /// Closes the spans that end before `start`; an empty span ends before the next one
    /// that starts there.
    fn close(&mut self, start: usize, all: bool) {
        while let Some(end) = self
            .open
            .last()
            .map(|o| o.end)
            .filter(|&end| all || end <= start)
        {
            self.text(end);
            if let Some(done) = self.open.pop() {
                self.push(Nested::Field {
                    field: done.span.field.clone(),
                    secret: done.span.secret,
                    children: done.children,
                });
            }
        }
    }
}

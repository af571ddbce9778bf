//! The search over bodies, frames and keys, the fewest changes first.
//!
//! A candidate is a body in a frame under a key. Equal bodies, frames and keys are tried once.
//! Several searches, each in its own thread, may share the candidates: see [`Share`].

mod candidates;
mod seen;

use std::ops::ControlFlow;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::cause::{Cause, Written};
use super::target::{Found, Targets, digests};
use super::words::{Explanation, Ruled};
use candidates::Candidates;
use json::Tree;
use received::Received;
use signature::Scheme;
use signature::secret::Secrets;
use signature::template::names;

/// The part of the candidates that one of several searches tries: every `of`-th, from `index` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The number of this share, from 0.
    pub index: usize,
    /// The number of shares.
    pub of: usize,
}

impl Default for Share {
    fn default() -> Share {
        Share { index: 0, of: 1 }
    }
}

/// The position of a candidate in the order of trials: stage, body, frame, key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place([usize; 4]);

/// The progress of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The number of candidates tried or left to other shares; it never decreases.
    pub done: usize,
    /// The number of all candidates, an estimate from above.
    pub total: usize,
    /// The position up to which this share has tried all its candidates.
    pub place: Place,
}

/// The result of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Searched {
    /// The explanation of the signature, and its position among the candidates.
    Found(Explanation, Place),
    /// No candidate matches; the candidates that were ruled out.
    Nothing(Ruled),
    /// `report` stopped it.
    Stopped,
}

/// A search for what made the signature of a request.
pub struct Search<'a> {
    scheme: &'a Scheme,
    secrets: &'a Secrets,
    received: &'a Received,
    own: &'a [Rc<Scheme>],
    known: Vec<Tree>,
    share: Share,
    found: Option<Vec<Found>>,
}

impl<'a> Search<'a> {
    /// Begins a search of all candidates; nothing is tried yet.
    pub fn new(scheme: &'a Scheme, secrets: &'a Secrets, received: &'a Received) -> Search<'a> {
        Search {
            scheme,
            secrets,
            received,
            own: &[],
            known: Vec::new(),
            share: Share::default(),
            found: None,
        }
    }

    /// Adds the layouts of a person's own schemes to the others.
    pub fn among(self, own: &'a [Rc<Scheme>]) -> Search<'a> {
        Search { own, ..self }
    }

    /// Adds texts with a known order of members, such as documented deliveries: the signed body may
    /// have the same order.
    pub fn knowing(self, known: Vec<Tree>) -> Search<'a> {
        Search { known, ..self }
    }

    /// Limits the search to a share of the candidates.
    pub fn sharing(self, share: Share) -> Search<'a> {
        Search { share, ..self }
    }

    /// Searches for the given signatures instead of the request's.
    pub fn of(self, found: &[String]) -> Search<'a> {
        let found = found.iter().cloned().map(Found::from);
        Search {
            found: Some(found.collect()),
            ..self
        }
    }

    /// Searches. `report` is called from time to time and decides whether to go on.
    pub fn run(self, report: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Searched {
        match Candidates::new(self).run(report) {
            ControlFlow::Break(outcome) => outcome,
            ControlFlow::Continue(ruled) => Searched::Nothing(ruled),
        }
    }
}

impl Share {
    fn has(self, at: usize) -> bool {
        at % self.of.max(1) == self.index
    }
}

/// Returns the signatures of a request: the scheme's own, or anything with the form of one.
/// Returns the text in the place of the signature, if no search can compare any there with a digest.
pub(super) fn malformed(scheme: &Scheme, secrets: &Secrets, received: &Received) -> Option<String> {
    let found = found(scheme, secrets, received);
    let is_empty = Targets::new(&found, scheme.digest).is_empty();
    found
        .into_iter()
        .next()
        .filter(|_| is_empty)
        .map(|f| f.text)
}

fn found(scheme: &Scheme, secrets: &Secrets, received: &Received) -> Vec<Found> {
    if let Some(found) = super::frames::found(scheme, secrets, received) {
        return found.into_iter().map(Found::from).collect();
    }
    let mut own = scheme
        .headers
        .iter()
        .filter(|h| names(&h.value, "signature"));
    let own = own.next();
    let alike = digests(received).into_iter().map(|(name, text)| {
        let carried = own.and_then(|own| {
            if !own.name.eq_ignore_ascii_case(&name) {
                return Some(Cause::Field {
                    here: name,
                    wanted: own.name.clone(),
                });
            }
            let (prefix, _) = own.value.split_once("{signature}")?;
            let mut values = received.headers.iter().filter(|header| header.0 == name);
            let (_, value) = values.find(|header| header.1.contains(&text))?;
            let value = value.trim();
            if prefix.is_empty() || prefix.contains('{') || value.starts_with(prefix) {
                return None;
            }
            Some(match value.starts_with(&text) {
                true => Cause::Bare {
                    prefix: prefix.to_owned(),
                },
                false => Cause::Written(Written::Prefixed),
            })
        });
        Found { text, carried }
    });
    alike.collect()
}

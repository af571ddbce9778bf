//! The choice of notes on a pasted request that matter to the person who verifies it.
//!
//! A [`Note`] describes what was read. Whether it is shown depends on what the scheme signs and on
//! whether the signature is correct: a guessed address does not matter where no address is signed.

use received::{Note, Received};
use signature::{AddressCoverage, Coverage, Scheme};

/// The state of a signature, as far as notes depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing has been compared yet: the scheme, the secret or an answer is missing.
    Open,
    /// The signature matches.
    Valid,
    /// The signature does not match.
    Invalid,
}

/// The facts that decide which notes apply.
#[derive(Clone, Copy, Debug)]
pub struct Situation {
    /// The state of the signature.
    pub outcome: Outcome,
    /// The parts that the scheme signs; `None` while no scheme is known.
    pub covers: Option<(Coverage, AddressCoverage)>,
    /// Set where evidence is shown too, which covers the body's length and coding itself.
    pub explained: bool,
}

impl Situation {
    /// Returns the situation of a request that a scheme, if one is known, has signed.
    pub fn of(
        scheme: Option<&Scheme>,
        received: &Received,
        outcome: Outcome,
        explained: bool,
    ) -> Situation {
        let request = received.signable();
        let covers = |scheme: &Scheme| {
            (
                Coverage::of(scheme, &request),
                AddressCoverage::of(scheme, &request),
            )
        };
        Situation {
            outcome,
            covers: scheme.map(covers),
            explained,
        }
    }

    /// Returns whether a note matters here.
    pub fn shows(&self, note: &Note) -> bool {
        let (body, address) = match self.covers {
            None => (None, AddressCoverage::default()),
            Some((body, address)) => (Some(body), address),
        };
        let whole = matches!(body, Some(Coverage::Whole) | None);
        // The body has exactly the bytes that were signed.
        let proven = self.outcome == Outcome::Valid && body == Some(Coverage::Whole);
        // Evidence beside a correct token covers the length; a correct signature disproves a wrong
        // one.
        let covered = self.explained
            && match self.outcome {
                Outcome::Valid => body == Some(Coverage::Nothing),
                Outcome::Open | Outcome::Invalid => whole,
            };
        match note {
            Note::SchemeAssumed { .. } => address.scheme,
            Note::NoHost | Note::Hosts { .. } | Note::Forwarded { .. } => address.host,
            Note::NoRequestLine => self.covers.is_none() || address.method || address.target,
            Note::SpaceInTarget => self.covers.is_none() || address.target,
            Note::BareLf => whole && !proven,
            Note::NoBody => !proven,
            Note::Length { .. } => !covered,
            Note::LengthWithCrlf { .. }
            | Note::LengthWithoutLineEnd { .. }
            | Note::Coded { .. } => !(covered || proven),
            Note::LengthUnclear { .. }
            | Note::Empty
            | Note::ByteOrderMark
            | Note::LinesBefore
            | Note::CurlMarks
            | Note::Response { .. }
            | Note::Version { .. }
            | Note::PseudoFields
            | Note::MixedLines
            | Note::Folded { .. }
            | Note::SpaceBeforeColon { .. }
            | Note::NotUtf8 { .. }
            | Note::Control { .. }
            | Note::NoBlankLine
            | Note::NotFields { .. }
            | Note::Chunked { .. }
            | Note::NotChunked
            | Note::AfterChunks { .. } => true,
        }
    }
}

#[cfg(test)]
mod tests;

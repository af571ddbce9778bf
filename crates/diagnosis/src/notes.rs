//! Which oddities of a pasted request matter to the one who verifies it.
//!
//! A [`Note`] says what was read. Whether to show it depends on what the
//! scheme signs and on whether the signature is right: that the address was
//! guessed means nothing where no address is signed.

use received::{Note, Received};
use signature::{AddressCoverage, Coverage, Scheme};

/// What is known of a signature, as far as notes depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was compared yet, for want of a scheme, a secret or an answer.
    Open,
    Valid,
    Invalid,
}

/// What decides which notes apply.
#[derive(Clone, Copy, Debug)]
pub struct Situation {
    pub outcome: Outcome,
    /// What the scheme signs; `None` while none is known.
    pub covers: Option<(Coverage, AddressCoverage)>,
    /// Whether evidence is shown beside, which speaks of the body's length and coding itself.
    pub explained: bool,
}

impl Situation {
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

    /// Whether a note says something that matters here.
    pub fn shows(&self, note: &Note) -> bool {
        let (body, address) = match self.covers {
            None => (None, AddressCoverage::default()),
            Some((body, address)) => (Some(body), address),
        };
        let whole = matches!(body, Some(Coverage::Whole) | None);
        // The bytes of the body are those that were signed.
        let proven = self.outcome == Outcome::Valid && body == Some(Coverage::Whole);
        // What is contrary to a right token has the length among it; a right signature disproves that.
        let told = self.explained
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
            Note::Length { .. } => !told,
            Note::LengthWithCrlf { .. }
            | Note::LengthWithoutLineEnd { .. }
            | Note::Coded { .. } => !(told || proven),
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

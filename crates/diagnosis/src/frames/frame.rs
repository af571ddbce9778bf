//! A string to be signed without its body, and how a body is put into it.

use super::MARK;
use super::probe::{Headers, text_of};
use crate::cause::Cause;
use received::Received;
use signature::secret::Secrets;
use signature::{Scheme, Signable};

/// A string to be signed, without its body.
pub struct Frame {
    pub causes: Vec<Cause>,
    pub how: How,
}

pub enum How {
    /// The parts before, between and after the body.
    Around(Vec<Vec<u8>>),
    /// Rendered by the scheme for each body.
    Whole(Box<Whole>),
}

/// A scheme's content for one request.
pub struct Whole {
    pub scheme: Scheme,
    pub secrets: Secrets,
    pub url: String,
    pub target: String,
    pub headers: Headers,
    /// Set if it is rendered only for the received body.
    pub alone: bool,
}

impl Frame {
    /// Returns whether other bodies are tried in it: not if it contains no body or if rendering
    /// each would take long.
    pub fn takes_bodies(&self) -> bool {
        match &self.how {
            How::Around(parts) => parts.len() > 1,
            How::Whole(whole) => !whole.alone,
        }
    }

    /// Returns whether a text is rendered for each body, in one step, however large it is.
    pub fn is_whole(&self) -> bool {
        matches!(self.how, How::Whole(_))
    }

    /// Returns the pieces of what is signed with a body; `whole` is the rendered text, if there is
    /// one.
    pub fn pieces<'a>(&'a self, body: &'a [u8], whole: &'a [u8]) -> Vec<&'a [u8]> {
        let How::Around(parts) = &self.how else {
            return vec![whole];
        };
        let mut pieces = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                pieces.push(body);
            }
            pieces.push(part);
        }
        pieces
    }

    /// Renders what is signed with a body; empty where pieces are put together instead.
    pub fn render(&self, received: &Received, body: &[u8]) -> Option<Vec<u8>> {
        let How::Whole(whole) = &self.how else {
            return Some(Vec::new());
        };
        let request = Signable {
            url: &whole.url,
            target: &whole.target,
            body,
            headers: &whole.headers,
            ..received.signable()
        };
        text_of(&whole.scheme, &whole.secrets, &request)
    }
}

/// Returns frames in their order, with those that take other bodies first.
pub fn bodies_first(frames: Vec<Frame>) -> Vec<Frame> {
    let (mut first, last): (Vec<Frame>, Vec<Frame>) =
        frames.into_iter().partition(Frame::takes_bodies);
    first.extend(last);
    first
}

/// Splits a text at the marks.
pub fn split(text: &[u8]) -> Vec<Vec<u8>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.windows(MARK.len()).position(|w| w == MARK) {
        parts.push(rest.get(..at).unwrap_or_default().to_vec());
        rest = rest.get(at + MARK.len()..).unwrap_or_default();
    }
    parts.push(rest.to_vec());
    parts
}

//! Verifying a large message in slices: what is signed is put together and hashed piece by piece.

use super::message::Message;
use super::{Checked, Material, compared, differing, material, one_signature_each, timed};
use crate::hmac::Running;
use crate::render::Piece;
use crate::secret::Secrets;
use crate::{Kind, Scheme, Signable};
use problem::Problem;

/// A verification under way.
pub struct Pending {
    message: Message,
    pieces: Vec<Piece>,
    /// The piece that is hashed, and how much of it was.
    piece: usize,
    at: usize,
    /// What was hashed.
    text: Vec<u8>,
    total: usize,
    problems: Vec<Problem>,
    running: Running,
}

impl Pending {
    /// Begins to verify; `None` where there is no long digest to be made, so that
    /// [`super::check`] says the verdict at once.
    pub fn new(scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>) -> Option<Pending> {
        let headers = one_signature_each(scheme, request.headers);
        // Several descriptions are of short texts, which name the parts of a message.
        let ([headers], Kind::Hmac) = (&headers[..], scheme.kind) else {
            return None;
        };
        let request = Signable {
            headers,
            ..*request
        };
        let message = Message::read(scheme, secrets, &request).ok()?;
        let material = material(&message, scheme, secrets, &request, |scope, content| {
            scope.pieces(content)
        });
        let Material {
            key,
            text: pieces,
            problems,
        } = material.ok()?;
        let total = pieces.iter().map(|p| p.bytes(&request.body).len()).sum();
        Some(Pending {
            message,
            pieces,
            piece: 0,
            at: 0,
            text: Vec::with_capacity(total),
            total,
            problems,
            running: Running::mac(scheme.algorithm, &key),
        })
    }

    /// Hashes so many bytes more of the message, which has that body; whether there are others.
    pub fn step(&mut self, body: &[u8], bytes: usize) -> bool {
        let mut left = bytes;
        while let Some(piece) = self.pieces.get(self.piece) {
            let rest = piece.bytes(body).get(self.at..).unwrap_or_default();
            let now = rest.get(..left).unwrap_or(rest);
            self.running.feed(now);
            self.text.extend_from_slice(now);
            left -= now.len();
            if now.len() < rest.len() {
                self.at += now.len();
                return true;
            }
            self.piece += 1;
            self.at = 0;
        }
        false
    }

    /// How many bytes were hashed, and of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.text.len(), self.total)
    }

    /// What verifying found, as [`super::check`] says it.
    pub fn end(mut self, scheme: &Scheme, body: &[u8], now_ms: i64) -> Checked {
        self.step(body, usize::MAX);
        let digest = self.running.end();
        let differs = self.message.differs.take();
        let judged = compared(scheme, &self.message, self.text, &digest, self.problems);
        timed(scheme, differing(judged, differs), now_ms)
    }
}

impl Piece {
    fn bytes<'a>(&'a self, body: &'a [u8]) -> &'a [u8] {
        match self {
            Piece::Own(bytes) => bytes,
            Piece::Body => body,
            Piece::Form(bytes) => bytes,
        }
    }
}

//! Verifying a large message in slices: its digest is made piece by piece.

use super::message::Message;
use super::{Checked, Material, compared, material, one_signature_each, timed};
use crate::secret::Secrets;
use crate::sign::hmac::Running;
use crate::sign::{Kind, Scheme, Signable};
use crate::validate::problem::Problem;

/// A verification under way.
pub struct Pending {
    message: Message,
    text: Vec<u8>,
    problems: Vec<Problem>,
    running: Running,
    at: usize,
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
        let Material {
            key,
            text,
            problems,
        } = material(&message, scheme, secrets, &request).ok()?;
        Some(Pending {
            message,
            text,
            problems,
            running: Running::mac(scheme.algorithm, &key),
            at: 0,
        })
    }

    /// Hashes so many bytes more; whether there are others.
    pub fn step(&mut self, bytes: usize) -> bool {
        let end = self.text.len().min(self.at.saturating_add(bytes));
        let piece = self.text.get(self.at..end).unwrap_or_default();
        self.running.feed(piece);
        self.at = end;
        end < self.text.len()
    }

    /// How many bytes were hashed, and of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    /// What verifying found, as [`super::check`] says it.
    pub fn end(mut self, scheme: &Scheme, now_ms: i64) -> Checked {
        self.step(usize::MAX);
        let digest = self.running.end();
        let judged = compared(scheme, &self.message, self.text, &digest, self.problems);
        timed(scheme, judged, now_ms)
    }
}

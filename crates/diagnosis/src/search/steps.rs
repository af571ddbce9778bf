//! The steps of a search: a body is made, told apart, put into a frame, and hashed under each key.
//!
//! Each ends soon, and says in `now` what comes next.

use super::{Now, Search};
use crate::bodies::{Making, Plan};
use crate::search::Step;
use crate::search::seen::{Fingerprint, equal};
use crate::slices::{LARGE, Made, PIECE};
use crate::target::Hit;
use signature::hmac::Running;

/// A digest in the making.
pub struct Hashing {
    running: Running,
    /// Which piece of the text, and where in it.
    piece: usize,
    at: usize,
}

/// What was found, while changes that change nothing are taken out of its plan.
pub struct Naming {
    hit: Hit,
    plan: Plan,
    /// The change that is left out.
    at: usize,
    making: Making,
}

impl Search {
    /// Lists bodies and frames a little further.
    pub(super) fn open(&mut self) {
        let size = self.bodies.source().len().min(LARGE);
        let opening = match self.bodies.open() {
            true => true,
            false => self.frames.open(&self.secrets, self.bodies.tree()),
        };
        self.work += size as u64;
        if opening {
            self.now = Now::Opening;
        } else {
            self.enter(0);
        }
    }

    /// Lists pairs of bodies a little further.
    pub(super) fn pair(&mut self) {
        let more = self.bodies.pair();
        self.work += PIECE as u64;
        match more {
            true => self.now = Now::Pairing,
            false => self.begin(),
        }
    }

    /// Goes on making the body, or begins with it.
    pub(super) fn make(&mut self, making: Option<Making>) {
        if self.sizes.contains(&0) {
            return self.enter(self.stage + 1);
        }
        if self.at[0] >= self.sizes[0] {
            return self.leave();
        }
        let begun = making.or_else(|| self.plan().map(|plan| self.bodies.begin(plan)));
        let Some(mut making) = begun else {
            return self.no_body();
        };
        let (made, cost) = self.bodies.more(&mut making);
        self.work += cost as u64;
        match made {
            Made::More => self.now = Now::Body(Some(Box::new(making))),
            Made::Never => self.no_body(),
            Made::Done(_) | Made::Same => {
                self.body = match made {
                    Made::Done(bytes) => Some(bytes),
                    _ => None,
                };
                self.now = match self.telling() {
                    true => Now::Telling(Fingerprint::default()),
                    false => Now::Frame,
                };
            }
        }
    }

    /// Leaves a stage whose bodies were all made.
    pub(super) fn leave(&mut self) {
        let kind = self.kind();
        if self.telling()
            && let (Some(plans), Some(told)) =
                (self.bodies.plans.get_mut(kind), self.told.get_mut(kind))
        {
            let mut fresh = std::mem::take(&mut self.fresh).into_iter().peekable();
            let mut at = 0..;
            plans.retain(|_| at.next().is_some_and(|at| fresh.next_if_eq(&at).is_some()));
            *told = true;
        }
        self.enter(self.stage + 1);
    }

    /// All frames and keys of this body fall away.
    fn no_body(&mut self) {
        self.done += self.sizes[1] * self.sizes[2];
        self.next_body();
    }

    fn next_body(&mut self) {
        self.at = [self.at[0] + 1, 0, 0];
        self.now = Now::Body(None);
    }

    /// Tells a body from those that were there.
    pub(super) fn tell(&mut self, mut mark: Fingerprint) {
        let told = mark.feed(self.body(), PIECE);
        self.work += (self.body().len().min(PIECE) / 8) as u64;
        if !told {
            self.now = Now::Telling(mark);
            return;
        }
        if !self.made.insert(&mark) {
            return self.no_body();
        }
        self.fresh.push(self.at[0]);
        self.now = Now::Frame;
    }

    /// Puts the body into the next frame.
    pub(super) fn frame(&mut self) {
        if self.at[1] >= self.sizes[1] {
            return self.next_body();
        }
        let Some((frame, _)) = self.current() else {
            return self.no_body();
        };
        let cost = if frame.is_whole() {
            8 * self.body().len()
        } else {
            0
        };
        // What a body decompresses to may be large though the body is not.
        let is_large = self.bodies.is_large() || self.body().len() > LARGE;
        let large = frame.is_whole() && self.kind() > 0 && is_large;
        let text = match large {
            true => None,
            false => self.frames.render(frame, self.body()),
        };
        self.work += cost as u64;
        match text {
            Some(text) => {
                self.text = text;
                self.now = Now::Hashing(None);
            }
            None => {
                self.done += self.sizes[2];
                self.at[1] += 1;
            }
        }
    }

    /// Goes on with a digest, or begins one.
    pub(super) fn hash(&mut self, hashing: Option<Hashing>) {
        if self.at[2] >= self.sizes[2] {
            self.at[1] += 1;
            self.at[2] = 0;
            self.now = Now::Frame;
            return;
        }
        let Some((frame, key)) = self.current() else {
            return self.no_body();
        };
        let mut hashing = hashing.unwrap_or_else(|| Hashing {
            running: key.begin(),
            piece: 0,
            at: 0,
        });
        let pieces = frame.pieces(self.body(), &self.text);
        let fed = hashing.feed(&pieces);
        if hashing.piece < pieces.len() {
            self.work += fed as u64;
            self.now = Now::Hashing(Some(hashing));
            return;
        }
        let hit = self.targets.hit(&key.end(hashing.running, &pieces));
        self.work += fed as u64;
        self.work += 128;
        self.tried += 1;
        match hit {
            None => {
                self.done += 1;
                self.at[2] += 1;
                self.now = Now::Hashing(None);
            }
            Some(hit) => {
                let plan = self.plan().cloned().unwrap_or_default();
                self.without(hit, plan, 0);
            }
        }
    }

    /// Looks whether a change can be left out of a plan.
    fn without(&mut self, hit: Hit, plan: Plan, at: usize) {
        if at >= plan.len() || plan.len() < 2 {
            let explanation = self.explanation(hit, &plan);
            return self.end(Step::Found(explanation));
        }
        let mut less = plan.clone();
        less.remove(at);
        let making = self.bodies.begin(&less);
        self.now = Now::Naming(Box::new(Naming {
            hit,
            plan,
            at,
            making,
        }));
    }

    pub(super) fn name(&mut self, mut naming: Naming) {
        let (made, cost) = self.bodies.more(&mut naming.making);
        self.work += cost as u64;
        match made {
            Made::More => self.now = Now::Naming(Box::new(naming)),
            Made::Done(bytes) if equal(&bytes, self.body()) => {
                naming.plan.remove(naming.at);
                self.without(naming.hit, naming.plan, naming.at);
            }
            Made::Same if equal(self.body(), self.bodies.source()) => {
                naming.plan.remove(naming.at);
                self.without(naming.hit, naming.plan, naming.at);
            }
            Made::Done(_) | Made::Same | Made::Never => {
                self.without(naming.hit, naming.plan, naming.at + 1);
            }
        }
    }
}

impl Hashing {
    /// Feeds a piece's worth of bytes; how many they were.
    fn feed(&mut self, pieces: &[&[u8]]) -> usize {
        let mut fed = 0;
        while let Some(piece) = pieces.get(self.piece) {
            let end = piece.len().min(self.at + (PIECE - fed));
            let bytes = piece.get(self.at..end).unwrap_or_default();
            self.running.feed(bytes);
            fed += bytes.len();
            self.at = end;
            if end < piece.len() {
                break;
            }
            self.piece += 1;
            self.at = 0;
        }
        fed
    }
}

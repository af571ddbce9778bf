//! The search itself: bodies, frames and keys, the fewest changes first.
//!
//! A candidate is a body in a frame under a key. It is tried in slices, so
//! that a page stays alive and can stop between any two. Bodies that are equal
//! are tried once, and so are frames and keys.

use std::rc::Rc;

use super::bodies::{Bodies, Plan};
use super::cause::Cause;
use super::frames::Frames;
use super::keys::{self, Key};
use super::target::{Targets, digests};
use super::words::{Explanation, Ruled};
use crate::received::Received;
use crate::secret::Secrets;
use crate::sign::{Kind, Scheme};
use crate::table::Met;

/// What a slice of the search came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Not at the end yet. `total` is an estimate from above; `done` never goes back.
    More {
        done: usize,
        total: usize,
    },
    Found(Explanation),
    Nothing(Ruled),
}

/// Beyond so much work the search ends: a minute or so in a page, and only for bodies of megabytes.
const MOST_WORK: u64 = 16 << 30;

/// How many changes of body, frame and key; in this order.
const STAGES: [[usize; 3]; 10] = [
    [0, 0, 0],
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 2],
    [0, 1, 1],
    [0, 2, 0],
    [1, 0, 1],
    [2, 0, 0],
    [1, 1, 0],
];

/// The last stage of single changes.
const SINGLES: usize = 3;

/// A search in progress.
pub struct Search {
    targets: Targets,
    bodies: Bodies,
    frames: Frames,
    keys: [Vec<Key>; 3],
    /// Bodies that were made, by the hash of their bytes.
    made: Seen,
    /// Plans of one change whose bytes were there already.
    twice: Met,
    stage: usize,
    /// Where the stage is: body, frame, key.
    at: [usize; 3],
    /// The body that is being tried; `None` where it could not be made or was tried before.
    body: Option<Vec<u8>>,
    /// That body in the frame that is being tried.
    text: Option<Vec<u8>>,
    done: usize,
    tried: usize,
    /// Bytes hashed, and what making bodies cost beside.
    work: u64,
}

impl Search {
    /// Prepares a search for what made the signature that a request came with.
    pub fn new(scheme: &Scheme, secrets: &Secrets, received: &Received) -> Search {
        let found = found(scheme, secrets, received);
        Search::of(scheme, secrets, received, &found)
    }

    /// As [`Search::new`], with the layouts of a person's own schemes among the others'.
    pub fn among(
        own: &[Rc<Scheme>],
        scheme: &Scheme,
        secrets: &Secrets,
        received: &Received,
    ) -> Search {
        let found = found(scheme, secrets, received);
        Search::with(scheme, secrets, received, &found, own)
    }

    /// As [`Search::new`], for signatures that the person gives.
    pub fn of(scheme: &Scheme, secrets: &Secrets, received: &Received, found: &[String]) -> Search {
        Search::with(scheme, secrets, received, found, &[])
    }

    fn with(
        scheme: &Scheme,
        secrets: &Secrets,
        received: &Received,
        found: &[String],
        own: &[Rc<Scheme>],
    ) -> Search {
        let targets = Targets::new(found, scheme.digest);
        let keys = match scheme.kind {
            Kind::Hmac => keys::all(scheme, secrets, &targets),
            _ => Default::default(),
        };
        Search {
            bodies: Bodies::new(received),
            frames: Frames::new(scheme, secrets, received, own),
            targets,
            keys,
            made: Seen::default(),
            twice: Met::default(),
            stage: 0,
            at: [0; 3],
            body: None,
            text: None,
            done: 0,
            tried: 0,
            work: 0,
        }
    }

    /// Tries candidates until so many bytes were hashed, or as much was done to make them; at least one.
    pub fn step(&mut self, max_bytes_hashed: usize) -> Step {
        let end = self.work.saturating_add(max_bytes_hashed as u64);
        loop {
            if self.stage >= STAGES.len() || self.work >= MOST_WORK {
                return Step::Nothing(self.ruled());
            }
            if let Some(found) = self.one() {
                return Step::Found(found);
            }
            if self.work >= end {
                return Step::More {
                    done: self.done,
                    total: self.total().max(self.done),
                };
            }
        }
    }

    fn sizes(&self, stage: usize) -> [usize; 3] {
        let [body, frame, key] = STAGES.get(stage).copied().unwrap_or_default();
        let length = |list: Option<usize>| list.unwrap_or_default();
        [
            length(self.bodies.plans.get(body).map(Vec::len)),
            length(self.frames.lists.get(frame).map(Vec::len)),
            length(self.keys.get(key).map(Vec::len)),
        ]
    }

    fn total(&self) -> usize {
        let stages = 0..STAGES.len();
        stages
            .map(|stage| self.sizes(stage).iter().product::<usize>())
            .sum()
    }

    /// One candidate, or one that falls away.
    fn one(&mut self) -> Option<Explanation> {
        let sizes = self.sizes(self.stage);
        if self.at[0] >= sizes[0] || sizes.contains(&0) {
            self.done += sizes.iter().product::<usize>() * usize::from(self.at == [0; 3]);
            self.stage += 1;
            self.at = [0; 3];
            return None;
        }
        let [body_rank, frame_rank, key_rank] = STAGES[self.stage];
        if self.at[1] == 0 && self.at[2] == 0 {
            self.body = self.next_body(body_rank, self.at[0]);
        }
        if self.at[2] == 0 {
            self.text = self.next_text(body_rank, frame_rank);
        }
        if self.text.is_none() {
            // All keys of this frame fall away, or of all frames of this body.
            let whole = self.body.is_none();
            self.done += if whole { sizes[1] * sizes[2] } else { sizes[2] };
            self.at[2] = 0;
            self.at[1] = if whole { sizes[1] } else { self.at[1] + 1 };
        } else {
            let found = self.try_key(key_rank);
            self.done += 1;
            self.at[2] += 1;
            if found.is_some() {
                return found;
            }
        }
        if self.at[2] >= sizes[2] {
            self.at[2] = 0;
            self.at[1] += 1;
        }
        if self.at[1] >= sizes[1] {
            self.at[1] = 0;
            self.at[0] += 1;
        }
        None
    }

    fn next_body(&mut self, rank: usize, at: usize) -> Option<Vec<u8>> {
        if rank == 1 && self.twice.has(at) {
            return None;
        }
        let plan: &Plan = self.bodies.plans.get(rank)?.get(at)?;
        self.work += self.bodies.cost(plan) as u64;
        let body = self.bodies.make(plan);
        // Told apart once: a plan of one change is made again for other frames and keys.
        let telling = matches!(STAGES[self.stage], [0, 0, 0] | [1, 0, 0] | [2, 0, 0]);
        if !telling {
            return body;
        }
        let fresh = body.as_ref().is_some_and(|body| self.made.insert(body));
        if !fresh && rank == 1 {
            self.twice.insert(at);
        }
        body.filter(|_| fresh)
    }

    fn next_text(&mut self, body_rank: usize, frame_rank: usize) -> Option<Vec<u8>> {
        let body = self.body.as_ref()?;
        let frame = self.frames.lists.get(frame_rank)?.get(self.at[1])?;
        if body_rank > 0 && (!frame.has_body() || frame.is_foreign()) {
            return None;
        }
        self.work += frame.cost(body.len()) as u64;
        self.frames.text(frame, body)
    }

    fn try_key(&mut self, rank: usize) -> Option<Explanation> {
        let text = self.text.as_ref()?;
        let key = self.keys.get(rank)?.get(self.at[2])?;
        let digest = key.digest(text);
        self.tried += 1;
        self.work += text.len() as u64 + 128;
        let hit = self.targets.hit(&digest)?;
        let mut causes = self.causes();
        causes.extend(key.causes.iter().cloned());
        causes.extend(hit.causes);
        Some(Explanation {
            causes,
            signed: text.clone(),
            signature: hit.text,
            tried: self.tried,
        })
    }

    /// What was changed of body and frame.
    fn causes(&self) -> Vec<Cause> {
        let [body, frame, _] = STAGES[self.stage];
        let plan = self
            .bodies
            .plans
            .get(body)
            .and_then(|list| list.get(self.at[0]));
        let frame = self
            .frames
            .lists
            .get(frame)
            .and_then(|list| list.get(self.at[1]));
        let mut causes = plan.map_or_else(Vec::new, |plan| self.bodies.causes(plan));
        causes.extend(frame.iter().flat_map(|frame| frame.causes.iter().cloned()));
        causes
    }

    fn ruled(&self) -> Ruled {
        let count = |rank: usize| {
            [
                self.bodies.plans.get(rank).map_or(0, Vec::len),
                self.frames.lists.get(rank).map_or(0, Vec::len),
                self.keys.get(rank).map_or(0, Vec::len),
            ]
        };
        Ruled {
            tried: self.tried,
            single: count(1),
            singles: self.stage > SINGLES,
            complete: self.stage >= STAGES.len(),
            comparable: !self.targets.is_empty(),
        }
    }
}

/// The signatures that a request came with: the scheme's own, else whatever has the form of one.
pub fn found(scheme: &Scheme, secrets: &Secrets, received: &Received) -> Vec<String> {
    super::frames::found(scheme, secrets, received).unwrap_or_else(|| {
        let alike = digests(received).into_iter();
        alike.map(|found| found.1).collect()
    })
}

/// Which bytes were met, by two hashes of 64 bits.
#[derive(Default)]
struct Seen(crate::table::Keys);

impl Seen {
    fn insert(&mut self, bytes: &[u8]) -> bool {
        self.0.insert(fingerprint(bytes))
    }
}

/// 128 bits over bytes, eight at a time: for telling equal bodies, not against an adversary.
fn fingerprint(bytes: &[u8]) -> [u8; 24] {
    let mut hashes = [0x9E37_79B9_7F4A_7C15_u64, 0xC2B2_AE3D_27D4_EB4F];
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(chunk) {
            *to = *from;
        }
        let word = u64::from_le_bytes(word);
        hashes[0] = (hashes[0] ^ word)
            .wrapping_mul(0xFF51_AFD7_ED55_8CCD)
            .rotate_left(29);
        hashes[1] = (hashes[1].rotate_left(31) ^ word).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    }
    let mut mark = [0; 24];
    let words = [hashes[0], hashes[1], bytes.len() as u64];
    for (to, from) in mark.chunks_mut(8).zip(words) {
        to.copy_from_slice(&from.to_le_bytes());
    }
    mark
}

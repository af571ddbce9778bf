//! The search itself: bodies, frames and keys, the fewest changes first.
//!
//! A candidate is a body in a frame under a key. It is tried in steps, so
//! that a page stays alive and can stop between any two: making a body, and
//! hashing it, go on where they were. Bodies that are equal are tried once,
//! and so are frames and keys.

mod seen;
mod steps;

use std::rc::Rc;

use super::bodies::{Bodies, GUESSES, KINDS, Making, PAIRS, Plan};
use super::cause::{Cause, Written};
use super::frames::{Frame, Frames};
use super::keys::{self, Key};
use super::target::{Found, Hit, Targets, digests};
use super::words::{Explanation, Ruled};
use json::Tree;
use received::Received;
use seen::{Fingerprint, Seen};
use signature::secret::Secrets;
use signature::template::names;
use signature::{Coverage, Kind, Scheme};
use steps::{Hashing, Naming};

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

/// Beyond so much work the search ends: a minute or so in a page, and only for bodies of hundreds of
/// kilobytes.
const MOST_WORK: u64 = 16 << 30;

/// Which kind of body ([`Bodies::plans`]), and how many changes of frame and key; in this order.
///
/// JSON or a form that is written again is one act, however many of its sides change, so it is
/// put together with another frame and another key as one change is. What is put together within the
/// body is much and the less likely, so that a large body is not at its end before the rest was tried.
const STAGES: [[usize; 3]; 15] = [
    [0, 0, 0],
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
    [2, 0, 0],
    [5, 0, 0],
    [0, 0, 2],
    [0, 1, 1],
    [0, 2, 0],
    [1, 0, 1],
    [1, 1, 0],
    [2, 0, 1],
    [2, 1, 0],
    [3, 0, 0],
    [4, 0, 0],
];

/// The last stage of single changes.
const SINGLES: usize = 5;

/// A search in progress.
pub struct Search {
    targets: Targets,
    secrets: Secrets,
    /// Whether all of the body is signed, so that its order of members matters.
    whole: bool,
    bodies: Bodies,
    frames: Frames,
    keys: [Vec<Key>; 3],
    /// Bodies that were made, by the hash of their bytes.
    made: Seen,
    /// Kinds of bodies whose equals are told apart already.
    told: [bool; KINDS],
    /// Which plans of this stage make bytes that were not there before.
    fresh: Vec<usize>,
    stage: usize,
    /// Where the stage is: body, frame, key.
    at: [usize; 3],
    /// How many bodies, frames and keys the stage has.
    sizes: [usize; 3],
    now: Now,
    /// The body that is being tried; `None` for the one that is here.
    body: Option<Vec<u8>>,
    /// That body as the frame renders it, where it does.
    text: Vec<u8>,
    done: usize,
    tried: usize,
    /// Bytes hashed, and what making bodies cost beside.
    work: u64,
}

/// What is done next.
enum Now {
    /// Bodies, then frames, are listed.
    Opening,
    /// Pairs of bodies are listed.
    Pairing,
    Body(Option<Box<Making>>),
    Telling(Fingerprint),
    Frame,
    Hashing(Option<Hashing>),
    Naming(Box<Naming>),
    Ended(Box<Step>),
}

impl Search {
    /// Prepares a search for what made the signature that a request came with.
    pub fn new(scheme: &Scheme, secrets: &Secrets, received: &Received) -> Search {
        Search::shared(scheme, secrets, &Rc::new(received.clone()))
    }

    /// As [`Search::new`], without a copy of the request.
    pub fn shared(scheme: &Scheme, secrets: &Secrets, received: &Rc<Received>) -> Search {
        Search::among(&[], scheme, secrets, received)
    }

    /// As [`Search::shared`], with the layouts of a person's own schemes among the others'.
    pub fn among(
        own: &[Rc<Scheme>],
        scheme: &Scheme,
        secrets: &Secrets,
        received: &Rc<Received>,
    ) -> Search {
        let found = found(scheme, secrets, received);
        Search::with(own, scheme, secrets, received, &found)
    }

    /// As [`Search::shared`], for signatures that the person gives.
    pub fn of(
        scheme: &Scheme,
        secrets: &Secrets,
        received: &Rc<Received>,
        found: &[String],
    ) -> Search {
        let found: Vec<Found> = found.iter().cloned().map(Found::from).collect();
        Search::with(&[], scheme, secrets, received, &found)
    }

    /// With texts whose members stand in an order that is known, such as documented deliveries: the
    /// order that was signed may be theirs.
    pub fn knowing(mut self, known: Vec<Tree>) -> Search {
        self.bodies.know(known);
        self
    }

    fn with(
        own: &[Rc<Scheme>],
        scheme: &Scheme,
        secrets: &Secrets,
        received: &Rc<Received>,
        found: &[Found],
    ) -> Search {
        let targets = Targets::new(found, scheme.digest);
        let keys = match scheme.kind {
            Kind::Hmac | Kind::Hash => keys::all(scheme, secrets, &targets),
            _ => Default::default(),
        };
        let bodies = Bodies::new(Rc::clone(received));
        Search {
            frames: Frames::new(own, scheme, secrets, Rc::clone(received), bodies.is_large()),
            bodies,
            targets,
            secrets: secrets.clone(),
            whole: Coverage::of(scheme, &received.signable()) == Coverage::Whole,
            keys,
            made: Seen::default(),
            told: [false; KINDS],
            fresh: Vec::new(),
            stage: 0,
            at: [0; 3],
            sizes: [0; 3],
            now: Now::Opening,
            body: None,
            text: Vec::new(),
            done: 0,
            tried: 0,
            work: 0,
        }
    }

    /// Goes on until so many bytes were hashed, or as much was done to make them; one step at least.
    ///
    /// A step is short whatever the body: some bytes of a large one, or a smaller one as a whole.
    pub fn step(&mut self, max_bytes_hashed: usize) -> Step {
        let end = self.work.saturating_add(max_bytes_hashed as u64);
        loop {
            let naming = matches!(self.now, Now::Naming(_) | Now::Ended(_));
            if self.work >= MOST_WORK && !naming {
                self.end(Step::Nothing(self.ruled()));
            }
            self.go_on();
            match &self.now {
                Now::Ended(step) => return (**step).clone(),
                _ if self.work >= end => {
                    return Step::More {
                        done: self.done,
                        total: self.done + self.left(),
                    };
                }
                _ => {}
            }
        }
    }

    fn end(&mut self, step: Step) {
        self.now = Now::Ended(Box::new(step));
    }

    fn go_on(&mut self) {
        match std::mem::replace(&mut self.now, Now::Frame) {
            Now::Opening => self.open(),
            Now::Pairing => self.pair(),
            Now::Body(making) => self.make(making.map(|making| *making)),
            Now::Telling(mark) => self.tell(mark),
            Now::Frame => self.frame(),
            Now::Hashing(hashing) => self.hash(hashing),
            Now::Naming(naming) => self.name(*naming),
            Now::Ended(step) => self.now = Now::Ended(step),
        }
    }

    /// Goes to a stage.
    fn enter(&mut self, stage: usize) {
        self.stage = stage;
        self.at = [0; 3];
        if stage >= STAGES.len() {
            return self.end(Step::Nothing(self.ruled()));
        }
        if self.kind() == PAIRS {
            self.sizes = self.sizes(stage);
            self.now = Now::Pairing;
            return;
        }
        self.begin();
    }

    /// Begins with a stage's bodies.
    fn begin(&mut self) {
        self.sizes = self.sizes(self.stage);
        self.now = Now::Body(None);
    }

    fn sizes(&self, stage: usize) -> [usize; 3] {
        let [body, frame, key] = STAGES.get(stage).copied().unwrap_or_default();
        let length = |list: Option<usize>| list.unwrap_or_default();
        [
            self.bodies.count(body),
            self.frames.count(frame, body > 0),
            length(self.keys.get(key).map(Vec::len)),
        ]
    }

    /// How many candidates are left, an estimate from above.
    fn left(&self) -> usize {
        let later = self.stage + 1..STAGES.len();
        let all: usize = later
            .map(|stage| self.sizes(stage).iter().product::<usize>())
            .sum();
        let [bodies, frames, keys] = self.sizes;
        let passed = (self.at[0] * frames + self.at[1]) * keys + self.at[2];
        all + (bodies * frames * keys).saturating_sub(passed)
    }

    fn kind(&self) -> usize {
        STAGES.get(self.stage).map_or(0, |stage| stage[0])
    }

    /// Whether the bodies of this stage are told apart; later stages have no equal ones.
    fn telling(&self) -> bool {
        self.told.get(self.kind()) == Some(&false)
    }

    fn plan(&self) -> Option<&Plan> {
        self.bodies.plans.get(self.kind())?.get(self.at[0])
    }

    fn body(&self) -> &[u8] {
        self.body.as_deref().unwrap_or(self.bodies.source())
    }

    /// The frame and the key that are tried.
    fn current(&self) -> Option<(&Frame, &Key)> {
        let [_, frame, key] = *STAGES.get(self.stage)?;
        let frame = self.frames.lists.get(frame)?.get(self.at[1])?;
        let key = self.keys.get(key)?.get(self.at[2])?;
        Some((frame, key))
    }

    fn explanation(&self, hit: Hit, plan: &Plan) -> Explanation {
        let mut causes: Vec<Cause> = plan.iter().map(|change| change.cause.clone()).collect();
        if let Some((frame, key)) = self.current() {
            causes.extend(frame.causes.iter().cloned());
            causes.extend(key.causes.iter().cloned());
        }
        causes.extend(hit.causes);
        let unpacked = causes.contains(&Cause::Decompressed);
        let recovered = unpacked.then(|| self.signed().into());
        Explanation {
            causes,
            signature: hit.text,
            here: self.bodies.own(),
            escaped: self.bodies.escaped(),
            tried: self.tried,
            recovered,
        }
    }

    /// The bytes that are tried; once a cause was found, those that were signed.
    pub fn signed(&self) -> Vec<u8> {
        let frame = self.current().map(|(frame, _)| frame);
        let pieces = frame.map(|frame| frame.pieces(self.body(), &self.text));
        pieces.unwrap_or_default().concat()
    }

    fn ruled(&self) -> Ruled {
        let plans = |kind: usize| self.bodies.plans.get(kind).map_or(0, Vec::len);
        let alone = |kind: &usize| ![PAIRS, GUESSES].contains(kind);
        let body = (1..KINDS).filter(alone).map(plans).sum();
        let complete = self.stage >= STAGES.len();
        Ruled {
            tried: self.tried,
            single: [
                body,
                self.frames.count(1, false),
                self.keys.get(1).map_or(0, Vec::len),
            ],
            guessed: if complete { plans(GUESSES) } else { 0 },
            singles: self.stage > SINGLES,
            complete,
            comparable: !self.targets.is_empty(),
            large: self.bodies.is_large(),
            sorted: self.whole && self.bodies.are_sorted(),
        }
    }
}

/// The signatures that a request came with: the scheme's own, else whatever has the form of one.
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

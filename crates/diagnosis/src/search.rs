//! The search itself: bodies, frames and keys, the fewest changes first.
//!
//! A candidate is a body in a frame under a key. Bodies that are equal are
//! tried once, and so are frames and keys. Several searches may share the
//! candidates, each in a thread of its own: see [`Share`].

mod seen;

use std::ops::ControlFlow;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::bodies::{Bodies, GUESSES, KINDS, Made, PAIRS, Plan};
use super::cause::{Cause, Written};
use super::frames::{Frame, Frames};
use super::keys::{self, Key};
use super::limits::LARGE;
use super::target::{Found, Hit, Targets, digests};
use super::words::{Explanation, Ruled};
use json::Tree;
use received::Received;
use seen::{Seen, equal};
use signature::secret::Secrets;
use signature::template::names;
use signature::{Coverage, Kind, Scheme};

/// The part of the candidates that one of several searches tries: every `of`-th, from `index` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub index: usize,
    pub of: usize,
}

impl Default for Share {
    fn default() -> Share {
        Share { index: 0, of: 1 }
    }
}

/// Where a candidate stands in the order in which they are tried: stage, body, frame, key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place([usize; 4]);

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many candidates were tried or left to other shares; it never goes back.
    pub done: usize,
    /// How many there are, an estimate from above.
    pub total: usize,
    /// All candidates of this share before it were tried.
    pub place: Place,
}

/// What a search came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Searched {
    /// What made the signature, and where it stood among the candidates.
    Found(Explanation, Place),
    Nothing(Ruled),
    /// It was told to stop.
    Stopped,
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

/// Bytes hashed between two reports of how far a search is.
const BETWEEN: u64 = 1 << 20;

/// What is searched: what made the signature that a request came with.
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

    /// With the layouts of a person's own schemes among the others'.
    pub fn among(self, own: &'a [Rc<Scheme>]) -> Search<'a> {
        Search { own, ..self }
    }

    /// With texts whose members stand in an order that is known, such as documented deliveries: the
    /// order that was signed may be theirs.
    pub fn knowing(self, known: Vec<Tree>) -> Search<'a> {
        Search { known, ..self }
    }

    /// Only a share of the candidates.
    pub fn sharing(self, share: Share) -> Search<'a> {
        Search { share, ..self }
    }

    /// For signatures that the person gives.
    pub fn of(self, found: &[String]) -> Search<'a> {
        let found = found.iter().cloned().map(Found::from);
        Search {
            found: Some(found.collect()),
            ..self
        }
    }

    /// Searches. `tell` hears every now and then how far it is, and says whether to go on.
    pub fn run(self, tell: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Searched {
        match Candidates::new(self).run(tell) {
            ControlFlow::Break(outcome) => outcome,
            ControlFlow::Continue(ruled) => Searched::Nothing(ruled),
        }
    }
}

/// What is tried, and how far that is.
struct Candidates<'a> {
    targets: Targets,
    /// Whether all of the body is signed, so that its order of members matters.
    whole: bool,
    share: Share,
    bodies: Bodies<'a>,
    frames: Frames<'a>,
    keys: [Vec<Key>; 3],
    /// Bodies that were made.
    made: Seen,
    /// Kinds of bodies whose equals are told apart already.
    told: [bool; KINDS],
    stage: usize,
    /// Where the stage is: body, frame, key.
    at: [usize; 3],
    /// How many bodies, frames and keys the stage has.
    sizes: [usize; 3],
    done: usize,
    tried: usize,
    /// Bytes hashed, and what making bodies cost beside.
    work: u64,
    /// The work after which the next report is due.
    due: u64,
}

type Tell<'t> = dyn FnMut(Progress) -> ControlFlow<()> + 't;

impl<'a> Candidates<'a> {
    fn new(search: Search<'a>) -> Candidates<'a> {
        let Search {
            scheme,
            secrets,
            received,
            own,
            known,
            share,
            found: given,
        } = search;
        let found = given.unwrap_or_else(|| found(scheme, secrets, received));
        let targets = Targets::new(&found, scheme.digest);
        let keys = match scheme.kind {
            Kind::Hmac | Kind::Hash => keys::all(scheme, secrets, &targets),
            _ => Default::default(),
        };
        let whole = Coverage::of(scheme, &received.signable()) == Coverage::Whole;
        let bodies = Bodies::new(received, known);
        let large = bodies.is_large();
        Candidates {
            frames: Frames::new(own, scheme, secrets, received, large, bodies.tree()),
            bodies,
            targets,
            whole,
            share,
            keys,
            made: Seen::default(),
            told: [false; KINDS],
            stage: 0,
            at: [0; 3],
            sizes: [0; 3],
            done: 0,
            tried: 0,
            work: 0,
            due: 0,
        }
    }

    fn run(mut self, tell: &mut Tell<'_>) -> ControlFlow<Searched, Ruled> {
        for stage in 0..STAGES.len() {
            self.stage = stage;
            self.at = [0; 3];
            if self.kind() == PAIRS {
                self.bodies.pair();
            }
            self.sizes = self.sizes(stage);
            if self.sizes.contains(&0) {
                continue;
            }
            self.report(tell)?;
            self.try_stage(tell)?;
        }
        self.stage = STAGES.len();
        ControlFlow::Continue(self.ruled())
    }

    fn try_stage(&mut self, tell: &mut Tell<'_>) -> ControlFlow<Searched> {
        let kind = self.kind();
        // Whether equal bodies are told apart in this stage; later ones have none.
        let telling = self.told.get(kind) == Some(&false);
        let mut fresh = Vec::new();
        for body in 0..self.sizes[0] {
            self.at = [body, 0, 0];
            let mine = self.sizes[0] < 2 || self.share.has(body);
            // All shares have to know which bodies are equal.
            let made = match mine || telling {
                true => self.make(),
                false => Made::Never,
            };
            let made = match made {
                Made::Never => None,
                Made::Same => Some(None),
                Made::Done(bytes) => Some(Some(bytes)),
            };
            let new = made.filter(|made| {
                let bytes = made.as_deref().unwrap_or(self.bodies.source());
                !telling || self.made.insert(bytes)
            });
            if telling && new.is_some() {
                fresh.push(body);
            }
            match new {
                Some(made) if mine => self.try_body(made.as_deref(), tell)?,
                _ => {
                    self.done += self.sizes[1] * self.sizes[2];
                    self.look(tell)?;
                }
            }
        }
        if telling && let Some(plans) = self.bodies.plans.get_mut(kind) {
            let (mut fresh, mut at) = (fresh.into_iter().peekable(), 0..);
            plans.retain(|_| at.next().is_some_and(|at| fresh.next_if_eq(&at).is_some()));
            self.told[kind] = true;
        }
        ControlFlow::Continue(())
    }

    /// Makes the body that is due.
    fn make(&mut self) -> Made {
        let Some(plan) = self
            .bodies
            .plans
            .get(self.kind())
            .and_then(|p| p.get(self.at[0]))
        else {
            return Made::Never;
        };
        let plan = plan.clone();
        let (made, cost) = self.bodies.make(&plan);
        self.work += cost as u64;
        made
    }

    /// Tries a body in all frames; `None` is the one that is here.
    fn try_body(&mut self, made: Option<&[u8]>, tell: &mut Tell<'_>) -> ControlFlow<Searched> {
        // What a body decompresses to may be large though the body is not.
        let large = self.bodies.is_large() || made.is_some_and(|body| body.len() > LARGE);
        for at in 0..self.sizes[1] {
            self.at = [self.at[0], at, 0];
            let mine = self.sizes[0] > 1 || self.sizes[1] < 2 || self.share.has(at);
            let [_, rank, keys] = STAGES[self.stage];
            let (Some(frame), Some(keys)) = (
                self.frames.lists.get(rank).and_then(|list| list.get(at)),
                self.keys.get(keys),
            ) else {
                break;
            };
            let body = made.unwrap_or(self.bodies.source());
            let skipped = !mine || frame.is_whole() && self.kind() > 0 && large;
            let rendered = match skipped {
                true => None,
                false => self.frames.render(frame, body),
            };
            let Some(rendered) = rendered else {
                self.done += self.sizes[2];
                continue;
            };
            if frame.is_whole() {
                self.work += 8 * body.len() as u64;
            }
            let pieces = frame.pieces(body, &rendered);
            let size: usize = pieces.iter().map(|piece| piece.len()).sum();
            let mut hit = None;
            for (at, key) in keys.iter().enumerate() {
                let alone = self.sizes[0] < 2 && self.sizes[1] < 2;
                if alone && !self.share.has(at) {
                    self.done += 1;
                    continue;
                }
                self.at[2] = at;
                self.work += size as u64 + 128;
                self.tried += 1;
                hit = self.targets.hit(&key.digest(&pieces));
                if hit.is_some() {
                    break;
                }
                self.done += 1;
            }
            if let Some(hit) = hit {
                let signed = pieces.concat();
                let plan = self.named(made);
                let explanation = self.explanation(hit, &plan, signed);
                return ControlFlow::Break(Searched::Found(explanation, self.place()));
            }
            self.look(tell)?;
        }
        ControlFlow::Continue(())
    }

    /// The plan of the body that is tried, without changes that change nothing.
    fn named(&mut self, made: Option<&[u8]>) -> Plan {
        let plans = self.bodies.plans.get(self.kind());
        let mut plan = plans
            .and_then(|p| p.get(self.at[0]))
            .cloned()
            .unwrap_or_default();
        let mut at = 0;
        while at < plan.len() && plan.len() > 1 {
            let mut less = plan.clone();
            less.remove(at);
            let less_made = self.bodies.make(&less).0;
            let source = self.bodies.source();
            let whole = made.unwrap_or(source);
            let same = match &less_made {
                Made::Done(bytes) => equal(bytes, whole),
                Made::Same => equal(whole, source),
                Made::Never => false,
            };
            match same {
                true => plan = less,
                false => at += 1,
            }
        }
        plan
    }

    /// Reports how far it is, where that is due.
    fn look(&mut self, tell: &mut Tell<'_>) -> ControlFlow<Searched> {
        if self.work >= MOST_WORK {
            return ControlFlow::Break(Searched::Nothing(self.ruled()));
        }
        match self.work >= self.due {
            true => self.report(tell),
            false => ControlFlow::Continue(()),
        }
    }

    fn report(&mut self, tell: &mut Tell<'_>) -> ControlFlow<Searched> {
        self.due = self.work + BETWEEN;
        let progress = Progress {
            done: self.done,
            total: self.done + self.left(),
            place: self.place(),
        };
        match tell(progress) {
            ControlFlow::Break(()) => ControlFlow::Break(Searched::Stopped),
            ControlFlow::Continue(()) => ControlFlow::Continue(()),
        }
    }

    fn place(&self) -> Place {
        let [body, frame, key] = self.at;
        Place([self.stage, body, frame, key])
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

    /// The frame and the key that are tried.
    fn current(&self) -> Option<(&Frame, &Key)> {
        let [_, frame, key] = *STAGES.get(self.stage)?;
        let frame = self.frames.lists.get(frame)?.get(self.at[1])?;
        let key = self.keys.get(key)?.get(self.at[2])?;
        Some((frame, key))
    }

    fn explanation(&self, hit: Hit, plan: &Plan, signed: Vec<u8>) -> Explanation {
        let mut causes: Vec<Cause> = plan.iter().map(|change| change.cause.clone()).collect();
        if let Some((frame, key)) = self.current() {
            causes.extend(frame.causes.iter().cloned());
            causes.extend(key.causes.iter().cloned());
        }
        causes.extend(hit.causes);
        let unpacked = causes.contains(&Cause::Decompressed);
        let recovered = unpacked.then(|| signed.into());
        Explanation {
            causes,
            signature: hit.text,
            here: self.bodies.own(),
            escaped: self.bodies.escaped(),
            tried: self.tried,
            recovered,
        }
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

impl Share {
    fn has(self, at: usize) -> bool {
        at % self.of.max(1) == self.index
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

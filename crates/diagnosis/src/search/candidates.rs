//! The candidates, tried one after another: bodies, then frames, then keys.

use std::ops::ControlFlow;

use super::seen::{Seen, equal};
use super::{Place, Progress, Search, Searched, Share, found};
use crate::bodies::{Bodies, GUESSES, KINDS, Made, PAIRS, Plan};
use crate::cause::Cause;
use crate::frames::{Frame, Frames};
use crate::keys::{self, Key};
use crate::limits::LARGE;
use crate::target::{Hit, Targets};
use crate::words::{Explanation, Ruled};
use signature::{Coverage, Kind};

/// The work after which the search ends: about a minute in a page, reached only with bodies of
/// hundreds of kilobytes.
const MOST_WORK: u64 = 16 << 30;

/// The kind of body ([`Bodies::plans`]) and the number of changes of frame and key, in order.
///
/// JSON or a form that is written again counts as one act, however many of its sides change, so it
/// is combined with another frame or key like a single change. Combinations within the body are
/// many and less likely, so they come last: a large body must not use up the work before the rest
/// was tried.
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

/// The bytes hashed between two reports of progress.
const BETWEEN: u64 = 1 << 20;

/// The state of a search through the candidates.
pub struct Candidates<'a> {
    targets: Targets,
    /// Set where the whole body is signed, so that its order of members matters.
    whole: bool,
    share: Share,
    bodies: Bodies<'a>,
    frames: Frames<'a>,
    keys: [Vec<Key>; 3],
    /// The bodies made so far.
    made: Seen,
    /// Kinds of bodies whose duplicates have been removed.
    unique: [bool; KINDS],
    stage: usize,
    /// The position within the stage: body, frame, key.
    at: [usize; 3],
    /// The number of bodies, frames and keys in the stage.
    sizes: [usize; 3],
    done: usize,
    tried: usize,
    /// The bytes hashed, and the cost of making bodies.
    work: u64,
    /// The work after which the next report is due.
    due: u64,
}

type Report<'t> = dyn FnMut(Progress) -> ControlFlow<()> + 't;

impl<'a> Candidates<'a> {
    pub fn new(search: Search<'a>) -> Candidates<'a> {
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
            unique: [false; KINDS],
            stage: 0,
            at: [0; 3],
            sizes: [0; 3],
            done: 0,
            tried: 0,
            work: 0,
            due: 0,
        }
    }

    pub fn run(mut self, report: &mut Report<'_>) -> ControlFlow<Searched, Ruled> {
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
            self.report_progress(report)?;
            self.try_stage(report)?;
        }
        self.stage = STAGES.len();
        ControlFlow::Continue(self.ruled())
    }

    fn try_stage(&mut self, report: &mut Report<'_>) -> ControlFlow<Searched> {
        let kind = self.kind();
        // Equal bodies are removed in this stage, so later ones have none.
        let removing = self.unique.get(kind) == Some(&false);
        // These kinds are not tried in a later stage, so a share only has to know its own.
        let once = [PAIRS, GUESSES].contains(&kind);
        let mut fresh = Vec::new();
        for body in 0..self.sizes[0] {
            self.at = [body, 0, 0];
            let mine = self.sizes[0] < 2 || self.share.has(body);
            let made = match mine || removing && !once {
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
                !removing || self.made.insert(bytes)
            });
            if removing && new.is_some() {
                fresh.push(body);
            }
            match new {
                Some(made) if mine => self.try_body(made.as_deref(), report)?,
                _ => {
                    self.done += self.sizes[1] * self.sizes[2];
                    self.report_when_due(report)?;
                }
            }
        }
        if removing && let Some(plans) = self.bodies.plans.get_mut(kind) {
            let (mut fresh, mut at) = (fresh.into_iter().peekable(), 0..);
            plans.retain(|_| at.next().is_some_and(|at| fresh.next_if_eq(&at).is_some()));
            self.unique[kind] = true;
        }
        ControlFlow::Continue(())
    }

    /// Makes the next body.
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

    /// Tries a body in all frames; `None` is the received body.
    fn try_body(&mut self, made: Option<&[u8]>, report: &mut Report<'_>) -> ControlFlow<Searched> {
        // A small body may decompress to a large one.
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
            self.report_when_due(report)?;
        }
        ControlFlow::Continue(())
    }

    /// Returns the plan of the current body without changes that have no effect.
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

    /// Ends the search after its limit of work, or reports the progress when it is due.
    fn report_when_due(&mut self, report: &mut Report<'_>) -> ControlFlow<Searched> {
        if self.work >= MOST_WORK {
            return ControlFlow::Break(Searched::Nothing(self.ruled()));
        }
        match self.work >= self.due {
            true => self.report_progress(report),
            false => ControlFlow::Continue(()),
        }
    }

    fn report_progress(&mut self, report: &mut Report<'_>) -> ControlFlow<Searched> {
        self.due = self.work + BETWEEN;
        let progress = Progress {
            done: self.done,
            total: self.done + self.left(),
            place: self.place(),
        };
        match report(progress) {
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

    /// Returns the number of candidates left, an estimate from above.
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

    /// Returns the current frame and key.
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
            here: self.bodies.spacing(),
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

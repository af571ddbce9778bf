//! The walk over a value by its schemas: what is still to be checked, under which sayings.
//!
//! Work waits in a list, so data and schemas of any depth cost no stack. Only
//! a question (does this alternative match?) is asked by a call, and questions
//! within questions are bounded and remembered, so that nested alternatives do
//! not multiply. What is not here: any one rule; each family has its own file.

mod report;

use std::rc::Rc;

use super::{
    Direction, Fault, LISTED, array, combine, evaluated, kind, marked, number, object, text,
};
use json::{Kind, View};
use openapi::{SchemaId, Schemas};
use pattern::{Patterns, Search};
use problem::{Cause, Set, Severity};
use table::{Keys, Table};

/// Questions within questions that are still followed.
const DEPTH: usize = 48;
/// Schemas applied in place, one by the other, before they count as endless.
const HOPS: u16 = 200;

/// A schema to hold against a value.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub schema: SchemaId,
    pub value: View<'a>,
    /// The schema with which this value was come to; all others apply in place.
    pub top: SchemaId,
    /// Whether a condition asks: then `required` means what is given, whoever may give it.
    pub literal: bool,
    /// Index of what the schemas above say of it, in [`Walk::scopes`].
    scope: usize,
    /// How many schemas were applied to this same value to come here.
    hops: u16,
    /// Whether a schema on the way here called the value a password.
    secret: bool,
}

impl<'a> Job<'a> {
    fn of(schema: SchemaId, value: View<'a>) -> Job<'a> {
        Job {
            schema,
            value,
            top: schema,
            literal: false,
            scope: 0,
            hops: 0,
            secret: false,
        }
    }
}

/// What a schema says of everything below it.
struct Scope<'a> {
    parent: usize,
    schema: SchemaId,
    condition: Option<Condition<'a>>,
}

/// Why a rule applies.
#[derive(Clone, Copy)]
pub(super) enum Condition<'a> {
    /// The value is as an `if` asks.
    Holds(SchemaId, View<'a>),
    /// The value is not as an `if` asks.
    Fails(SchemaId),
    /// A member is given.
    Given(&'a str),
    /// No alternative matches, and this one is the nearest to the value of that node.
    Nearest {
        set: Set,
        alternatives: &'a [SchemaId],
        index: usize,
        node: usize,
    },
}

/// Whether a schema matches; what only warns is no mismatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Matches,
    MatchesWithWarnings,
    Fails,
}

/// What becomes of faults.
#[derive(Clone, Copy)]
enum Mode {
    Collect,
    Ask(Answer),
}

pub(super) struct Walk<'a> {
    pub schemas: &'a Schemas,
    pub direction: Direction,
    pub patterns: Rc<Patterns<'a>>,
    /// Sets that are too long to be searched one by one, by schema (see [`Walk::listed`]).
    pub sets: Table<Rc<Keys>>,
    /// The nodes whose values are not quoted, in order.
    pub hidden: &'a [usize],
    /// The outermost value.
    root: View<'a>,
    /// The fingerprints of all values, once they are asked for.
    prints: Vec<u64>,
    jobs: Vec<Job<'a>>,
    scopes: Vec<Scope<'a>>,
    faults: Vec<Fault>,
    mode: Mode,
    /// How many questions are being asked within each other.
    depth: usize,
    /// Whether faults are being compared to find the nearest alternative.
    pub comparing: bool,
    /// The questions that were answered, and what was said.
    answers: Table<Answer>,
    /// Steps left before the walk gives up.
    budget: u64,
    /// Where the walk gave up, if it did.
    gave_up: Option<(usize, Cause)>,
}

impl<'a> Walk<'a> {
    pub fn new(
        schemas: &'a Schemas,
        direction: Direction,
        patterns: Rc<Patterns<'a>>,
        value: View<'a>,
    ) -> Walk<'a> {
        Walk {
            schemas,
            direction,
            patterns,
            sets: Table::default(),
            hidden: &[],
            root: value,
            prints: Vec::new(),
            jobs: Vec::new(),
            scopes: Vec::new(),
            faults: Vec::new(),
            mode: Mode::Collect,
            depth: 0,
            comparing: false,
            answers: Table::default(),
            budget: 1_000_000 + 8 * value.span().len() as u64,
            gave_up: None,
        }
    }

    /// The faults of a value, in document order; one more than are listed where there are more.
    pub fn check(mut self, schema: SchemaId, value: View<'a>) -> Vec<Fault> {
        self.run(Job::of(schema, value));
        if let Some((node, cause)) = self.gave_up.take() {
            self.faults.push(plain(node, cause));
        }
        super::sort(&mut self.faults);
        self.faults
    }

    /// Whether a value is as a condition asks.
    pub fn is_as(&mut self, condition: SchemaId, value: View<'a>) -> bool {
        self.holds(&Job::of(condition, value), condition)
    }

    /// Works off a job and all that it leads to.
    fn run(&mut self, job: Job<'a>) {
        let base = self.jobs.len();
        self.jobs.push(job);
        while self.jobs.len() > base {
            let Some(job) = self.jobs.pop() else { break };
            if self.is_over() {
                self.jobs.truncate(base);
                break;
            }
            self.apply(job);
        }
    }

    /// Whether further work changes nothing.
    fn is_over(&self) -> bool {
        match self.mode {
            Mode::Ask(answer) => answer == Answer::Fails,
            Mode::Collect => self.budget == 0 || self.faults.len() > LISTED,
        }
    }

    fn apply(&mut self, mut job: Job<'a>) {
        if !self.spend(1, job.value) {
            return;
        }
        if job.hops > HOPS {
            self.give_up(job.value, Cause::TooMuch);
            return;
        }
        let schemas = self.schemas;
        let schema = &schemas[job.schema];
        if let Some(boolean) = schema.boolean {
            if !boolean && self.wants(&job) {
                self.add(&job, job.value, None, Cause::Forbidden);
            }
            return;
        }
        if schema.warns || schema.source.is_some() || !schema.reason.is_empty() {
            job.scope = self.scope(&job, job.schema, None);
        }
        job.secret |= schema.is_secret();
        if job.value.index() != self.root.index() {
            marked::check(self, &job, schema);
        }
        // A value of the wrong type breaks the other rules only in consequence.
        if !kind::check(self, &job, schema) {
            return;
        }
        let start = self.jobs.len();
        match job.value.kind() {
            Kind::String => text::check(self, &job, schema),
            Kind::Number => number::check(self, &job, schema),
            Kind::Array => array::check(self, &job, schema),
            Kind::Object => object::check(self, &job, schema),
            Kind::Null | Kind::True | Kind::False => {}
        }
        combine::check(self, &job, schema);
        evaluated::check(self, &job, schema);
        // The list is worked off from its end.
        self.jobs[start..].reverse();
    }

    /// The values of a long set, which are hashed once.
    pub fn listed(
        &mut self,
        id: SchemaId,
        keyword: &str,
        values: &mut dyn Iterator<Item = Vec<u8>>,
    ) -> Rc<Keys> {
        let key = [keyword.as_bytes(), &id.0.to_ne_bytes()].concat();
        if let Some(known) = self.sets.get(&key) {
            return Rc::clone(known);
        }
        let mut keys = Keys::default();
        values.for_each(|value| _ = keys.add(value));
        let keys = Rc::new(keys);
        self.sets.set(&key, Rc::clone(&keys));
        keys
    }

    /// The fingerprint of any value within the outermost one; all are made in one go.
    pub fn print(&mut self, value: View<'a>) -> u64 {
        if self.prints.is_empty() {
            self.prints = self.root.fingerprints();
        }
        self.prints[value.index() - self.root.index()]
    }

    /// Counts work; false once there was too much of it.
    pub fn spend(&mut self, steps: u64, value: View<'a>) -> bool {
        self.budget = self.budget.saturating_sub(steps);
        if self.budget == 0 {
            self.give_up(value, Cause::TooMuch);
        }
        self.budget > 0
    }

    fn give_up(&mut self, value: View<'a>, cause: Cause) {
        if self.gave_up.is_none() {
            self.gave_up = Some((value.index(), cause));
        }
    }

    /// Has a schema checked against the same value.
    pub fn also(&mut self, job: &Job<'a>, schema: SchemaId) {
        self.jobs.push(Job {
            schema,
            hops: job.hops + 1,
            ..*job
        });
    }

    /// Has a schema checked against the same value, because a condition holds.
    pub fn because(&mut self, job: &Job<'a>, schema: SchemaId, condition: Condition<'a>) {
        let scope = self.scope(job, schema, Some(condition));
        self.jobs.push(Job {
            schema,
            scope,
            hops: job.hops + 1,
            ..*job
        });
    }

    /// Has a schema checked against a value within.
    pub fn within(&mut self, job: &Job<'a>, schema: SchemaId, value: View<'a>) {
        self.jobs.push(Job {
            literal: job.literal,
            scope: job.scope,
            ..Job::of(schema, value)
        });
    }

    /// Whether a schema matches a value, whatever the schemas above say.
    pub fn ask(&mut self, job: &Job<'a>, schema: SchemaId, value: View<'a>) -> Answer {
        let is_inner = value.index() != job.value.index();
        let top = if is_inner { schema } else { job.top };
        let key = [schema.0, value.index() as u32, top.0, job.literal.into()]
            .map(u32::to_ne_bytes)
            .concat();
        // Only questions within questions come up again and again.
        if self.depth > 0
            && let Some(answer) = self.answers.get(&key)
        {
            return *answer;
        }
        if self.depth >= DEPTH {
            self.give_up(value, Cause::TooDeep);
            return Answer::Matches;
        }
        let mode = std::mem::replace(&mut self.mode, Mode::Ask(Answer::Matches));
        self.depth += 1;
        self.run(Job {
            top,
            literal: job.literal,
            hops: if is_inner { 0 } else { job.hops + 1 },
            ..Job::of(schema, value)
        });
        self.depth -= 1;
        let answer = match std::mem::replace(&mut self.mode, mode) {
            Mode::Ask(answer) => answer,
            Mode::Collect => Answer::Matches,
        };
        if self.depth > 0 {
            self.answers.set(&key, answer);
        }
        answer
    }

    /// Searches a text; longer ones count for more work.
    pub fn search(&mut self, job: &Job<'a>, pattern: &str, text: &str) -> Search {
        self.spend(text.len() as u64 / 8, job.value);
        self.patterns.search(pattern, text)
    }

    /// As [`Walk::ask`], for an `if` or a `not`: what is missing is missing, whoever should give it.
    pub fn holds(&mut self, job: &Job<'a>, schema: SchemaId) -> bool {
        let job = Job {
            literal: true,
            ..*job
        };
        self.ask(&job, schema, job.value) != Answer::Fails
    }

    /// The faults that one alternative would give, whatever the schemas above say.
    pub fn compare(&mut self, job: &Job<'a>, schema: SchemaId) -> Vec<Fault> {
        let kept = std::mem::take(&mut self.faults);
        let comparing = std::mem::replace(&mut self.comparing, true);
        self.run(Job {
            schema,
            scope: 0,
            hops: job.hops + 1,
            ..*job
        });
        self.comparing = comparing;
        let mut faults = std::mem::replace(&mut self.faults, kept);
        super::sort(&mut faults);
        faults
    }
}

/// A fault that no schema says more about.
pub(super) fn plain(node: usize, cause: Cause) -> Fault {
    Fault {
        node,
        member: None,
        cause,
        severity: Severity::Warning,
        source: None,
        reason: Vec::new(),
    }
}

//! The state of a walk over a value by its schemas: what is still to be checked, under which sayings.
//!
//! Every family of keywords works on it. What is not here: any keyword, and the
//! walk itself (see [`super::apply`]).

mod report;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::condition::Condition;
use super::{Direction, Fault, LISTED};
use json::View;
use openapi::{SchemaId, Schemas};
use pattern::{Patterns, Search};
use problem::{Cause, Severity};

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
    pub scope: usize,
    /// How many schemas were applied to this same value to come here.
    pub hops: u16,
    /// Whether a schema on the way here called the value a password.
    pub secret: bool,
}

impl<'a> Job<'a> {
    pub fn of(schema: SchemaId, value: View<'a>) -> Job<'a> {
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

/// Whether a schema matches; what only warns is no mismatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Matches,
    MatchesWithWarnings,
    Fails,
}

/// What becomes of faults.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    Collect,
    Ask(Answer),
}

pub(super) struct Walk<'a> {
    pub schemas: &'a Schemas,
    pub direction: Direction,
    pub patterns: Rc<Patterns<'a>>,
    /// The fingerprints of sets that are too long to be searched one by one.
    pub sets: HashMap<SchemaId, HashSet<u64>>,
    /// Where the properties are of schemas that have too many to be searched one by one.
    pub listed: HashMap<SchemaId, HashMap<&'a str, usize>>,
    /// The nodes whose values are not quoted, in order.
    pub hidden: &'a [usize],
    /// The outermost value.
    pub root: View<'a>,
    /// The fingerprints of all values, once they are asked for.
    prints: Vec<u64>,
    pub jobs: Vec<Job<'a>>,
    scopes: Vec<Scope<'a>>,
    pub faults: Vec<Fault>,
    /// The nodes of values that the direction does not carry.
    pub unsent: HashSet<usize>,
    pub mode: Mode,
    /// How many questions are being asked within each other.
    pub depth: usize,
    /// Whether faults are being compared to find the nearest alternative.
    pub comparing: bool,
    /// The questions that were answered, and what was said.
    pub answers: HashMap<(SchemaId, usize, SchemaId, bool), Answer>,
    /// Steps left before the walk gives up.
    budget: u64,
    /// Where the walk gave up, if it did.
    pub gave_up: Option<(usize, Cause)>,
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
            sets: HashMap::new(),
            listed: HashMap::new(),
            hidden: &[],
            root: value,
            prints: Vec::new(),
            jobs: Vec::new(),
            scopes: Vec::new(),
            faults: Vec::new(),
            unsent: HashSet::new(),
            mode: Mode::Collect,
            depth: 0,
            comparing: false,
            answers: HashMap::new(),
            budget: 1_000_000 + 8 * value.span().len() as u64,
            gave_up: None,
        }
    }

    /// Whether further work changes nothing.
    pub fn is_over(&self) -> bool {
        match self.mode {
            Mode::Ask(answer) => answer == Answer::Fails,
            Mode::Collect => self.budget == 0 || self.faults.len() > LISTED,
        }
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

    pub fn give_up(&mut self, value: View<'a>, cause: Cause) {
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

    /// Searches a text; longer ones count for more work.
    pub fn search(&mut self, job: &Job<'a>, pattern: &str, text: &str) -> Search {
        self.spend(text.len() as u64 / 8, job.value);
        self.patterns.search(pattern, text)
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

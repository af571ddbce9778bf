//! The state of a walk over a value by its schemas: the pending checks, and the schemas above them.
//!
//! Every family of keywords works on it. Keywords belong elsewhere, and so does the walk
//! itself (see [`super::apply`]).

mod report;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::condition::Reason;
use super::{Direction, Fault, LISTED};
use json::View;
use openapi::{SchemaId, Schemas};
use pattern::{Patterns, Search};
use problem::{Cause, Severity};

/// A schema to check against a value.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub schema: SchemaId,
    pub value: View<'a>,
    /// The schema that led to this value; all others apply in place.
    pub top: SchemaId,
    /// `true` if a condition asks: `required` then applies in both directions.
    pub literal: bool,
    /// The index of the schemas above in [`Walk::scopes`].
    pub scope: usize,
    /// The number of schemas applied to this same value on the way here.
    pub hops: u16,
    /// `true` if a schema on the way here marks the value as a password.
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

/// The properties that a schema gives everything below it.
struct Scope<'a> {
    parent: usize,
    schema: SchemaId,
    condition: Option<Reason<'a>>,
}

/// The result of matching a schema; rules that only warn do not make it a mismatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Matches,
    MatchesWithWarnings,
    Fails,
}

/// The use of the faults found.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    Collect,
    Ask(Answer),
}

pub(super) struct Walk<'a> {
    pub schemas: &'a Schemas,
    pub direction: Direction,
    pub patterns: Rc<Patterns<'a>>,
    /// The fingerprints of sets that are too long for a linear search.
    pub sets: HashMap<SchemaId, HashSet<u64>>,
    /// The positions of properties in schemas with too many for a linear search.
    pub listed: HashMap<SchemaId, HashMap<&'a str, usize>>,
    /// The nodes whose values are not quoted, in order.
    pub hidden: &'a [usize],
    /// The outermost value.
    pub root: View<'a>,
    /// The fingerprints of all values, computed on first use.
    prints: Vec<u64>,
    pub jobs: Vec<Job<'a>>,
    scopes: Vec<Scope<'a>>,
    pub faults: Vec<Fault>,
    /// The nodes of values that the direction does not carry.
    pub unsent: HashSet<usize>,
    pub mode: Mode,
    /// The number of nested questions being asked.
    pub depth: usize,
    /// `true` if faults are being compared to find the nearest alternative.
    pub comparing: bool,
    /// The answered questions and their answers.
    pub answers: HashMap<(SchemaId, usize, SchemaId, bool), Answer>,
    /// Steps left before the walk gives up.
    budget: u64,
    /// The place and cause at which the walk gave up, if it did.
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

    /// Returns whether further work changes nothing.
    pub fn is_over(&self) -> bool {
        match self.mode {
            Mode::Ask(answer) => answer == Answer::Fails,
            Mode::Collect => self.budget == 0 || self.faults.len() > LISTED,
        }
    }

    /// The fingerprint of any value within the outermost one; the first call computes all of them.
    pub fn print(&mut self, value: View<'a>) -> u64 {
        if self.prints.is_empty() {
            self.prints = self.root.fingerprints();
        }
        self.prints[value.index() - self.root.index()]
    }

    /// Counts work; returns false once the budget is used up.
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

    /// Adds a check of a schema against the same value.
    pub fn also(&mut self, job: &Job<'a>, schema: SchemaId) {
        self.jobs.push(Job {
            schema,
            hops: job.hops + 1,
            ..*job
        });
    }

    /// Adds a check of a schema against the same value, because a condition holds.
    pub fn because(&mut self, job: &Job<'a>, schema: SchemaId, condition: Reason<'a>) {
        let scope = self.scope(job, schema, Some(condition));
        self.jobs.push(Job {
            schema,
            scope,
            hops: job.hops + 1,
            ..*job
        });
    }

    /// Adds a check of a schema against an inner value.
    pub fn within(&mut self, job: &Job<'a>, schema: SchemaId, value: View<'a>) {
        self.jobs.push(Job {
            literal: job.literal,
            scope: job.scope,
            ..Job::of(schema, value)
        });
    }

    /// Searches a text; longer texts count as more work.
    pub fn search(&mut self, job: &Job<'a>, pattern: &str, text: &str) -> Search {
        self.spend(text.len() as u64 / 8, job.value);
        self.patterns.search(pattern, text)
    }
}

/// A fault to which no schema adds anything.
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

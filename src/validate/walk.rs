//! The walk over a value by its schemas: what is still to be checked, under which sayings.
//!
//! Work waits in a list, so data and schemas of any depth cost no stack. Only
//! a question (does this alternative match?) is asked by a call, and questions
//! within questions are bounded and remembered, so that nested alternatives do
//! not multiply. What is not here: any one rule; each family has its own file.

use super::problem::{Cause, Sample, Severity};
use super::{Fault, Matcher, array, combine, condition, kind, number, object, text};
use crate::document::{SchemaId, Schemas};
use crate::json::{Kind, View};
use crate::secret::names;
use crate::table::Table;

/// Questions within questions that are still followed.
const DEPTH: usize = 48;
/// Schemas applied in place, one by the other, before they count as endless.
const HOPS: u16 = 200;
/// Faults that are listed of one value.
const LISTED: usize = 400;

/// A schema to hold against a value.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub schema: SchemaId,
    pub value: View<'a>,
    /// Index of what the schemas above say of it, in [`Walk::scopes`].
    scope: usize,
    /// How many schemas were applied to this same value to come here.
    hops: u16,
    /// Whether a schema on the way here called the value a password.
    secret: bool,
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
    matcher: Matcher<'a>,
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
    pub fn new(schemas: &'a Schemas, matcher: Matcher<'a>, value: View<'a>) -> Walk<'a> {
        Walk {
            schemas,
            matcher,
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

    /// All faults of a value, in document order.
    pub fn check(mut self, schema: SchemaId, value: View<'a>) -> Vec<Fault> {
        let job = Job {
            schema,
            value,
            scope: 0,
            hops: 0,
            secret: false,
        };
        self.run(job);
        if let Some((node, cause)) = self.gave_up.take() {
            self.faults.push(plain(node, cause));
        }
        super::sort(&mut self.faults);
        if self.faults.len() > LISTED {
            self.faults.truncate(LISTED);
            let more = Cause::More { listed: LISTED };
            self.faults.push(plain(value.index(), more));
        }
        self.faults
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
        // The list is worked off from its end.
        self.jobs[start..].reverse();
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
            schema,
            value,
            scope: job.scope,
            hops: 0,
            secret: false,
        });
    }

    /// Whether a schema matches a value, whatever the schemas above say.
    pub fn ask(&mut self, job: &Job<'a>, schema: SchemaId, value: View<'a>) -> Answer {
        let key = [schema.0, value.index() as u32]
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
        let hops = if value.index() == job.value.index() {
            job.hops + 1
        } else {
            0
        };
        self.run(Job {
            schema,
            value,
            scope: 0,
            hops,
            secret: false,
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

    fn scope(
        &mut self,
        job: &Job<'a>,
        schema: SchemaId,
        condition: Option<Condition<'a>>,
    ) -> usize {
        self.scopes.push(Scope {
            parent: job.scope,
            schema,
            condition,
        });
        // Scope 0 is the outermost one, where nothing is said.
        self.scopes.len()
    }

    /// The scopes of a job, from the innermost.
    fn above(&self, job: &Job<'a>) -> impl Iterator<Item = &Scope<'a>> {
        let mut at = job.scope;
        std::iter::from_fn(move || {
            let scope = self.scopes.get(at.checked_sub(1)?)?;
            at = scope.parent;
            Some(scope)
        })
    }

    fn warns(&self, job: &Job<'a>) -> bool {
        // A scope of a condition names its schema too, before that schema itself is applied.
        self.above(job)
            .any(|scope| self.schemas[scope.schema].warns)
    }

    /// Notes that a rule is broken; whether the fault is to be built and [`Walk::add`]ed.
    pub fn wants(&mut self, job: &Job<'a>) -> bool {
        let Mode::Ask(answer) = self.mode else {
            return self.faults.len() <= LISTED;
        };
        if !self.warns(job) {
            self.mode = Mode::Ask(Answer::Fails);
        } else if answer == Answer::Matches {
            self.mode = Mode::Ask(Answer::MatchesWithWarnings);
        }
        false
    }

    /// Adds a fault, with what the schemas above say of it.
    pub fn add(&mut self, job: &Job<'a>, value: View<'a>, member: Option<&str>, cause: Cause) {
        let mut fault = plain(value.index(), cause);
        fault.member = member.map(str::to_owned);
        fault.severity = Severity::Error;
        let mut conditions = Vec::new();
        for scope in self.above(job) {
            if let Some(condition) = scope.condition {
                conditions.push(condition);
                // The schema itself has its own scope if it says something.
                continue;
            }
            let schema = &self.schemas[scope.schema];
            if schema.warns {
                fault.severity = Severity::Warning;
            }
            if fault.source.is_none() {
                fault.source.clone_from(&schema.source);
            }
            for sentence in &schema.reason {
                if !fault.reason.contains(sentence) {
                    fault.reason.push(sentence.clone());
                }
            }
        }
        conditions.reverse();
        if let Some(condition) = condition::words(self.schemas, &conditions, &fault.cause) {
            fault.cause = Cause::Conditional {
                condition,
                rule: Box::new(fault.cause),
            };
        }
        self.faults.push(fault);
    }

    /// Whether a pattern is found in a text; `None` when the pattern is no pattern.
    pub fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        (self.matcher)(pattern, text)
    }

    /// The matcher, for a walk of its own over a member's name.
    pub fn matcher(&self) -> Matcher<'a> {
        self.matcher
    }

    /// The value as messages show it; a secret is not shown.
    pub fn sample(&self, job: &Job<'a>) -> Sample {
        let sample = Sample::of(job.value);
        let name = job
            .value
            .name()
            .filter(|_| self.schemas[job.schema].secret.is_none());
        match job.secret || name.is_some_and(|name| names::is_secret(&name)) {
            true => sample.hidden(),
            false => sample,
        }
    }
}

/// A fault that no schema says more about.
fn plain(node: usize, cause: Cause) -> Fault {
    Fault {
        node,
        member: None,
        cause,
        severity: Severity::Warning,
        source: None,
        reason: Vec::new(),
    }
}

//! The walk over a value by its schemas.
//!
//! Work waits in a list, so data and schemas of any depth use no stack. Only a question
//! (does this alternative match?) is a call; nested questions are limited and remembered,
//! so that nested alternatives do not multiply. Keywords that apply schemas in turn
//! (applicators, in JSON Schema's terms) are in the modules below, since they ask such
//! questions. Keywords that only assert something about a value belong elsewhere.

mod array;
mod combine;
mod evaluated;
mod object;

use super::walk::{Answer, Job, Mode, Walk, plain};
use super::{Fault, kind, marked, number, text};
use json::{Kind, View};
use openapi::SchemaId;
use problem::Cause;

/// The limit of nested questions.
const DEPTH: usize = 48;
/// The limit of schemas applied in place, one by the other, before they count as endless.
const HOPS: u16 = 200;

impl<'a> Walk<'a> {
    /// The faults of a value, in document order; one more than the limit if there are more.
    pub fn check(mut self, schema: SchemaId, value: View<'a>) -> Vec<Fault> {
        self.run(Job::of(schema, value));
        if let Some((node, cause)) = self.gave_up.take() {
            self.faults.push(plain(node, cause));
        }
        let mut faults = std::mem::take(&mut self.faults);
        faults.retain(|fault| !marked::is_of_unsent(&self, fault));
        super::sort(&mut faults);
        faults
    }

    /// Returns whether a value meets a condition.
    pub fn is_as(&mut self, condition: SchemaId, value: View<'a>) -> bool {
        self.holds(&Job::of(condition, value), condition)
    }

    /// Processes a job and all jobs that it adds.
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
        // For a value of the wrong type, other broken rules are only a consequence.
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
        // The list is processed from its end.
        self.jobs[start..].reverse();
    }

    /// Returns whether a schema matches a value, ignoring the schemas above.
    pub fn ask(&mut self, job: &Job<'a>, schema: SchemaId, value: View<'a>) -> Answer {
        let is_inner = value.index() != job.value.index();
        let top = if is_inner { schema } else { job.top };
        let key = (schema, value.index(), top, job.literal);
        // Only nested questions are asked repeatedly.
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
            self.answers.insert(key, answer);
        }
        answer
    }

    /// Like [`Walk::ask`], for an `if` or a `not`: a missing member counts as missing in
    /// either direction.
    pub fn holds(&mut self, job: &Job<'a>, schema: SchemaId) -> bool {
        let job = Job {
            literal: true,
            ..*job
        };
        self.ask(&job, schema, job.value) != Answer::Fails
    }

    /// The faults of one alternative, ignoring the schemas above.
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

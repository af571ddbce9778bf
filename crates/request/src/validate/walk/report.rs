//! Handling faults: whether they are needed, and the additions of the schemas above.

use super::{Answer, Job, LISTED, Mode, Scope, Walk, plain};
use crate::validate::alternatives;
use crate::validate::condition::{self, Reason};
use json::View;
use openapi::SchemaId;
use openapi::secret_names;
use pattern::Search;
use problem::{Cause, Sample, Severity};

impl<'a> Walk<'a> {
    pub fn scope(
        &mut self,
        job: &Job<'a>,
        schema: SchemaId,
        condition: Option<Reason<'a>>,
    ) -> usize {
        self.scopes.push(Scope {
            parent: job.scope,
            schema,
            condition,
        });
        // Scope 0 is the outermost one, which adds nothing.
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
        // The scope of a condition names its schema too, before that schema itself is applied.
        self.above(job)
            .any(|scope| self.schemas[scope.schema].warns)
    }

    /// Records a broken rule; returns whether the fault must be built and [`Walk::add`]ed.
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

    /// Returns whether no further fault changes the result, so that the search can stop.
    pub fn is_settled(&self) -> bool {
        match self.mode {
            Mode::Collect => self.faults.len() > LISTED,
            Mode::Ask(answer) => answer == Answer::Fails,
        }
    }

    /// Adds a fault, with the additions of the schemas above.
    pub fn add(&mut self, job: &Job<'a>, value: View<'a>, member: Option<&str>, cause: Cause) {
        let mut fault = plain(value.index(), cause);
        fault.member = member.map(str::to_owned);
        fault.severity = Severity::Error;
        let mut conditions = Vec::new();
        let mut is_of_nearest = false;
        for scope in self.above(job) {
            if let Some(Reason::Nearest {
                set,
                alternatives,
                index,
                node,
            }) = scope.condition
            {
                // Of nested alternatives the innermost one is the most informative.
                if !is_of_nearest {
                    is_of_nearest = true;
                    let why = self.under(&mut conditions, fault.cause);
                    fault.cause = Cause::NoneOf {
                        set,
                        count: alternatives.len(),
                        nearest: Some(alternatives::title(self.schemas, alternatives, index)),
                        within: fault.node != node || fault.member.is_some(),
                        why: Box::new(why),
                    };
                }
                continue;
            }
            if let Some(condition) = scope.condition {
                conditions.push(condition);
                // The schema itself has a separate scope if it adds something.
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
        fault.cause = self.under(&mut conditions, fault.cause);
        self.faults.push(fault);
    }

    /// A rule with its conditions, innermost first; empties the list.
    fn under(&self, conditions: &mut Vec<Reason<'a>>, rule: Cause) -> Cause {
        conditions.reverse();
        let condition = condition::of_rule(self.schemas, conditions, &rule);
        conditions.clear();
        match condition {
            Some(condition) => Cause::Conditional {
                condition,
                rule: Box::new(rule),
            },
            None => rule,
        }
    }

    /// Records a warning; returns whether it must be built and added.
    pub fn wants_warning(&mut self) -> bool {
        match self.mode {
            Mode::Collect => self.faults.len() <= LISTED,
            Mode::Ask(Answer::Matches) => {
                self.mode = Mode::Ask(Answer::MatchesWithWarnings);
                false
            }
            Mode::Ask(_) => false,
        }
    }

    /// Records that a pattern could not be tried: a warning, and in a condition a mismatch.
    pub fn unchecked(&mut self, job: &Job<'a>, value: View<'a>, pattern: &str, search: Search) {
        if job.literal {
            self.wants(job);
        } else if self.wants_warning() {
            let pattern = pattern.to_owned();
            self.warn(value, Cause::PatternUnchecked { pattern, search });
        }
    }

    /// Adds a warning about a value that breaks no rule.
    pub fn warn(&mut self, value: View<'a>, cause: Cause) {
        self.faults.push(plain(value.index(), cause));
    }

    /// The value as shown in messages; a secret is hidden.
    pub fn sample(&self, job: &Job<'a>) -> Sample {
        let sample = Sample::of(job.value);
        let name = job
            .value
            .name()
            .filter(|_| self.schemas[job.schema].secret.is_none());
        let is_hidden = job.secret || self.hidden.binary_search(&job.value.index()).is_ok();
        match is_hidden || name.is_some_and(|name| secret_names::is_secret(&name)) {
            true => sample.hidden(),
            false => sample,
        }
    }
}

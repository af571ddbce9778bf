//! Validation: checking a value against the document's schemas.
//!
//! One checker serves the form, the sandbox and replies: it reads a JSON [`json::Tree`]
//! and returns [`Fault`]s at its nodes; the form maps nodes to fields. Problems are data;
//! nothing here fails. The rules are those of JSON Schema 2020-12, one family per file;
//! `problem` words them.

mod alternatives;
mod apply;
mod condition;
mod duplicate;
pub mod forbidden;
mod format;
mod kind;
mod marked;
mod number;
pub mod place;
#[cfg(test)]
mod tests;
mod text;
mod walk;

use std::rc::Rc;

pub use duplicate::duplicates;
use indexmap::IndexMap;
use indexmap::map::Entry;
use json::{Tree, View};
use openapi::{SchemaId, Schemas};
use pattern::{Patterns, RegExp};
pub use place::Places;
use problem::{Cause, Field, Problem, Severity};

/// See [`pattern::RegExp`].
pub type Matcher<'a> = RegExp<'a>;

/// The direction of a value; `readOnly` and `writeOnly` members are sent in one direction only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To a server, or to the receiver of a delivery.
    Request,
    /// To a client.
    Reply,
}

/// A rule that a value breaks, before it is mapped to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// [`View::index`] of the value.
    pub node: usize,
    /// The member concerned, if the value is an object that lacks it or must not have it.
    pub member: Option<String>,
    /// The rule that is broken.
    pub cause: Cause,
    /// The severity.
    pub severity: Severity,
    /// The source of the rule, if it is not the document.
    pub source: Option<String>,
    /// The documentation's sentences behind the rule.
    pub reason: Vec<String>,
}

/// Checks a request's value against a schema, and every object in it for repeated names.
///
/// Faults are in document order. A value too deep or too large to be checked in full has
/// a fault for that, never silence.
pub fn check(
    schemas: &Schemas,
    schema: SchemaId,
    value: View<'_>,
    matcher: Matcher<'_>,
) -> Vec<Fault> {
    check_hiding(schemas, schema, value, &[], matcher)
}

/// Like [`check`]; faults do not quote the values at these nodes, given in order, which a
/// person marked as secret.
pub fn check_hiding(
    schemas: &Schemas,
    schema: SchemaId,
    value: View<'_>,
    hidden: &[usize],
    matcher: Matcher<'_>,
) -> Vec<Fault> {
    checked(schemas, schema, value, hidden, Direction::Request, matcher)
}

/// Like [`check`], for a reply.
pub fn check_reply(
    schemas: &Schemas,
    schema: SchemaId,
    value: View<'_>,
    matcher: Matcher<'_>,
) -> Vec<Fault> {
    checked(schemas, schema, value, &[], Direction::Reply, matcher)
}

fn checked(
    schemas: &Schemas,
    schema: SchemaId,
    value: View<'_>,
    hidden: &[usize],
    direction: Direction,
    matcher: Matcher<'_>,
) -> Vec<Fault> {
    let patterns = Rc::new(Patterns::new(matcher));
    let mut walk = walk::Walk::new(schemas, direction, patterns, value);
    walk.hidden = hidden;
    let mut faults = walk.check(schema, value);
    let twice = duplicates(value);
    if !twice.is_empty() {
        faults.extend(twice);
        sort(&mut faults);
    }
    limit(faults, value)
}

/// The limit of faults listed for one value.
const LISTED: usize = 400;

/// The limit of steps in all listed places together: values can be 100,000 levels deep.
pub(crate) const STEPS: usize = 500_000;

/// Drops the faults beyond the limits and adds a fault for that.
fn limit(mut faults: Vec<Fault>, value: View<'_>) -> Vec<Fault> {
    if faults.len() > LISTED {
        faults.truncate(LISTED);
        let more = Cause::More { listed: LISTED };
        faults.push(walk::plain(value.index(), more));
    }
    faults
}

/// Puts faults in document order.
fn sort(faults: &mut [Fault]) {
    faults.sort_by_key(|fault| fault.node);
}

/// Maps faults to fields by node index, and words them; the root of `tree` is the checked value.
///
/// Of several faults that break the same rule at the same place, the most severe is kept.
pub fn problems(faults: &[Fault], tree: &Tree, fields: &[Rc<Field>]) -> Vec<Problem> {
    let mut places = Places::new(tree, fields);
    problems_at(faults, |node| places.of(node))
}

/// Like [`problems`], finding the field of a node only when it is needed.
pub fn problems_at(faults: &[Fault], mut field: impl FnMut(usize) -> Field) -> Vec<Problem> {
    let mut problems: IndexMap<_, Problem> = IndexMap::new();
    let mut steps = 0;
    for fault in faults {
        if steps > STEPS {
            break;
        }
        let code = fault.cause.code();
        let at = place::of_fault(fault, field(fault.node));
        steps += at.path.len();
        let entry = problems.entry((code, fault.cause.rule_code(), at.clone()));
        if let Entry::Occupied(known) = &entry
            && known.get().severity >= fault.severity
        {
            continue;
        }
        entry.insert_entry(Problem {
            cause: fault.cause.clone(),
            at,
            severity: fault.severity,
            source: fault.source.clone(),
            reason: fault.reason.clone(),
        });
    }
    let mut problems: Vec<Problem> = problems.into_values().collect();
    if steps > STEPS {
        let more = Cause::More {
            listed: problems.len(),
        };
        problems.push(more.at(field(0), Severity::Error));
    }
    problems
}

//! Validation: what is wrong with a value, by the document's schemas.
//!
//! One checker serves the form, the sandbox and replies: it reads a JSON
//! [`json::Tree`] and gives [`Fault`]s at its nodes; the form maps
//! nodes to fields. Problems are data; nothing here fails. The rules are JSON
//! Schema 2020-12's, one family a file; `problem` words them.

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

/// Which way a value goes; members that are `readOnly` or `writeOnly` go one way only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To a server, or to the receiver of a delivery.
    Request,
    Reply,
}

/// A rule broken by a value, before it is tied to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// [`View::index`] of the value.
    pub node: usize,
    /// The member concerned, when the value is an object that lacks it or may not have it.
    pub member: Option<String>,
    pub cause: Cause,
    pub severity: Severity,
    /// Where the rule is known from, when not from the document.
    pub source: Option<String>,
    /// The documentation's sentences behind the rule.
    pub reason: Vec<String>,
}

/// Checks what a request holds against a schema, and every object in it for names that stand twice.
///
/// Faults stand in document order. What is too deep or too large to be checked
/// in full is said by a fault, never dropped in silence.
pub fn check(
    schemas: &Schemas,
    schema: SchemaId,
    value: View<'_>,
    matcher: Matcher<'_>,
) -> Vec<Fault> {
    check_hiding(schemas, schema, value, &[], matcher)
}

/// As [`check`]; faults do not quote the values at these nodes, in order, which a person calls secret.
pub fn check_hiding(
    schemas: &Schemas,
    schema: SchemaId,
    value: View<'_>,
    hidden: &[usize],
    matcher: Matcher<'_>,
) -> Vec<Fault> {
    checked(schemas, schema, value, hidden, Direction::Request, matcher)
}

/// As [`check`], of a reply.
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

/// Faults that are listed of one value.
const LISTED: usize = 400;

/// Steps of all places beyond which no more are listed: values can be 100,000 levels deep.
pub(crate) const STEPS: usize = 500_000;

/// Leaves out the faults beyond so many, and says so.
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

/// Ties faults to fields, by node index, and words them; the root of `tree` is what was checked.
///
/// Of several that break the same rule at the same place the most severe stays.
pub fn problems(faults: &[Fault], tree: &Tree, fields: &[Rc<Field>]) -> Vec<Problem> {
    let mut places = Places::new(tree, fields);
    problems_at(faults, |node| places.of(node))
}

/// As [`problems`], where the field of a node is only found when it is needed.
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

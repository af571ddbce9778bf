//! Validation: what is wrong with a value, by the document's schemas.
//!
//! One checker serves the form, the sandbox and replies: it reads a JSON
//! [`crate::json::Tree`] and gives [`Fault`]s at its nodes; the form maps
//! nodes to fields. Problems are data; nothing here fails. The rules are JSON
//! Schema 2020-12's, one family a file; `problem` words them.

mod array;
mod combine;
mod condition;
mod duplicate;
pub mod forbidden;
mod format;
mod kind;
mod number;
mod object;
pub mod problem;
#[cfg(test)]
mod tests;
mod text;
mod walk;

use std::rc::Rc;

use crate::document::{SchemaId, Schemas};
use crate::json::View;
use crate::table::{Keys, sort_by};
pub use duplicate::duplicates;
use problem::{Cause, Problem, Severity};

/// Matches an ECMA-262 pattern, unanchored: the browser's `RegExp`, or `regress` in native tests.
/// `None` when the pattern itself is not one.
pub type Matcher<'a> = &'a dyn Fn(&str, &str) -> Option<bool>;

/// A rule broken by a value, before it is tied to a field.
#[derive(Clone, Debug, PartialEq)]
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

/// Checks a value against a schema, and every object in it for names that stand twice.
///
/// Faults stand in document order. What is too deep or too large to be checked
/// in full is said by a fault, never dropped in silence.
pub fn check(
    schemas: &Schemas,
    schema: SchemaId,
    value: View<'_>,
    matcher: Matcher<'_>,
) -> Vec<Fault> {
    let mut faults = walk::Walk::new(schemas, matcher, value).check(schema, value);
    let twice = duplicates(value);
    if !twice.is_empty() {
        faults.extend(twice);
        sort(&mut faults);
    }
    limit(faults, value)
}

/// Faults that are listed of one value.
const LISTED: usize = 400;

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
    sort_by(faults, |a, b| a.node.cmp(&b.node));
}

/// Ties faults to fields, by node index, and words them.
///
/// Of several with the same code at the same place the most severe stays.
pub fn problems(faults: &[Fault], fields: &[Rc<str>]) -> Vec<Problem> {
    problems_at(faults, |node| {
        let field = fields.get(node).or(fields.first());
        field.cloned().unwrap_or_default()
    })
}

/// As [`problems`], where the field of a node is only found when it is needed.
pub fn problems_at(faults: &[Fault], mut field: impl FnMut(usize) -> Rc<str>) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut known = Keys::default();
    for fault in faults {
        let code = fault.cause.code();
        let at = place(fault, field(fault.node));
        let index = known.add([code, &at].join(" ")).0;
        if problems
            .get(index)
            .is_some_and(|p| p.severity >= fault.severity)
        {
            continue;
        }
        let problem = Problem {
            code,
            at,
            severity: fault.severity,
            message: fault.cause.message(&fault.reason),
            source: fault.source.clone(),
        };
        match problems.get_mut(index) {
            Some(lesser) => *lesser = problem,
            None => problems.push(problem),
        }
    }
    problems
}

/// The `data-field` of a fault.
fn place(fault: &Fault, field: Rc<str>) -> Rc<str> {
    let Some(member) = &fault.member else {
        return field;
    };
    // `query:` and its like hold parameters by name; `body:` and everything
    // within a value is a JSON Pointer.
    if field.ends_with(':') && &*field != "body:" {
        return format!("{field}{member}").into();
    }
    format!("{field}/{}", escape(member)).into()
}

/// A name as JSON Pointer writes it (RFC 6901).
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// JSON Pointer from a value to where a fault within it lies.
fn pointer(value: View<'_>, fault: &Fault) -> String {
    let mut out = String::new();
    let mut here = value;
    while here.index() != fault.node {
        let mut children = here.children().enumerate();
        let Some((index, child)) = children.find(|(_, child)| fault.node < child.after()) else {
            break;
        };
        out.push('/');
        match child.name() {
            Some(name) => out.push_str(&escape(&name)),
            None => out.push_str(&index.to_string()),
        }
        here = child;
    }
    if let Some(member) = &fault.member {
        out.push('/');
        out.push_str(&escape(member));
    }
    out
}

//! The order in which problems are listed: as their fields stand on the page.

use crate::document::{Control, Operation, Parameter};
use crate::draft::Draft;
use crate::draft::load::media;
use crate::table::sort_by;
use crate::validate::problem::Problem;

/// Sorts problems by field; those of one field keep their order.
pub fn sort(problems: &mut Vec<Problem>, operation: &Operation, draft: &Draft) {
    let body = media(draft, operation).and_then(|m| m.control.as_deref());
    let keyed = |p: Problem| (key(&p.at, operation, body), p);
    let mut keyed: Vec<_> = problems.drain(..).map(keyed).collect();
    sort_by(&mut keyed, |a, b| a.0.cmp(&b.0));
    problems.extend(keyed.into_iter().map(|(_, problem)| problem));
}

/// Group on the page, then the positions of the steps within it.
fn key(field: &str, operation: &Operation, body: Option<&Control>) -> (u8, Vec<usize>) {
    if field.starts_with("server") {
        return (0, Vec::new());
    }
    if field.starts_with("auth") {
        return (1, Vec::new());
    }
    if let Some(rest) = field.strip_prefix("body:") {
        return (3, positions(rest, body));
    }
    match operation.parameters.iter().position(|p| is_of(p, field)) {
        Some(index) => (2, vec![index]),
        None => (4, Vec::new()),
    }
}

/// Whether a field is the parameter's or lies within it.
fn is_of(parameter: &Parameter, field: &str) -> bool {
    let name = field
        .strip_prefix(parameter.place.word())
        .and_then(|r| r.strip_prefix(':'));
    let rest = name.and_then(|n| n.strip_prefix(parameter.control.name.as_str()));
    rest.is_some_and(|r| r.is_empty() || r.starts_with('/'))
}

/// Where each step of a body's field stands among its siblings.
fn positions(path: &str, body: Option<&Control>) -> Vec<usize> {
    let mut control = body;
    let mut found = Vec::new();
    for step in path.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        let member = control.and_then(|c| c.members.iter().position(|m| m.name == name));
        let index = step.trim_start_matches('@').parse().ok();
        found.push(member.or(index).unwrap_or(usize::MAX));
        control = control.and_then(|c| match member {
            Some(at) => c.members.get(at).map(|m| &**m),
            None => c.element.as_deref(),
        });
    }
    found
}

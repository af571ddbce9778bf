//! The order in which problems are listed: as their fields stand on the page.

use std::collections::HashMap;

use crate::draft::Draft;
use crate::draft::place::media;
use openapi::{Control, Operation};
use problem::Problem;

/// Sorts problems by field; those of one field keep their order.
pub fn sort(problems: &mut Vec<Problem>, operation: &Operation, draft: &Draft) {
    let names = |p: &openapi::Parameter| p.place.field(&p.control.name);
    let parameters: Vec<String> = operation.parameters.iter().map(names).collect();
    let mut page = Page {
        body: media(draft, operation).and_then(|m| m.control.as_deref()),
        parameters: parameters.into_iter().zip(0..).collect(),
        members: HashMap::new(),
    };
    let mut keyed: Vec<_> = problems.drain(..).map(|p| (page.key(&p.at), p)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    problems.extend(keyed.into_iter().map(|(_, problem)| problem));
}

/// Where fields are on the page.
struct Page<'a> {
    body: Option<&'a Control>,
    /// By field.
    parameters: HashMap<String, usize>,
    /// Those of each control that was met, by its address.
    members: HashMap<usize, HashMap<&'a str, usize>>,
}

impl<'a> Page<'a> {
    /// Group on the page, then the positions of the steps within it.
    fn key(&mut self, field: &str) -> (u8, Vec<usize>) {
        if field.starts_with("server") {
            return (0, Vec::new());
        }
        if field.starts_with("auth") {
            return (1, Vec::new());
        }
        if let Some(rest) = field.strip_prefix("body:") {
            return (3, self.positions(rest));
        }
        match self.parameter(field) {
            Some(index) => (2, vec![index]),
            None => (4, Vec::new()),
        }
    }

    /// The parameter that a field is or lies within.
    fn parameter(&self, field: &str) -> Option<usize> {
        let ends = field.match_indices('/').map(|(at, _)| at);
        let mut outer = ends.filter_map(|end| self.parameters.get(&field[..end]));
        let own = self.parameters.get(field);
        own.or_else(|| outer.next()).copied()
    }

    /// Where each step of a body's field is among its siblings.
    fn positions(&mut self, path: &str) -> Vec<usize> {
        let mut control = self.body;
        let mut found = Vec::new();
        for step in path.split('/').skip(1) {
            let name = json::pointer::unescape(step);
            let member = control.and_then(|control| self.members(control).get(&*name).copied());
            let index = step.trim_start_matches('@').parse().ok();
            found.push(member.or(index).unwrap_or(usize::MAX));
            control = control.and_then(|c| match member {
                Some(at) => c.members.get(at).map(|m| &**m),
                None => c.element.as_deref(),
            });
        }
        found
    }

    fn members(&mut self, control: &'a Control) -> &HashMap<&'a str, usize> {
        let address = std::ptr::from_ref(control).addr();
        let members = self.members.entry(address);
        members.or_insert_with(|| control.positions())
    }
}

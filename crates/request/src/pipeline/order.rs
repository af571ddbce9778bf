//! The order of problems: the order of their fields on the page.

use std::collections::HashMap;

use crate::draft::Draft;
use crate::draft::place::media;
use openapi::{Control, Operation};
use problem::{Field, Problem, Root, Step};

/// Sorts problems by field; problems of one field keep their order.
pub fn sort(problems: &mut Vec<Problem>, operation: &Operation, draft: &Draft) {
    let roots = |p: &openapi::Parameter| p.place.root(&p.control.name);
    let parameters: Vec<Root> = operation.parameters.iter().map(roots).collect();
    let mut page = Page {
        body: media(draft, operation).and_then(|m| m.control.as_deref()),
        parameters: parameters.into_iter().zip(0..).collect(),
        members: HashMap::new(),
    };
    let mut keyed: Vec<_> = problems.drain(..).map(|p| (page.key(&p.at), p)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    problems.extend(keyed.into_iter().map(|(_, problem)| problem));
}

/// The positions of fields on the page.
struct Page<'a> {
    body: Option<&'a Control>,
    parameters: HashMap<Root, usize>,
    /// The members' positions of each visited control, by its address.
    members: HashMap<usize, HashMap<&'a str, usize>>,
}

impl<'a> Page<'a> {
    /// The group on the page, then the positions of the steps within it.
    fn key(&mut self, field: &Field) -> (u8, Vec<usize>) {
        match &field.root {
            Root::Server(_) => (0, Vec::new()),
            Root::Security | Root::Credential(_) => (1, Vec::new()),
            Root::Body => (3, self.positions(&field.path)),
            root => match self.parameters.get(root) {
                Some(index) => (2, vec![*index]),
                None => (4, Vec::new()),
            },
        }
    }

    /// The position of each step of a body's field among its siblings.
    fn positions(&mut self, path: &[Step]) -> Vec<usize> {
        let mut control = self.body;
        let mut found = Vec::new();
        for step in path {
            let (member, index) = match step {
                Step::Name(name) => {
                    let members = control.map(|control| self.members(control));
                    (
                        members.and_then(|members| members.get(&**name).copied()),
                        None,
                    )
                }
                Step::Index(index) | Step::Entry(index) => (None, Some(*index)),
            };
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

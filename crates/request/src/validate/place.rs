//! Locating faults: the field, and within free JSON the steps from there.

use std::borrow::Cow;
use std::rc::Rc;

use super::Fault;
use json::Tree;
use problem::{Field, Root, Step};

/// The places of the values in a tree, found in one walk if they are requested in document order.
pub struct Places<'a> {
    /// The field of each node; every node within free JSON has that of the whole.
    fields: &'a [Rc<Field>],
    places: json::Places<'a>,
}

impl<'a> Places<'a> {
    /// Starts at the root of a tree; `fields` has the field of each node, by its index.
    pub fn new(tree: &'a Tree, fields: &'a [Rc<Field>]) -> Places<'a> {
        Places {
            fields,
            places: json::Places::new(tree),
        }
    }

    /// The place of a value.
    pub fn of(&mut self, node: usize) -> Field {
        let Some(field) = self.fields.get(node) else {
            let whole = self.fields.first().map(Field::from);
            return whole.unwrap_or_else(|| Root::Whole.into());
        };
        let is_same = |container: usize| self.fields.get(container) == Some(field);
        let within = self.places.within(node, is_same);
        let mut place = Field::from(field);
        place.path.extend(within.into_iter().map(step));
        place
    }
}

/// The step to the member with that name, or to the item at that position.
fn step((name, position): (Option<Cow<'_, str>>, usize)) -> Step {
    match name {
        Some(name) => Step::Name(name.into()),
        None => Step::Index(position),
    }
}

/// The place of a value within the tree of a parameter.
pub fn within(field: Field, tree: &Tree, node: usize) -> Field {
    let steps = json::Places::new(tree).within(node, |_| true);
    let mut place = field;
    place.path.extend(steps.into_iter().map(step));
    place
}

/// The place of a fault: that of its value, or of the member concerned.
pub(super) fn of_fault(fault: &Fault, field: Field) -> Field {
    let Some(member) = &fault.member else {
        return field;
    };
    match field.root.parameter(member) {
        Some(parameter) if field.root.is_group() => parameter.into(),
        _ => field.member(member.as_str()),
    }
}

/// The path to a value in the usual notation: `list[0].name`.
pub fn member_path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        let name = match step {
            Step::Index(index) => index.to_string(),
            Step::Entry(index) => format!("@{index}"),
            Step::Name(name) => name.to_string(),
        };
        if name.bytes().all(|b| b.is_ascii_digit()) {
            path.push_str(&["[", &name, "]"].concat());
        } else {
            path.push_str(if path.is_empty() { "" } else { "." });
            path.push_str(&name);
        }
    }
    path
}

//! The sets of values that schemas name: closed by `enum`, `const` or `oneOf`
//! of these, open where any other text is let through.

use super::Choice;
use super::parts::Part;
use super::say::{text_of, typed};
use crate::document::schema::{Schema, SchemaId, Schemas, Type};
use crate::json::{Kind, Tree};

/// Sets within sets are read this deep.
const DEPTH: usize = 4;

/// Values that a schema names.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    pub choices: Vec<Choice>,
    /// `null` is one of them.
    pub null: bool,
    /// The empty text is one of them.
    pub empty: bool,
    /// Other text is let through, perhaps with a warning.
    pub open: bool,
}

/// The set that holds for a value: a closed one before an open one, with the labels of all.
pub(super) fn find(schemas: &Schemas, parts: &[Part]) -> Option<Set> {
    let mut sets: Vec<Set> = Vec::new();
    for part in parts {
        if let Some(mut set) = of(schemas, &schemas[part.id], DEPTH) {
            set.open |= part.warns;
            sets.push(set);
        }
    }
    let chosen = sets.iter().position(|s| !s.open).unwrap_or(0);
    let mut set = sets.get(chosen)?.clone();
    for choice in &mut set.choices {
        let labelled = |c: &&Choice| c.value == choice.value && !c.label.is_empty();
        let mut others = sets.iter().flat_map(|s| &s.choices);
        if choice.label.is_empty()
            && let Some(other) = others.find(labelled)
        {
            choice.label.clone_from(&other.label);
        }
    }
    Some(set)
}

fn of(schemas: &Schemas, schema: &Schema, depth: usize) -> Option<Set> {
    let mut set = Set::default();
    if let Some(value) = &schema.const_ {
        let label = if schema.title.is_empty() {
            &schema.description
        } else {
            &schema.title
        };
        set.add(value, label);
        return Some(set);
    }
    if let Some(values) = &schema.enum_ {
        for value in values {
            set.add(value, "");
        }
        return Some(set);
    }
    if depth == 0 {
        return None;
    }
    let closed = branches(schemas, &schema.one_of, depth - 1);
    let closed = closed.filter(|set| !set.open);
    closed.or_else(|| branches(schemas, &schema.any_of, depth - 1))
}

/// The union of branches that are sets; `None` when a branch is neither a set nor open text.
fn branches(schemas: &Schemas, branches: &[SchemaId], depth: usize) -> Option<Set> {
    let mut union = Set::default();
    let mut named = false;
    for branch in branches {
        let parts = schemas.parts(*branch);
        let found = parts.iter().find_map(|p| of(schemas, &schemas[*p], depth));
        match found {
            Some(set) => {
                named = true;
                union.join(set);
            }
            None => match schemas.types(*branch).as_slice() {
                [Type::Null] => union.null = true,
                [Type::String] => union.open = true,
                _ => return None,
            },
        }
    }
    named.then_some(union)
}

impl Set {
    fn add(&mut self, value: &Tree, label: &str) {
        if value.root().kind() == Kind::Null {
            self.null = true;
            return;
        }
        if text_of(value).is_some_and(|text| text.is_empty()) {
            self.empty = true;
            return;
        }
        let value = typed(value.root());
        let label = if label == value { "" } else { label };
        self.push(Choice {
            value,
            label: label.to_owned(),
        });
    }

    fn push(&mut self, choice: Choice) {
        if !self.choices.iter().any(|c| c.value == choice.value) {
            self.choices.push(choice);
        }
    }

    fn join(&mut self, other: Set) {
        self.null |= other.null;
        self.empty |= other.empty;
        self.open |= other.open;
        for choice in other.choices {
            self.push(choice);
        }
    }
}

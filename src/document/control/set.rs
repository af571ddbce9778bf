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
        let schema = &schemas[part.id];
        let found = [own(schema), choice(schemas, schema, DEPTH)];
        for mut set in found.into_iter().flatten() {
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

/// The set that a schema names itself, by `const` or `enum`.
fn own(schema: &Schema) -> Option<Set> {
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
    for value in schema.enum_.as_ref()? {
        set.add(value, "");
    }
    Some(set)
}

/// The set that the branches of a schema come to.
fn choice(schemas: &Schemas, schema: &Schema, depth: usize) -> Option<Set> {
    let depth = depth.checked_sub(1)?;
    let closed = branches(schemas, &schema.one_of, depth);
    let closed = closed.filter(|set| !set.open);
    closed.or_else(|| branches(schemas, &schema.any_of, depth))
}

/// The union of branches that are sets; `None` when a branch is neither a set nor open text.
fn branches(schemas: &Schemas, branches: &[SchemaId], depth: usize) -> Option<Set> {
    let mut union = Set::default();
    let mut named = false;
    for branch in branches {
        let parts = schemas.parts(*branch);
        let found = parts.iter().find_map(|part| {
            let schema = &schemas[*part];
            own(schema).or_else(|| choice(schemas, schema, depth))
        });
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

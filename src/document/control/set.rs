//! The sets of values that schemas name: closed by `enum`, `const` or `oneOf`
//! of these, open where any other text is let through.

use super::Choice;
use super::parts::Part;
use super::say::{text_of, typed};
use crate::document::schema::{Schema, SchemaId, Schemas, Type};
use crate::json::{Kind, Tree};
use crate::table::{Keys, Met};

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
    known: Keys,
}

/// The set that holds for a value: a closed one before an open one, with the labels of all.
pub(super) fn find(schemas: &Schemas, parts: &[Part]) -> Option<Set> {
    let mut sets: Vec<Set> = Vec::new();
    for part in parts {
        let schema = &schemas[part.id];
        let mut own = Set::default();
        let named = own.add_own(schema).then_some(own);
        for mut set in [named, choice(schemas, schema)].into_iter().flatten() {
            set.open |= part.warns;
            sets.push(set);
        }
    }
    let chosen = sets.iter().position(|s| !s.open).unwrap_or(0);
    if chosen >= sets.len() {
        return None;
    }
    let mut set = sets.swap_remove(chosen);
    let others = sets.iter().flat_map(|s| &s.choices);
    let labelled = others.filter(|c| !c.label.is_empty());
    let labels: Vec<(&str, &str)> = labelled.map(|c| (&*c.value, &*c.label)).collect();
    let mut known = Keys::default();
    let mut last = vec![0; labels.len()];
    for (at, (value, _)) in labels.iter().enumerate() {
        last[known.add(value).0] = at;
    }
    for choice in &mut set.choices {
        if let (true, Some(number)) = (choice.label.is_empty(), known.find(&choice.value)) {
            choice.label = labels[last[number]].1.to_owned();
        }
    }
    Some(set)
}

/// The set that the branches of a schema come to; one that `oneOf` leaves open is none.
fn choice(schemas: &Schemas, schema: &Schema) -> Option<Set> {
    let closed = union(schemas, &schema.one_of).filter(|set| !set.open);
    closed.or_else(|| union(schemas, &schema.any_of))
}

/// The union of branches that are sets; `None` when a branch is neither a set nor open text.
fn union(schemas: &Schemas, branches: &[SchemaId]) -> Option<Set> {
    let mut union = Set::default();
    let mut named = false;
    let mut seen = Met::default();
    let mut waiting: Vec<SchemaId> = branches.iter().rev().copied().collect();
    while let Some(branch) = waiting.pop() {
        // Sets may share branches; each counts once.
        if !seen.insert(branch) {
            continue;
        }
        let parts = schemas.parts(branch);
        if parts.iter().any(|part| union.add_own(&schemas[*part])) {
            named = true;
            continue;
        }
        let inner = parts.iter().map(|part| {
            let schema = &schemas[*part];
            match schema.one_of.is_empty() {
                true => &schema.any_of,
                false => &schema.one_of,
            }
        });
        if let Some(inner) = inner.into_iter().find(|inner| !inner.is_empty()) {
            waiting.extend(inner.iter().rev());
            continue;
        }
        match schemas.types(branch).as_slice() {
            [Type::Null] => union.null = true,
            [Type::String] => union.open = true,
            _ => return None,
        }
    }
    named.then_some(union)
}

impl Set {
    /// Adds what a schema names itself, by `const` or `enum`; says whether it does.
    fn add_own(&mut self, schema: &Schema) -> bool {
        if let Some(value) = &schema.const_ {
            let label = match schema.title.is_empty() {
                true => &schema.description,
                false => &schema.title,
            };
            self.add(value, label);
        } else if let Some(values) = &schema.enum_ {
            for value in values {
                self.add(value, "");
            }
        } else {
            return false;
        }
        true
    }

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
        if self.known.insert(&value) {
            let label = label.to_owned();
            self.choices.push(Choice { value, label });
        }
    }
}

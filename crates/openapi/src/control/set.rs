//! The sets of values in schemas: closed by `enum`, `const` or `oneOf` of these, open
//! where other text is allowed.
//!
//! A value is in the final set if every schema that describes it allows it.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Choice;
use super::parts::Part;
use crate::schema::{Schema, SchemaId, Schemas};
use json::write::quoted;
use json::{Kind, Tree, View};
use pattern::{Patterns, Search};
use problem::Type;

/// The values listed by a schema.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    pub choices: Vec<Choice>,
    /// `true` if `null` is one of them or allowed beside them.
    pub null: bool,
    /// `true` if other text is allowed, perhaps with a warning.
    pub open: bool,
    /// The [`key`] of each value.
    keys: HashSet<String>,
    /// The JSON text of each value.
    known: HashSet<String>,
}

/// The set for a value of these types: a closed set before an open one, without the
/// values that others forbid, and with everyone's labels.
pub(super) fn find(
    schemas: &Schemas,
    parts: &[Part],
    types: &[Type],
    patterns: &Patterns<'_>,
) -> Option<Set> {
    let mut sets: Vec<Set> = Vec::new();
    for part in parts {
        let schema = &schemas[part.id];
        let [constant, listed] = own(schema);
        let found = [constant, listed, choice(schemas, schema)];
        for mut set in found.into_iter().flatten() {
            set.open |= part.warns;
            sets.push(set);
        }
    }
    let chosen = sets.iter().position(|s| !s.open).unwrap_or(0);
    if chosen >= sets.len() {
        return None;
    }
    let mut set = sets.remove(chosen);
    let firm = || {
        let firm = parts.iter().filter(|p| !p.warns);
        firm.map(|p| &schemas[p.id])
    };
    let forbidden = firm().filter_map(|schema| forbidden(schemas, schema.not?));
    let forbidden: Vec<Set> = forbidden.collect();
    let closed = || sets.iter().filter(|s| !s.open);
    set.keep(|value, key| {
        is_any_of(value, types)
            && firm().all(|schema| {
                let search = search(schema, value, patterns);
                schema.is_within_limits(value)
                    && search != Some(Search::Absent)
                    && !schema
                        .not
                        .is_some_and(|not| limits(schemas, not, value, patterns))
            })
            && closed().all(|set| set.has(value, key))
            && !forbidden.iter().any(|set| set.has(value, key))
    });
    set.null &= closed().all(|set| set.null) && !forbidden.iter().any(|set| set.null);
    set.label(&sets);
    set.tell_apart();
    Some(set)
}

/// Searches a text for a schema's pattern.
fn search(schema: &Schema, value: View<'_>, patterns: &Patterns<'_>) -> Option<Search> {
    let (pattern, text) = schema.pattern.as_ref().zip(value.string())?;
    Some(patterns.search(pattern, &text))
}

/// Returns whether a text or number matches a schema within `not` that has only a pattern
/// or limits.
fn limits(schemas: &Schemas, not: SchemaId, value: View<'_>, patterns: &Patterns<'_>) -> bool {
    let schema = &schemas[not];
    let lengths = schema.min_length.or(schema.max_length).is_some();
    let bounds = [
        &schema.minimum,
        &schema.maximum,
        &schema.exclusive_minimum,
        &schema.exclusive_maximum,
        &schema.multiple_of,
    ];
    let says = match value.kind() {
        Kind::String => lengths || schema.pattern.is_some(),
        Kind::Number => bounds.into_iter().any(Option::is_some),
        _ => false,
    };
    let says_more = schemas.parts(not).len() > 1
        || schema.not.or(schema.if_).is_some()
        || schema.const_.is_some()
        || schema.enum_.is_some()
        || schema.format.is_some()
        || !(schema.one_of.is_empty() && schema.any_of.is_empty());
    says && !says_more
        && is_any_of(value, &schema.types)
        && schema.is_within_limits(value)
        && search(schema, value, patterns).is_none_or(|search| search == Search::Found)
}

/// The sets of the schema's own `const` and `enum`.
fn own(schema: &Schema) -> [Option<Set>; 2] {
    let constant = schema.const_.as_ref().map(|value| {
        let label = match schema.title.is_empty() {
            true => &schema.description,
            false => &schema.title,
        };
        let mut set = Set::default();
        set.add(value.root(), label);
        set
    });
    let listed = schema.enum_.as_ref().map(|values| {
        let mut set = Set::default();
        for value in values {
            set.add(value.root(), "");
        }
        set
    });
    [constant, listed]
}

/// The set formed by the branches of a schema; `None` for a `oneOf` that leaves it open.
fn choice(schemas: &Schemas, schema: &Schema) -> Option<Set> {
    let closed = union(schemas, &schema.one_of).filter(|set| !set.open);
    closed.or_else(|| union(schemas, &schema.any_of))
}

/// The union of branches that are sets; `None` when a branch is neither a set nor open text.
fn union(schemas: &Schemas, branches: &[SchemaId]) -> Option<Set> {
    let mut union = Set::default();
    let mut named = false;
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<SchemaId> = branches.iter().rev().copied().collect();
    while let Some(branch) = waiting.pop() {
        // Sets may share branches, and each branch counts once.
        if !seen.insert(branch) {
            continue;
        }
        let parts = schemas.parts(branch);
        let mut sets = parts.iter().flat_map(|part| own(&schemas[*part])).flatten();
        if let Some(mut set) = sets.next() {
            for other in sets {
                set.keep(|value, key| other.has(value, key));
            }
            union.extend(set);
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

/// The values that a schema within `not` forbids, if listing values is all it does.
fn forbidden(schemas: &Schemas, not: SchemaId) -> Option<Set> {
    let mut parts = schemas.parts(not).into_iter().map(|part| &schemas[part]);
    let schema = match schemas[not].refers_only {
        true => parts.nth(1)?,
        false => parts.next()?,
    };
    let says_more = parts.next().is_some()
        || schema.not.is_some()
        || schema.if_.is_some()
        || schema.pattern.is_some()
        || schema.format.is_some()
        || schema.min_length.or(schema.max_length).is_some()
        || schema.multiple_of.is_some()
        || [&schema.minimum, &schema.maximum]
            .into_iter()
            .any(Option::is_some)
        || [&schema.exclusive_minimum, &schema.exclusive_maximum]
            .into_iter()
            .any(Option::is_some);
    if says_more {
        return None;
    }
    let [constant, listed] = own(schema);
    let mut sets = [constant, listed, choice(schemas, schema)]
        .into_iter()
        .flatten();
    let mut set = sets.next().filter(|set| !set.open)?;
    set.keep(|value, _| is_any_of(value, &schema.types));
    sets.next().is_none().then_some(set)
}

/// Returns whether a value has one of the types; with no types, any value does.
fn is_any_of(value: View<'_>, types: &[Type]) -> bool {
    let is = |kind: &Type| match (kind, value.kind()) {
        (Type::Number, Kind::Number) => true,
        (Type::Integer, Kind::Number) => value.number().is_some_and(|n| n.is_integer()),
        _ => Type::of(value) == *kind,
    };
    types.is_empty() || types.iter().any(is)
}

/// The text that equal values share: the number's value, otherwise the JSON text.
fn key(value: View<'_>) -> String {
    match value.number() {
        Some(number) => number.key(),
        None => value.source().to_owned(),
    }
}

impl Set {
    /// Returns whether the empty text is one of them.
    pub fn empty(&self) -> bool {
        self.choices.iter().any(Choice::is_empty_text)
    }

    fn add(&mut self, value: View<'_>, label: &str) {
        let choice = Choice::of(value, label);
        if self.known.insert(choice.json.clone()) {
            self.null |= choice.is_null();
            self.keys.insert(key(value));
            self.choices.push(choice);
        }
    }

    fn extend(&mut self, other: Set) {
        for choice in other.choices {
            if let Ok(tree) = Tree::read(choice.json.as_str()) {
                self.add(tree.root(), &choice.label);
            }
        }
    }

    /// Returns whether the set has the value, whose key is given.
    fn has(&self, value: View<'_>, key: &str) -> bool {
        self.keys.contains(key) || self.null && value.kind() == Kind::Null
    }

    fn keep(&mut self, keeps: impl Fn(View<'_>, &str) -> bool) {
        let mut keys = HashSet::new();
        let null = |set: &Set| set.choices.iter().any(Choice::is_null);
        let named_null = null(self);
        self.choices.retain(|choice| {
            let Ok(tree) = Tree::read(choice.json.as_str()) else {
                return false;
            };
            let key = key(tree.root());
            let is_kept = keeps(tree.root(), &key);
            if is_kept {
                keys.insert(key);
            }
            is_kept
        });
        self.keys = keys;
        self.null &= !named_null || null(self);
    }

    /// Takes missing labels from other sets; the last one wins.
    fn label(&mut self, others: &[Set]) {
        let others = others.iter().flat_map(|s| &s.choices);
        let labelled = others.filter(|c| !c.label.is_empty());
        let labels: HashMap<&str, &str> = labelled.map(|c| (&*c.json, &*c.label)).collect();
        for choice in self.choices.iter_mut().filter(|c| c.label.is_empty()) {
            if let Some(label) = labels.get(&*choice.json) {
                choice.label = (*label).to_owned();
            }
        }
    }

    /// Gives each choice a distinct text.
    fn tell_apart(&mut self) {
        let mut taken = HashSet::new();
        for choice in self.choices.iter().filter(|c| !c.is_text()) {
            taken.insert(choice.value.clone());
        }
        for choice in self.choices.iter_mut().filter(|c| c.is_text()) {
            while choice.value.is_empty() || !taken.insert(choice.value.clone()) {
                choice.value = quoted(&choice.value);
            }
        }
    }
}

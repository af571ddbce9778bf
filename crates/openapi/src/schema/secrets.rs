//! The values that schemas mark as secret.
//!
//! A mark under a condition counts everywhere: the condition may change while a value is
//! typed, and a value that is secret in one case must be hidden in all.

use std::collections::{BTreeSet, HashMap};

use super::{Schema, SchemaId, Schemas};

/// The schemas that may describe a value's members and items.
#[derive(Default)]
pub struct Inner<'a> {
    named: HashMap<&'a str, Vec<SchemaId>>,
    /// The schemas of members that no property names.
    other: Vec<SchemaId>,
    /// The schemas that describe items.
    lists: Vec<&'a Schema>,
}

impl Inner<'_> {
    /// The schemas that may describe a member.
    pub fn member(&self, name: &str) -> &[SchemaId] {
        self.named.get(name).unwrap_or(&self.other)
    }

    /// The schemas that may describe an item.
    pub fn item(&self, index: usize) -> Vec<SchemaId> {
        let item = |list: &&Schema| {
            let listed = list.prefix_items.get(index).copied();
            listed.or(list.items).or(list.unevaluated_items)
        };
        sorted(self.lists.iter().filter_map(item).collect())
    }

    /// The schemas that may describe a map's values.
    pub(crate) fn values(&self) -> &[SchemaId] {
        &self.other
    }
}

impl Schemas {
    /// Returns whether a value is a secret, if the document decides it: by the nearest
    /// `x-signpost-secret`, otherwise by its format, otherwise by any branch.
    pub fn secrecy(&self, id: SchemaId) -> Option<bool> {
        self.secrecy_of(&[id])
    }

    /// Like [`Schemas::secrecy`], for a value that several schemas may describe: one
    /// mark is enough.
    pub fn secrecy_of(&self, ids: &[SchemaId]) -> Option<bool> {
        let mut declared = None;
        let mut seen = BTreeSet::new();
        let mut waiting = ids.to_vec();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            let parts = self.parts(id);
            let mark = parts.iter().find_map(|part| self[*part].secret);
            let by_format = || parts.iter().any(|part| self[*part].is_secret());
            match mark.or_else(|| by_format().then_some(true)) {
                Some(true) => return Some(true),
                Some(false) => declared = Some(false),
                None => waiting.extend(parts.iter().flat_map(|part| branches(&self[*part]))),
            }
        }
        declared
    }

    /// The schemas that may describe the members and items of a value that these schemas
    /// may describe.
    pub fn inner(&self, ids: &[SchemaId]) -> Inner<'_> {
        let mut inner = Inner::default();
        for id in self.describing(ids) {
            let schema = &self[id];
            for (name, property) in &schema.properties {
                inner.named.entry(name).or_default().push(*property);
            }
            let other = schema.additional.or(schema.unevaluated_properties);
            inner.other.extend(other);
            let rest = schema.items.or(schema.unevaluated_items);
            if rest.is_some() || !schema.prefix_items.is_empty() {
                inner.lists.push(schema);
            }
        }
        for ids in inner.named.values_mut().chain([&mut inner.other]) {
            *ids = sorted(std::mem::take(ids));
        }
        inner
    }

    /// Returns whether any of these schemas marks a value as secret, or one at any depth within it.
    pub(crate) fn hold_secret(&self, ids: &[SchemaId]) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting = ids.to_vec();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            if self.secrecy(id) == Some(true) {
                return true;
            }
            for id in self.describing(&[id]) {
                let schema = &self[id];
                waiting.extend(schema.properties.iter().map(|p| p.1));
                waiting.extend(schema.additional.or(schema.unevaluated_properties));
                waiting.extend(schema.items.iter().chain(&schema.prefix_items));
            }
        }
        false
    }

    /// All schemas that may describe a value, under any condition, each once.
    fn describing(&self, ids: &[SchemaId]) -> BTreeSet<SchemaId> {
        let mut all = BTreeSet::new();
        let mut waiting = ids.to_vec();
        while let Some(id) = waiting.pop() {
            if all.insert(id) {
                let schema = &self[id];
                waiting.extend(schema.all_of.iter().chain(&schema.reference));
                waiting.extend(branches(schema));
            }
        }
        all
    }
}

/// The schemas that apply only under a condition.
pub(crate) fn branches(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    let cases = schema.if_.iter().chain(&schema.then).chain(&schema.else_);
    let choices = schema.any_of.iter().chain(&schema.one_of);
    let dependent = schema.dependent_schemas.iter().map(|d| &d.1);
    cases.chain(choices).chain(dependent).copied()
}

fn sorted(mut ids: Vec<SchemaId>) -> Vec<SchemaId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

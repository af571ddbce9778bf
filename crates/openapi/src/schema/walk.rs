//! Walking schemas: finding the schema that governs a part of a value.
//!
//! Encoders and decoders look up types, formats and XML names here, which a schema may
//! give itself, by `$ref` or by an unconditional `allOf`.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Schema, SchemaId, Schemas, Type, Xml};

impl Schemas {
    /// The schema and all schemas that it unconditionally includes by `$ref` and `allOf`,
    /// itself first, each once.
    pub fn parts(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            parts.push(id);
            let schema = &self[id];
            waiting.extend(schema.all_of.iter().rev());
            waiting.extend(schema.reference);
        }
        parts
    }

    /// The target of a schema that only refers to another, otherwise the schema itself.
    pub(crate) fn meant(&self, id: SchemaId) -> SchemaId {
        let mut meant = id;
        let mut seen = BTreeSet::new();
        while let (Some(target), true) = (self[meant].reference, seen.insert(meant)) {
            if !self[meant].refers_only {
                break;
            }
            meant = target;
        }
        meant
    }

    /// The first result among the parts of the schema.
    pub fn first<'a, T>(
        &'a self,
        id: SchemaId,
        says: impl Fn(&'a Schema) -> Option<T>,
    ) -> Option<T> {
        self.parts(id)
            .into_iter()
            .find_map(|part| says(&self[part]))
    }

    /// Parts in the order in which the document lists their members.
    pub(crate) fn in_order(&self, ids: &[SchemaId]) -> Vec<SchemaId> {
        enum Todo {
            Visit(SchemaId),
            Own(SchemaId),
        }
        let (mut order, mut seen) = (Vec::new(), BTreeSet::new());
        let mut waiting: Vec<Todo> = ids.iter().rev().map(|id| Todo::Visit(*id)).collect();
        while let Some(todo) = waiting.pop() {
            match todo {
                Todo::Own(id) => order.push(id),
                Todo::Visit(id) if !seen.insert(id) => {}
                Todo::Visit(id) => {
                    let schema = &self[id];
                    if schema.inherits_first {
                        waiting.push(Todo::Own(id));
                    }
                    let inherited = schema.all_of.iter().rev().chain(&schema.reference);
                    waiting.extend(inherited.map(|id| Todo::Visit(*id)));
                    if !schema.inherits_first {
                        waiting.push(Todo::Own(id));
                    }
                }
            }
        }
        order
    }

    /// The schemas and everything they include, even under a condition: for the type of a
    /// value, not for its rules.
    pub fn reach(&self, ids: &[SchemaId]) -> Vec<SchemaId> {
        let mut reach = Vec::new();
        let mut seen = BTreeSet::new();
        let mut level = ids.to_vec();
        // Goes level by level, so that the nearest and unconditional schemas come first.
        while !level.is_empty() {
            let mut next = Vec::new();
            let mut waiting: Vec<SchemaId> = level.into_iter().rev().collect();
            while let Some(id) = waiting.pop() {
                if !seen.insert(id) {
                    continue;
                }
                reach.push(id);
                let schema = &self[id];
                waiting.extend(schema.all_of.iter().rev());
                waiting.extend(schema.reference);
                next.extend(schema.then.iter().chain(&schema.else_));
                next.extend(schema.any_of.iter().chain(&schema.one_of));
                next.extend(schema.dependent_schemas.iter().map(|d| d.1));
            }
            level = next;
        }
        reach
    }

    /// The schema of a member: by `properties` of any part or branch, otherwise by
    /// `additionalProperties`.
    pub fn property(&self, id: SchemaId, name: &str) -> Option<SchemaId> {
        let reach = self.reach(&[id]);
        let named = |part: &SchemaId| {
            let found = self[*part].properties.iter().find(|p| p.0 == name)?;
            (self[found.1].boolean.is_none()).then_some(found.1)
        };
        let additional = |part: &SchemaId| {
            let schema = &self[*part];
            schema.additional.or(schema.unevaluated_properties)
        };
        let named = reach.iter().find_map(named);
        named.or_else(|| reach.iter().find_map(additional))
    }

    /// The properties of all parts and branches, each name once.
    pub fn properties(&self, id: SchemaId) -> Vec<(&str, SchemaId)> {
        let mut properties: Vec<(&str, SchemaId)> = Vec::new();
        let mut known = HashSet::new();
        for part in self.reach(&[id]) {
            for (name, id) in &self[part].properties {
                if self[*id].boolean.is_none() && known.insert(name) {
                    properties.push((name, *id));
                }
            }
        }
        properties
    }

    /// Like [`Schemas::property`], for many members of one object.
    pub fn members(&self, id: SchemaId) -> Members<'_> {
        let mut reach = self.reach(&[id]).into_iter();
        Members {
            named: self.properties(id).into_iter().collect(),
            other: reach.find_map(|part| self[part].additional),
        }
    }

    /// The schema of an item: by `prefixItems` of any part or branch, otherwise by `items`.
    pub fn item(&self, id: SchemaId, index: usize) -> Option<SchemaId> {
        let mut parts = self.reach(&[id]).into_iter();
        parts.find_map(|part| {
            let schema = &self[part];
            let listed = schema.prefix_items.get(index).copied();
            listed.or(schema.items).or(schema.unevaluated_items)
        })
    }

    /// A note if the schema forbids the members that it includes: `additionalProperties`
    /// knows only the members beside it.
    pub(super) fn excludes(&self, id: SchemaId) -> Option<&'static str> {
        let schema = &self[id];
        let closed = self[schema.additional?].boolean == Some(false);
        let is_own = |name: &str| schema.properties.iter().any(|p| p.0 == name);
        let inherits = |part: &SchemaId| self[*part].properties.iter().any(|p| !is_own(&p.0));
        // Patterns are not tried here.
        if !closed || !schema.pattern_properties.is_empty() || !self.parts(id).iter().any(inherits)
        {
            return None;
        }
        Some(match schema.properties.is_empty() {
            true => {
                "`additionalProperties: false` forbids the members that `allOf` or `$ref` adds, so only {} matches; use `unevaluatedProperties: false` to allow them"
            }
            false => {
                "`additionalProperties: false` forbids the members that `allOf` or `$ref` adds; use `unevaluatedProperties: false` to allow them"
            }
        })
    }

    /// The documented types of a value; empty for any.
    ///
    /// Types that only branches have are combined; without any, they follow from `const`
    /// and `enum`.
    pub fn types(&self, id: SchemaId) -> Vec<Type> {
        self.types_of(&self.parts(id))
    }

    /// The types that all of these parts allow.
    pub(crate) fn types_of(&self, parts: &[SchemaId]) -> Vec<Type> {
        let mut types: Option<Vec<Type>> = None;
        for part in parts {
            let own = &self[*part].types;
            if own.is_empty() {
                continue;
            }
            types = Some(match types {
                None => own.clone(),
                Some(before) => meet(&before, own),
            });
        }
        types.unwrap_or_else(|| self.branch_types(parts))
    }

    fn branch_types(&self, parts: &[SchemaId]) -> Vec<Type> {
        let mut types = Vec::new();
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<SchemaId> = parts.iter().rev().copied().collect();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = &self[id];
            let values = schema.const_.iter().chain(schema.enum_.iter().flatten());
            let own = values.map(|tree| Type::of(tree.root()));
            let before = types.len();
            types.extend(schema.types.iter().copied().chain(own));
            if types.len() == before {
                waiting.extend(schema.any_of.iter().rev().chain(schema.one_of.iter().rev()));
                waiting.extend(schema.all_of.iter().rev());
                waiting.extend(schema.reference);
            }
        }
        let mut distinct = Vec::new();
        for found in types {
            if !distinct.contains(&found) {
                distinct.push(found);
            }
        }
        distinct
    }

    /// The `format`, preferably the schema's own.
    pub fn format(&self, id: SchemaId) -> Option<&str> {
        self.first(id, |schema| schema.format.as_deref())
    }

    /// The XML Object; for each member, the schema's own comes first.
    pub fn xml(&self, id: SchemaId) -> Xml {
        let mut xml = Xml::default();
        for part in self.parts(id) {
            let own = &self[part].xml;
            xml.name = xml.name.or_else(|| own.name.clone());
            xml.namespace = xml.namespace.or_else(|| own.namespace.clone());
            xml.prefix = xml.prefix.or_else(|| own.prefix.clone());
            xml.attribute |= own.attribute;
            xml.wrapped |= own.wrapped;
        }
        xml
    }
}

/// The schemas of an object's members.
#[derive(Default)]
pub struct Members<'a> {
    named: HashMap<&'a str, SchemaId>,
    /// The schema of a member that no property names.
    other: Option<SchemaId>,
}

impl Members<'_> {
    /// Returns the schema of a member.
    pub fn get(&self, name: &str) -> Option<SchemaId> {
        self.named.get(name).copied().or(self.other)
    }
}

/// The types in both lists; an integer is a number too.
fn meet(before: &[Type], own: &[Type]) -> Vec<Type> {
    let within = |types: &[Type], one: Type| {
        types.contains(&one) || (one == Type::Integer && types.contains(&Type::Number))
    };
    let all = before.iter().chain(own).copied();
    let mut both: Vec<Type> = Vec::new();
    for one in all {
        if within(before, one) && within(own, one) && !both.contains(&one) {
            both.push(one);
        }
    }
    both
}

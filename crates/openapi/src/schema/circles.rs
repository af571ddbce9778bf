//! Cutting schemas that apply to themselves.
//!
//! A schema may contain itself one value further in (a list of lists, for example). A
//! schema that leads back to itself at the same value, as by `$ref` alone, means nothing
//! in JSON Schema, and walking it would never end.

use std::collections::{BTreeMap, BTreeSet};

use super::{Schema, SchemaId, Schemas};

/// More nested schemas for one value than a sound document has; walkers recurse this deep.
const DEPTH: u32 = 128;

/// The reason that a schema no longer leads to another.
#[derive(Clone, Copy)]
pub(super) enum Why {
    Circle,
    Depth,
}

/// A link from one schema to another that it applies to the same value.
struct Cut {
    from: SchemaId,
    to: SchemaId,
    why: Why,
}

/// Cuts every circle and every overlong chain; returns the schemas whose links were cut.
pub(super) fn cut(schemas: &mut Schemas) -> Vec<(SchemaId, Why)> {
    let mut heights = vec![Height::New; schemas.0.len()];
    let mut cuts = Vec::new();
    for start in 0..schemas.0.len() as u32 {
        visit(schemas, SchemaId(start), &mut heights, &mut cuts);
    }
    if cuts.is_empty() {
        return Vec::new();
    }
    let anything = SchemaId(schemas.0.len() as u32);
    schemas.0.push(Schema::default());
    let mut ends: BTreeMap<SchemaId, BTreeSet<SchemaId>> = BTreeMap::new();
    for cut in &cuts {
        ends.entry(cut.from).or_default().insert(cut.to);
    }
    for (from, ends) in &ends {
        replace(&mut schemas.0[from.0 as usize], ends, anything);
    }
    cuts.into_iter().map(|cut| (cut.from, cut.why)).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Height {
    New,
    Open,
    Known(u32),
}

/// Visits depth first without recursion: each step of the path is a schema and its
/// unvisited schemas.
fn visit(schemas: &Schemas, start: SchemaId, heights: &mut [Height], cuts: &mut Vec<Cut>) {
    if heights[start.0 as usize] != Height::New {
        return;
    }
    heights[start.0 as usize] = Height::Open;
    let mut path = vec![(start, same_value(&schemas[start]), 0)];
    while let Some((id, waiting, height)) = path.last_mut() {
        let id = *id;
        let Some(next) = waiting.pop() else {
            let own = *height;
            heights[id.0 as usize] = Height::Known(own);
            path.pop();
            if let Some((from, _, height)) = path.last_mut() {
                grow(*from, id, own, height, cuts);
            }
            continue;
        };
        match heights[next.0 as usize] {
            Height::Open => cuts.push(Cut {
                from: id,
                to: next,
                why: Why::Circle,
            }),
            Height::Known(of) => grow(id, next, of, height, cuts),
            Height::New => {
                heights[next.0 as usize] = Height::Open;
                path.push((next, same_value(&schemas[next]), 0));
            }
        }
    }
}

fn grow(from: SchemaId, to: SchemaId, below: u32, height: &mut u32, cuts: &mut Vec<Cut>) {
    if below + 1 > DEPTH {
        let why = Why::Depth;
        cuts.push(Cut { from, to, why });
    } else {
        *height = (*height).max(below + 1);
    }
}

/// The schemas that this one applies to the same value.
fn same_value(schema: &Schema) -> Vec<SchemaId> {
    let single = [schema.reference, schema.not];
    let conditions = [schema.if_, schema.then, schema.else_];
    let lists = [&schema.all_of, &schema.any_of, &schema.one_of];
    let mut found: Vec<SchemaId> = single.into_iter().chain(conditions).flatten().collect();
    found.extend(lists.into_iter().flatten());
    found.extend(schema.dependent_schemas.iter().map(|d| d.1));
    found
}

fn replace(schema: &mut Schema, from: &BTreeSet<SchemaId>, to: SchemaId) {
    let single = [&mut schema.reference, &mut schema.not];
    let conditions = [&mut schema.if_, &mut schema.then, &mut schema.else_];
    for slot in single.into_iter().chain(conditions) {
        if slot.is_some_and(|id| from.contains(&id)) {
            *slot = None;
        }
    }
    let lists = [&mut schema.all_of, &mut schema.any_of, &mut schema.one_of];
    let listed = lists.into_iter().flatten();
    let dependent = schema.dependent_schemas.iter_mut().map(|d| &mut d.1);
    for slot in listed.chain(dependent) {
        if from.contains(slot) {
            *slot = to;
        }
    }
}

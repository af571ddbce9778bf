//! `type`, `const` and `enum`: the possible values.

use super::walk::{Job, Walk};
use json::{Kind, Tree, View};
use openapi::Schema;
use problem::Type;
use problem::{Cause, Sample, Set};

/// Checks the type, and the set if the type is right; returns whether the type is right.
pub(super) fn check<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) -> bool {
    if !is_of(job.value, &schema.types) {
        if walk.wants(job) {
            let cause = Cause::Type {
                expected: schema.types.clone(),
                found: walk.sample(job),
            };
            walk.add(job, job.value, None, cause);
        }
        return false;
    }
    if let Some(wanted) = &schema.const_
        && !wanted.root().same(job.value)
        && walk.wants(job)
    {
        let cause = Cause::Const {
            wanted: Sample::of(wanted.root()),
            found: walk.sample(job),
        };
        walk.add(job, job.value, None, cause);
    }
    if let Some(allowed) = &schema.enum_
        && !is_listed(walk, job, allowed)
        && walk.wants(job)
    {
        let cause = Cause::Choice {
            set: Set::Enum,
            allowed: allowed
                .iter()
                .take(SHOWN)
                .map(|tree| Sample::of(tree.root()))
                .collect(),
            found: walk.sample(job),
        };
        walk.add(job, job.value, None, cause);
    }
    true
}

/// The limit up to which comparing each value of a set is fastest.
const FEW: usize = 16;
/// The limit of a set's values among which a message searches for a similar one.
const SHOWN: usize = 1000;

fn is_listed<'a>(walk: &mut Walk<'a>, job: &Job<'a>, allowed: &'a [Tree]) -> bool {
    if allowed.len() <= FEW {
        return allowed.iter().any(|tree| tree.root().same(job.value));
    }
    let print = walk.print(job.value);
    let sets = walk.sets.entry(job.schema);
    let prints = || {
        allowed
            .iter()
            .map(|tree| tree.root().fingerprint())
            .collect()
    };
    sets.or_insert_with(prints).contains(&print)
}

/// Returns whether a value has one of these types; with no types, any value does.
pub(super) fn is_of(value: View<'_>, types: &[Type]) -> bool {
    types.is_empty()
        || types.iter().any(|one| match (one, value.kind()) {
            (Type::Integer, Kind::Number) => value.number().is_some_and(|n| n.is_integer()),
            (Type::Null, Kind::Null)
            | (Type::Boolean, Kind::True | Kind::False)
            | (Type::Number, Kind::Number)
            | (Type::String, Kind::String)
            | (Type::Array, Kind::Array)
            | (Type::Object, Kind::Object) => true,
            _ => false,
        })
}

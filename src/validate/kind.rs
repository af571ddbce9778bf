//! `type`, `const` and `enum`: which values there may be at all.

use super::problem::{Cause, Sample, Set};
use super::walk::{Job, Walk};
use crate::document::{Schema, schema::Type};
use crate::json::{Kind, Tree, View};

/// Checks the type, and the set when the type is right; false when the type is wrong.
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
        && !allowed.iter().any(|tree| tree.root().same(job.value))
        && walk.wants(job)
    {
        let cause = Cause::Choice {
            set: Set::Enum,
            allowed: samples(allowed),
            found: walk.sample(job),
        };
        walk.add(job, job.value, None, cause);
    }
    true
}

/// Whether a value is of any of these types; of any type when there are none.
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

/// The values of a set as messages show them.
pub(super) fn samples(set: &[Tree]) -> Vec<Sample> {
    set.iter().map(|tree| Sample::of(tree.root())).collect()
}

//! The bounds and steps of numbers, compared exactly by their digits.

use std::cmp::Ordering;

use super::walk::{Job, Walk};
use json::Number;
use openapi::Schema;
use problem::{Bound, Cause, Flaw, Format};

pub(super) fn check<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    let Some(number) = job.value.number() else {
        return;
    };
    let bounds = [
        (Bound::Minimum, &schema.minimum),
        (Bound::Maximum, &schema.maximum),
        (Bound::ExclusiveMinimum, &schema.exclusive_minimum),
        (Bound::ExclusiveMaximum, &schema.exclusive_maximum),
    ];
    for (bound, limit) in bounds {
        if let Some(limit) = limit
            && !is_within(number, bound, limit)
            && walk.wants(job)
        {
            let cause = Cause::Range {
                bound,
                limit: limit.clone(),
                found: walk.sample(job),
            };
            walk.add(job, job.value, None, cause);
        }
    }
    if let Some(step) = &schema.multiple_of
        && Number::read(step).is_some_and(|step| !number.multiple_of(step))
        && walk.wants(job)
    {
        let cause = Cause::MultipleOf {
            step: step.clone(),
            found: walk.sample(job),
        };
        walk.add(job, job.value, None, cause);
    }
    if let Some(format) = &schema.format
        && let Some(format) = too_wide(number, format)
        && walk.wants(job)
    {
        let cause = Cause::Format {
            format,
            flaw: Flaw::Bits,
            found: walk.sample(job),
        };
        walk.add(job, job.value, None, cause);
    }
}

fn is_within(number: Number<'_>, bound: Bound, limit: &str) -> bool {
    // A limit that is not a number limits nothing; the document's reader notes it.
    let Some(limit) = Number::read(limit) else {
        return true;
    };
    let order = number.cmp(&limit);
    match bound {
        Bound::Minimum => order != Ordering::Less,
        Bound::Maximum => order != Ordering::Greater,
        Bound::ExclusiveMinimum => order == Ordering::Greater,
        Bound::ExclusiveMaximum => order == Ordering::Less,
    }
}

/// The OpenAPI format whose bits an integer exceeds; fractions are checked by the type.
fn too_wide(number: Number<'_>, format: &str) -> Option<Format> {
    match format {
        _ if !number.is_integer() => None,
        "int32" if !number.fits_i32() => Some(Format::Int32),
        "int64" if !number.fits_i64() => Some(Format::Int64),
        _ => None,
    }
}

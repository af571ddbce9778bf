//! The rules for items of arrays.

use crate::validate::condition;
use crate::validate::walk::{Answer, Job, Walk};
use openapi::Schema;
use problem::{Cause, End, Sample};

pub(super) fn check<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    for (index, item) in job.value.children().enumerate() {
        if let Some(id) = schema.prefix_items.get(index).copied().or(schema.items) {
            walk.within(job, id, item);
        }
    }
    count(walk, job, schema);
    if schema.unique_items {
        unique(walk, job);
    }
    if let Some(id) = schema.contains {
        let mut items = job.value.children();
        let found = items.any(|item| walk.ask(job, id, item) != Answer::Fails);
        if !found && walk.wants(job) {
            let cause = Cause::Contains {
                what: condition::of_value(walk.schemas, id),
                count: job.value.children().count(),
            };
            walk.add(job, job.value, None, cause);
        }
    }
}

fn count<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    if schema.min_items.is_none() && schema.max_items.is_none() {
        return;
    }
    let found = job.value.children().count() as u64;
    let broken = [
        schema
            .min_items
            .filter(|limit| found < *limit)
            .map(|limit| (End::Min, limit)),
        schema
            .max_items
            .filter(|limit| found > *limit)
            .map(|limit| (End::Max, limit)),
    ];
    for (end, limit) in broken.into_iter().flatten() {
        if walk.wants(job) {
            walk.add(job, job.value, None, Cause::Items { end, limit, found });
        }
    }
}

/// Finds the first item that repeats an earlier one.
fn unique<'a>(walk: &mut Walk<'a>, job: &Job<'a>) {
    let children = job.value.children().enumerate();
    let mut items: Vec<(usize, u64)> = children.map(|(at, item)| (at, walk.print(item))).collect();
    // Sorting puts equal items side by side, the first one first.
    items.sort_by_key(|item| item.1);
    let repeated = items.windows(2).filter(|pair| pair[0].1 == pair[1].1);
    let pairs = repeated.map(|pair| (pair[0].0, pair[1].0));
    let pair = pairs.min_by_key(|pair| pair.1);
    if let Some((first, second)) = pair
        && walk.wants(job)
    {
        let repeated = job.value.children().nth(second).unwrap_or(job.value);
        let cause = Cause::UniqueItems {
            first: first + 1,
            second: second + 1,
            found: Sample::of(repeated),
        };
        walk.add(job, job.value, None, cause);
    }
}

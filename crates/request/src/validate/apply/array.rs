//! The rules for items of arrays.

use crate::validate::condition;
use crate::validate::walk::{Answer, Job, Walk};
use openapi::{Schema, SchemaId};
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
        contains(walk, job, schema, id);
    }
}

/// Counts the items that are as `contains` asks, no further than the limits need.
fn contains<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema, id: SchemaId) {
    let (least, most) = (schema.min_contains.unwrap_or(1), schema.max_contains);
    // A message says how many there are too many.
    let enough = most.map_or(least, |_| u64::MAX);
    let mut found = 0;
    for item in job.value.children() {
        if found >= enough {
            break;
        }
        found += u64::from(walk.ask(job, id, item) != Answer::Fails);
    }
    let broken = [
        (found < least).then_some((End::Min, least)),
        most.filter(|most| found > *most)
            .map(|most| (End::Max, most)),
    ];
    for (end, limit) in broken.into_iter().flatten() {
        if !walk.wants(job) {
            continue;
        }
        let rule = condition::of_value(walk.schemas, id);
        let cause = match (end, limit) {
            (End::Min, 1) => Cause::Contains {
                rule,
                count: job.value.children().count(),
            },
            _ => Cause::ContainsCount {
                end,
                limit,
                found,
                rule,
            },
        };
        walk.add(job, job.value, None, cause);
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

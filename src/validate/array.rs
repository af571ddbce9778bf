//! The rules for items of arrays.

use super::condition;
use super::problem::{Cause, End, Sample};
use super::walk::{Answer, Job, Walk};
use crate::document::Schema;
use crate::json::{View, fingerprints};
use crate::table::sort_by;

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
    let mut items: Vec<(usize, View<'a>)> = job.value.children().enumerate().collect();
    if items.len() < 2 || !walk.spend(job.value.subtree().count() as u64, job.value) {
        return;
    }
    let prints = fingerprints(job.value);
    let print = |item: View<'a>| prints[item.index() - job.value.index()];
    // Equal items are side by side after sorting by their fingerprints.
    sort_by(&mut items, |a, b| print(a.1).cmp(&print(b.1)));
    let mut pair: Option<(usize, usize)> = None;
    for (at, &(first, value)) in items.iter().enumerate() {
        let alike = items[at + 1..]
            .iter()
            .take_while(|other| print(value) == print(other.1));
        for &(second, other) in alike {
            // Comparing lists or objects costs about as much as applying ten schemas.
            if !walk.spend(10, job.value) {
                return;
            }
            if value.same(other) {
                if pair.is_none_or(|(_, earliest)| second < earliest) {
                    pair = Some((first, second));
                }
                break;
            }
        }
    }
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

//! `minLength`, `maxLength`, `pattern` and `format` of texts.

use super::format;
use super::walk::{Job, Walk};
use openapi::Schema;
use pattern::Search;
use problem::patterns::Documented;
use problem::{Cause, End, Sample};

pub(super) fn check<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    let has_length = schema.min_length.is_some() || schema.max_length.is_some();
    if !has_length && schema.pattern.is_none() && schema.format.is_none() {
        return;
    }
    let text = job.value.string().unwrap_or_default();
    if has_length {
        length(walk, job, schema, &text);
    }
    if let Some(pattern) = &schema.pattern {
        self::pattern(walk, job, schema, pattern, &text);
    }
    if let Some(format) = &schema.format
        && let Some((format, flaw)) = format::flaw(format, &text)
        && walk.wants(job)
    {
        let found = walk.sample(job);
        let cause = Cause::Format {
            format,
            flaw,
            found,
        };
        walk.add(job, job.value, None, cause);
    }
}

/// Lengths count Unicode code points, as JSON Schema does.
fn length<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema, text: &str) {
    let found = text.chars().count() as u64;
    let broken = [
        schema
            .min_length
            .filter(|limit| found < *limit)
            .map(|limit| (End::Min, limit)),
        schema
            .max_length
            .filter(|limit| found > *limit)
            .map(|limit| (End::Max, limit)),
    ];
    for (end, limit) in broken.into_iter().flatten() {
        if walk.wants(job) {
            walk.add(job, job.value, None, Cause::Length { end, limit, found });
        }
    }
}

fn pattern<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema, pattern: &str, text: &str) {
    match walk.search(job, pattern, text) {
        Search::Found => {}
        Search::Absent if walk.wants(job) => {
            let fits = |text: &str| walk.patterns.search(pattern, text) == Search::Found;
            let mut examples = schema.examples.iter().map(|tree| tree.root());
            let example = examples.find(|value| value.string().is_some_and(|text| fits(&text)));
            let cause = Cause::Pattern {
                pattern: pattern.to_owned(),
                found: walk.sample(job),
                documented: Box::new(Documented {
                    example: example.map(Sample::of),
                    title: schema.title.clone(),
                }),
            };
            walk.add(job, job.value, None, cause);
        }
        Search::Absent => {}
        unknown => walk.unchecked(job, job.value, pattern, unknown),
    }
}

//! The rules made of other schemas: references, `allOf`, `anyOf`, `oneOf`, `not`, `if`.

use super::condition;
use super::kind;
use super::problem::{Cause, Sample, Set, Severity};
use super::walk::{Answer, Condition, Job, Walk};
use super::{Fault, pointer};
use crate::document::{Schema, SchemaId, Schemas, schema::Type};
use crate::json::Kind;

pub(super) fn check<'a>(walk: &mut Walk<'a>, job: &Job<'a>, schema: &'a Schema) {
    if let Some(id) = schema.reference {
        walk.also(job, id);
    }
    for id in &schema.all_of {
        walk.also(job, *id);
    }
    if !schema.any_of.is_empty() {
        any(walk, job, &schema.any_of);
    }
    if !schema.one_of.is_empty() {
        one(walk, job, &schema.one_of);
    }
    if let Some(id) = schema.not {
        not(walk, job, id);
    }
    if let Some(asked) = schema.if_
        && (schema.then.is_some() || schema.else_.is_some())
    {
        // What the `if` itself lacks is no fault.
        let holds = walk.holds(job, asked);
        match (holds, schema.then, schema.else_) {
            (true, Some(then), _) => walk.because(job, then, Condition::Holds(asked, job.value)),
            (false, _, Some(other)) => walk.because(job, other, Condition::Fails(asked)),
            _ => {}
        }
    }
}

fn any<'a>(walk: &mut Walk<'a>, job: &Job<'a>, alternatives: &'a [SchemaId]) {
    if let [only] = alternatives {
        return walk.also(job, *only);
    }
    let mut with_warnings = None;
    for id in alternatives {
        match walk.ask(job, *id, job.value) {
            Answer::Matches => return,
            Answer::MatchesWithWarnings if with_warnings.is_none() => with_warnings = Some(*id),
            _ => {}
        }
    }
    match with_warnings {
        Some(id) => walk.also(job, id),
        None => none(walk, job, Set::AnyOf, alternatives),
    }
}

fn one<'a>(walk: &mut Walk<'a>, job: &Job<'a>, alternatives: &'a [SchemaId]) {
    if let [only] = alternatives {
        return walk.also(job, *only);
    }
    let mut matching = Vec::new();
    let mut warned = false;
    for id in alternatives {
        let answer = walk.ask(job, *id, job.value);
        warned |= answer == Answer::MatchesWithWarnings;
        if answer != Answer::Fails {
            matching.push(*id);
        }
    }
    match matching[..] {
        [] => none(walk, job, Set::OneOf, alternatives),
        [only] if warned => walk.also(job, only),
        [_] => {}
        _ if walk.wants(job) => {
            let names = alternatives
                .iter()
                .enumerate()
                .filter(|a| matching.contains(a.1));
            let matching = names
                .map(|(index, id)| title(walk.schemas, *id, index))
                .collect();
            walk.add(job, job.value, None, Cause::ManyOf { matching });
        }
        _ => {}
    }
}

fn not<'a>(walk: &mut Walk<'a>, job: &Job<'a>, id: SchemaId) {
    if !walk.holds(job, id) || !walk.wants(job) {
        return;
    }
    let schema = &walk.schemas[id];
    // `not` of one `required` forbids that member, and is said there.
    if let ([name], true) = (&schema.required[..], schema.properties.is_empty()) {
        let what = Some("is given".to_owned());
        return walk.add(job, job.value, Some(name), Cause::Not { what });
    }
    let what = condition::of_value(walk.schemas, id);
    walk.add(job, job.value, None, Cause::Not { what });
}

/// Says that no alternative matches: as a closed set, or by the nearest one.
fn none<'a>(walk: &mut Walk<'a>, job: &Job<'a>, set: Set, alternatives: &'a [SchemaId]) {
    let schemas = walk.schemas;
    if job.value.kind() != Kind::Null {
        let mut others = alternatives
            .iter()
            .filter(|id| !is_only_null(schemas, **id));
        if let (Some(only), None) = (others.next(), others.next()) {
            // "This or null" with a value is simply this.
            return walk.also(job, *only);
        }
    }
    if !walk.wants(job) {
        return;
    }
    let mut found = walk.sample(job);
    if alternatives
        .iter()
        .any(|id| resolved(schemas, *id).is_secret())
    {
        found = found.hidden();
    }
    if let Some(allowed) = constants(schemas, alternatives) {
        let cause = Cause::Choice {
            set,
            allowed,
            found,
        };
        return walk.add(job, job.value, None, cause);
    }
    let cause = if walk.comparing {
        // Alternatives within alternatives are not compared again.
        none_without_why(set, alternatives.len(), found)
    } else {
        nearest(walk, job, set, alternatives, found)
    };
    walk.add(job, job.value, None, cause);
}

fn none_without_why(set: Set, count: usize, found: Sample) -> Cause {
    Cause::NoneOf {
        set,
        count,
        nearest: None,
        at: String::new(),
        why: Box::new(Cause::Unlike { found }),
    }
}

fn nearest<'a>(
    walk: &mut Walk<'a>,
    job: &Job<'a>,
    set: Set,
    alternatives: &'a [SchemaId],
    found: Sample,
) -> Cause {
    let mut best: Option<(Rank, usize, Fault)> = None;
    let mut types: Vec<Type> = Vec::new();
    let mut only_types = true;
    for (index, id) in alternatives.iter().enumerate() {
        let faults = walk.compare(job, *id);
        let rank = rank(job, &faults);
        let Some(fault) = telling(faults) else {
            continue;
        };
        match core(&fault.cause) {
            Cause::Type { expected, .. } if rank.of_other_type => {
                types.extend(
                    expected
                        .iter()
                        .filter(|t| !types.contains(t))
                        .copied()
                        .collect::<Vec<_>>(),
                );
            }
            _ => only_types = false,
        }
        if best.as_ref().is_none_or(|(least, ..)| rank < *least) {
            best = Some((rank, index, fault));
        }
    }
    let count = alternatives.len();
    match best {
        Some(_) if only_types => Cause::NoneOf {
            set,
            count,
            nearest: None,
            at: String::new(),
            why: Box::new(Cause::Type {
                expected: types,
                found,
            }),
        },
        Some((_, index, fault)) => Cause::NoneOf {
            set,
            count,
            nearest: Some(title(walk.schemas, alternatives[index], index)),
            at: pointer(job.value, &fault),
            why: Box::new(fault.cause),
        },
        None => none_without_why(set, count, found),
    }
}

/// The fault that tells most: a constant that differs, else the first that is no warning.
fn telling(mut faults: Vec<Fault>) -> Option<Fault> {
    let index = faults
        .iter()
        .position(discriminates)
        .or_else(|| faults.iter().position(|f| f.severity != Severity::Warning))
        .unwrap_or(0);
    (index < faults.len()).then(|| faults.swap_remove(index))
}

/// How far an alternative is from matching; the least is the nearest.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    of_other_type: bool,
    /// A constant differs that tells alternatives apart.
    of_other_kind: bool,
    faults: usize,
}

fn rank(job: &Job<'_>, faults: &[Fault]) -> Rank {
    let here = job.value.index();
    Rank {
        of_other_type: faults
            .iter()
            .any(|f| f.node == here && matches!(core(&f.cause), Cause::Type { .. })),
        of_other_kind: faults.iter().any(discriminates),
        faults: faults.len(),
    }
}

fn discriminates(fault: &Fault) -> bool {
    matches!(core(&fault.cause), Cause::Const { .. })
}

/// The cause without its condition.
fn core(cause: &Cause) -> &Cause {
    match cause {
        Cause::Conditional { rule, .. } => core(rule),
        cause => cause,
    }
}

/// Follows plain references, a bounded number of them.
fn resolved(schemas: &Schemas, id: SchemaId) -> &Schema {
    let mut schema = &schemas[id];
    for _ in 0..16 {
        match schema.reference {
            Some(next) if schema.types.is_empty() => schema = &schemas[next],
            _ => break,
        }
    }
    schema
}

fn is_only_null(schemas: &Schemas, id: SchemaId) -> bool {
    let schema = resolved(schemas, id);
    schema.types == [Type::Null]
        || schema
            .const_
            .as_ref()
            .is_some_and(|tree| tree.root().kind() == Kind::Null)
}

/// The values of all alternatives, when each is a constant or a set.
fn constants(schemas: &Schemas, alternatives: &[SchemaId]) -> Option<Vec<Sample>> {
    let mut values = Vec::new();
    for id in alternatives {
        let schema = resolved(schemas, *id);
        match (&schema.const_, &schema.enum_) {
            (Some(value), _) => values.push(Sample::of(value.root())),
            (None, Some(set)) => values.extend(kind::samples(set)),
            (None, None) => return None,
        }
    }
    Some(values)
}

/// What an alternative is called: its title, its constant, its type, or its position.
fn title(schemas: &Schemas, id: SchemaId, index: usize) -> String {
    let schema = resolved(schemas, id);
    if let Some(named) = [&schemas[id], schema]
        .into_iter()
        .find(|s| !s.title.is_empty())
    {
        return format!("“{}”", named.title);
    }
    if let Some(value) = &schema.const_ {
        return Sample::of(value.root()).shown();
    }
    match &schema.types[..] {
        [only] => super::problem::words::type_noun(*only).to_owned(),
        _ => format!("form {}", index + 1),
    }
}

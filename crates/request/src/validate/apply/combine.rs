//! The rules made from other schemas: references, `allOf`, `anyOf`, `oneOf`, `not`, `if`.

use crate::validate::Fault;
use crate::validate::alternatives::{constants, is_only_null, resolved, title};
use crate::validate::condition::{self, Reason};
use crate::validate::walk::{Answer, Job, Walk};
use json::{Kind, View};
use openapi::{Schema, SchemaId};
use problem::{Cause, Claim, Clause, Sample, Set, Severity, Type};

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
        // A mismatch of the `if` itself is not a fault.
        let holds = walk.holds(job, asked);
        match (holds, schema.then, schema.else_) {
            (true, Some(then), _) => walk.because(job, then, Reason::Holds(asked, job.value)),
            (false, _, Some(other)) => walk.because(job, other, Reason::Fails(asked)),
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
                .map(|(index, _)| title(walk.schemas, alternatives, index))
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
    // A `not` of one `required` forbids that member, so the fault is reported there.
    if let ([name], true) = (&schema.required[..], schema.properties.is_empty()) {
        let rule = vec![Clause::value(Claim::Given)];
        return walk.add(job, job.value, Some(name), Cause::Not { rule });
    }
    let rule = condition::of_value(walk.schemas, id);
    walk.add(job, job.value, None, Cause::Not { rule });
}

/// Reports that no alternative matches: as a closed set, or by the faults of the nearest one.
fn none<'a>(walk: &mut Walk<'a>, job: &Job<'a>, set: Set, alternatives: &'a [SchemaId]) {
    let schemas = walk.schemas;
    if job.value.kind() != Kind::Null {
        let mut others = alternatives
            .iter()
            .filter(|id| !is_only_null(schemas, **id));
        if let (Some(only), None) = (others.next(), others.next()) {
            // For a value that is not null, "this or null" is simply this.
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
    if walk.comparing {
        // Alternatives within alternatives are not compared again.
        let cause = none_without_why(set, alternatives.len(), found);
        return walk.add(job, job.value, None, cause);
    }
    nearest(walk, job, set, alternatives, found);
}

fn none_without_why(set: Set, count: usize, found: Sample) -> Cause {
    Cause::NoneOf {
        set,
        count,
        nearest: None,
        within: false,
        why: Box::new(Cause::Unlike { found }),
    }
}

/// Reports the faults of the nearest alternative, or the possible types or kinds if the
/// value has none of them.
fn nearest<'a>(
    walk: &mut Walk<'a>,
    job: &Job<'a>,
    set: Set,
    alternatives: &'a [SchemaId],
    found: Sample,
) {
    let mut compared = Vec::new();
    for (index, id) in alternatives.iter().enumerate() {
        let faults = walk.compare(job, *id);
        if !faults.is_empty() {
            compared.push((rank(job, &faults), index, faults));
        }
    }
    let count = alternatives.len();
    if let Some(expected) = types(&compared) {
        let cause = Cause::NoneOf {
            set,
            count,
            nearest: None,
            within: false,
            why: Box::new(Cause::Type { expected, found }),
        };
        return walk.add(job, job.value, None, cause);
    }
    if let Some((value, allowed, found)) = kinds(job, &compared) {
        let cause = Cause::Choice {
            set,
            allowed,
            found,
        };
        return walk.add(job, value, None, cause);
    }
    match compared.iter().min_by(|a, b| a.0.cmp(&b.0)) {
        Some((_, index, _)) => {
            let condition = Reason::Nearest {
                set,
                alternatives,
                index: *index,
                node: job.value.index(),
            };
            walk.because(job, alternatives[*index], condition);
        }
        None => walk.add(job, job.value, None, none_without_why(set, count, found)),
    }
}

/// An alternative compared with a value: its rank, its position, its faults.
type Compared = (Rank, usize, Vec<Fault>);

/// The types of all alternatives, if the value has none of them.
fn types(compared: &[Compared]) -> Option<Vec<Type>> {
    let mut types: Vec<Type> = Vec::new();
    for (rank, _, faults) in compared {
        match telling(faults).map(|fault| core(&fault.cause)) {
            Some(Cause::Type { expected, .. }) if rank.of_other_type => {
                for one in expected {
                    if !types.contains(one) {
                        types.push(*one);
                    }
                }
            }
            _ => return None,
        }
    }
    (!types.is_empty()).then_some(types)
}

/// The member that distinguishes the alternatives of the value's type, their constants
/// for it, and its own value, if that is none of them.
fn kinds<'a>(job: &Job<'a>, compared: &[Compared]) -> Option<(View<'a>, Vec<Sample>, Sample)> {
    let mut same_type = compared.iter().filter(|c| !c.0.of_other_type);
    let constant = |fault: &Fault| match core(&fault.cause) {
        Cause::Const { wanted, found } => Some((wanted.clone(), found.clone())),
        Cause::Choice {
            set: Set::Enum,
            allowed,
            found,
        } => Some((allowed.first()?.clone(), found.clone())),
        _ => None,
    };
    let first = same_type.next()?.2.iter().find(|f| discriminates(job, f))?;
    let mut children = job.value.children();
    let member = children.find(|child| child.index() == first.node)?;
    let (wanted, found) = constant(first)?;
    let mut allowed = vec![wanted];
    for (_, _, faults) in same_type {
        let mut faults = faults.iter();
        let fault = faults.find(|f| f.node == first.node && discriminates(job, f))?;
        let (wanted, _) = constant(fault)?;
        if !allowed.contains(&wanted) {
            allowed.push(wanted);
        }
    }
    (allowed.len() > 1).then_some((member, allowed, found))
}

/// The most informative fault: the first that is not a warning.
fn telling(faults: &[Fault]) -> Option<&Fault> {
    let mut grave = faults.iter().filter(|f| f.severity != Severity::Warning);
    grave.next().or(faults.first())
}

/// The distance of an alternative from matching; the smallest is the nearest.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    of_other_type: bool,
    /// `true` if a constant differs that distinguishes alternatives.
    of_other_kind: bool,
    faults: usize,
}

fn rank(job: &Job<'_>, faults: &[Fault]) -> Rank {
    let here = job.value.index();
    Rank {
        of_other_type: faults
            .iter()
            .any(|f| f.node == here && matches!(core(&f.cause), Cause::Type { .. })),
        of_other_kind: faults.iter().any(|fault| discriminates(job, fault)),
        faults: faults.len(),
    }
}

/// Returns whether the value or a member of it differs from the one constant that an
/// alternative has there.
fn discriminates(job: &Job<'_>, fault: &Fault) -> bool {
    let is_constant = match core(&fault.cause) {
        Cause::Const { .. } => true,
        Cause::Choice { set, allowed, .. } => *set == Set::Enum && allowed.len() == 1,
        _ => false,
    };
    let is_here = || {
        fault.node == job.value.index()
            || job.value.kind() == Kind::Object
                && job.value.children().any(|c| c.index() == fault.node)
    };
    is_constant && is_here()
}

/// The cause without its condition.
fn core(cause: &Cause) -> &Cause {
    match cause {
        Cause::Conditional { rule, .. } => core(rule),
        cause => cause,
    }
}

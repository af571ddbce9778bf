//! Schemas as clauses: the reason that a rule applies, and the rules of `contains` and `not`.
//!
//! Only clauses that read well are derived: constants, sets, presence, types, limits and their
//! negations. Evaluating a condition and wording it belong elsewhere.

use json::{Tree, View};
use openapi::{Schema, SchemaId, Schemas};
use problem::{Bound, Cause, Claim, Clause, Condition, End, Sample, Set};

/// The reason that a rule applies.
#[derive(Clone, Copy)]
pub(super) enum Reason<'a> {
    /// The value meets an `if`.
    Holds(SchemaId, View<'a>),
    /// The value does not meet an `if`.
    Fails(SchemaId),
    /// A member is given.
    Given(&'a str),
    /// No alternative matches, and this one is the nearest to the value of that node.
    Nearest {
        set: Set,
        alternatives: &'a [SchemaId],
        index: usize,
        node: usize,
    },
}

/// The limit of nested schemas that are described.
const DEPTH: usize = 8;

/// All conditions of a rule, outermost first, as clauses.
///
/// `None` if there are none, or only conditions that have no wording and can be omitted.
pub(super) fn of_rule(
    schemas: &Schemas,
    reasons: &[Reason<'_>],
    rule: &Cause,
) -> Option<Condition> {
    let mut all = Condition::default();
    for reason in reasons {
        match reason {
            Reason::Given(name) => all.when.push(Clause::member(*name, Claim::Given)),
            Reason::Holds(id, value) => {
                all.when
                    .extend(clauses(schemas, *id, Some(*value), None, DEPTH).unwrap_or_default());
            }
            Reason::Fails(id) => {
                let group = clauses(schemas, *id, None, None, DEPTH).unwrap_or_default();
                if !group.is_empty() {
                    all.unless.push(group);
                }
            }
            // This is worded beside the rule, not as its condition.
            Reason::Nearest { .. } => {}
        }
    }
    all.when.dedup();
    let has_words = !all.when.is_empty() || !all.unless.is_empty();
    // A bare "is required" would claim a rule that does not always apply.
    let is_about_presence = matches!(rule, Cause::Required | Cause::Forbidden);
    (has_words || is_about_presence && !reasons.is_empty()).then_some(all)
}

/// A schema's rules for the value itself; empty if some of them have no wording.
pub(super) fn of_value(schemas: &Schemas, id: SchemaId) -> Vec<Clause> {
    clauses(schemas, id, None, None, DEPTH).unwrap_or_default()
}

/// A schema's rules, clause by clause; `None` if some of them have no wording.
///
/// `value` is the value that met the condition, if it did: a set is then worded by that
/// value. `subject` is the member that has the value; `None` for the value itself.
fn clauses(
    schemas: &Schemas,
    id: SchemaId,
    value: Option<View<'_>>,
    subject: Option<&str>,
    depth: usize,
) -> Option<Vec<Clause>> {
    let schema = &schemas[id];
    let depth = depth.checked_sub(1)?;
    if schema.boolean == Some(false) {
        return Some(vec![clause(subject, Claim::NotGiven)]);
    }
    if !has_wording(schema) {
        return None;
    }
    let own = own(schema, value, subject.is_some());
    let mut out: Vec<Clause> = own.into_iter().map(|own| clause(subject, own)).collect();
    for (name, property) in &schema.properties {
        let given = value.map(|v| v.get(name));
        if matches!(given, Some(None)) {
            out.push(Clause::member(name, Claim::NotGiven));
        } else {
            let within = clauses(schemas, *property, given.flatten(), Some(name), depth)?;
            if within.is_empty() && schema.required.contains(name) {
                out.push(Clause::member(name, Claim::Given));
            }
            out.extend(within);
        }
    }
    let described = |name: &String| schema.properties.iter().any(|p| p.0 == *name);
    for name in schema.required.iter().filter(|name| !described(name)) {
        out.push(Clause::member(name, Claim::Given));
    }
    for id in schema.all_of.iter().chain(&schema.reference) {
        out.extend(clauses(schemas, *id, value, subject, depth)?);
    }
    if !schema.any_of.is_empty() {
        let groups = schema.any_of.iter().map(|id| {
            let group = clauses(schemas, *id, None, subject, depth)?;
            (!group.is_empty()).then_some(group)
        });
        out.push(Clause::Either(groups.collect::<Option<_>>()?));
    }
    if let Some(id) = schema.not {
        out.push(negated(schemas, id, subject)?);
    }
    Some(out)
}

/// Returns whether every keyword of a schema has a wording here.
fn has_wording(schema: &Schema) -> bool {
    schema.one_of.is_empty()
        && schema.if_.is_none()
        && schema.pattern_properties.is_empty()
        && schema.additional.is_none()
        && schema.unevaluated_properties.is_none()
        && schema.unevaluated_items.is_none()
        && schema.property_names.is_none()
        && schema.dependent_required.is_empty()
        && schema.dependent_schemas.is_empty()
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
        && schema.contains.is_none()
        && schema.multiple_of.is_none()
}

/// A schema's rules for a value itself, without those for its members.
fn own(schema: &Schema, value: Option<View<'_>>, is_member: bool) -> Vec<Claim> {
    let mut out = Vec::new();
    if let Some(wanted) = &schema.const_ {
        out.push(Claim::Is(samples([wanted])));
    } else if let Some(set) = &schema.enum_ {
        out.push(Claim::Is(match value {
            Some(value) => vec![Sample::of(value)],
            None => samples(set),
        }));
    }
    let characters = [(End::Min, schema.min_length), (End::Max, schema.max_length)];
    let characters = characters.into_iter();
    out.extend(characters.filter_map(|(end, limit)| Some(Claim::Characters(end, limit?))));
    out.extend(schema.pattern.clone().map(Claim::Pattern));
    let bounds = [
        (Bound::Minimum, &schema.minimum),
        (Bound::Maximum, &schema.maximum),
        (Bound::ExclusiveMinimum, &schema.exclusive_minimum),
        (Bound::ExclusiveMaximum, &schema.exclusive_maximum),
    ];
    for (bound, limit) in bounds {
        out.extend(
            limit
                .as_ref()
                .map(|limit| Claim::Bound(bound, limit.to_string())),
        );
    }
    let items = [(End::Min, schema.min_items), (End::Max, schema.max_items)];
    let items = items.into_iter();
    out.extend(items.filter_map(|(end, limit)| Some(Claim::Items(end, limit?))));
    let members = [
        (End::Min, schema.min_properties),
        (End::Max, schema.max_properties),
    ];
    let members = members.into_iter();
    out.extend(members.filter_map(|(end, limit)| Some(Claim::Members(end, limit?))));
    // An object type of the whole value is obvious, and so is any type that has a more
    // specific rule.
    if let ([only], true, true) = (&schema.types[..], out.is_empty(), is_member) {
        out.push(Claim::Type(*only));
    }
    out
}

/// The negation of a schema's rules, if they are one plain clause.
fn negated(schemas: &Schemas, id: SchemaId, subject: Option<&str>) -> Option<Clause> {
    let schema = &schemas[id];
    if !has_wording(schema) || schema.not.is_some() || !schema.any_of.is_empty() {
        return None;
    }
    if let ([name], true) = (&schema.required[..], schema.properties.is_empty()) {
        return Some(Clause::member(name, Claim::NotGiven));
    }
    if !schema.properties.is_empty() || !schema.required.is_empty() {
        return None;
    }
    let values = match (&schema.const_, &schema.enum_) {
        (Some(value), None) => samples([value]),
        (None, Some(set)) => samples(set),
        _ => return None,
    };
    Some(clause(subject, Claim::IsNot(values)))
}

fn clause(subject: Option<&str>, claim: Claim) -> Clause {
    Clause::Claim {
        member: subject.map(str::to_owned),
        claim,
    }
}

fn samples<'a>(values: impl IntoIterator<Item = &'a Tree>) -> Vec<Sample> {
    let values = values.into_iter();
    values.map(|value| Sample::of(value.root())).collect()
}

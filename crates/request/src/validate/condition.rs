//! Conditions in words: the reason that a rule applies, derived from the schema.
//!
//! Only clauses that read well are described: constants, sets, presence, types and their
//! negations. Anything else becomes "in this case" or is left out. Evaluating a condition
//! belongs elsewhere.

use json::{Tree, View};
use openapi::{Schema, SchemaId, Schemas};
use problem::words::{counted, list, quote, type_noun};
use problem::{Cause, Sample, Set};

/// The reason that a rule applies.
#[derive(Clone, Copy)]
pub(super) enum Condition<'a> {
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

/// All conditions of a rule, outermost first: "when `a` is `b` and `c` is given".
///
/// `None` if there are none, or only conditions that do not read well and can be omitted.
pub(super) fn words(
    schemas: &Schemas,
    conditions: &[Condition<'_>],
    rule: &Cause,
) -> Option<String> {
    let mut when = Vec::new();
    let mut unless = Vec::new();
    for condition in conditions {
        match condition {
            Condition::Given(name) => when.push(format!("{} is given", quote(name))),
            Condition::Holds(id, value) => match clauses(schemas, *id, Some(*value), "", DEPTH) {
                Some(clauses) if !clauses.is_empty() => when.extend(clauses),
                _ => {}
            },
            Condition::Fails(id) => match clauses(schemas, *id, None, "", DEPTH) {
                Some(clauses) if !clauses.is_empty() => unless.push(clauses.join(" and ")),
                _ => {}
            },
            // This is worded beside the rule, not as its condition.
            Condition::Nearest { .. } => {}
        }
    }
    // A clause about the value itself has no subject yet.
    for clause in when.iter_mut().chain(&mut unless) {
        if !clause.starts_with('`') {
            clause.insert_str(0, "it ");
        }
    }
    let mut words = String::new();
    if !when.is_empty() {
        when.dedup();
        words = "when ".to_owned() + &when.join(" and ");
    }
    if !unless.is_empty() {
        let space = if words.is_empty() { "" } else { " and " };
        words = words + space + "unless " + &unless.join(" or ");
    }
    // A bare "is required" would claim a rule that does not always apply.
    let is_about_presence = matches!(rule, Cause::Required | Cause::Forbidden);
    if words.is_empty() && is_about_presence && !conditions.is_empty() {
        words = "in this case".into();
    }
    (!words.is_empty()).then_some(words)
}

/// A schema's rules for the value itself, in words: "is `a`", "has `token`".
pub(super) fn of_value(schemas: &Schemas, id: SchemaId) -> Option<String> {
    let clauses = clauses(schemas, id, None, "", DEPTH)?;
    (!clauses.is_empty()).then(|| clauses.join(" and "))
}

/// A schema's rules, clause by clause; `None` if some of them have no wording.
///
/// `value` is the value that met the condition, if it did: a set is then worded by that
/// value. `subject` is empty for the value itself.
fn clauses(
    schemas: &Schemas,
    id: SchemaId,
    value: Option<View<'_>>,
    subject: &str,
    depth: usize,
) -> Option<Vec<String>> {
    let schema = &schemas[id];
    let depth = depth.checked_sub(1)?;
    if schema.boolean == Some(false) {
        return Some(vec![phrase(subject, "is not given")]);
    }
    if !has_wording(schema) {
        return None;
    }
    let mut out = own(schema, value, subject);
    for (name, property) in &schema.properties {
        let given = value.map(|v| v.get(name));
        if matches!(given, Some(None)) {
            out.push(phrase(name, "is not given"));
        } else {
            let within = clauses(schemas, *property, given.flatten(), name, depth)?;
            if within.is_empty() && schema.required.contains(name) {
                out.push(phrase(name, "is given"));
            }
            out.extend(within);
        }
    }
    let described = |name: &String| schema.properties.iter().any(|p| p.0 == *name);
    for name in schema.required.iter().filter(|name| !described(name)) {
        out.push(phrase(name, "is given"));
    }
    for id in schema.all_of.iter().chain(&schema.reference) {
        out.extend(clauses(schemas, *id, value, subject, depth)?);
    }
    if !schema.any_of.is_empty() {
        out.push(either(schemas, &schema.any_of, subject, depth)?);
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
fn own(schema: &Schema, value: Option<View<'_>>, subject: &str) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(wanted) = &schema.const_ {
        out.push(phrase(subject, &format!("is {}", shown(wanted))));
    } else if let Some(set) = &schema.enum_ {
        out.push(phrase(subject, &format!("is {}", of_set(set, value))));
    }
    match schema.min_length {
        Some(1) => out.push(phrase(subject, "is not empty")),
        Some(limit) => out.push(phrase(
            subject,
            &format!("has at least {}", counted(limit, "character")),
        )),
        None => {}
    }
    if let Some(limit) = schema.max_length {
        out.push(phrase(
            subject,
            &format!("has at most {}", counted(limit, "character")),
        ));
    }
    if let Some(pattern) = &schema.pattern {
        out.push(phrase(subject, &format!("matches the pattern `{pattern}`")));
    }
    let bounds = [
        ("is at least", &schema.minimum),
        ("is at most", &schema.maximum),
        ("is greater than", &schema.exclusive_minimum),
        ("is less than", &schema.exclusive_maximum),
    ];
    for (words, limit) in bounds {
        if let Some(limit) = limit {
            out.push(phrase(subject, &format!("{words} {limit}")));
        }
    }
    let counts = [
        ("at least", "item", schema.min_items),
        ("at most", "item", schema.max_items),
        ("at least", "member", schema.min_properties),
        ("at most", "member", schema.max_properties),
    ];
    for (words, unit, limit) in counts {
        if let Some(limit) = limit {
            out.push(phrase(
                subject,
                &format!("has {words} {}", counted(limit, unit)),
            ));
        }
    }
    // An object type of the whole value is obvious, and so is any type that has a more
    // specific rule.
    if let ([only], true, false) = (&schema.types[..], out.is_empty(), subject.is_empty()) {
        out.push(phrase(subject, &format!("is {}", type_noun(*only))));
    }
    out
}

/// The given value, or all possible ones.
fn of_set(set: &[Tree], value: Option<View<'_>>) -> String {
    match value {
        Some(value) => Sample::of(value).shown(),
        None => list(set.iter().map(shown), " or "),
    }
}

fn either(schemas: &Schemas, ids: &[SchemaId], subject: &str, depth: usize) -> Option<String> {
    let mut all = Vec::new();
    for id in ids {
        let clauses = clauses(schemas, *id, None, subject, depth)?;
        if clauses.is_empty() {
            return None;
        }
        all.push(clauses.join(" and "));
    }
    Some(all.join(" or "))
}

/// The negation of a schema's rules, if they are one plain clause.
fn negated(schemas: &Schemas, id: SchemaId, subject: &str) -> Option<String> {
    let schema = &schemas[id];
    if !has_wording(schema) || schema.not.is_some() || !schema.any_of.is_empty() {
        return None;
    }
    if let ([name], true) = (&schema.required[..], schema.properties.is_empty()) {
        return Some(phrase(name, "is not given"));
    }
    if !schema.properties.is_empty() || !schema.required.is_empty() {
        return None;
    }
    match (&schema.const_, &schema.enum_) {
        (Some(value), None) => Some(phrase(subject, &format!("is not {}", shown(value)))),
        (None, Some(set)) => {
            let set = list(set.iter().map(shown), " nor ");
            Some(phrase(subject, &format!("is neither {set}")))
        }
        _ => None,
    }
}

fn phrase(subject: &str, clause: &str) -> String {
    if subject.is_empty() {
        clause.to_owned()
    } else {
        quote(subject) + " " + clause
    }
}

fn shown(tree: &Tree) -> String {
    Sample::of(tree.root()).shown()
}

//! The wording for broken JSON Schema rules, except formats.

use super::words::{self, Near, Sample, Wording, counted, list, quote};
use super::{Bound, Cause, Clause, End, choice, clause, kind, patterns};
use pattern::{SHORT, Search, has_backreference};

/// Returns the wording for causes without a family.
pub(super) fn wording(cause: &Cause) -> Wording {
    match cause {
        Cause::Required => Wording::must("is required", ""),
        Cause::DependentRequired { with } => {
            Wording::must(format!("is required when {} is given", quote(with)), "")
        }
        Cause::Forbidden => Wording::must("must not be given", "; remove it"),
        Cause::Type { expected, found } => kind::wording(expected, found),
        Cause::Choice { allowed, found, .. } => choice::wording(allowed, found),
        Cause::Const { wanted, found } => choice::constant(wanted, found),
        Cause::Length { end, limit, found } => length(*end, *limit, *found),
        Cause::Pattern {
            pattern: asked,
            found,
            documented,
        } => patterns::wording(asked, found, documented),
        Cause::PatternUnchecked { pattern, search } => unchecked(pattern, *search),
        Cause::Range {
            bound,
            limit,
            found,
        } => range(*bound, limit, found),
        Cause::MultipleOf { step, found } => Wording::must(
            format!("must be a multiple of {step}"),
            format!("; {} is not", found.shown()),
        ),
        Cause::Items { end, limit, found } => count(*end, *limit, *found, "item"),
        Cause::Properties { end, limit, found } => count(*end, *limit, *found, "member"),
        _ => shape(cause),
    }
}

/// Returns the wording for rules about several values and for the limits of the checker.
fn shape(cause: &Cause) -> Wording {
    match cause {
        Cause::UniqueItems {
            first,
            second,
            found,
        } => Wording::must(
            "must not contain the same value twice",
            format!(
                "; items {first} and {second} are both {}: remove one",
                found.shown()
            ),
        ),
        Cause::Contains { rule, count } => Wording::must(
            format!("must contain an item {}", clause::of_item(rule, "that")),
            match count {
                0 => "; it is empty: add one".into(),
                1 => "; its only item is not: add one".into(),
                count => format!("; none of its {count} items is: add one"),
            },
        ),
        Cause::ContainsCount {
            end,
            limit,
            found,
            rule,
        } => contained(*end, *limit, *found, rule),
        Cause::AdditionalProperties { name, known }
        | Cause::UnevaluatedProperties { name, known } => additional(name, known),
        Cause::UnevaluatedItems => Wording::finding("is not a documented item; remove it"),
        Cause::Excluded { alone: true } => Wording::finding(
            "is documented and not allowed: the same schema forbids all members that it does not list itself, and it lists none, so that no object but `{}` fits; remove it, and report this to the authors of the documentation",
        ),
        Cause::Excluded { alone: false } => Wording::finding(
            "is documented and not allowed: the same schema forbids all members that it does not list itself; remove it, and report this to the authors of the documentation",
        ),
        Cause::ReadOnly => {
            Wording::finding("is read-only: the server may refuse or ignore it; leave it out")
        }
        Cause::WriteOnly => {
            Wording::finding("is write-only: the documentation has it in requests only")
        }
        Cause::PropertyNames { why } => Wording::finding(format!(
            "has a name that the documentation does not allow: it {}",
            why.wording().text()
        )),
        Cause::Not { rule } => clause::excluded(rule),
        Cause::NoneOf {
            count,
            nearest,
            within,
            why,
            ..
        } => none_of(*count, nearest.as_deref(), *within, why),
        Cause::Unlike { found } => Wording::finding(format!(
            "matches none of the documented forms: {}; compare it with the documentation",
            found.shown()
        )),
        Cause::ManyOf { matching } => Wording::finding(format!(
            "matches {} of the documented forms where exactly one may match: {}; leave out what belongs to the others",
            matching.len(),
            list(matching.iter().cloned(), " and ")
        )),
        Cause::TooDeep => Wording::finding(
            "is nested deeper than can be checked; what is further in is sent unchecked",
        ),
        Cause::TooMuch => {
            Wording::finding("is too large to be checked in full; the rest is sent unchecked")
        }
        Cause::More { listed } => Wording::finding(format!(
            "has more problems than the {listed} that are listed; correct these first"
        )),
        Cause::Duplicate { name } => Wording::finding(format!(
            "is given twice: the name {} occurs more than once in this object, and most readers keep only the last; remove or rename one",
            quote(name)
        )),
        // Each family is worded in its module.
        _ => Wording::finding("breaks a rule of the documentation"),
    }
}

/// Returns the wording for the number of items that meet a rule.
fn contained(end: End, limit: u64, found: u64, rule: &[Clause]) -> Wording {
    let pronoun = if limit <= 1 { "that" } else { "of which each" };
    let this = match found {
        0 => "none is".to_owned(),
        1 => "1 is".to_owned(),
        found => format!("{found} are"),
    };
    let many = match (end, limit) {
        (End::Max, 0) => "no item".to_owned(),
        _ => [end.pick("at least ", "at most "), &counted(limit, "item")].concat(),
    };
    let change = [
        end.pick("add ", "remove "),
        &limit.abs_diff(found).to_string(),
    ]
    .concat();
    Wording::must(
        format!("must contain {many} {}", clause::of_item(rule, pronoun)),
        format!("; {this}: {change}"),
    )
}

fn none_of(count: usize, nearest: Option<&str>, within: bool, why: &Cause) -> Wording {
    let why = why.wording();
    let Some(nearest) = nearest else {
        return why;
    };
    if within {
        return why.with(&format!(
            "; the nearest of the {count} documented forms, {nearest}, requires this"
        ));
    }
    Wording::finding(format!(
        "matches none of the {count} documented forms; the nearest is {nearest}, but this {}",
        why.text()
    ))
}

fn length(end: End, limit: u64, found: u64) -> Wording {
    match end {
        End::Min if found == 0 => Wording::must(
            "must not be empty",
            format!("; write at least {}", counted(limit, "character")),
        ),
        End::Min => Wording::must(
            format!("must be at least {} long", counted(limit, "character")),
            format!("; this has {found}: add {}", limit - found.min(limit)),
        ),
        End::Max if limit == 0 => Wording::must(
            "must be empty",
            format!("; this has {}", counted(found, "character")),
        ),
        End::Max => Wording::must(
            format!("must be at most {} long", counted(limit, "character")),
            format!("; this has {found}: remove {}", found - limit.min(found)),
        ),
    }
}

/// A pattern that cannot be checked is a fault of the document or a limit of this program, never
/// the person's fault.
fn unchecked(pattern: &str, search: Search) -> Wording {
    let (why, next) = match search {
        Search::Unreadable => (
            format!("{} is not a regular expression", quote(pattern)),
            "report this to the authors of the documentation",
        ),
        Search::Foreign => (
            match has_backreference(pattern) {
                true => format!(
                    "has a backreference, which is tried only on texts of up to {SHORT} characters"
                ),
                false => format!("is tried only on texts of up to {SHORT} characters"),
            },
            "compare it with the documentation yourself",
        ),
        _ => (
            "takes too long on this text".to_owned(),
            "compare it with the documentation yourself",
        ),
    };
    Wording::finding(format!(
        "was not checked: the documented pattern {why}; {next}"
    ))
}

fn range(bound: Bound, limit: &str, found: &Sample) -> Wording {
    Wording::must(
        format!("must be {} {limit}", bound.words()),
        format!("; {} is not", found.shown()),
    )
}

fn count(end: End, limit: u64, found: u64, unit: &str) -> Wording {
    let this = if found == 0 {
        "none".to_owned()
    } else {
        found.to_string()
    };
    match end {
        End::Min => Wording::must(
            format!("must have at least {}", counted(limit, unit)),
            format!("; this has {this}: add {}", limit - found.min(limit)),
        ),
        End::Max if limit == 0 => Wording::must(
            "must be empty",
            format!("; this has {}", counted(found, unit)),
        ),
        End::Max => Wording::must(
            format!("must have at most {}", counted(limit, unit)),
            format!("; this has {this}: remove {}", found - limit.min(found)),
        ),
    }
}

fn additional(name: &str, known: &[String]) -> Wording {
    let shown = quote(name);
    // Only a branch that does not apply defines it, such as one of `dependentSchemas`.
    if known.iter().any(|other| other == name) {
        return Wording::finding(format!(
            "is not allowed here: {shown} is documented only under a condition that does not hold; remove it"
        ));
    }
    Wording::finding(
        match words::nearest(name, known.iter().map(String::as_str)) {
            Some(Near::Case(near)) => format!(
                "is not a documented member: {shown} differs from {} in upper and lower case; write {}",
                quote(near),
                quote(near)
            ),
            Some(Near::Space(near) | Near::Close(near)) => {
                format!(
                    "is not a documented member: {shown}; did you mean {}?",
                    quote(near)
                )
            }
            None if known.is_empty() => format!("is not a documented member: {shown}; remove it"),
            None => format!(
                "is not a documented member: {shown}; remove it, or use {}",
                list(known.iter().map(|n| quote(n)), " or ")
            ),
        },
    )
}

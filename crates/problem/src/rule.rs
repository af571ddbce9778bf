//! The words for broken JSON Schema rules, formats aside.

use super::words::{self, Near, Said, Sample, counted, list, quote};
use super::{Bound, Cause, End, choice, kind, patterns};
use pattern::{SHORT, Search, has_backreference};

/// Words for the causes that have no family of their own.
pub(super) fn said(cause: &Cause) -> Said {
    match cause {
        Cause::Required => Said::must("is required", ""),
        Cause::DependentRequired { with } => {
            Said::must(format!("is required when {} is given", quote(with)), "")
        }
        Cause::Forbidden => Said::must("must not be given", "; remove it"),
        Cause::Type { expected, found } => kind::said(expected, found),
        Cause::Choice { allowed, found, .. } => choice::said(allowed, found),
        Cause::Const { wanted, found } => choice::constant(wanted, found),
        Cause::Length { end, limit, found } => length(*end, *limit, *found),
        Cause::Pattern {
            pattern: asked,
            found,
            documented,
        } => patterns::said(asked, found, documented),
        Cause::PatternUnchecked { pattern, search } => unchecked(pattern, *search),
        Cause::Range {
            bound,
            limit,
            found,
        } => range(*bound, limit, found),
        Cause::MultipleOf { step, found } => Said::must(
            format!("must be a multiple of {step}"),
            format!("; {} is not", found.shown()),
        ),
        Cause::Items { end, limit, found } => count(*end, *limit, *found, "item"),
        Cause::Properties { end, limit, found } => count(*end, *limit, *found, "member"),
        _ => shape(cause),
    }
}

/// Words for rules about more than one value, and for the checker's own limits.
fn shape(cause: &Cause) -> Said {
    match cause {
        Cause::UniqueItems {
            first,
            second,
            found,
        } => Said::must(
            "must not hold the same value twice",
            format!(
                "; items {first} and {second} are both {}: remove one",
                found.shown()
            ),
        ),
        Cause::Contains { what, count } => Said::must(
            match what {
                Some(what) if what.starts_with('`') => format!("must hold an item where {what}"),
                Some(what) => format!("must hold an item that {what}"),
                None => "must hold an item of the documented kind".into(),
            },
            match count {
                0 => "; it is empty: add one".into(),
                1 => "; its only item is not: add one".into(),
                count => format!("; none of its {count} items is: add one"),
            },
        ),
        Cause::AdditionalProperties { name, known }
        | Cause::UnevaluatedProperties { name, known } => additional(name, known),
        Cause::UnevaluatedItems => Said::finds("is not a documented item; remove it"),
        Cause::Excluded { alone: true } => Said::finds(
            "is documented and not allowed: the same schema forbids all members that it does not list itself, and it lists none, so that no object but `{}` fits; remove it, and report this to the authors of the documentation",
        ),
        Cause::Excluded { alone: false } => Said::finds(
            "is documented and not allowed: the same schema forbids all members that it does not list itself; remove it, and report this to the authors of the documentation",
        ),
        Cause::ReadOnly => {
            Said::finds("is read-only: the server may refuse or ignore it; leave it out")
        }
        Cause::WriteOnly => Said::finds("is write-only: the documentation has it in requests only"),
        Cause::PropertyNames { why } => Said::finds(format!(
            "has a name that the documentation does not allow: it {}",
            why.said().text()
        )),
        Cause::Not { what } => not(what.as_deref()),
        Cause::NoneOf {
            count,
            nearest,
            within,
            why,
            ..
        } => none_of(*count, nearest.as_deref(), *within, why),
        Cause::Unlike { found } => Said::finds(format!(
            "matches none of the documented forms: {}; compare it with the documentation",
            found.shown()
        )),
        Cause::ManyOf { matching } => Said::finds(format!(
            "matches {} of the documented forms where exactly one may match: {}; leave out what belongs to the others",
            matching.len(),
            list(matching.iter().cloned(), " and ")
        )),
        Cause::TooDeep => Said::finds(
            "is nested deeper than can be checked; what is further in is sent unchecked",
        ),
        Cause::TooMuch => {
            Said::finds("is too large to be checked in full; the rest is sent unchecked")
        }
        Cause::More { listed } => Said::finds(format!(
            "has more problems than the {listed} that are listed; correct these first"
        )),
        Cause::Duplicate { name } => Said::finds(format!(
            "is given twice: the name {} stands more than once in this object, and most readers keep only the last; remove or rename one",
            quote(name)
        )),
        // The families word themselves in their own files.
        _ => Said::finds("breaks a rule of the documentation"),
    }
}

fn not(what: Option<&str>) -> Said {
    match what {
        Some("is given") => Said::must("must not be given", "; remove it"),
        // A clause about members, in the words of a condition.
        Some(what) if what.starts_with('`') => Said::finds(format!(
            "is ruled out by the documentation: {what}; change one of them"
        )),
        Some(what) => {
            let must = if let Some(what) = what.strip_prefix("is ") {
                format!("must not be {what}")
            } else if let Some(what) = what.strip_prefix("matches ") {
                format!("must not match {what}")
            } else {
                format!("must not be a value that {what}")
            };
            Said::must(must, "; write another value")
        }
        None => Said::must(
            "must not be of a form that the documentation rules out",
            "; change it",
        ),
    }
}

fn none_of(count: usize, nearest: Option<&str>, within: bool, why: &Cause) -> Said {
    let why = why.said();
    let Some(nearest) = nearest else {
        return why;
    };
    if within {
        return why.with(&format!(
            "; the nearest of the {count} documented forms, {nearest}, requires this"
        ));
    }
    Said::finds(format!(
        "matches none of the {count} documented forms; the nearest is {nearest}, but this {}",
        why.text()
    ))
}

fn length(end: End, limit: u64, found: u64) -> Said {
    match end {
        End::Min if found == 0 => Said::must(
            "must not be empty",
            format!("; write at least {}", counted(limit, "character")),
        ),
        End::Min => Said::must(
            format!("must be at least {} long", counted(limit, "character")),
            format!("; this has {found}: add {}", limit - found.min(limit)),
        ),
        End::Max if limit == 0 => Said::must(
            "must be empty",
            format!("; this has {}", counted(found, "character")),
        ),
        End::Max => Said::must(
            format!("must be at most {} long", counted(limit, "character")),
            format!("; this has {found}: remove {}", found - limit.min(found)),
        ),
    }
}

/// That a pattern cannot be tried is the document's fault or our limit, never the person's.
fn unchecked(pattern: &str, search: Search) -> Said {
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
    Said::finds(format!(
        "was not checked: the documented pattern {why}; {next}"
    ))
}

fn range(bound: Bound, limit: &str, found: &Sample) -> Said {
    let words = match bound {
        Bound::Minimum => "at least",
        Bound::Maximum => "at most",
        Bound::ExclusiveMinimum => "greater than",
        Bound::ExclusiveMaximum => "less than",
    };
    Said::must(
        format!("must be {words} {limit}"),
        format!("; {} is not", found.shown()),
    )
}

fn count(end: End, limit: u64, found: u64, unit: &str) -> Said {
    let this = if found == 0 {
        "none".to_owned()
    } else {
        found.to_string()
    };
    match end {
        End::Min => Said::must(
            format!("must have at least {}", counted(limit, unit)),
            format!("; this has {this}: add {}", limit - found.min(limit)),
        ),
        End::Max if limit == 0 => Said::must(
            "must be empty",
            format!("; this has {}", counted(found, unit)),
        ),
        End::Max => Said::must(
            format!("must have at most {}", counted(limit, unit)),
            format!("; this has {this}: remove {}", found - limit.min(found)),
        ),
    }
}

fn additional(name: &str, known: &[String]) -> Said {
    let shown = quote(name);
    // Only a branch knows it, such as one of `dependentSchemas`, and that does not apply.
    if known.iter().any(|other| other == name) {
        return Said::finds(format!(
            "is not allowed here: {shown} is documented only under a condition that does not hold; remove it"
        ));
    }
    Said::finds(
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

//! Rules about values as data, and their wording as clauses: "`kind` is `a` and it is not empty".
//!
//! Clauses explain why another rule applies, or what `contains` and `not` are about. Deriving them
//! from a schema belongs elsewhere.

use super::words::{Sample, Wording, counted, list, quote, type_noun};
use super::{Bound, End, Type};

/// A statement about a value: one that a condition makes, or a rule of an item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Clause {
    /// A claim about the value itself, or about a member that may be some levels further in.
    Claim {
        /// The member's name; `None` for the value itself.
        member: Option<String>,
        /// The claim.
        claim: Claim,
    },
    /// At least one alternative is true; the clauses of an alternative are true together.
    Either(Vec<Vec<Clause>>),
}

/// A claim about one value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// The value is present.
    Given,
    /// The value is absent.
    NotGiven,
    /// The value is one of these.
    Is(Vec<Sample>),
    /// The value is none of these.
    IsNot(Vec<Sample>),
    /// The value has this type.
    Type(Type),
    /// A number has this bound, written as in the document.
    Bound(Bound, String),
    /// The text matches this pattern (ECMA-262).
    Pattern(String),
    /// The text has at least, or at most, this number of characters (Unicode code points).
    Characters(End, u64),
    /// The array has at least, or at most, this number of items.
    Items(End, u64),
    /// The object has at least, or at most, this number of members.
    Members(End, u64),
}

/// The reason that a rule applies: all of `when` and none of `unless`.
///
/// If both are empty, the reason has no wording, and the message has "in this case".
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Condition {
    /// The clauses that are true.
    pub when: Vec<Clause>,
    /// Groups of clauses; in each, at least one clause is false.
    pub unless: Vec<Vec<Clause>>,
}

impl Clause {
    /// Returns a claim about the value itself.
    pub fn value(claim: Claim) -> Clause {
        Clause::Claim {
            member: None,
            claim,
        }
    }

    /// Returns a claim about a member.
    pub fn member(name: impl Into<String>, claim: Claim) -> Clause {
        Clause::Claim {
            member: Some(name.into()),
            claim,
        }
    }

    /// Returns whether a member is the subject of a claim in it.
    fn names_member(&self) -> bool {
        match self {
            Clause::Claim { member, .. } => member.is_some(),
            Clause::Either(groups) => groups.iter().flatten().any(Clause::names_member),
        }
    }

    /// Returns the clause; `own` is the subject of a claim about the value itself.
    fn text(&self, own: &str) -> String {
        match self {
            Clause::Claim { member, claim } => match member {
                Some(name) => format!("{} {}", quote(name), claim.text()),
                None => format!("{own}{}", claim.text()),
            },
            Clause::Either(groups) => joined(groups.iter().map(|group| all(group, own)), " or "),
        }
    }
}

impl Claim {
    /// Returns the verb and the rest: "is `a` or `b`", "has at least 3 items".
    fn text(&self) -> String {
        match self {
            Claim::Given => "is given".into(),
            Claim::NotGiven => "is not given".into(),
            Claim::Is(values) => format!("is {}", shown(values, " or ")),
            Claim::IsNot(values) if values.len() > 1 => {
                format!("is neither {}", shown(values, " nor "))
            }
            Claim::IsNot(values) => format!("is not {}", shown(values, " nor ")),
            Claim::Type(kind) => format!("is {}", type_noun(*kind)),
            Claim::Bound(bound, limit) => format!("is {} {limit}", bound.words()),
            Claim::Pattern(pattern) => format!("matches the pattern `{pattern}`"),
            Claim::Characters(End::Min, 1) => "is not empty".into(),
            Claim::Characters(end, limit) => has(*end, *limit, "character"),
            Claim::Items(end, limit) => has(*end, *limit, "item"),
            Claim::Members(end, limit) => has(*end, *limit, "member"),
        }
    }

    /// Returns the wording of the rule that the claim must not be true.
    fn excluded(&self) -> Wording {
        let must = match self {
            Claim::Given => return Wording::must("must not be given", "; remove it"),
            Claim::NotGiven => "must be given".into(),
            Claim::Is(values) => format!("must not be {}", shown(values, " or ")),
            Claim::IsNot(values) => format!("must be {}", shown(values, " or ")),
            Claim::Type(kind) => format!("must not be {}", type_noun(*kind)),
            Claim::Bound(bound, limit) => format!("must not be {} {limit}", bound.words()),
            Claim::Pattern(pattern) => format!("must not match the pattern `{pattern}`"),
            Claim::Characters(End::Min, 1) => "must be empty".into(),
            _ => format!("must not be a value that {}", self.text()),
        };
        Wording::must(must, "; write another value")
    }
}

impl Condition {
    /// Returns the condition: "when `a` is `b` and `c` is given unless `d` is given".
    pub(super) fn text(&self) -> String {
        let mut parts = Vec::new();
        if !self.when.is_empty() {
            let clauses = self.when.iter().map(|clause| clause.text("it "));
            parts.push(format!("when {}", joined(clauses, " and ")));
        }
        if !self.unless.is_empty() {
            let groups = self.unless.iter().map(|group| all(group, "it "));
            parts.push(format!("unless {}", joined(groups, " or ")));
        }
        if parts.is_empty() {
            return "in this case".into();
        }
        parts.join(" and ")
    }
}

/// Returns the rule for an item, to follow "an item": "that is `a`", "where `id` is given".
pub(super) fn of_item(rule: &[Clause], pronoun: &str) -> String {
    if rule.is_empty() {
        "of the documented kind".into()
    } else if rule.iter().any(Clause::names_member) {
        format!("where {}", all(rule, "it "))
    } else {
        format!("{pronoun} {}", all(rule, ""))
    }
}

/// Returns the wording for a value that meets a rule that it must not meet.
pub(super) fn excluded(rule: &[Clause]) -> Wording {
    match rule {
        [] => Wording::must(
            "must not be of a form that the documentation rules out",
            "; change it",
        ),
        [
            Clause::Claim {
                member: None,
                claim,
            },
        ] => claim.excluded(),
        _ if rule.iter().any(Clause::names_member) => Wording::finding(format!(
            "is ruled out by the documentation: {}; change one of them",
            all(rule, "it ")
        )),
        _ => Wording::must(
            format!("must not be a value that {}", all(rule, "")),
            "; write another value",
        ),
    }
}

fn all(clauses: &[Clause], own: &str) -> String {
    joined(clauses.iter().map(|clause| clause.text(own)), " and ")
}

fn joined(clauses: impl Iterator<Item = String>, word: &str) -> String {
    clauses.collect::<Vec<_>>().join(word)
}

fn shown(values: &[Sample], last: &str) -> String {
    list(values.iter().map(Sample::shown), last)
}

fn has(end: End, limit: u64, unit: &str) -> String {
    format!(
        "has {} {}",
        end.pick("at least", "at most"),
        counted(limit, unit)
    )
}

//! The causes of problems, as data, and their codes. Wording them belongs elsewhere.

use crate::words::Sample;
use crate::{
    Bound, Clause, Condition, End, Flaw, Form, Format, Kept, Secret, Set, Signing, Template, Text,
    Type, Xml, patterns, request,
};
use pattern::Search;
use std::rc::Rc;

/// The cause of a problem, with the data that its message needs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// A required member is missing.
    Required,
    /// A member is required because another one is present.
    DependentRequired {
        with: String,
    },
    /// A value is not allowed at all (a `false` schema).
    Forbidden,
    /// The value has another type.
    Type {
        expected: Vec<Type>,
        found: Sample,
    },
    /// The value is outside its closed set.
    Choice {
        set: Set,
        allowed: Vec<Sample>,
        found: Sample,
    },
    /// The value differs from the only one allowed.
    Const {
        wanted: Sample,
        found: Sample,
    },
    /// Too few or too many characters (Unicode code points).
    Length {
        end: End,
        limit: u64,
        found: u64,
    },
    /// The text does not match the pattern.
    Pattern {
        pattern: String,
        found: Sample,
        documented: Box<patterns::Documented>,
    },
    /// The pattern could not be checked on this text.
    PatternUnchecked {
        pattern: String,
        /// The outcome of the search, which explains why.
        search: Search,
    },
    /// The text does not match its format.
    Format {
        format: Format,
        flaw: Flaw,
        found: Sample,
    },
    /// A number is out of bounds; the numbers are kept as written.
    Range {
        bound: Bound,
        limit: String,
        found: Sample,
    },
    MultipleOf {
        step: String,
        found: Sample,
    },
    /// Too few or too many items.
    Items {
        end: End,
        limit: u64,
        found: u64,
    },
    /// Two items are equal; their positions count from 1.
    UniqueItems {
        first: usize,
        second: usize,
        found: Sample,
    },
    /// No item matches `contains`.
    Contains {
        /// The rule for an item; empty if it has no wording.
        rule: Vec<Clause>,
        count: usize,
    },
    /// Too few or too many items are as `contains` asks, other than none where one would do.
    ContainsCount {
        end: End,
        limit: u64,
        found: u64,
        /// The rule for an item; empty if it has no wording.
        rule: Vec<Clause>,
    },
    /// Too few or too many members.
    Properties {
        end: End,
        limit: u64,
        found: u64,
    },
    /// The document does not define this member.
    AdditionalProperties {
        name: String,
        known: Rc<[String]>,
    },
    /// The document defines this member, but `additionalProperties: false` beside its `allOf` or
    /// `$ref` forbids it.
    Excluded {
        /// True if that schema lists no members, so that only `{}` is valid.
        alone: bool,
    },
    /// No schema evaluates this member (`unevaluatedProperties`).
    UnevaluatedProperties {
        name: String,
        known: Rc<[String]>,
    },
    /// No schema evaluates this item.
    UnevaluatedItems,
    /// A request has a member that only the server sets.
    ReadOnly,
    /// A reply has a member that belongs to requests only.
    WriteOnly,
    /// A member's name breaks a rule for names.
    PropertyNames {
        why: Box<Cause>,
    },
    /// The value matches a rule that `not` excludes.
    Not {
        /// That rule; empty if it has no wording.
        rule: Vec<Clause>,
    },
    /// No alternative of `anyOf` or `oneOf` matches; `why` is a fault of the nearest one.
    NoneOf {
        set: Set,
        /// The number of alternatives.
        count: usize,
        /// The nearest one's title or type; `None` if none is nearest.
        nearest: Option<String>,
        /// True if the fault concerns an inner value or member and is reported at its place.
        within: bool,
        why: Box<Cause>,
    },
    /// The value matches none of the alternatives within an alternative.
    Unlike {
        found: Sample,
    },
    /// More than one alternative of `oneOf` matches; their titles or types.
    ManyOf {
        matching: Vec<String>,
    },
    /// A rule with a condition: "is required when `a` is `b`".
    Conditional {
        condition: Condition,
        rule: Box<Cause>,
    },
    /// Schemas nest deeper than the checker follows.
    TooDeep,
    /// Checking would take too long.
    TooMuch,
    /// More problems were found than are listed.
    More {
        listed: usize,
    },

    /// A member name occurs twice in an object.
    Duplicate {
        name: String,
    },
    /// A text is not JSON.
    Json(json::Error),
    /// A value that a form cannot represent.
    Form(Form),
    /// A value that XML cannot represent, or bytes that are not XML.
    Xml(Xml),
    /// Characters that are not sent unchanged, or that receivers may refuse.
    Text(Text),
    /// A fault of the finished request: its address, a header field, a credential.
    Request(request::Request),
    /// A secret that cannot be used.
    Secret(Secret),
    /// A template that cannot be filled.
    Template(Template),
    /// An id or a time that cannot be signed.
    Signing(Signing),
    /// A fault of drafts, storage or documents.
    Kept(Kept),
}

impl Cause {
    /// Returns the JSON Schema keyword if one applies, otherwise a word of this crate.
    pub fn code(&self) -> &'static str {
        match self {
            Cause::Required => "required",
            Cause::DependentRequired { .. } => "dependentRequired",
            Cause::Forbidden => "false",
            Cause::Type { .. } => "type",
            Cause::NoneOf {
                within: true, why, ..
            } => why.code(),
            Cause::Choice { set, .. } | Cause::NoneOf { set, .. } => set.code(),
            Cause::Const { .. } => "const",
            Cause::Length { end, .. } => end.pick("minLength", "maxLength"),
            Cause::Pattern { .. } | Cause::PatternUnchecked { .. } => "pattern",
            Cause::Format { .. } => "format",
            Cause::Range { bound, .. } => bound.code(),
            Cause::MultipleOf { .. } => "multipleOf",
            Cause::Items { end, .. } => end.pick("minItems", "maxItems"),
            Cause::UniqueItems { .. } => "uniqueItems",
            Cause::Contains { .. } => "contains",
            Cause::ContainsCount { end, .. } => end.pick("minContains", "maxContains"),
            Cause::Properties { end, .. } => end.pick("minProperties", "maxProperties"),
            Cause::AdditionalProperties { .. } | Cause::Excluded { .. } => "additionalProperties",
            Cause::UnevaluatedProperties { .. } => "unevaluatedProperties",
            Cause::UnevaluatedItems => "unevaluatedItems",
            Cause::ReadOnly => "readOnly",
            Cause::WriteOnly => "writeOnly",
            Cause::PropertyNames { .. } => "propertyNames",
            Cause::Not { .. } => "not",
            Cause::ManyOf { .. } => "oneOf",
            Cause::Unlike { .. } => "anyOf",
            Cause::Conditional { rule, .. } => rule.code(),
            Cause::TooDeep | Cause::TooMuch | Cause::More { .. } => "limit",
            Cause::Duplicate { .. } => "duplicate",
            Cause::Json(_) => "json",
            Cause::Form(_) => "form",
            Cause::Xml(_) => "xml",
            Cause::Text(_) => "encoding",
            Cause::Request(flaw) => flaw.code(),
            Cause::Secret(_) => "secret",
            Cause::Template(_) => "template",
            Cause::Signing(flaw) => flaw.code(),
            Cause::Kept(flaw) => flaw.code(),
        }
    }
}

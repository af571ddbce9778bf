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
        /// The name of the other member.
        with: String,
    },
    /// A value is not allowed at all (a `false` schema).
    Forbidden,
    /// The value has another type.
    Type {
        /// The types that are allowed.
        expected: Vec<Type>,
        /// The value.
        found: Sample,
    },
    /// The value is outside its closed set.
    Choice {
        /// The keyword of the set.
        set: Set,
        /// The values of the set.
        allowed: Vec<Sample>,
        /// The value.
        found: Sample,
    },
    /// The value differs from the only one allowed.
    Const {
        /// The value that is allowed.
        wanted: Sample,
        /// The value.
        found: Sample,
    },
    /// Too few or too many characters (Unicode code points).
    Length {
        /// The end that is exceeded.
        end: End,
        /// The number of characters at that end.
        limit: u64,
        /// The number of characters of the text.
        found: u64,
    },
    /// The text does not match the pattern.
    Pattern {
        /// The pattern (ECMA-262).
        pattern: String,
        /// The text.
        found: Sample,
        /// The shape of the pattern and the documented examples, as help.
        documented: Box<patterns::Documented>,
    },
    /// The pattern could not be checked on this text.
    PatternUnchecked {
        /// The pattern (ECMA-262).
        pattern: String,
        /// The outcome of the search, which explains why.
        search: Search,
    },
    /// The text does not match its format.
    Format {
        /// The format.
        format: Format,
        /// The flaw in the text.
        flaw: Flaw,
        /// The text.
        found: Sample,
    },
    /// A number is out of bounds; the numbers are kept as written.
    Range {
        /// The bound that is exceeded.
        bound: Bound,
        /// The number text of the bound.
        limit: String,
        /// The number.
        found: Sample,
    },
    /// A number is not a multiple of another one.
    MultipleOf {
        /// The number text of that one.
        step: String,
        /// The number.
        found: Sample,
    },
    /// Too few or too many items.
    Items {
        /// The end that is exceeded.
        end: End,
        /// The number of items at that end.
        limit: u64,
        /// The number of items of the list.
        found: u64,
    },
    /// Two items are equal; their positions count from 1.
    UniqueItems {
        /// The position of the first.
        first: usize,
        /// The position of the second.
        second: usize,
        /// The item.
        found: Sample,
    },
    /// No item matches `contains`.
    Contains {
        /// The rule for an item; empty if it has no wording.
        rule: Vec<Clause>,
        /// The number of items of the list.
        count: usize,
    },
    /// Too few or too many items are as `contains` asks, other than none where one would do.
    ContainsCount {
        /// The end that is exceeded.
        end: End,
        /// The number of matching items at that end.
        limit: u64,
        /// The number of matching items.
        found: u64,
        /// The rule for an item; empty if it has no wording.
        rule: Vec<Clause>,
    },
    /// Too few or too many members.
    Properties {
        /// The end that is exceeded.
        end: End,
        /// The number of members at that end.
        limit: u64,
        /// The number of members of the object.
        found: u64,
    },
    /// The document does not define this member.
    AdditionalProperties {
        /// The member's name.
        name: String,
        /// The documented names.
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
        /// The member's name.
        name: String,
        /// The documented names.
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
        /// The rule for names that it breaks.
        why: Box<Cause>,
    },
    /// The value matches a rule that `not` excludes.
    Not {
        /// That rule; empty if it has no wording.
        rule: Vec<Clause>,
    },
    /// No alternative of `anyOf` or `oneOf` matches; `why` is a fault of the nearest one.
    NoneOf {
        /// The keyword of the alternatives.
        set: Set,
        /// The number of alternatives.
        count: usize,
        /// The nearest one's title or type; `None` if none is nearest.
        nearest: Option<String>,
        /// True if the fault concerns an inner value or member and is reported at its place.
        within: bool,
        /// The fault.
        why: Box<Cause>,
    },
    /// The value matches none of the alternatives within an alternative.
    Unlike {
        /// The value.
        found: Sample,
    },
    /// More than one alternative of `oneOf` matches; their titles or types.
    ManyOf {
        /// The titles or types of the alternatives that match.
        matching: Vec<String>,
    },
    /// A rule with a condition: "is required when `a` is `b`".
    Conditional {
        /// The condition.
        condition: Condition,
        /// The rule that is broken.
        rule: Box<Cause>,
    },
    /// Schemas nest deeper than the checker follows.
    TooDeep,
    /// Checking would take too long.
    TooMuch,
    /// More problems were found than are listed.
    More {
        /// The number of problems that are listed.
        listed: usize,
    },

    /// A member name occurs twice in an object.
    Duplicate {
        /// The name.
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

//! Problems, and the one place that words them.
//!
//! A message gives the rule, the finding and the next step. It never names the field, because the
//! problem's place does, and it does not end with a period. Every cause carries the data that its
//! message needs; the modules word one family of causes each. Finding problems is left to other
//! crates.
//!
//! ```
//! use problem::{Cause, Field, Severity};
//!
//! let problem = Cause::Required.at(Field::body().member("name"), Severity::Error);
//! assert_eq!(problem.to_string(), "body:/name is required");
//! ```

mod bounds;
mod choice;
mod field;
mod format;
mod syntax;
mod types;
mod kept;
mod kind;
mod markup;
pub mod patterns;
pub mod request;
mod rule;
mod signing;
#[cfg(test)]
mod tests;
mod wire;
pub mod words;

use std::fmt;
use std::rc::Rc;

use pattern::Search;

pub use bounds::{Bound, End, Set};
pub use field::{Field, Root, Setting, Step};
pub use format::{Flaw, Format, TimePart};
pub use kept::Kept;
pub use markup::{Markup, Part};
pub use signing::{ComponentFault, Signing, Template, Unlike, Unsignable};
pub use syntax::json_flaw;
pub use types::Type;
pub use wire::{Form, Secret, Text, Xml};
pub use words::Sample;
use words::Wording;

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A rule known from a source other than the document, or something worth a look.
    Warning,
    /// A broken rule of the document; the request can still be sent.
    Error,
    /// The request cannot be sent at all.
    Blocks,
}

impl Severity {
    /// Returns the word in `data-severity`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
            Severity::Blocks => "blocks",
        }
    }
}

/// A problem at a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub cause: Cause,
    pub at: Field,
    pub severity: Severity,
    /// The source of the rule, if it is not the document.
    pub source: Option<String>,
    /// The sentences of the documentation behind the rule, which the message quotes.
    pub reason: Vec<String>,
}

impl Problem {
    /// Returns the JSON Schema keyword if one applies, otherwise a word of this crate.
    pub fn code(&self) -> &'static str {
        self.cause.code()
    }

    /// Returns the rule, the finding, the next step and the sentences of the documentation.
    pub fn message(&self) -> String {
        self.cause.message(&self.reason)
    }
}

/// Writes the place and the message.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.at, self.message())
    }
}

impl std::error::Error for Problem {}

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
    /// No item matches `contains`; `what` describes the rule if that is possible.
    Contains {
        what: Option<String>,
        count: usize,
    },
    /// Too few or too many items are as `contains` asks, other than none where one would do.
    ContainsCount {
        end: End,
        limit: u64,
        found: u64,
        what: Option<String>,
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
    /// The value matches what `not` rules out; `what` describes it if that is possible.
    Not {
        what: Option<String>,
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
    /// A rule with a condition, in words such as "when `a` is `b`".
    Conditional {
        condition: String,
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

    /// Returns the code of the rule itself, even if the problem's code is that of an alternative
    /// around it.
    pub fn rule_code(&self) -> &'static str {
        match self {
            Cause::Conditional { rule, .. } => rule.rule_code(),
            Cause::NoneOf { why, .. } => why.rule_code(),
            cause => cause.code(),
        }
    }

    /// Returns the cause as a problem at a field, with the document as its source.
    pub fn at(self, field: impl Into<Field>, severity: Severity) -> Problem {
        Problem {
            cause: self,
            at: field.into(),
            severity,
            source: None,
            reason: Vec::new(),
        }
    }

    /// Returns the fault without the next step, if the two are separate: for templates and signed
    /// content.
    pub fn finding(&self) -> String {
        match self {
            Cause::Template(flaw) => flaw.words().0,
            Cause::Signing(flaw) => flaw.words().0,
            cause => cause.message(&[]),
        }
    }

    /// Returns the message: the rule, the finding, the next step and the sentences of the
    /// documentation.
    pub fn message(&self, reason: &[String]) -> String {
        let mut message = self.wording().text();
        for (index, sentence) in reason.iter().enumerate() {
            message.push_str(if index == 0 {
                "; the documentation says: “"
            } else {
                " and also: “"
            });
            message.push_str(sentence.trim());
            message.push('”');
        }
        message
    }

    /// Returns the wording, to which a condition can be added.
    fn wording(&self) -> Wording {
        match self {
            Cause::Conditional { condition, rule } => rule.wording().with_condition(condition),
            Cause::Format {
                format,
                flaw,
                found,
            } => format::wording(*format, *flaw, found),
            Cause::Json(error) => syntax::wording(error),
            Cause::Form(flaw) => flaw.wording(),
            Cause::Xml(flaw) => flaw.wording(),
            Cause::Text(flaw) => flaw.wording(),
            Cause::Request(flaw) => flaw.wording(),
            Cause::Secret(flaw) => flaw.wording(),
            Cause::Template(flaw) => flaw.wording(),
            Cause::Signing(flaw) => flaw.wording(),
            Cause::Kept(flaw) => flaw.wording(),
            rule => rule::wording(rule),
        }
    }
}

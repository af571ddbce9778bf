//! Problems, and the one place that words them.
//!
//! A message says the rule, what was found, and the next step; it never names
//! the field, because the problem's place does, and does not end with a period.
//! Every cause carries the data its message needs; the words of each family
//! stand in `problem/`. What is not here: finding problems.

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
use words::Said;
pub use words::Sample;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Known only from elsewhere than the document, or worth a look.
    Warning,
    /// A rule of the document is broken; sending is still possible.
    Error,
    /// Nothing can carry the request.
    Blocks,
}

impl Severity {
    /// The word of `data-severity`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
            Severity::Blocks => "blocks",
        }
    }
}

/// Something wrong, at a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub cause: Cause,
    pub at: Field,
    pub severity: Severity,
    /// Where the rule is known from, when not from the document.
    pub source: Option<String>,
    /// The documentation's own sentences behind the rule, which the message quotes.
    pub reason: Vec<String>,
}

impl Problem {
    /// The JSON Schema keyword where one rules, else a word of ours.
    pub fn code(&self) -> &'static str {
        self.cause.code()
    }

    /// Rule, what was found, next step, and the documentation's own sentences.
    pub fn message(&self) -> String {
        self.cause.message(&self.reason)
    }
}

/// The place and the message.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.at, self.message())
    }
}

impl std::error::Error for Problem {}

/// What is wrong, with the data that its message needs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// A required member is not given.
    Required,
    /// A member is required because another one is given.
    DependentRequired {
        with: String,
    },
    /// The value may not be given at all (a `false` schema).
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
    /// The value is not the one value.
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
    /// The pattern is not found in the text.
    Pattern {
        pattern: String,
        found: Sample,
        documented: Box<patterns::Documented>,
    },
    /// Nothing is known of the documented pattern in this text.
    PatternUnchecked {
        pattern: String,
        /// Why nothing is known.
        search: Search,
    },
    /// The text is not of its format.
    Format {
        format: Format,
        flaw: Flaw,
        found: Sample,
    },
    /// A number is out of bounds; texts as they are written.
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
    /// No item is as `contains` asks, which is described where that is possible.
    Contains {
        what: Option<String>,
        count: usize,
    },
    /// Too few or too many members.
    Properties {
        end: End,
        limit: u64,
        found: u64,
    },
    /// A member that the document does not know.
    AdditionalProperties {
        name: String,
        known: Rc<[String]>,
    },
    /// A member that the document knows, and that `additionalProperties: false` beside its
    /// `allOf` or `$ref` forbids.
    Excluded {
        /// Whether that schema lists no members itself, so that only `{}` fits.
        alone: bool,
    },
    /// A member that no schema speaks of (`unevaluatedProperties`).
    UnevaluatedProperties {
        name: String,
        known: Rc<[String]>,
    },
    /// An item that no schema speaks of.
    UnevaluatedItems,
    /// A request has a member that only the server writes.
    ReadOnly,
    /// A reply has a member that only requests have.
    WriteOnly,
    /// A member's name breaks a rule for names.
    PropertyNames {
        why: Box<Cause>,
    },
    /// The value is as `not` rules out, which is described where that is possible.
    Not {
        what: Option<String>,
    },
    /// No alternative of `anyOf` or `oneOf` matches; a fault of the nearest one.
    NoneOf {
        set: Set,
        /// How many alternatives there are.
        count: usize,
        /// The nearest one's title or type; `None` when none stands out.
        nearest: Option<String>,
        /// Whether the fault is of a value or a member within, and is reported at its place.
        within: bool,
        why: Box<Cause>,
    },
    /// The value is unlike all alternatives within an alternative.
    Unlike {
        found: Sample,
    },
    /// More than one alternative of `oneOf` matches; their titles or types.
    ManyOf {
        matching: Vec<String>,
    },
    /// A rule that holds only under a condition, in words such as "when `a` is `b`".
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

    /// A member name stands twice in an object.
    Duplicate {
        name: String,
    },
    /// A text is not JSON.
    Json(json::Error),
    /// What a form cannot carry.
    Form(Form),
    /// What XML cannot carry, or bytes that are not XML.
    Xml(Xml),
    /// Characters that are not sent unchanged.
    Text(Text),
    /// The finished request has a fault: its address, a header field, a credential.
    Request(request::Request),
    /// A secret that cannot be used.
    Secret(Secret),
    /// A template that cannot be filled.
    Template(Template),
    /// An id or a time that cannot be signed.
    Signing(Signing),
    /// What is kept, or could not be: drafts, storage, documents.
    Kept(Kept),
}

impl Cause {
    /// The JSON Schema keyword where one rules, else a word of ours.
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

    /// The code of the rule itself, also where an alternative that has it gives the problem's code.
    pub fn rule_code(&self) -> &'static str {
        match self {
            Cause::Conditional { rule, .. } => rule.rule_code(),
            Cause::NoneOf { why, .. } => why.rule_code(),
            cause => cause.code(),
        }
    }

    /// The cause as a problem at a field, which no other source rules.
    pub fn at(self, field: impl Into<Field>, severity: Severity) -> Problem {
        Problem {
            cause: self,
            at: field.into(),
            severity,
            source: None,
            reason: Vec::new(),
        }
    }

    /// The fault without the next step, where the two are apart: of templates and of what is signed.
    pub fn finding(&self) -> String {
        match self {
            Cause::Template(flaw) => flaw.words().0,
            Cause::Signing(flaw) => flaw.words().0,
            cause => cause.message(&[]),
        }
    }

    /// The message: rule, what was found, next step, and the documentation's own sentences.
    pub fn message(&self, reason: &[String]) -> String {
        let mut message = self.said().text();
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

    /// The words, with room for a condition.
    fn said(&self) -> Said {
        match self {
            Cause::Conditional { condition, rule } => rule.said().given(condition),
            Cause::Format {
                format,
                flaw,
                found,
            } => format::said(*format, *flaw, found),
            Cause::Json(error) => syntax::said(error),
            Cause::Form(flaw) => flaw.said(),
            Cause::Xml(flaw) => flaw.said(),
            Cause::Text(flaw) => flaw.said(),
            Cause::Request(flaw) => flaw.said(),
            Cause::Secret(flaw) => flaw.said(),
            Cause::Template(flaw) => flaw.said(),
            Cause::Signing(flaw) => flaw.said(),
            Cause::Kept(flaw) => flaw.said(),
            rule => rule::said(rule),
        }
    }
}

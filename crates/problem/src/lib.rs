//! Problems, and the one place that words them.
//!
//! A message gives the rule, the finding and the next step. It never names the field, because the
//! problem's place does, and it does not end with a period; [`Problem::sentence`] puts the field before
//! it. Every cause carries the data that its
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
mod cause;
mod choice;
mod clause;
mod field;
mod format;
mod syntax;
mod types;
mod kept;
mod kind;
mod markup;
pub mod patterns;
pub mod request;
mod root;
mod rule;
mod sentence;
mod signing;
#[cfg(test)]
mod tests;
mod wire;
pub mod words;

use std::fmt;

pub use bounds::{Bound, End, Set};
pub use cause::Cause;
pub use clause::{Claim, Clause, Condition};
pub use field::{Field, Step};
pub use format::{Flaw, Format, TimePart};
pub use kept::Kept;
pub use markup::{Markup, Part};
pub use root::{Root, Setting};
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
    /// The rule that is broken, or the fault.
    pub cause: Cause,
    /// The place of the value.
    pub at: Field,
    /// The severity.
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

impl Cause {
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

    /// Returns whether the message has a subject, and so reads alone without the field's name.
    pub fn has_subject(&self) -> bool {
        self.wording().has_subject()
    }

    /// Returns the text that was probably meant, if the value is a text and one is near.
    pub fn suggestion(&self) -> Option<String> {
        match self {
            Cause::Choice { allowed, found, .. } => choice::meant(allowed, found),
            Cause::Const { wanted, found } => choice::meant(std::slice::from_ref(wanted), found),
            Cause::Format {
                flaw: Flaw::NoScheme,
                found,
                ..
            } if found.count == 0 && !found.secret => request::with_scheme(&found.text),
            Cause::Request(request::Request::Address(request::Address::NoScheme(found))) => {
                request::with_scheme(found)
            }
            Cause::Conditional { rule, .. } => rule.suggestion(),
            Cause::NoneOf {
                within: false, why, ..
            } => why.suggestion(),
            _ => None,
        }
    }

    /// Returns the wording, to which a condition can be added.
    fn wording(&self) -> Wording {
        match self {
            Cause::Conditional { condition, rule } => {
                rule.wording().with_condition(&condition.text())
            }
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

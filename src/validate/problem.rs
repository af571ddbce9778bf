//! Problems, and the one place that words them.
//!
//! A message says the rule, what was found, and the next step; it never names
//! the field, because the problem's place does, and does not end with a period.

pub mod request;

use std::rc::Rc;

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
    /// The JSON Schema keyword where one rules, else a word of ours.
    pub code: &'static str,
    /// The `data-field`.
    pub at: Rc<str>,
    pub severity: Severity,
    pub message: String,
    /// Where the rule is known from, when not from the document.
    pub source: Option<String>,
}

/// What is wrong, with the data that its message needs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cause {
    /// A required member is not given.
    Required,
    /// The finished request has a fault.
    Request(request::Request),
}

impl Cause {
    /// The word of `data-problem`: the JSON Schema keyword where one rules.
    pub fn code(&self) -> &'static str {
        match self {
            Cause::Required => "required",
            Cause::Request(cause) => cause.code(),
        }
    }

    /// The message: the rule, what was found, the next step.
    pub fn message(&self) -> String {
        match self {
            Cause::Required => "Required, and nothing is given".into(),
            Cause::Request(cause) => cause.message(),
        }
    }

    /// The cause as a problem at a field.
    pub fn at(&self, field: impl Into<Rc<str>>, severity: Severity) -> Problem {
        Problem {
            code: self.code(),
            at: field.into(),
            severity,
            message: self.message(),
            source: None,
        }
    }
}

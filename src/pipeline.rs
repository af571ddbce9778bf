//! The whole flow, from a draft to a finished request, in one function.

use crate::document::Operation;
use crate::draft::Draft;
use crate::request::Request;
use crate::secret::Secrets;
use crate::sign::{Moment, Scheme, Signed};
use crate::validate::Matcher;
use crate::validate::problem::{Problem, Severity};

/// What everything on the page is drawn from.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// In document order of their fields.
    pub problems: Vec<Problem>,
    pub request: Request,
    /// The scheme in force.
    pub scheme: Scheme,
    /// What signing gave; `None` when the scheme is `none` or could not sign.
    pub signed: Option<Signed>,
}

impl Flow {
    /// Whether nothing can carry the request.
    pub fn is_blocked(&self) -> bool {
        self.problems.iter().any(|p| p.severity == Severity::Blocks)
    }
}

/// Runs the flow.
pub fn run(
    operation: &Operation,
    draft: &Draft,
    secrets: &Secrets,
    moment: &Moment,
    matcher: Matcher<'_>,
) -> Flow {
    let _ = (operation, draft, secrets, moment, matcher);
    todo!()
}

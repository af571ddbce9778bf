//! One verification, apart from the state that it is of.

use std::rc::Rc;

use crate::ui::shared::Shared;
use diagnosis::Checked;
use received::Received;
use signature::secret::Secrets;
use signature::{Found, Scheme};

/// One verification: a request, a scheme and its secrets, at a time.
#[derive(Clone, PartialEq)]
pub struct Attempt {
    /// Another number with every change.
    pub round: u32,
    /// The time at which it is judged, in Unix milliseconds.
    pub now_ms: i64,
    pub scheme: Shared<Scheme>,
    pub secrets: Secrets,
    pub received: Shared<Received>,
    /// The schemes that the request appears to be signed with.
    pub recognised: Rc<[Found]>,
}

impl Attempt {
    /// Verifies on this thread.
    pub fn check(&self) -> Checked {
        diagnosis::check(
            &self.scheme,
            &self.secrets,
            &self.received,
            &self.recognised,
            self.now_ms,
        )
    }
}

//! Checking a delivery that was received, and the search for why its signature does not match.
//!
//! # What the page calls
//!
//! 1. [`crate::received::read`] (or `read_parts`) reads what was pasted; its notes are shown.
//! 2. [`recognised`] gives the schemes whose header fields are there, the best first.
//! 3. [`check`] verifies with one scheme and the secrets: the verdict (with the string that was
//!    signed and both digests), the clock rule held against `now`, and remarks in words.
//! 4. Where [`Checked::searchable`] says so, a [`Search`] is made and stepped, a slice a frame:
//!
//! ```
//! use signpost::explain::{Search, Step};
//! use signpost::secret::{Secret, Secrets};
//! use signpost::{received, sign};
//!
//! let raw = b"POST /hook HTTP/1.1\r\nHost: example.com\r\nX-Hub-Signature-256: sha256=\
//!     4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3\r\n\r\n{ \"foo\": \"bar\" }\n";
//! let received = received::read(raw);
//! let scheme = sign::presets::find("github").unwrap_or_default();
//! let mut secrets = Secrets::default();
//! secrets.set("secret", Secret::new("mysecret"));
//!
//! let mut search = Search::new(&scheme, &secrets, &received);
//! let explanation = loop {
//!     match search.step(1 << 20) {
//!         Step::More { done, total } => assert!(done <= total),
//!         Step::Found(explanation) => break explanation.sentence(),
//!         Step::Nothing(ruled) => break ruled.sentence(),
//!     }
//! };
//! assert!(explanation.starts_with("The signature is that of the body written without spaces"));
//! ```
//!
//! To stop is to drop the search. [`Explanation::families`] leads into `static/verify/fixes.json`:
//! `{"frameworks": [{"id", "name", "language"}], "families": {"<family>": {"title", "about",
//! "fixes": {"<framework id>": {"usual", "fix"}}}}}`, with one entry for every family and framework.
//!
//! No clock here: the moment is an argument. Secrets go into keys and nowhere else: neither a
//! sentence nor a cause holds one.

mod bodies;
mod cause;
mod clock;
mod frames;
mod json;
mod keys;
mod recognise;
mod remarks;
mod search;
mod target;
#[cfg(test)]
mod tests;
mod texts;
mod words;

use crate::received::Received;
use crate::secret::Secrets;
use crate::sign::{Kind, Scheme, Verdict, verify_request};

pub use cause::{Cause, Family};
pub use clock::Clock;
pub use recognise::{Recognised, recognised};
pub use search::{Search, Step};
pub use words::{Explanation, Ruled};

/// What verifying a received request said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub verdict: Verdict,
    /// The clock rule; `None` for a scheme that signs no time, or where no time was found.
    pub clock: Option<Clock>,
    /// What else is to be known, in sentences: an empty body, an id with a dot, two schemes at once.
    pub remarks: Vec<String>,
}

impl Checked {
    /// Whether there is a signature that a search could explain.
    pub fn searchable(&self) -> bool {
        match &self.verdict {
            Verdict::Mismatch { .. } | Verdict::Unusable(_) => true,
            Verdict::HeaderMissing { .. } | Verdict::NotOfForm { .. } => true,
            _ => false,
        }
    }
}

/// Verifies a received request. `now_ms` is in milliseconds since the Unix epoch.
pub fn check(scheme: &Scheme, secrets: &Secrets, received: &Received, now_ms: i64) -> Checked {
    let verdict = verify_request(scheme, secrets, &received.signable());
    let time = match &verdict {
        Verdict::Valid(proof) | Verdict::Mismatch { proof, .. } => proof.time.as_str(),
        _ => "",
    };
    let clock = match scheme.kind {
        Kind::Hmac if !time.is_empty() => Some(clock::held(scheme, time, now_ms)),
        _ => None,
    };
    let remarks = remarks::of(scheme, secrets, received);
    Checked {
        verdict,
        clock,
        remarks,
    }
}

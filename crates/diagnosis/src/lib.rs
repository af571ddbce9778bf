//! Checking a delivery that was received, and the search for why its signature does not match.
//!
//! # What the page calls
//!
//! 1. [`received::read`] (or `read_parts`) reads what was pasted; its notes are shown.
//! 2. [`signature::recognise`] gives the schemes that it speaks of, the best first.
//! 3. [`check`] verifies with one scheme and the secrets: the verdict (with the string that was
//!    signed and both digests), the clock rule held against `now` and worded, and remarks.
//! 4. Where [`Checked::inquiry`] names something, [`gather`] gives the [`Evidence`] that the delivery
//!    itself shows; and where it is [`Inquiry::Cause`], a [`Search`] is run, in threads of their own
//!    where there are several:
//!
//! ```
//! use std::ops::ControlFlow;
//!
//! use diagnosis::{Search, Searched};
//! use signature::secret::{Secret, Secrets};
//!
//! let raw = b"POST /hook HTTP/1.1\r\nHost: example.com\r\nX-Hub-Signature-256: sha256=\
//!     4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3\r\n\r\n{ \"foo\": \"bar\" }\n";
//! let received = received::read(raw);
//! let scheme = signature::presets::find("github").unwrap_or_default();
//! let mut secrets = Secrets::default();
//! secrets.set("secret", Secret::new("mysecret"));
//!
//! let outcome = Search::new(&scheme, &secrets, &received).run(&mut |progress| {
//!     assert!(progress.done <= progress.total);
//!     ControlFlow::Continue(())
//! });
//! let Searched::Found(explanation, _) = outcome else {
//!     panic!("{outcome:?}");
//! };
//! let sentence = explanation.sentence();
//! assert!(sentence.starts_with("The signature is that of the body written without spaces"));
//! ```
//!
//! [`Explanation::remedies`] lead into `static/verify/fixes.json`:
//! `{"frameworks": [{"id", "name", "language", "words"}], "causes": {"<remedy id>": {"title", "about",
//! "fixes": {"<framework id>": {"usual", "fix"}}}}}`, with one entry for every remedy and framework;
//! [`Remedy::fill`] fills the places in their texts.
//!
//! No clock here: the moment is an argument. Secrets go into keys and nowhere else: neither a
//! sentence nor a cause holds one.

mod bodies;
mod cause;
mod clock;
mod evidence;
mod frames;
mod rewrite;
mod keys;
mod limits;
mod notes;
mod remarks;
mod remedy;
mod search;
mod target;
#[cfg(test)]
mod tests;
mod texts;
mod unpack;
mod words;

use problem::Problem;
use received::Received;
use serde::{Deserialize, Serialize};
use signature::secret::Secrets;
use signature::{Clock, Coverage, Found, Kind, Scheme, Verdict, verify};

pub use cause::{Cause, Family};
pub use clock::sentence as clock_sentence;
pub use evidence::{Evidence, gather};
pub use notes::{Outcome, Situation};
pub use remedy::Remedy;
pub use search::{Place, Progress, Search, Searched, Share};
pub use words::{Explanation, Ruled, next};

/// The result of verifying a received request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    pub verdict: Verdict,
    pub clock: Clock,
    /// The clock rule in a sentence; `None` where no time was signed.
    pub clock_sentence: Option<String>,
    /// What is odd about the secret or the id, though it can be used; not in the serialised form.
    #[serde(skip)]
    pub problems: Vec<Problem>,
    /// What else is to be known, in sentences: an empty body, two schemes at once.
    pub remarks: Vec<String>,
    /// How much of the body the signature covers.
    pub coverage: Coverage,
    kind: Kind,
}

impl Checked {
    /// Whether there is a signature that a search could explain. One that is right needs no search,
    /// though the body be another.
    pub fn searchable(&self) -> bool {
        let compared = match &self.verdict {
            Verdict::Mismatch { .. } | Verdict::Unusable(_) => true,
            Verdict::Differs { signature, .. } => !signature.as_ref().is_some_and(|s| s.is_valid()),
            _ => false,
        };
        let elsewhere = matches!(
            &self.verdict,
            Verdict::HeaderMissing { .. } | Verdict::NotOfForm { .. }
        );
        (compared || elsewhere) && matches!(self.kind, Kind::Hmac | Kind::Hash)
    }

    /// What is to be looked for; `None` where nothing was compared. `public` is whether the browser
    /// found a public key's signature valid, where it was asked.
    pub fn inquiry(&self, public: Option<bool>) -> Option<Inquiry> {
        match (&self.verdict, public) {
            (Verdict::Valid(_), _) | (_, Some(true)) => Some(Inquiry::Contrary),
            (_, Some(false)) => Some(Inquiry::Evidence),
            _ if self.searchable() => Some(Inquiry::Cause),
            (Verdict::Differs { .. }, None) => Some(Inquiry::Evidence),
            _ => None,
        }
    }
}

/// What is looked for beside a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inquiry {
    /// Why the signature does not match: evidence, then the cause.
    Cause,
    /// Evidence alone of what is wrong.
    Evidence,
    /// What is odd about the body although the signature or the token is right.
    Contrary,
}

/// Verifies a received request. `now_ms` is in milliseconds since the Unix epoch.
///
/// `recognised` are the schemes that it speaks of, as [`signature::recognise_among`] says.
pub fn check(
    scheme: &Scheme,
    secrets: &Secrets,
    received: &Received,
    recognised: &[Found],
    now_ms: i64,
) -> Checked {
    check_reporting(
        scheme,
        secrets,
        received,
        recognised,
        now_ms,
        &mut |_, _| (),
    )
}

/// As [`check`]; `report` gets how many bytes of what is signed were hashed, and of how many.
pub fn check_reporting(
    scheme: &Scheme,
    secrets: &Secrets,
    received: &Received,
    recognised: &[Found],
    now_ms: i64,
    report: &mut dyn FnMut(usize, usize),
) -> Checked {
    let request = received.signable();
    let checked = verify::check_reporting(scheme, secrets, &request, now_ms, report);
    let time = checked.verdict.proof().map_or("", |proof| &proof.time);
    Checked {
        clock_sentence: clock::sentence(scheme, time, now_ms),
        remarks: remarks::of(scheme, secrets, received, recognised, &checked.verdict),
        coverage: Coverage::of(scheme, &request),
        verdict: checked.verdict,
        clock: checked.clock,
        problems: checked.problems,
        kind: scheme.kind,
    }
}

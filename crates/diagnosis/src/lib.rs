//! Verification of a received delivery, and the search for why its signature does not match.
//!
//! # What the page calls
//!
//! 1. [`received::read`] (or `read_parts`) reads what was pasted; its notes are shown.
//! 2. [`signature::recognise`] gives the schemes that the request may use, the best first.
//! 3. [`check`] verifies with one scheme and the secrets: the verdict (with the string that was
//!    signed and both digests), the clock rule in words, and remarks.
//! 4. Unless [`Checked::inquiry`] is `None`, [`gather`] returns the [`Evidence`] in the delivery. For
//!    [`Inquiry::Cause`] a [`Search`] follows, or several that share the work in threads:
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
//! assert!(sentence.starts_with("The signature matches the body written without spaces"));
//! ```
//!
//! [`Explanation::remedies`] refer to `static/verify/fixes.json`:
//! `{"frameworks": [{"id", "name", "language", "words"}], "causes": {"<remedy id>": {"title", "about",
//! "fixes": {"<framework id>": {"usual", "fix"}}}}}`, with one entry for every remedy and framework;
//! [`Remedy::fill`] fills the places in their texts.
//!
//! There is no clock here: the current time is an argument. Secrets are used only in keys; neither
//! a sentence nor a cause contains one.

mod bodies;
mod cause;
mod clock;
mod evidence;
mod family;
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

pub use cause::Cause;
pub use clock::sentence as clock_sentence;
pub use evidence::{Evidence, gather};
pub use family::Family;
pub use notes::{Outcome, Situation};
pub use remedy::Remedy;
pub use search::{Place, Progress, Search, Searched, Share};
pub use words::{Explanation, Ruled, next};

/// The result of verifying a received request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The verdict on the signature.
    pub verdict: Verdict,
    /// The result of the scheme's clock rule.
    pub clock: Clock,
    /// The clock rule in a sentence; `None` where no time was signed.
    pub clock_sentence: Option<String>,
    /// Oddities of the secret or the id that do not prevent their use; not serialised.
    #[serde(skip)]
    pub problems: Vec<Problem>,
    /// Other facts in sentences, such as an empty body or two schemes at once.
    pub remarks: Vec<String>,
    /// The part of the body that the signature covers.
    pub coverage: Coverage,
    /// The text in the place of the signature, if it is a digest in no notation, whole or cut.
    pub malformed: Option<String>,
    kind: Kind,
}

impl Checked {
    /// Returns whether the request bears a signature that a search could explain. A correct one
    /// needs no search, even where the body differs from its digest.
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
        (compared || elsewhere)
            && self.malformed.is_none()
            && matches!(self.kind, Kind::Hmac | Kind::Hash)
    }

    /// Returns what to look for; `None` where nothing was compared. `public` is the browser's
    /// verdict on a public-key signature, where it was asked.
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

/// The aim of an inquiry beside a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inquiry {
    /// The reason that the signature does not match: evidence first, then the cause.
    Cause,
    /// Evidence of a fault, without a search.
    Evidence,
    /// Oddities of the body although the signature or the token is correct.
    Contrary,
}

/// Verifies a received request. `now_ms` is in milliseconds since the Unix epoch.
///
/// `recognised` are the schemes found by [`signature::recognise_among`].
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

/// Works as [`check`] and calls `report` with the bytes hashed so far and their total.
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
    let malformed = match checked.verdict {
        Verdict::Mismatch { .. } if matches!(scheme.kind, Kind::Hmac | Kind::Hash) => {
            search::malformed(scheme, secrets, received)
        }
        _ => None,
    };
    Checked {
        clock_sentence: clock::sentence(scheme, time, now_ms),
        remarks: remarks::collect(
            scheme,
            secrets,
            received,
            recognised,
            &checked.verdict,
            malformed.is_some(),
        ),
        coverage: Coverage::of(scheme, &request),
        malformed,
        verdict: checked.verdict,
        clock: checked.clock,
        problems: checked.problems,
        kind: scheme.kind,
    }
}

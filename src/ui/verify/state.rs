//! The state of the page: what was pasted, and what follows from it. Plain data, no effects.
//!
//! What is typed is kept as it was typed, whatever is switched or chosen meanwhile. Nothing of it is
//! stored: it goes when the tab is closed.

mod apply;
mod attempt;
mod change;
mod examples;
mod input;
pub mod paste;

use std::rc::Rc;

use super::words::{self, Said};
use crate::ui::shared::Shared;
use crate::ui::state::Own;
use diagnosis::{Checked, Inquiry, Outcome, Situation};
use paste::Paste;
use received::{Note, Received};
use request::secret_spans::SecretSpans;
use signature::secret::Secrets;
use signature::verify::Proof;
use signature::{Found, Kind, Scheme, Verdict, presets};
use worker::Shown;

pub use attempt::Attempt;
pub use change::{Change, Dated, PublicVerdict, SearchEnd, Shape};
pub use examples::Example;
pub use input::{Content, File, ReceivedInput};

/// Bytes of a body above which a worker verifies it. So many take a slow machine some 20 ms on the page, at
/// most, by any scheme; a public-key signature is verified by the browser, whatever the size.
pub const LONG: usize = 256 << 10;

/// Everything that the page is drawn from.
#[derive(Clone, PartialEq)]
pub struct VerifyState {
    pub shape: Shape,
    pub raw: ReceivedInput,
    pub headers: Rc<str>,
    pub body: ReceivedInput,
    /// The scheme that was chosen over the recognised one.
    pub chosen: Option<Rc<str>>,
    pub secrets: Secrets,
    /// The address as typed; empty for that of the request.
    pub url: Rc<str>,
    /// The time at which the request came, as typed; empty for now.
    pub time: Rc<str>,
    /// The example that is shown unchanged.
    pub example: Option<Example>,
    /// Whether the secret came with an example.
    pub is_example_secret: bool,
    /// The time of the last verification, in Unix milliseconds.
    pub now_ms: i64,
    pub own: Shared<Own>,
    pub received: Shared<Received>,
    /// The form of the pasted text, where it is not raw HTTP.
    pub paste: Option<Paste>,
    /// The secrets that the request shows by name.
    pub named: Rc<SecretSpans>,
    /// Whether only the beginning of the body was searched for such secrets yet.
    pub unsearched: bool,
    /// Counts the requests that were read.
    pub reading: u32,
    /// The schemes that the request may be signed with, the likeliest first.
    pub recognised: Rc<[Found]>,
    /// The scheme in force; `None` while none is known.
    pub scheme: Option<Shared<Scheme>>,
    pub checked: Option<Shared<Checked>>,
    pub public: Option<PublicVerdict>,
    /// The evidence in the request; `None` until it is gathered.
    pub evidence: Option<Rc<[Shown]>>,
    /// The end of the search; `None` until it is over.
    pub search: Option<SearchEnd>,
    /// Counts the searches, so that another one begins when it is asked for.
    pub searches: u32,
    /// The bytes that were signed, where a search found others than those that are here.
    pub recovered: Option<Rc<[u8]>>,
    /// Why a file could not be read.
    pub failed: Option<Rc<str>>,
    /// Counts what was checked, so that late results of earlier input are known as such.
    pub round: u32,
}

impl Default for VerifyState {
    fn default() -> VerifyState {
        VerifyState {
            shape: Shape::Raw,
            raw: ReceivedInput::default(),
            headers: Rc::from(""),
            body: ReceivedInput::default(),
            chosen: None,
            secrets: Secrets::default(),
            url: Rc::from(""),
            time: Rc::from(""),
            example: None,
            is_example_secret: false,
            now_ms: 0,
            own: Shared::default(),
            received: Shared::default(),
            paste: None,
            named: Rc::default(),
            unsearched: false,
            reading: 0,
            recognised: Rc::from([]),
            scheme: None,
            checked: None,
            public: None,
            evidence: None,
            search: None,
            searches: 0,
            recovered: None,
            failed: None,
            round: 0,
        }
    }
}

impl VerifyState {
    /// The secrets that were typed (a public key is none), and those that the request shows by name.
    pub fn known_secrets(&self) -> SecretSpans {
        let mut known = match self.scheme.as_ref().map(|scheme| &***scheme) {
            Some(scheme) if scheme.kind.is_public_key() => SecretSpans::default(),
            scheme => SecretSpans::of(&self.secrets, scheme),
        };
        known.extend(&self.named);
        known
    }

    /// Whether there is nothing to verify yet.
    pub fn is_empty(&self) -> bool {
        match self.shape {
            Shape::Raw => self.raw.is_empty(),
            Shape::Parts => self.headers.is_empty() && self.body.is_empty(),
        }
    }

    /// Whether the scheme signs an address, so that it is asked for.
    pub fn signs_address(&self) -> bool {
        const NAMES: [&str; 7] = [
            "{url",
            "{host",
            "{path",
            "{query",
            "{target",
            "{parameter",
            "{signature-base",
        ];
        let signs =
            |scheme: &Shared<Scheme>| NAMES.iter().any(|name| scheme.content.contains(name));
        self.scheme.as_ref().is_some_and(signs)
    }

    /// Whether the scheme signs a time that receivers compare with their clock.
    pub fn has_clock(&self) -> bool {
        self.scheme
            .as_ref()
            .is_some_and(|scheme| scheme.tolerance.is_some())
    }

    /// The time at which the request is judged, in Unix milliseconds; `None` for a text that is none.
    fn judged_ms(&self) -> Option<i64> {
        match self.time.trim() {
            "" => Some(self.now_ms),
            typed => typed.parse::<i64>().ok()?.checked_mul(1000),
        }
    }

    /// Whether the time that was typed is none.
    pub fn has_bad_time(&self) -> bool {
        self.judged_ms().is_none()
    }

    /// What is verified; `None` while there is no request or no scheme.
    pub fn attempt(&self) -> Option<Attempt> {
        let scheme = self.scheme.clone().filter(|_| !self.is_empty())?;
        Some(Attempt {
            round: self.round,
            now_ms: self.judged_ms().unwrap_or(self.now_ms),
            scheme,
            secrets: self.secrets.clone(),
            received: self.received.clone(),
            recognised: Rc::clone(&self.recognised),
        })
    }

    /// The verdict, for a person.
    pub fn said(&self) -> Said {
        match (&self.scheme, &self.checked) {
            _ if self.is_empty() => words::nothing(true),
            (Some(scheme), Some(checked)) => {
                let refused = words::refused(checked.clock);
                if let (Some(found), Some(proof)) = (&checked.malformed, self.proof()) {
                    return words::malformed(scheme, found, &proof.signature);
                }
                words::verdict(scheme, checked.coverage, &checked.verdict, refused)
            }
            _ if self.stranger().is_some() => words::stranger(),
            _ => words::nothing(false),
        }
    }

    /// The signature that these bytes and secrets give.
    pub fn proof(&self) -> Option<&Proof> {
        self.checked.as_ref()?.verdict.proof()
    }

    /// What is known of the signature.
    pub fn outcome(&self) -> Outcome {
        let verdict = self.checked.as_ref().map(|checked| &checked.verdict);
        match (verdict, self.public) {
            (Some(Verdict::Valid(_)), _) | (_, Some(PublicVerdict::Valid)) => Outcome::Valid,
            (_, Some(PublicVerdict::Invalid)) => Outcome::Invalid,
            (Some(Verdict::Mismatch { .. } | Verdict::Differs { .. }), _) => Outcome::Invalid,
            _ => Outcome::Open,
        }
    }

    /// What is looked for beside the verdict; `None` where nothing is to be explained.
    pub fn explained(&self) -> Option<Inquiry> {
        let checked = self.checked.as_ref().filter(|_| !self.is_empty())?;
        checked.inquiry(match self.public {
            Some(PublicVerdict::Valid) => Some(true),
            Some(PublicVerdict::Invalid) => Some(false),
            Some(PublicVerdict::Unsupported) | None => None,
        })
    }

    /// The notes on the request that matter here.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        let (scheme, explained) = (
            self.scheme.as_ref().map(|scheme| &***scheme),
            self.explained().is_some(),
        );
        let situation = Situation::of(scheme, &self.received, self.outcome(), explained);
        let notes = self.received.notes.iter();
        notes.filter(move |note| situation.shows(note))
    }

    /// The scheme of that id, one of the person's own or a built-in one.
    pub fn known(&self, id: &str) -> Option<Rc<Scheme>> {
        let own = self.own.saved.find(id).cloned();
        own.or_else(|| presets::find(id).map(Rc::new))
    }

    /// The scheme that the request most likely bears, by its id.
    pub fn speaks_of(&self) -> Option<&str> {
        self.recognised
            .iter()
            .find_map(|found| found.scheme.as_deref())
    }

    /// The header field that reads like a signature of no known scheme, if there is one.
    pub fn stranger(&self) -> Option<&Found> {
        self.recognised.iter().find(|found| found.scheme.is_none())
    }

    /// Whether so much is here that verifying it takes more than a moment.
    pub fn is_verified_by_worker(&self) -> bool {
        let keyed = self.scheme.as_ref().is_some_and(|s| s.kind.is_keyed());
        keyed && self.received.body.len() > LONG
    }
}

/// The schemes to choose from: those that say something of a request, and last the plain one.
pub fn schemes() -> impl Iterator<Item = &'static Scheme> {
    let is_plain = |scheme: &&Scheme| scheme.id == "plain";
    let mut known: Vec<&Scheme> = presets::known().iter().collect();
    known.retain(|scheme| scheme.kind != Kind::Nothing);
    known.sort_by_key(|scheme| (is_plain(scheme), scheme.title.to_lowercase()));
    known.into_iter()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

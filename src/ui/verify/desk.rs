//! What lies on the bench: what was pasted, and what follows from it. Plain data, no effects.
//!
//! What is typed is kept as it was typed, whatever is switched or chosen
//! meanwhile. Nothing of it is stored: it goes with the component.

mod choices;
mod given;

use std::rc::Rc;

use yew::Reducible;

use super::words::{self, Said};
use crate::ui::state::Own;
use diagnosis::{Checked, Inquiry, Outcome, Situation};
use received::{Note, Received};
use request::named_secrets::{SEARCHED, named_secrets};
use request::secret_spans::SecretSpans;
use signature::secret::{Secret, Secrets};
use signature::verify::Proof;
use signature::{Found, Scheme, Verdict, presets, recognise_among};

use choices::EXAMPLE;

pub use choices::schemes;
pub use given::{File, Given, Holds};

/// Bytes of a body above which a worker verifies it. So many take a slow machine some 20 ms on the page, at
/// most, by any scheme; a signature of a private key is verified by the browser, whatever the size.
const LONG: usize = 256 << 10;

/// How the request is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Request line, header fields, blank line and body in one text.
    #[default]
    Raw,
    /// Header fields in one box, the body in another.
    Parts,
}

/// Something that a person did.
pub enum Change {
    Shape(Shape),
    Raw(Rc<str>),
    Headers(Rc<str>),
    Body(Rc<str>),
    /// A file for the box that takes one: the whole request, or the body.
    File(File),
    /// The file goes, and what was typed is there again.
    NoFile,
    /// A scheme by its id; the empty one is recognised again.
    Scheme(Rc<str>),
    /// A secret, by its input.
    Secret(Rc<str>, Rc<str>),
    Url(Rc<str>),
    /// Something to look at, with its secret.
    Example,
    /// The person's own schemes, and the one that is being changed.
    Own(Rc<Own>),
    /// A file could not be read.
    Failed(String),
    /// The result of a worker that verified, of the round that it began in.
    Checked(u32, Rc<Checked>),
    /// The secrets that a worker found in the body, of the reading that it began in; `None` if there are
    /// too many.
    Named(u32, Option<Vec<String>>),
    /// Whether the browser found a public key's signature valid, of the round that it was asked in.
    Public(u32, bool),
    /// The bytes that were signed, which a search found, of the round that it began in.
    Recovered(u32, Rc<[u8]>),
}

/// A change at a moment, in Unix milliseconds.
pub struct Dated {
    pub change: Change,
    pub now_ms: i64,
}

/// Everything that the bench is drawn from.
#[derive(Clone, Default)]
pub struct Desk {
    pub shape: Shape,
    pub raw: Given,
    pub headers: Rc<str>,
    pub body: Given,
    /// The scheme that was chosen over the recognised one.
    pub chosen: Option<Rc<str>>,
    pub secrets: Secrets,
    /// The address, as typed; empty for what the request says.
    pub url: Rc<str>,
    pub now_ms: i64,
    pub own: Rc<Own>,
    pub received: Rc<Received>,
    /// The secrets that the request shows by name.
    pub named: Rc<SecretSpans>,
    /// Whether only the beginning of the body was searched for such secrets yet.
    pub unsearched: bool,
    /// Counts the requests that were read.
    pub reading: u32,
    /// What the header fields and the body speak of, the likeliest first.
    pub recognised: Rc<[Found]>,
    /// The scheme in force; `None` while none is known.
    pub scheme: Option<Rc<Scheme>>,
    pub checked: Option<Rc<Checked>>,
    /// Whether a public key's signature is valid; `None` until the browser says so.
    pub public: Option<bool>,
    /// The bytes that were signed, where a search found others than those that are here.
    pub recovered: Option<Rc<[u8]>>,
    /// Why a file could not be read.
    pub failed: Option<Rc<str>>,
    /// Counts what was checked, so that a search knows whether it is still asked for.
    pub round: u32,
}

impl Desk {
    /// The secrets that were typed (a public key is none), and those that the request shows by name.
    pub fn known_secrets(&self) -> SecretSpans {
        let mut known = match self.scheme.as_deref() {
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
        let signs = |scheme: &Rc<Scheme>| NAMES.iter().any(|name| scheme.content.contains(name));
        self.scheme.as_ref().is_some_and(signs)
    }

    /// What verifying said, for a person.
    pub fn said(&self) -> Said {
        match (&self.scheme, &self.checked) {
            _ if self.is_empty() => words::nothing(true),
            (Some(scheme), Some(checked)) => {
                let refused = words::refused(checked.clock);
                words::verdict(scheme, checked.coverage, &checked.verdict, refused)
            }
            _ if self.stranger().is_some() => words::stranger(),
            _ => words::nothing(false),
        }
    }

    /// What these bytes and secrets give.
    pub fn proof(&self) -> Option<&Proof> {
        self.checked.as_ref()?.verdict.proof()
    }

    /// What is known of the signature.
    pub fn outcome(&self) -> Outcome {
        let verdict = self.checked.as_ref().map(|checked| &checked.verdict);
        match (verdict, self.public) {
            (Some(Verdict::Valid(_)), _) | (_, Some(true)) => Outcome::Valid,
            (_, Some(false)) => Outcome::Invalid,
            (Some(Verdict::Mismatch { .. } | Verdict::Differs { .. }), _) => Outcome::Invalid,
            _ => Outcome::Open,
        }
    }

    /// What is looked for beside the verdict; `None` where nothing is to be explained.
    pub fn explained(&self) -> Option<Inquiry> {
        let checked = self.checked.as_ref().filter(|_| !self.is_empty())?;
        checked.inquiry(self.public)
    }

    /// The notes on the request that matter here.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        let (scheme, explained) = (self.scheme.as_deref(), self.explained().is_some());
        let situation = Situation::of(scheme, &self.received, self.outcome(), explained);
        let notes = self.received.notes.iter();
        notes.filter(move |note| situation.shows(note))
    }

    fn apply(&mut self, change: Change) {
        self.failed = None;
        match change {
            Change::Shape(shape) => self.turn(shape),
            Change::Raw(text) => self.raw.typed = text,
            Change::Headers(text) => self.headers = text,
            Change::Body(text) => self.body.typed = text,
            Change::File(file) => {
                let slot = match file.holds {
                    Holds::Request(_) => &mut self.raw,
                    Holds::Body(_) => &mut self.body,
                };
                slot.file = Some(Rc::new(file));
            }
            Change::NoFile => match self.shape {
                Shape::Raw => self.raw.file = None,
                Shape::Parts => self.body.file = None,
            },
            // What was received stays: to read and copy megabytes takes its time.
            Change::Scheme(id) => {
                self.chosen = (!id.is_empty()).then_some(id);
                return self.judge();
            }
            Change::Secret(input, text) => {
                self.secrets.set(input, Secret::new(text));
                return self.judge();
            }
            Change::Url(url) => self.url = url,
            Change::Example => self.example(),
            Change::Own(own) => return self.owns(own),
            Change::Failed(why) => {
                self.failed = Some(why.into());
                return;
            }
            Change::Checked(round, checked) => {
                if round == self.round && self.is_verified_by_worker() {
                    self.checked = Some(checked);
                }
                return;
            }
            Change::Named(reading, found) => {
                if let Some(found) = found.filter(|_| reading == self.reading) {
                    let named = Rc::make_mut(&mut self.named);
                    found.iter().for_each(|secret| named.add(secret));
                    self.unsearched = false;
                }
                return;
            }
            Change::Public(round, valid) => {
                self.public = (round == self.round).then_some(valid).or(self.public);
                return;
            }
            Change::Recovered(round, bytes) => {
                self.recovered = (round == self.round).then_some(bytes);
                return;
            }
        }
        self.read();
    }

    /// Goes on in two boxes, or in one; empty ones are filled from what is there.
    fn turn(&mut self, shape: Shape) {
        if shape == Shape::Parts && self.headers.is_empty() && self.body.is_empty() {
            let received = &self.received;
            let mut lines = Vec::new();
            if !received.headers.is_empty() && !received.notes.contains(&Note::NoRequestLine) {
                lines.push([&received.method, " ", &received.target, " HTTP/1.1"].concat());
            }
            for (name, value) in &received.headers {
                lines.push([name, ": ", value].concat());
            }
            self.headers = lines.join("\n").into();
            let body = &self.received.body;
            let short = Some(&body[..]).filter(|body| body.len() <= LONG);
            match short.map(std::str::from_utf8) {
                // A text area is slow with much.
                Some(Ok(text)) => self.body.typed = text.into(),
                _ => {
                    self.body.file = Some(Rc::new(File {
                        name: "the body of the raw request".to_owned(),
                        size: body.len(),
                        holds: Holds::Body(body.clone()),
                    }));
                }
            }
        }
        self.shape = shape;
    }

    fn example(&mut self) {
        self.shape = Shape::Raw;
        self.raw = Given {
            typed: EXAMPLE.into(),
            file: None,
        };
        self.chosen = None;
        self.url = Rc::from("");
        self.secrets.set("secret", Secret::new("mysecret"));
    }

    /// Reads the request afresh, and verifies it.
    fn read(&mut self) {
        self.received = match self.shape {
            Shape::Raw => self.raw.request(),
            Shape::Parts => {
                let fields = self.headers.as_bytes();
                Rc::new(received::read_parts(fields, self.body.body()))
            }
        };
        if !self.url.is_empty() {
            Rc::make_mut(&mut self.received).set_url(&self.url);
        }
        let of = &self.received;
        self.named = named_secrets(&[&of.target, &of.url], &of.headers, &of.body).into();
        self.unsearched = of.body.len() > SEARCHED;
        self.reading = self.reading.wrapping_add(1);
        self.recognise();
        self.judge();
    }

    fn recognise(&mut self) {
        let (own, received) = (self.own.saved.schemes(), &self.received);
        self.recognised = recognise_among(own, &received.headers, &received.body).into();
    }

    /// Takes note of the person's own schemes; one that was chosen may be gone.
    fn owns(&mut self, own: Rc<Own>) {
        let same = self.own.saved == own.saved;
        self.own = own;
        if !same {
            self.chosen = self.chosen.take().filter(|id| self.known(id).is_some());
            self.recognise();
        }
        self.judge();
    }

    /// The scheme of that id, one of the person's own or of everyone's.
    pub fn known(&self, id: &str) -> Option<Rc<Scheme>> {
        let own = self.own.saved.find(id).cloned();
        own.or_else(|| presets::find(id).map(Rc::new))
    }

    /// Verifies it by the scheme in force.
    fn judge(&mut self) {
        let id = match &self.chosen {
            Some(id) => Some(&**id),
            None => self.speaks_of(),
        };
        if let Some(own) = self.own.in_force(id) {
            self.scheme = Some(Rc::clone(own));
        } else if self.scheme.as_ref().map(|scheme| scheme.id.as_str()) != id {
            self.scheme = id.and_then(presets::find).map(Rc::new);
        }
        self.check();
        (self.public, self.recovered) = (None, None);
        self.round = self.round.wrapping_add(1);
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

    fn check(&mut self) {
        let later = self.is_empty() || self.is_verified_by_worker();
        let scheme = self.scheme.as_ref().filter(|_| !later);
        let (secrets, received) = (&self.secrets, &self.received);
        let check = |scheme: &Rc<Scheme>| {
            diagnosis::check(scheme, secrets, received, &self.recognised, self.now_ms)
        };
        self.checked = scheme.map(check).map(Rc::new);
    }
}

impl Reducible for Desk {
    type Action = Dated;

    fn reduce(mut self: Rc<Self>, dated: Dated) -> Rc<Self> {
        let desk = Rc::make_mut(&mut self);
        desk.now_ms = dated.now_ms;
        desk.apply(dated.change);
        self
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

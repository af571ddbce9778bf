//! What each change does to the state.

use std::rc::Rc;

use yew::Reducible;

use super::change::{Change, Dated, Shape};
use super::examples::{self, Example};
use super::input::{Content, File, ReceivedInput, is_other};
use super::paste::PasteForm;
use super::{LONG, VerifyState};
use crate::ui::shared::Shared;
use crate::ui::state::Own;
use received::Note;
use request::named_secrets::{SEARCHED, body_secrets, named_secrets};
use signature::saved::is_own;
use signature::secret::Secret;
use signature::{Found, presets, recognise_among};

impl VerifyState {
    pub(super) fn apply(&mut self, change: Change) {
        self.failed = None;
        match change {
            Change::Shape(shape) => self.turn(shape),
            Change::Raw(text) => {
                self.leave(is_other(&self.raw.typed, &text));
                self.raw.typed = text;
            }
            Change::Headers(text) => {
                self.leave(is_other(&self.headers, &text));
                self.headers = text;
            }
            Change::Body(text) => self.body.typed = text,
            Change::File(file) => {
                self.leave(matches!(file.content, Content::Request(_)));
                let input = match file.content {
                    Content::Request(_) => &mut self.raw,
                    Content::Body(_) => &mut self.body,
                };
                input.file = Some(Shared(Rc::new(file)));
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
                self.is_example_secret &= &*input != "secret";
                self.secrets.set(input, Secret::new(text));
                return self.judge();
            }
            Change::Time(text) => {
                self.time = text;
                return self.judge();
            }
            Change::Url(url) => self.url = url,
            Change::Example(example) => return self.show(example),
            Change::Clear => {
                let emptied = VerifyState {
                    shape: self.shape,
                    own: self.own.clone(),
                    now_ms: self.now_ms,
                    round: self.round,
                    reading: self.reading,
                    ..VerifyState::default()
                };
                *self = emptied;
            }
            // The page tells them each time it is opened.
            Change::Own(own) if own == self.own => return,
            Change::Own(own) => return self.owns(own),
            Change::Failed(why) => return self.failed = Some(why.into()),
            Change::Checked(round, checked) => {
                if round == self.round && self.is_verified_by_worker() {
                    self.checked = Some(Shared(checked));
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
            Change::SearchAgain => {
                self.search = None;
                self.searches += 1;
                return;
            }
            Change::Public(round, verdict) if round == self.round => {
                return self.public = Some(verdict);
            }
            Change::Evidence(round, evidence) if round == self.round => {
                return self.evidence = Some(evidence);
            }
            Change::Searched(round, end, recovered) if round == self.round => {
                self.search = Some(end);
                self.recovered = recovered.or(self.recovered.take());
                return;
            }
            // They belong to what was here before.
            Change::Public(..) | Change::Evidence(..) | Change::Searched(..) => return,
        }
        self.example = None;
        self.read();
    }

    /// Drops what belongs to the delivery before another one: its time, and the secret of an example.
    fn leave(&mut self, is_other: bool) {
        if !is_other {
            return;
        }
        self.time = Rc::from("");
        if std::mem::take(&mut self.is_example_secret) {
            self.secrets.set("secret", Secret::new(""));
        }
    }

    /// Goes on in two boxes, or in one; empty ones are filled from what is there.
    fn turn(&mut self, shape: Shape) {
        if shape == Shape::Parts && self.headers.is_empty() && self.body.is_empty() {
            let received = &self.received;
            let mut lines = Vec::new();
            if !received.headers.is_empty() && !received.notes.contains(&Note::NoRequestLine) {
                // A curl command has the whole address, and no `Host`.
                let is_whole = received.header("host").is_none() && !received.url.is_empty();
                let address = if is_whole {
                    &received.url
                } else {
                    &received.target
                };
                lines.push([&received.method, " ", address, " HTTP/1.1"].concat());
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
                    self.body.file = Some(Shared(Rc::new(File {
                        name: "the body of the raw request".to_owned(),
                        size: body.len(),
                        content: Content::Body(body.clone()),
                    })));
                }
            }
        }
        self.shape = shape;
    }

    fn show(&mut self, example: Example) {
        self.shape = Shape::Raw;
        self.raw = ReceivedInput {
            typed: example.request(self.now_ms).into(),
            file: None,
        };
        (self.chosen, self.url, self.time) = (None, Rc::from(""), Rc::from(""));
        self.secrets.set("secret", Secret::new(examples::SECRET));
        self.is_example_secret = true;
        self.read();
        self.example = Some(example);
    }

    /// Reads the request afresh, and verifies it.
    fn read(&mut self) {
        let (received, paste) = match self.shape {
            Shape::Raw => self.raw.request(),
            Shape::Parts => {
                let fields = self.headers.as_bytes();
                (
                    Rc::new(received::read_parts(fields, self.body.body())),
                    None,
                )
            }
        };
        (self.received, self.paste) = (Shared(received), paste);
        if !self.url.is_empty() {
            Rc::make_mut(&mut self.received.0).set_url(&self.url);
        }
        let of = &self.received;
        let mut named = named_secrets(&[&of.target, &of.url], &of.headers, &of.body);
        // An event repeats parts of the request in members that are not read.
        if self
            .paste
            .as_ref()
            .is_some_and(|paste| paste.form == PasteForm::Event)
        {
            let typed = &self.raw.typed;
            let secrets = body_secrets(&typed.as_bytes()[..typed.len().min(SEARCHED)]);
            secrets
                .iter()
                .flatten()
                .for_each(|secret| named.add(secret));
        }
        self.named = named.into();
        self.unsearched = of.body.len() > SEARCHED;
        self.reading = self.reading.wrapping_add(1);
        self.recognise();
        self.judge();
    }

    fn recognise(&mut self) {
        let (own, received) = (self.own.saved.schemes(), &self.received);
        let mut found = recognise_among(own, &received.headers, &received.body);
        // A saved copy of a known scheme reads the same fields: the known one comes first.
        let known = |found: &&Found| found.scheme.as_deref().is_some_and(|id| !is_own(id));
        let fields: Vec<_> = found
            .iter()
            .filter(known)
            .map(|f| (f.fields.clone(), f.sound))
            .collect();
        found.sort_by_key(|f| !known(&f) && fields.contains(&(f.fields.clone(), f.sound)));
        self.recognised = found.into();
    }

    /// Takes note of the person's own schemes; one that was chosen may be gone.
    fn owns(&mut self, own: Shared<Own>) {
        let same = self.own.saved == own.saved;
        self.own = own;
        if !same {
            self.chosen = self.chosen.take().filter(|id| self.known(id).is_some());
            self.recognise();
        }
        self.judge();
    }

    /// Verifies it by the scheme in force.
    fn judge(&mut self) {
        let id = match &self.chosen {
            Some(id) => Some(&**id),
            None => self.speaks_of(),
        };
        if let Some(own) = self.own.in_force(id) {
            self.scheme = Some(Shared::from(own));
        } else if self.scheme.as_ref().map(|scheme| scheme.id.as_str()) != id {
            self.scheme = id
                .and_then(presets::find)
                .map(|scheme| Shared(Rc::new(scheme)));
        }
        self.round = self.round.wrapping_add(1);
        (self.public, self.evidence, self.search, self.recovered) = (None, None, None, None);
        self.check();
    }

    fn check(&mut self) {
        let attempt = self.attempt().filter(|_| !self.is_verified_by_worker());
        self.checked = attempt.map(|attempt| Shared(Rc::new(attempt.check())));
    }
}

impl Reducible for VerifyState {
    type Action = Dated;

    fn reduce(mut self: Rc<Self>, dated: Dated) -> Rc<Self> {
        let state = Rc::make_mut(&mut self);
        let (round, checked_ms) = (state.round, state.now_ms);
        state.now_ms = dated.now_ms;
        state.apply(dated.change);
        if state.round == round {
            state.now_ms = checked_ms;
        }
        self
    }
}

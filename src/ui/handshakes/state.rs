//! The state of the page: the handshake, what is typed for it, and the reply. Plain data, no effects.
//!
//! Each change makes another request with the same challenge, so that a pasted reply still answers it.
//! Sending, choosing a handshake and asking for one make another challenge. What is typed stays with its
//! handshake.

use std::rc::Rc;

use yew::Reducible;

use crate::ui::shared::Shared;
use crate::ui::state::Loaded;
use exchange::handshake::{self, Finding, Handshake, Trial};
use exchange::reply::Reply;
use problem::Field;
use request::forecast::{Failure, SendError};
use request::pipeline::{Flow, Target};
use request::preview::secrets::known;
use request::secret_spans::SecretSpans;
use signature::Moment;
use signature::secret::{Secret, Secrets};

/// The state of the request.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Sending {
    #[default]
    NotSent,
    /// On its way, under this number.
    Sent(u32),
    Failed(Shared<Failure>),
    Replied(Shared<Answer>),
}

/// A reply and what is known around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub reply: Reply,
    /// Whether the browser hides header fields of it.
    pub hides: bool,
    /// The oddities of a pasted reply.
    pub notes: Vec<String>,
}

/// Something that happened.
pub enum Change {
    Loaded(Loaded<Shared<[Handshake]>>),
    /// A handshake, by its id.
    Choose(Rc<str>),
    /// A probe of it by its id; the empty one asks as the sender does.
    Probe(Rc<str>),
    Address(Rc<str>),
    /// An input, by its name.
    Input(Rc<str>, Rc<str>),
    NewChallenge,
    Send,
    Stop,
    /// The result of the request of that number, and whether the browser hides fields of the reply.
    Answered(u32, Result<Reply, Rc<Failure>>, bool),
    /// A reply from elsewhere.
    Pasted(Rc<str>),
}

/// A change, and the time and random values of its moment.
pub struct Stamped {
    pub change: Change,
    pub moment: Moment,
}

/// Everything that the page is drawn from.
#[derive(Clone, PartialEq)]
pub struct HandshakeState {
    pub all: Loaded<Shared<[Handshake]>>,
    /// The id that was asked for; the first where there is none such.
    chosen: Rc<str>,
    /// The probe's id; empty for none.
    probe: Rc<str>,
    pub address: Rc<str>,
    /// The input for the handshake that is open.
    inputs: Secrets,
    /// The input for others, by their ids.
    kept: Vec<(String, Secrets)>,
    moment: Moment,
    /// The request; `None` until there are handshakes.
    pub flow: Option<Shared<Flow>>,
    pub sending: Sending,
    pub pasted: Rc<str>,
    /// The reply judged by the rules.
    pub findings: Rc<[Finding]>,
    sent: u32,
    /// Counts replies and failures, so that each is announced.
    pub replies: u32,
}

impl HandshakeState {
    /// The secrets that were typed, and that the request carries.
    pub fn known_secrets(&self) -> SecretSpans {
        match &self.flow {
            Some(flow) => known(&flow.request, &self.inputs, &flow.scheme),
            None => SecretSpans::default(),
        }
    }
}

impl Default for HandshakeState {
    fn default() -> HandshakeState {
        HandshakeState {
            all: Loaded::Loading,
            chosen: Rc::from(""),
            probe: Rc::from(""),
            address: Rc::from(""),
            inputs: Secrets::default(),
            kept: Vec::new(),
            moment: Moment {
                unix_ms: 0,
                id: String::new(),
                nonce: String::new(),
            },
            flow: None,
            sending: Sending::NotSent,
            pasted: Rc::from(""),
            findings: Rc::from([]),
            sent: 0,
            replies: 0,
        }
    }
}

impl HandshakeState {
    /// The handshake that is open.
    pub fn handshake(&self) -> Option<&Handshake> {
        let Loaded::Ready(all) = &self.all else {
            return None;
        };
        let named = all.iter().find(|h| *h.id == *self.chosen);
        named.or_else(|| all.first())
    }

    /// Whether the handshake of that id is open already.
    pub fn is_chosen(&self, id: Option<&str>) -> bool {
        id == Some(&*self.chosen)
    }

    /// The request with everything that goes into it.
    pub fn trial(&self) -> Option<Trial<'_>> {
        let handshake = self.handshake()?;
        Some(Trial {
            handshake,
            probe: handshake.probes.iter().find(|p| *p.id == *self.probe),
            address: &self.address,
            inputs: &self.inputs,
            moment: &self.moment,
        })
    }

    /// The text of an input.
    pub fn input(&self, name: &str) -> &str {
        self.inputs.get(name).map_or("", |s| s.expose())
    }

    /// Whether the request has a value that is another each time.
    pub fn has_values(&self) -> bool {
        let handshake = self.handshake();
        handshake.is_some_and(|h| !h.values.is_empty())
    }

    /// Why it cannot be sent, in sentences.
    pub fn refusal(&self) -> Option<String> {
        let problems = self.flow.as_ref()?.ready(Target::Direct).err()?;
        let trial = self.trial()?;
        let words = problems.iter().map(|problem| {
            let name = match problem.at == Field::address() {
                true => "URL".to_owned(),
                false => {
                    let mut inputs = trial.handshake.inputs.iter();
                    let input = inputs.find(|i| handshake::field(&i.name) == problem.at);
                    input.map_or_else(|| problem.at.to_string(), |input| input.label.clone())
                }
            };
            let message = problem.message();
            let end = if message.ends_with('?') { "" } else { "." };
            [&name, " ", &*message, end].concat()
        });
        Some(words.collect::<Vec<_>>().join(" "))
    }

    fn apply(&mut self, change: Change, moment: Moment) {
        match change {
            Change::Loaded(all) => {
                self.all = all;
                self.begin(moment);
            }
            Change::Choose(id) => {
                self.open(id);
                self.probe = Rc::from("");
                self.begin(moment);
            }
            Change::Probe(id) => {
                self.probe = id;
                self.begin(moment);
            }
            Change::NewChallenge => self.begin(moment),
            Change::Address(text) => {
                self.address = text;
                self.sending = Sending::NotSent;
                self.make(moment.unix_ms);
            }
            Change::Input(name, text) => {
                self.inputs.set(name, Secret::new(text));
                self.make(moment.unix_ms);
            }
            Change::Send => self.send(moment),
            Change::Stop => {
                if matches!(self.sending, Sending::Sent(_)) {
                    self.sending =
                        Sending::Failed(Shared(Rc::new(Failure::plain(SendError::Stopped))));
                }
            }
            Change::Answered(number, result, hides) => {
                if matches!(self.sending, Sending::Sent(now) if now == number) {
                    self.replies += 1;
                    self.sending = match result {
                        Ok(reply) => Sending::Replied(Shared(Rc::new(Answer {
                            reply,
                            hides,
                            notes: Vec::new(),
                        }))),
                        Err(failure) => Sending::Failed(Shared(failure)),
                    };
                }
            }
            Change::Pasted(text) => {
                let pasted = handshake::paste(&text);
                self.sending = match text.trim().is_empty() {
                    true => Sending::NotSent,
                    false => Sending::Replied(Shared(Rc::new(Answer {
                        reply: pasted.reply,
                        hides: false,
                        notes: pasted.notes,
                    }))),
                };
                self.pasted = text;
            }
        }
        self.judge();
    }

    /// Another challenge, which nothing has answered yet.
    fn begin(&mut self, moment: Moment) {
        self.sending = Sending::NotSent;
        self.moment = moment;
        self.make(self.moment.unix_ms);
    }

    /// Opens a handshake; the input for the one before is kept for when it is opened again.
    fn open(&mut self, id: Rc<str>) {
        let before = self.handshake().map(|h| h.id.clone());
        if let Some(before) = before {
            self.kept.push((before, std::mem::take(&mut self.inputs)));
        }
        self.chosen = id;
        let now = self.handshake().map(|h| h.id.as_str());
        let kept = self
            .kept
            .iter()
            .position(|kept| Some(kept.0.as_str()) == now);
        if let Some(at) = kept {
            self.inputs = self.kept.swap_remove(at).1;
        }
    }

    /// The request, with the challenge that there is.
    fn make(&mut self, unix_ms: i64) {
        self.moment.unix_ms = unix_ms;
        let flow = self.trial().map(|trial| Shared(Rc::new(trial.ask())));
        self.flow = flow;
    }

    /// Sends with another challenge and the present time; the request that is shown is sent.
    fn send(&mut self, moment: Moment) {
        if self.refusal().is_some() || matches!(self.sending, Sending::Sent(_)) {
            return;
        }
        self.begin(moment);
        self.sent += 1;
        self.sending = Sending::Sent(self.sent);
    }

    fn judge(&mut self) {
        self.findings = match (&self.sending, self.trial()) {
            (Sending::Replied(answer), Some(trial)) => {
                trial.check(&answer.reply, answer.hides).into()
            }
            _ => Rc::from([]),
        };
    }
}

impl Reducible for HandshakeState {
    type Action = Stamped;

    fn reduce(mut self: Rc<Self>, stamped: Stamped) -> Rc<Self> {
        Rc::make_mut(&mut self).apply(stamped.change, stamped.moment);
        self
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

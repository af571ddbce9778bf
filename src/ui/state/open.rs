//! The operation that is open: what was typed for it and everything derived from that.

pub mod cases;
mod secrets;
pub mod sending;

use std::rc::Rc;

use super::history::{Change, DraftSnapshot, History};
use super::own::{self, Own};
use super::signing::{self, Setting};
use super::{Action, Matching, Unread};
use cases::CaseRun;
use exchange::delivery::{self, Expected, Tampering};
use openapi::{Api, Operation};
use problem::Problem;
use request::draft::load;
use request::draft::{self, Draft, Edit};
use request::forecast::{Failure, SendError};
use request::named_secrets::remember;
use request::pipeline::{self, Flow, Target};
use secrets::give_secrets;
pub(super) use secrets::marked;
use sending::{Outcome, Sent};
use signature::Moment;

/// An open operation.
#[derive(Clone)]
pub struct Open {
    pub api: Rc<Api>,
    /// The operation, with what is secret in it as the person says.
    pub operation: Rc<Operation>,
    /// The same as the document has it.
    pub(super) documented: Rc<Operation>,
    pub bench: DraftSnapshot,
    pub history: Rc<History>,
    /// The time and the random values of the buffer that is shown.
    pub moment: Moment,
    pub frozen: bool,
    pub flow: Rc<Flow>,
    /// Those there are when it is sent to the target.
    pub problems: Rc<[Rc<Problem>]>,
    /// The example that the form holds unchanged.
    pub example: Option<Rc<str>>,
    pub target: Target,
    pub outcome: Outcome,
    /// What that is the outcome of.
    pub sent: Option<Rc<Sent>>,
    /// Whether the request was changed since.
    pub outdated: bool,
    /// What is done to a delivery, and what a correct receiver makes of that.
    pub tampering: Option<Tampering>,
    pub due: Option<Rc<Expected>>,
    /// The run of all cases of a delivery, if there was one.
    pub cases: Option<Rc<CaseRun>>,
    /// The number of the last request sent.
    pub number: u32,
    /// A stored draft that could not be read, until the form is reset.
    pub unread: Option<Unread>,
    /// Whether the draft came from storage, which has no secrets.
    pub restored: bool,
    /// Whether such a draft was given up: storage has nothing yet in its place.
    pub given_up: bool,
    /// How many replies were shown so far.
    pub replies: u32,
    /// When the last one was, in Unix milliseconds.
    pub arrived: i64,
    pub own: Rc<Own>,
    /// Pattern matching, as the state has it.
    pub matcher: Matching,
}

impl Open {
    pub fn new(
        api: Rc<Api>,
        operation: Rc<Operation>,
        bench: DraftSnapshot,
        moment: Moment,
        matcher: Matching,
    ) -> Open {
        let documented = operation;
        let operation = marked(&documented, &bench.draft);
        let flow = Rc::new(pipeline::run(
            &operation,
            &bench.draft,
            &bench.secrets,
            &moment,
            &matcher,
        ));
        Open {
            frozen: bench.draft.signing.time.is_some(),
            problems: shared(&flow, Target::Sandbox),
            api,
            operation,
            documented,
            bench,
            history: Rc::default(),
            moment,
            flow,
            example: None,
            target: Target::Sandbox,
            outcome: Outcome::Nothing,
            sent: None,
            outdated: false,
            tampering: None,
            due: None,
            cases: None,
            number: 0,
            unread: None,
            restored: false,
            given_up: false,
            replies: 0,
            arrived: 0,
            own: Rc::default(),
            matcher,
        }
    }

    /// What an operation begins with: as it was left, as it was stored, or afresh.
    ///
    /// A delivery takes its secrets, and the values that have changed since, from its registration.
    pub fn bench(
        operation: &Operation,
        kept: Option<DraftSnapshot>,
        stored: Option<Draft>,
        example: Option<&str>,
    ) -> DraftSnapshot {
        let mut bench = match (kept, stored) {
            (Some(kept), _) => kept,
            (None, Some(stored)) => DraftSnapshot {
                draft: Rc::new(stored),
                secrets: Rc::default(),
            },
            (None, None) => DraftSnapshot::start(operation, example).0,
        };
        if operation.delivery.is_some() {
            let draft = load::renewed((*bench.draft).clone(), operation);
            bench.draft = Rc::new(draft);
            give_secrets(&mut bench, operation);
        }
        bench
    }

    /// Applies an action; gives what is to be announced, if anything beyond the problems.
    pub(super) fn apply(
        &mut self,
        action: Action,
        moment: Moment,
        matcher: Matching,
    ) -> Option<String> {
        let (replies, now) = (self.replies, moment.unix_ms);
        let said = self.change(action, moment, matcher);
        if self.replies != replies {
            self.arrived = now;
        }
        self.outdated = self.is_outdated(matcher);
        said
    }

    fn change(&mut self, action: Action, moment: Moment, matcher: Matching) -> Option<String> {
        match action {
            Action::Edit(edit) => {
                self.edit(&edit, Change::of(&edit), moment, matcher);
                if matches!(edit, Edit::Reset) {
                    Rc::make_mut(&mut self.history).set_notice("The form was reset.");
                }
                if let Edit::Load(file) = &edit {
                    return Some([&*file.name, " is the body"].concat());
                }
            }
            Action::Reset => {
                self.reset(moment, matcher);
                Rc::make_mut(&mut self.history).set_notice("The form was reset.");
            }
            Action::Clear => {
                self.edit(&Edit::Reset, Change::Single, moment, matcher);
                Rc::make_mut(&mut self.history).set_notice("The form was cleared.");
            }
            Action::Secret(input, text) => self.secret(input, text, moment, matcher),
            Action::Undo => {
                let bench = Rc::make_mut(&mut self.history).undo(&self.bench)?;
                self.restore(bench, moment, matcher);
                return Some("Undone".to_owned());
            }
            Action::Redo => {
                let bench = Rc::make_mut(&mut self.history).redo(&self.bench)?;
                self.restore(bench, moment, matcher);
                return Some("Done again".to_owned());
            }
            Action::Generate(random) => {
                let secret = signing::generated(&self.flow.scheme, &random);
                self.step(&Change::Single, &moment);
                self.secret("secret".into(), secret.into(), moment, matcher);
                return Some("A secret was generated".to_owned());
            }
            Action::Cases(step) => return self.run_cases(step, &moment, matcher),
            Action::Sign(setting, text) => self.sign(setting, text, moment, matcher),
            Action::Freeze(frozen) => self.freeze(frozen, moment, matcher),
            Action::Target(target) => {
                self.target = target;
                self.list();
            }
            Action::Send => return self.send(matcher),
            Action::Repeat => {
                self.repeat(moment, matcher);
                return self.send(matcher);
            }
            Action::Tamper(tampering) => {
                self.tampering = tampering;
                self.run(moment, matcher);
                return self.due.as_ref().map(|due| due.sentence.clone());
            }
            Action::Stop => {
                if matches!(self.outcome, Outcome::Sending(_)) {
                    self.outcome = Outcome::Failed(Rc::new(Failure::plain(SendError::Stopped)));
                    return Some("Stopped".to_owned());
                }
            }
            Action::Answered(number, result) if self.outcome == Outcome::Sending(number) => {
                return Some(self.answered(result, matcher));
            }
            Action::Show(reply) => {
                // It is no answer to anything that was sent from here.
                self.sent = None;
                return Some(self.show(reply, matcher));
            }
            _ => {}
        }
        None
    }

    fn edit(&mut self, edit: &Edit, change: Change, moment: Moment, matcher: Matching) {
        self.step(&change, &moment);
        self.example = None;
        let mut next = draft::apply(&self.bench.draft, &self.operation, edit);
        match edit {
            Edit::Raw(_) => next.remembered = remember(&next.remembered, &self.flow.request),
            Edit::Mark(..) => next.remembered = Vec::new(),
            _ => {}
        }
        self.bench.draft = Rc::new(next);
        match edit {
            Edit::Example(name) => {
                self.example = Some(Rc::clone(name));
                self.credentials_of(name);
                self.restored = false;
            }
            Edit::Reset => {
                self.operation = Rc::clone(&self.documented);
                self.bench.secrets = Rc::default();
                give_secrets(&mut self.bench, &self.operation);
                self.give_up();
                self.restored = false;
                self.outcome = Outcome::Nothing;
                self.sent = None;
            }
            Edit::Mark(..) => self.operation = marked(&self.documented, &self.bench.draft),
            Edit::Signing(signing) => self.frozen = signing.time.is_some(),
            _ => {}
        }
        self.run(moment, matcher);
    }

    /// Begins again as the operation was opened first: with its example.
    fn reset(&mut self, moment: Moment, matcher: Matching) {
        self.edit(&Edit::Reset, Change::Single, moment.clone(), matcher);
        let (bench, example) = DraftSnapshot::start(&self.operation, None);
        self.bench.draft = bench.draft;
        if example.is_some() {
            self.bench.secrets = bench.secrets;
        }
        self.example = example;
        self.run(moment, matcher);
    }

    /// Gives up a stored draft that could not be read.
    pub(super) fn give_up(&mut self) {
        self.given_up |= self.unread.take().is_some();
    }

    /// Typing on at one place needs no copy of the history.
    pub(super) fn step(&mut self, change: &Change, moment: &Moment) {
        let at = moment.unix_ms;
        if !History::joins(&mut self.history, &self.bench, change, at) {
            Rc::make_mut(&mut self.history).step(&self.bench, change, at);
        }
    }

    pub(super) fn restore(&mut self, bench: DraftSnapshot, moment: Moment, matcher: Matching) {
        self.frozen = bench.draft.signing.time.is_some();
        if bench.draft.marks != self.bench.draft.marks {
            self.operation = marked(&self.documented, &bench.draft);
        }
        self.bench = bench;
        self.example = None;
        self.run(moment, matcher);
    }

    fn sign(&mut self, setting: Setting, text: Rc<str>, moment: Moment, matcher: Matching) {
        let change = Change::of_setting(setting, &text);
        let next = signing::set(&self.bench.draft.signing, &self.flow.scheme, setting, text);
        self.edit(&Edit::Signing(next), change, moment, matcher);
    }

    fn freeze(&mut self, frozen: bool, moment: Moment, matcher: Matching) {
        let mut signing = self.bench.draft.signing.clone();
        let id = self.flow.scheme.id_of(&self.moment);
        if frozen {
            let seconds = self.moment.unix_ms.div_euclid(1000);
            signing.time = Some(seconds.to_string().into());
            signing.id.get_or_insert_with(|| id.into());
        } else {
            signing.time = None;
            signing.id = signing.id.filter(|set| **set != *id);
        }
        let edit = Edit::Signing(signing);
        self.edit(&edit, Change::of(&edit), moment, matcher);
    }

    /// Takes note of the person's own schemes; one of them may be in force.
    pub(super) fn owns(&mut self, own: &Rc<Own>, moment: Moment, matcher: Matching) {
        self.own = Rc::clone(own);
        self.run(moment, matcher);
        self.outdated = self.is_outdated(matcher);
    }

    /// Makes the one buffer again, with everything that is derived from it.
    pub(super) fn run(&mut self, moment: Moment, matcher: Matching) {
        own::resolve(&mut self.bench, &self.own);
        if !self.frozen && self.tampering != Some(Tampering::Duplicate) {
            // A new id where none is used would only make the page flicker.
            let id = match self.flow.scheme.uses("id") {
                true => moment.id,
                false => std::mem::take(&mut self.moment.id),
            };
            self.moment = Moment { id, ..moment };
        }
        self.flow = Rc::new(pipeline::run(
            &self.operation,
            &self.bench.draft,
            &self.bench.secrets,
            &self.moment,
            &matcher,
        ));
        self.due = None;
        if let Some(tampering) = self.tampering {
            self.tamper(tampering, matcher);
        }
        self.list();
    }

    /// Lists the problems. A list with the same ones stays the same, so that it is not drawn again.
    fn list(&mut self) {
        let problems = shared(&self.flow, self.target);
        if problems != self.problems {
            self.problems = problems;
        }
    }

    /// Replaces the delivery that is shown, signed and sent with the one after tampering.
    fn tamper(&mut self, tampering: Tampering, matcher: Matching) {
        let tampered = self.scene(&matcher).tamper(tampering);
        self.flow = Rc::new(tampered.flow);
        self.due = Some(Rc::new(tampered.expected));
    }

    /// The next try of a delivery: what was sent before, with a new time and one more on the counter.
    fn repeat(&mut self, moment: Moment, matcher: Matching) {
        let (draft, moment) = delivery::repeat(
            &self.operation,
            &self.bench.draft,
            &self.flow,
            &self.moment,
            moment,
        );
        self.step(&Change::Single, &moment);
        self.bench.draft = Rc::new(draft);
        self.frozen = false;
        self.run(moment, matcher);
    }
}

fn shared(flow: &Flow, target: Target) -> Rc<[Rc<Problem>]> {
    flow.problems_of(target).into_iter().map(Rc::new).collect()
}

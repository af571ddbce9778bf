//! Sending what is shown, its reply, and whether that reply still belongs to what is shown.

use std::rc::Rc;

use super::Open;
use crate::ui::state::Matching;
use crate::ui::state::history::DraftSnapshot;
use exchange::delivery::{Scene, Tampering};
use exchange::reply::{self, Expectation, Reading, Reply};
use exchange::sandbox;
use problem::Severity;
use request::forecast::Failure;
use request::pipeline::{self, Flow, Target};
use signature::Moment;
use signature::Signing;

/// What became of the last sending.
#[derive(Clone, PartialEq)]
pub enum Outcome {
    Nothing,
    /// In flight; the number tells it from earlier ones.
    Sending(u32),
    Replied(Rc<Reply>, Rc<Reading>),
    Failed(Rc<Failure>),
}

/// The state that was sent.
pub struct Sent {
    bench: DraftSnapshot,
    flow: Rc<Flow>,
    moment: Moment,
    target: Target,
    tampering: Option<Tampering>,
    expected: Expectation,
}

impl Open {
    /// Sends what is shown. The sandbox answers at once; the network is an effect of the page.
    pub(in crate::ui::state) fn send(&mut self, matcher: Matching) -> Option<String> {
        if self.refusal().is_some() || matches!(self.outcome, Outcome::Sending(_)) {
            return self.refusal();
        }
        // Undoing what is typed from here on leads back to what is sent now.
        Rc::make_mut(&mut self.history).end_step();
        self.sent = Some(Rc::new(Sent {
            bench: self.bench.clone(),
            flow: Rc::clone(&self.flow),
            moment: self.moment.clone(),
            target: self.target,
            tampering: self.tampering,
            expected: self.expected(matcher),
        }));
        match self.target {
            Target::Direct => {
                self.outcome = Outcome::Sending(self.number);
                Some("Sending".to_owned())
            }
            Target::Sandbox => {
                let reply = sandbox::receive(
                    &self.operation,
                    &self.flow,
                    &self.bench.secrets,
                    &self.moment,
                    &matcher,
                );
                Some(self.show(reply, matcher))
            }
        }
    }

    /// Why the request cannot be sent there, if it cannot.
    pub fn refusal(&self) -> Option<String> {
        let blocks = self.flow.ready(self.target).err()?;
        blocks.into_iter().next().map(|problem| problem.sentence())
    }

    /// What a correct receiver answers to a delivery; of other requests nothing is expected.
    fn expected(&self, matcher: Matching) -> Expectation {
        if self.operation.delivery.is_none() {
            return Expectation::default();
        }
        let expected = match self.due.as_deref() {
            Some(tampered) => tampered.clone(),
            None => self.scene(&matcher).due(&self.flow),
        };
        let error = |severity| severity == Severity::Error;
        Expectation {
            due: expected.due,
            reason: expected.reason,
            faulty: self.flow.problems.iter().any(|p| error(p.severity)),
        }
    }

    /// All that a delivery is made of.
    pub(in crate::ui::state) fn scene<'a>(&'a self, matcher: &'a Matching) -> Scene<'a> {
        Scene {
            operation: &self.operation,
            draft: &self.bench.draft,
            secrets: &self.bench.secrets,
            moment: &self.moment,
            matcher,
        }
    }

    pub(in crate::ui::state) fn answered(
        &mut self,
        result: Result<Reply, Rc<Failure>>,
        matcher: Matching,
    ) -> String {
        match result {
            Ok(reply) => self.show(reply, matcher),
            Err(failure) => {
                self.outcome = Outcome::Failed(failure);
                "No reply".to_owned()
            }
        }
    }

    pub(in crate::ui::state) fn show(&mut self, reply: Reply, matcher: Matching) -> String {
        self.replies += 1;
        let reply = Rc::new(reply);
        let reading = self.read(&reply, matcher);
        let title = reading.outcome.title();
        // The reason phrase is the receiver's text, which may repeat a secret.
        let said = format!("{title}. Reply: {}", reply.status);
        self.outcome = Outcome::Replied(reply, Rc::new(reading));
        said
    }

    /// Reads the reply once more, as after a secret of its signature was typed.
    pub(in crate::ui::state) fn read_again(&mut self, matcher: Matching) {
        if let Outcome::Replied(reply, _) = &self.outcome {
            let reading = self.read(reply, matcher);
            self.outcome = Outcome::Replied(Rc::clone(reply), Rc::new(reading));
        }
    }

    fn read(&self, reply: &Reply, matcher: Matching) -> Reading {
        let expected = self.sent.as_ref().map(|sent| sent.expected.clone());
        let (operation, secrets) = (&self.operation, &self.bench.secrets);
        reply::read(
            operation,
            reply,
            expected.unwrap_or_default(),
            secrets,
            &matcher,
        )
    }

    /// Whether the request that is shown is another than the one that was sent.
    ///
    /// A new time of signing alone makes no other request. What is not the same is held against the
    /// request at the moment of sending, since a secret may be one that only replies are verified with.
    pub(in crate::ui::state) fn is_outdated(&self, matcher: Matching) -> bool {
        let Some(sent) = &self.sent else {
            return false;
        };
        if (self.target, self.tampering) != (sent.target, sent.tampering) {
            return true;
        }
        if self.bench == sent.bench {
            return false;
        }
        if self.flow.request == sent.flow.request {
            return scheme(&self.bench) != scheme(&sent.bench);
        }
        if self.bench.draft != sent.bench.draft || self.tampering.is_some() {
            return true;
        }
        let (operation, bench) = (&self.operation, &self.bench);
        let flow = pipeline::run(
            operation,
            &bench.draft,
            &bench.secrets,
            &sent.moment,
            &matcher,
        );
        flow.request != sent.flow.request
    }
}

/// How a request is to be signed, whenever that is; without a secret it shows in no byte.
fn scheme(bench: &DraftSnapshot) -> Signing {
    Signing {
        id: None,
        time: None,
        ..bench.draft.signing.clone()
    }
}

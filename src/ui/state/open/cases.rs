//! All cases of a delivery, sent one after the other to a receiver, and how it answered each.
//!
//! A case is prepared at the moment at which it is sent, from the draft as it was when the run began.
//! Sending is an effect of the page (see `hooks::case_run`); the reply to a single request stays apart.

use std::rc::Rc;

use super::Open;
use crate::ui::shared::Shared;
use crate::ui::state::Matching;
use crate::ui::state::history::DraftSnapshot;
use exchange::delivery::{Due, Expected, Scene, Tampering};
use exchange::reply::{self, Expectation, Reply, ReplyOutcome, Tone};
use exchange::sandbox;
use openapi::Operation;
use problem::Severity;
use request::forecast::Failure;
use request::pipeline::{Flow, Target};
use signature::Moment;

/// A delivery as its sender sends it, or after tampering.
pub type Case = Option<Tampering>;

/// The name of a case.
pub fn title(case: Case) -> &'static str {
    case.map_or("Valid", Tampering::title)
}

/// The answer that is due, in a few words.
pub fn due_words(due: Due) -> &'static str {
    match due {
        Due::Accepted => "Accepted (2xx)",
        Due::Refused => "Refused (4xx)",
        Due::Either => "Either",
    }
}

/// A step of a run.
pub enum CaseStep {
    Start,
    /// The sandbox is to answer the case in flight.
    Sandbox(CaseKey),
    /// The answer to the case in flight.
    Answered(CaseKey, Result<Reply, Rc<Failure>>),
    Stop,
    /// The table goes.
    Close,
}

/// The number of a run, and the place of a case in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseKey {
    pub run: u32,
    pub at: usize,
}

/// A run of all cases.
#[derive(Clone)]
pub struct CaseRun {
    pub target: Target,
    pub rows: Vec<CaseRow>,
    /// The address that the cases are sent to.
    pub url: String,
    number: u32,
    /// The case in flight.
    at: Option<usize>,
    operation: Rc<Operation>,
    bench: DraftSnapshot,
    /// The moment of the valid delivery, which its duplicate repeats.
    valid: Option<Moment>,
}

/// A case and how it ended.
#[derive(Clone, PartialEq)]
pub struct CaseRow {
    pub case: Case,
    /// The answer that is due, once the case is prepared.
    pub expected: Option<Expected>,
    pub result: CaseResult,
}

/// How a case ended.
#[derive(Clone, PartialEq)]
pub enum CaseResult {
    Waiting,
    /// It changes no byte of this delivery, for this reason.
    Inapplicable(&'static str),
    /// It cannot be sent, for this reason.
    Blocked(String),
    Sending(Shared<Flow>),
    Replied {
        status: u16,
        reason: String,
        outcome: ReplyOutcome,
    },
    Failed,
    Stopped,
}

impl CaseRow {
    /// The answer of the receiver, in a few words.
    pub fn actual(&self) -> String {
        match &self.result {
            CaseResult::Waiting => "Waiting".to_owned(),
            CaseResult::Inapplicable(_) | CaseResult::Blocked(_) => "Not sent".to_owned(),
            CaseResult::Sending(_) => "Sending".to_owned(),
            CaseResult::Replied { status, reason, .. } => match reason.is_empty() {
                true => status.to_string(),
                false => format!("{status} {reason}"),
            },
            CaseResult::Failed => "No reply".to_owned(),
            CaseResult::Stopped => "Stopped".to_owned(),
        }
    }

    /// The answer that is due, in a few words.
    pub fn due(&self) -> &'static str {
        self.expected.as_ref().map_or("", |e| due_words(e.due))
    }

    /// The verdict on the receiver, in a few words, and how it is meant.
    pub fn verdict(&self) -> (&'static str, Tone) {
        let either = self.expected.as_ref().is_some_and(|e| e.due == Due::Either);
        match &self.result {
            CaseResult::Waiting | CaseResult::Sending(_) | CaseResult::Stopped => ("", Tone::Plain),
            CaseResult::Inapplicable(_) => ("Does not apply", Tone::Plain),
            CaseResult::Blocked(_) => ("Not tested", Tone::Careful),
            CaseResult::Failed => ("No reply", Tone::Bad),
            CaseResult::Replied { outcome, .. } => match outcome {
                ReplyOutcome::Unknown if either => ("Either is fine", Tone::Plain),
                ReplyOutcome::Unknown => ("Unclear", Tone::Careful),
                ReplyOutcome::Undocumented => (
                    "As expected, but this status is undocumented",
                    Tone::Careful,
                ),
                outcome => (outcome.title(), outcome.tone()),
            },
        }
    }

    /// Why the case was not sent, or why its answer is due; may be empty.
    pub fn reason(&self) -> &str {
        match &self.result {
            CaseResult::Inapplicable(why) => why,
            CaseResult::Blocked(why) => why,
            _ => self.expected.as_ref().map_or("", |e| &e.reason),
        }
    }
}

impl CaseRun {
    /// Whether cases are still to be sent.
    pub fn is_running(&self) -> bool {
        self.at.is_some()
    }

    /// The case in flight, and its finished request.
    pub fn in_flight(&self) -> Option<(CaseKey, Shared<Flow>)> {
        let at = self.at?;
        let key = CaseKey {
            run: self.number,
            at,
        };
        match &self.rows.get(at)?.result {
            CaseResult::Sending(flow) => Some((key, flow.clone())),
            _ => None,
        }
    }

    /// Whether the delivery was changed since the run began.
    pub fn is_outdated(&self, bench: &DraftSnapshot) -> bool {
        let same = Rc::ptr_eq(&self.bench.draft, &bench.draft);
        !same || !Rc::ptr_eq(&self.bench.secrets, &bench.secrets)
    }

    /// What the run found so far, in a sentence.
    pub fn summary(&self) -> String {
        let mut counts = [0; 5];
        for row in &self.rows {
            let at = match (&row.result, row.verdict().1) {
                (CaseResult::Inapplicable(_), _) => 3,
                (CaseResult::Failed, _) => 4,
                (CaseResult::Waiting | CaseResult::Sending(_), _) => continue,
                (CaseResult::Replied { outcome, .. }, _)
                    if *outcome == ReplyOutcome::Undocumented =>
                {
                    0
                }
                (_, Tone::Good) => 0,
                (_, Tone::Bad) => 1,
                _ => 2,
            };
            counts[at] += 1;
        }
        let [good, bad, open, out, failed] = counts;
        let mut words = vec![
            format!("{good} as expected"),
            format!("{bad} not as expected"),
        ];
        if failed > 0 {
            words.push(format!("{failed} without a reply"));
        }
        if open > 0 {
            words.push(format!("{open} undecided"));
        }
        if out > 0 {
            words.push(format!("{out} not applicable"));
        }
        words.join(", ")
    }

    /// The table as Markdown (GitHub Flavored Markdown, "Tables").
    pub fn markdown(&self) -> String {
        let mut lines = vec![
            "| Case | Expected | Actual | Verdict | Note |".to_owned(),
            "| --- | --- | --- | --- | --- |".to_owned(),
        ];
        for row in &self.rows {
            let actual = row.actual();
            let cells = [
                title(row.case),
                row.due(),
                &actual,
                row.verdict().0,
                row.reason(),
            ];
            let cells = cells.map(|cell| cell.replace('|', "\\|").replace(['\r', '\n'], " "));
            lines.push(format!("| {} |", cells.join(" | ")));
        }
        lines.join("\n") + "\n"
    }

    fn scene<'a>(&'a self, moment: &'a Moment, matcher: &'a Matching) -> Scene<'a> {
        Scene {
            operation: &self.operation,
            draft: &self.bench.draft,
            secrets: &self.bench.secrets,
            moment,
            matcher,
        }
    }

    /// The request of a case, and the answer that is due to it.
    fn prepared(&self, case: Case, moment: &Moment, matcher: Matching) -> (Flow, Expected) {
        let repeated = self
            .valid
            .as_ref()
            .filter(|_| case == Some(Tampering::Duplicate));
        let scene = self.scene(repeated.unwrap_or(moment), &matcher);
        match case {
            Some(tampering) => {
                let tampered = scene.tamper(tampering);
                (tampered.flow, tampered.expected)
            }
            None => {
                let sound = scene.sound();
                let due = scene.due(&sound);
                (sound, due)
            }
        }
    }

    /// Puts the next case that can be sent in flight.
    fn advance(&mut self, moment: &Moment, matcher: Matching) {
        self.at = None;
        let waiting = |row: &CaseRow| row.result == CaseResult::Waiting;
        while let Some(at) = self.rows.iter().position(waiting) {
            let case = self.rows[at].case;
            let (flow, expected) = self.prepared(case, moment, matcher);
            if case.is_none() {
                self.valid = Some(moment.clone());
            }
            let refusal = flow.ready(self.target).err();
            let refusal = refusal.map(|all| all.first().map_or_else(String::new, |p| p.sentence()));
            let row = &mut self.rows[at];
            row.expected = Some(expected);
            match refusal {
                Some(why) => row.result = CaseResult::Blocked(why),
                None => {
                    row.result = CaseResult::Sending(Shared(Rc::new(flow)));
                    self.at = Some(at);
                    return;
                }
            }
        }
    }

    /// Takes the answer to the case in flight.
    fn answer(&mut self, result: Result<Reply, Rc<Failure>>, matcher: Matching) {
        let Some(at) = self.at else { return };
        let row = &self.rows[at];
        let (CaseResult::Sending(flow), Some(expected)) = (&row.result, &row.expected) else {
            return;
        };
        let error = |severity| severity == Severity::Error;
        let expectation = Expectation {
            due: expected.due,
            reason: expected.reason.clone(),
            faulty: flow.problems.iter().any(|p| error(p.severity)),
        };
        let result = match result {
            Err(_) => CaseResult::Failed,
            Ok(reply) => {
                let secrets = &self.bench.secrets;
                let reading = reply::read(&self.operation, &reply, expectation, secrets, &matcher);
                CaseResult::Replied {
                    status: reply.status,
                    reason: reply.reason,
                    outcome: reading.outcome,
                }
            }
        };
        self.rows[at].result = result;
    }

    fn stop(&mut self) {
        self.at = None;
        for row in &mut self.rows {
            if matches!(row.result, CaseResult::Waiting | CaseResult::Sending(_)) {
                row.result = CaseResult::Stopped;
            }
        }
    }
}

impl Open {
    /// Takes a step of the run; gives what is to be announced.
    pub(in crate::ui::state) fn run_cases(
        &mut self,
        step: CaseStep,
        moment: &Moment,
        matcher: Matching,
    ) -> Option<String> {
        match step {
            CaseStep::Close => {
                self.cases = None;
                return None;
            }
            CaseStep::Start => self.cases = Some(Rc::new(self.begun(moment, matcher)?)),
            _ => {}
        }
        let run = Rc::make_mut(self.cases.as_mut()?);
        let current = run.in_flight();
        let result = match step {
            CaseStep::Stop => {
                run.stop();
                return Some("Stopped".to_owned());
            }
            CaseStep::Answered(key, result) => (key, result),
            CaseStep::Sandbox(key) => {
                let (_, flow) = current.as_ref()?;
                let secrets = &run.bench.secrets;
                let reply = sandbox::receive(&run.operation, flow, secrets, moment, &matcher);
                (key, Ok(reply))
            }
            CaseStep::Start | CaseStep::Close => {
                run.advance(moment, matcher);
                return Some("Sending all cases".to_owned());
            }
        };
        if current.is_none_or(|(key, _)| key != result.0) {
            return None;
        }
        run.answer(result.1, matcher);
        run.advance(moment, matcher);
        (!run.is_running()).then(|| format!("All cases are done: {}", run.summary()))
    }

    fn begun(&self, moment: &Moment, matcher: Matching) -> Option<CaseRun> {
        self.operation.delivery.as_ref()?;
        let mut run = CaseRun {
            target: self.target,
            rows: Vec::new(),
            url: self.flow.request.url.clone(),
            number: self.number,
            at: None,
            operation: Rc::clone(&self.operation),
            bench: self.bench.clone(),
            valid: None,
        };
        let scene = run.scene(moment, &matcher);
        let sound = scene.sound();
        let cases = [None].into_iter().chain(Tampering::ALL.map(Some));
        let rows = cases.map(|case| CaseRow {
            case,
            expected: None,
            result: match case.and_then(|tampering| scene.inapplicable(tampering, &sound)) {
                Some(why) => CaseResult::Inapplicable(why),
                None => CaseResult::Waiting,
            },
        });
        run.rows = rows.collect();
        Some(run)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

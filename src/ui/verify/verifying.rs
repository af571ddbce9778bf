//! Verifying a request of megabytes, in a worker.

use std::rc::Rc;

use yew::prelude::*;

use super::answer::said;
use super::bytes::count;
use super::desk::Change;
use super::hunt::{Running, after_rest, progress, retry, under_way};
use super::words;
use crate::browser::worker::Job;
use crate::ui::el::{el, row};
use crate::ui::hooks::{Effect, On, use_effects};
use diagnosis::{Checked, check};
use received::Received;
use signature::secret::Secrets;
use signature::verify::secret_problems;
use signature::{Found, Scheme, Verdict, write};
use worker::{Delivery, Report, Task, exposed};

#[derive(Properties, Clone)]
pub struct VerifyingProps {
    pub round: u32,
    pub now_ms: i64,
    pub scheme: Rc<Scheme>,
    pub secrets: Secrets,
    pub received: Rc<Received>,
    /// The schemes that the request appears to be signed with.
    pub recognised: Rc<[Found]>,
    /// Takes the result.
    pub act: Callback<Change>,
}

impl PartialEq for VerifyingProps {
    fn eq(&self, other: &VerifyingProps) -> bool {
        self.round == other.round
    }
}

#[derive(Clone)]
enum Stage {
    Waiting,
    /// Bytes hashed, and of how many.
    Running(usize, usize),
    Stopped,
    /// The worker cannot go on, and why.
    Failed(Rc<str>),
}

const LABEL: &str = "Verifying";

/// See [`VerifyingProps`].
#[component]
pub fn Verifying(props: &VerifyingProps) -> Html {
    let stage = use_state(|| Stage::Waiting);
    let running: Running<Job> = use_mut_ref(|| None);
    let verifying = {
        let (props, running, set) = (props.clone(), Rc::clone(&running), stage.setter());
        Effect::new(On::Number(Some(props.round)), move || {
            set.set(Stage::Waiting);
            after_rest(running, move || start(props, set))
        })
    };
    use_effects(vec![verifying]);
    match &*stage {
        Stage::Waiting => row(vec![
            said(&words::long()).node(),
            progress(LABEL, None).node(),
        ]),
        Stage::Running(done, total) => {
            let (stage, known) = (stage.clone(), (*done, *total));
            let stop = Callback::from(move |_: MouseEvent| {
                running.borrow_mut().take();
                stage.set(Stage::Stopped);
            });
            let size = props.received.body.len();
            let words = ["Verifying ", &count(size, "byte")].concat();
            row(vec![
                said(&words::long()).node(),
                under_way(LABEL, words, known, stop),
            ])
        }
        Stage::Stopped => said(&words::stopped()).node(),
        Stage::Failed(why) => {
            let (props, set) = (props.clone(), stage.setter());
            let again = Callback::from(move |_: MouseEvent| {
                let job = start(props.clone(), set.clone());
                running.replace(job);
            });
            row(vec![
                said(&words::failed(why)).node(),
                el("div").el(retry(again)).node(),
            ])
        }
    }
}

fn start(props: VerifyingProps, set: UseStateSetter<Stage>) -> Option<Job> {
    set.set(Stage::Running(0, 0));
    let (task, received) = (props.task(), Rc::clone(&props.received));
    Job::start(&task, &received.body, move |message| match message {
        Ok((Report::Hashed { done, total }, _)) => set.set(Stage::Running(done, total)),
        Ok((Report::Verified(checked), text)) => {
            let checked = props.completed(*checked, text.unwrap_or_default());
            let change = Change::Checked(props.round, Rc::new(checked));
            props.act.emit(change);
        }
        Ok(_) => {}
        Err(why) => set.set(Stage::Failed(why.into())),
    })
}

impl VerifyingProps {
    /// The task for the worker; the body goes beside it.
    pub fn task(&self) -> Task {
        Task::Verify {
            scheme: write::scheme(&self.scheme),
            secrets: exposed(&self.secrets),
            delivery: Delivery::of(&self.received),
            recognised: self.recognised.to_vec(),
            now_ms: self.now_ms,
        }
    }

    /// The result of the worker with what did not cross in it: the bytes that were signed, and problems.
    pub fn completed(&self, mut checked: Checked, text: Vec<u8>) -> Checked {
        let (scheme, secrets) = (&self.scheme, &self.secrets);
        if matches!(checked.verdict, Verdict::Unusable(_)) {
            // Nothing was hashed, so that finding the reason again takes little.
            return check(
                scheme,
                secrets,
                &self.received,
                &self.recognised,
                self.now_ms,
            );
        }
        if let Some(proof) = checked.verdict.proof_mut() {
            proof.text = text;
            checked.problems = secret_problems(scheme, secrets);
        }
        checked
    }
}

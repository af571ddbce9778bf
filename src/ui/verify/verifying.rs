//! Verification of a request of megabytes, in a worker.

use std::rc::Rc;

use yew::prelude::*;

use super::bytes::count;
use super::focus::use_kept_focus;
use super::progress::{Progress, Running, after_rest, use_is_slow};
use super::sentence::verdict_band;
use super::state::{Attempt, Change};
use super::use_change;
use super::words;
use crate::browser::worker::Job;
use diagnosis::Checked;
use signature::verify::secret_problems;
use signature::{Verdict, write};
use worker::{Delivery, Report, Task, exposed};

/// See [`Verifying`].
#[derive(Properties, Clone, PartialEq)]
pub struct VerifyingProps {
    pub attempt: Attempt,
}

#[derive(Clone, PartialEq)]
enum Stage {
    Waiting,
    /// Bytes hashed, and of how many.
    Running(usize, usize),
    Stopped,
    /// The worker cannot go on, and why.
    Failed(Rc<str>),
}

/// The verdict while a worker finds it.
#[component]
pub fn Verifying(props: &VerifyingProps) -> Html {
    let change = use_change();
    let node = use_kept_focus();
    let stage = use_state_eq(|| Stage::Waiting);
    let tries = use_state_eq(|| 0_u32);
    let running: Running<Job> = use_mut_ref(|| None);
    let attempt = (props.attempt.round, *tries);
    {
        let (props, running, set) = (props.clone(), Rc::clone(&running), stage.setter());
        use_effect_with(attempt, move |_| {
            set.set(Stage::Waiting);
            after_rest(running, move || start(props.attempt, set, change))
        });
    }
    let is_slow = use_is_slow(*stage == Stage::Waiting, attempt);
    let (said, button, done) = match &*stage {
        Stage::Waiting if is_slow => {
            let why =
                "The program that verifies is still loading. Check the connection, or try again";
            (words::failed(why), ("Try again", true), None)
        }
        Stage::Waiting => (words::long(), ("Stop", false), None),
        Stage::Running(done, total) => (words::long(), ("Stop", false), Some((*done, *total))),
        Stage::Stopped => (words::stopped(), ("Verify again", true), None),
        Stage::Failed(why) => (words::failed(why), ("Try again", true), None),
    };
    let runs = matches!(&*stage, Stage::Waiting | Stage::Running(..));
    let onclick = Callback::from(move |_: MouseEvent| match button.1 {
        true => tries.set(*tries + 1),
        false => {
            running.borrow_mut().take();
            stage.set(Stage::Stopped);
        }
    });
    html! {
        <div class="cause" ref={node} tabindex="-1">
            { verdict_band(&said) }
            if done.is_some() {
                <p class="type">{ format!("Verifying {}", count(props.attempt.received.body.len(), "byte")) }</p>
            }
            <Progress label="Verifying" {done} button={Some(button)} {runs} {onclick} />
        </div>
    }
}

fn start(attempt: Attempt, set: UseStateSetter<Stage>, change: Callback<Change>) -> Option<Job> {
    let (task, received) = (attempt.task(), attempt.received.clone());
    Job::start(&task, &received.body, move |message| match message {
        Ok((Report::Hashed { done, total }, _)) => set.set(Stage::Running(done, total)),
        Ok((Report::Verified(checked), text)) => {
            let checked = attempt.completed(*checked, text.unwrap_or_default());
            change.emit(Change::Checked(attempt.round, Rc::new(checked)));
        }
        Ok(_) => {}
        Err(why) => set.set(Stage::Failed(why.into())),
    })
}

impl Attempt {
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

    /// The worker's result with what did not cross in it: the bytes that were signed, and problems.
    pub fn completed(&self, mut checked: Checked, text: Vec<u8>) -> Checked {
        if matches!(checked.verdict, Verdict::Unusable(_)) {
            // Nothing was hashed, so that finding the reason again takes little.
            return self.check();
        }
        if let Some(proof) = checked.verdict.proof_mut() {
            proof.text = text;
            checked.problems = secret_problems(&self.scheme, &self.secrets);
        }
        checked
    }
}

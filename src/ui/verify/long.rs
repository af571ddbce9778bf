//! Verifying a request of megabytes, in slices, so that the page goes on meanwhile.

use std::rc::Rc;

use yew::prelude::*;

use super::answer::said;
use super::bytes::count;
use super::desk::Change;
use super::hunt::{REPORT, Running, SLICE, STEP, after_rest, progress, under_way};
use super::words;
use crate::browser::clock;
use crate::browser::task::Slices;
use crate::ui::el::row;
use crate::ui::hooks::{Effect, On, use_effects};
use diagnosis::Checking;
use received::Received;
use signature::secret::Secrets;
use signature::{Found, Scheme};

#[derive(Properties, Clone)]
pub struct LongProps {
    pub round: u32,
    pub now_ms: i64,
    pub scheme: Rc<Scheme>,
    pub secrets: Secrets,
    pub received: Rc<Received>,
    /// The schemes that it speaks of.
    pub recognised: Rc<[Found]>,
    /// Takes what verifying said.
    pub act: Callback<Change>,
}

impl PartialEq for LongProps {
    fn eq(&self, other: &LongProps) -> bool {
        self.round == other.round
    }
}

/// How far it is: bytes read and hashed, and of how many.
#[derive(Clone, Copy)]
enum Stage {
    Waiting,
    Running(usize, usize),
    Stopped,
}

const LABEL: &str = "Verifying";

/// See [`LongProps`].
#[component]
pub fn Long(props: &LongProps) -> Html {
    let stage = use_state(|| Stage::Waiting);
    let running: Running<Slices> = use_mut_ref(|| None);
    let verifying = {
        let (props, running, set) = (props.clone(), Rc::clone(&running), stage.setter());
        Effect::new(On::Number(Some(props.round)), move || {
            set.set(Stage::Waiting);
            after_rest(running, move || start(&props, set))
        })
    };
    use_effects(vec![verifying]);
    match *stage {
        Stage::Waiting => row(vec![
            said(&words::long(false)).node(),
            progress(LABEL, None).node(),
        ]),
        Stage::Running(done, total) => {
            let stage = stage.clone();
            let stop = Callback::from(move |_: MouseEvent| {
                running.borrow_mut().take();
                stage.set(Stage::Stopped);
            });
            let size = props.received.body.len();
            let words = ["Verifying ", &count(size, "byte")].concat();
            row(vec![
                said(&words::long(false)).node(),
                under_way(LABEL, words, (done, total), stop),
            ])
        }
        Stage::Stopped => said(&words::long(true)).node(),
    }
}

fn start(props: &LongProps, set: UseStateSetter<Stage>) -> Option<Slices> {
    let props = props.clone();
    let mut checking = None;
    let mut told = 0.0;
    Slices::run(move || {
        let begun = clock::now();
        let Some(checking) = &mut checking else {
            checking = Some(Checking::new(
                &props.scheme,
                &props.secrets,
                &props.received,
                &props.recognised,
                props.now_ms,
            ));
            return true;
        };
        loop {
            if let Some(checked) = checking.step(STEP) {
                props
                    .act
                    .emit(Change::Checked(props.round, Rc::new(checked)));
                return false;
            }
            let now = clock::now();
            if now - begun < SLICE {
                continue;
            }
            if now - told > REPORT {
                told = now;
                let (done, total) = checking.progress();
                set.set(Stage::Running(done, total));
            }
            return true;
        }
    })
}

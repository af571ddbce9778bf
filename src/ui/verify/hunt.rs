//! Why a signature does not match: the evidence of the delivery itself, then the search, in a worker.

mod hunting;
mod known;

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use hunting::Hunting;

use super::bytes::grouped;
use super::desk::Change;
use super::remedies::remedies;
use super::sentence;
use super::words::Tone;
use crate::browser::timer::Timer;
use crate::ui::el::{El, el, row};
use crate::ui::hooks::{Effect, On, use_effects};
use crate::ui::state::Own;
use diagnosis::{Inquiry, Remedy, Ruled};
use received::Received;
use signature::Scheme;
use signature::secret::Secrets;
use worker::Shown;

/// Milliseconds without a change before it starts: nobody searches between two keystrokes.
const REST: i32 = 250;

#[derive(Properties, Clone)]
pub struct HuntProps {
    /// What was checked; another number is another search.
    pub round: u32,
    pub inquiry: Inquiry,
    pub act: Callback<Change>,
    /// Schemes of the person's own, whose layouts are tried too.
    pub own: Rc<Own>,
    pub scheme: Rc<Scheme>,
    pub secrets: Secrets,
    pub received: Rc<Received>,
}

impl PartialEq for HuntProps {
    fn eq(&self, other: &HuntProps) -> bool {
        self.round == other.round
    }
}

/// How far the search is.
#[derive(Clone)]
enum Stage {
    Waiting,
    Running {
        done: usize,
        total: usize,
    },
    Stopped {
        done: usize,
    },
    Found {
        sentence: Rc<str>,
        remedies: Rc<[Remedy]>,
    },
    Nothing {
        /// What was tried, where anything was.
        ruled: Option<Rc<Ruled>>,
        next: Rc<str>,
        remedies: Rc<[Remedy]>,
    },
    /// The worker cannot go on, and why.
    Failed(Rc<str>),
}

/// What the delivery itself shows, of the round that it is of; empty until it is known.
type Seen = (u32, Rc<[Shown]>);

/// What is under way; dropping it stops it.
pub type Running<T> = Rc<RefCell<Option<T>>>;

/// See [`HuntProps`].
#[component]
pub fn Hunt(props: &HuntProps) -> Html {
    let stage = use_state(|| Stage::Waiting);
    let seen = use_state(|| -> Seen { (0, Rc::from([])) });
    let running: Running<Rc<Hunting>> = use_mut_ref(|| None);
    let begin = {
        let (props, running) = (props.clone(), Rc::clone(&running));
        let (set, show) = (stage.setter(), seen.setter());
        move || {
            set.set(Stage::Waiting);
            after_rest(running, move || Some(Hunting::start(props, set, show)))
        }
    };
    use_effects(vec![Effect::new(On::Number(Some(props.round)), begin)]);
    let evidence: &[Shown] = match &*seen {
        (round, evidence) if *round == props.round => evidence,
        _ => &[],
    };
    let evidence = list(evidence);
    if let Stage::Failed(why) = &*stage {
        let (props, set, show) = (props.clone(), stage.setter(), seen.setter());
        let again = Callback::from(move |_: MouseEvent| {
            set.set(Stage::Waiting);
            let hunting = Hunting::start(props.clone(), set.clone(), show.clone());
            running.replace(Some(hunting));
        });
        return row(vec![failed(why, again), evidence.node()]);
    }
    if props.inquiry == Inquiry::Contrary {
        return evidence.node();
    }
    match &*stage {
        Stage::Waiting | Stage::Failed(_) => {
            el("div").class("hunt").el(progress(SEARCH, None)).node()
        }
        Stage::Running { done, total } => {
            let (stage, done) = (stage.clone(), *done);
            let stop = Callback::from(move |_: MouseEvent| {
                running.borrow_mut().take();
                stage.set(Stage::Stopped { done });
            });
            let words = [
                "Searching for the cause: ",
                &grouped(done),
                " of at most ",
                &grouped(*total),
                " candidates",
            ];
            row(vec![
                under_way(SEARCH, words.concat(), (done, *total), stop),
                evidence.node(),
            ])
        }
        Stage::Stopped { done } => {
            let words = [
                "Stopped after ",
                &grouped(*done),
                " candidates; none of them matched. Any change starts the search again",
            ];
            unexplained("stopped", &words.concat(), evidence, None)
        }
        Stage::Found {
            sentence: words,
            remedies: all,
        } => row(vec![
            el("div")
                .class("hunt")
                .el(cause(sentence(Tone::Careful, words), "found"))
                .node(),
            remedies(all.to_vec()),
        ]),
        Stage::Nothing {
            ruled,
            next,
            remedies: all,
        } => {
            let tried = match ruled {
                Some(ruled) => ruled.sentence() + ".",
                None if props.inquiry == Inquiry::Cause => CHANGED.to_owned(),
                None if props.scheme.kind.is_public_key() => UNSEARCHED.to_owned(),
                None => KNOWN.to_owned(),
            };
            // Such a delivery is to be refused, as its verdict says.
            let is_open = props.inquiry == Inquiry::Cause || props.scheme.kind.is_public_key();
            row(vec![
                unexplained(
                    "nothing",
                    &tried,
                    evidence,
                    is_open.then(|| next.to_string()),
                ),
                remedies(all.to_vec()),
            ])
        }
    }
}

const UNSEARCHED: &str = "No other form of the delivery was tried: nobody but the sender can make its signature, and \
    to verify thousands of candidates takes too long.";
const CHANGED: &str = "The body is not the one that the sender wrote the digest for, and no known way of rewriting one \
    leads from it to the signed body.";
const KNOWN: &str = "No cause was searched for: the signature is right, and the body is another.";

/// That the worker failed, and a way to try again.
fn failed(why: &str, again: Callback<MouseEvent>) -> Html {
    let words = ["The search for the cause cannot run. ", why, "."].concat();
    let said = el("div")
        .class("hunt")
        .el(sentence(Tone::Careful, &words))
        .el(el("div").el(retry(again)));
    cause(said, "failed").node()
}

/// A way to try again what a worker could not do.
pub fn retry(again: Callback<MouseEvent>) -> El {
    el("button")
        .is("type", "button")
        .is("data-part", "verify-retry")
        .class("small")
        .onclick(again)
        .text("Try again")
}

/// What the delivery itself shows.
fn list(evidence: &[Shown]) -> El {
    let item = |found: &Shown| {
        el("li")
            .attr("data-evidence", found.code.clone().into())
            .el(sentence(Tone::Careful, &found.sentence))
            .node()
    };
    let items: Vec<Html> = evidence.iter().map(item).collect();
    el("ul")
        .class("plain said-notes")
        .is("data-part", "verify-evidence")
        .flag("hidden", items.is_empty())
        .all(items)
}

/// That no cause was found: what was tried, what the delivery shows, and what to do next.
fn unexplained(word: &'static str, tried: &str, evidence: El, next: Option<String>) -> Html {
    let said = el("div")
        .class("hunt")
        .el(sentence(Tone::Plain, tried))
        .el(evidence)
        .maybe(next.map(|next| sentence(Tone::Plain, &next)));
    cause(said, word).node()
}

/// Starts something after a moment without a change; what is given stops it when it goes.
pub fn after_rest<T: 'static>(
    running: Running<T>,
    start: impl FnOnce() -> Option<T> + 'static,
) -> (Timer, Stop<T>) {
    let begun = Rc::clone(&running);
    let begin = move || {
        let started = start();
        *begun.borrow_mut() = started;
    };
    (Timer::after(REST, begin), Stop(running))
}

/// Stops what runs when it goes.
pub struct Stop<T>(Running<T>);

impl<T> Drop for Stop<T> {
    fn drop(&mut self) {
        self.0.borrow_mut().take();
    }
}

const SEARCH: &str = "Search for the cause";

/// How far something is, where it is known: done and total.
pub fn progress(label: &'static str, known: Option<(usize, usize)>) -> El {
    let number = |n: usize| Some(AttrValue::from(n.to_string()));
    el("progress")
        .is("data-part", "verify-progress")
        .is("aria-label", label)
        .attr_if("value", known.and_then(|(done, _)| number(done)))
        .attr_if("max", known.and_then(|(_, total)| number(total.max(1))))
}

/// What is under way, how far it is, and how to stop it.
pub fn under_way(
    label: &'static str,
    words: String,
    known: (usize, usize),
    stop: Callback<MouseEvent>,
) -> Html {
    let stop = el("button")
        .is("type", "button")
        .is("data-part", "verify-stop")
        .class("small")
        .onclick(stop)
        .text("Stop");
    el("div")
        .class("hunt")
        .el(el("p").class("type").words(words.into()))
        .el(el("div")
            .class("line")
            .el(progress(label, Some(known)))
            .el(stop))
        .node()
}

/// Marks what is said of the cause.
fn cause(said: El, word: &'static str) -> El {
    said.is("data-part", "verify-cause")
        .is("data-cause", word)
        .is("role", "status")
}

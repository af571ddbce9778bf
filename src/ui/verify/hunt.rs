//! Why a signature does not match: the evidence of the delivery itself, then the search, in a worker.

mod known;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::bytes::grouped;
use super::desk::Change;
use super::remedies::remedies;
use super::sentence;
use super::words::Tone;
use crate::browser::page;
use crate::browser::timer::Timer;
use crate::browser::worker::{Job, Said};
use crate::ui::el::{El, el, row};
use crate::ui::hooks::{Effect, On, use_effects};
use crate::ui::state::Own;
use diagnosis::{Inquiry, Remedy, Ruled};
use received::Received;
use signature::secret::{Secret, Secrets};
use signature::{Scheme, write};
use worker::merge::Merge;
use worker::{Delivery, Report, Share, Shown, Task};

/// Milliseconds of a slice, and between two reports.
pub const SLICE: f64 = 8.0;
pub const REPORT: f64 = 80.0;
/// Milliseconds without a change before it starts: nobody searches between two keystrokes.
const REST: i32 = 250;
/// Milliseconds that a search waits for what is documented.
const WAIT: i32 = 500;
/// Workers that share a search at most; each has a copy of the body.
const MOST_WORKERS: usize = 8;
/// Bytes hashed between two looks at the clock.
pub const STEP: usize = 64 << 10;

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
                None if props.scheme.kind.is_public_key() => UNSEARCHED.to_owned(),
                None => KNOWN.to_owned(),
            };
            // Such a delivery is to be refused, as its verdict says.
            let is_open = ruled.is_some() || props.scheme.kind.is_public_key();
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
const KNOWN: &str = "No cause was searched for: the signature is right, and the body is another.";

/// That the worker failed, and a way to try again.
fn failed(why: &str, again: Callback<MouseEvent>) -> Html {
    let words = ["The search for the cause cannot run. ", why, "."].concat();
    let retry = el("button")
        .is("type", "button")
        .is("data-part", "verify-retry")
        .class("small")
        .onclick(again)
        .text("Try again");
    let said = el("div")
        .class("hunt")
        .el(sentence(Tone::Careful, &words))
        .el(el("div").el(retry));
    cause(said, "failed").node()
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

/// A search, and what is waited for before it; dropping it stops it.
struct Hunting {
    props: HuntProps,
    set: UseStateSetter<Stage>,
    show: UseStateSetter<Seen>,
    jobs: RefCell<Vec<Job>>,
    merge: RefCell<Merge>,
    /// Begins the search when what is documented takes long.
    wait: RefCell<Option<Timer>>,
    begun: Cell<bool>,
    found: Cell<bool>,
}

impl Hunting {
    fn start(
        props: HuntProps,
        set: UseStateSetter<Stage>,
        show: UseStateSetter<Seen>,
    ) -> Rc<Hunting> {
        let known = match props.inquiry {
            Inquiry::Cause => known::read(&props.scheme, &props.received),
            Inquiry::Evidence | Inquiry::Contrary => Some(Vec::new()),
        };
        let hunting = Rc::new(Hunting {
            props,
            set,
            show,
            jobs: RefCell::default(),
            merge: RefCell::new(Merge::new(0)),
            wait: RefCell::default(),
            begun: Cell::default(),
            found: Cell::default(),
        });
        match known {
            Some(known) => hunting.search(known),
            None => hunting.ask(),
        }
        hunting
    }

    /// Asks for what is documented, and waits for it, but not for long.
    fn ask(self: &Rc<Hunting>) {
        let (waiting, asking) = (Rc::downgrade(self), Rc::downgrade(self));
        let timer = Timer::after(WAIT, move || {
            let hunting = waiting.upgrade().filter(|hunting| !hunting.begun.get());
            if let Some(hunting) = hunting {
                hunting.search(Vec::new());
            }
        });
        self.wait.replace(Some(timer));
        let id = self.props.scheme.id.clone();
        spawn_local(async move {
            let known = known::ask(id).await;
            // Where it came late, the search begins again, lest the network decide what is found.
            if let Some(hunting) = asking.upgrade()
                && (!hunting.begun.get() || !known.is_empty() && !hunting.found.get())
            {
                hunting.search(known);
            }
        });
    }

    /// Has workers gather evidence and search, one for each core.
    fn search(self: &Rc<Hunting>, known: Vec<String>) {
        self.begun.set(true);
        // What ran before ends first, so that its workers are free or gone.
        self.jobs.take();
        let of = match self.props.inquiry {
            Inquiry::Cause => page::cores().clamp(1, MOST_WORKERS),
            Inquiry::Evidence | Inquiry::Contrary => 1,
        };
        self.merge.replace(Merge::new(of));
        for index in 0..of {
            let task = self.task(known.clone(), Share { index, of });
            let hearing = Rc::downgrade(self);
            let job = Job::start(&task, &self.props.received.body, move |said| {
                if let Some(hunting) = hearing.upgrade() {
                    hunting.hear(index, said);
                }
            });
            self.jobs.borrow_mut().extend(job);
        }
    }

    fn task(&self, known: Vec<String>, share: Share) -> Task {
        let props = &self.props;
        let received = &props.received;
        let secrets = props.secrets.iter();
        let secret =
            |(input, secret): (&Rc<str>, &Secret)| (input.to_string(), secret.expose().to_owned());
        let own = props.own.shelf.schemes().iter();
        Task::Explain {
            scheme: write::scheme(&props.scheme),
            own: own.map(|own| write::scheme(own)).collect(),
            secrets: secrets.map(secret).collect(),
            delivery: Delivery {
                method: received.method.clone(),
                target: received.target.clone(),
                url: received.url.clone(),
                headers: received.headers.clone(),
            },
            inquiry: props.inquiry,
            known,
            share,
        }
    }

    fn hear(&self, index: usize, said: Said) {
        let round = self.props.round;
        let said = match said {
            Ok((report, bytes)) => match self.merge.borrow_mut().hear(index, report, bytes) {
                Some(told) => Ok(told),
                None => return,
            },
            Err(why) => Err(why),
        };
        self.set.set(match said {
            Ok((Report::Evidence(evidence), _)) => return self.show.set((round, evidence.into())),
            Ok((Report::Progress { done, total, .. }, _)) => Stage::Running { done, total },
            Ok((
                Report::Found {
                    sentence, remedies, ..
                },
                recovered,
            )) => {
                self.found.set(true);
                if let Some(bytes) = recovered {
                    let change = Change::Recovered(round, bytes.into());
                    self.props.act.emit(change);
                }
                Stage::Found {
                    sentence: sentence.into(),
                    remedies: remedies.into(),
                }
            }
            Ok((
                Report::Nothing {
                    ruled,
                    next,
                    remedies,
                },
                _,
            )) => Stage::Nothing {
                ruled: ruled.map(Rc::new),
                next: next.into(),
                remedies: remedies.into(),
            },
            Ok(_) => return,
            Err(why) => Stage::Failed(why.into()),
        });
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

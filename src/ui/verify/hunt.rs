//! Why a signature does not match: the evidence of the delivery itself, then the search, in slices.

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
use crate::browser::clock;
use crate::browser::task::Slices;
use crate::browser::timer::Timer;
use crate::ui::el::{El, el, row};
use crate::ui::hooks::{Effect, On, use_effects};
use crate::ui::state::Own;
use diagnosis::{Evidence, Explanation, Gathering, Inquiry, Ruled, Search, Step, next};
use json::Tree;
use received::Received;
use signature::secret::Secrets;
use signature::{AddressCoverage, Coverage, Scheme};

/// Milliseconds of a slice, and between two reports.
pub const SLICE: f64 = 8.0;
pub const REPORT: f64 = 80.0;
/// Milliseconds without a change before it starts: nobody searches between two keystrokes.
const REST: i32 = 250;
/// Milliseconds that a search waits for what is documented.
const WAIT: i32 = 500;
/// Bytes hashed between two looks at the clock.
pub const STEP: usize = 64 << 10;
/// Bytes that are read for evidence in one slice.
const GATHERED: usize = 512 << 10;

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
    Found(Rc<Explanation>),
    /// What was tried, where anything was.
    Nothing(Option<Rc<Ruled>>),
}

/// What the delivery itself shows, of the round that it is of; empty until it is known.
type Shown = (u32, Rc<[Evidence]>);

/// What is under way; dropping it stops it.
pub type Running<T> = Rc<RefCell<Option<T>>>;

/// See [`HuntProps`].
#[component]
pub fn Hunt(props: &HuntProps) -> Html {
    let stage = use_state(|| Stage::Waiting);
    let shown = use_state(|| -> Shown { (0, Rc::from([])) });
    let running: Running<Rc<Hunting>> = use_mut_ref(|| None);
    let searching = {
        let (props, running) = (props.clone(), Rc::clone(&running));
        let (set, show) = (stage.setter(), shown.setter());
        Effect::new(On::Number(Some(props.round)), move || {
            set.set(Stage::Waiting);
            after_rest(running, move || Some(Hunting::start(props, set, show)))
        })
    };
    use_effects(vec![searching]);
    let evidence: &[Evidence] = match &*shown {
        (round, evidence) if *round == props.round => evidence,
        _ => &[],
    };
    if props.inquiry == Inquiry::Contrary {
        let coverage = Coverage::of(&props.scheme, &props.received.signable());
        return list(evidence, |found| found.beside_valid(coverage)).node();
    }
    let list = |evidence| list(evidence, Evidence::sentence);
    match &*stage {
        Stage::Waiting => el("div").class("hunt").el(progress(SEARCH, None)).node(),
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
                list(evidence).node(),
            ])
        }
        Stage::Stopped { done } => {
            let words = [
                "Stopped after ",
                &grouped(*done),
                " candidates; none of them matched. Any change searches anew",
            ];
            unexplained("stopped", &words.concat(), list(evidence), None)
        }
        Stage::Found(explanation) => row(vec![
            el("div")
                .class("hunt")
                .el(cause(
                    sentence(Tone::Careful, &explanation.sentence()),
                    "found",
                ))
                .node(),
            remedies(explanation.remedies(&props.scheme)),
        ]),
        Stage::Nothing(ruled) => {
            let tried = match ruled {
                Some(ruled) => ruled.sentence() + ".",
                None if props.scheme.kind.is_public_key() => UNSEARCHED.to_owned(),
                None => KNOWN.to_owned(),
            };
            // Such a delivery is to be refused, as its verdict says.
            let next = ruled.is_some() || props.scheme.kind.is_public_key();
            let fixes = ruled.iter().flat_map(|ruled| ruled.remedies(&props.scheme));
            row(vec![
                unexplained(
                    "nothing",
                    &tried,
                    list(evidence),
                    next.then(|| next_step(props, evidence)),
                ),
                remedies(fixes.collect()),
            ])
        }
    }
}

const UNSEARCHED: &str = "No other form of the delivery was tried: nobody but the sender can make its signature, and \
    to verify thousands of candidates takes too long.";
const KNOWN: &str = "No cause was searched for: the signature is right, and the body is another.";

/// What to do where no cause was found.
fn next_step(props: &HuntProps, evidence: &[Evidence]) -> String {
    let request = props.received.signable();
    let coverage = Coverage::of(&props.scheme, &request);
    let address = AddressCoverage::of(&props.scheme, &request);
    next(&props.scheme, (coverage, address), evidence)
}

/// What the delivery itself shows.
fn list(evidence: &[Evidence], sentence_of: impl Fn(&Evidence) -> String) -> El {
    let item = |found: &Evidence| {
        el("li")
            .is("data-evidence", found.code())
            .el(sentence(Tone::Careful, &sentence_of(found)))
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
    show: UseStateSetter<Shown>,
    slices: RefCell<Option<Slices>>,
    /// Begins the search when what is documented takes long.
    wait: RefCell<Option<Timer>>,
    begun: Cell<bool>,
    found: Rc<Cell<bool>>,
}

impl Hunting {
    fn start(
        props: HuntProps,
        set: UseStateSetter<Stage>,
        show: UseStateSetter<Shown>,
    ) -> Rc<Hunting> {
        let known = match props.inquiry {
            Inquiry::Cause => known::read(&props.scheme, &props.received),
            Inquiry::Evidence | Inquiry::Contrary => Some(Vec::new()),
        };
        let hunting = Rc::new(Hunting {
            props,
            set,
            show,
            slices: RefCell::default(),
            wait: RefCell::default(),
            begun: Cell::default(),
            found: Rc::default(),
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
            if let Some(hunting) = asking.upgrade() {
                hunting.told(known);
            }
        });
    }

    /// Searches with what is documented; where that came late, anew, lest the network decide what is found.
    fn told(&self, known: Vec<Tree>) {
        let anew = !known.is_empty() && !self.found.get();
        if anew || !self.begun.get() {
            self.search(known);
        }
    }

    /// Gathers evidence and searches, in slices, and tells how far it is.
    fn search(&self, known: Vec<Tree>) {
        self.begun.set(true);
        let (props, set, found) = (self.props.clone(), self.set.clone(), Rc::clone(&self.found));
        let show = self.show.clone();
        let gathering = Gathering::new(&props.scheme, &props.received);
        let mut gathering = Some(match props.inquiry {
            Inquiry::Contrary => gathering.beside_valid(),
            Inquiry::Cause | Inquiry::Evidence => gathering,
        });
        let mut known = Some(known);
        let mut search = None;
        let mut told = 0.0;
        let slices = Slices::run(move || {
            let begun = clock::now();
            if let Some(gathered) = &mut gathering {
                // One step a slice, so that each ends soon.
                if let Some(evidence) = gathered.step(GATHERED) {
                    show.set((props.round, evidence.into()));
                    gathering = None;
                }
                return true;
            }
            if props.inquiry != Inquiry::Cause {
                set.set(Stage::Nothing(None));
                return false;
            }
            let Some(search) = &mut search else {
                // Making it takes a slice of its own.
                let own = props.own.shelf.schemes();
                let made = Search::among(own, &props.scheme, &props.secrets, &props.received);
                search = Some(made.knowing(known.take().unwrap_or_default()));
                return true;
            };
            loop {
                let stage = match search.step(STEP) {
                    Step::Found(explanation) => {
                        found.set(true);
                        if let Some(bytes) = &explanation.recovered {
                            let change = Change::Recovered(props.round, Rc::clone(bytes));
                            props.act.emit(change);
                        }
                        Stage::Found(Rc::new(explanation))
                    }
                    Step::Nothing(ruled) => Stage::Nothing(Some(Rc::new(ruled))),
                    Step::More { done, total } => {
                        let now = clock::now();
                        if now - begun < SLICE {
                            continue;
                        }
                        if now - told > REPORT {
                            told = now;
                            set.set(Stage::Running { done, total });
                        }
                        return true;
                    }
                };
                set.set(stage);
                return false;
            }
        });
        self.slices.replace(slices);
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

//! The search for why a signature does not match, in slices, and what it found.

mod known;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::bytes::grouped;
use super::fixes::{self, Fixes};
use super::sentence;
use super::words::Tone;
use crate::browser::task::Slices;
use crate::browser::timer::Timer;
use crate::browser::{clock, fetch};
use crate::explain::{Explanation, Remedy, Ruled, Search, Step};
use crate::json::Tree;
use crate::received::Received;
use crate::secret::Secrets;
use crate::sign::Scheme;
use crate::ui::el::{El, el, nothing, row};
use crate::ui::hooks::{Effect, On, use_effects};
use crate::ui::parts::{Item, SelectProps, select};
use crate::ui::prose;
use crate::ui::snippet::{Holds, copy};
use crate::ui::state::Own;

/// Milliseconds of a slice, and between two reports.
pub const SLICE: f64 = 8.0;
pub const REPORT: f64 = 80.0;
/// Milliseconds without a change before it starts: nobody searches between two keystrokes.
const REST: i32 = 250;
/// Milliseconds that a search waits for what is documented.
const WAIT: i32 = 500;
/// Bytes hashed between two looks at the clock.
pub const STEP: usize = 64 << 10;

#[derive(Properties, Clone)]
pub struct HuntProps {
    /// What was checked; another number is another search.
    pub round: u32,
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
    Running { done: usize, total: usize },
    Stopped { done: usize },
    Found(Rc<Explanation>),
    Nothing(Rc<Ruled>),
}

/// What is under way; dropping it stops it.
pub type Running<T> = Rc<RefCell<Option<T>>>;

/// See [`HuntProps`].
#[component]
pub fn Hunt(props: &HuntProps) -> Html {
    let stage = use_state(|| Stage::Waiting);
    let running: Running<Rc<Hunting>> = use_mut_ref(|| None);
    let searching = {
        let (props, running, set) = (props.clone(), Rc::clone(&running), stage.setter());
        Effect::new(On::Number(Some(props.round)), move || {
            set.set(Stage::Waiting);
            after_rest(running, move || Some(Hunting::start(props, set)))
        })
    };
    use_effects(vec![searching]);
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
            under_way(SEARCH, words.concat(), (done, *total), stop)
        }
        Stage::Stopped { done } => {
            let words = [
                "Stopped after ",
                &grouped(*done),
                " candidates; none of them matched. Any change searches anew",
            ];
            cause(Tone::Plain, "stopped", &words.concat())
        }
        Stage::Found(explanation) => row(vec![
            cause(Tone::Careful, "found", &explanation.sentence()),
            remedies(explanation.remedies(&props.scheme)),
        ]),
        Stage::Nothing(ruled) => row(vec![
            cause(Tone::Bad, "nothing", &ruled.sentence()),
            remedies(ruled.remedies(&props.scheme)),
        ]),
    }
}

/// What is to be mended, if anything is known of it.
fn remedies(all: Vec<Remedy>) -> Html {
    if all.is_empty() {
        return nothing();
    }
    yew::virtual_dom::VChild::<Remedies>::new(RemediesProps { all }, None).into()
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
    slices: RefCell<Option<Slices>>,
    /// Begins the search when what is documented takes long.
    wait: RefCell<Option<Timer>>,
    begun: Cell<bool>,
    found: Rc<Cell<bool>>,
}

impl Hunting {
    fn start(props: HuntProps, set: UseStateSetter<Stage>) -> Rc<Hunting> {
        let known = known::read(&props.scheme, &props.received);
        let hunting = Rc::new(Hunting {
            props,
            set,
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

    /// Searches in slices, and tells how far it is.
    fn search(&self, known: Vec<Tree>) {
        self.begun.set(true);
        let (props, set, found) = (self.props.clone(), self.set.clone(), Rc::clone(&self.found));
        let mut known = Some(known);
        let mut search = None;
        let mut told = 0.0;
        let slices = Slices::run(move || {
            let begun = clock::now();
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
                        Stage::Found(Rc::new(explanation))
                    }
                    Step::Nothing(ruled) => Stage::Nothing(Rc::new(ruled)),
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

fn cause(tone: Tone, word: &'static str, text: &str) -> Html {
    let line = sentence(tone, text)
        .is("data-part", "verify-cause")
        .is("data-cause", word)
        .is("role", "status");
    el("div").class("hunt").el(line).node()
}

#[derive(Properties, Clone, PartialEq)]
struct RemediesProps {
    all: Vec<Remedy>,
}

/// What is to be mended, in the words of a framework.
#[component]
fn Remedies(props: &RemediesProps) -> Html {
    let fixes = use_state(|| None::<Rc<Result<Fixes, String>>>);
    let framework = use_state(String::new);
    {
        let fixes = fixes.clone();
        use_effects(vec![Effect::new(On::Start, move || {
            spawn_local(async move {
                let read = fetch::text(fixes::ADDRESS)
                    .await
                    .and_then(|text| Fixes::read(&text));
                fixes.set(Some(Rc::new(read)));
            });
        })]);
    }
    let known = match fixes.as_deref() {
        None => return nothing(),
        Some(Err(why)) => {
            let words = [
                "The fixes by framework could not be loaded: ",
                why,
                ". Reload the page to try again.",
            ]
            .concat();
            return el("p")
                .class("notice")
                .is("role", "alert")
                .words(words.into())
                .node();
        }
        Some(Ok(known)) => known,
    };
    let mut chosen = known.frameworks.iter().filter(|f| f.id == *framework);
    let Some(chosen) = chosen.next().or(known.frameworks.first()) else {
        return nothing();
    };
    let mut items = Vec::new();
    for framework in &known.frameworks {
        let words = [&framework.name, " (", &framework.language, ")"].concat();
        items.push(Item::new(framework.id.clone(), words));
    }
    let onchange = {
        let framework = framework.clone();
        Callback::from(move |id: String| framework.set(id))
    };
    let choose = select(SelectProps {
        part: Some("verify-framework".into()),
        label: Some("Framework".into()),
        value: chosen.id.clone().into(),
        items,
        onchange: onchange.into(),
        ..Default::default()
    });
    let mut all = Vec::new();
    for one in &props.all {
        all.extend(known.entry(one.id).map(|entry| remedy(one, entry, chosen)));
    }
    el("section")
        .class("remedies")
        .is("aria-label", "The fix")
        .el(el("div")
            .class("pane-head")
            .el(el("h3").text("The usual cause, and its fix"))
            .put(choose))
        .el(el("div").is("data-part", "verify-fix").all(all))
        .node()
}

fn remedy(one: &Remedy, entry: &fixes::Entry, framework: &fixes::Framework) -> Html {
    let filled = |text: &str| one.fill(text, |name| framework.word(name));
    let mut all = vec![
        el("h4").copy(&entry.title).node(),
        el("div")
            .class("help")
            .put(prose::blocks(&filled(&entry.about)))
            .node(),
    ];
    if let Some(fix) = entry.fix(&framework.id) {
        all.push(code("Usual", "usual", &filled(&fix.usual)));
        all.push(code("Fix", "fix", &filled(&fix.fix)));
    }
    el("div").class("remedy").all(all).node()
}

fn code(name: &'static str, class: &'static str, text: &str) -> Html {
    let copied: Rc<str> = text.into();
    let head = el("div")
        .class("pane-head")
        .el(el("span").class("label").text(name));
    let head = match class {
        "fix" => head.put(copy(
            Callback::from(move |()| copied.to_string()),
            "the fix",
            Holds::All,
        )),
        _ => head,
    };
    let inside = el("pre").class(class).copy(text);
    let inside = crate::ui::text::region(name, text.len()).el(inside);
    row(vec![
        head.node(),
        inside.attr("data-fix", class.into()).node(),
    ])
}

//! A search by workers: what is waited for before it, the tasks, and their reports.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{CauseSearchProps, documented};
use crate::browser::page;
use crate::browser::timer::Timer;
use crate::browser::worker::{Job, Message};
use crate::ui::shared::Shared;
use crate::ui::verify::state::{Change, SearchEnd};
use diagnosis::Inquiry;
use signature::write;
use worker::merge::Merge;
use worker::{Delivery, Report, Share, Task, exposed};

/// Milliseconds that a search waits for what is documented.
const WAIT: i32 = 500;
/// Workers that share a search at most; each has a copy of the body.
const MOST_WORKERS: usize = 8;

/// A search, and what is waited for before it; dropping it stops it.
pub struct RunningSearch {
    props: CauseSearchProps,
    /// Gets how many candidates are done, and how many there are at most.
    report: Callback<(usize, usize)>,
    change: Callback<Change>,
    jobs: RefCell<Vec<Job>>,
    merge: RefCell<Merge>,
    /// Begins the search when what is documented takes long.
    wait: RefCell<Option<Timer>>,
    begun: Cell<bool>,
    found: Cell<bool>,
}

impl RunningSearch {
    pub fn start(
        props: CauseSearchProps,
        report: Callback<(usize, usize)>,
        change: Callback<Change>,
    ) -> Rc<RunningSearch> {
        let attempt = &props.attempt;
        let known = match props.inquiry {
            Inquiry::Cause => documented::read(&attempt.scheme, &attempt.received),
            Inquiry::Evidence | Inquiry::Contrary => Some(Vec::new()),
        };
        let search = Rc::new(RunningSearch {
            props,
            report,
            change,
            jobs: RefCell::default(),
            merge: RefCell::new(Merge::new(0)),
            wait: RefCell::default(),
            begun: Cell::default(),
            found: Cell::default(),
        });
        match known {
            Some(known) => search.search(known),
            None => search.ask(),
        }
        search
    }

    /// Asks for what is documented, and waits for it, but not for long.
    fn ask(self: &Rc<RunningSearch>) {
        let (waiting, asking) = (Rc::downgrade(self), Rc::downgrade(self));
        let timer = Timer::after(WAIT, move || {
            let search = waiting.upgrade().filter(|search| !search.begun.get());
            if let Some(search) = search {
                search.search(Vec::new());
            }
        });
        self.wait.replace(Some(timer));
        let id = self.props.attempt.scheme.id.clone();
        spawn_local(async move {
            let known = documented::ask(id).await;
            // Where it came late, the search begins again, lest the network decide what is found.
            if let Some(search) = asking.upgrade()
                && (!search.begun.get() || !known.is_empty() && !search.found.get())
            {
                search.search(known);
            }
        });
    }

    /// Has workers gather evidence and search, one for each core.
    fn search(self: &Rc<RunningSearch>, known: Vec<String>) {
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
            let waiting = Rc::downgrade(self);
            let job = Job::start(&task, &self.props.attempt.received.body, move |message| {
                if let Some(search) = waiting.upgrade() {
                    search.receive(index, message);
                }
            });
            self.jobs.borrow_mut().extend(job);
        }
    }

    fn task(&self, known: Vec<String>, share: Share) -> Task {
        let attempt = &self.props.attempt;
        let own = self.props.own.saved.schemes().iter();
        Task::Explain {
            scheme: write::scheme(&attempt.scheme),
            own: own.map(|own| write::scheme(own)).collect(),
            secrets: exposed(&attempt.secrets),
            delivery: Delivery::of(&attempt.received),
            inquiry: self.props.inquiry,
            known,
            share,
        }
    }

    fn receive(&self, index: usize, message: Message) {
        let message = match message {
            Ok((report, bytes)) => match self.merge.borrow_mut().receive(index, report, bytes) {
                Some(merged) => {
                    if merged.0.is_last() {
                        // The other shares have nothing to add.
                        self.jobs.take();
                    }
                    Ok(merged)
                }
                None => return,
            },
            Err(why) => Err(why),
        };
        let round = self.props.attempt.round;
        self.change.emit(match message {
            Ok((Report::Evidence(evidence), _)) => Change::Evidence(round, evidence.into()),
            Ok((Report::Progress { done, total, .. }, _)) => {
                return self.report.emit((done, total));
            }
            Ok((
                Report::Found {
                    sentence, remedies, ..
                },
                recovered,
            )) => {
                self.found.set(true);
                let end = SearchEnd::Found {
                    sentence: sentence.into(),
                    remedies: remedies.into(),
                };
                Change::Searched(round, end, recovered.map(Rc::from))
            }
            Ok((
                Report::Nothing {
                    ruled,
                    next,
                    remedies,
                },
                _,
            )) => {
                let end = SearchEnd::Nothing {
                    ruled: ruled.map(|ruled| Shared(Rc::new(ruled))),
                    next: next.into(),
                    remedies: remedies.into(),
                };
                Change::Searched(round, end, None)
            }
            Ok(_) => return,
            Err(why) => Change::Searched(round, SearchEnd::Failed(why.into()), None),
        });
    }
}

//! A search by workers: what is waited for before it, the tasks, and what becomes of their reports.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{HuntProps, Seen, Stage, known};
use crate::browser::page;
use crate::browser::timer::Timer;
use crate::browser::worker::{Job, Message};
use crate::ui::verify::desk::Change;
use diagnosis::Inquiry;
use signature::write;
use worker::merge::Merge;
use worker::{Delivery, Report, Share, Task, exposed};

/// Milliseconds that a search waits for what is documented.
const WAIT: i32 = 500;
/// Workers that share a search at most; each has a copy of the body.
const MOST_WORKERS: usize = 8;

/// A search, and what is waited for before it; dropping it stops it.
pub struct Hunting {
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
    pub fn start(
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
            let waiting = Rc::downgrade(self);
            let job = Job::start(&task, &self.props.received.body, move |message| {
                if let Some(hunting) = waiting.upgrade() {
                    hunting.receive(index, message);
                }
            });
            self.jobs.borrow_mut().extend(job);
        }
    }

    fn task(&self, known: Vec<String>, share: Share) -> Task {
        let props = &self.props;
        let own = props.own.saved.schemes().iter();
        Task::Explain {
            scheme: write::scheme(&props.scheme),
            own: own.map(|own| write::scheme(own)).collect(),
            secrets: exposed(&props.secrets),
            delivery: Delivery::of(&props.received),
            inquiry: props.inquiry,
            known,
            share,
        }
    }

    fn receive(&self, index: usize, message: Message) {
        let round = self.props.round;
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
        self.set.set(match message {
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

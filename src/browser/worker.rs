//! The Web Worker: started when it is first needed, kept for the next task, ended to stop one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MessageEvent};
use worker::{BUILD, Report, Task};

use super::timer::Timer;

/// Where its loader stands, relative to the page.
const ADDRESS: &str = "start-worker.js";

/// Milliseconds after which a worker that has not started counts as failed.
const PATIENCE: i32 = 30_000;

thread_local! {
    /// Workers that have started and have nothing to do.
    static IDLE: RefCell<Vec<Started>> = const { RefCell::new(Vec::new()) };
}

/// A report and the bytes beside it, or why the worker cannot send one, in a sentence.
pub type Message = Result<(Report, Option<Vec<u8>>), String>;

/// Something that listens to a worker.
type Listener = Rc<RefCell<Box<dyn FnMut(Message)>>>;

/// A worker with its listeners.
struct Started {
    worker: web_sys::Worker,
    /// Who gets its messages at present.
    current: Rc<RefCell<Option<Listener>>>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(Event)>,
}

/// A task under way; dropping it stops it.
pub struct Job {
    started: Option<Started>,
    ended: Rc<Cell<bool>>,
    _patience: Rc<RefCell<Option<Timer>>>,
}

impl Job {
    /// Gives a worker a task with the body that it is about. `receive` gets its messages until a report
    /// or a failure ends the task.
    pub fn start(
        task: &Task,
        body: &[u8],
        mut receive: impl FnMut(Message) + 'static,
    ) -> Option<Job> {
        let bytes = Uint8Array::from(body);
        // The copy goes to the worker; cloning it once more would hold up the page.
        let transferred = Array::of1(&bytes.buffer());
        let message = Array::of2(&serde_json::to_string(task).ok()?.into(), &bytes);
        let ended = Rc::new(Cell::new(false));
        let patience = Rc::new(RefCell::new(None));
        let idle = IDLE.with_borrow_mut(Vec::pop);
        let is_new = idle.is_none();
        let Some(started) = idle.or_else(Started::new) else {
            receive(Err("This browser cannot start a Web Worker".to_owned()));
            return None;
        };
        let listener: Listener = {
            let (ended, patience) = (Rc::clone(&ended), Rc::clone(&patience));
            let worker = started.worker.clone();
            let (message, transferred) = (message.clone(), transferred.clone());
            let mut failed = false;
            Rc::new(RefCell::new(Box::new(move |received| {
                // A failure is reported in more than one way; the first report has the reason.
                if failed {
                    return;
                }
                let received = match received {
                    Ok((Report::Ready { build }, _)) if build == BUILD => {
                        patience.take();
                        match worker.post_message_with_transfer(&message, &transferred) {
                            Ok(()) => return,
                            Err(_) => Err("It takes no task".to_owned()),
                        }
                    }
                    Ok((Report::Ready { .. }, _)) => {
                        Err("It belongs to another version of Signpost: reload the page".to_owned())
                    }
                    Ok((Report::Failed(why), _)) => Err(why),
                    received => received,
                };
                let is_last = !matches!(&received, Ok((report, _)) if !report.is_last());
                ended.set(is_last && received.is_ok());
                failed = received.is_err();
                if is_last {
                    patience.take();
                }
                receive(received);
            })))
        };
        started.current.replace(Some(Rc::clone(&listener)));
        if is_new {
            let timer = Timer::after(PATIENCE, move || {
                let seconds = (PATIENCE / 1000).to_string();
                let why = ["It has not started after ", &seconds, " seconds"].concat();
                listener.borrow_mut()(Err(why));
            });
            patience.replace(Some(timer));
        } else {
            started
                .worker
                .post_message_with_transfer(&message, &transferred)
                .ok()?;
        }
        Some(Job {
            started: Some(started),
            ended,
            _patience: patience,
        })
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        let Some(started) = self.started.take() else {
            return;
        };
        started.current.take();
        // One with a task left is ended: nothing else stops what it does.
        if self.ended.get() {
            IDLE.with_borrow_mut(|idle| idle.push(started));
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // A browser may still deliver messages that came before.
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Started {
    fn new() -> Option<Started> {
        let worker = web_sys::Worker::new(ADDRESS).ok()?;
        let current: Rc<RefCell<Option<Listener>>> = Rc::default();
        let deliver = {
            let current = Rc::clone(&current);
            move |received| {
                // Who listens may end the worker.
                let listener = current.borrow().clone();
                if let Some(listener) = listener {
                    listener.borrow_mut()(received);
                }
            }
        };
        let message = {
            let deliver = deliver.clone();
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let parts: Array = event.data().unchecked_into();
                let json = parts.get(0).as_string().unwrap_or_default();
                let bytes = parts.get(1).dyn_into::<Uint8Array>().ok();
                deliver(match serde_json::from_str(&json) {
                    Ok(report) => Ok((report, bytes.map(|bytes| bytes.to_vec()))),
                    Err(_) => Err("It received something that this page does not know".to_owned()),
                });
            })
        };
        let error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let words = event.dyn_ref::<web_sys::ErrorEvent>();
            let words = words.map(|event| event.message()).unwrap_or_default();
            deliver(Err(match &*words {
                "" => "Its files could not be loaded".to_owned(),
                words => ["It stopped because of a fault in it (", words, ")"].concat(),
            }));
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Some(Started {
            worker,
            current,
            _message: message,
            _error: error,
        })
    }
}

//! Later: a timeout that is cancelled when its owner goes, and a call after a rest.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::clock;

/// A call that is taken out when it is made or cancelled.
type Pending = Rc<Cell<Option<Box<dyn FnOnce()>>>>;

/// A pending call; dropping it cancels it.
pub struct Timer {
    id: i32,
    call: Pending,
}

impl Timer {
    /// Calls once after `millis`, unless dropped before.
    pub fn after(millis: i32, call: impl FnOnce() + 'static) -> Timer {
        let call: Pending = Rc::new(Cell::new(Some(Box::new(call))));
        let pending = Rc::clone(&call);
        // The closure belongs to the browser, so that a timer that fires although it was cleared, as
        // a test's own clock may, finds nothing to call.
        let run = Closure::once_into_js(move || {
            if let Some(call) = pending.take() {
                call();
            }
        });
        let id = web_sys::window()
            .and_then(|w| {
                w.set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), millis)
                    .ok()
            })
            .unwrap_or_default();
        Timer { id, call }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.call.take();
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}

/// A call once nothing has stirred for a while; dropping it cancels the call.
///
/// A call of `stir` costs little: the running timeout is not replaced, it checks at its end how long the
/// rest has been.
pub struct Rest(Rc<Waiting>);

struct Waiting {
    millis: i32,
    stirred: Cell<f64>,
    timer: RefCell<Option<Timer>>,
    call: Box<dyn Fn()>,
}

impl Rest {
    pub fn new(millis: i32, call: impl Fn() + 'static) -> Rest {
        Rest(Rc::new(Waiting {
            millis,
            stirred: Cell::default(),
            timer: RefCell::default(),
            call: Box::new(call),
        }))
    }

    /// Restarts the rest.
    pub fn stir(&self) {
        self.0.stirred.set(clock::now());
        if self.0.timer.borrow().is_none() {
            wait(&self.0, self.0.millis);
        }
    }
}

fn wait(rest: &Rc<Waiting>, millis: i32) {
    let waiting = Rc::downgrade(rest);
    let timer = Timer::after(millis, move || {
        let Some(rest) = waiting.upgrade() else {
            return;
        };
        let past = (clock::now() - rest.stirred.get()) as i32;
        if past < rest.millis {
            wait(&rest, rest.millis - past);
        } else {
            rest.timer.take();
            (rest.call)();
        }
    });
    rest.timer.replace(Some(timer));
}

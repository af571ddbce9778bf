//! Work that a worker does: when it begins, how far it is, and that it takes too long to start.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::browser::timer::Timer;

/// Milliseconds without a change before work starts: nobody searches between two keystrokes.
const REST: i32 = 250;
/// Milliseconds after which work that has reported nothing counts as slow to start.
const SLOW: i32 = 4000;

/// Work that begins after a moment, or is under way; dropping it stops it.
pub enum Work<T> {
    Resting { _timer: Timer },
    Begun { _work: T },
}

/// The work there is; taking it stops it.
pub type Running<T> = Rc<RefCell<Option<Work<T>>>>;

/// Starts work after a moment without a change; calling what is returned stops it.
pub fn after_rest<T: 'static>(
    running: Running<T>,
    start: impl FnOnce() -> Option<T> + 'static,
) -> impl FnOnce() {
    let begun = Rc::clone(&running);
    let timer = Timer::after(REST, move || {
        let started = start();
        *begun.borrow_mut() = started.map(|work| Work::Begun { _work: work });
    });
    *running.borrow_mut() = Some(Work::Resting { _timer: timer });
    move || {
        running.borrow_mut().take();
    }
}

/// Whether work that is waited for takes long to start; `attempt` is another number for other work.
#[hook]
pub fn use_is_slow(is_waiting: bool, attempt: (u32, u32)) -> bool {
    let slow = use_state_eq(|| false);
    let set = slow.setter();
    use_effect_with((is_waiting, attempt), move |(is_waiting, _)| {
        set.set(false);
        let timer = is_waiting.then(|| Timer::after(SLOW, move || set.set(true)));
        move || drop(timer)
    });
    *slow && is_waiting
}

/// See [`Progress`].
#[derive(Properties, PartialEq)]
pub struct ProgressProps {
    /// What goes on, as the bar's name.
    pub label: &'static str,
    /// Done and total, where they are known.
    pub done: Option<(usize, usize)>,
    /// The label of the button beside it, and whether that starts the work again.
    pub button: Option<(&'static str, bool)>,
    /// Whether the bar is shown.
    pub runs: bool,
    pub onclick: Callback<MouseEvent>,
}

/// A bar, and one button that stops the work or starts it again: the focus stays on it.
#[component]
pub fn Progress(props: &ProgressProps) -> Html {
    let number = |number: usize| AttrValue::from(number.to_string());
    let (value, max) = match props.done {
        Some((done, total)) => (Some(number(done)), Some(number(total.max(1)))),
        None => (None, None),
    };
    html! {
        <div class="line progress" hidden={!props.runs && props.button.is_none()}>
            if props.runs {
                <progress data-part="verify-progress" aria-label={props.label} {value} {max} />
            }
            if let Some((label, again)) = props.button {
                <button
                    type="button" data-part={if again { "verify-retry" } else { "verify-stop" }}
                    onclick={props.onclick.clone()}
                >
                    { label }
                </button>
            }
        </div>
    }
}

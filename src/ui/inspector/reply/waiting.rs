//! The wait for a reply, with a running time.

use yew::prelude::*;

use crate::browser::clock;
use crate::browser::timer::Timer;

/// Milliseconds between two looks at the clock.
const STEP: i32 = 100;

/// How long the request has been on its way.
#[component]
pub fn Waiting() -> Html {
    let start = use_mut_ref(|| None::<f64>);
    let tenths = use_state_eq(|| 0_u64);
    let steps = use_state(|| 0_u32);
    {
        let tenths = tenths.clone();
        let step = steps.clone();
        use_effect_with(*steps, move |count| {
            let count = *count;
            let now = clock::now();
            let since = *start.borrow_mut().get_or_insert(now);
            tenths.set(((now - since) / 100.0) as u64);
            let timer = Timer::after(STEP, move || step.set(count.wrapping_add(1)));
            move || drop(timer)
        });
    }
    html! {
        <p class="sending">
            <span class="spinner" aria-hidden="true" />
            <span>{ "Waiting for the reply" }</span>
            <span class="elapsed" role="timer" aria-live="off" data-part="elapsed">
                { format!("{}.{} s", *tenths / 10, *tenths % 10) }
            </span>
        </p>
    }
}

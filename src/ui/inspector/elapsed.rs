//! The running time of a wait.

use yew::prelude::*;

use crate::browser::clock;
use crate::browser::timer::Timer;

/// Milliseconds between two looks at the clock.
const STEP: i32 = 100;

/// Returns the tenths of a second since the component was first drawn.
#[hook]
pub fn use_tenths() -> u64 {
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
    *tenths
}

//! The result of the clock rule.

use yew::prelude::*;

use super::sentence::sentence;
use super::words;
use signature::Clock;

/// Whether the request came in time, and the rule in words.
pub fn clock_rule(clock: Clock, rule: &str) -> Html {
    let (word, tone) = words::clock(clock);
    html! {
        <div data-part="verify-clock" data-clock={word}>
            { sentence(tone, rule) }
        </div>
    }
}

//! The result of the clock rule.

use yew::prelude::*;

use super::sentence::Sentence;
use super::words;
use signature::Clock;

/// See [`ClockRule`].
#[derive(Properties, PartialEq)]
pub struct ClockRuleProps {
    pub clock: Clock,
    pub sentence: AttrValue,
}

/// Whether the request came in time.
#[component]
pub fn ClockRule(props: &ClockRuleProps) -> Html {
    let (word, tone) = words::clock(props.clock);
    html! {
        <div data-part="verify-clock" data-clock={word}>
            <Sentence {tone} text={props.sentence.clone()} />
        </div>
    }
}

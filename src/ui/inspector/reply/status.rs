//! The line with a reply's status, size, origin and time.

use yew::prelude::*;

use crate::browser::clock;
use crate::ui::text::bytes_words;
use crate::ui::veil::{self, VeiledSentence};
use exchange::reply::{Reply, Source};

/// Status, size, origin, duration and time of arrival; and where redirects led. `arrived` is in Unix
/// milliseconds, and 0 if the time is not known.
pub fn status_line(reply: &Reply, arrived: i64) -> Html {
    let is_known = reply.status != 0;
    let mut details = vec![bytes_words(reply.body.len())];
    match reply.source {
        Source::Sandbox if reply.sample.is_some() => details.push("sandbox sample".to_owned()),
        Source::Sandbox => details.push("sandbox".to_owned()),
        Source::Network => details.push(format!("{} ms", reply.millis.round())),
        Source::Pasted => details.push("pasted".to_owned()),
        Source::Example => details.push("documented example".to_owned()),
    }
    let status = match (is_known, &*reply.reason) {
        (false, _) => "Unknown status".to_owned(),
        (true, "") => reply.status.to_string(),
        (true, reason) => format!("{} {reason}", reply.status),
    };
    html! {
        <>
            <p class="status-line">
                if is_known {
                    { "HTTP " }
                }
                <strong data-part="status">{ veil::words(&status) }</strong>
                { for details.iter().map(|detail| html! { <>{ " · " }<span>{ detail }</span></> }) }
                if arrived != 0 {
                    { " · " }<TimeOfDay unix_ms={arrived} />
                }
            </p>
            if let Some(address) = &reply.redirected_to {
                <p class="notice">
                    { "The server redirected the request; this reply is from " }
                    <code><VeiledSentence text={address.clone()} /></code>{ "." }
                </p>
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct TimeOfDayProps {
    unix_ms: i64,
}

/// A time on the person's clock.
#[component]
fn TimeOfDay(props: &TimeOfDayProps) -> Html {
    // The time zone is known once the page runs in a browser.
    let words = use_state_eq(String::new);
    {
        let words = words.clone();
        use_effect_with(props.unix_ms, move |unix_ms| {
            words.set(clock::time_of_day(*unix_ms))
        });
    }
    html! { <time>{ &*words }</time> }
}

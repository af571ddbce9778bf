//! A request that got no reply: the causes that are not ruled out, what to do about each, and the
//! header fields that the server has to send.

use yew::prelude::*;

use crate::ui::inspector::block::{Block, CodeArea};
use crate::ui::inspector::copies::CopyText;
use crate::ui::prose;
use request::forecast::{CorsAnswer, Failure, Probe, SendError, Suspect};
use request::snippet;

/// The failure in words, then its possible causes, the likeliest first.
pub fn failure_report(failure: &Failure) -> Html {
    let (code, words) = words(failure);
    html! {
        <div class="failure" role="alert" data-failure={code}>
            <p>{ words }</p>
            if let Some(probe) = &failure.probe {
                { probed(probe) }
            }
            if failure.suspects.len() > 1 {
                <h3>{ "Possible causes, the likeliest first" }</h3>
            }
            if !failure.suspects.is_empty() {
                <ol data-part="causes">{ for failure.suspects.iter().map(suspect) }</ol>
            }
            if let Some(answer) = &failure.cors {
                { cors(answer) }
            }
        </div>
    }
}

/// What happened: a code and a sentence.
fn words(failure: &Failure) -> (&'static str, String) {
    let only = failure.suspects.len() == 1;
    let (code, words) = match failure.error {
        SendError::Network | SendError::NotMade if only => {
            ("network", "The browser did not send the request.")
        }
        SendError::Network | SendError::NotMade => ("network", "Browsers hide the reason."),
        SendError::TimedOut(seconds) => {
            let words =
                format!("No reply came within {seconds} seconds, so the request was given up.");
            return ("timed-out", words);
        }
        SendError::Stopped => (
            "stopped",
            "You stopped the request. It may have arrived all the same.",
        ),
        SendError::Broken => ("broken", "The reply broke off before its end."),
    };
    (code, words.to_owned())
}

fn suspect(suspect: &Suspect) -> Html {
    html! {
        <li key={&*suspect.title} data-cause={suspect.code}>
            <strong>{ &suspect.title }</strong>
            <p>{ prose::inline(&suspect.why) }</p>
            <p class="advice">{ prose::inline(&suspect.advice) }</p>
        </li>
    }
}

/// What the page sent besides, and what that shows.
fn probed(probe: &Probe) -> Html {
    let (word, found) = match probe.answered {
        true => (
            "answered",
            " The server answered, so it is there, and the browser held back its answer.",
        ),
        false => (
            "silent",
            " No answer came, so the server may not be there at all.",
        ),
    };
    html! {
        <p class="help" data-part="probe" data-probe={word}>
            { "To narrow the causes down, this page then sent " }
            <code>{ format!("HEAD {}", probe.url) }</code>
            { " without body, header fields and cookies." }
            { found }
        </p>
    }
}

/// The header lines to add, and the command that shows what the server answers today.
fn cors(answer: &CorsAnswer) -> Html {
    let headers = AttrValue::from(answer.headers.clone());
    let command = answer
        .preflight
        .as_ref()
        .map(|preflight| AttrValue::from(snippet::answer(preflight)));
    html! {
        <div class="cors-answer">
            { block("Response headers to add", "cors-headers", "the response headers", &headers) }
            if let Some(command) = command {
                { block(
                    "Command that shows the answer to OPTIONS",
                    "cors-curl",
                    "the command, with placeholders for secrets",
                    &command,
                ) }
            }
        </div>
    }
}

fn block(label: &'static str, part: &'static str, what: &'static str, text: &AttrValue) -> Html {
    html! {
        <Block {label} tools={html! { <CopyText {text} {what} /> }}>
            <CodeArea {label} length={text.len()}><pre data-part={part}>{ text }</pre></CodeArea>
        </Block>
    }
}

//! The reply: what came back, and what the documentation says of it.

mod failure;
mod paste;

use std::rc::Rc;

use yew::prelude::*;

use super::form::problem_word;
use super::prose;
use super::state::{Action, Outcome};
use super::text::Text;
use super::wire::{boxed, bytes_words};
use crate::browser::page;
use crate::document::Operation;
use crate::reply::{Reading, Reply, Sentence, Source, Tone};

#[derive(Properties, Clone)]
pub struct ReplyProps {
    pub operation: Rc<Operation>,
    pub outcome: Outcome,
    /// Tells this reply from the ones before.
    pub number: u32,
    /// Whether the documentation says that replies are signed.
    pub signed: bool,
    pub act: Callback<Action>,
}

impl PartialEq for ReplyProps {
    fn eq(&self, other: &ReplyProps) -> bool {
        let same = match (&self.outcome, &other.outcome) {
            (Outcome::Replied(a, x), Outcome::Replied(b, y)) => {
                Rc::ptr_eq(a, b) && Rc::ptr_eq(x, y)
            }
            (a, b) => a == b,
        };
        same && self.number == other.number && Rc::ptr_eq(&self.operation, &other.operation)
    }
}

/// See [`ReplyProps`].
#[component]
pub fn ReplyPane(props: &ReplyProps) -> Html {
    use_effect_with(props.number, |number| {
        if *number > 0 {
            page::reveal(".reply-pane");
        }
    });
    let inside = match &props.outcome {
        Outcome::Nothing => html! {
            <p class="none">{ "No reply yet. " }<kbd>{ "Ctrl" }</kbd>{ "+" }<kbd>{ "Enter" }</kbd>{ " sends." }</p>
        },
        Outcome::Sending(_) => html! { <p class="sending">{ "Waiting for the reply" }</p> },
        Outcome::Failed(error, suspects) => failure::view(*error, suspects),
        Outcome::Replied(reply, reading) => replied(reply, reading),
    };
    html! {
        <section class="reply-pane" aria-label="Reply" tabindex="0" data-reply={props.number.to_string()}>
            <div class="pane-head">
                <h3>{ "Reply" }</h3>
            </div>
            { inside }
            if props.signed {
                <paste::Paste operation={Rc::clone(&props.operation)} act={props.act.clone()} />
            }
        </section>
    }
}

fn replied(reply: &Reply, reading: &Reading) -> Html {
    let text: Rc<str> = String::from_utf8_lossy(&reply.body).into();
    let headers: Vec<String> = reply
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    html! {
        <>
            { status(reply) }
            <ul class="plain verdict" data-part="reply-verdict">
                { for reading.verdict.iter().map(sentence) }
            </ul>
            { faults(reading) }
            <p class="label">{ "Signature" }</p>
            <ul class="plain verdict" data-part="reply-signature">
                {
                    match &reading.signature {
                        Some(said) => sentence(said),
                        None => html! { <li class="sentence">{ "The documentation does not say that this reply is signed" }</li> },
                    }
                }
            </ul>
            if let Some(pretty) = &reading.pretty {
                <p class="label">{ "Body, laid out for reading" }</p>
                <div class={boxed(pretty.len())} tabindex="0" role="region" aria-label="Reply body, laid out">
                    <pre data-part="reply-pretty"><Text text={Rc::<str>::from(pretty.as_str())} /></pre>
                </div>
            }
            <p class="label">{ "Body as it came" }</p>
            <div class={boxed(reply.body.len())} tabindex="0" role="region" aria-label="Reply body">
                <pre data-part="reply-body" data-empty="Empty"><Text {text} /></pre>
            </div>
            <p class="label">{ "Header fields that the page may see" }</p>
            <div class="code">
                <pre data-part="reply-headers" data-empty="None">{ headers.join("\n") }</pre>
            </div>
        </>
    }
}

/// Status, where it comes from, how long it took and how large it is.
fn status(reply: &Reply) -> Html {
    let from = match reply.source {
        Source::Sandbox => "from the sandbox".to_owned(),
        Source::Network => format!("in {} ms", reply.millis.round() as u64),
        Source::Pasted => "pasted".to_owned(),
        Source::Example => "an example of the documentation".to_owned(),
    };
    let words = match (reply.status, reply.reason.is_empty()) {
        (0, _) => "Unknown status".to_owned(),
        (status, true) => status.to_string(),
        (status, false) => format!("{status} {}", reply.reason),
    };
    let class = match reply.status {
        200..=299 => "good",
        0..=199 | 300..=399 => "careful",
        _ => "bad",
    };
    html! {
        <>
            <p class="status-line">
                <strong class={classes!("status", class)} data-part="status">{ words }</strong>
                { " " }<span class="type">{ from }{ ", " }{ bytes_words(reply.body.len()) }</span>
            </p>
            if let Some(address) = &reply.redirected_to {
                <p class="notice">{ "The server redirected; this reply is from " }<code>{ address.clone() }</code></p>
            }
        </>
    }
}

fn sentence(sentence: &Sentence) -> Html {
    let (class, mark) = match sentence.tone {
        Tone::Good => ("good", "✓"),
        Tone::Bad => ("bad", "✕"),
        Tone::Careful => ("careful", "!"),
        Tone::Plain => ("plain-tone", "·"),
    };
    html! {
        <li class={classes!("sentence", class)}>
            <span class="sign" aria-hidden="true">{ mark }</span>
            <span>{ prose::inline(&sentence.text) }</span>
        </li>
    }
}

/// What the body breaks of the documented shape.
fn faults(reading: &Reading) -> Html {
    let item = |problem: &crate::validate::problem::Problem| {
        html! {
            <li class={problem.severity.word()}>
                <span class="severity">{ problem_word(problem.severity) }</span>
                { " " }<code>{ problem.at.to_string() }</code>{ " " }{ prose::inline(&problem.message) }
            </li>
        }
    };
    if reading.problems.is_empty() {
        return Html::default();
    }
    html! { <ul class="plain field-problems">{ for reading.problems.iter().map(item) }</ul> }
}

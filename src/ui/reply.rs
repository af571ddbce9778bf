//! The reply: what came back, and what the documentation says of it.

pub mod failure;
mod paste;

use std::rc::Rc;

use yew::prelude::*;

use self::paste::{Paste, PasteProps};
use super::el::{component, el, nothing, row};
use super::form::problem_word;
use super::hooks::{Effect, On, use_effects};
use super::state::{Action, Outcome};
use super::text::{region, text};
use super::veil;
use super::wire::bytes_words;
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
    let number = props.number;
    use_effects(vec![Effect::new(On::Number(Some(number)), move || {
        if number > 0 {
            page::reveal(".reply-pane");
        }
    })]);
    let inside = match &props.outcome {
        Outcome::Nothing => none(),
        Outcome::Sending(_) => el("p")
            .class("sending")
            .text("Waiting for the reply")
            .node(),
        Outcome::Failed(error, suspects) => row(vec![failure::view(*error, suspects)]),
        Outcome::Replied(reply, reading) => replied(reply, reading),
    };
    let head = el("div").class("pane-head").el(el("h3").text("Reply"));
    let paste = match props.signed {
        true => component::<Paste>(PasteProps {
            operation: Rc::clone(&props.operation),
            act: props.act.clone(),
        }),
        false => nothing(),
    };
    el("section")
        .class("reply-pane")
        .is("aria-label", "Reply")
        .is("tabindex", "0")
        .attr("data-reply", props.number.to_string().into())
        .el(head)
        .put(inside)
        .put(paste)
        .node()
}

pub fn none() -> Html {
    el("p")
        .class("none")
        .text("No reply yet. ")
        .el(el("kbd").text("Ctrl"))
        .text("+")
        .el(el("kbd").text("Enter"))
        .text(" sends.")
        .node()
}

fn replied(reply: &Reply, reading: &Reading) -> Html {
    let mut verdict = Vec::new();
    for said in &reading.verdict {
        verdict.push(sentence(said));
    }
    let verdict = el("ul")
        .class("plain verdict")
        .is("data-part", "reply-verdict")
        .all(verdict);
    let signature = el("ul")
        .class("plain verdict")
        .is("data-part", "reply-signature")
        .put(match &reading.signature {
            Some(said) => sentence(said),
            None => el("li")
                .class("sentence")
                .text("The documentation does not say that this reply is signed")
                .node(),
        });
    row(vec![
        status(reply),
        verdict.node(),
        faults(reading),
        label("Signature"),
        signature.node(),
        laid_out(reading),
        label("Body as it came"),
        body(reply),
        label("Header fields that the page may see"),
        headers(reply),
    ])
}

pub fn label(words: &'static str) -> Html {
    el("p").class("label").text(words).node()
}

/// The body laid out for reading, where that is not how it came.
fn laid_out(reading: &Reading) -> Html {
    let Some(pretty) = &reading.pretty else {
        return nothing();
    };
    let inside = el("pre")
        .is("data-part", "reply-pretty")
        .put(text(pretty.as_str().into()));
    row(vec![
        label("Body, laid out for reading"),
        region("Reply body, laid out", pretty.len())
            .el(inside)
            .node(),
    ])
}

pub fn body(reply: &Reply) -> Html {
    let inside = el("pre")
        .is("data-part", "reply-body")
        .blank(reply.body.is_empty(), "Empty")
        .put(text(String::from_utf8_lossy(&reply.body).into()));
    region("Reply body", reply.body.len()).el(inside).node()
}

pub fn headers(reply: &Reply) -> Html {
    let mut lines = Vec::new();
    for (name, value) in &reply.headers {
        lines.push([name, ": ", value].concat());
    }
    let inside = el("pre")
        .is("data-part", "reply-headers")
        .blank(lines.is_empty(), "None")
        .put(text(lines.join("\n").into()));
    el("div").class("code").el(inside).node()
}

/// Status, where it comes from, how long it took and how large it is.
pub fn status(reply: &Reply) -> Html {
    let from = match reply.source {
        Source::Sandbox => AttrValue::Static("from the sandbox"),
        Source::Network => {
            let millis = (reply.millis.round() as u64).to_string();
            ["in ", &millis, " ms"].concat().into()
        }
        Source::Pasted => "pasted".into(),
        Source::Example => "an example of the documentation".into(),
    };
    let mut words = match reply.status {
        0 => "Unknown status".to_owned(),
        status => status.to_string(),
    };
    if reply.status != 0 && !reply.reason.is_empty() {
        words.push(' ');
        words.push_str(&reply.reason);
    }
    let class = match reply.status {
        200..=299 => "status good",
        0..=199 | 300..=399 => "status careful",
        _ => "status bad",
    };
    let strong = el("strong")
        .class(class)
        .is("data-part", "status")
        .words(words.into());
    let details = el("span")
        .class("type")
        .words(from)
        .text(", ")
        .words(bytes_words(reply.body.len()).into());
    let line = el("p")
        .class("status-line")
        .el(strong)
        .text(" ")
        .el(details);
    let redirected = match &reply.redirected_to {
        Some(address) => el("p")
            .class("notice")
            .text("The server redirected; this reply is from ")
            .el(el("code").put(veil::words(address)))
            .node(),
        None => nothing(),
    };
    row(vec![line.node(), redirected])
}

fn sentence(sentence: &Sentence) -> Html {
    let (class, mark) = match sentence.tone {
        Tone::Good => ("sentence good", "✓"),
        Tone::Bad => ("sentence bad", "✕"),
        Tone::Careful => ("sentence careful", "!"),
        Tone::Plain => ("sentence plain-tone", "·"),
    };
    let sign = el("span")
        .class("sign")
        .is("aria-hidden", "true")
        .text(mark);
    el("li")
        .class(class)
        .el(sign)
        .el(el("span").put(veil::prose(&sentence.text)))
        .node()
}

/// What the body breaks of the documented shape.
fn faults(reading: &Reading) -> Html {
    if reading.problems.is_empty() {
        return nothing();
    }
    let mut items = Vec::new();
    for problem in &reading.problems {
        let severity = el("span")
            .class("severity")
            .text(problem_word(problem.severity));
        let item = el("li")
            .class(problem.severity.word())
            .el(severity)
            .text(" ")
            .el(el("code").copy(&problem.at))
            .text(" ")
            .put(veil::prose(&problem.message));
        items.push(item.node());
    }
    el("ul").class("plain field-problems").all(items).node()
}

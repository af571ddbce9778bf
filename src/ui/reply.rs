//! The reply: what came back, and what the documentation says of it.

pub mod failure;
mod paste;

use std::rc::Rc;

use yew::prelude::*;

use self::paste::{Paste, PasteProps};
use super::el::{El, component, el, nothing, row};
use super::form::problem_word;
use super::hooks::{Effect, On, use_effects};
use super::more::first;
use super::state::{Action, Outcome};
use super::text::{bytes_words, region, text};
use super::veil;
use crate::browser::page;
use exchange::reply::{Reading, Reply, ReplyOutcome, Sample, Sentence, Source, Tone};
use openapi::Operation;

#[derive(Properties, Clone)]
pub struct ReplyProps {
    pub operation: Rc<Operation>,
    pub outcome: Outcome,
    /// Whether the request was changed since.
    pub outdated: bool,
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
        let same = same && self.outdated == other.outdated;
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
        Outcome::Failed(failure) => row(vec![
            heading(ReplyOutcome::Failed).node(),
            failure::view(failure),
        ]),
        Outcome::Replied(reply, reading) => replied(reply, reading),
    };
    let head = el("div").class("pane-head").el(el("h3").text("Reply"));
    let finished = matches!(props.outcome, Outcome::Replied(..) | Outcome::Failed(_));
    let outdated = props.outdated && finished;
    let stale = outdated.then(|| {
        el("p").class("notice").is("data-part", "outdated").text(
            "Outdated: the request has changed since it was sent. Send it again for a new reply.",
        )
    });
    let paste = match props.signed {
        true => component::<Paste>(PasteProps {
            operation: Rc::clone(&props.operation),
            act: props.act.clone(),
        }),
        false => nothing(),
    };
    el("section")
        .class(match outdated {
            true => "reply-pane outdated",
            false => "reply-pane",
        })
        .is("aria-label", "Reply")
        .is("tabindex", "0")
        .attr("data-reply", props.number.to_string().into())
        .el(head)
        .el(el("div").is("role", "status").maybe(stale))
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

fn replied(reply: &Reply, reading: &Rc<Reading>) -> Html {
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
        heading(reading.outcome).node(),
        status(reply),
        verdict.node(),
        sample(reply),
        faults(Rc::clone(reading)),
        label("Signature"),
        signature.node(),
        laid_out(reading),
        label("Body as it came"),
        body(reply),
        label("Header fields that the page may see"),
        headers(reply),
    ])
}

/// The outcome for the person, which its colour follows; the status does not decide it.
fn heading(outcome: ReplyOutcome) -> El {
    let (class, mark) = match outcome.tone() {
        Tone::Good => ("outcome good", "✓ "),
        Tone::Bad => ("outcome bad", "✕ "),
        Tone::Careful if outcome == ReplyOutcome::Undocumented => ("outcome careful", "! "),
        Tone::Careful | Tone::Plain => ("outcome careful", "? "),
    };
    let mark = el("span").is("aria-hidden", "true").text(mark);
    el("p").class(class).el(mark).el(el("strong")
        .is("data-part", "outcome")
        .is("data-outcome", outcome.word())
        .text(outcome.title()))
}

/// More names than this are counted and not shown.
const NAMED: usize = 20;

/// Which values the sandbox took from the documentation.
fn sample(reply: &Reply) -> Html {
    let Some(Sample { members, .. }) = &reply.sample else {
        return nothing();
    };
    let notice = el("p").class("notice").is("data-part", "reply-sample");
    if members.iter().any(String::is_empty) {
        let words = "Sample from the documentation: no value in this body comes from your request.";
        return notice.is("data-sample", "").text(words).node();
    }
    let mut notice = notice.text("Sample values from the documentation: ");
    for (index, member) in members.iter().take(NAMED).enumerate() {
        let name = member.trim_start_matches('/').replace('/', ".");
        let code = el("code").attr("data-sample", member.clone().into());
        notice = notice
            .text(if index > 0 { ", " } else { "" })
            .el(code.words(name.into()));
    }
    match members.len().saturating_sub(NAMED) {
        0 => notice,
        more => notice.words([" and ", &more.to_string(), " more"].concat().into()),
    }
    .text(". The other values are those of your request.")
    .node()
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
        .put(text(Rc::clone(pretty)));
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
    let strong = el("strong")
        .class("status")
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
fn faults(reading: Rc<Reading>) -> Html {
    let count = reading.problems.len();
    if count == 0 {
        return nothing();
    }
    let items = first(count, "problems", move |at| {
        let problem = &reading.problems[at];
        let severity = el("span")
            .class("severity")
            .text(problem_word(problem.severity));
        let item = el("li")
            .class(problem.severity.word())
            .el(severity)
            .text(" ")
            .el(el("code").words(problem.at.to_string().into()))
            .text(" ")
            .put(veil::prose(&problem.message()));
        item.node()
    });
    el("ul").class("plain field-problems").put(items).node()
}

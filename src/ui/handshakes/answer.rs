//! What came back: whether the handshake is passed, rule by rule, and the reply itself.

use yew::prelude::*;

use super::bench::{Answer, Bench, Came, Change};
use super::given::source;
use crate::ui::el::{El, el, nothing, row};
use crate::ui::parts::{TextBoxProps, text_box};
use crate::ui::prose;
use crate::ui::reply::{body, failure, headers, label, none, status};
use crate::ui::verify::sentence;
use crate::ui::verify::words::Tone;
use exchange::handshake::{Finding, Outcome, Standing, outcome};

const PASTE: &str = "A page cannot read every reply: send the snippet with `--include` from a terminal, and \
    paste what it prints.";
const HINT: &str = "HTTP/1.1 200 OK\nContent-Type: text/plain\n\n…";

/// All of it.
pub fn view(bench: &Bench, act: &Callback<Change>) -> Html {
    let inside = match &bench.came {
        Came::Nothing => none(),
        Came::Sending(_) => el("p")
            .class("sending")
            .text("Waiting for the reply")
            .node(),
        Came::Failed(failure) => failure::view(failure),
        Came::Replied(answer) => replied(bench, answer),
    };
    el("section")
        .class("reply-pane")
        .is("aria-label", "Reply")
        .is("tabindex", "0")
        .attr("data-reply", bench.replies.to_string().into())
        .el(el("div").class("pane-head").el(el("h3").text("Reply")))
        .put(inside)
        .el(paste(bench, act))
        .node()
}

fn replied(bench: &Bench, answer: &Answer) -> Html {
    let reply = &answer.reply;
    let mut notes = Vec::new();
    for note in &answer.notes {
        notes.push(el("li").el(sentence(Tone::Careful, note)).node());
    }
    row(vec![
        verdict(bench).node(),
        el("ul")
            .class("plain findings")
            .is("data-part", "findings")
            .all(bench.findings.iter().map(finding).collect())
            .node(),
        el("ul").class("plain said-notes").all(notes).node(),
        status(reply),
        label("Body as it came"),
        body(reply),
        label("Header fields that are known"),
        headers(reply),
    ])
}

fn verdict(bench: &Bench) -> El {
    let (tone, word) = match outcome(&bench.findings) {
        Outcome::Passed => (Tone::Good, "passed"),
        Outcome::Failed => (Tone::Bad, "failed"),
        Outcome::Unclear => (Tone::Careful, "unclear"),
    };
    let words = bench.trial().map(|trial| trial.verdict(&bench.findings));
    sentence(tone, &words.unwrap_or_default())
        .is("data-part", "handshake-verdict")
        .is("data-verdict", word)
        .is("role", "status")
}

fn finding(finding: &Finding) -> Html {
    let (tone, word) = match finding.standing {
        Standing::Met => (Tone::Good, "met"),
        Standing::Broken => (Tone::Bad, "broken"),
        Standing::Advised => (Tone::Careful, "advised"),
        Standing::Unknown => (Tone::Careful, "unknown"),
    };
    let advice = match (finding.standing, finding.advice.as_str()) {
        (Standing::Met, _) | (_, "") => nothing(),
        (_, advice) => el("p")
            .class("help advice")
            .put(prose::inline(advice))
            .text(" ")
            .maybe(source(&finding.source, "source"))
            .node(),
    };
    el("li")
        .is("data-finding", finding.word)
        .is("data-standing", word)
        .el(sentence(tone, &finding.text))
        .put(advice)
        .node()
}

/// A box for a reply from elsewhere.
fn paste(bench: &Bench, act: &Callback<Change>) -> El {
    let area = text_box(TextBoxProps {
        id: Some("paste-reply".into()),
        part: Some("paste-reply".into()),
        described: Some("paste-help".into()),
        placeholder: Some(HINT.into()),
        value: bench.pasted.clone(),
        oninput: act.reform(Change::Pasted).into(),
        ..Default::default()
    });
    el("div")
        .class("boxed pasting")
        .el(el("label")
            .class("label")
            .is("for", "paste-reply")
            .text("A reply from elsewhere"))
        .put(area)
        .el(el("p")
            .class("help")
            .is("id", "paste-help")
            .put(prose::inline(PASTE)))
}

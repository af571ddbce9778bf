//! A request that got no reply: the causes that are not ruled out, what to do about each, and what
//! the server has to answer.

use yew::prelude::*;

use crate::ui::el::{El, el};
use crate::ui::prose;
use crate::ui::snippet::{Holds, copy};
use request::forecast::{CorsAnswer, Failure, Probe, SendError, Suspect};
use request::snippet;

/// The failure in words, then the suspects, the likeliest first.
pub fn view(failure: &Failure) -> Html {
    let only = failure.suspects.len() == 1;
    let (code, words) = match failure.error {
        SendError::Network | SendError::NotMade if only => {
            ("network", "The browser did not send the request.".into())
        }
        SendError::Network | SendError::NotMade => (
            "network",
            "No reply came, and the browser does not say why.".into(),
        ),
        SendError::TimedOut(seconds) => {
            let seconds = seconds.to_string();
            let words = [
                "No reply came within ",
                &seconds,
                " seconds, so the request was given up.",
            ];
            ("timed-out", words.concat().into())
        }
        SendError::Stopped => (
            "stopped",
            AttrValue::Static("Stopped. The request may have arrived all the same."),
        ),
        SendError::Broken => ("broken", "The reply broke off before its end.".into()),
    };
    let mut items = Vec::new();
    for suspect in &failure.suspects {
        items.push(item(suspect));
    }
    let several = items.len() > 1;
    let list = (!items.is_empty()).then(|| el("ol").is("data-part", "causes").all(items));
    let label = || {
        el("p")
            .class("label")
            .text("Possible causes, the likeliest first")
    };
    el("div")
        .class("failure")
        .is("role", "alert")
        .is("data-failure", code)
        .el(el("p").words(words))
        .maybe(failure.probe.as_ref().map(probe))
        .maybe(several.then(label))
        .maybe(list)
        .maybe(failure.cors.as_ref().map(cors))
        .node()
}

fn item(suspect: &Suspect) -> Html {
    let advice = el("p").class("advice").put(prose::inline(&suspect.advice));
    el("li")
        .key(AttrValue::Rc(suspect.title.as_str().into()))
        .is("data-cause", suspect.code)
        .el(el("strong").copy(&suspect.title))
        .el(el("p").put(prose::inline(&suspect.why)))
        .el(advice)
        .node()
}

/// What the page sent besides, and what that shows.
fn probe(probe: &Probe) -> El {
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
    el("p")
        .class("help")
        .is("data-part", "probe")
        .is("data-probe", word)
        .text("To narrow the causes down, this page then sent ")
        .el(el("code").words(["HEAD ", &probe.url].concat().into()))
        .text(" without body, header fields and cookies.")
        .text(found)
}

/// The header lines to add, and the command that shows what the server answers today.
fn cors(answer: &CorsAnswer) -> El {
    let mut all = el("div").class("cors-answer").el(block(
        "Response headers to add",
        "cors-headers",
        "the response headers",
        &answer.headers,
    ));
    if let Some(preflight) = &answer.preflight {
        let command = snippet::answer(preflight);
        all = all.el(block(
            "Command that shows the answer to OPTIONS",
            "cors-curl",
            "the command, with placeholders for secrets",
            &command,
        ));
    }
    all
}

fn block(label: &'static str, part: &'static str, what: &'static str, text: &str) -> El {
    let copied = AttrValue::from(text.to_owned());
    let copied = Callback::from(move |()| copied.to_string());
    el("div")
        .el(el("div")
            .class("pane-head")
            .el(el("p").class("label").text(label))
            .put(copy(copied, what, Holds::All)))
        .el(el("div")
            .class("code")
            .el(el("pre").is("data-part", part).copy(text)))
}

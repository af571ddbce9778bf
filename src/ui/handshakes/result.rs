//! The reply: whether the handshake is passed, rule by rule, and the reply itself.

use std::rc::Rc;

use yew::prelude::*;

use super::input::source;
use super::state::{Answer, Change, HandshakeState, Sending};
use super::use_handshakes;
use crate::ui::controls::TextBox;
use crate::ui::inspector::reply::failure::failure_report;
use crate::ui::inspector::reply::no_reply;
use crate::ui::inspector::reply::received::{ReplyBody, ReplyHeaders};
use crate::ui::inspector::reply::status::status_line;
use crate::ui::prose;
use crate::ui::shared::Shared;
use crate::ui::verify::sentence::{Band, sentence, with_full_stop};
use crate::ui::verify::words::Tone;
use exchange::handshake::{Finding, Outcome, Standing, outcome};

const PASTE: &str = "A page cannot read every reply. Run the snippet with `--include` in a terminal, and paste its \
    output here.";
const HINT: &str = "HTTP/1.1 200 OK\nContent-Type: text/plain\n\n…";

/// The verdict and the reply, or why there is none.
#[component]
pub fn HandshakeResult() -> Html {
    let (state, change) = use_handshakes();
    let reply = match &state.sending {
        Sending::NotSent => no_reply(),
        Sending::Sent(_) => html! { <p class="sending">{ "Waiting for the reply" }</p> },
        Sending::Failed(failure) => failure_report(failure),
        Sending::Replied(answer) => replied(&state, answer),
    };
    let oninput = change.reform(Change::Pasted);
    html! {
        <section class="reply-pane" aria-label="Reply" tabindex="0" data-reply={state.replies.to_string()}>
            <h2>{ "Reply" }</h2>
            { reply }
            <div class="boxed pasting">
                <label class="label" for="paste-reply">{ "Reply from elsewhere" }</label>
                <TextBox
                    id="paste-reply" part="paste-reply" described="paste-help" placeholder={HINT}
                    value={state.pasted.clone()} {oninput}
                />
                <p class="help" id="paste-help">{ prose::inline(PASTE) }</p>
            </div>
        </section>
    }
}

fn replied(state: &HandshakeState, answer: &Answer) -> Html {
    let (tone, word, heading) = match outcome(&state.findings) {
        Outcome::Passed => (Tone::Good, "passed", "Passed"),
        Outcome::Failed => (Tone::Bad, "failed", "Not passed"),
        Outcome::Unclear => (Tone::Careful, "unclear", "Unclear"),
    };
    let text = state
        .trial()
        .map(|trial| trial.verdict(&state.findings))
        .unwrap_or_default();
    let note = |note: &String| html! { <li>{ sentence(Tone::Careful, note) }</li> };
    let reply = Shared(Rc::new(answer.reply.clone()));
    html! {
        <>
            <Band part="handshake-verdict" verdict={word} {tone} {heading} {text} />
            <ul class="plain findings" data-part="findings">{ for state.findings.iter().map(finding) }</ul>
            <ul class="plain sentences">{ for answer.notes.iter().map(note) }</ul>
            { status_line(&reply, 0) }
            <ReplyBody reply={reply.clone()} />
            <ReplyHeaders {reply} />
        </>
    }
}

fn finding(finding: &Finding) -> Html {
    let (tone, word) = match finding.standing {
        Standing::Met => (Tone::Good, "met"),
        Standing::Broken => (Tone::Bad, "broken"),
        Standing::Advised => (Tone::Careful, "advised"),
        Standing::Unknown => (Tone::Careful, "unknown"),
    };
    let advises = finding.standing != Standing::Met && !finding.advice.is_empty();
    html! {
        <li data-finding={finding.word} data-standing={word}>
            { sentence(tone, &finding.text) }
            if advises {
                <p class="help advice">
                    { prose::inline(&with_full_stop(&finding.advice)) }
                    { " " }
                    { source(&finding.source, "Source") }
                </p>
            }
        </li>
    }
}

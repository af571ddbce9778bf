//! The reply: its outcome, what came back, and what the documentation says of it.

pub mod banner;
pub mod failure;
mod paste;
pub mod received;
pub mod status;
mod verdict;
mod waiting;

use yew::prelude::*;

use self::banner::banner;
use self::failure::failure_report;
use self::paste::Paste;
use self::received::{PrettyReply, ReplyBody, ReplyHeaders};
use self::status::status_line;
use self::verdict::{sample_note, signature_verdict, verdict};
use self::waiting::Waiting;
use super::segments::Segments;
use crate::browser::page;
use crate::ui::act::use_act;
use crate::ui::shared::Shared;
use crate::ui::state::{Action, Outcome};
use exchange::reply::{Reading, Reply, ReplyOutcome};
use openapi::Operation;

/// What of a reply is in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReplyView {
    #[default]
    Pretty,
    Raw,
    Headers,
    Why,
}

/// See [`ReplyTab`].
#[derive(Properties, PartialEq)]
pub struct ReplyTabProps {
    pub operation: Shared<Operation>,
    pub outcome: Outcome,
    /// Whether the request was changed since.
    pub outdated: bool,
    /// Whether the request can be sent as it is now.
    pub sends: bool,
    /// Tells this reply from the ones before.
    pub number: u32,
    /// When it came, in Unix milliseconds.
    pub arrived: i64,
    pub view: ReplyView,
    pub onview: Callback<ReplyView>,
}

/// What became of the last request that was sent.
#[component]
pub fn ReplyTab(props: &ReplyTabProps) -> Html {
    let finished = matches!(props.outcome, Outcome::Replied(..) | Outcome::Failed(_));
    let outdated = props.outdated && finished;
    let signed = props
        .operation
        .responses
        .iter()
        .any(|response| response.signature.is_some());
    let content = match &props.outcome {
        Outcome::Nothing => no_reply(),
        Outcome::Sending(number) => html! { <Waiting key={*number} /> },
        Outcome::Failed(failure) => html! {
            <>
                { banner(ReplyOutcome::Failed, None) }
                { failure_report(failure) }
            </>
        },
        Outcome::Replied(reply, reading) => replied(props, &reply.into(), &reading.into()),
    };
    html! {
        <section
            class={classes!("reply-pane", outdated.then_some("outdated"))} aria-label="Reply"
            data-reply={props.number.to_string()} tabindex="-1"
        >
            <div role="status">
                if outdated {
                    <OutdatedNote sends={props.sends} />
                }
            </div>
            { content }
            if signed {
                <Paste operation={props.operation.clone()} />
            }
        </section>
    }
}

/// How to send, where there is no reply yet.
pub fn no_reply() -> Html {
    html! {
        <p class="none">
            { "No reply yet. Select Send, or press " }<kbd>{ "Ctrl" }</kbd>{ "+" }<kbd>{ "Enter" }</kbd>{ "." }
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct OutdatedNoteProps {
    /// Whether the changed request can be sent.
    sends: bool,
}

/// The stripe that a changed request shows over its reply.
#[component]
fn OutdatedNote(props: &OutdatedNoteProps) -> Html {
    let act = use_act();
    let onclick = Callback::from(move |_: MouseEvent| {
        // The button goes when the request is sent.
        page::focus(".reply-pane");
        act.emit(Action::Send);
    });
    html! {
        <p class="stripe" data-part="outdated">
            <span>{ "Outdated: the request has changed since." }</span>
            if props.sends {
                <button type="button" class="link" data-part="send-again" {onclick}>{ "Send again" }</button>
            }
        </p>
    }
}

/// A reply in views, of which one is in sight; all of them are in the page.
fn replied(props: &ReplyTabProps, reply: &Shared<Reply>, reading: &Shared<Reading>) -> Html {
    let view = &props.view;
    let reasons = reading.verdict.len() + reading.problems.len();
    let items = vec![
        (ReplyView::Pretty, "pretty", "Pretty".into()),
        (ReplyView::Raw, "raw", "Raw".into()),
        (
            ReplyView::Headers,
            "headers",
            format!("Headers ({})", reply.headers.len()).into(),
        ),
        (ReplyView::Why, "why", format!("Why ({reasons})").into()),
    ];
    html! {
        <>
            { banner(reading.outcome, reading.reason.clone()) }
            { status_line(reply, props.arrived) }
            { signature_verdict(reading) }
            { sample_note(reply) }
            <div class="tab-tools">
                <Segments<ReplyView>
                    label="View of the reply" part="reply-view" value={*view} {items} onchange={&props.onview}
                />
            </div>
            <PrettyReply reply={reply.clone()} reading={reading.clone()} hidden={*view != ReplyView::Pretty} />
            <ReplyBody reply={reply.clone()} hidden={*view != ReplyView::Raw} />
            <ReplyHeaders reply={reply.clone()} hidden={*view != ReplyView::Headers} />
            { verdict(reading, *view != ReplyView::Why) }
        </>
    }
}

//! Why a reply has its outcome: the documentation's view of it, its samples, and whether it is signed.

use yew::prelude::*;

use super::banner::sign;
use crate::ui::form::problem_word;
use crate::ui::inspector::block::Block;
use crate::ui::more::LongList;
use crate::ui::shared::Shared;
use crate::ui::veil::VeiledSentence;
use exchange::reply::{Reading, Reply, Sentence};

/// The sentences about a reply, and the rules that its body breaks.
pub fn verdict(reading: &Shared<Reading>, hidden: bool) -> Html {
    html! {
        <div class="why" {hidden}>
            <Block label="Why">
                <ul class="plain verdict" data-part="reply-verdict">
                    { for reading.verdict.iter().map(sentence) }
                </ul>
                <Faults reading={reading.clone()} />
            </Block>
        </div>
    }
}

/// Whether the signature of a reply belongs to it, in sight whatever the view: the outcome does not say it.
pub fn signature_verdict(reading: &Reading) -> Html {
    let said = reading.signature.as_ref();
    html! {
        <ul class="plain verdict" data-part="reply-signature" hidden={said.is_none()}>
            { for said.into_iter().map(sentence) }
        </ul>
    }
}

fn sentence(sentence: &Sentence) -> Html {
    let (class, sign) = sign(sentence.tone);
    html! {
        <li class={classes!("sentence", class)}>
            <span class="sign" aria-hidden="true">{ sign }</span>
            <span><VeiledSentence text={sentence.text.clone()} prose=true /></span>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct FaultsProps {
    reading: Shared<Reading>,
}

/// What the body breaks of the documented shape.
#[component]
fn Faults(props: &FaultsProps) -> Html {
    let count = props.reading.problems.len();
    let draw = use_callback(props.reading.clone(), |at: usize, reading| {
        let Some(problem) = reading.problems.get(at) else {
            return Html::default();
        };
        html! {
            <li class={problem.severity.word()}>
                <span class="severity">{ problem_word(problem.severity) }</span>{ " " }
                <code>{ problem.at.to_string() }</code>{ " " }
                <VeiledSentence text={problem.message()} prose=true />
            </li>
        }
    });
    html! {
        if count > 0 {
            <ul class="plain field-problems"><LongList {count} what="problems" {draw} /></ul>
        }
    }
}

/// More names than this are counted and not shown.
const NAMED: usize = 20;

/// Which values the sandbox took from the documentation.
pub fn sample_note(reply: &Reply) -> Html {
    let Some(sample) = &reply.sample else {
        return Html::default();
    };
    let members = &sample.members;
    if members.iter().any(String::is_empty) {
        return html! {
            <p class="sample-note" data-part="reply-sample" data-sample="">
                { "Sample from the documentation: no value in this body comes from your request." }
            </p>
        };
    }
    let one = |(index, member): (usize, &String)| {
        let name = member.trim_start_matches('/').replace('/', ".");
        html! {
            <>
                if index > 0 {
                    { ", " }
                }
                <code data-sample={member.clone()}>{ name }</code>
            </>
        }
    };
    let more = members.len().saturating_sub(NAMED);
    html! {
        <p class="sample-note" data-part="reply-sample">
            { "Sample values from the documentation: " }
            { for members.iter().take(NAMED).enumerate().map(one) }
            if more > 0 {
                { format!(" and {more} more") }
            }
            { ". The other values are those of your request." }
        </p>
    }
}

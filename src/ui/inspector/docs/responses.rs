//! The documented responses, each of which opens.

use yew::prelude::*;

use super::example::Example;
use super::source::source_info;
use crate::ui::more::LongList;
use crate::ui::prose;
use crate::ui::shared::Shared;
use openapi::Operation;

/// See [`Responses`].
#[derive(Properties, PartialEq)]
pub struct ResponsesProps {
    pub operation: Shared<Operation>,
}

/// All responses of an operation.
#[component]
pub fn Responses(props: &ResponsesProps) -> Html {
    let count = props.operation.responses.len();
    let draw = use_callback(props.operation.clone(), |number: usize, operation| {
        let key = operation
            .responses
            .get(number)
            .map(|response| response.status.clone());
        html! { <ResponseEntry key={key.unwrap_or_default()} operation={operation.clone()} {number} /> }
    });
    html! {
        if count > 0 {
            <h3>{ "Responses" }</h3>
            <ul class="plain responses"><LongList {count} what="responses" {draw} /></ul>
        }
    }
}

#[derive(Properties, PartialEq)]
struct ResponseEntryProps {
    operation: Shared<Operation>,
    number: usize,
}

/// One response: its status and the first sentence about it; the rest once it is opened.
#[component]
fn ResponseEntry(props: &ResponseEntryProps) -> Html {
    let is_asked = use_state_eq(|| false);
    let Some(response) = props.operation.responses.get(props.number) else {
        return Html::default();
    };
    let (first, rest) = prose::first_sentence(&response.description);
    let class = match response.status.as_bytes().first() {
        Some(b'2') => "good",
        Some(b'4' | b'5') => "bad",
        _ => "plain-tone",
    };
    let ask = {
        let is_asked = is_asked.clone();
        Callback::from(move |_: MouseEvent| is_asked.set(true))
    };
    html! {
        <li class="response">
            <details>
                <summary onclick={ask}>
                    <span class={classes!("status-chip", class)}>{ &response.status }</span>
                    <span class="response-words">{ prose::inline(first) }</span>
                </summary>
                if *is_asked {
                    <div class="response-content">
                        if !rest.is_empty() {
                            <div class="prose">{ prose::blocks(rest) }</div>
                        }
                        { source_info(format!("source-of-{}", response.status), response.source.as_deref()) }
                        { named("Response headers", response.headers.iter().map(|h| (&h.name, &h.description))) }
                        { named("Links", response.links.iter().map(|(name, words)| (name, words))) }
                        <Examples operation={props.operation.clone()} number={props.number} />
                    </div>
                }
            </details>
        </li>
    }
}

/// A list of names and what they are, unless there is none.
fn named<'a>(title: &'static str, items: impl Iterator<Item = (&'a String, &'a String)>) -> Html {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return Html::default();
    }
    let one = |(name, words): (&String, &String)| {
        html! { <li><code>{ name }</code>{ " " }{ prose::inline(words) }</li> }
    };
    html! {
        <>
            <h4>{ title }</h4>
            <ul class="plain">{ for items.map(one) }</ul>
        </>
    }
}

/// The example bodies of a response.
#[component]
fn Examples(props: &ResponseEntryProps) -> Html {
    let places = use_memo(
        (props.operation.clone(), props.number),
        |(operation, number)| {
            let media = operation
                .responses
                .get(*number)
                .map(|response| &response.media);
            let media = media.into_iter().flatten().enumerate();
            media
                .flat_map(|(at, one)| (0..one.examples.len()).map(move |example| (at, example)))
                .collect::<Vec<_>>()
        },
    );
    let count = places.len();
    let draw = {
        let number = props.number;
        use_callback(
            (props.operation.clone(), places),
            move |at: usize, (operation, places)| {
                let (media, example) = places.get(at).copied().unwrap_or_default();
                html! { <li><Example operation={operation.clone()} response={number} {media} {example} /></li> }
            },
        )
    };
    html! {
        if count > 0 {
            <h4>{ if count == 1 { "Example" } else { "Examples" } }</h4>
            <ul class="plain examples"><LongList {count} what="examples" {draw} /></ul>
        }
    }
}

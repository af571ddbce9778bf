//! What the documentation says of the open operation, beyond its fields.

use std::rc::Rc;

use yew::prelude::*;

use crate::document::{Api, Operation, Response, ResponseExample};
use crate::reply::{Reply, Source};
use crate::ui::prose;
use crate::ui::state::Action;

/// Description, notices, responses, and what could not be read.
pub fn view(api: &Api, operation: &Operation, act: &Callback<Action>) -> Html {
    let responses = operation.responses.iter().map(|r| response(r, act));
    html! {
        <article class="doc" aria-label="Documentation">
            <h2>{ operation.summary.clone() }</h2>
            <p class="path"><code>{ operation.method.clone() }{ " " }{ operation.path.clone() }</code></p>
            { prose::blocks(&operation.description) }
            { for operation.notices.iter().map(|n| html! { <div class="notice">{ prose::blocks(n) }</div> }) }
            { outside(operation.external_docs.as_deref().or(api.external_docs.as_deref())) }
            if !operation.responses.is_empty() {
                <h3>{ "Responses" }</h3>
                <ul class="responses">{ for responses }</ul>
            }
            <details>
                <summary>{ "About " }{ api.title.clone() }{ " " }{ api.version.clone() }</summary>
                { prose::blocks(&api.description) }
            </details>
            { notes(api) }
        </article>
    }
}

fn outside(address: Option<&str>) -> Html {
    let linked = address.and_then(|a| prose::link(a, html! { "The vendor's documentation" }));
    match linked {
        Some(link) => html! { <p>{ link }</p> },
        None => Html::default(),
    }
}

fn response(response: &Response, act: &Callback<Action>) -> Html {
    let examples = response.media.iter().flat_map(|media| {
        let content_type = media.name.clone();
        media
            .examples
            .iter()
            .map(move |e| example(response, &content_type, e, act))
    });
    let header = |h: &crate::document::ResponseHeader| {
        html! {
            <li><code>{ h.name.clone() }</code>{ " " }{ prose::inline(&h.description) }</li>
        }
    };
    let link = |(name, words): &(String, String)| {
        html! { <li><code>{ name.clone() }</code>{ " " }{ prose::inline(words) }</li> }
    };
    html! {
        <li class="response" key={response.status.clone()}>
            <div class="response-head">
                <strong class="code">{ response.status.clone() }</strong>
                <div>{ prose::blocks(&response.description) }</div>
            </div>
            { super::super::form::source(response.source.as_deref()) }
            if !response.headers.is_empty() {
                <ul class="plain">{ for response.headers.iter().map(header) }</ul>
            }
            if !response.links.is_empty() {
                <ul class="plain">{ for response.links.iter().map(link) }</ul>
            }
            <ul class="plain examples">{ for examples }</ul>
        </li>
    }
}

/// An example of a response, which shows it as a reply.
fn example(
    response: &Response,
    content_type: &str,
    example: &ResponseExample,
    act: &Callback<Action>,
) -> Html {
    let words = match example.summary.is_empty() {
        true => example.name.clone(),
        false => example.summary.clone(),
    };
    let reply = Reply {
        source: Source::Example,
        status: response.status.parse().unwrap_or_default(),
        reason: String::new(),
        headers: vec![("content-type".to_owned(), content_type.to_owned())],
        body: Rc::from(example.text.as_bytes()),
        millis: 0.0,
        redirected_to: None,
    };
    let onclick = act.reform(move |_: MouseEvent| Action::Show(reply.clone()));
    html! {
        <li key={format!("{content_type} {}", example.name)}>
            <button type="button" class="link" {onclick}>{ words }</button>
            if !example.description.is_empty() {
                <div class="help">{ prose::blocks(&example.description) }</div>
            }
            { super::super::form::source(example.source.as_deref()) }
        </li>
    }
}

fn notes(api: &Api) -> Html {
    if api.notes.is_empty() {
        return Html::default();
    }
    let note = |note: &crate::document::Note| {
        html! { <li><code>{ note.at.clone() }</code>{ " " }{ note.message.clone() }</li> }
    };
    html! {
        <details>
            <summary>{ "What could not be read of this document" }</summary>
            <ul class="plain">{ for api.notes.iter().map(note) }</ul>
        </details>
    }
}

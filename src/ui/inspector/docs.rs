//! The documentation of the open operation, beyond its fields.

mod example;
mod notes;
mod responses;
mod source;

use yew::prelude::*;

use self::notes::Notes;
use self::responses::Responses;
use crate::ui::form::about;
use crate::ui::prose;
use crate::ui::shared::Shared;
use openapi::{Api, Operation};

/// See [`DocsTab`].
#[derive(Properties, PartialEq)]
pub struct DocsTabProps {
    pub api: Shared<Api>,
    pub operation: Shared<Operation>,
}

/// Description, responses and examples of an operation, and what of the document could not be read.
#[component]
pub fn DocsTab(props: &DocsTabProps) -> Html {
    let DocsTabProps { api, operation } = props;
    // A delivery's address is a runtime expression, which says nothing to a person.
    let path = operation.delivery.is_none().then_some(&operation.path);
    let address = operation
        .external_docs
        .as_deref()
        .or(api.external_docs.as_deref());
    html! {
        <article class="doc" aria-label="Documentation">
            <h2>{ &operation.summary }</h2>
            <p class="path">
                <span class={classes!("method", operation.method.to_lowercase())}>{ &operation.method }</span>
                if let Some(path) = path {
                    { " " }<code>{ path }</code>
                }
            </p>
            <div class="prose">{ prose::blocks(&operation.description) }</div>
            <Responses operation={operation.clone()} />
            if !operation.notices.is_empty() {
                <details class="doc-notes">
                    <summary>{ format!("Notes on this operation ({})", operation.notices.len()) }</summary>
                    <ul>
                        { for operation.notices.iter().map(|notice| html! {
                            <li class="prose">{ about::notice(notice) }</li>
                        }) }
                    </ul>
                </details>
            }
            <details class="about">
                <summary>{ format!("About {} {}", api.title, api.version) }</summary>
                <div class="prose">{ prose::blocks(&api.description) }</div>
            </details>
            if let Some(link) = address.and_then(|address| prose::link(address, "The vendor’s documentation".into())) {
                <p>{ link }</p>
            }
            <Notes api={api.clone()} operation={operation.clone()} />
        </article>
    }
}

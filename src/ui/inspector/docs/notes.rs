//! What of a document could not be read.

use yew::prelude::*;

use crate::ui::more::LongList;
use crate::ui::shared::Shared;
use openapi::{Api, Note, Operation};

/// See [`Notes`].
#[derive(Properties, PartialEq)]
pub struct NotesProps {
    pub api: Shared<Api>,
    pub operation: Shared<Operation>,
}

/// The notes of the document, and those of the delivery that is open.
#[component]
pub fn Notes(props: &NotesProps) -> Html {
    let count = all(props).count();
    let draw = use_callback(
        (props.api.clone(), props.operation.clone()),
        |at: usize, (api, operation)| {
            let props = NotesProps {
                api: api.clone(),
                operation: operation.clone(),
            };
            let note = all(&props).nth(at);
            note.map_or_else(Html::default, |note| {
                html! {
                    <li><code>{ &note.at }</code>{ " " }{ &note.message }</li>
                }
            })
        },
    );
    html! {
        if count > 0 {
            <details class="unread-notes">
                <summary>{ format!("Parts of this document that could not be read ({count})") }</summary>
                <ul class="plain"><LongList {count} what="notes" {draw} /></ul>
            </details>
        }
    }
}

fn all(props: &NotesProps) -> impl Iterator<Item = &Note> {
    let delivery = props
        .operation
        .delivery
        .iter()
        .flat_map(|delivery| &delivery.notes);
    props.api.notes.iter().chain(delivery)
}

//! A reply from elsewhere, pasted with its signature to be verified.
//!
//! A page cannot read the signature's header field across origins, so that the person brings it.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::controls::TextBox;
use crate::ui::shared::Shared;
use crate::ui::state::Action;
use exchange::reply::{Reply, Source};
use openapi::Operation;

const HELP: &str = "A page cannot read the header field of a signature across origins. Paste it here, with the exact body.";

/// See [`Paste`].
#[derive(Properties, PartialEq)]
pub struct PasteProps {
    pub operation: Shared<Operation>,
}

/// A form for the signature and the body of a reply.
#[component]
pub fn Paste(props: &PasteProps) -> Html {
    let act = use_act();
    let signature = use_state_eq(|| Rc::<str>::from(""));
    let body = use_state_eq(|| Rc::<str>::from(""));
    // Few open it, and the tab is drawn sooner without its content.
    let is_asked = use_state_eq(|| false);
    let ask = {
        let is_asked = is_asked.clone();
        Callback::from(move |_: MouseEvent| is_asked.set(true))
    };
    let verify = {
        let (operation, signature, body) =
            (props.operation.clone(), signature.clone(), body.clone());
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Show(pasted(&operation, &signature, &body)));
        })
    };
    html! {
        <details class="paste">
            <summary onclick={ask}>{ "Verify a reply from elsewhere" }</summary>
            if *is_asked {
                <p class="help">{ HELP }</p>
                { typed("paste-signature", field(&props.operation), &signature) }
                { typed("paste-body", "Body".to_owned(), &body) }
                <button type="button" data-part="paste-verify" onclick={verify}>{ "Verify" }</button>
            }
        </details>
    }
}

fn pasted(operation: &Operation, signature: &str, body: &str) -> Reply {
    // Nothing pasted is no field, and not an empty one.
    let found = Some(signature.trim()).filter(|found| !found.is_empty());
    let found = found.map(|found| (field(operation), found.to_owned()));
    Reply {
        source: Source::Pasted,
        status: status(operation),
        reason: String::new(),
        headers: found.into_iter().collect(),
        body: Rc::from(body.as_bytes()),
        millis: 0.0,
        redirected_to: None,
        sample: None,
    }
}

/// A text area under its name, which keeps what is typed into it.
fn typed(id: &'static str, name: String, text: &UseStateHandle<Rc<str>>) -> Html {
    let set = text.clone();
    let oninput = Callback::from(move |typed| set.set(typed));
    html! {
        <div class="field">
            <div class="field-head"><label for={id}>{ name }</label></div>
            <TextBox {id} part={id} value={Rc::clone(text)} {oninput} />
        </div>
    }
}

/// The header field that carries the documented signature of a reply.
fn field(operation: &Operation) -> String {
    let signed = operation
        .responses
        .iter()
        .find_map(|response| response.signature.as_ref());
    let header = signed.and_then(|signed| signed.scheme.headers.first());
    header.map_or_else(
        || "signature".to_owned(),
        |header| header.name.to_lowercase(),
    )
}

/// The status of the response that is documented as signed.
fn status(operation: &Operation) -> u16 {
    let signed = operation
        .responses
        .iter()
        .find(|response| response.signature.is_some());
    signed
        .and_then(|response| response.status.parse().ok())
        .unwrap_or_default()
}

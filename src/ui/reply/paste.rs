//! A reply from elsewhere, pasted with its signature to be verified.
//!
//! A page cannot read the signature's header field across origins, so that
//! the person brings it.

use std::rc::Rc;

use yew::prelude::*;

use crate::document::Operation;
use crate::reply::{Reply, Source};
use crate::ui::parts::TextBox;
use crate::ui::state::Action;

#[derive(Properties, Clone)]
pub struct PasteProps {
    pub operation: Rc<Operation>,
    pub act: Callback<Action>,
}

impl PartialEq for PasteProps {
    fn eq(&self, other: &PasteProps) -> bool {
        Rc::ptr_eq(&self.operation, &other.operation)
    }
}

/// See [`PasteProps`].
#[component]
pub fn Paste(props: &PasteProps) -> Html {
    let signature = use_state(|| Rc::<str>::from(""));
    let body = use_state(|| Rc::<str>::from(""));
    let set = |handle: &UseStateHandle<Rc<str>>| {
        let handle = handle.clone();
        Callback::from(move |text| handle.set(text))
    };
    let field = field(&props.operation);
    let onclick = {
        let (signature, body, field) = (signature.clone(), body.clone(), field.clone());
        let status = status(&props.operation);
        props.act.reform(move |_: MouseEvent| {
            Action::Show(Reply {
                source: Source::Pasted,
                status,
                reason: String::new(),
                headers: vec![(field.clone(), signature.trim().to_owned())],
                body: Rc::from(body.as_bytes()),
                millis: 0.0,
                redirected_to: None,
            })
        })
    };
    html! {
        <details class="paste">
            <summary>{ "Verify a reply from elsewhere" }</summary>
            <p class="help">{ "A page cannot read the header field of a signature across origins: paste it here, with the body as it came." }</p>
            <div class="field">
                <div class="field-head"><label for="paste-signature">{ field.clone() }</label></div>
                <TextBox id="paste-signature" part="paste-signature" value={Rc::clone(&signature)} oninput={set(&signature)} />
            </div>
            <div class="field">
                <div class="field-head"><label for="paste-body">{ "Body" }</label></div>
                <TextBox id="paste-body" part="paste-body" value={Rc::clone(&body)} oninput={set(&body)} />
            </div>
            <button type="button" data-part="paste-verify" {onclick}>{ "Verify" }</button>
        </details>
    }
}

/// The header field that carries the documented signature of a reply.
fn field(operation: &Operation) -> String {
    let signed = operation
        .responses
        .iter()
        .find_map(|r| r.signature.as_ref());
    let header = signed.and_then(|s| s.scheme.headers.first());
    header.map_or_else(|| "signature".to_owned(), |h| h.name.to_lowercase())
}

/// The status of the response that is documented as signed.
fn status(operation: &Operation) -> u16 {
    let signed = operation.responses.iter().find(|r| r.signature.is_some());
    signed
        .and_then(|r| r.status.parse().ok())
        .unwrap_or_default()
}

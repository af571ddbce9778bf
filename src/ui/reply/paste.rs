//! A reply from elsewhere, pasted with its signature to be verified.
//!
//! A page cannot read the signature's header field across origins, so that
//! the person brings it.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::el::{El, el, nothing, row};
use crate::ui::hooks::{use_flag, use_words};
use crate::ui::parts::{TextBoxProps, text_box};
use crate::ui::state::Action;
use exchange::reply::{Reply, Source};
use openapi::Operation;

const HELP: &str = "A page cannot read the header field of a signature across origins: paste it here, with the body as it came.";

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
    let signature = use_words();
    let body = use_words();
    // Few open it, and the first screen is drawn sooner without.
    let asked = use_flag();
    let inside = match *asked {
        true => row(vec![controls(props, &signature, &body)]),
        false => nothing(),
    };
    let onclick = Callback::from(move |_: MouseEvent| asked.set(true));
    let name = el("summary")
        .onclick(onclick)
        .text("Verify a reply from elsewhere");
    el("details").class("paste").el(name).put(inside).node()
}

fn controls(props: &PasteProps, signature: &Typed, body: &Typed) -> Html {
    let field = field(&props.operation);
    let onclick = {
        let (signature, body, field) = (signature.clone(), body.clone(), field.clone());
        let status = status(&props.operation);
        props.act.reform(move |_: MouseEvent| {
            // Nothing pasted is no field, and not an empty one.
            let found = Some(signature.trim()).filter(|found| !found.is_empty());
            let found = found.map(|found| (field.clone(), found.to_owned()));
            Action::Show(Reply {
                source: Source::Pasted,
                status,
                reason: String::new(),
                headers: found.into_iter().collect(),
                body: Rc::from(body.as_bytes()),
                millis: 0.0,
                redirected_to: None,
                sample: None,
            })
        })
    };
    let button = el("button")
        .is("type", "button")
        .is("data-part", "paste-verify")
        .onclick(onclick)
        .text("Verify");
    let signature = typed("paste-signature", field.into(), signature);
    row(vec![
        el("p").class("help").text(HELP).node(),
        signature.node(),
        typed("paste-body", "Body".into(), body).node(),
        button.node(),
    ])
}

type Typed = UseStateHandle<Rc<str>>;

/// A text area under its name, which keeps what is typed into it.
fn typed(id: &'static str, name: AttrValue, text: &Typed) -> El {
    let set = text.clone();
    let oninput = Callback::from(move |typed| set.set(typed));
    let area = text_box(TextBoxProps {
        id: Some(id.into()),
        part: Some(id.into()),
        value: Rc::clone(text),
        oninput: oninput.into(),
        ..Default::default()
    });
    let label = el("label").is("for", id).words(name);
    el("div")
        .class("field")
        .el(el("div").class("field-head").el(label))
        .put(area)
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

//! Receiver code for the scheme, by language, with the request that lies here as its test.

#[cfg(test)]
mod tests;

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::el::{el, nothing, row};
use crate::ui::hooks::use_flag;
use crate::ui::parts::{Item, SelectProps, select};
use crate::ui::snippet::copy;
use crate::ui::text::{LARGE, region, text as long_text};
use crate::ui::veil::{Veil, use_veil};
use received::Received;
use receiver::{Example, Language};
use signature::Scheme;
use signature::secret::Secrets;

#[derive(Properties, Clone)]
pub struct CodeProps {
    pub round: u32,
    pub now_ms: i64,
    pub scheme: Rc<Scheme>,
    pub secrets: Secrets,
    pub received: Rc<Received>,
}

impl PartialEq for CodeProps {
    fn eq(&self, other: &CodeProps) -> bool {
        self.round == other.round
    }
}

/// See [`CodeProps`].
#[component]
pub fn Code(props: &CodeProps) -> Html {
    let veil = use_veil();
    let open = use_flag();
    let language = use_state(|| Language::Node);
    let turn = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let inside = match *open {
        true => shown(props, &language, &veil),
        false => nothing(),
    };
    let expanded = if *open { "true" } else { "false" };
    let switch = el("button")
        .is("type", "button")
        .class("small")
        .is("data-part", "verify-code-open")
        .is("aria-expanded", expanded)
        .onclick(turn)
        .text("Receiver code, tested with this request");
    el("section")
        .class("hunt")
        .is("aria-label", "Receiver code")
        .el(el("div").el(switch))
        .put(inside)
        .node()
}

fn shown(props: &CodeProps, language: &UseStateHandle<Language>, veil: &Veil) -> Html {
    let mut items = Vec::new();
    for language in Language::ALL {
        items.push(Item::new(language.id(), language.title()));
    }
    let onchange = {
        let language = language.clone();
        Callback::from(move |id: String| {
            if let Some(chosen) = Language::from_id(&id) {
                language.set(chosen);
            }
        })
    };
    let choose = select(SelectProps {
        part: Some("verify-language".into()),
        label: Some("Language".into()),
        value: language.id().into(),
        items,
        onchange: onchange.into(),
        ..Default::default()
    });
    let head = el("div").class("pane-head");
    match written(**language, props) {
        Err(why) => row(vec![
            head.put(choose).node(),
            el("p")
                .class("help")
                .is("role", "status")
                .words(why.into())
                .node(),
        ]),
        Ok(code) => {
            let text: Rc<str> = code.text.into();
            let (copied, holds) = veil.copied(&text);
            let copied = Callback::from(move |()| copied.to_string());
            let copy = copy(copied, "the receiver code", holds);
            let inside = el("pre")
                .is("data-part", "verify-code")
                .put(long_text(Rc::clone(&text)));
            let name = el("code").text(code.name);
            row(vec![
                head.el(name).put(copy).put(choose).node(),
                region("Receiver code", text.len()).el(inside).node(),
            ])
        }
    }
}

fn written(language: Language, props: &CodeProps) -> Result<receiver::Code, String> {
    if props.received.body.len() > LARGE {
        return Err(
            "The body is too large to stand in a program as its test: take a shorter request"
                .to_owned(),
        );
    }
    receiver::code(language, &props.scheme, &example(props))
}

/// The very request, and of what was typed only what is no secret: inputs, and a public key.
fn example(props: &CodeProps) -> Example {
    let (received, scheme) = (&props.received, &props.scheme);
    let typed = |place: &str| props.secrets.get(place).map(|s| s.expose().to_owned());
    let inputs = scheme.inputs.iter().filter(|input| !input.secret);
    let inputs = inputs.filter_map(|input| {
        let text = typed(&["secret:", &input.name].concat());
        let text = text.or_else(|| input.default.clone())?;
        Some((input.name.clone(), text))
    });
    let mut inputs: Vec<(String, String)> = inputs.collect();
    if scheme.kind.is_public_key() {
        inputs.extend(typed("secret").map(|key| ("secret".to_owned(), key)));
    }
    let url = match received.url.is_empty() {
        true => ["https://receiver.invalid", &received.target].concat(),
        false => received.url.clone(),
    };
    Example {
        method: received.method.clone(),
        url,
        headers: received.headers.clone(),
        body: received.body.to_vec(),
        now: props.now_ms.div_euclid(1000),
        inputs,
    }
}

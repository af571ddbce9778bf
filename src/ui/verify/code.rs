//! Receiver code for the scheme, by language, with the request that lies here as its test.

use std::rc::Rc;

use yew::prelude::*;

use crate::received::Received;
use crate::receiver::{self, Example, Language};
use crate::secret::Secrets;
use crate::sign::Scheme;
use crate::ui::el::{el, nothing, row};
use crate::ui::parts::{Item, SelectProps, select};
use crate::ui::snippet::copy;
use crate::ui::text::{LARGE, region};

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
    let open = use_state(|| false);
    let language = use_state(|| Language::Node);
    let turn = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let inside = match *open {
        true => shown(props, &language),
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

fn shown(props: &CodeProps, language: &UseStateHandle<Language>) -> Html {
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
            let copied = Rc::clone(&text);
            let copy = copy(
                Callback::from(move |()| copied.to_string()),
                "the receiver code",
            );
            let inside = el("pre")
                .is("data-part", "verify-code")
                .words(AttrValue::Rc(Rc::clone(&text)));
            let name = el("code").text(code.name);
            row(vec![
                head.el(name).put(copy).put(choose).node(),
                region("Receiver code", text.len(), inside).node(),
            ])
        }
    }
}

fn written(language: Language, props: &CodeProps) -> Result<receiver::Code, String> {
    let received = &props.received;
    if received.body.len() > LARGE {
        return Err(
            "The body is too large to stand in a program as its test: take a shorter request"
                .to_owned(),
        );
    }
    let inputs = props.scheme.inputs.iter().filter(|i| !i.secret);
    let inputs = inputs.filter_map(|input| {
        let typed = props.secrets.get(&["secret:", &input.name].concat());
        let text = typed
            .map(|s| s.expose().to_owned())
            .or_else(|| input.default.clone())?;
        Some((input.name.clone(), text))
    });
    let example = Example {
        method: received.method.clone(),
        url: received.url.clone(),
        headers: received.headers.clone(),
        body: received.body.clone(),
        now: props.now_ms.div_euclid(1000),
        inputs: inputs.collect(),
    };
    receiver::code(language, &props.scheme, &example)
}

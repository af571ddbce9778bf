//! A box of free JSON, in which secrets are painted over where they are.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use super::shell::Ids;
use super::text::{placeholder, text_of};
use crate::ui::el::{component, el};
use crate::ui::parts::{Intent, TextBoxProps};
use crate::ui::state::{Action, Pref};
use crate::ui::veil::{use_veil, veiled_box};
use openapi::Control;

#[derive(Properties, Clone, PartialEq)]
struct JsonBoxProps {
    control: Rc<Control>,
    inner: TextBoxProps,
    reveal: Callback<MouseEvent>,
}

#[component]
fn JsonBox(props: &JsonBoxProps) -> Html {
    let veil = use_veil();
    let secrets = veil.in_json(&props.control, &props.inner.value);
    let veiled = !secrets.is_empty() && !veil.reveal;
    let hidden = veiled.then(|| {
        let show = el("button")
            .is("type", "button")
            .class("link")
            .onclick(props.reveal.clone())
            .text("Show secrets");
        el("p")
            .class("help")
            .text("Secrets in it are hidden. To edit them in sight, or by keyboard: ")
            .el(show)
    });
    let label = "JSON, secrets hidden";
    el("div")
        .class("control json-box")
        .put(veiled_box(props.inner.clone(), Some(secrets.into()), label))
        .maybe(hidden)
        .node()
}

/// The control alone.
pub fn area(props: &FieldProps, ids: &Ids, oninput: Intent<Rc<str>>) -> Html {
    let reveal = |_: MouseEvent| Action::Pref(Pref::Reveal(true));
    component::<JsonBox>(JsonBoxProps {
        control: Rc::clone(&props.control),
        inner: TextBoxProps {
            id: Some(ids.control.clone()),
            field: Some(ids.at.clone()),
            value: text_of(&props.node),
            described: ids.described.clone(),
            invalid: ids.invalid,
            required: props.control.required,
            placeholder: placeholder(props),
            class: "json",
            oninput,
            ..Default::default()
        },
        reveal: props.act.reform(reveal),
    })
}

//! A box of free JSON, or of the text that is the whole body, in which secrets are painted over where
//! they are.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use super::shell::Ids;
use super::text::{inputmode, placeholder, text_of};
use crate::ui::el::{component, el};
use crate::ui::parts::{Intent, TextBoxProps};
use crate::ui::state::{Action, Pref};
use crate::ui::veil::{use_veil, veiled_box};
use openapi::Control;
use problem::Field;
use request::secret_spans::merged;

#[derive(Properties, Clone, PartialEq)]
struct JsonBoxProps {
    control: Rc<Control>,
    is_json: bool,
    /// Whether it is the whole body.
    is_whole: bool,
    inner: TextBoxProps,
    reveal: Callback<MouseEvent>,
}

#[component]
fn JsonBox(props: &JsonBoxProps) -> Html {
    let veil = use_veil();
    let value = &props.inner.value;
    let mut secrets = match props.is_json {
        true => veil.in_json(&props.control, value),
        false => Vec::new(),
    };
    if props.is_whole {
        secrets.extend(veil.elsewhere(&props.control, value));
        secrets = merged(secrets);
    }
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
    let label = match props.is_json {
        true => "JSON, secrets hidden",
        false => "Text, secrets hidden",
    };
    el("div")
        .class("control json-box")
        .put(veiled_box(props.inner.clone(), Some(secrets.into()), label))
        .maybe(hidden)
        .node()
}

/// The control alone.
pub fn area(props: &FieldProps, ids: &Ids, is_json: bool, oninput: Intent<Rc<str>>) -> Html {
    let reveal = |_: MouseEvent| Action::Pref(Pref::Reveal(true));
    component::<JsonBox>(JsonBoxProps {
        control: Rc::clone(&props.control),
        is_json,
        is_whole: props.place == Field::body(),
        inner: TextBoxProps {
            id: Some(ids.control.clone()),
            field: Some(ids.at.clone()),
            value: text_of(&props.node),
            described: ids.described.clone(),
            invalid: ids.invalid,
            required: props.control.required,
            placeholder: placeholder(props),
            inputmode: inputmode(&props.control.kind).filter(|_| !is_json),
            class: if is_json { "json" } else { "" },
            oninput,
            ..Default::default()
        },
        reveal: props.act.reform(reveal),
    })
}

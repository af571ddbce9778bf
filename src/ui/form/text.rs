//! Fields that are typed: text, numbers, addresses, dates, secrets, free JSON.

use yew::prelude::*;

use super::shell::{Ids, shell};
use super::{FieldProps, compose, json};
use crate::ui::el::{component, el, row};
use crate::ui::hooks::use_flag;
use crate::ui::parts::{Intent, TextBoxProps, text_box};
use crate::ui::state::Action;
use openapi::Kind;
use problem::Field;
use request::draft::{Edit, Node};
use std::rc::Rc;

/// A text box with its shell.
pub fn view(props: &FieldProps) -> Html {
    let ids = Ids::of(props);
    let composer = props
        .control
        .compose
        .as_ref()
        // It would show what is painted over above it.
        .filter(|_| !props.control.secret)
        .map(|rules| compose::view(props, rules, &text_of(&props.node)));
    let area = area(props, &ids);
    let inside = row(vec![area, composer.unwrap_or_default()]);
    shell(props, &ids, inside)
}

/// The text that a node's control shows.
pub fn text_of(node: &Node) -> Rc<str> {
    match node {
        Node::Text(text) | Node::Literal(text) => Rc::clone(text),
        _ => Rc::from(""),
    }
}

/// The control alone.
pub fn area(props: &FieldProps, ids: &Ids) -> Html {
    let place = props.place.clone();
    let oninput = props
        .act
        .reform(move |text| Action::Edit(Edit::Type(place.clone(), text)));
    // A text that is the whole body may hold what another media type calls secret.
    let is_whole = props.place == Field::body();
    if !props.control.secret && (is_json(props) || is_whole) {
        return json::area(props, ids, is_json(props), oninput.into());
    }
    component::<SecretBox>(SecretBoxProps {
        id: ids.control.clone(),
        at: Some(ids.at.clone()),
        part: None,
        value: text_of(&props.node),
        described: ids.described.clone(),
        invalid: ids.invalid,
        required: props.control.required,
        inputmode: inputmode(&props.control.kind),
        placeholder: placeholder(props),
        secret: props.control.secret,
        class: if is_json(props) { "json" } else { "" },
        oninput: oninput.into(),
    })
}

/// Returns whether the text is JSON: of any shape, or kept because the control cannot hold it.
fn is_json(props: &FieldProps) -> bool {
    let is_shape = matches!(
        props.control.kind,
        Kind::Json | Kind::Object | Kind::List | Kind::Map
    );
    is_shape || matches!(props.node, Node::Literal(_))
}

pub fn inputmode(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Integer => Some("numeric"),
        Kind::Number => Some("decimal"),
        Kind::Url => Some("url"),
        _ => None,
    }
}

/// The explicit value, or an example of the documentation, for an empty control.
pub fn placeholder(props: &FieldProps) -> Option<AttrValue> {
    match props.node {
        Node::Null => Some("null".into()),
        Node::EmptyText => Some("\"\"".into()),
        _ => {
            let example = props.control.examples.first()?;
            Some(["e.g. ", &example.replace('\n', " ")].concat().into())
        }
    }
}

/// A text box; one that holds a secret is painted over until the person asks.
#[derive(Properties, Clone, PartialEq, Default)]
pub struct SecretBoxProps {
    pub id: AttrValue,
    pub at: Option<AttrValue>,
    pub part: Option<AttrValue>,
    pub value: Rc<str>,
    pub oninput: Intent<Rc<str>>,
    pub secret: bool,
    pub described: Option<AttrValue>,
    pub invalid: bool,
    pub required: bool,
    pub inputmode: Option<&'static str>,
    pub placeholder: Option<AttrValue>,
    pub class: &'static str,
}

/// See [`SecretBoxProps`].
#[component]
pub fn SecretBox(props: &SecretBoxProps) -> Html {
    let shown = use_flag();
    let masked = props.secret && !*shown;
    let input = text_box(TextBoxProps {
        id: Some(props.id.clone()),
        field: props.at.clone(),
        part: props.part.clone(),
        value: Rc::clone(&props.value),
        described: props.described.clone(),
        invalid: props.invalid,
        required: props.required,
        inputmode: props.inputmode,
        placeholder: props.placeholder.clone(),
        class: props.class,
        oninput: props.oninput.clone(),
        masked,
        ..Default::default()
    });
    let toggle = props.secret.then(|| {
        let (pressed, words) = match masked {
            true => ("false", "Show"),
            false => ("true", "Hide"),
        };
        el("button")
            .is("type", "button")
            .class("quiet")
            .is("aria-pressed", pressed)
            .attr("aria-controls", props.id.clone())
            .onclick(Callback::from(move |_| shown.set(!*shown)))
            .text(words)
    });
    el("div").class("control").put(input).maybe(toggle).node()
}

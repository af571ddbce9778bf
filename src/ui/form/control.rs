//! The control of a value, without anything around it.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use super::closed::Closed;
use super::ties::Ties;
use super::value_box::ValueBox;
use crate::ui::act::use_act;
use crate::ui::controls::{Combobox, Item};
use crate::ui::state::Action;
use openapi::control::Choice;
use openapi::{Control, Kind};
use problem::Field;
use request::draft::{Edit, Node};

/// Bytes beyond which a text is shown in a text box, not in a line.
const LINE: usize = 1000;

/// The text that a node's control shows.
pub fn text_of(node: &Node) -> Rc<str> {
    match node {
        Node::Text(text) | Node::Literal(text) => Rc::clone(text),
        _ => Rc::from(""),
    }
}

/// Returns whether the text is JSON: of any shape, or kept because the control cannot hold it.
pub fn is_json(props: &FieldProps) -> bool {
    let is_shape = matches!(
        props.control.kind,
        Kind::Json | Kind::Object | Kind::List | Kind::Map
    );
    is_shape || matches!(props.node, Node::Literal(_))
}

/// See [`ValueControl`].
#[derive(Properties, PartialEq)]
pub struct ValueControlProps {
    pub field: FieldProps,
    pub ties: Ties,
    /// The accessible name, where no label element gives it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// A select, an input with suggestions, or a text box.
#[component]
pub fn ValueControl(props: &ValueControlProps) -> Html {
    let act = use_act();
    // A text that a line cannot hold stays in its box while it is edited.
    let boxed = use_mut_ref(|| false);
    let ValueControlProps { field, ties, label } = props;
    let FieldProps {
        control,
        place,
        node,
        ..
    } = field;
    let choices: &[Choice] = match &control.kind {
        Kind::Choice(choices) | Kind::Suggest(choices) => choices,
        _ => &[],
    };
    let text = text_of(node);
    *boxed.borrow_mut() |= text.contains(['\n', '\r']) || text.len() > LINE;
    let onchange = {
        let (act, place, control) = (act.clone(), place.clone(), Rc::clone(control));
        Callback::from(move |text: String| act.emit(Action::Edit(edit(&control, &place, text))))
    };
    let explicit = choices.iter().find(|choice| match node {
        Node::Null => choice.is_null(),
        Node::EmptyText => choice.is_empty_text(),
        _ => false,
    });
    let value = match explicit {
        Some(choice) => choice.value.clone().into(),
        None => AttrValue::Rc(text),
    };
    let is_closed = matches!(control.kind, Kind::Boolean | Kind::Choice(_));
    if is_closed && !matches!(node, Node::Literal(_)) {
        return html! {
            <Closed
                id={ties.control.clone()} field={ties.at.clone()} label={label.clone()} {value}
                items={items(control, node, explicit.is_some())} {onchange} described={ties.described.clone()}
                invalid={ties.invalid()} required={control.required}
            />
        };
    }
    let is_line = matches!(control.kind, Kind::Suggest(_)) && !control.secret && !is_json(field);
    if is_line && !*boxed.borrow() {
        let items: Rc<[Item]> = choices.iter().map(item).collect();
        return html! {
            <Combobox
                free=true id={ties.control.clone()} field={Some(ties.at.clone())} label={label.clone()} {value}
                {items} {onchange} described={ties.described.clone()} placeholder={placeholder(field)}
                invalid={ties.invalid()} required={control.required}
            />
        };
    }
    let oninput = {
        let place = place.clone();
        Callback::from(move |text| act.emit(Action::Edit(Edit::Type(place.clone(), text))))
    };
    html! {
        <ValueBox
            id={ties.control.clone()} at={Some(ties.at.clone())} label={label.clone()} value={text_of(node)}
            described={ties.described.clone()} invalid={ties.invalid()} required={control.required}
            inputmode={inputmode(&control.kind).filter(|_| !is_json(field))} placeholder={placeholder(field)}
            secret={control.secret} json={(!control.secret && is_json(field)).then(|| control.clone())}
            whole={(!control.secret && *place == Field::body()).then(|| control.clone())} {oninput}
        />
    }
}

/// The edit that chooses or types a value: what no text can express has edits for itself.
fn edit(control: &Control, place: &Field, text: String) -> Edit {
    let choices: &[Choice] = match &control.kind {
        Kind::Choice(choices) | Kind::Suggest(choices) => choices,
        _ => &[],
    };
    match choices.iter().find(|choice| choice.value == text) {
        Some(choice) if choice.is_null() => Edit::Null(place.clone()),
        Some(choice) if choice.is_empty_text() => Edit::EmptyText(place.clone()),
        _ => Edit::Type(place.clone(), text.into()),
    }
}

/// The documented values, after what stands for none of them. `explicit`: whether `null` or the empty
/// text is one of them and chosen.
fn items(control: &Control, node: &Node, explicit: bool) -> Rc<[Item]> {
    let absent = match node {
        Node::Null if !explicit => "null",
        Node::EmptyText if !explicit => "\"\"",
        _ => "Not given",
    };
    let absent = Item::new("", absent);
    match &control.kind {
        Kind::Choice(choices) => [absent]
            .into_iter()
            .chain(choices.iter().map(item))
            .collect(),
        _ => [absent, Item::plain("true"), Item::plain("false")].into(),
    }
}

fn item(choice: &Choice) -> Item {
    let label = match choice.label.is_empty() {
        true => choice.value.clone(),
        false => format!("{} – {}", choice.value, choice.label),
    };
    Item::new(choice.value.clone(), label)
}

/// The keyboard that a touch screen offers.
fn inputmode(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Integer => Some("numeric"),
        Kind::Number => Some("decimal"),
        Kind::Url => Some("url"),
        _ => None,
    }
}

/// The explicit value, or an example of the documentation, for an empty control.
fn placeholder(props: &FieldProps) -> Option<AttrValue> {
    match props.node {
        Node::Null => Some("null".into()),
        Node::EmptyText => Some("\"\"".into()),
        _ => {
            let example = props.control.examples.first()?;
            Some(format!("e.g. {}", example.replace('\n', " ")).into())
        }
    }
}

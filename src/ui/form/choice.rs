//! Fields that are chosen: closed sets, booleans, and open sets with suggestions.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use super::shell::{Ids, shell};
use super::text::{area, text_of};
use crate::ui::el::el;
use crate::ui::parts::{self, Item, SelectProps};
use crate::ui::state::Action;
use openapi::control::Choice;
use openapi::{Control, Kind};
use problem::Field;
use request::draft::{Edit, Node};

/// A boolean, with "not given" as its third state.
pub fn boolean(props: &FieldProps) -> Html {
    let items = ["true", "false"].map(Item::plain);
    select(props, items.into(), &[])
}

/// One of a closed set.
pub fn closed(props: &FieldProps, choices: &[Choice]) -> Html {
    let items = choices.iter().map(item).collect();
    select(props, items, choices)
}

/// The edit that chooses a value: what no text says has edits of its own.
fn edit(control: &Control, place: Field, chosen: Rc<str>) -> Edit {
    let choices: &[Choice] = match &control.kind {
        Kind::Choice(choices) | Kind::Suggest(choices) => choices,
        _ => &[],
    };
    match choices.iter().find(|c| *c.value == *chosen) {
        Some(choice) if choice.is_null() => Edit::Null(place),
        Some(choice) if choice.is_empty_text() => Edit::EmptyText(place),
        _ => Edit::Type(place, chosen),
    }
}

fn item(choice: &Choice) -> Item {
    let label = match choice.label.is_empty() {
        true => choice.value.clone(),
        false => [&*choice.value, " — ", &*choice.label].concat(),
    };
    Item::new(choice.value.clone(), label)
}

fn select(props: &FieldProps, documented: Vec<Item>, choices: &[Choice]) -> Html {
    let ids = Ids::of(props);
    let mut explicit = choices.iter().filter(|choice| match props.node {
        Node::Null => choice.is_null(),
        Node::EmptyText => choice.is_empty_text(),
        _ => false,
    });
    let explicit = explicit.next();
    let absent = match props.node {
        _ if explicit.is_some() => "not given",
        Node::Null => "null",
        Node::EmptyText => "\"\"",
        _ => "not given",
    };
    let mut items = vec![Item::new("", absent)];
    items.extend(documented);
    let (place, known) = (props.place.clone(), Rc::clone(&props.control));
    let onchange = props
        .act
        .reform(move |chosen: String| Action::Edit(edit(&known, place.clone(), chosen.into())));
    let control = parts::select(SelectProps {
        id: Some(ids.control.clone()),
        field: Some(ids.at.clone()),
        value: match explicit {
            Some(choice) => choice.value.clone().into(),
            None => text_of(&props.node).into(),
        },
        described: ids.described.clone(),
        invalid: ids.invalid,
        required: props.control.required,
        items,
        onchange: onchange.into(),
        ..Default::default()
    });
    shell(props, &ids, control)
}

/// Any text, with the documented values a choice away.
pub fn open(props: &FieldProps, choices: &[Choice]) -> Html {
    let ids = Ids::of(props);
    let mut items = vec![Item::new("", "Suggestions")];
    items.extend(choices.iter().map(item));
    let (place, known) = (props.place.clone(), Rc::clone(&props.control));
    let act = props.act.clone();
    let onchange = Callback::from(move |chosen: String| {
        if !chosen.is_empty() {
            act.emit(Action::Edit(edit(&known, place.clone(), chosen.into())));
        }
    });
    // The select shows the suggestion that the text is, if it is one.
    let text = text_of(&props.node);
    let is_known = choices.iter().any(|c| *c.value == *text);
    let value = if is_known {
        AttrValue::from(text)
    } else {
        AttrValue::default()
    };
    let suggestions = parts::select(SelectProps {
        class: "suggest",
        label: Some([&*props.name, ": suggestions"].concat().into()),
        value,
        items,
        onchange: onchange.into(),
        ..Default::default()
    });
    let control = el("div")
        .class("control")
        .put(area(props, &ids))
        .put(suggestions);
    shell(props, &ids, control.node())
}

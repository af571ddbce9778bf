//! The composer of a text that carries encoded parameters (`x-signpost-compose`).
//!
//! A person writes the parameters that the target is to get; the field gets
//! the value that arrives as meant after everything the server does to it.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use crate::ui::el::{component, el};
use crate::ui::parts::{TextBoxProps, text_box};
use crate::ui::state::Action;
use openapi::compose;
use openapi::compose::Compose;
use problem::Field;
use request::draft::Edit;

#[derive(Properties, Clone, PartialEq)]
struct ComposerProps {
    rules: Compose,
    place: Field,
    name: AttrValue,
    value: Rc<str>,
    act: Callback<Action>,
}

/// The parameters that a person means, and what the target will receive.
pub fn view(props: &FieldProps, rules: &Compose, value: &Rc<str>) -> Html {
    component::<Composer>(ComposerProps {
        rules: rules.clone(),
        place: props.place.clone(),
        name: props.name.clone(),
        value: Rc::clone(value),
        act: props.act.clone(),
    })
}

/// A parameter as it is meant: name and value.
type Row = (String, String);

#[component]
fn Composer(props: &ComposerProps) -> Html {
    // Rows that are still half typed are no parameters yet; they live here until they are.
    let typed = use_mut_ref(|| None::<(Rc<str>, Vec<Row>)>);
    let draw = use_force_update();
    let rows = match &*typed.borrow() {
        Some((value, rows)) if *value == props.value => rows.clone(),
        _ => compose::parameters(&props.rules, &props.value).unwrap_or_default(),
    };
    let change = {
        let (rules, place, act) = (props.rules.clone(), props.place.clone(), props.act.clone());
        let typed = Rc::clone(&typed);
        Callback::from(move |rows: Vec<Row>| {
            let value: Rc<str> = match rows.is_empty() {
                true => Rc::from(""),
                false => compose::write(&rules, &rows).into(),
            };
            *typed.borrow_mut() = Some((Rc::clone(&value), rows));
            act.emit(Action::Edit(Edit::Type(place.clone(), value)));
            // Rows that make the same value are drawn all the same.
            draw.force_update();
        })
    };
    // Callbacks of controls capture nothing that changes, so that they ask for the rows of the day.
    let latest = use_mut_ref(Vec::new);
    *latest.borrow_mut() = rows.clone();
    let set = move |index: usize, value: bool| {
        let (latest, change) = (Rc::clone(&latest), change.clone());
        Callback::from(move |text: Rc<str>| {
            let mut rows: Vec<Row> = latest.borrow().clone();
            if index >= rows.len() {
                rows.push(Row::default());
            }
            if let Some(row) = rows.get_mut(index) {
                let part = if value { &mut row.1 } else { &mut row.0 };
                *part = text.to_string();
            }
            rows.retain(|(name, value)| !name.is_empty() || !value.is_empty());
            change.emit(rows);
        })
    };
    let last = [Row::default()];
    let mut items = Vec::new();
    for (index, (name, value)) in rows.iter().chain(&last).enumerate() {
        let item = el("li")
            .class("compose-row")
            .key(index.to_string().into())
            .put(part(props, index, "name", name, set(index, false)))
            .put(part(props, index, "value", value, set(index, true)));
        items.push(item.node());
    }
    view_of(props, items)
}

/// One text of a parameter: its name or its value.
fn part(
    props: &ComposerProps,
    index: usize,
    what: &'static str,
    text: &str,
    oninput: Callback<Rc<str>>,
) -> Html {
    let number = (index + 1).to_string();
    let label = [&*props.name, " parameter ", &number, " ", what].concat();
    text_box(TextBoxProps {
        label: Some(label.into()),
        part: Some(["compose-", what, "-", &index.to_string()].concat().into()),
        placeholder: Some(what.into()),
        value: Rc::from(text),
        oninput: oninput.into(),
        ..Default::default()
    })
}

/// The rows, and below them what they come to.
fn view_of(props: &ComposerProps, rows: Vec<Html>) -> Html {
    let appended = el("p")
        .class("help")
        .text("The target receives, appended to ")
        .words(props.rules.appended_to.clone().into())
        .text(":");
    let text = compose::received(&props.rules, &props.value);
    let received = el("pre")
        .class("received")
        .is("data-part", "compose-received")
        .blank(text.is_empty(), "Nothing")
        .words(text.into());
    el("div")
        .class("compose")
        .is("role", "group")
        .attr("aria-label", ["Compose ", &*props.name].concat().into())
        .el(el("p").class("help").text("Compose: write the parameters as the target is to get them; the value above is encoded so that they arrive so."))
        .el(el("ul").class("plain compose-rows").all(rows))
        .el(appended)
        .el(received)
        .node()
}

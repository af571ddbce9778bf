//! The composer of a text that carries encoded parameters (`x-signpost-compose`).
//!
//! A person writes the parameters that the target is to get; the field gets the value that arrives as
//! meant after everything the server does to it.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::controls::TextBox;
use crate::ui::state::Action;
use openapi::compose;
use openapi::compose::Compose;
use problem::Field;
use request::draft::Edit;

/// See [`Composer`].
#[derive(Properties, PartialEq)]
pub struct ComposerProps {
    pub rules: Compose,
    pub place: Field,
    pub name: AttrValue,
    pub value: Rc<str>,
}

/// A parameter as it is meant: name and value.
type Row = (String, String);

/// The parameters that a person means, and what the target will receive.
#[component]
pub fn Composer(props: &ComposerProps) -> Html {
    let act = use_act();
    // Rows that are half typed are no parameters yet: they are kept here, with the value they give.
    let typed = use_state_eq(|| None::<(Rc<str>, Vec<Row>)>);
    let rows = match &*typed {
        Some((value, rows)) if *value == props.value => rows.clone(),
        _ => compose::parameters(&props.rules, &props.value).unwrap_or_default(),
    };
    let set = |index: usize, is_value: bool| {
        let (mut rows, rules, place) = (rows.clone(), props.rules.clone(), props.place.clone());
        if index >= rows.len() {
            rows.push(Row::default());
        }
        let (typed, act) = (typed.clone(), act.clone());
        Callback::from(move |text: Rc<str>| {
            let mut rows = rows.clone();
            if let Some((name, value)) = rows.get_mut(index) {
                *if is_value { value } else { name } = text.to_string();
            }
            rows.retain(|(name, value)| !name.is_empty() || !value.is_empty());
            let value: Rc<str> = match rows.is_empty() {
                true => Rc::from(""),
                false => compose::write(&rules, &rows).into(),
            };
            typed.set(Some((Rc::clone(&value), rows)));
            act.emit(Action::Edit(Edit::Type(place.clone(), value)));
        })
    };
    let part = |index: usize, what: &'static str, text: &str| {
        html! {
            <TextBox
                label={Some(AttrValue::from(format!("{} parameter {} {what}", props.name, index + 1)))}
                part={Some(AttrValue::from(format!("compose-{what}-{index}")))}
                placeholder={Some(AttrValue::from(what))} value={Rc::<str>::from(text)}
                oninput={set(index, what == "value")}
            />
        }
    };
    let last = [Row::default()];
    let items = rows
        .iter()
        .chain(&last)
        .enumerate()
        .map(|(index, (name, value))| {
            html! {
                <li class="compose-row" key={index}>
                    { part(index, "name", name) }
                    { part(index, "value", value) }
                </li>
            }
        });
    let received = compose::received(&props.rules, &props.value);
    html! {
        <div class="compose" role="group" aria-label={format!("Compose {}", props.name)}>
            <p class="help">
                { "Write the parameters as the target should get them. The value above is encoded accordingly." }
            </p>
            <ul class="plain compose-rows">{ for items }</ul>
            <p class="help">{ "The target receives, appended to " }{ &props.rules.appended_to }{ ":" }</p>
            <pre
                class="received" data-part="compose-received"
                data-empty={received.is_empty().then_some("Nothing")}
            >{ received }</pre>
        </div>
    }
}

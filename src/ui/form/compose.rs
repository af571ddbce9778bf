//! The composer of a text that carries encoded parameters (`x-signpost-compose`).
//!
//! A person writes the parameters that the target is to get; the field gets
//! the value that arrives as meant after everything the server does to it.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use crate::document::control::Compose;
use crate::draft::{Edit, Field};
use crate::ui::parts::TextBox;
use crate::ui::state::Action;
use crate::value::compose;

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
    html! {
        <Composer
            rules={rules.clone()}
            place={props.place.clone()}
            name={props.name.clone()}
            value={Rc::clone(value)}
            act={props.act.clone()}
        />
    }
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
    let row = |(index, (name, value)): (usize, &Row)| {
        let words = format!("{} parameter {}", props.name, index + 1);
        html! {
            <li class="compose-row" key={index}>
                <TextBox label={format!("{words} name")} part={format!("compose-name-{index}")} placeholder="name" value={Rc::from(name.as_str())} oninput={set(index, false)} />
                <TextBox label={format!("{words} value")} part={format!("compose-value-{index}")} placeholder="value" value={Rc::from(value.as_str())} oninput={set(index, true)} />
            </li>
        }
    };
    let last = [Row::default()];
    let shown = rows.iter().chain(&last).enumerate();
    let received = compose::received(&props.rules, &props.value);
    html! {
        <div class="compose" role="group" aria-label={format!("Compose {}", props.name)}>
            <p class="help">{ "Compose: write the parameters as the target is to get them; the value above is encoded so that they arrive so." }</p>
            <ul class="plain compose-rows">{ for shown.map(row) }</ul>
            <p class="help">
                { "The target receives, appended to " }{ props.rules.appended_to.clone() }{ ":" }
            </p>
            <pre class="received" data-part="compose-received" data-empty="Nothing">{ received }</pre>
        </div>
    }
}

//! A closed choice of any size.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::controls::{Combobox, Item, Select};

/// Values up to which a choice is a `select`; among more a person searches.
const FEW: usize = 30;

/// See [`Closed`].
#[derive(Properties, PartialEq)]
pub struct ClosedProps {
    pub id: AttrValue,
    pub field: AttrValue,
    pub value: AttrValue,
    pub items: Rc<[Item]>,
    pub onchange: Callback<String>,
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub described: Option<AttrValue>,
    #[prop_or_default]
    pub invalid: bool,
    #[prop_or_default]
    pub required: bool,
}

/// A `select`, or a search where there are too many values for one.
#[component]
pub fn Closed(props: &ClosedProps) -> Html {
    let (field, label, described) = (&props.field, &props.label, &props.described);
    if props.items.len() <= FEW {
        return html! {
            <Select
                id={Some(props.id.clone())} field={Some(field.clone())} label={label.clone()}
                described={described.clone()} value={props.value.clone()} items={props.items.to_vec()}
                invalid={props.invalid} required={props.required} onchange={props.onchange.clone()}
            />
        };
    }
    let none = props.items.iter().find(|item| item.value.is_empty());
    html! {
        <Combobox
            id={props.id.clone()} field={Some(field.clone())} label={label.clone()}
            described={described.clone()} value={props.value.clone()} items={Rc::clone(&props.items)}
            placeholder={none.map(|item| item.label.clone())}
            invalid={props.invalid} required={props.required} onchange={props.onchange.clone()}
        />
    }
}

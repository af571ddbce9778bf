//! A closed choice with few values.

use std::rc::Rc;

use yew::prelude::*;

use super::yes;
use crate::browser::value;

/// One value of a closed choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub value: AttrValue,
    pub label: AttrValue,
    /// The heading it is listed under; empty for none.
    pub group: &'static str,
}

impl Item {
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Item {
        Item {
            value: value.into(),
            label: label.into(),
            group: "",
        }
    }

    /// A value that is its own label.
    pub fn plain(value: impl Into<AttrValue>) -> Item {
        let value = value.into();
        Item::new(value.clone(), value)
    }
}

/// See [`Select`].
#[derive(Properties, Clone, PartialEq, Default)]
pub struct SelectProps {
    pub value: AttrValue,
    pub items: Vec<Item>,
    pub onchange: Callback<String>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub field: Option<AttrValue>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    /// The accessible name, where no label element gives it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    #[prop_or_default]
    pub described: Option<AttrValue>,
    #[prop_or_default]
    pub invalid: bool,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub class: &'static str,
}

/// A `select`. A value that is not among the items is shown as one more.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    let shown = use_mut_ref(|| None::<AttrValue>);
    {
        let (node, shown) = (node.clone(), Rc::clone(&shown));
        // The items are a dependency too: when options are replaced, a browser chooses one itself.
        let on = (props.value.clone(), props.items.clone());
        use_effect_with(on, move |(chosen, _)| {
            if let Some(element) = node.cast() {
                value::set(&element, chosen);
            }
            *shown.borrow_mut() = Some(chosen.clone());
        });
    }
    let emit = {
        let onchange = props.onchange.clone();
        // Browsers fire `input` and `change` for one choice; the second brings nothing new.
        move |event: &Event| {
            let chosen = value::of(event);
            if shown.borrow().as_deref() != Some(chosen.as_str()) {
                *shown.borrow_mut() = Some(chosen.clone().into());
                onchange.emit(chosen);
            }
        }
    };
    let oninput = {
        let emit = emit.clone();
        Callback::from(move |event: InputEvent| emit(&event))
    };
    let onchange = Callback::from(move |event: Event| emit(&event));
    let is_known = props.items.iter().any(|item| item.value == props.value);
    let option = |item: &Item| {
        html! {
            <option value={item.value.clone()} selected={item.value == props.value}>
                { &item.label }
            </option>
        }
    };
    let groups = props
        .items
        .chunk_by(|a, b| a.group == b.group)
        .map(|items| {
            let options = items.iter().map(option).collect::<Html>();
            match items.first().map_or("", |item| item.group) {
                "" => options,
                group => html! { <optgroup label={group}>{ options }</optgroup> },
            }
        });
    html! {
        <select
            ref={node} {oninput} {onchange}
            class={props.class}
            id={props.id.clone()}
            data-field={props.field.clone()}
            data-part={props.part.clone()}
            aria-label={props.label.clone()}
            aria-describedby={props.described.clone()}
            aria-invalid={yes(props.invalid)}
            aria-required={yes(props.required)}
            autocomplete="off"
        >
            { for groups }
            if !is_known {
                <option value={props.value.clone()} selected=true>
                    { &props.value }{ " (not documented)" }
                </option>
            }
        </select>
    }
}

//! A switch with its label.

use yew::prelude::*;

use crate::browser::value;

/// See [`Checkbox`].
#[derive(Properties, Clone, PartialEq, Default)]
pub struct CheckboxProps {
    pub checked: bool,
    pub label: AttrValue,
    pub onchange: Callback<bool>,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    /// The accessible name, where the label is shorter.
    #[prop_or_default]
    pub name: Option<AttrValue>,
}

/// A check box and its label.
#[component]
pub fn Checkbox(props: &CheckboxProps) -> Html {
    let onchange = props.onchange.reform(|event: Event| value::checked(&event));
    html! {
        <label class="check">
            <input
                type="checkbox" checked={props.checked} {onchange} autocomplete="off"
                data-part={props.part.clone()} aria-label={props.name.clone()}
            />
            <span>{ &props.label }</span>
        </label>
    }
}

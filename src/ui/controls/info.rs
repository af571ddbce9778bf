//! More about something, behind an info button.

use yew::prelude::*;

use super::popover::Popover;

/// See [`Info`].
#[derive(Properties, PartialEq)]
pub struct InfoProps {
    /// The id of the panel.
    pub id: AttrValue,
    /// The accessible name of the button.
    pub label: AttrValue,
    pub children: Html,
}

/// The button and its panel, which is as wide as the nearest positioned element around it.
#[component]
pub fn Info(props: &InfoProps) -> Html {
    let button = html! { <span class="info-mark" aria-hidden="true">{ "i" }</span> };
    html! {
        <Popover id={props.id.clone()} class="info" label={props.label.clone()} {button}>
            { props.children.clone() }
        </Popover>
    }
}

//! The bar of a narrow page, from which each part is one tap away.

use yew::prelude::*;

use crate::browser::page;

/// The parts: what they are called, and where they are.
const PARTS: [(&str, &str); 4] = [
    ("APIs", ".docs"),
    ("Form", ".form"),
    ("Wire", ".wire-pane"),
    ("Reply", ".reply-pane"),
];

/// The bar; a wide page does not show it.
#[component]
pub fn Narrow() -> Html {
    let button = |(words, selector): (&'static str, &'static str)| {
        let onclick = Callback::from(move |_: MouseEvent| page::show(selector));
        html! { <button type="button" {onclick}>{ words }</button> }
    };
    html! {
        <nav class="narrow" aria-label="Parts of the page">{ for PARTS.map(button) }</nav>
    }
}

//! The bar of a narrow page, from which each part is one tap away.

use yew::prelude::*;

use super::el::el;
use crate::browser::page;

/// The parts: what they are called, and where they are.
const PARTS: [(&str, &str); 4] = [
    ("APIs", ".docs"),
    ("Form", ".form"),
    ("Wire", ".wire-pane"),
    ("Reply", ".reply-pane"),
];

/// The bar; a wide page does not show it.
pub fn view() -> Html {
    let mut buttons = Vec::new();
    for (words, selector) in PARTS {
        let onclick = Callback::from(move |_: MouseEvent| page::show(selector));
        let button = el("button").is("type", "button").onclick(onclick);
        buttons.push(button.text(words).node());
    }
    el("nav")
        .class("narrow")
        .is("aria-label", "Parts of the page")
        .all(buttons)
        .node()
}

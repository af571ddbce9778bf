//! Keeps the focus near what was pressed, where the press removes it from the page.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::browser::page;

/// A reference for an element with a `tabindex`: it gets the focus when what had it within is removed.
#[hook]
pub fn use_kept_focus() -> NodeRef {
    let node = use_node_ref();
    // While a component is drawn, the page is still as it was.
    let had_focus = holds_focus(&node);
    let kept = node.clone();
    use_effect(move || {
        if let Some(element) = kept
            .cast::<HtmlElement>()
            .filter(|_| had_focus && page::is_focus_lost())
        {
            // An element that cannot take the focus leaves it where it is.
            let _ = element.focus();
        }
    });
    node
}

fn holds_focus(node: &NodeRef) -> bool {
    let Some(element) = node.cast::<Element>() else {
        return false;
    };
    let active = element
        .owner_document()
        .and_then(|document| document.active_element());
    active.is_some_and(|active| element.contains(Some(&active)))
}

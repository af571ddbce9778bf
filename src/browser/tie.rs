//! The tie between a field and its bytes: focus or point at one and the other lights up.
//!
//! It stands outside of the components on purpose: one rule in a style
//! element names the field of the moment, so that lighting it up re-renders
//! nothing and survives every re-rendering.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::page::{Listener, document, focus_field, quote};

/// The listeners of the tie; dropping them unties.
pub struct Tie {
    _listeners: Vec<Listener>,
}

/// Ties fields and bytes on the whole page.
pub fn tie() -> Tie {
    let listeners = [
        Listener::on_document("focusin", |event| light(&event, true)),
        // Leaving a field for nothing focuses nothing.
        Listener::on_document("focusout", |_| write(None)),
        Listener::on_document("pointerover", |event| light(&event, false)),
        Listener::on_document("click", |event| follow(&event)),
    ];
    Tie {
        _listeners: listeners.into_iter().flatten().collect(),
    }
}

/// The field that an element belongs to, and whether the element is bytes.
fn field_of(event: &Event) -> Option<(String, bool)> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let found = element
        .closest("[data-span],[data-field],[data-for]")
        .ok()??;
    match found.get_attribute("data-span") {
        Some(field) => Some((field, true)),
        None => found
            .get_attribute("data-for")
            .or_else(|| found.get_attribute("data-field"))
            .map(|field| (field, false)),
    }
}

/// Lights up the field under the pointer or the focus; leaving a field for
/// nothing keeps the focused one lit.
fn light(event: &Event, focused: bool) {
    let field = match field_of(event) {
        Some((field, _)) => Some(field),
        None if focused => None,
        None => active_field(),
    };
    write(field.as_deref());
}

fn active_field() -> Option<String> {
    document()?.active_element()?.get_attribute("data-field")
}

fn write(field: Option<&str>) {
    let Some(document) = document() else { return };
    let style = document.get_element_by_id("tie").or_else(|| {
        let style = document.create_element("style").ok()?;
        style.set_id("tie");
        document.head()?.append_child(&style).ok()?;
        Some(style)
    });
    let Some(style) = style else { return };
    let rule = field.map_or_else(String::new, |field| {
        let quoted = quote(field);
        format!(
            "[data-span={quoted}]{{background:var(--tie);box-shadow:0 0 0 1px var(--accent)}}\
             [data-for={quoted}]{{--rail:var(--accent)}}"
        )
    });
    if style.text_content().as_deref() != Some(&rule) {
        style.set_text_content(Some(&rule));
    }
}

/// A click on bytes leads to their field, unless text is being selected.
fn follow(event: &Event) {
    let selecting = web_sys::window()
        .and_then(|w| w.get_selection().ok().flatten())
        .is_some_and(|s| !s.is_collapsed());
    if let (Some((field, true)), false) = (field_of(event), selecting) {
        focus_field(&field);
    }
}

//! Fields and their bytes: focus or point at one and the other lights up; a click on bytes leads to
//! their field.
//!
//! It is kept outside of the components on purpose: one rule in a style sheet names the current
//! field, so that lighting it up re-renders nothing and survives every re-rendering. The sheet is
//! a constructed one, because a strict Content-Security-Policy forbids new style elements.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, Element, Event, MouseEvent};

use super::page::{Listener, document, quote};

/// Links fields and bytes on the whole page until the listeners are dropped. `on_click` gets the
/// field of bytes that were clicked. Gives nothing in a browser without constructed style sheets.
pub fn link(on_click: impl Fn(&str) + 'static) -> Option<Vec<Listener>> {
    let sheet = CssStyleSheet::new().ok()?;
    document()?.adopted_style_sheets().push(&sheet);
    let on = |name, run: fn(&CssStyleSheet, &Event)| {
        let sheet = sheet.clone();
        Listener::on_document(name, move |event| run(&sheet, &event))
    };
    // What scrolls below a resting pointer is not pointed at.
    let rest = Rc::new(Cell::new(None));
    let moved = Rc::clone(&rest);
    let pointed = sheet.clone();
    let listeners = [
        on("focusin", |sheet, event| light(sheet, event, true)),
        // Leaving a field for nothing focuses nothing.
        on("focusout", |sheet, _| write(sheet, None)),
        Listener::on_document("pointermove", move |event| rest.set(position(&event))),
        Listener::on_document("pointerover", move |event| {
            if moved.get() != position(&event) {
                light(&pointed, &event, false);
            }
        }),
        Listener::on_document("click", move |event| {
            if let Some(field) = clicked(&event) {
                on_click(&field);
            }
        }),
    ];
    Some(listeners.into_iter().flatten().collect())
}

/// Where the pointer is in the window.
fn position(event: &Event) -> Option<(i32, i32)> {
    let event = event.dyn_ref::<MouseEvent>()?;
    Some((event.client_x(), event.client_y()))
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
fn light(sheet: &CssStyleSheet, event: &Event, focused: bool) {
    let field = match field_of(event) {
        Some((field, _)) => Some(field),
        None if focused => None,
        None => active_field(),
    };
    write(sheet, field.as_deref());
}

fn active_field() -> Option<String> {
    document()?.active_element()?.get_attribute("data-field")
}

fn write(sheet: &CssStyleSheet, field: Option<&str>) {
    let rule = field.map_or_else(String::new, |field| {
        let quoted = quote(field);
        format!(
            "[data-span={quoted}]{{background:var(--tie);box-shadow:0 0 0 1px var(--accent)}}\
             [data-for={quoted}]{{--rail:var(--accent)}}"
        )
    });
    // Replacing the rules of a constructed sheet cannot fail.
    let _ = sheet.replace_sync(&rule);
}

/// The field of the bytes that were clicked, unless text is being selected.
fn clicked(event: &Event) -> Option<String> {
    let selecting = web_sys::window()
        .and_then(|w| w.get_selection().ok().flatten())
        .is_some_and(|s| !s.is_collapsed());
    match field_of(event) {
        Some((field, true)) if !selecting => Some(field),
        _ => None,
    }
}

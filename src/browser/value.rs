//! The values of form controls, read and written without disturbing a person who types.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Bytes beyond which text is not drawn at once.
pub const LARGE: usize = 128 << 10;
/// Bytes beyond which a text box leaves its text undrawn: a browser takes seconds to break megabytes
/// into lines, and again after each change.
pub const HUGE: usize = 1 << 20;

/// The value of the control that an event is about; empty for anything else.
pub fn of(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        select.value()
    } else if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else {
        String::new()
    }
}

/// Whether the checkbox that an event is about is checked.
pub fn checked(event: &Event) -> bool {
    event
        .target()
        .and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

/// Selects the character at a byte offset of a text area's text, and goes there.
pub fn select(id: &str, at: usize) {
    let document = web_sys::window().and_then(|window| window.document());
    let area = document.and_then(|document| document.get_element_by_id(id));
    let area = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(area) = area {
        let text = area.value();
        let before = text.get(..at).unwrap_or(&text);
        let start = before.encode_utf16().count() as u32;
        let _ = area.focus();
        // A browser that cannot select has the focus there all the same.
        let _ = area.set_selection_range(start, start + 1);
    }
}

/// Leaves the text of the text area that an event is about undrawn from here on.
///
/// What has the focus or the selection is broken into lines for its caret even so, and taking the
/// focus away does it once more: hence this order, and no waiting for the next drawing.
pub fn leave_undrawn(event: &Event) -> Option<()> {
    let area = event.target()?.dyn_into::<HtmlElement>().ok()?;
    area.class_list().add_1("undrawn").ok()?;
    area.blur().ok()?;
    let selection = web_sys::window()?.get_selection().ok()??;
    selection.remove_all_ranges().ok()
}

/// Writes a control's value.
pub fn set(element: &HtmlElement, value: &str) {
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(value);
    } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        select.set_value(value);
    }
}

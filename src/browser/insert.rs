//! Large texts that are put into a text box at once: pasted, dropped, or by a program.
//!
//! A browser's editing takes them in line by line, for which megabytes take seconds and, in many
//! lines, minutes. The text box's own method takes the same in a moment.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, InputEvent, InputEventInit};

use super::page::Listener;
use super::value::{self, HUGE};

/// Bytes beyond which a text is large.
const LARGE: usize = 128 << 10;

/// Takes in what is large at once; dropping it leaves that to the browser again.
pub fn heed() -> Option<Listener> {
    Listener::on_document("beforeinput", |event| {
        let text = event.dyn_ref::<InputEvent>().and_then(InputEvent::data);
        if let Some(text) = text.filter(|text| text.len() > LARGE)
            && take(&event, &text).is_some()
        {
            event.prevent_default();
        }
    })
}

/// Puts the text in place of what is selected, and says so as typing does.
fn take(event: &Event, text: &str) -> Option<()> {
    let area = event.target()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    let (start, end) = (area.selection_start().ok()??, area.selection_end().ok()??);
    let init = InputEventInit::new();
    init.set_bubbles(true);
    let input = InputEvent::new_with_event_init_dict("input", &init).ok()?;
    // Selecting what was put in would have it broken into lines.
    let mode = match text.len() > HUGE && area.value().len() <= HUGE {
        true => value::leave_undrawn(event).map_or("end", |()| "preserve"),
        false => "end",
    };
    area.set_range_text_with_start_and_end_and_mode(text, start, end, mode)
        .ok()?;
    // The text is in: from here on the browser must not put it in once more.
    let _ = area.dispatch_event(&input);
    Some(())
}

//! Texts that are put into a text box at once: pasted, dropped, or by a program.
//!
//! The box changes their line ends to LF, so that a text is noted before it is put in, for the edit
//! that follows. A browser's editing takes large ones in line by line, for which megabytes take
//! seconds and, in many lines, minutes. The text box's own method takes the same in a moment.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, InputEvent, InputEventInit};

use super::page::Listener;
use super::value::{self, HUGE};

/// Bytes beyond which a text is large.
const LARGE: usize = 128 << 10;

thread_local! {
    /// The text that is being put into a text box.
    static PUT: Cell<Option<String>> = const { Cell::new(None) };
}

/// What an edit made of a text box.
#[derive(Clone, Debug, Default)]
pub struct Edited {
    /// The text that the box shows.
    pub now: String,
    /// Where the selection ends, in UTF-16 code units.
    pub caret: usize,
    /// The text that was put in, with its own line ends.
    pub put: Option<String>,
    /// Whether it was the browser's undo or redo.
    pub is_undo: bool,
}

/// The edit that an `input` event is about, which is a plain `Event` where a program sends it.
pub fn edited(event: &Event) -> Edited {
    let target = event.target();
    let area = target.and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    let end = area.and_then(|area| area.selection_end().ok().flatten());
    let now = value::of(event);
    Edited {
        caret: end.map_or(now.len(), |end| end as usize),
        now,
        put: PUT.take(),
        is_undo: event
            .dyn_ref::<InputEvent>()
            .is_some_and(|event| event.input_type().starts_with("history")),
    }
}

/// Notes what is put in, and takes in what is large at once; dropping it leaves that to the browser again.
pub fn take_in() -> Option<Listener> {
    Listener::on_document("beforeinput", |event| {
        let text = event.dyn_ref::<InputEvent>().and_then(InputEvent::data);
        PUT.set(text.clone());
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

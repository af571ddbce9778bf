//! The page's keyboard shortcuts.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// What a person asked for by keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Ctrl or Cmd with Enter.
    Send,
    /// Alt with Z; Ctrl+Z stays the text field's own.
    Undo,
    /// Alt and Shift with Z.
    Redo,
}

/// The shortcut of a `keydown`, which then does nothing else.
pub fn shortcut(event: &Event) -> Option<Shortcut> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let command = key.ctrl_key() || key.meta_key();
    let found = if command && key.key() == "Enter" {
        Shortcut::Send
    } else if key.alt_key() && !command && key.code() == "KeyZ" {
        match key.shift_key() {
            true => Shortcut::Redo,
            false => Shortcut::Undo,
        }
    } else {
        return None;
    };
    event.prevent_default();
    Some(found)
}

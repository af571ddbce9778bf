//! The page's keyboard shortcuts.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, InputEvent, KeyboardEvent};

/// What a person asked for by keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Ctrl or Cmd with Enter.
    Send,
    /// Ctrl or Cmd with Z, or Alt with Z.
    Undo,
    /// The same with Shift, or Ctrl with Y.
    Redo,
    /// Ctrl or Cmd with K.
    Palette,
    /// F8.
    NextProblem,
    /// The question mark.
    Shortcuts,
}

/// Text controls that hold or choose a part of the draft: the page's undo takes back what is typed there.
const OF_DRAFT: &str = "[data-field],[data-key],[data-part=raw],[data-part=secret],[data-part^='secret:'],\
    [data-part=signing-id],[data-part=signing-time],[data-part=signing-content],\
    [data-part=signing-header],[data-part=signing-value],[data-part=scheme],[data-part=example]";

/// Where text is typed.
const TEXT: &str =
    "textarea,[contenteditable],input:not([type=checkbox],[type=radio],[type=file],[type=button])";

/// The shortcut of a `keydown`.
pub fn shortcut(event: &Event) -> Option<Shortcut> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let command = key.ctrl_key() || key.meta_key();
    let (shift, alt) = (key.shift_key(), key.alt_key());
    let undo = match shift {
        true => Shortcut::Redo,
        false => Shortcut::Undo,
    };
    match (&*key.key(), &*key.code()) {
        ("Enter", _) if command => Some(Shortcut::Send),
        ("k" | "K", _) if command && !alt && !shift => Some(Shortcut::Palette),
        ("z" | "Z", _) if command && !alt && !is_free_text(event) => Some(undo),
        ("y" | "Y", _) if key.ctrl_key() && !alt && !is_free_text(event) => Some(Shortcut::Redo),
        (_, "KeyZ") if alt && !command => Some(undo),
        ("F8", _) if !command && !alt && !shift => Some(Shortcut::NextProblem),
        ("?", _) if !command && !alt && !is_within(event, TEXT) && !is_within(event, "select") => {
            Some(Shortcut::Shortcuts)
        }
        _ => None,
    }
}

/// The shortcut that a `beforeinput` stands for: the browser's own undo, as from its menu.
pub fn undo(event: &Event) -> Option<Shortcut> {
    let input = event.dyn_ref::<InputEvent>()?;
    if is_free_text(event) {
        return None;
    }
    match &*input.input_type() {
        "historyUndo" => Some(Shortcut::Undo),
        "historyRedo" => Some(Shortcut::Redo),
        _ => None,
    }
}

/// Whether an event is about text that is no part of the draft.
fn is_free_text(event: &Event) -> bool {
    is_within(event, TEXT) && !is_within(event, OF_DRAFT)
}

fn is_within(event: &Event, selector: &str) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let found = target.and_then(|target| target.closest(selector).ok().flatten());
    found.is_some()
}

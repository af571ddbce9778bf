//! What comes from outside of the page: files that a person chooses or drops, and what is pasted.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DragEvent, Event, File, HtmlInputElement};

/// The file that was chosen in the control that an event is about.
///
/// The control is emptied, so that choosing the same file again is an event too.
pub fn chosen(event: &Event) -> Option<File> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The first file that was dropped; what is no file is left to the browser.
pub fn dropped(event: &DragEvent) -> Option<File> {
    let file = event.data_transfer()?.files()?.get(0)?;
    event.prevent_default();
    Some(file)
}

/// The text that is being pasted, with its own line ends.
pub fn pasted(event: &Event) -> Option<String> {
    let event = event.dyn_ref::<ClipboardEvent>()?;
    event.clipboard_data()?.get_data("text/plain").ok()
}

/// Its name and its bytes; the error says why they cannot be had.
pub async fn read(file: File) -> Result<(String, Vec<u8>), String> {
    let name = file.name();
    let buffer = JsFuture::from(file.array_buffer()).await;
    match buffer.ok().and_then(|b| b.dyn_into::<ArrayBuffer>().ok()) {
        Some(buffer) => Ok((name, Uint8Array::new(&buffer).to_vec())),
        None => Err(["The file ", &name, " cannot be read: choose it again"].concat()),
    }
}

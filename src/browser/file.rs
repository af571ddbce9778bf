//! What comes from outside of the page: files that a person chooses or drops.
//!
//! A file is read in pieces, each in a task of its own: to copy megabytes at
//! once takes longer than a page may stand still.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, HtmlInputElement};

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

/// Returns whether a drag carries files, and not text.
pub fn is_carried(event: &Event) -> bool {
    let transfer = event
        .dyn_ref::<DragEvent>()
        .and_then(DragEvent::data_transfer);
    transfer.is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// Bytes that are taken over in one task.
const PIECE: usize = 1 << 20;

/// Its name and its bytes; the error says why they cannot be had.
pub async fn read(file: File) -> Result<(String, Vec<u8>), String> {
    let name = file.name();
    let cannot = |why| ["The file ", &name, " cannot be read: ", why].concat();
    let size = file.size() as usize;
    let mut bytes = Vec::new();
    if bytes.try_reserve_exact(size).is_err() {
        return Err(cannot("it is larger than what a page can hold"));
    }
    while bytes.len() < size {
        let end = size.min(bytes.len() + PIECE);
        let piece = file.slice_with_f64_and_f64(bytes.len() as f64, end as f64);
        let piece = JsFuture::from(piece.map_err(|_| cannot(AGAIN))?.array_buffer()).await;
        let piece = piece.ok().and_then(|b| b.dyn_into::<ArrayBuffer>().ok());
        let piece = piece.filter(|piece| piece.byte_length() > 0);
        let piece = piece.ok_or_else(|| cannot(AGAIN))?;
        bytes.extend_from_slice(&Uint8Array::new(&piece).to_vec());
    }
    Ok((name, bytes))
}

const AGAIN: &str = "choose it again";

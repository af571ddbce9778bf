//! Raw bodies: text or a file used as the body, and reading them into the form.

use std::rc::Rc;

use super::node::node;
use super::place::media;
use super::{Draft, File, Node, Raw, Root};
use crate::decode;
use json::Tree;
use openapi::Operation;

/// The size in bytes beyond which a file is not put into a text box.
const LARGEST_TEXT: usize = 512 * 1024;

/// The reason that a text box cannot hold a file unchanged, as a sentence; `None` if it can.
pub fn unfit(bytes: &[u8]) -> Option<&'static str> {
    match std::str::from_utf8(bytes) {
        Err(_) => Some("The file is not UTF-8, so a text box cannot hold it"),
        Ok(_) if bytes.len() > LARGEST_TEXT => Some("The file is too long for a text box"),
        // HTML normalises the line ends of a text area's value to LF and does not preserve NUL.
        Ok(text) if text.contains(['\r', '\0']) => {
            Some("The file has CR line ends or NUL, which a text box would change")
        }
        Ok(_) => None,
    }
}

/// A loaded file as the body: text if a text box can hold it, otherwise its bytes.
pub fn file(file: &Rc<File>) -> Raw {
    match (std::str::from_utf8(&file.bytes), unfit(&file.bytes)) {
        (Ok(text), None) => Raw::Text(text.into()),
        _ => Raw::File(Rc::clone(file)),
    }
}

/// Uses raw text or a file as the body; values that parse fill the form, otherwise the
/// form keeps its values.
///
/// If no body is documented, an emptied text means no body.
pub fn raw(draft: &mut Draft, operation: &Operation, raw: Raw) {
    let given = operation.body.is_some() || !raw.bytes().is_empty();
    if let (None, Raw::Text(text)) = (&operation.body, &raw) {
        match Tree::read(Rc::clone(text)) {
            Ok(_) => draft.last_read = Some(Rc::clone(text)),
            Err(_) if text.is_empty() => draft.last_read = None,
            Err(_) => {}
        }
    }
    draft.raw = given.then_some(raw);
    if let Some(node) = raw_node(draft, operation) {
        draft.roots.insert(Root::Body, node);
    }
}

/// Drops the raw text if the form holds all of it, so that another format can be written.
pub fn leave_raw_if_read(draft: &mut Draft, operation: &Operation) {
    if raw_node(draft, operation).is_some() {
        draft.raw = None;
    }
}

/// The value of the raw text, as the form holds it.
fn raw_node(draft: &Draft, operation: &Operation) -> Option<Node> {
    let media = media(draft, operation)?;
    let raw = draft.raw.as_ref()?;
    let decoded = decode::decode(raw.bytes(), media, &operation.schemas).ok()?;
    Some(node(media.control.as_deref(), decoded.tree.root()))
}

//! Raw bodies: text or a file that is the body as it is, and what of it the form can hold.

use std::rc::Rc;

use super::node::node;
use super::place::media;
use super::{Draft, File, Node, Raw, Root};
use crate::decode;
use json::Tree;
use openapi::Operation;

/// Bytes beyond which a file does not go into a text box.
const LARGEST_TEXT: usize = 512 * 1024;

/// Why a text box cannot hold a file as it is, in a sentence; `None` when it can.
pub fn unfit(bytes: &[u8]) -> Option<&'static str> {
    match std::str::from_utf8(bytes) {
        Err(_) => Some("It is not UTF-8, so no text box can hold it"),
        Ok(_) if bytes.len() > LARGEST_TEXT => Some("It is too long for a text box"),
        // HTML has a text area's value with LF alone, and keeps no NUL apart.
        Ok(text) if text.contains(['\r', '\0']) => {
            Some("It has line ends with CR, or NUL, and a text box would change them")
        }
        Ok(_) => None,
    }
}

/// A loaded file as the body: text where a text box can hold it, else its bytes.
pub fn file(file: &Rc<File>) -> Raw {
    match (std::str::from_utf8(&file.bytes), unfit(&file.bytes)) {
        (Ok(text), None) => Raw::Text(text.into()),
        _ => Raw::File(Rc::clone(file)),
    }
}

/// Takes raw text or a file as the body; what reads flows into the form, else the form keeps what it had.
///
/// Where no body is documented, an emptied text is no body.
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

/// Drops the raw text when the form holds all it says, so that another format can be written.
pub fn leave_raw_if_read(draft: &mut Draft, operation: &Operation) {
    if raw_node(draft, operation).is_some() {
        draft.raw = None;
    }
}

/// What the raw text says, as the form holds it.
fn raw_node(draft: &Draft, operation: &Operation) -> Option<Node> {
    let media = media(draft, operation)?;
    let raw = draft.raw.as_ref()?;
    let decoded = decode::decode(raw.bytes(), media, &operation.schemas).ok()?;
    Some(node(media.control.as_deref(), decoded.tree.root()))
}

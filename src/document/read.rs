//! Part of reading documents.

use super::{Api, Unreadable};

/// Reads a document, given its catalog id.
pub fn read(id: &str, text: &str) -> Result<Api, Unreadable> {
    let _ = (id, text);
    todo!()
}

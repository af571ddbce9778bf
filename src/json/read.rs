//! Reading, without recursion.

use std::borrow::Cow;

use super::{Error, Node};

/// The nodes of a text.
pub(super) fn nodes(text: &str) -> Result<Vec<Node>, Error> {
    let _ = text;
    todo!()
}

/// The text of a string literal, and whether nothing was lost.
pub(super) fn unescape(literal: &str) -> (Cow<'_, str>, bool) {
    let _ = literal;
    todo!()
}

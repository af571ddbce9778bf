//! Edits: the only way a draft changes.

use std::rc::Rc;

use super::{Draft, Field, FormVariant, JsonStyle, Signing};
use crate::document::Operation;

/// One thing a person did.
#[derive(Clone, PartialEq)]
pub enum Edit {
    /// Text typed at a control; empty text makes the value absent.
    Type(Field, Rc<str>),
    /// The choice beside a field: explicit `""`.
    EmptyText(Field),
    /// The choice beside a field: explicit `null`.
    Null(Field),
    /// The choice beside a field: not given.
    Clear(Field),
    /// `data-add`: a list or a map grows by one, an optional object opens.
    Add(Field),
    /// `data-remove`: an item or entry goes, an optional object closes.
    Remove(Field),
    /// A map entry's name.
    Rename(Field, Rc<str>),
    /// Text typed in the raw editor: it is the body from now on.
    Raw(Rc<str>),
    Server(usize),
    Security(Rc<str>),
    MediaType(Rc<str>),
    JsonStyle(JsonStyle),
    FormVariant(FormVariant),
    /// The whole of the signing settings, changed by one control.
    Signing(Signing),
    /// Loads a documented example by name.
    Example(Rc<str>),
    /// Back to what a fresh form holds.
    Reset,
}

/// The draft after an edit.
pub fn apply(draft: &Draft, operation: &Operation, edit: &Edit) -> Draft {
    let _ = (operation, edit);
    draft.clone()
}

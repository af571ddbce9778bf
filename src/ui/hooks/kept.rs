//! What most components keep from one drawing to the next: whether something is so, or a text.
//!
//! They share one hook for each: Yew's own is made anew wherever it stands, at some 500 bytes.

use std::rc::Rc;

use yew::prelude::*;

/// Whether something is so; at first it is not.
#[hook]
pub fn use_flag() -> UseStateHandle<bool> {
    use_state_eq(|| false)
}

/// A text; at first there is none.
#[hook]
pub fn use_words() -> UseStateHandle<Rc<str>> {
    use_state_eq(|| Rc::from(""))
}

//! Text as it was pasted: a text area gives every line end as LF.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::file;

/// Tells what is pasted with a CR in it, before the text area changes its line ends.
pub fn listening(told: Callback<String>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        if let Some(text) = file::pasted(&event).filter(|text| text.contains('\r')) {
            told.emit(text);
        }
    })
}

/// A box's text as it was pasted, where it holds nothing but that.
pub fn exact(text: Rc<str>, pasted: Option<String>) -> Rc<str> {
    let shown = |pasted: &String| pasted.replace("\r\n", "\n").replace('\r', "\n") == *text;
    match pasted.filter(shown) {
        Some(pasted) => pasted.into(),
        None => text,
    }
}

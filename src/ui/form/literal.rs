//! Values that their control cannot hold, shown by their escapes and kept.

use std::rc::Rc;

use yew::prelude::*;

use super::shell::{Ids, shell};
use super::text::area;
use super::{FieldProps, press};
use crate::ui::el::{el, row};
use request::draft::Edit;

/// The JSON text of the value, the words for why it is there, and a way back.
pub fn view(props: &FieldProps, json: &Rc<str>) -> Html {
    let ids = Ids::of(props);
    let note = if json.starts_with('"') {
        "Kept as it was loaded and shown with JSON's escapes, because a text field cannot hold it; typing replaces it"
    } else {
        "Kept as it was loaded, as JSON, because it has another type than documented; typing replaces it"
    };
    let clear = el("button")
        .is("type", "button")
        .class("quiet")
        .onclick(press(&props.act, Edit::Clear(props.place.clone())))
        .text("Empty the field");
    let help = el("p").class("help").text(note).text(" ").el(clear);
    let inside = row(vec![area(props, &ids), help.node()]);
    shell(props, &ids, inside)
}

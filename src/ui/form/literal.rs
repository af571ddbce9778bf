//! Values that their control cannot hold, shown by their escapes and kept.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use super::shell::{Ids, shell};
use super::text::area;
use crate::draft::Edit;
use crate::ui::state::Action;

/// The JSON text of the value, the words for why it is there, and a way back.
pub fn view(props: &FieldProps, json: &Rc<str>) -> Html {
    let ids = Ids::of(props);
    let place = props.place.clone();
    let clear = props
        .act
        .reform(move |_: MouseEvent| Action::Edit(Edit::Clear(place.clone())));
    let note = if json.starts_with('"') {
        "Kept as it was loaded and shown with JSON's escapes, because a text field cannot hold it; typing replaces it"
    } else {
        "Kept as it was loaded, as JSON, because it has another type than documented; typing replaces it"
    };
    let inside = html! {
        <>
            { area(props, &ids) }
            <p class="help">
                { note }{ " " }
                <button type="button" class="quiet" onclick={clear}>{ "Empty the field" }</button>
            </p>
        </>
    };
    shell(props, &ids, inside)
}

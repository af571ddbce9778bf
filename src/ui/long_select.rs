//! A choice among so many values that a page cannot draw them all: those are drawn that fit what is typed.

use yew::prelude::*;

use super::el::{component, el, nothing, row};
use super::hooks::use_words;
use super::parts::{Select, SelectProps, TextBoxProps, text_box};

/// Values up to which all are drawn.
pub const MANY: usize = 1000;
/// Values that are drawn of more.
const DRAWN: usize = 200;

/// As [`Select`], with a text box to find a value.
#[component]
pub fn LongSelect(props: &SelectProps) -> Html {
    let find = use_words();
    let needle = find.trim().to_lowercase();
    let mut items = Vec::new();
    let mut fitting = 0;
    for item in &props.items {
        let fits = needle.is_empty() || item.label.to_lowercase().contains(&needle);
        fitting += usize::from(fits);
        // What says that nothing is chosen is always there, and what is chosen.
        let stays = item.value.is_empty() || item.value == props.value;
        if stays || fits && items.len() < DRAWN {
            items.push(item.clone());
        }
    }
    let oninput = {
        let find = find.clone();
        Callback::from(move |text| find.set(text))
    };
    let finder = text_box(TextBoxProps {
        class: "filter",
        label: Some("Find a value in the list below".into()),
        placeholder: Some("Find a value".into()),
        value: (*find).clone(),
        oninput: oninput.into(),
        ..Default::default()
    });
    let words = match fitting > DRAWN {
        true => el("p")
            .class("help")
            .is("role", "status")
            .words(
                [
                    "The list has ",
                    &DRAWN.to_string(),
                    " of ",
                    &fitting.to_string(),
                    " values. Type to find others.",
                ]
                .concat()
                .into(),
            )
            .node(),
        false => nothing(),
    };
    let select = component::<Select>(SelectProps {
        items,
        ..props.clone()
    });
    row(vec![finder, select, words])
}

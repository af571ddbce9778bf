//! What lists and maps have in common: buttons, the words on their state, and where the focus goes.

use std::rc::Rc;

use yew::prelude::*;

use super::FieldProps;
use crate::browser::page;
use crate::ui::act::use_act;
use crate::ui::state::Action;
use openapi::Control;
use problem::Field;
use request::draft::{Edit, Node};

/// Items and entries beyond these are kept and edited as raw text: a page has no room for them.
pub const SHOWN: usize = 200;

/// The element's control, under the list or the map.
pub fn element(props: &FieldProps) -> Option<&Rc<Control>> {
    props.control.element.as_ref()
}

/// Adds and removes values, and keeps the focus where the person works.
pub struct Items {
    add: Callback<MouseEvent>,
    /// Removes a value; the second one gets the focus.
    remove: Callback<(Field, Field)>,
}

/// The edits of something that holds so many values; `added` is the value that another one makes.
#[hook]
pub fn use_items(place: &Field, added: Field, count: usize) -> Items {
    let act = use_act();
    let next = use_mut_ref(|| None::<Field>);
    {
        let next = Rc::clone(&next);
        use_effect_with(count, move |_| {
            if let Some(field) = next.take() {
                page::focus_field(&field.to_string());
            }
        });
    }
    let add = {
        let (act, next, place) = (act.clone(), Rc::clone(&next), place.clone());
        Callback::from(move |_: MouseEvent| {
            next.replace(Some(added.clone()));
            act.emit(Action::Edit(Edit::Add(place.clone())));
        })
    };
    let remove = Callback::from(move |(gone, focus): (Field, Field)| {
        next.replace(Some(focus));
        act.emit(Action::Edit(Edit::Remove(gone)));
    });
    Items { add, remove }
}

impl Items {
    /// The button that adds a value to a field.
    pub fn add_button(&self, place: &Field, name: &str, words: &'static str) -> Html {
        html! {
            <button
                type="button" class="small" data-add={place.to_string()}
                aria-label={format!("{words}: {name}")} onclick={&self.add}
            >{ words }</button>
        }
    }

    /// The button that removes a value; `focus` gets the focus.
    pub fn remove_button(&self, place: &Field, name: &str, focus: Field) -> Html {
        let gone = place.clone();
        let onclick = self
            .remove
            .reform(move |_: MouseEvent| (gone.clone(), focus.clone()));
        html! {
            <button
                type="button" class="icon remove" data-remove={place.to_string()}
                aria-label={format!("Remove {name}")} title="Remove" {onclick}
            >{ "×" }</button>
        }
    }
}

/// The words on a list or a map where its items do not show it: it is null, empty, or too long.
pub fn state_words(node: &Node, count: usize, items: &str) -> Html {
    let words = match node {
        Node::Null => "null".to_owned(),
        Node::List(_) | Node::Map(_) if count == 0 => "Given, and empty.".to_owned(),
        _ if count > SHOWN => format!(
            "The first {SHOWN} of {count} {items} are shown. The others are kept; edit them in the raw body."
        ),
        _ => return Html::default(),
    };
    html! { <p class="help">{ words }</p> }
}

/// See [`LeaveOut`].
#[derive(Properties, PartialEq)]
pub struct LeaveOutProps {
    pub place: Field,
    pub name: AttrValue,
}

/// Takes back a list or a map that was given empty.
#[component]
pub fn LeaveOut(props: &LeaveOutProps) -> Html {
    let act = use_act();
    let place = props.place.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        act.emit(Action::Edit(Edit::Clear(place.clone())));
        // The button goes.
        page::focus_field(&place.to_string());
    });
    html! {
        <button
            type="button" class="quiet small" aria-label={format!("Leave out {}", props.name)} {onclick}
        >{ "Leave out" }</button>
    }
}

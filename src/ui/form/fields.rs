//! A list of fields: those that matter first, the others behind one row, and of very many a part.

use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use super::touch::use_touch;
use crate::ui::controls::TextBox;
use crate::ui::shared::Shared;
use openapi::Control;

/// Fields that are drawn at once, and that a press adds.
const SHOWN: usize = 200;

/// A field that may be drawn.
#[derive(Clone, PartialEq)]
pub struct Entry {
    /// Its position among all.
    pub index: usize,
    pub control: Shared<Control>,
    /// Whether it is required, filled, or has a problem.
    pub first: bool,
}

/// See [`FieldList`].
#[derive(Properties, PartialEq)]
pub struct FieldListProps {
    /// In document order, without those that are not to be shown.
    pub entries: Vec<Entry>,
    /// Draws the field at a position.
    pub draw: Callback<usize, Html>,
    /// The field they are in, for the button that shows more.
    pub at: AttrValue,
    /// The row that holds back the optional fields, from how many they are. Without it they are all in
    /// document order.
    #[prop_or_default]
    pub more_row: Option<Callback<usize, Html>>,
    /// Whether these are shown.
    #[prop_or_default]
    pub more: bool,
}

/// The positions of the fields that come first, for one filling of the form.
#[derive(Default)]
struct First {
    generation: Option<u32>,
    positions: HashSet<usize>,
}

/// Draws fields. One that is filled while the optional ones are shown stays where it is.
#[component]
pub fn FieldList(props: &FieldListProps) -> Html {
    let generation = use_touch().generation();
    let first = use_mut_ref(First::default);
    let find = use_state_eq(|| Rc::<str>::from(""));
    let room = use_state_eq(|| SHOWN);
    let needle = find.trim().to_lowercase();
    let searches = !needle.is_empty();
    let splits = props.more_row.is_some() && !searches;
    let fits = |entry: &&Entry| !searches || entry.control.name.to_lowercase().contains(&needle);
    let mut first = first.borrow_mut();
    if first.generation != Some(generation) || !props.more {
        if first.generation != Some(generation) {
            first.positions.clear();
        }
        first.generation = Some(generation);
        let due = props.entries.iter().filter(|entry| entry.first);
        first.positions.extend(due.map(|entry| entry.index));
    }
    // Those that come first, those that would but stay where they are, and the others.
    let (mut heads, mut due, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for entry in props.entries.iter().filter(fits) {
        let is_head = first.positions.contains(&entry.index) || !splits && entry.first;
        let list = match (is_head, entry.first) {
            (true, _) => &mut heads,
            (false, true) => &mut due,
            (false, false) => &mut rest,
        };
        list.push(entry.index);
    }
    let rest_count = due.len() + rest.len();
    let is_shown = !splits || props.more;
    let all = heads.len() + if is_shown { rest_count } else { 0 };
    heads.truncate(*room);
    let room_left = if is_shown { *room - heads.len() } else { 0 };
    due.truncate(room_left);
    rest.truncate(room_left - due.len());
    rest.append(&mut due);
    rest.sort_unstable();
    let drawn = heads.len() + rest.len();
    let left = all - drawn;
    if !splits {
        heads.append(&mut rest);
        heads.sort_unstable();
    }
    let finder = (props.entries.len() > SHOWN).then(|| {
        let find = find.clone();
        html! {
            <TextBox
                class="filter" part={Some(AttrValue::from("find-field"))}
                label={Some(AttrValue::from("Find a field by its name"))}
                placeholder={Some(AttrValue::from("Find a field"))} value={(*find).clone()}
                oninput={Callback::from(move |text: Rc<str>| find.set(text))}
            />
        }
    });
    let more = Callback::from(move |_: MouseEvent| room.set(drawn + SHOWN));
    let row = props.more_row.as_ref().filter(|_| splits);
    html! {
        <>
            { for finder }
            <div class="field-list">{ for heads.into_iter().map(|index| props.draw.emit(index)) }</div>
            { for row.map(|row| row.emit(rest_count)) }
            if !rest.is_empty() {
                <div class="field-list">{ for rest.into_iter().map(|index| props.draw.emit(index)) }</div>
            }
            if searches && drawn == 0 {
                <p class="help" role="status">{ "No field has this in its name." }</p>
            }
            if left > 0 {
                <p class="help">
                    <span role="status">{ format!("{left} more fields are not shown. ") }</span>
                    <button
                        type="button" class="small" data-more={more_of(&props.at)}
                        onclick={more}
                    >{ format!("Show {} more", left.min(SHOWN)) }</button>
                </p>
            }
        </>
    }
}

/// What the button to show more says it is of: a section, or a field.
fn more_of(at: &AttrValue) -> AttrValue {
    match at.as_str() {
        "body:" => AttrValue::Static("body"),
        _ => at.clone(),
    }
}

//! Long lists, of which the first entries are drawn, and more when they are asked for.

use yew::prelude::*;

use crate::browser::page;

/// Entries that are drawn at first.
pub const FIRST: usize = 200;

/// See [`LongList`].
#[derive(Properties, PartialEq)]
pub struct LongListProps {
    pub count: usize,
    /// What the entries are, in the plural.
    pub what: &'static str,
    /// How many more a press draws; all of them if it is not given. All are drawn in a list, and some
    /// of them elsewhere.
    #[prop_or(usize::MAX)]
    pub by: usize,
    /// Draws the entry of a number.
    pub draw: Callback<usize, Html>,
}

/// The first entries of a list, and after them, where there are more, a button for the others.
#[component]
pub fn LongList(props: &LongListProps) -> Html {
    let room = use_state_eq(|| FIRST);
    let drawn = props.count.min(*room);
    let entries = (0..drawn).map(|at| props.draw.emit(at));
    if drawn == props.count {
        return html! { { for entries } };
    }
    let (count, what) = (props.count, props.what);
    let words = match props.by {
        usize::MAX => format!("Show all {count} {what}"),
        by => format!("Show {} more of {count} {what}", by.min(count - drawn)),
    };
    let more = drawn.saturating_add(props.by);
    let onclick = Callback::from(move |event: MouseEvent| {
        page::focus_around(&event);
        room.set(more);
    });
    let button = html! {
        <button type="button" class="small" data-part="show-all" {onclick}>{ words }</button>
    };
    html! {
        <>
            { for entries }
            if props.by == usize::MAX {
                <li class="rest">{ button }</li>
            } else {
                <p class="rest">{ button }</p>
            }
        </>
    }
}

/// The first items of a list, and after them, where there are more, one to show all.
pub fn first(count: usize, what: &'static str, draw: impl Fn(usize) -> Html + 'static) -> Html {
    html! { <LongList {count} {what} draw={Callback::from(draw)} /> }
}

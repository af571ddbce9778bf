//! Long lists, of which the first entries are drawn, and more when they are asked for.

use std::rc::Rc;

use yew::prelude::*;

use super::el::{component, el, nothing, row};

/// Entries that are drawn at first.
pub const FIRST: usize = 200;

/// Draws the entry of a number.
#[derive(Clone)]
struct Draw(Rc<dyn Fn(usize) -> Html>);

impl PartialEq for Draw {
    fn eq(&self, _: &Draw) -> bool {
        false
    }
}

#[derive(Properties, Clone, PartialEq)]
struct FirstProps {
    count: usize,
    /// What the entries are, in the plural.
    what: &'static str,
    /// How many more a press draws.
    by: usize,
    draw: Draw,
}

/// The first items of a list, and after them, where there are more, one to show all.
pub fn first(count: usize, what: &'static str, draw: impl Fn(usize) -> Html + 'static) -> Html {
    drawn(count, what, usize::MAX, draw)
}

/// The first of what is too much to be shown all at once, and a button for as many again.
pub fn some(count: usize, what: &'static str, draw: impl Fn(usize) -> Html + 'static) -> Html {
    drawn(count, what, FIRST, draw)
}

fn drawn(
    count: usize,
    what: &'static str,
    by: usize,
    draw: impl Fn(usize) -> Html + 'static,
) -> Html {
    let draw = Draw(Rc::new(draw));
    match count > FIRST {
        true => component::<First>(FirstProps {
            count,
            what,
            by,
            draw,
        }),
        false => row((0..count).map(&*draw.0).collect()),
    }
}

/// See [`first`].
#[component]
fn First(props: &FirstProps) -> Html {
    let room = use_state_eq(|| FIRST);
    let drawn = props.count.min(*room);
    let entries = (0..drawn).map(&*props.draw.0).collect();
    if drawn == props.count {
        return row(vec![row(entries), nothing()]);
    }
    let count = props.count.to_string();
    let (tag, words) = match props.by {
        usize::MAX => ("li", ["Show all ", &count, " ", props.what].concat()),
        by => {
            let more = by.min(props.count - drawn).to_string();
            (
                "p",
                ["Show ", &more, " more of ", &count, " ", props.what].concat(),
            )
        }
    };
    let more = drawn.saturating_add(props.by);
    let button = el("button")
        .is("type", "button")
        .class("small")
        .is("data-part", "show-all")
        .onclick(Callback::from(move |_: MouseEvent| room.set(more)))
        .words(words.into());
    row(vec![row(entries), el(tag).class("rest").el(button).node()])
}

//! A list of operations. Of a long one only the rows in sight are drawn, and a few beside them.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::listing::Line;
use crate::browser::page;
use crate::ui::shared::Shared;

/// Rows up to which all are drawn.
const FEW: usize = 100;
/// The height of a row of a long list in pixels, as in `nav.css`.
const HEIGHT: usize = 28;
/// Rows that are drawn before and after those in sight, so that the next one has the focus in time.
const BESIDE: usize = 20;
/// Rows that are drawn at once: as many as a tall screen shows, and those beside.
const DRAWN: usize = 80;

/// See [`Rows`].
#[derive(Properties, Clone, PartialEq)]
pub struct RowsProps {
    pub lines: Shared<[Line]>,
    /// The positions of those that are listed.
    pub shown: Rc<[usize]>,
    /// The hash of what is open.
    pub current: Option<AttrValue>,
}

/// The operations and deliveries of an API.
#[component]
pub fn Rows(props: &RowsProps) -> Html {
    if props.shown.len() > FEW {
        return html! { <LongRows ..props.clone() /> };
    }
    let lines = props.shown.iter().filter_map(|at| props.lines.get(*at));
    html! { <ul>{ for lines.map(|line| row(line, props.current.as_ref(), None)) }</ul> }
}

/// A long list, which scrolls by itself.
#[component]
fn LongRows(props: &RowsProps) -> Html {
    let scroller = use_node_ref();
    let list = use_node_ref();
    let first = use_state_eq(|| 0_usize);
    let count = props.shown.len();
    let from = (*first).min(count.saturating_sub(DRAWN));
    let onscroll = {
        let (scroller, first) = (scroller.clone(), first.setter());
        Callback::from(move |_: Event| {
            if let Some(element) = scroller.cast::<HtmlElement>() {
                let top = element.scroll_top().max(0) as usize / HEIGHT;
                first.set(top.saturating_sub(BESIDE) / BESIDE * BESIDE);
            }
        })
    };
    {
        // The rows that are not drawn keep their room.
        let list = list.clone();
        use_effect_with((count, from), move |(count, from)| {
            let pixels = |rows: usize| format!("{}px", rows * HEIGHT);
            page::set_style(&list, "height", &pixels(*count));
            page::set_style(&list, "padding-top", &pixels(*from));
        });
    }
    {
        let (scroller, props) = (scroller.clone(), props.clone());
        use_effect_with(props.current.clone(), move |current| {
            let Some(current) = current else {
                return;
            };
            let is_current = |at: &usize| {
                props
                    .lines
                    .get(*at)
                    .is_some_and(|line| *line.href == **current)
            };
            let at = props.shown.iter().position(is_current);
            if let (Some(at), Some(element)) = (at, scroller.cast::<HtmlElement>()) {
                let (top, height) = (element.scroll_top(), element.client_height());
                let row = (at * HEIGHT) as i32;
                if row < top || row + HEIGHT as i32 > top + height {
                    element.set_scroll_top(row - height / 2);
                }
            }
        });
    }
    let drawn = props.shown.iter().enumerate().skip(from).take(DRAWN);
    let drawn = drawn.filter_map(|(number, at)| {
        let line = props.lines.get(*at)?;
        Some(row(line, props.current.as_ref(), Some((number + 1, count))))
    });
    html! {
        <div class="rows" ref={scroller} {onscroll}>
            <ul ref={list}>{ for drawn }</ul>
        </div>
    }
}

/// A link to an operation or a delivery. `place` is its number and how many there are, where not all
/// are drawn.
fn row(line: &Line, current: Option<&AttrValue>, place: Option<(usize, usize)>) -> Html {
    let is_current = current.is_some_and(|current| **current == *line.href);
    let (number, count) = place.unzip();
    html! {
        <li
            key={line.href.clone()}
            aria-setsize={count.map(|count| count.to_string())}
            aria-posinset={number.map(|number| number.to_string())}
        >
            <a
                class={classes!("operation", line.is_delivery.then_some("delivery"))}
                href={line.href.clone()} title={line.words.clone()}
                data-operation={line.id.clone()} aria-current={is_current.then_some("page")}
            >
                { mark(line) }
                <span class="words">{ &line.words }</span>
            </a>
        </li>
    }
}

/// The method of an operation, or the word that it is a delivery.
pub fn mark(line: &Line) -> Html {
    match line.is_delivery {
        true => html! { <span class="delivery-mark">{ "Delivery" }</span> },
        false => html! {
            <span class={classes!("method", line.method.to_lowercase())}>{ &line.method }</span>
        },
    }
}

//! A list of operations. Of a long one only the rows in sight are drawn, and a few beside them.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::listing::Line;
use crate::browser::page::Listener;
use crate::ui::el::{El, component, el};
use crate::ui::hooks::{Effect, On, use_effects};

/// Rows up to which all are drawn.
const FEW: usize = 100;
/// The height of a row of a long list in pixels, as in `layout.css`.
const HEIGHT: usize = 28;
/// Rows that are drawn before and after those in sight, so that the next one has the focus in time.
const BESIDE: usize = 20;
/// Rows that are drawn at once: as many as a tall screen shows, and those beside.
const DRAWN: usize = 80;

#[derive(Properties, Clone)]
pub struct RowsProps {
    pub lines: Rc<[Line]>,
    /// The positions of those that are listed.
    pub shown: Rc<[usize]>,
    /// The hash of what is open.
    pub current: Option<Rc<str>>,
}

impl PartialEq for RowsProps {
    fn eq(&self, other: &RowsProps) -> bool {
        Rc::ptr_eq(&self.lines, &other.lines)
            && self.current == other.current
            && self.shown == other.shown
    }
}

/// The rows of a list.
pub fn rows(props: RowsProps) -> Html {
    if props.shown.len() > FEW {
        return component::<Long>(props);
    }
    let mut all = Vec::new();
    for at in &*props.shown {
        all.push(row(&props.lines[*at], &props.current).node());
    }
    el("ul").all(all).node()
}

/// A long list, which scrolls by itself.
#[component]
fn Long(props: &RowsProps) -> Html {
    let scroller = use_node_ref();
    let list = use_node_ref();
    let first = use_state_eq(|| 0_usize);
    let count = props.shown.len();
    let from = (*first).min(count.saturating_sub(DRAWN));
    let follow = {
        let (scroller, first) = (scroller.clone(), first.setter());
        Effect::new(On::Start, move || {
            let element = scroller.cast::<HtmlElement>()?;
            let scrolled = element.clone();
            Listener::on_element(element, "scroll", move |_| {
                let top = scrolled.scroll_top().max(0) as usize / HEIGHT;
                first.set(top.saturating_sub(BESIDE) / BESIDE * BESIDE);
            })
        })
    };
    // The rows that are not drawn keep their room.
    let make_room = {
        let list = list.clone();
        Effect::new(On::Shared([count, from]), move || {
            let style = list.cast::<HtmlElement>()?.style();
            let pixels = |rows: usize| [&(rows * HEIGHT).to_string(), "px"].concat();
            style.set_property("height", &pixels(count)).ok()?;
            style.set_property("padding-top", &pixels(from)).ok()
        })
    };
    let show_current = {
        let (scroller, props) = (scroller.clone(), props.clone());
        Effect::new(On::Text(props.current.clone()), move || {
            let current = props.current?;
            let mut shown = props.shown.iter();
            let at = shown.position(|at| *props.lines[*at].href == *current)?;
            let element = scroller.cast::<HtmlElement>()?;
            let (top, height) = (element.scroll_top(), element.client_height());
            let row = (at * HEIGHT) as i32;
            if row < top || row + HEIGHT as i32 > top + height {
                element.set_scroll_top(row - height / 2);
            }
            Some(())
        })
    };
    use_effects(vec![follow, make_room, show_current]);
    let mut all = Vec::new();
    for (number, at) in props.shown.iter().enumerate().skip(from).take(DRAWN) {
        let row = row(&props.lines[*at], &props.current)
            .attr("aria-setsize", count.to_string().into())
            .attr("aria-posinset", (number + 1).to_string().into());
        all.push(row.node());
    }
    el("div")
        .class("rows")
        .node_ref(&scroller)
        .el(el("ul").node_ref(&list).all(all))
        .node()
}

fn row(line: &Line, current: &Option<Rc<str>>) -> El {
    let is_current = current.as_deref() == Some(&*line.href);
    let class = ["method ", &line.method.to_lowercase()].concat();
    let method = el("span").attr("class", class.into()).copy(&line.method);
    let link = el("a")
        .class(match line.is_delivery {
            false => "operation",
            true => "operation delivery",
        })
        .attr("href", line.href.clone().into())
        .attr("data-operation", line.id.clone().into())
        .attr_if("aria-current", is_current.then_some("page".into()))
        .el(method)
        .el(el("span").class("words").copy(&line.words));
    el("li").key(line.href.clone().into()).el(link)
}

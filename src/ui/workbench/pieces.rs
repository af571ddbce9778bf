//! What the parts of the form are put together from.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::el::{El, el, keyed, row};
use crate::ui::form::{Hints, Plain, PlainProps, notice};
use crate::ui::parts::{Intent, Item, SelectProps, select};
use crate::ui::prose;
use crate::ui::state::{Action, Open, Prefs};
use openapi::Notice;

/// What the sections of the request pane are drawn from.
#[derive(Clone)]
pub struct FormContext {
    pub open: Rc<Open>,
    pub hints: Rc<Hints>,
    pub prefs: Prefs,
    pub act: Callback<Action>,
}

impl FormContext {
    pub fn new(open: &Rc<Open>, prefs: &Prefs, act: &Callback<Action>) -> FormContext {
        FormContext {
            hints: Rc::new(Hints {
                problems: open.problems.to_vec(),
                hidden: open.flow.hidden.clone(),
                show_all: prefs.show_all,
            }),
            open: Rc::clone(open),
            prefs: prefs.clone(),
            act: act.clone(),
        }
    }
}

/// A part of the form with its heading.
#[inline(never)]
pub fn section(id: &'static str, title: &'static str, inside: Html) -> Html {
    el("section")
        .class("part")
        .is("aria-labelledby", id)
        .el(el("h3").is("id", id).text(title))
        .put(inside)
        .node()
}

/// The head of a field: the label of its control.
#[inline(never)]
pub fn named(control: AttrValue, name: AttrValue) -> El {
    el("div")
        .class("field-head")
        .el(el("label").attr("for", control).words(name))
}

/// A field whose control is a closed choice.
#[inline(never)]
pub fn choice(head: El, control: SelectProps, help: Option<El>) -> El {
    let body = el("div")
        .class("field-body")
        .put(select(control))
        .maybe(help);
    el("div").class("field").el(head).el(body)
}

/// A closed choice beside others, with the words above it.
#[inline(never)]
pub fn setting(
    part: &'static str,
    words: &'static str,
    value: AttrValue,
    items: Vec<Item>,
    onchange: Intent<String>,
) -> El {
    let control = select(SelectProps {
        part: Some(part.into()),
        value,
        items,
        onchange,
        ..Default::default()
    });
    el("label").el(el("span").text(words)).put(control)
}

/// A labelled text control that no schema stands behind.
#[inline(never)]
pub fn plain(key: AttrValue, props: PlainProps) -> Html {
    keyed::<Plain>(key, props)
}

/// What a choice does.
#[inline(never)]
pub fn chosen(act: &Callback<Action>, does: fn(String) -> Action) -> Intent<String> {
    act.reform(does).into()
}

/// CommonMark that explains.
#[inline(never)]
pub fn help(text: &str) -> El {
    el("div").class("help").put(prose::blocks(text))
}

/// What the documentation leaves open or contradicts itself about.
#[inline(never)]
pub fn notices(notices: &[Notice]) -> Html {
    row(notices.iter().map(notice).collect())
}

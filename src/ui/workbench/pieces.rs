//! The pieces that parts of the workbench are still put together from until they are components.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::el::{El, el, keyed};
use crate::ui::form::{Plain, PlainProps};
use crate::ui::parts::{Intent, Item, SelectProps, select};
use crate::ui::prose;
use crate::ui::state::{Action, Open, Prefs};

/// What the section of the signature is drawn from.
#[derive(Clone)]
pub struct FormContext {
    pub open: Rc<Open>,
    pub prefs: Prefs,
    pub act: Callback<Action>,
}

/// A part of a page with its heading.
pub fn section(id: &'static str, title: &'static str, inside: Html) -> Html {
    el("section")
        .class("part")
        .is("aria-labelledby", id)
        .el(el("h3").is("id", id).text(title))
        .put(inside)
        .node()
}

/// The head of a field: the label of its control.
pub fn named(control: AttrValue, name: AttrValue) -> El {
    el("div")
        .class("field-head")
        .el(el("label").attr("for", control).words(name))
}

/// A field whose control is a closed choice.
pub fn choice(head: El, control: SelectProps, help: Option<El>) -> El {
    let body = el("div")
        .class("field-body")
        .put(select(control))
        .maybe(help);
    el("div").class("field").el(head).el(body)
}

/// A closed choice beside others, with the words above it.
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

/// A labelled text control without a schema.
pub fn plain(key: AttrValue, props: PlainProps) -> Html {
    keyed::<Plain>(key, props)
}

/// The action of a choice.
pub fn chosen(act: &Callback<Action>, does: fn(String) -> Action) -> Intent<String> {
    act.reform(does)
}

/// CommonMark that explains.
pub fn help(text: &str) -> El {
    el("div").class("help").put(prose::blocks(text))
}

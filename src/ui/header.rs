//! The top line: name, undo and redo, what the page shows, theme.

use yew::prelude::*;

use super::el::{El, el, nothing, row};
use super::parts::{CheckProps, Item, SelectProps, check, select};
use super::route::Page;
use super::state::{Action, Pref, Prefs};
use request::draft::Edit;

#[derive(Properties, Clone, PartialEq)]
pub struct HeaderProps {
    pub prefs: Prefs,
    pub undo: bool,
    pub redo: bool,
    /// Whether an operation is open.
    pub ready: bool,
    /// The page of its own that is shown in place of the workbench.
    pub page: Option<Page>,
    pub act: Callback<Action>,
}

/// See [`HeaderProps`].
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let brand = el("a").class("brand").is("href", "#/").text("Signpost");
    let motto = el("p")
        .class("motto")
        .text("Documented webhooks, from form to bytes");
    let tools = el("div")
        .class("tools")
        .is("role", "group")
        .is("aria-label", "Draft")
        .el(button(props, "undo", "Undo", !props.undo))
        .el(button(props, "redo", "Redo", !props.redo))
        .el(button(props, "reset", "Reset", !props.ready));
    let show_all = props.act.reform(|all| Action::Pref(Pref::ShowAll(all)));
    let show_all = check(CheckProps {
        checked: props.prefs.show_all,
        label: "Show every field".into(),
        part: Some("show-all".into()),
        onchange: show_all.into(),
        ..Default::default()
    });
    let of_drafts = match props.page {
        None => row(vec![tools.node(), show_all]),
        Some(_) => nothing(),
    };
    el("header")
        .class("top")
        .el(el("h1").el(brand))
        .el(motto)
        .el(pages(props.page))
        .put(of_drafts)
        .put(theme(props))
        .node()
}

/// The pages of their own.
fn pages(open: Option<Page>) -> El {
    let link = |page, hash, words| {
        let current = (open == Some(page)).then_some(AttrValue::Static("page"));
        el("a")
            .is("href", hash)
            .attr_if("aria-current", current)
            .text(words)
    };
    el("nav")
        .class("pages")
        .is("aria-label", "Pages")
        .el(link(Page::Verify, "#/verify", "Verify"))
        .el(link(Page::Handshakes, "#/handshakes", "Handshakes"))
        .el(link(Page::Proof, "#/proof", "Proof"))
}

fn button(props: &HeaderProps, part: &'static str, words: &'static str, off: bool) -> El {
    let (title, keys) = match part {
        "undo" => ("Undo (Alt+Z)", Some("Alt+Z")),
        "redo" => ("Redo (Alt+Shift+Z)", Some("Alt+Shift+Z")),
        _ => ("Empty the form; undo brings everything back", None),
    };
    let onclick = props.act.reform(move |_: MouseEvent| match part {
        "undo" => Action::Undo,
        "redo" => Action::Redo,
        _ => Action::Edit(Edit::Reset),
    });
    el("button")
        .is("type", "button")
        .is("data-part", part)
        .attr_if("aria-keyshortcuts", keys.map(AttrValue::Static))
        .is("title", title)
        .flag("disabled", off)
        .onclick(onclick)
        .text(words)
}

fn theme(props: &HeaderProps) -> Html {
    let items = vec![
        Item::new("", "System theme"),
        Item::new("light", "Light"),
        Item::new("dark", "Dark"),
    ];
    let onchange = props.act.reform(|chosen: String| {
        let theme = ["light", "dark"].into_iter().find(|t| *t == chosen);
        Action::Pref(Pref::Theme(theme))
    });
    select(SelectProps {
        class: "theme",
        label: Some("Theme".into()),
        part: Some("theme".into()),
        value: props.prefs.theme.unwrap_or("").into(),
        items,
        onchange: onchange.into(),
        ..Default::default()
    })
}

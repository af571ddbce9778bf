//! The request in other tools' words, and copying.

use std::rc::Rc;

use yew::prelude::*;

use super::el::{component, el};
use super::controls::copy_button::{CopyButton, CopyButtonProps};
pub use super::controls::Holds;
use super::parts::{CheckProps, Item, SelectProps, check, select};
use super::state::{Action, Pref, Prefs};
use super::text::{known_text, region, text as long_text};
use super::veil::use_veil;
use request::pipeline::Flow;
use request::snippet;

#[derive(Properties, Clone)]
pub struct SnippetProps {
    pub flow: Rc<Flow>,
    pub prefs: Prefs,
    pub act: Callback<Action>,
}

impl PartialEq for SnippetProps {
    fn eq(&self, other: &SnippetProps) -> bool {
        Rc::ptr_eq(&self.flow, &other.flow) && self.prefs == other.prefs
    }
}

/// See [`SnippetProps`].
#[component]
pub fn SnippetPane(props: &SnippetProps) -> Html {
    let written = snippet::write(props.prefs.snippet, &props.flow.request, props.prefs.exact);
    let mut items = Vec::new();
    for target in snippet::targets() {
        items.push(Item::new(target.id, target.title));
    }
    let act = props.act.clone();
    let choose = Callback::from(move |chosen: String| {
        if let Some(target) = snippet::targets().iter().find(|t| t.id == chosen) {
            act.emit(Action::Pref(Pref::Snippet(target.id)));
        }
    });
    let holds = match (written.redacted, props.prefs.exact) {
        (true, _) => Holds::Placeholders,
        (false, true)
            if snippet::write(props.prefs.snippet, &props.flow.request, false).redacted =>
        {
            Holds::Secrets
        }
        (false, _) => Holds::All,
    };
    let text: Rc<str> = written.text.into();
    // A secret may also be repeated in a field that is none.
    let veil = use_veil();
    let (copied, holds) = match (veil.redacted(&text), props.prefs.exact) {
        (Some(_), true) => (Rc::clone(&text), Holds::Secrets),
        (Some(redacted), false) => (redacted.into(), Holds::Placeholders),
        (None, _) => (Rc::clone(&text), holds),
    };
    let copied = Callback::from(move |()| copied.to_string());
    let target = select(SelectProps {
        label: Some("Snippet for".into()),
        part: Some("snippet-target".into()),
        value: props.prefs.snippet.into(),
        items,
        onchange: choose.into(),
        ..Default::default()
    });
    let exact = check(CheckProps {
        checked: props.prefs.exact,
        label: "Exact, with secrets".into(),
        part: Some("snippet-exact".into()),
        onchange: props.act.reform(|on| Action::Pref(Pref::Exact(on))).into(),
        ..Default::default()
    });
    let head = el("div")
        .class("pane-head")
        .el(el("h3").text("Snippet"))
        .put(target)
        .put(exact)
        .put(copy(copied, "the snippet", holds));
    let mut remarks = Vec::new();
    for remark in written.remarks {
        remarks.push(el("li").words(remark.into()).node());
    }
    // With secrets it shows them, since that is what was asked for.
    let code = match props.prefs.exact {
        true => known_text(Rc::clone(&text), Vec::new()),
        false => long_text(Rc::clone(&text)),
    };
    let code = region("Snippet", text.len()).el(el("pre").is("data-part", "snippet").put(code));
    el("div")
        .class("snippet-pane")
        .el(head)
        .el(code)
        .el(el("ul").class("plain remarks").all(remarks))
        .node()
}

/// A button that copies the text, which is made when it is asked for.
pub fn copy(text: Callback<(), String>, what: &'static str, holds: Holds) -> Html {
    component::<CopyButton>(CopyButtonProps { text, what, holds })
}

//! The request in other tools' words, and copying.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::el::{component, el, row};
use super::hooks::use_words;
use super::parts::{CheckProps, Item, SelectProps, check, select};
use super::state::{Action, Pref, Prefs};
use super::text::{known_text, region, text as long_text};
use super::veil::use_veil;
use crate::browser::clipboard;
use crate::browser::timer::Timer;
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

/// What a copy holds of the secrets in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// There are none: it is the text itself.
    All,
    Secrets,
    /// Placeholders in place of them.
    Placeholders,
}

/// A button that copies the text, which is made when it is asked for.
#[inline(never)]
pub fn copy(text: Callback<(), String>, what: &'static str, holds: Holds) -> Html {
    component::<Copy>(CopyProps { text, what, holds })
}

#[derive(Properties, Clone, PartialEq)]
struct CopyProps {
    /// Makes the text when it is asked for.
    text: Callback<(), String>,
    what: &'static str,
    holds: Holds,
}

/// How long it says that it copied, in milliseconds.
const SAID: i32 = 6000;

/// A button that copies, and says whether it could: until the text is another one, or for a while.
#[component]
fn Copy(props: &CopyProps) -> Html {
    let said = use_words();
    // What that was said of, and what takes it back.
    let of = use_mut_ref(|| None::<(String, Option<Timer>)>);
    let is_other = |of: &(String, Option<Timer>)| of.0 != props.text.emit(());
    let outdated = !said.is_empty() && of.borrow().as_ref().is_some_and(is_other);
    if outdated {
        *of.borrow_mut() = None;
    }
    let words = match of.borrow().as_ref() {
        Some(_) => Rc::clone(&said),
        None => Rc::from(""),
    };
    let (label, before, copied) = match props.holds {
        Holds::All => ("Copy", "Copy ", "Copied"),
        Holds::Secrets => (
            "Copy with secrets",
            "Copy with secrets: ",
            "Copied, with secrets",
        ),
        Holds::Placeholders => (
            "Copy redacted",
            "Copy redacted: ",
            "Copied, with placeholders for secrets: not the exact bytes",
        ),
    };
    let onclick = {
        let (text, said) = (props.text.clone(), said.clone());
        Callback::from(move |_: MouseEvent| {
            let (text, said, of) = (text.emit(()), said.clone(), Rc::clone(&of));
            // The same words again are announced only after others.
            said.set(Rc::from(""));
            spawn_local(async move {
                let done = clipboard::copy(&text).await;
                let words = match done {
                    true => copied,
                    false => "The browser does not allow copying here: select the text instead",
                };
                let over = said.clone();
                let timer = done.then(|| Timer::after(SAID, move || over.set(Rc::from(""))));
                *of.borrow_mut() = Some((text, timer));
                said.set(words.into());
            });
        })
    };
    let button = el("button")
        .is("type", "button")
        .class("quiet")
        .attr("aria-label", [before, props.what].concat().into())
        .onclick(onclick)
        .text(label);
    let said = el("span")
        .class("said")
        .is("role", "status")
        .words(words.into());
    row(vec![button.node(), said.node()])
}

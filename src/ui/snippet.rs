//! The request in other tools' words, and copying.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::parts::{Check, Item, Select};
use super::state::{Action, Pref, Prefs};
use super::text::Text;
use super::wire::boxed;
use crate::browser::clipboard;
use crate::pipeline::Flow;
use crate::snippet;

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
    let items: Vec<Item> = snippet::targets()
        .iter()
        .map(|t| Item::new(t.id, t.title))
        .collect();
    let act = props.act.clone();
    let choose = Callback::from(move |chosen: String| {
        if let Some(target) = snippet::targets().iter().find(|t| t.id == chosen) {
            act.emit(Action::Pref(Pref::Snippet(target.id)));
        }
    });
    let exact = props.act.reform(|on| Action::Pref(Pref::Exact(on)));
    let text: Rc<str> = written.text.into();
    let copied = {
        let text = Rc::clone(&text);
        Callback::from(move |()| text.to_string())
    };
    html! {
        <div class="snippet-pane">
            <div class="pane-head">
                <h3>{ "Snippet" }</h3>
                <Select label="Snippet for" part="snippet-target" value={props.prefs.snippet} {items} onchange={choose} />
                <Check checked={props.prefs.exact} label="Exact, with secrets" part="snippet-exact" onchange={exact} />
                <Copy text={copied} what="the snippet" />
            </div>
            <div class={boxed(text.len())} tabindex="0" role="region" aria-label="Snippet">
                <pre data-part="snippet"><Text {text} /></pre>
            </div>
            <ul class="plain remarks">{ for written.remarks.iter().map(|r| html! { <li>{ r.clone() }</li> }) }</ul>
        </div>
    }
}

#[derive(Properties, Clone, PartialEq)]
pub struct CopyProps {
    /// Makes the text when it is asked for.
    pub text: Callback<(), String>,
    pub what: AttrValue,
}

/// A button that copies, and says whether it could.
#[component]
pub fn Copy(props: &CopyProps) -> Html {
    let said = use_state(|| "");
    let onclick = {
        let (text, said) = (props.text.clone(), said.clone());
        Callback::from(move |_: MouseEvent| {
            let (text, said) = (text.emit(()), said.clone());
            spawn_local(async move {
                said.set(match clipboard::copy(&text).await {
                    true => "Copied",
                    false => "The browser does not allow copying here: select the text instead",
                });
            });
        })
    };
    html! {
        <>
            <button type="button" class="quiet" aria-label={format!("Copy {}", props.what)} {onclick}>{ "Copy" }</button>
            <span class="said" role="status">{ *said }</span>
        </>
    }
}

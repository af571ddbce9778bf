//! The request in other tools' words.

use std::rc::Rc;

use yew::prelude::*;

use super::block::{Block, CodeArea};
use crate::ui::act::use_act;
use crate::ui::controls::{Checkbox, Combobox, CopyButton, Holds, Item};
use crate::ui::shared::Shared;
use crate::ui::state::{Action, Pref};
use crate::ui::text::{known_text, text as found_text};
use crate::ui::veil::use_veil;
use request::pipeline::Flow;
use request::snippet;

/// See [`CodeTab`].
#[derive(Properties, PartialEq)]
pub struct CodeTabProps {
    pub flow: Shared<Flow>,
    /// The id of the language or tool.
    pub target: &'static str,
    /// Whether it holds the secrets, and so equals the request byte for byte.
    pub exact: bool,
}

/// A snippet, with placeholders for secrets or exact.
#[component]
pub fn CodeTab(props: &CodeTabProps) -> Html {
    let CodeTabProps {
        flow,
        target,
        exact,
    } = props;
    let act = use_act();
    let veil = use_veil();
    let written = snippet::write(target, &flow.request, *exact);
    let text: Rc<str> = written.text.into();
    // A secret may also be repeated in a field that is none.
    let repeated = veil.redacted(&text);
    let holds = match (written.redacted || repeated.is_some(), exact) {
        (_, true) if repeated.is_some() => Holds::Secrets,
        (_, true) if snippet::write(target, &flow.request, false).redacted => Holds::Secrets,
        (true, false) => Holds::Placeholders,
        _ => Holds::All,
    };
    let copied = match (repeated, exact) {
        (Some(redacted), false) => redacted.into(),
        _ => Rc::clone(&text),
    };
    let copied = Callback::from(move |()| copied.to_string());
    let exactly = act.reform(|on| Action::Pref(Pref::Exact(on)));
    // With secrets it shows them, since that is what was asked for.
    let shown = match exact {
        true => known_text(Rc::clone(&text), Vec::new()),
        false => found_text(Rc::clone(&text)),
    };
    let tools =
        html! { <CopyButton text={copied} what="the snippet" part="copy-snippet" {holds} /> };
    html! {
        <div class="code-tab">
            <div class="tab-tools">
                <SnippetTarget {target} />
                <Checkbox checked={*exact} label="Include secrets" part="snippet-exact" onchange={exactly} />
            </div>
            <Block label="Snippet" note={title(target)} {tools}>
                <CodeArea label="Snippet" length={text.len()}><pre data-part="snippet">{ shown }</pre></CodeArea>
            </Block>
            if !written.remarks.is_empty() {
                <ul class="plain remarks">
                    { for written.remarks.into_iter().map(|remark| html! { <li>{ remark }</li> }) }
                </ul>
            }
        </div>
    }
}

fn title(target: &str) -> &'static str {
    let known = snippet::targets().iter().find(|known| known.id == target);
    known.map_or("", |known| known.title)
}

#[derive(Properties, PartialEq)]
struct SnippetTargetProps {
    target: &'static str,
}

/// The choice of a language or tool.
#[component]
fn SnippetTarget(props: &SnippetTargetProps) -> Html {
    let act = use_act();
    let items = use_memo((), |()| {
        let targets = snippet::targets().iter();
        targets
            .map(|target| Item::new(target.id, target.title))
            .collect::<Rc<[Item]>>()
    });
    let onchange = use_callback((), move |chosen: String, ()| {
        if let Some(target) = snippet::targets().iter().find(|target| target.id == chosen) {
            act.emit(Action::Pref(Pref::Snippet(target.id)));
        }
    });
    html! {
        <label class="tab-choice">
            <span>{ "Language" }</span>
            <Combobox
                id="snippet-target" part="snippet-target" label="Language" value={props.target}
                items={(*items).clone()} {onchange}
            />
        </label>
    }
}

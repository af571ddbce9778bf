//! The top line: name, undo and redo, what the page shows, theme.

use yew::prelude::*;

use super::parts::{Check, Item, Select};
use super::state::{Action, Pref, Prefs};
use crate::draft::Edit;

#[derive(Properties, Clone, PartialEq)]
pub struct HeaderProps {
    pub prefs: Prefs,
    pub undo: bool,
    pub redo: bool,
    /// Whether an operation is open.
    pub ready: bool,
    pub act: Callback<Action>,
}

/// See [`HeaderProps`].
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let button = |part: &'static str,
                  words: &'static str,
                  keys: Option<&'static str>,
                  off: bool| {
        let onclick = props.act.reform(move |_: MouseEvent| match part {
            "undo" => Action::Undo,
            "redo" => Action::Redo,
            _ => Action::Edit(Edit::Reset),
        });
        let title = match (part, keys) {
            ("undo", _) => "Undo (Alt+Z)",
            ("redo", _) => "Redo (Alt+Shift+Z)",
            _ => "Empty the form; undo brings everything back",
        };
        html! {
            <button type="button" data-part={part} aria-keyshortcuts={keys} {title} disabled={off} {onclick}>
                { words }
            </button>
        }
    };
    let show_all = props.act.reform(|all| Action::Pref(Pref::ShowAll(all)));
    html! {
        <header class="top">
            <h1><a class="brand" href="#/">{ "Signpost" }</a></h1>
            <p class="motto">{ "Documented webhooks, from form to bytes" }</p>
            <div class="tools" role="group" aria-label="Draft">
                { button("undo", "Undo", Some("Alt+Z"), !props.undo) }
                { button("redo", "Redo", Some("Alt+Shift+Z"), !props.redo) }
                { button("reset", "Reset", None, !props.ready) }
            </div>
            <Check
                checked={props.prefs.show_all}
                label="Show every field"
                part="show-all"
                onchange={show_all}
            />
            { theme(props) }
        </header>
    }
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
    html! {
        <Select
            class="theme"
            label="Theme"
            part="theme"
            value={props.prefs.theme.unwrap_or("")}
            {items}
            {onchange}
        />
    }
}

//! The list of keyboard shortcuts.

use yew::prelude::*;

use super::act::use_act;
use super::controls::Checkbox;
use super::dialog::ModalDialog;
use super::state::{Action, Pref};

/// A shortcut: its keys, each of which does the same, and what it does.
type Shortcut = (&'static [&'static [&'static str]], &'static str);

const ANYWHERE: &[Shortcut] = &[
    (
        &[&["Ctrl", "K"]],
        "Search operations, fields, schemes and actions",
    ),
    (&[&["?"]], "Show this list"),
    (&[&["Esc"]], "Close a dialog, a menu or a list"),
];

const WORKBENCH: &[Shortcut] = &[
    (&[&["Ctrl", "Enter"]], "Send"),
    (&[&["Ctrl", "Z"], &["Alt", "Z"]], "Undo"),
    (
        &[
            &["Ctrl", "Shift", "Z"],
            &["Ctrl", "Y"],
            &["Alt", "Shift", "Z"],
        ],
        "Redo",
    ),
    (&[&["F8"]], "Go to the next problem"),
    (
        &[&["←"], &["→"]],
        "Change the inspector's tab, or the width of the panes",
    ),
];

/// See [`Shortcuts`].
#[derive(Properties, PartialEq)]
pub struct ShortcutsProps {
    /// Whether keys without Ctrl, Alt or Cmd are shortcuts.
    pub single_keys: bool,
}

/// A dialog with all shortcuts.
#[component]
pub fn Shortcuts(props: &ShortcutsProps) -> Html {
    let act = use_act();
    let close = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Dialog(None)))
    };
    let onchange = use_callback(act, |on, act| act.emit(Action::Pref(Pref::SingleKeys(on))));
    html! {
        <ModalDialog label="Keyboard shortcuts" class="shortcuts" part="shortcuts">
            <header class="dialog-heading">
                <h2>{ "Keyboard shortcuts" }</h2>
                <button type="button" class="quiet" onclick={close}>{ "Close" }</button>
            </header>
            { table("On every page", ANYWHERE) }
            { table("In a request", WORKBENCH) }
            <p class="help">{ "On a Mac, Cmd does the same as Ctrl." }</p>
            <Checkbox
                checked={props.single_keys} {onchange} label="Open this list with the ? key"
                part="single-keys"
            />
        </ModalDialog>
    }
}

fn table(title: &'static str, shortcuts: &'static [Shortcut]) -> Html {
    let row = |(keys, does): &Shortcut| {
        let keys = keys.iter().enumerate().map(|(at, keys)| {
            html! {
                <>
                    if at > 0 {
                        { " or " }
                    }
                    { for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }
                </>
            }
        });
        html! {
            <div class="shortcut">
                <dt>{ *does }</dt>
                <dd>{ for keys }</dd>
            </div>
        }
    };
    html! {
        <section aria-label={title}>
            <h3>{ title }</h3>
            <dl>{ for shortcuts.iter().map(row) }</dl>
        </section>
    }
}

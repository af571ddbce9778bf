//! The keyboard shortcuts.

use yew::prelude::*;

use crate::browser::keys::{self, Shortcut};
use crate::browser::page::Listener;
use crate::ui::state::{Action, Dialog, State};

/// Turns shortcuts into actions.
#[hook]
pub fn use_shortcuts(state: &State, act: &Callback<Action>) {
    let act = act.clone();
    // What is not seen is not sent.
    let has_workbench = state.route.page().is_none();
    let on = (has_workbench, state.dialog, state.prefs.single_keys);
    use_effect_with(on, move |&(has_workbench, dialog, single_keys)| {
        let action = move |shortcut| match shortcut {
            Shortcut::Palette => Some(Action::Dialog(match dialog {
                Some(Dialog::Palette) => None,
                _ => Some(Dialog::Palette),
            })),
            _ if dialog.is_some() => None,
            Shortcut::Shortcuts => single_keys.then_some(Action::Dialog(Some(Dialog::Shortcuts))),
            _ if !has_workbench => None,
            Shortcut::Send => Some(Action::Send),
            Shortcut::Undo => Some(Action::Undo),
            Shortcut::Redo => Some(Action::Redo),
            Shortcut::NextProblem => Some(Action::NextProblem),
        };
        let on = |kind, read: fn(&web_sys::Event) -> Option<Shortcut>| {
            let act = act.clone();
            Listener::on_document(kind, move |event| {
                if let Some(action) = read(&event).and_then(action) {
                    event.prevent_default();
                    act.emit(action);
                }
            })
        };
        let listeners = [on("keydown", keys::shortcut), on("beforeinput", keys::undo)];
        move || drop(listeners)
    });
}

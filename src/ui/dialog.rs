//! A modal dialog over the page.

use yew::prelude::*;

use super::act::use_act;
use super::state::Action;
use crate::browser::dialog::Modal;

/// See [`ModalDialog`].
#[derive(Properties, PartialEq)]
pub struct ModalDialogProps {
    /// The accessible name.
    pub label: AttrValue,
    pub class: Classes,
    #[prop_or_default]
    pub part: Option<AttrValue>,
    #[prop_or_default]
    pub children: Html,
}

/// A dialog that is open while it is in the page. It keeps the focus within it; Escape and a press
/// beside it close it, and the focus goes back to where it was.
#[component]
pub fn ModalDialog(props: &ModalDialogProps) -> Html {
    let act = use_act();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let modal = Modal::open(&node);
            move || drop(modal)
        });
    }
    let oncancel = {
        let act = act.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            act.emit(Action::Dialog(None));
        })
    };
    // A browser may close it without asking, as Chromium does after two presses of Escape.
    let onclose = {
        let act = act.clone();
        Callback::from(move |_: Event| act.emit(Action::Dialog(None)))
    };
    // The content fills the element, so that only a press on the backdrop is one on the element.
    let onpointerdown = {
        let node = node.clone();
        Callback::from(move |event: PointerEvent| {
            if event.target() == node.get().map(Into::into) {
                act.emit(Action::Dialog(None));
            }
        })
    };
    html! {
        <dialog
            ref={node} class={classes!("dialog", props.class.clone())} aria-label={&props.label}
            data-part={props.part.clone()} {oncancel} {onclose} {onpointerdown}
        >
            <div class="dialog-content">{ props.children.clone() }</div>
        </dialog>
    }
}

//! Modal dialogs: the `dialog` element, which keeps the focus within it.

use web_sys::{HtmlDialogElement, HtmlElement};
use yew::NodeRef;

use super::page::document;

/// An open dialog; dropping it closes it and gives the focus back.
pub struct Modal {
    dialog: HtmlDialogElement,
    before: Option<HtmlElement>,
}

impl Modal {
    /// Opens a `dialog` element that is in the page.
    pub fn open(node: &NodeRef) -> Option<Modal> {
        let dialog = node.cast::<HtmlDialogElement>()?;
        let before = document()?.active_element();
        let before = before.and_then(|element| wasm_bindgen::JsCast::dyn_into(element).ok());
        // One that is open already stays open.
        let _ = dialog.show_modal();
        Some(Modal { dialog, before })
    }
}

impl Drop for Modal {
    fn drop(&mut self) {
        self.dialog.close();
        // What had the focus may be gone; then the page finds another place for it.
        if let Some(before) = &self.before {
            let _ = before.focus();
        }
    }
}

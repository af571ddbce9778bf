//! The person's own schemes: a scheme is copied, changed, tried, saved and brought back.
//!
//! The same on the workbench and on the page that verifies. While a scheme is being changed it is in
//! force, so the request at hand is signed or verified by it at once. What an edit does belongs in
//! [`signature::editor`], and what is kept in [`super::state::own`].

mod actions;
mod editor;
mod message;
pub mod store;
mod text;

use std::rc::Rc;

use yew::prelude::*;

pub use self::actions::actions;
use self::actions::new_scheme;
use self::editor::Editor;
use self::message::Message;
use super::shared::Shared;
use super::state::Own;
use super::state::own::Change;
use signature::Scheme;
use signature::editor::SchemeEditor;

/// The callbacks of a page that shows schemes.
#[derive(Clone, PartialEq)]
pub struct Acts {
    pub own: Callback<Change>,
    /// A scheme is to be in force, by its id.
    pub choose: Callback<Rc<str>>,
}

/// These buttons, and what became of the last one.
pub fn offer(own: &Rc<Own>, scheme: &Scheme, acts: &Acts) -> Html {
    html! { <>{ actions(own, scheme, acts) }{ said(own, acts) }</> }
}

/// The button that begins a scheme where none is in force, from what is guessed of it.
pub fn begin(own: &Rc<Own>, guessed: Scheme, acts: &Acts) -> Html {
    html! { <>{ new_scheme(guessed, acts) }{ said(own, acts) }</> }
}

/// What became of the last button, with the way back; and what storage refused.
pub fn said(own: &Rc<Own>, acts: &Acts) -> Html {
    html! { <Message own={Shared::from(own)} acts={acts.clone()} /> }
}

/// The scheme that is being changed; `tried` shows what it makes of the request at hand.
pub fn editor(own: &Rc<Own>, editor: &Rc<SchemeEditor>, acts: &Acts, tried: Html) -> Html {
    html! { <Editor own={Shared::from(own)} editor={Shared::from(editor)} acts={acts.clone()} {tried} /> }
}

/// Saves the scheme that is being changed, and puts it in force.
fn save(own: &Own, acts: &Acts, replace: bool) {
    let change = store::save(own, replace);
    let saved = match &change {
        Change::Saved(_, id) => Some(Rc::clone(id)),
        _ => None,
    };
    acts.own.emit(change);
    if let Some(id) = saved {
        acts.choose.emit(id);
    }
}

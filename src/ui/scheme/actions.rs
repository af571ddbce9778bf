//! The buttons that begin a scheme of the person's own, or act on a saved one.

use std::rc::Rc;

use yew::prelude::*;

use super::{Acts, store};
use crate::ui::state::Own;
use crate::ui::state::own::Change;
use signature::Scheme;
use signature::saved::is_own;

/// The buttons that act on the scheme in force: customise it; a saved one can be edited and deleted too.
pub fn actions(own: &Rc<Own>, scheme: &Scheme, acts: &Acts) -> Html {
    let copy = {
        let scheme = scheme.clone();
        acts.own
            .reform(move |_: MouseEvent| Change::Copy(Rc::new(scheme.clone())))
    };
    if !is_own(&scheme.id) {
        return html! {
            <div class="scheme-actions">
                <button type="button" data-part="scheme-copy" onclick={copy}>{ "Customise scheme…" }</button>
            </div>
        };
    }
    let id: Rc<str> = scheme.id.as_str().into();
    let begin = {
        let id = Rc::clone(&id);
        acts.own
            .reform(move |_: MouseEvent| Change::Begin(Rc::clone(&id)))
    };
    let delete = {
        let own = Rc::clone(own);
        acts.own
            .reform(move |_: MouseEvent| store::delete(&own, &id))
    };
    html! {
        <div class="scheme-actions">
            <button type="button" data-part="scheme-change" onclick={begin}>{ "Edit scheme…" }</button>
            <button type="button" data-part="scheme-copy" onclick={copy}>{ "Customise a copy…" }</button>
            <button type="button" data-part="scheme-delete" onclick={delete}>{ "Delete scheme" }</button>
        </div>
    }
}

/// The button that begins a scheme where none is in force, from what is guessed of it.
pub fn new_scheme(guessed: Scheme, acts: &Acts) -> Html {
    let begin = acts
        .own
        .reform(move |_: MouseEvent| Change::New(Rc::new(guessed.clone())));
    html! {
        <div class="scheme-actions">
            <button type="button" data-part="scheme-new" onclick={begin}>{ "New custom scheme…" }</button>
        </div>
    }
}

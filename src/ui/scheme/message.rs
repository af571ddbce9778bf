//! What became of the last button, with the way back; and what storage refused.

use yew::prelude::*;

use super::{Acts, save, store};
use crate::browser::page;
use crate::ui::controls::{CopyButton, Holds};
use crate::ui::shared::Shared;
use crate::ui::state::Own;
use signature::saved::Kept;

/// See [`Message`].
#[derive(Properties, PartialEq)]
pub struct MessageProps {
    pub own: Shared<Own>,
    pub acts: Acts,
}

/// A status line; it is there also while it is empty, so that it is announced.
#[component]
pub fn Message(props: &MessageProps) -> Html {
    let MessageProps { own, acts } = props;
    let ended = !own.said.is_empty();
    use_effect_with((), move |()| {
        // The editor took the focus with it.
        if ended && page::is_focus_lost() {
            page::focus("[data-part=\"scheme\"], [data-part=\"verify-scheme\"]");
        }
    });
    let undo = {
        let own = own.clone();
        acts.own.reform(move |_: MouseEvent| store::undo(&own))
    };
    let discard = {
        let own = own.clone();
        acts.own.reform(move |_: MouseEvent| store::afresh(&own))
    };
    let replace = {
        let (own, acts) = (own.clone(), acts.clone());
        Callback::from(move |_: MouseEvent| save(&own, &acts, true))
    };
    let stored = use_callback((), |(), ()| store::raw());
    html! {
        <div class="scheme-message">
            if let Some(kept) = &own.kept {
                <p class="notice" role="alert" data-part="scheme-kept">{ kept.message() }</p>
            }
            if own.kept == Some(Kept::Damaged) {
                <div class="scheme-actions">
                    <CopyButton text={stored} what="the stored schemes" holds={Holds::All} />
                    <button type="button" data-part="scheme-discard" onclick={discard}>
                        { "Discard the stored schemes" }
                    </button>
                </div>
            }
            <div class="scheme-said">
                <span role="status" data-part="scheme-said">{ AttrValue::Rc(own.said.clone()) }</span>
                if own.gone.is_some() {
                    <button type="button" data-part="scheme-undo" onclick={undo}>{ "Undo" }</button>
                }
                if own.taken.is_some() {
                    <button type="button" data-part="scheme-replace" onclick={replace}>{ "Replace it" }</button>
                }
            </div>
        </div>
    }
}

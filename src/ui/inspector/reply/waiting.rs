//! The wait for a reply, with a running time.

use yew::prelude::*;

use crate::ui::inspector::elapsed::use_tenths;

/// How long the request has been on its way.
#[component]
pub fn Waiting() -> Html {
    let tenths = use_tenths();
    html! {
        <p class="sending">
            <span class="spinner" aria-hidden="true" />
            <span>{ "Waiting for the reply" }</span>
            <span class="elapsed" role="timer" aria-live="off" data-part="elapsed">
                { format!("{}.{} s", tenths / 10, tenths % 10) }
            </span>
        </p>
    }
}

//! The proof: every published vector, run live.

use yew::prelude::*;

use super::el::el;

/// See the module.
#[component]
pub fn Proof() -> Html {
    el("main").class("work own").node()
}

//! The page: Yew components over one state.
//!
//! [`state`] is plain data with a reducer; the components get values and one
//! callback for actions. Nothing here computes what a request is.

mod act;
mod app;
pub mod controls;
mod dialog;
pub mod form;
pub mod handshakes;
mod header;
mod hooks;
mod more;
pub mod inspector;
pub mod nav;
mod notices;
mod palette;
pub mod prefs;
pub mod proof;
pub mod prose;
pub mod route;
pub mod scheme;
pub mod shared;
mod shortcuts;
mod start_page;
pub mod state;
mod text;
pub mod veil;
pub mod verify;
pub mod workbench;

use wasm_bindgen_futures::spawn_local;

use crate::browser::task::frame;
use crate::browser::{page, regexp, storage};

/// Mounts the page, opened at what the hash names.
pub fn start() {
    let kept = storage::read(prefs::KEY).ok().flatten();
    let props = app::AppProps {
        matcher: regexp::matches,
        route: route::read(&page::hash()),
        prefs: prefs::read(kept.as_deref().unwrap_or_default()),
        own: scheme::store::begin(),
    };
    // A frame later: starting the program takes a slow machine long enough.
    spawn_local(async {
        frame().await;
        yew::Renderer::<app::App>::with_props(props).render();
    });
}

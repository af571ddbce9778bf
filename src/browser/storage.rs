//! What the browser keeps between visits (`localStorage`).
//!
//! Storage may be forbidden or full: both are answers, never a failure of the page.

use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};

use super::page::Listener;

/// Why something was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The browser or its settings forbid storage for this page.
    Forbidden,
    /// There is no room left.
    Full,
}

impl Refused {
    /// What it means for the person.
    pub fn message(self) -> &'static str {
        match self {
            Refused::Forbidden => {
                "The browser does not allow this page to store anything. Drafts are kept in memory only, until this tab closes. To keep them, allow site data for this page in the browser's settings."
            }
            Refused::Full => {
                "The browser has no room left for this draft. It is kept in memory only, until this tab closes. To keep it, clear the site data of this page, or make the body smaller."
            }
        }
    }
}

fn storage() -> Result<Storage, Refused> {
    web_sys::window()
        .and_then(|w| w.local_storage().ok().flatten())
        .ok_or(Refused::Forbidden)
}

/// What was kept under a key.
pub fn read(key: &str) -> Result<Option<String>, Refused> {
    storage()?.get_item(key).map_err(|_| Refused::Forbidden)
}

/// Keeps a text.
pub fn write(key: &str, text: &str) -> Result<(), Refused> {
    storage()?.set_item(key, text).map_err(|_| Refused::Full)
}

/// Forgets a text.
pub fn remove(key: &str) -> Result<(), Refused> {
    storage()?.remove_item(key).map_err(|_| Refused::Forbidden)
}

/// Calls with the key of each text that another tab stores.
pub fn on_change(call: impl Fn(String) + 'static) -> Option<Listener> {
    Listener::on_window("storage", move |event| {
        let event = event.dyn_ref::<StorageEvent>();
        let stored = event.filter(|event| event.new_value().is_some());
        if let Some(key) = stored.and_then(StorageEvent::key) {
            call(key);
        }
    })
}

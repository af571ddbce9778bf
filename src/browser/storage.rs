//! What the browser keeps between visits (`localStorage`).
//!
//! Storage may be forbidden or full: both are answers, never a failure of the page.

use web_sys::Storage;

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
                "The browser does not let this page store anything: the draft is kept in memory only, until this tab closes"
            }
            Refused::Full => {
                "The browser has no room to store this draft: it is kept in memory only, until this tab closes"
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

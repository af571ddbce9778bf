//! The words for what is kept between visits, and for documents that cannot be had.

use super::words::{Said, bytes, quote};

/// What is wrong with a saved draft, the storage, or a document of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// A saved draft that does not read.
    Corrupt,
    /// A saved draft of a version that this page does not know yet.
    Newer { version: u64, known: u64 },
    /// Such a draft was put aside, under another key.
    Aside { key: String },
    /// Such a draft stays where it is, because it could not be put aside.
    InPlace,
    /// What was typed for a registration cannot be read, so its delivery is made without it.
    NotTaken { of: String, why: String },
    /// The browser's storage has no room left.
    Full,
    /// The browser does not let the page store anything.
    Denied,
    /// A body too large to be stored; its bytes.
    TooLarge { bytes: u64 },
    /// Raw text that does not parse is not stored, since secrets could not be taken out of it.
    Unparsed,
    /// A draft is signed by a saved scheme that is not there.
    Scheme { name: String },
    /// The list of documents cannot be loaded or read.
    Index { why: String },
    /// A document cannot be loaded.
    Load { id: String, why: String },
    /// A document was loaded but does not read.
    Read { id: String, why: String },
    /// The address names a document or an operation that is not there.
    Unknown { what: String },
}

impl Kept {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Kept::Corrupt
            | Kept::Newer { .. }
            | Kept::Aside { .. }
            | Kept::InPlace
            | Kept::NotTaken { .. } => "draft",
            Kept::Scheme { .. } => "scheme",
            Kept::Full | Kept::Denied | Kept::TooLarge { .. } | Kept::Unparsed => "storage",
            Kept::Index { .. } | Kept::Load { .. } | Kept::Read { .. } | Kept::Unknown { .. } => {
                "catalog"
            }
        }
    }

    pub(super) fn said(&self) -> Said {
        Said::finds(match self {
            Kept::Corrupt => "The saved draft is damaged and cannot be read".into(),
            Kept::Newer { version, known } => format!(
                "The saved draft is of version {version}, and this page knows versions up to {known}: reload the page to get the newer one"
            ),
            Kept::Aside { key } => format!(
                "its text is kept in this browser's storage as {}, the form starts empty, and what is typed now is stored as ever",
                quote(key)
            ),
            Kept::InPlace => "it is kept as it is, for there is no room for a copy, and the form starts empty: what is typed now is kept in memory only, until you reset the form, which discards the saved draft".into(),
            Kept::NotTaken { of, why } => format!(
                "This delivery is made without what was typed for {}: {why}; open that one to see what can be done",
                quote(of)
            ),
            Kept::Full => "The browser's storage for this site is full, so this draft is kept in memory only and is lost on reload; copy what you need, or clear the site's data".into(),
            Kept::Denied => "The browser does not let this page store anything, so this draft is kept in memory only and is lost on reload; copy what you need, or allow site data for this page".into(),
            Kept::TooLarge { bytes: count } => format!(
                "A body of {} is too large for the browser's storage, so it is kept in memory only and is lost on reload; copy it if you need it",
                bytes(*count)
            ),
            Kept::Unparsed => "Raw text that does not parse may hold secrets that cannot be found, so it is kept in memory only and is lost on reload; correct it or copy it".into(),
            Kept::Scheme { name } => format!(
                "The saved scheme {} is not in this browser any more, so the request is sent unsigned; what was typed is kept: choose another scheme, or save that one again",
                quote(name)
            ),
            Kept::Index { why } => format!("The list of documents cannot be had: {why}; reload the page to try again"),
            Kept::Load { id, why } => format!("The document {} cannot be loaded: {why}; the others still work, and reloading the page tries again", quote(id)),
            Kept::Read { id, why } => format!("The document {} cannot be read: {why}; the others still work", quote(id)),
            Kept::Unknown { what } => format!("There is nothing named {} here; choose from the list", quote(what)),
        })
    }
}

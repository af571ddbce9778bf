//! The wording for saved data and for documents that could not be loaded.

use super::words::{Wording, bytes, quote};

/// A fault of a saved draft, the storage, or a document of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// A saved draft that cannot be read.
    Corrupt,
    /// A saved draft whose version this page does not know yet.
    Newer {
        /// The version of the draft.
        version: u64,
        /// The latest version that this page knows.
        known: u64,
    },
    /// Such a draft was moved to another key.
    Aside {
        /// The key of the storage that has the draft now.
        key: String,
    },
    /// Such a draft stays in its place because there is no room for a copy.
    InPlace,
    /// The input for a registration cannot be read, so its delivery does not include it.
    NotTaken {
        /// The id of the registration.
        of: String,
        /// The reason, as a sentence.
        why: String,
    },
    /// The browser's storage has no room left.
    Full,
    /// The browser does not let the page store anything.
    Denied,
    /// A body too large to store; its bytes.
    TooLarge {
        /// The size of the body.
        bytes: u64,
    },
    /// Raw text that does not parse is not stored, since secrets cannot be removed from it.
    Unparsed,
    /// A draft is signed with a saved scheme that no longer exists.
    Scheme {
        /// The id of the scheme.
        name: String,
    },
    /// The list of documents cannot be loaded or read.
    Index {
        /// The reason, as a sentence.
        why: String,
    },
    /// A document cannot be loaded.
    Load {
        /// The id of the document.
        id: String,
        /// The reason, as a sentence.
        why: String,
    },
    /// A document was loaded but cannot be read.
    Read {
        /// The id of the document.
        id: String,
        /// The reason, as a sentence.
        why: String,
    },
    /// The address names a document or an operation that does not exist.
    Unknown {
        /// The text in the address.
        what: String,
    },
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

    pub(super) fn wording(&self) -> Wording {
        Wording::whole(match self {
            Kept::Corrupt => "The saved draft is damaged and cannot be read".into(),
            Kept::Newer { version, known } => format!(
                "The saved draft has version {version}, but this page knows versions only up to {known}: reload the page to get the newer one"
            ),
            Kept::Aside { key } => format!(
                "its text is kept in this browser's storage as {}; the form starts empty, and new input is saved as usual",
                quote(key)
            ),
            Kept::InPlace => "it stays in storage because there is no room for a copy; the form starts empty, and new input is kept in memory only until you reset the form, which discards the saved draft".into(),
            Kept::NotTaken { of, why } => format!(
                "This delivery does not include the input for {}: {why}; open that operation to correct it",
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
                "The saved scheme {} is no longer in this browser, so the request is sent unsigned; your input is kept: choose another scheme, or save that one again",
                quote(name)
            ),
            Kept::Index { why } => format!("The list of documents could not be loaded: {why}; reload the page to try again"),
            Kept::Load { id, why } => format!("The document {} cannot be loaded: {why}; the others still work: reload the page to try again", quote(id)),
            Kept::Read { id, why } => format!("The document {} cannot be read: {why}; the others still work", quote(id)),
            Kept::Unknown { what } => format!("There is nothing named {} here; choose from the list", quote(what)),
        })
    }
}

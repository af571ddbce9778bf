//! What the hash names: `#/<document id>/<operationId>`, and of a delivery also the callback's name;
//! or a page of its own: `#/verify`, `#/proof`, `#/handshakes/<id>`.
//!
//! One of the document's `webhooks` is named in the operation's place.

use openapi::Operation;
use signature::percent;

/// The parts of the hash.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Route {
    /// The catalog's id; without one, the start page is meant.
    pub document: Option<String>,
    /// `operationId`; without one, the document's first operation is meant.
    pub operation: Option<String>,
    /// The name of one of its callbacks.
    pub callback: Option<String>,
}

/// A page that is no operation's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The first page, `#/`.
    Start,
    Verify,
    Proof,
    Handshakes,
}

impl Route {
    /// The page of its own that the hash names, if it names one.
    pub fn page(&self) -> Option<Page> {
        let Some(document) = self.document.as_deref() else {
            return Some(Page::Start);
        };
        match document {
            "verify" => Some(Page::Verify),
            "proof" => Some(Page::Proof),
            "handshakes" => Some(Page::Handshakes),
            _ => None,
        }
    }
}

/// Reads a hash, with or without its `#`.
pub fn read(hash: &str) -> Route {
    let mut parts = hash
        .trim_start_matches('#')
        .trim_start_matches('/')
        .split('/')
        .map(decode)
        .filter(|part| !part.is_empty());
    Route {
        document: parts.next(),
        operation: parts.next(),
        callback: parts.next(),
    }
}

/// The hash of an operation, with its `#`.
pub fn write(document: &str, operation: &str) -> String {
    format!("#/{}/{}", encode(document), encode(operation))
}

/// The hash of a delivery: of the registration of that `operationId`, or one of the document's own.
pub fn delivery(document: &str, of: Option<&str>, name: &str) -> String {
    match of {
        Some(of) => [&write(document, of), "/", &encode(name)].concat(),
        None => write(document, name),
    }
}

/// The hash of what is open.
pub fn of(operation: &Operation) -> String {
    match &operation.delivery {
        Some(own) => delivery(&operation.api, own.listing.of.as_deref(), &own.listing.name),
        None => write(&operation.api, &operation.id),
    }
}

/// Escapes what would end a part of the hash (RFC 3986, section 3.5).
fn encode(part: &str) -> String {
    part.replace('%', "%25")
        .replace('/', "%2F")
        .replace(' ', "%20")
}

/// Undoes percent-encoding; what is no escape, or no UTF-8, stays as it is.
fn decode(part: &str) -> String {
    String::from_utf8(percent::decode(part)).unwrap_or_else(|_| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn a_hash_names_a_document_and_an_operation() {
        let route = read("#/keyauth/webhookGet");
        assert_eq!(route.document.as_deref(), Some("keyauth"));
        assert_eq!(route.operation.as_deref(), Some("webhookGet"));
        assert_eq!(route.callback, None);
        assert_eq!(read("#/keyauth").operation, None);
        let route = read(&delivery("superoffice", Some("postWebhook"), "delivery"));
        assert_eq!(route, read("#/superoffice/postWebhook/delivery"));
        assert_eq!(route.operation.as_deref(), Some("postWebhook"));
        assert_eq!(route.callback.as_deref(), Some("delivery"));
        assert_eq!(delivery("hooks", None, "a/b"), "#/hooks/a%2Fb");
        assert_eq!(read(""), Route::default());
        assert_eq!(read("#/"), Route::default());
    }

    #[test]
    fn three_names_are_pages_of_their_own() {
        assert_eq!(read("#/verify").page(), Some(Page::Verify));
        assert_eq!(read("#/proof/").page(), Some(Page::Proof));
        let route = read("#/handshakes/zoom");
        assert_eq!(route.page(), Some(Page::Handshakes));
        assert_eq!(route.operation.as_deref(), Some("zoom"));
        assert_eq!(read("#/verifyx/proof").page(), None);
        let taken = catalog::TAKEN.map(|id| read(&["#/", id].concat()).page());
        assert_eq!(
            taken,
            [Page::Verify, Page::Proof, Page::Handshakes].map(Some)
        );
        assert_eq!(read("").page(), Some(Page::Start));
    }

    #[test]
    fn names_come_back_as_they_were_written() {
        for name in ["a b", "50%", "a/b", "größe", "%2F"] {
            let route = read(&write(name, name));
            assert_eq!(route.document.as_deref(), Some(name));
            assert_eq!(route.operation.as_deref(), Some(name));
        }
    }
}

//! What the hash names: `#/<document id>/<operationId>`, or a page of its own: `#/verify`, `#/proof`.

use crate::sign::{KeyText, key};

/// The parts of the hash.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Route {
    /// The catalog's id; without one, the catalog's first document is meant.
    pub document: Option<String>,
    /// `operationId`; without one, the document's first operation is meant.
    pub operation: Option<String>,
}

/// A page that is no operation's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Verify,
    Proof,
}

impl Route {
    /// The page of its own that the hash names, if it names one.
    pub fn page(&self) -> Option<Page> {
        match self.document.as_deref()? {
            "verify" => Some(Page::Verify),
            "proof" => Some(Page::Proof),
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
    }
}

/// The hash of an operation, with its `#`.
pub fn write(document: &str, operation: &str) -> String {
    format!("#/{}/{}", encode(document), encode(operation))
}

/// Escapes what would end a part of the hash (RFC 3986, section 3.5).
fn encode(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for c in part.chars() {
        match c {
            '%' => out.push_str("%25"),
            '/' => out.push_str("%2F"),
            ' ' => out.push_str("%20"),
            _ => out.push(c),
        }
    }
    out
}

/// Undoes percent-encoding; what is no escape, or no UTF-8, stays as it is.
fn decode(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        let digits = tail
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        let pair = digits.and_then(|digits| key::decode(digits, KeyText::Hex).ok());
        match (first, pair) {
            (b'%', Some(pair)) => {
                out.extend(pair);
                rest = &tail[2..];
            }
            _ => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_names_a_document_and_an_operation() {
        let route = read("#/keyauth/webhookGet");
        assert_eq!(route.document.as_deref(), Some("keyauth"));
        assert_eq!(route.operation.as_deref(), Some("webhookGet"));
        assert_eq!(read("#/keyauth").operation, None);
        assert_eq!(read(""), Route::default());
        assert_eq!(read("#/"), Route::default());
    }

    #[test]
    fn two_names_are_pages_of_their_own() {
        assert_eq!(read("#/verify").page(), Some(Page::Verify));
        assert_eq!(read("#/proof/").page(), Some(Page::Proof));
        assert_eq!(read("#/verifyx/proof").page(), None);
        assert_eq!(read("").page(), None);
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

//! The finished request: a value that everything after it only reads.

use crate::encode::Body;

/// Who put a header field there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A parameter, or `Accept`.
    Parameter,
    /// A security scheme.
    Security,
    /// `Content-Type`.
    Body,
    /// The signature.
    Signature,
}

/// A header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub name: String,
    pub value: String,
    /// The `data-field` it comes from (`header:…`, `auth:…`), for the tie between field and bytes.
    pub field: Option<String>,
    pub origin: Origin,
    /// Byte ranges of the value that are secret, with the placeholder each gets in a redacted snippet (`ACCESS_TOKEN`).
    pub secrets: Vec<(std::ops::Range<usize>, String)>,
}

/// A request as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Upper case.
    pub method: String,
    /// Absolute and normal: `new URL(url).href` is the same text.
    pub url: String,
    /// Whether the address is one that can be sent to (no placeholder host).
    pub address_known: bool,
    /// Byte ranges of `url` by field.
    pub url_spans: Vec<crate::encode::Span>,
    /// In the order they are shown; `Host` and `Content-Length` are not among them (the client writes these).
    pub headers: Vec<Header>,
    pub body: Option<Body>,
}

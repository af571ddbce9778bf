//! The request as an HTTP/1.1 message, in pieces that know their field.

use std::ops::Range;
use std::rc::Rc;

use crate::request::Request;

/// A run of text that belongs to one field, or to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: Rc<str>,
    /// The innermost `data-field` that the text comes from.
    pub field: Option<Rc<str>>,
    pub secret: bool,
}

/// The message: request line and header fields as pieces (CRLF line ends), then the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub head: Vec<Piece>,
    /// The header lines that the signature added, one a line, LF between them.
    pub signature: String,
}

/// The head of the message, `Host` and `Content-Length` included.
pub fn message(request: &Request) -> Message {
    let _ = request;
    todo!()
}

/// A tree of the body's fields: nested spans with the text around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nested {
    Text(Rc<str>),
    Field {
        field: Rc<str>,
        secret: bool,
        children: Vec<Nested>,
    },
}

/// The body as nested spans; its text put together is the exact body (U+FFFD for bytes that are no UTF-8).
pub fn body(request: &Request) -> Vec<Nested> {
    let _ = request;
    todo!()
}

/// Lower-case hex SHA-256 of the body.
pub fn body_sha256(request: &Request) -> String {
    let _ = request;
    todo!()
}

/// Bytes `range` of the body as text.
pub fn text(bytes: &[u8], range: Range<usize>) -> String {
    String::from_utf8_lossy(&bytes[range]).into_owned()
}

//! The request as an HTTP/1.1 message, in pieces that know their field.
//!
//! The pieces together are the exact message; nothing is prettified here. Header fields
//! added by browsers belong in [`crate::forecast`].

pub mod secrets;
mod spans;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::rc::Rc;

use crate::encode::Span;
use crate::message::{Header, Origin, Request};
use problem::{Field, Root};
use signature::{Algorithm, DigestText, hmac};

/// A run of text that belongs to one field or to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: Rc<str>,
    /// The innermost field that the text comes from.
    pub field: Option<Rc<Field>>,
    /// `true` if the text is a secret.
    pub secret: bool,
}

/// The message: request line and header fields as pieces (CRLF line ends), then the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The head, up to the empty line.
    pub head: Vec<Piece>,
    /// The header lines that the signature added, one a line, LF between them.
    pub signature: Vec<Piece>,
}

/// The head of the message, `Host` and `Content-Length` included, up to the empty line.
pub fn message(request: &Request) -> Message {
    let mut head = Head::default();
    let url = request.url.len();
    let target = url - request.target().len()..url;
    let authority = target.start - request.authority().len()..target.start;
    head.plain(&request.method);
    head.plain(" ");
    head.address(request, target);
    head.plain(" HTTP/1.1\r\nHost: ");
    head.address(request, authority);
    for header in &request.headers {
        head.plain("\r\n");
        head.plain(&header.name);
        head.plain(": ");
        head.value(header);
    }
    if let Some(length) = content_length(request) {
        head.plain("\r\nContent-Length: ");
        head.plain(&length.to_string());
    }
    head.plain("\r\n\r\n");
    Message {
        head: head.pieces,
        signature: signature(request),
    }
}

/// The header lines that the signature added, separated by LF.
pub fn signature(request: &Request) -> Vec<Piece> {
    let mut lines = Head::default();
    let added = request.headers.iter();
    for (index, header) in added.filter(|h| h.origin == Origin::Signature).enumerate() {
        lines.plain(if index > 0 { "\n" } else { "" });
        lines.plain(&header.name);
        lines.plain(": ");
        lines.value(header);
    }
    lines.pieces
}

/// The whole address as pieces, so that its secrets can be masked.
pub fn address(request: &Request) -> Vec<Piece> {
    let mut head = Head::default();
    head.address(request, 0..request.url.len());
    head.pieces
}

/// The value of `Content-Length`: the body's length; without a body 0 for methods that
/// usually have one (RFC 9110 section 8.6, and the Fetch standard's POST and PUT).
pub fn content_length(request: &Request) -> Option<usize> {
    match &request.body {
        Some(body) => Some(body.bytes.len()),
        None if matches!(&*request.method, "POST" | "PUT") => Some(0),
        None => None,
    }
}

/// Pieces under construction; adjacent runs without a field are merged.
#[derive(Default)]
struct Head {
    pieces: Vec<Piece>,
}

impl Head {
    fn plain(&mut self, text: &str) {
        self.push(text, None, false);
    }

    fn push(&mut self, text: &str, field: Option<Rc<Field>>, secret: bool) {
        if let Some(last) = self.pieces.last_mut()
            && last.field == field
            && last.secret == secret
        {
            last.text = [&*last.text, text].concat().into();
        } else if !text.is_empty() {
            self.pieces.push(Piece {
                text: text.into(),
                field,
                secret,
            });
        }
    }

    /// Adds a part of the URL, with the fields that it comes from.
    fn address(&mut self, request: &Request, part: Range<usize>) {
        spans::runs(&request.url_spans, part, |range, span| {
            let text = request.url.get(range).unwrap_or_default();
            let field = span.map(|s| s.field.clone());
            self.push(text, field, span.is_some_and(|s| s.secret));
        });
    }

    fn value(&mut self, header: &Header) {
        let whole = Rc::new(Field::from(Root::Whole));
        let hidden: Vec<Span> = header
            .secrets
            .iter()
            .map(|(range, _)| Span {
                field: Rc::clone(&whole),
                start: range.start,
                end: range.end,
                secret: true,
            })
            .collect();
        spans::runs(&hidden, 0..header.value.len(), |range, span| {
            let text = header.value.get(range).unwrap_or_default();
            self.push(text, header.field.clone(), span.is_some());
        });
    }
}

/// A tree of the body's fields: nested spans with the text around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nested {
    /// Text that belongs to the field around it.
    Text(Rc<str>),
    /// A field within.
    Field {
        /// The field.
        field: Rc<Field>,
        /// `true` if the field is a secret.
        secret: bool,
        /// The text of the field.
        children: Vec<Nested>,
    },
}

/// The body as nested spans; its text together is the exact body (U+FFFD for bytes that
/// are not UTF-8).
pub fn body(request: &Request) -> Vec<Nested> {
    let body = request.body.as_ref();
    body.map_or_else(Vec::new, |body| spans::nest(&body.bytes, &body.spans))
}

/// Like [`body`], with only the spans of secrets.
pub fn body_secrets(request: &Request) -> Vec<Nested> {
    let body = request.body.as_ref();
    body.map_or_else(Vec::new, |body| {
        let secrets = body.spans.iter().filter(|span| span.secret);
        let secrets: Vec<Span> = secrets.cloned().collect();
        spans::nest(&body.bytes, &secrets)
    })
}

/// Lower-case hex SHA-256 of the body.
pub fn body_sha256(request: &Request) -> String {
    let bytes = request.body.as_ref().map_or(&[][..], |body| &body.bytes);
    hmac::text(&hmac::hash(Algorithm::Sha256, bytes), DigestText::Hex)
}

/// Bytes `range` of the body as text; empty if the body is shorter.
pub fn text(bytes: &[u8], range: Range<usize>) -> String {
    String::from_utf8_lossy(bytes.get(range).unwrap_or_default()).into_owned()
}

//! A request as a person pastes it: raw HTTP/1.1, or header fields and a body.
//!
//! What people have is rarely what was on the wire: terminals turn CRLF into
//! LF, editors add a newline, tools print `> ` before each line. Everything is
//! read, nothing is dropped, and each oddity is a [`Note`]. Time is linear in
//! the input, and no input is an error. What is not here: what a signature in
//! it proves (see `diagnosis`).

mod body;
mod head;
mod note;
mod shared;
#[cfg(test)]
mod tests;

use head::Head;
use signature::Signable;

pub use note::Note;
pub use shared::Body;

/// A request that was received.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Received {
    /// As written; `POST` where the text has no request line.
    pub method: String,
    /// Path and query; `/` where nothing says it.
    pub target: String,
    /// Absolute, as far as it can be told from `Host` or the request line; else empty.
    pub url: String,
    /// Names as written, values without white space at their ends; a folded value is one line.
    pub headers: Vec<(String, String)>,
    /// Byte for byte, but for a chunked coding, which is taken off.
    pub body: Body,
    /// What was odd, in the order it was met.
    pub notes: Vec<Note>,
}

/// Reads a raw request: request line or none, header fields, blank line, body (RFC 9112).
pub fn read(raw: &[u8]) -> Received {
    take(raw.to_vec())
}

/// As [`read`], without a copy of what may be megabytes.
pub fn take(raw: Vec<u8>) -> Received {
    let head = Head::read(&raw);
    let from = head.end;
    finish(head, Body::after(raw, from))
}

/// Reads header fields, with or without a request line, and takes the body as it is.
pub fn read_parts(fields: &[u8], body: Body) -> Received {
    let mut head = Head::read(fields);
    let rest = fields.get(head.end..).unwrap_or_default();
    head.notes
        .retain(|note| !matches!(note, Note::NoBlankLine | Note::NoBody));
    if !rest.iter().all(u8::is_ascii_whitespace) {
        head.notes.push(Note::NotFields {
            line: note::shown(rest),
        });
    }
    finish(head, body)
}

fn finish(mut head: Head, body: Body) -> Received {
    let body = body::taken(&mut head, body);
    // What changed the head's line ends had none to change in this body.
    if !body.contains(&b'\n') {
        head.notes.retain(|note| *note != Note::BareLf);
    }
    let (method, target, url) = head.address();
    Received {
        method,
        target,
        url,
        headers: head.headers,
        body,
        notes: head.notes,
    }
}

impl Received {
    /// The value of a field, the first of its name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|h| h.0.eq_ignore_ascii_case(name))?;
        Some(&found.1)
    }

    /// The request as signing reads it.
    pub fn signable(&self) -> Signable<'_> {
        Signable {
            method: &self.method,
            url: &self.url,
            target: &self.target,
            headers: &self.headers,
            body: &self.body,
            content_type: self.header("content-type").unwrap_or_default(),
        }
    }

    /// Sets the address that the sender called, where the request does not tell it; both an
    /// absolute address and a path with query are taken.
    pub fn set_url(&mut self, url: &str) {
        match head::absolute(url) {
            Some(target) => {
                self.target = target.to_owned();
                self.url = url.split('#').next().unwrap_or_default().to_owned();
            }
            None => self.url = url.to_owned(),
        }
        self.notes
            .retain(|note| !matches!(note, Note::NoHost | Note::SchemeAssumed { .. }));
    }
}

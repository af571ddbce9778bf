//! A reader of pasted requests: raw HTTP/1.1, or header fields and a body.
//!
//! Pasted text rarely matches the bytes on the wire: terminals turn CRLF into
//! LF, editors add a newline, tools print `> ` before each line. The reader
//! accepts every input, drops nothing, and reports each oddity as a [`Note`],
//! in time linear in the input. `diagnosis` judges the signature of a request.
//!
//! ```
//! use received::Note;
//!
//! let pasted = b"> POST /hook HTTP/1.1\n> Host: example.com\n> Content-Length: 12\n>\n{\"foo\": 1}\n";
//! let received = received::read(pasted);
//! assert_eq!(received.method, "POST");
//! assert_eq!(received.url, "https://example.com/hook");
//! assert_eq!(received.header("content-length"), Some("12"));
//! assert_eq!(&received.body[..], b"{\"foo\": 1}\n");
//!
//! assert!(received.notes.contains(&Note::CurlMarks));
//! for note in &received.notes {
//!     println!("{}.", note.sentence());
//! }
//! ```

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
    /// As written; `POST` if the text has no request line.
    pub method: String,
    /// Path and query; `/` if the text does not contain them.
    pub target: String,
    /// The absolute URL, from the request line or `Host`; empty if neither gives it.
    pub url: String,
    /// Names as written, values trimmed; a folded value is joined to one line.
    pub headers: Vec<(String, String)>,
    /// The exact bytes, without the chunked coding if there was one.
    pub body: Body,
    /// The oddities, in the order they were found.
    pub notes: Vec<Note>,
}

/// Reads a raw request: an optional request line, header fields, a blank line, a body (RFC 9112).
pub fn read(raw: &[u8]) -> Received {
    take(raw.to_vec())
}

/// Reads a raw request as [`read`] does, without copying a body that may have megabytes.
pub fn take(raw: Vec<u8>) -> Received {
    let head = Head::read(&raw);
    let from = head.end;
    finish(head, Body::after(raw, from))
}

/// Reads header fields, with or without a request line, and uses the body unchanged.
pub fn read_parts(fields: &[u8], body: Body) -> Received {
    let mut head = Head::read(fields);
    let rest = fields.get(head.end..).unwrap_or_default();
    head.notes
        .retain(|note| !matches!(note, Note::NoBlankLine | Note::NoBody));
    if !rest.iter().all(u8::is_ascii_whitespace) {
        head.notes.push(Note::NotFields {
            line: note::excerpt(rest),
        });
    }
    finish(head, body)
}

fn finish(mut head: Head, body: Body) -> Received {
    let body = body::decode(&mut head, body);
    // A tool that changed the head's line endings found none to change in this body.
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
    /// The value of the first field with that name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|h| h.0.eq_ignore_ascii_case(name))?;
        Some(&found.1)
    }

    /// The request as input for signing and verifying.
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

    /// Sets the address that the sender called, for a request that does not contain it.
    ///
    /// Accepts an absolute address, or a path with query.
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

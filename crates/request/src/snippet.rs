//! Snippets: the request in other tools' languages, byte for byte.
//!
//! A snippet carries the finished request's exact bytes, so that its signature stays
//! valid. The redacted form has named placeholders for secrets; the exact form is equal
//! to the last byte.

mod curl;
mod fetch;
mod http;
mod parts;
mod shell;
#[cfg(test)]
mod tests;

use crate::message::{Origin, Request};
use parts::SnippetParts;

/// A language or tool that snippets are written for.
#[derive(Clone, Copy)]
pub struct Target {
    /// Value of `snippet-target`: `curl`, `http`, `fetch`.
    pub id: &'static str,
    /// The name that people see.
    pub title: &'static str,
    /// A body from a file is read from that file when the snippet is run, so the snippet
    /// contains none of its bytes.
    reads_file: bool,
    write: fn(&SnippetParts<'_>) -> Snippet,
}

/// All targets, the default first.
const TARGETS: [Target; 3] = [
    Target {
        id: "curl",
        title: "curl",
        reads_file: true,
        write: curl::write,
    },
    Target {
        id: "http",
        title: "Raw HTTP",
        reads_file: false,
        write: http::write,
    },
    Target {
        id: "fetch",
        title: "JavaScript fetch",
        reads_file: false,
        write: fetch::write,
    },
];

/// Returns all targets, the default first.
pub fn targets() -> &'static [Target] {
    &TARGETS
}

/// A snippet and its losses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The snippet.
    pub text: String,
    /// Sentences about parts that the target cannot express and, in the redacted form,
    /// about the signature that will not match.
    pub remarks: Vec<String>,
    /// `true` if placeholders replace secrets.
    pub redacted: bool,
}

/// The curl command that shows the header fields of a request's response, with
/// placeholders for secrets.
pub fn answer(request: &Request) -> String {
    let parts = SnippetParts::redacted(request, true);
    curl::showing_headers(&parts).text
}

/// Writes a snippet: with named placeholders for secrets, or `exact`, equal byte for byte.
///
/// An unknown target selects the default.
pub fn write(target: &str, request: &Request, exact: bool) -> Snippet {
    let [default, ..] = &TARGETS;
    let target = TARGETS.iter().find(|t| t.id == target).unwrap_or(default);
    let parts = if exact {
        SnippetParts::exact(request)
    } else {
        let by_file = request.body.as_ref().is_some_and(|b| b.file.is_some());
        SnippetParts::redacted(request, !(by_file && target.reads_file))
    };
    let mut snippet = (target.write)(&parts);
    if parts.redacted {
        let mut remarks = vec![
            "Secrets are replaced by placeholders in angle brackets. Turn on “Include secrets” for the exact bytes."
                .to_owned(),
        ];
        if request
            .headers
            .iter()
            .any(|h| h.origin == Origin::Signature)
        {
            remarks.push(
                "The signature will not match: it was made for the exact request with the real secrets."
                    .to_owned(),
            );
        }
        remarks.append(&mut snippet.remarks);
        snippet.remarks = remarks;
    }
    snippet
}

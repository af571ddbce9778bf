//! Snippets: the request in other tools' words, byte for byte.

use crate::request::Request;

/// A language or tool that snippets are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Value of `snippet-target`: `curl`, `http`, `fetch`.
    pub id: &'static str,
    pub title: &'static str,
}

/// All targets, the default first.
pub fn targets() -> &'static [Target] {
    &[
        Target {
            id: "curl",
            title: "curl",
        },
        Target {
            id: "http",
            title: "Raw HTTP",
        },
        Target {
            id: "fetch",
            title: "JavaScript fetch",
        },
    ]
}

/// A snippet and what it loses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// Sentences: what the target cannot express, and in the redacted form that the signature will not match.
    pub remarks: Vec<String>,
}

/// Writes a snippet: with named placeholders for secrets, or `exact`, equal byte for byte.
pub fn write(target: &str, request: &Request, exact: bool) -> Snippet {
    let _ = (target, request, exact);
    todo!()
}

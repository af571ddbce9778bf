//! The content of a snippet: the exact request, or one with placeholders for its secrets.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use crate::encode::Span;
use crate::message::Request;
use crate::preview::content_length;
use problem::{Field, Root, Step};

/// The parts of a request, ready to be written in any language.
pub struct SnippetParts<'a> {
    pub method: &'a str,
    pub url: Cow<'a, str>,
    pub headers: Vec<(&'a str, Cow<'a, str>)>,
    pub body: Option<Cow<'a, [u8]>>,
    /// The name of the file, if the body is one.
    pub file: Option<&'a str>,
    /// The value of `Content-Length` in the exact request.
    pub length: Option<usize>,
    /// `true` if there are placeholders.
    pub redacted: bool,
}

impl<'a> SnippetParts<'a> {
    pub fn exact(request: &'a Request) -> SnippetParts<'a> {
        let headers = request.headers.iter();
        SnippetParts {
            method: &request.method,
            url: Cow::Borrowed(&request.url),
            headers: headers
                .map(|h| (&*h.name, Cow::Borrowed(&*h.value)))
                .collect(),
            body: request.body.as_ref().map(|b| Cow::Borrowed(&*b.bytes)),
            file: request.body.as_ref().and_then(|b| b.file.as_deref()),
            length: content_length(request),
            redacted: false,
        }
    }

    /// The request with placeholders. A secret within a secret is covered with the outer
    /// one. A body that is not `shown`, but read from its file, has nothing to hide.
    pub fn redacted(request: &'a Request, shown: bool) -> SnippetParts<'a> {
        let mut parts = SnippetParts::exact(request);
        let url = request.url_spans.iter().filter(|s| s.secret);
        let url: Vec<Hole> = url.map(|span| in_url(&request.url, span)).collect();
        parts.redacted |= cover_text(&mut parts.url, &url);
        for (header, shown) in request.headers.iter().zip(&mut parts.headers) {
            let hidden = header.secrets.iter();
            let holes: Vec<Hole> = hidden
                .map(|(range, name)| (range.clone(), bracketed(name)))
                .collect();
            parts.redacted |= cover_text(&mut shown.1, &holes);
        }
        if let Some(body) = request.body.as_ref().filter(|_| shown) {
            let spans = body.spans.iter().filter(|s| s.secret);
            let holes: Vec<Hole> = spans
                .map(|span| in_body(&body.content_type, &body.bytes, span))
                .collect();
            if let Some(covered) = cover(&body.bytes, &holes) {
                parts.body = Some(Cow::Owned(covered));
                parts.redacted = true;
            }
        }
        parts
    }

    /// Host with port, and the request target.
    pub fn address(&self) -> (&str, &str) {
        let rest = self
            .url
            .split_once("://")
            .map_or(&*self.url, |(_, rest)| rest);
        rest.split_at(rest.find('/').unwrap_or(rest.len()))
    }

    pub fn has(&self, name: &str) -> bool {
        self.headers
            .iter()
            .any(|(n, _)| n.eq_ignore_ascii_case(name))
    }
}

/// The range of a secret and its placeholder.
type Hole = (Range<usize>, String);

/// The bytes with placeholders; `None` if there is nothing to cover.
fn cover(bytes: &[u8], holes: &[Hole]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let mut any = false;
    for (range, placeholder) in holes {
        let end = range.end.min(bytes.len());
        if range.start < at || range.start >= end {
            continue;
        }
        out.extend_from_slice(&bytes[at..range.start]);
        out.extend_from_slice(placeholder.as_bytes());
        at = end;
        any = true;
    }
    out.extend_from_slice(&bytes[at..]);
    any.then_some(out)
}

/// Covers the secrets in a text; returns whether there were any.
fn cover_text(text: &mut Cow<'_, str>, holes: &[Hole]) -> bool {
    let covered = cover(text.as_bytes(), holes);
    let any = covered.is_some();
    if let Some(covered) = covered {
        *text = Cow::Owned(String::from_utf8_lossy(&covered).into_owned());
    }
    any
}

/// The hole in a URL; a parameter keeps its name.
fn in_url(url: &str, span: &Span) -> Hole {
    let text = url.get(span.start..span.end).unwrap_or_default();
    let named = text
        .find('=')
        .filter(|_| !matches!(span.field.root, Root::Path(_)));
    let start = span.start + named.map_or(0, |at| at + 1);
    (start..span.end, bracketed(&name(&span.field)))
}

/// The hole in a body; the placeholder keeps the body valid in its format.
fn in_body(content_type: &str, bytes: &[u8], span: &Span) -> Hole {
    let placeholder = name(&span.field);
    let before = span.start.checked_sub(1).and_then(|at| bytes.get(at));
    let is_within_text = before == Some(&b'"') && bytes.get(span.end) == Some(&b'"');
    let text = if *span.field == Field::body() {
        bracketed("BODY")
    } else if content_type.contains("json") && !is_within_text {
        ["\"<", &placeholder, ">\""].concat()
    } else if content_type.contains("xml") {
        ["&lt;", &placeholder, "&gt;"].concat()
    } else {
        bracketed(&placeholder)
    };
    (span.start..span.end, text)
}

fn bracketed(name: &str) -> String {
    ["<", name, ">"].concat()
}

/// The name of a field in the style of environment variables: the last name in its path.
fn name(field: &Field) -> String {
    let name = |step: &'_ Step| match step {
        Step::Name(name) => Some(Rc::clone(name)),
        Step::Index(_) | Step::Entry(_) => None,
    };
    let last = field.path.iter().rev().find_map(name);
    let last = last.as_deref().unwrap_or(field.root.name());
    let upper = |c: char| match c {
        c if c.is_ascii_alphanumeric() => c.to_ascii_uppercase(),
        _ => '_',
    };
    let name: String = last.chars().map(upper).collect();
    match name.trim_matches('_') {
        "" => "SECRET".to_owned(),
        name => name.to_owned(),
    }
}

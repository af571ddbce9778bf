//! CORS: whether a preflight is needed, and the server's required answers (Fetch, section 3.2).

use super::{CorsAnswer, Forecast, Page, Sample, Weight};
use crate::message::{Header, Origin, Request};

/// The preflight of a request to another origin, if it needs one.
pub(super) struct Preflight {
    /// `true` if the method alone requires it.
    pub method: bool,
    /// Lower case, sorted, without repetitions.
    pub fields: Vec<String>,
}

impl Preflight {
    pub fn of(request: &Request) -> Option<Preflight> {
        let method = !matches!(&*request.method, "GET" | "HEAD" | "POST");
        let fields = unsafe_fields(request);
        (method || !fields.is_empty()).then_some(Preflight { method, fields })
    }

    /// The OPTIONS request, as far as the standard defines it.
    pub fn request(&self, request: &Request, page: &Page) -> Request {
        let field = |name: &str, value: String| Header {
            name: name.to_owned(),
            value,
            field: None,
            origin: Origin::Parameter,
            secrets: Vec::new(),
        };
        let mut headers = vec![
            field("Origin", page.origin.clone()),
            field("Access-Control-Request-Method", request.method.clone()),
        ];
        if !self.fields.is_empty() {
            let names = self.fields.join(",");
            headers.push(field("Access-Control-Request-Headers", names));
        }
        Request {
            method: "OPTIONS".to_owned(),
            headers,
            body: None,
            ..request.clone()
        }
    }

    /// That request as text, without the secrets in its address.
    pub fn text(&self, request: &Request, page: &Page) -> String {
        let mut lines = vec![
            ["OPTIONS ", &shown_target(request), " HTTP/1.1"].concat(),
            ["Host: ", request.authority()].concat(),
        ];
        for header in self.request(request, page).headers {
            lines.push([&*header.name, ": ", &header.value].concat());
        }
        lines.join("\n")
    }

    /// The header fields that its answer must have.
    pub fn answer(&self, request: &Request, page: &Page) -> String {
        let mut lines = vec![allow_origin(page)];
        if self.method {
            lines.push(["Access-Control-Allow-Methods: ", &request.method].concat());
        }
        if !self.fields.is_empty() {
            lines.push(["Access-Control-Allow-Headers: ", &self.fields.join(", ")].concat());
        }
        lines.join("\n")
    }

    /// The parts of the request that require a preflight.
    pub fn because(&self, request: &Request) -> String {
        let mut all = Vec::new();
        if self.method {
            all.push(["the method ", &request.method].concat());
        }
        for field in &self.fields {
            let mut headers = request.headers.iter();
            let header = headers.find(|h| h.name.eq_ignore_ascii_case(field));
            all.extend(header.map(|header| match &**field {
                "content-type" => [&*header.name, ": ", &header.value].concat(),
                _ => header.name.clone(),
            }));
        }
        match all.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => [&*others.join(", "), " and ", last].concat(),
            None => String::new(),
        }
    }

    /// Returns whether the request has the one field that `*` never allows.
    pub fn authorizes(&self) -> bool {
        self.fields.iter().any(|f| f == "authorization")
    }
}

/// The note that a `*` in Access-Control-Allow-Headers is not enough.
pub(super) const STAR: &str = "Access-Control-Allow-Headers: * does not cover Authorization: the server must name Authorization there.";

fn allow_origin(page: &Page) -> String {
    ["Access-Control-Allow-Origin: ", &page.origin].concat()
}

/// The request target with an ellipsis for each secret part.
fn shown_target(request: &Request) -> String {
    let from = request.url.len() - request.target().len();
    let mut out = String::new();
    let mut at = from;
    for span in request.url_spans.iter().filter(|span| span.secret) {
        if span.start >= at && span.end <= request.url.len() {
            out.push_str(request.url.get(at..span.start).unwrap_or_default());
            out.push('…');
            at = span.end;
        }
    }
    out.push_str(request.url.get(at..).unwrap_or_default());
    out
}

/// The server's required answers, for its configuration.
pub(super) fn needed(request: &Request, page: &Page) -> CorsAnswer {
    let preflight = Preflight::of(request);
    let mut headers = String::new();
    if let Some(preflight) = &preflight {
        headers
            .push_str("# In the answer to OPTIONS, with a status of 200 to 299 and no redirect\n");
        headers.push_str(&preflight.answer(request, page));
        headers.push_str("\n\n");
    }
    headers.push_str(&["# In the answer to ", &request.method, "\n"].concat());
    headers.push_str(&allow_origin(page));
    CorsAnswer {
        headers,
        preflight: preflight.map(|preflight| preflight.request(request, page)),
    }
}

pub(super) fn preflight(request: &Request, page: &Page) -> Option<Forecast> {
    let preflight = Preflight::of(request)?;
    let message = [
        "Before this request the browser sends another one, a CORS preflight, because of ",
        &preflight.because(request),
        ".",
    ];
    let mut advice = String::from(
        "Let the server answer it with a status of 200 to 299 and the header fields below.",
    );
    if preflight.authorizes() {
        advice.push(' ');
        advice.push_str(STAR);
    }
    let sample = |label, text| Sample { label, text };
    Some(Forecast {
        code: "preflight",
        weight: Weight::Asks,
        header: None,
        message: message.concat(),
        advice,
        samples: vec![
            sample("Preflight", preflight.text(request, page)),
            sample(
                "Header fields of its answer",
                preflight.answer(request, page),
            ),
        ],
    })
}

/// The forecast for reading another origin's reply.
pub(super) fn reply(page: &Page) -> Forecast {
    Forecast {
        code: "reply",
        weight: Weight::Note,
        header: None,
        message:
            "This page has another origin, so it can read the reply only with the header field \
            below. Of the reply's header fields it can read Cache-Control, Content-Language, \
            Content-Length, Content-Type, Expires, Last-Modified, Pragma and those that \
            Access-Control-Expose-Headers names."
                .into(),
        advice:
            "A server without this field still gets the request. Send it with a snippet to see \
            the reply."
                .into(),
        samples: vec![Sample {
            label: "Header field of the reply",
            text: allow_origin(page),
        }],
    }
}

/// The names that are not CORS-safelisted; all of them once the safelisted values exceed 1024 bytes together.
fn unsafe_fields(request: &Request) -> Vec<String> {
    let mut total = 0;
    let mut safe = Vec::new();
    let mut names = Vec::new();
    for header in &request.headers {
        let name = header.name.to_ascii_lowercase();
        if super::fields::is_forbidden(&name, &header.value) {
            continue;
        }
        if is_safelisted(&name, &header.value) {
            total += byte_length(&header.value);
            safe.push(name);
        } else {
            names.push(name);
        }
    }
    if total > 1024 {
        names.append(&mut safe);
    }
    names.sort();
    names.dedup();
    names
}

/// Header values are Latin-1 on the wire: one byte a character.
fn byte_length(value: &str) -> usize {
    value.chars().count()
}

/// Returns whether a field is a CORS-safelisted request-header.
pub(super) fn is_safelisted(name: &str, value: &str) -> bool {
    if byte_length(value) > 128 {
        return false;
    }
    match name {
        "accept" => !value.chars().any(is_unsafe),
        "accept-language" | "content-language" => value
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || " *,-.;=".contains(c)),
        "content-type" => !value.chars().any(is_unsafe) && is_plain_type(value),
        "range" => is_simple_range(value),
        _ => false,
    }
}

/// A CORS-unsafe request-header byte.
fn is_unsafe(c: char) -> bool {
    (c < ' ' && c != '\t') || c == '\u{7f}' || "\"():<>?@[\\]{}".contains(c)
}

fn is_plain_type(value: &str) -> bool {
    let essence = value.split(';').next().unwrap_or_default();
    let essence = essence.trim_matches([' ', '\t']).to_ascii_lowercase();
    matches!(
        &*essence,
        "application/x-www-form-urlencoded" | "multipart/form-data" | "text/plain"
    )
}

/// `bytes=0-` or `bytes=0-9`: a single range that has a start.
fn is_simple_range(value: &str) -> bool {
    let Some((start, end)) = value
        .strip_prefix("bytes=")
        .and_then(|range| range.split_once('-'))
    else {
        return false;
    };
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let in_order = || match (start.parse::<u64>(), end.parse::<u64>()) {
        (Ok(start), Ok(end)) => start <= end,
        _ => end.is_empty(),
    };
    !start.is_empty() && is_number(start) && is_number(end) && in_order()
}

//! CORS: whether a preflight comes first, and what a server must answer (Fetch, section 3.2).

use super::{Forecast, Page, Weight};
use crate::request::Request;
use crate::table::sort_by;

/// The preflight of a request to another origin, if it needs one.
pub(super) struct Preflight {
    /// Whether the method alone asks for it.
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

    /// The OPTIONS request, as far as the standard rules it.
    pub fn request(&self, request: &Request, page: &Page) -> String {
        let mut lines = vec![
            ["OPTIONS ", request.target(), " HTTP/1.1"].concat(),
            ["Host: ", request.authority()].concat(),
            ["Origin: ", &page.origin].concat(),
            ["Access-Control-Request-Method: ", &request.method].concat(),
        ];
        if !self.fields.is_empty() {
            lines.push(["Access-Control-Request-Headers: ", &self.fields.join(",")].concat());
        }
        lines.join("\n")
    }

    /// The fields that the answer to it must have.
    pub fn answer(&self, request: &Request, page: &Page) -> String {
        let mut lines = vec![["Access-Control-Allow-Origin: ", &page.origin].concat()];
        if self.method {
            lines.push(["Access-Control-Allow-Methods: ", &request.method].concat());
        }
        if !self.fields.is_empty() {
            lines.push(["Access-Control-Allow-Headers: ", &self.fields.join(", ")].concat());
        }
        lines.join("\n")
    }
}

pub(super) fn preflight(request: &Request, page: &Page) -> Option<Forecast> {
    let preflight = Preflight::of(request)?;
    let mut message = String::from(
        "The browser first asks the server, in a request of its own (CORS preflight):\n",
    );
    message.push_str(&preflight.request(request, page));
    let mut advice = String::from("The server must answer it with a status of 200 to 299 and\n");
    advice.push_str(&preflight.answer(request, page));
    if preflight.fields.iter().any(|f| f == "authorization") {
        advice.push_str("\nAuthorization must be named there, a * does not cover it");
    }
    Some(Forecast {
        code: "preflight",
        weight: Weight::Asks,
        header: None,
        message,
        advice,
    })
}

/// What a page may read of another origin's reply.
pub(super) fn reply(page: &Page) -> Forecast {
    let mut message = String::from(
        "The page is at another origin: it reads the reply only if that has \
         Access-Control-Allow-Origin: ",
    );
    message.push_str(&page.origin);
    message.push_str(
        " (or *), and of its header fields only Cache-Control, Content-Language, \
         Content-Length, Content-Type, Expires, Last-Modified, Pragma and those that \
         Access-Control-Expose-Headers names",
    );
    Forecast {
        code: "reply",
        weight: Weight::Note,
        header: None,
        message,
        advice: "A server without these still gets the request; send it with a snippet to see \
            the reply"
            .into(),
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
    sort_by(&mut names, Ord::cmp);
    names.dedup();
    names
}

/// Header values are Latin-1 on the wire: one byte a character.
fn byte_length(value: &str) -> usize {
    value.chars().count()
}

/// Whether a field is a CORS-safelisted request-header.
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

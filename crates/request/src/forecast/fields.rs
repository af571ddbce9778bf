//! Methods, bodies and header fields that a page may not send unchanged.

use super::{Forecast, Weight};
use crate::message::Request;
use signature::header::name_fault;

const FORBIDDEN: &[&str] = &[
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// Returns whether a field is a forbidden request-header (Fetch, section 2.2.2); the name
/// in lower case.
pub(crate) fn is_forbidden(name: &str, value: &str) -> bool {
    let overrides = matches!(
        name,
        "x-http-method" | "x-http-method-override" | "x-method-override"
    );
    FORBIDDEN.contains(&name)
        || name.starts_with("proxy-")
        || name.starts_with("sec-")
        || overrides && value.split(',').any(|m| is_forbidden_method(m.trim()))
}

fn is_forbidden_method(method: &str) -> bool {
    ["CONNECT", "TRACE", "TRACK"]
        .iter()
        .any(|m| m.eq_ignore_ascii_case(method))
}

pub(super) fn method(request: &Request) -> Option<Forecast> {
    is_forbidden_method(&request.method).then(|| Forecast {
        code: "method",
        weight: Weight::Stops,
        header: None,
        message: ["Browsers do not let a page send ", &request.method, "."].concat(),
        advice: "Send it with a snippet.".into(),
        samples: Vec::new(),
    })
}

pub(super) fn body(request: &Request) -> Option<Forecast> {
    let bodiless = matches!(&*request.method, "GET" | "HEAD");
    (bodiless && request.body.is_some()).then(|| Forecast {
        code: "body",
        weight: Weight::Stops,
        header: None,
        message: ["Browsers send no body with ", &request.method, "."].concat(),
        advice: "Leave the body empty, or send the request with a snippet.".into(),
        samples: Vec::new(),
    })
}

/// The forecast for a header field that a browser rejects.
pub(super) fn value(request: &Request) -> Option<Forecast> {
    let header = request.headers.iter().find(|h| {
        name_fault(&h.name).is_some()
            || h.value
                .contains(|c: char| c > '\u{ff}' || c.is_ascii_control() && c != '\t')
    })?;
    let wide = header.value.chars().find(|c| *c > '\u{ff}');
    let message = match wide {
        Some(c) => [
            "Header values can only contain characters up to U+00FF, so ",
            &c.to_string(),
            " cannot be sent.",
        ]
        .concat(),
        None => {
            "Header values cannot contain control characters, and names must be tokens.".to_owned()
        }
    };
    Some(Forecast {
        code: "header-value",
        weight: Weight::Stops,
        header: Some(header.name.clone()),
        message,
        advice: "If the API expects UTF-8, encode the value as documented.".into(),
        samples: Vec::new(),
    })
}

/// The forecasts for single header fields.
pub(super) fn fields(request: &Request) -> Vec<Forecast> {
    let mut all = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for header in &request.headers {
        let name = header.name.to_ascii_lowercase();
        if is_forbidden(&name, &header.value) {
            all.push(forbidden(&header.name, &name));
        } else if name == "user-agent" {
            all.push(user_agent(&header.name));
        } else if seen.contains(&name) {
            all.push(repeated(&header.name));
        }
        seen.push(name);
    }
    all
}

fn forbidden(shown: &str, name: &str) -> Forecast {
    let why = match name {
        "cookie" => "and send no cookies from here",
        "date" => "and send no date",
        "host" | "content-length" | "connection" | "transfer-encoding" => {
            "and set that field themselves"
        }
        "origin" | "referer" => "and add the page's address themselves",
        _ => "so the request is sent without it",
    };
    Forecast {
        code: "forbidden-header",
        weight: Weight::Changes,
        header: Some(shown.to_owned()),
        message: ["Browsers do not let a page set ", shown, ", ", why, "."].concat(),
        advice: "If the server needs it, send the request with a snippet. A signature that \
            covers the field does not match without it."
            .into(),
        samples: Vec::new(),
    }
}

fn user_agent(shown: &str) -> Forecast {
    Forecast {
        code: "user-agent",
        weight: Weight::Changes,
        header: Some(shown.to_owned()),
        message: "Chromium keeps its own User-Agent. Firefox and Safari send the one given here."
            .into(),
        advice: "If the server looks at it, send the request with a snippet.".into(),
        samples: Vec::new(),
    }
}

fn repeated(shown: &str) -> Forecast {
    Forecast {
        code: "repeated-header",
        weight: Weight::Changes,
        header: Some(shown.to_owned()),
        message: [
            "The browser joins fields of one name: it sends ",
            shown,
            " once, with the values separated by a comma and a space.",
        ]
        .concat(),
        advice: "Give the field once, or send the request with a snippet.".into(),
        samples: Vec::new(),
    }
}

/// The forecast for a token against cross-site requests, which belongs to a session whose
/// cookie is not sent.
pub(super) fn session(request: &Request) -> Option<Forecast> {
    let header = request.headers.iter().find(|h| {
        let name = h.name.to_ascii_lowercase();
        name.contains("xsrf") || name.contains("csrf")
    })?;
    Some(Forecast {
        code: "credentials",
        weight: Weight::Changes,
        header: Some(header.name.clone()),
        message: [
            &*header.name,
            " belongs to a web session, whose cookie is not sent: this page sends no cookies, and \
             browsers hold them back from other sites.",
        ]
        .concat(),
        advice: "Choose another way to authenticate, or send it with a snippet and the session's \
            cookie."
            .into(),
        samples: Vec::new(),
    })
}

//! What is wrong with a scheme as a whole, once each of its parts is sound.

use super::words;
use super::{Fault, fault};
use crate::Signing;
use crate::secret::{Secret, Secrets};
use crate::template::names;
use crate::{KeyText, Kind, Moment, Scheme, Signable, Verdict, sign, verify_request};
use json::View;
use problem::Severity;

/// What a body is known by in what is signed.
const BODY: [&str; 11] = [
    "body",
    "body-hash",
    "content-digest",
    "json",
    "json-lines",
    "crc32",
    "form",
    "fields",
    "signature-base",
    "header",
    "header-lines",
];

/// What says a time, or may.
const TIME: [&str; 5] = [
    "timestamp",
    "date",
    "signature-base",
    "header",
    "header-lines",
];

/// What is wrong with the whole, and what is odd about it.
pub fn find(root: View<'_>, scheme: &Scheme) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut say = |place: &str, severity, message| {
        found.push(fault(root, place, severity, message));
    };
    let warning = Severity::Warning;
    let sent = |name: &str| {
        let mut fields = scheme.carriers().chain(&scheme.parts);
        fields.any(|f| names(&f.value, name) || names(&f.name, name))
    };
    let carried = |name: &str| {
        let mut fields = scheme.headers.iter().chain(&scheme.members);
        fields.any(|f| names(&f.value, name))
    };
    match scheme.kind {
        Kind::Nothing => return found,
        Kind::Shared => {
            if !sent("secret") {
                say(
                    "/headers",
                    Severity::Error,
                    words::carries_nothing("secret"),
                );
            }
            return found;
        }
        _ if !carried("signature") => {
            say(
                "/headers",
                Severity::Error,
                words::carries_nothing("signature"),
            );
        }
        _ => {}
    }
    let signs = |all: &[&str]| {
        let content = all.iter().any(|name| names(&scheme.content, name));
        let parts = || {
            scheme
                .parts
                .iter()
                .any(|p| all.iter().any(|n| names(&p.value, n)))
        };
        content
            || parts()
            || scheme
                .query
                .iter()
                .any(|q| all.iter().any(|n| names(&q.value, n)))
    };
    if !signs(&BODY) {
        say("/content", warning, words::unsigned_body());
    }
    if sent("timestamp") && !signs(&TIME) {
        say("/content", warning, words::unsigned_time());
    }
    for name in ["timestamp", "id", "nonce", "date"] {
        if names(&scheme.content, name) && !sent(name) {
            say("/content", warning, words::unsent(name));
        }
    }
    if scheme.tolerance.is_some() && scheme.stamp.is_none() && !sent("timestamp") && !sent("date") {
        say("/tolerance", warning, words::no_time());
    }
    if scheme.kind.is_keyed() && !names(&scheme.key.template, "secret") {
        say("/key/template", warning, words::no_key());
    }
    if scheme.key.encoding == KeyText::Text && !scheme.key.prefix.is_empty() {
        say("/key/prefix", warning, words::prefix_of_text());
    }
    if found.is_empty() && !verifies(scheme) {
        found.push(fault(root, "/headers", warning, words::unverifiable()));
    }
    found
}

/// Whether a request that is signed so verifies; what cannot be signed here is not held against the scheme.
fn verifies(scheme: &Scheme) -> bool {
    if !scheme.kind.is_keyed() {
        return true;
    }
    let mut secrets = Secrets::default();
    // Hex, and base64 as well.
    secrets.set("secret", Secret::new("00112233445566778899aabbccddeeff"));
    for input in scheme.inputs.iter().filter(|i| i.default.is_none()) {
        let name = ["secret:", &input.name].concat();
        secrets.set(name, Secret::new("ab12"));
    }
    let moment = Moment {
        unix_ms: 1_700_000_000_000,
        id: "msg_1".to_owned(),
        nonce: "0123456789abcdef0123456789abcdef".to_owned(),
    };
    let mut url = String::from("https://example.com/hook?a=1");
    let mut headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
    let unsigned = br#"{"a":"b"}"#;
    let mut body = unsigned.to_vec();
    let request = Signable {
        method: "POST",
        url: &url.clone(),
        target: "/hook?a=1",
        headers: &headers.clone(),
        body: unsigned,
        content_type: "application/json",
    };
    let Ok(signed) = sign(scheme, &Signing::default(), &secrets, &moment, &request) else {
        return true;
    };
    if signed
        .problems
        .iter()
        .any(|p| p.severity >= Severity::Error)
    {
        return true;
    }
    headers.extend(signed.headers);
    for splice in signed.url {
        url.replace_range(splice.range, &splice.text);
    }
    for splice in signed.body {
        body.splice(splice.range, splice.text.bytes());
    }
    let received = Signable {
        url: &url,
        target: crate::target(&url),
        headers: &headers,
        body: &body,
        ..request
    };
    !matches!(
        verify_request(scheme, &secrets, &received),
        Verdict::Mismatch { .. } | Verdict::NotOfForm { .. }
    )
}

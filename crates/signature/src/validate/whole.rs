//! The faults of a scheme as a whole, once each of its parts is valid.

use crate::Signing;
use crate::fault::{FaultCause, SchemeFault};
use crate::secret::{Secret, Secrets};
use crate::template::names;
use crate::{KeyText, Kind, Moment, Scheme, Signable, Verdict, sign, verify_request};
use problem::Severity;

/// The placeholders that cover a body.
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

/// The placeholders that contain a time, or may contain one.
const TIME: [&str; 5] = [
    "timestamp",
    "date",
    "signature-base",
    "header",
    "header-lines",
];

/// Returns the faults and warnings of a scheme whose parts are valid.
pub fn whole(scheme: &Scheme) -> Vec<SchemeFault> {
    let mut found = Vec::new();
    let sent = |name: &str| {
        let mut fields = scheme.carriers().chain(&scheme.parts);
        fields.any(|f| names(&f.value, name) || names(&f.name, name))
    };
    let carried = |name: &str| {
        let mut fields = scheme.headers.iter().chain(&scheme.members);
        fields.any(|f| names(&f.value, name))
    };
    let lacks = |name| vec![SchemeFault::error("/headers", FaultCause::NotCarried(name))];
    match scheme.kind {
        Kind::Nothing => return found,
        Kind::Shared if sent("secret") => return found,
        Kind::Shared => return lacks("secret"),
        _ if !carried("signature") => return lacks("signature"),
        _ => {}
    }
    let mut warn = |place: &str, cause| found.push(SchemeFault::warning(place, cause));
    let signs = |all: &[&str]| {
        let fields = scheme.parts.iter().chain(&scheme.query);
        let mut texts = fields.map(|field| &field.value).chain([&scheme.content]);
        texts.any(|text| all.iter().any(|name| names(text, name)))
    };
    if !signs(&BODY) {
        warn("/content", FaultCause::UnsignedBody);
    }
    if sent("timestamp") && !signs(&TIME) {
        warn("/content", FaultCause::UnsignedTime);
    }
    for name in ["timestamp", "id", "nonce", "date"] {
        if names(&scheme.content, name) && !sent(name) {
            warn("/content", FaultCause::Unsent(name));
        }
    }
    if scheme.tolerance.is_some() && scheme.stamp.is_none() && !sent("timestamp") && !sent("date") {
        warn("/tolerance", FaultCause::NoTime);
    }
    if scheme.kind.is_keyed() && !names(&scheme.key.template, "secret") {
        warn("/key/template", FaultCause::NoKey);
    }
    if scheme.key.encoding == KeyText::Text && !scheme.key.prefix.is_empty() {
        warn("/key/prefix", FaultCause::PrefixOfText);
    }
    if found.is_empty() && !verifies(scheme) {
        let mut warn = |place: &str, cause| found.push(SchemeFault::warning(place, cause));
        warn("/headers", FaultCause::Unverifiable);
    }
    found
}

/// Returns whether the scheme verifies a request that it signed; a scheme that cannot sign here is
/// accepted.
fn verifies(scheme: &Scheme) -> bool {
    if !scheme.kind.is_keyed() {
        return true;
    }
    let mut secrets = Secrets::default();
    // The value is both hex and base64.
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

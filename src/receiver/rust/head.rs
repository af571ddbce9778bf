//! The head of receiver code for Rust: which crates it needs, and what `verify` is given.

use super::hash_name;
use crate::receiver::Sheet;
use crate::receiver::plan::{Parameter, Plan, Proof};
use crate::receiver::text::Lines;
use crate::sign::{Algorithm, DigestText, KeyText};

/// Prints it.
pub fn print(sheet: &Sheet<'_>, out: &mut Lines) {
    let plan = sheet.plan;
    out.put(
        "//! Verifies what is signed as @ does: @.",
        &[&plan.title, &sheet.summary()],
    );
    out.put(
        "//! Its own test: WEBHOOK_SECRET=… @. Dependencies:\n//!",
        &[sheet.run],
    );
    let mac = match plan.proof {
        Proof::Mac(algorithm, _) => Some(algorithm),
        Proof::Shared => None,
    };
    let hashes: Vec<Algorithm> = plan.hashes().map(|hash| hash.0).collect();
    let sha1 = |algorithm: &Algorithm| *algorithm == Algorithm::Sha1;
    let has_sha1 = mac.iter().chain(&hashes).any(sha1);
    let has_sha2 = mac.iter().chain(&hashes).any(|a| !sha1(a));
    let texts = digests(sheet);
    let hex = texts.contains(&DigestText::Hex) || plan.encoding == KeyText::Hex;
    let base64 = texts.iter().any(|d| *d != DigestText::Hex)
        || matches!(plan.encoding, KeyText::Base64 | KeyText::Base64Url)
        || sheet.body().is_err();
    let mac = mac.is_some();
    let crates = [
        ("base64 = \"0.22\"", base64),
        (
            "form_urlencoded = \"1\"",
            sheet.helpers.contains("form_urlencoded"),
        ),
        ("hex = \"0.4\"", hex),
        ("hmac = \"0.13\"", mac),
        ("sha1 = \"0.11\"", has_sha1),
        ("sha2 = \"0.11\"", has_sha2),
        ("serde_json = \"1\"", plan.reads_json()),
        ("subtle = \"2\"", !mac),
    ];
    for (name, _) in crates.into_iter().filter(|(_, used)| *used) {
        out.put("//!     @", &[name]);
    }
    out.put("\nuse std::collections::HashMap;\n", &[]);
    let hashed = !hashes.is_empty();
    let uses = [
        ("base64::{engine::general_purpose, Engine}", base64),
        ("hmac::{Hmac, KeyInit, Mac}", mac),
        ("sha1::Sha1", has_sha1),
        ("sha1::Digest", hashed && !has_sha2),
        ("sha2::Digest", hashed && has_sha2),
        ("subtle::ConstantTimeEq", !mac),
    ];
    for (name, _) in uses.into_iter().filter(|(_, used)| *used) {
        out.put("use @;", &[name]);
    }
    if let Some(name) = sha2(plan) {
        out.put("use sha2::@;", &[&name]);
    }
    out.put(
        "\n/// An error unless the request is genuine; answer 401 then.\n///",
        &[],
    );
    let headers = "by name in lower case";
    let body = "the raw bytes, before any parser: axum::body::Bytes in axum, web::Bytes in Actix";
    for (name, what) in sheet.about(headers, body) {
        out.put("/// - `@`: @", &[name, what]);
    }
    let one = |p: &Parameter| {
        let kind = match p {
            Parameter::Headers => "&HashMap<String, String>",
            Parameter::Body => "&[u8]",
            Parameter::Now => "i64",
            _ => "&str",
        };
        [sheet.parameter(*p), ": ", kind].concat()
    };
    let all: Vec<String> = plan.parameters().iter().map(one).collect();
    out.put(
        "pub fn verify(@) -> Result<(), &'static str> {",
        &[&all.join(", ")],
    );
}

/// The digests' texts that are written or read.
fn digests(sheet: &Sheet<'_>) -> Vec<DigestText> {
    let own = match sheet.plan.proof {
        Proof::Mac(_, digest) => Some(digest),
        Proof::Shared => None,
    };
    let hashes = sheet.plan.hashes().map(|hash| hash.1);
    own.into_iter().chain(hashes).collect()
}

/// What is used of `sha2`, in braces when it is several.
fn sha2(plan: &Plan) -> Option<String> {
    let mut all = Vec::new();
    if let Proof::Mac(algorithm, _) = plan.proof {
        all.push(hash_name(algorithm));
    }
    all.extend(plan.hashes().map(|hash| hash_name(hash.0)));
    all.retain(|name| *name != "Sha1");
    all.sort_unstable();
    all.dedup();
    match all.as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        several => Some(["{", &several.join(", "), "}"].concat()),
    }
}

//! Receiver code for Rust.

mod helpers;

use super::syntax::{Import, Syntax};
use super::text::Quotes;
use helpers::HELPERS;

pub const SYNTAX: Syntax = Syntax {
    quotes: Quotes::Rust,
    comment: "//",
    sigil: "",
    program: r#"//! Verifies what is signed as @1 does: @2.
//! Its own test: cargo run. Dependencies:
//!
@4

@5

/// An error unless the request is genuine; answer 401 then.
///
@6
pub fn verify(@7) -> Result<(), &'static str> {
    @8
}
@9
"#,
    test: r#"/// This very request as a test.
fn main() {
    @1
    @2
    @3
    @4
    assert_eq!(verify(@5), Ok(()));
    @6
    println!("ok");
}"#,
    platform: "Rust",
    packages: &[
        ("general_purpose::", "//!     base64 = \"0.22\""),
        (
            "chrono::",
            "//!     chrono = { version = \"0.4\", default-features = false }",
        ),
        ("Sha1::digest(", "//!     digest = \"0.11\""),
        ("Sha256::digest(", "//!     digest = \"0.11\""),
        ("Sha384::digest(", "//!     digest = \"0.11\""),
        ("Sha512::digest(", "//!     digest = \"0.11\""),
        ("ed25519_dalek::", "//!     ed25519-dalek = \"2\""),
        ("form_urlencoded::", "//!     form_urlencoded = \"1\""),
        ("hex::", "//!     hex = \"0.4\""),
        ("Hmac::<", "//!     hmac = \"0.13\""),
        ("p256::", "//!     p256 = \"0.13\""),
        ("regex::", "//!     regex = \"1\""),
        (
            "rsa::",
            "//!     rsa = { version = \"0.9\", features = [\"sha2\"] }",
        ),
        (
            "serde_json::",
            "//!     serde_json = { version = \"1\", features = [\"raw_value\"] }",
        ),
        (
            "RsaSha1",
            "//!     rsa_sha1 = { package = \"sha1\", version = \"0.10\", features = [\"oid\"] }",
        ),
        ("Sha1", "//!     sha1 = \"0.11\""),
        ("Sha256", "//!     sha2 = \"0.11\""),
        ("Sha384", "//!     sha2 = \"0.11\""),
        ("Sha512", "//!     sha2 = \"0.11\""),
        (".ct_eq(", "//!     subtle = \"2\""),
    ],
    imports: IMPORTS,
    helpers: HELPERS,
    parameters: [
        "@1: &str",
        "@1: &HashMap<String, String>",
        "@1: &[u8]",
        "@1: i64",
    ],
    about: "/// - `@1`: @2",
    said: [
        "by name in lower case",
        "the raw bytes, before any parser: axum::body::Bytes in axum, web::Bytes in Actix",
        "seconds since 1970, from SystemTime::now()",
    ],
    read: "let @1 = headers.get(@2).map_or(\"\", |value| value.as_str());",
    refuse: "if @1 {\n    return Err(@2);\n}",
    demand: "if !@1 {\n    return Err(@2);\n}",
    empty: "@1.is_empty()",
    unset_secret: "@1.is_empty()",
    or: " || ",
    declare: "let @1 = @2;",
    list: "for part in @1.split(@2).map(str::trim) {\n    @3\n}",
    several: "let mut signatures = Vec::new(); // Several while a secret is being replaced.",
    unset: "let mut @1 = \"\";",
    none: "signatures.is_empty()",
    push: "signatures.push(@1)",
    assign: "@1 = @2",
    element: "if let Some(value) = @1 {\n    @2;\n}",
    otherwise: " else ",
    taken: "let @3 = @1.ok_or(@2)?;",
    fits: [
        "Some(@1)",
        "@1.strip_prefix(@2)",
        "@1.strip_suffix(@3)",
        "@1.strip_prefix(@2).and_then(|rest| rest.strip_suffix(@3))",
    ],
    cuts: ["value", "value", "value", "value"],
    length: str::len,
    json: "let data: serde_json::Value = serde_json::from_slice(body).map_err(|_| @1)?;",
    member: "member(&data, @2)",
    step: ["@1", ", "],
    carried: "url.split(['?', '&']).any(|pair| pair.strip_prefix(@1) == Some(&*@2))",
    age: "let sent: u64 = timestamp.parse().map_err(|_| @1)?;\nlet age = i128::from(now) - i128::from(sent@2);",
    dated: "let sent = chrono::DateTime::parse_from_rfc3339(&timestamp).map_err(|_| @1)?;\nlet age = i128::from(now) - i128::from(sent.timestamp());",
    thousandth: " / 1000",
    plus: "",
    utf8: ["@1.as_bytes()", "b@1"],
    concat: ["&*[", ", ", "].concat()"],
    binary: [
        "hex::decode(@1)",
        "general_purpose::STANDARD_NO_PAD.decode(@1.trim_end_matches('='))",
        "general_purpose::URL_SAFE_NO_PAD.decode(@1.trim_end_matches('='))",
    ],
    unspaced: "@1.split_whitespace().collect::<String>()",
    texts: [
        "hex::encode(@1)",
        "general_purpose::STANDARD.encode(@1)",
        "general_purpose::URL_SAFE_NO_PAD.encode(@1)",
    ],
    decoded: "let @1 = &*@2.map_err(|_| \"The secret is not what it should be\")?;",
    key: "let key = @1;",
    unprefixed: "@1.strip_prefix(@2).unwrap_or(@1)",
    message: ["let message = @1;", "message"],
    hashes: ["Sha1", "Sha256", "Sha384", "Sha512"],
    mac: [
        "let mut mac = Hmac::<@1>::new_from_slice(key).map_err(|_| \"The secret is no key\")?;\nmac.update(@2);",
        "mac.finalize().into_bytes()",
    ],
    hashed: "@1::digest([key, @2].concat())",
    hash: "@1::digest(body)",
    crc32: "crc32(body)",
    alike: "alike(&data, &[@1])",
    json_lines: "json_lines(&data, &[@1])",
    expected: "let expected = @1;",
    shared: "let expected = secret;",
    equals: "==",
    compare: [
        "match bool::from(signature.as_bytes().ct_eq(expected.as_bytes())) {\n    true => Ok(()),\n    false => Err(@1),\n}",
        "let matches = |signature: &str| bool::from(signature.as_bytes().ct_eq(expected.as_bytes()));\nmatch signatures.into_iter().any(matches) {\n    true => Ok(()),\n    false => Err(@1),\n}",
    ],
    prove: [
        "match signed(@2, @3, &signature) {\n    true => Ok(()),\n    false => Err(@1),\n}",
        "match signatures.into_iter().any(|signature| signed(@2, @3, signature)) {\n    true => Ok(()),\n    false => Err(@1),\n}",
    ],
    signed: r#"
/// Whether the signature is that of the message by the private key of this public one.
fn signed(key: &str, message: &[u8], signature: &str) -> bool {
    @1
    let both = key.zip(signature);
    both.is_some_and(|(key, signature)| key.verify(message, &signature).is_ok())
}
"#,
    proofs: [
        r#"use ed25519_dalek::{Signature, Verifier, VerifyingKey};
let key = @1.ok().and_then(|key| VerifyingKey::try_from(&*key).ok());
let signature = @2.ok().and_then(|signature| Signature::from_slice(&signature).ok());"#,
        r#"use p256::ecdsa::{signature::Verifier, Signature, VerifyingKey};
use p256::pkcs8::DecodePublicKey;
let key = @1.ok().and_then(|key| VerifyingKey::from_public_key_der(&key).ok());
let signature = @2.ok().and_then(|signature| Signature::from_der(&signature).ok());"#,
        r#"use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::{pkcs8::DecodePublicKey, signature::Verifier, RsaPublicKey};
let key = @1.ok().and_then(|key| RsaPublicKey::from_public_key_der(&key).ok());
let key = key.map(VerifyingKey::<Rsa@3>::new);
let signature = @2.ok().and_then(|signature| Signature::try_from(&*signature).ok());"#,
    ],
    undigested: "headers.get(\"content-digest\").is_some_and(|value| !is_digest(value, body))",
    described: r#"let signatures = dictionary(given);
for (label, described) in &dictionary(inputs) {
    let Some(lines) = signature_base(described, components, method, url, headers) else {
        continue;
    };
    @2
    let signature = signatures.get(label).map_or("", |signature| signature.as_str());
    if !bool::from(signature.as_bytes().ct_eq(expected.as_bytes())) {
        continue;
    }
    let expires = described.split_once(";expires=").map_or("", |(_, after)| after.split(';').next().unwrap_or(""));
    return match expires.is_empty() || expires.parse().is_ok_and(|expires: i64| now <= expires) {
        true => Ok(()),
        false => Err(@3),
    };
}
Err(@1)"#,
    path: "target.split('?').next().unwrap_or(\"\")",
    query: "target.split_once('?').map_or(\"\", |(_, query)| query)",
    header: "headers.get(@1).map_or(\"\", |value| value.as_str())",
    header_lines: "header_lines(headers, &[@1])",
    fields: "fields(target, @4, body, [@1, @2, @3])?",
    no_members: "",
    form: "form(body, @1, @2)",
    either: [
        "is_form(@1)",
        "(if is_form(@1) { @2 } else { String::new() })",
    ],
    unescape: "unescape(url, @1)",
    headers: "let headers = &HashMap::from([\n    @1\n]);",
    sent: "(@1.to_owned(), @2.to_owned()),",
    body: [
        "let body = @1.as_bytes();",
        "let body = &*general_purpose::STANDARD.decode(@1).expect(\"base64\");",
    ],
    now: "let now = @1; // When it came.",
    altered: "&[body, b\" \"].concat()",
    refused: [
        "let refused = verify(@1).expect_err(\"An altered body was accepted\");\nassert!(refused.contains(\"@2\"), \"{refused}\");",
        "",
    ],
};

const IMPORTS: &[Import] = &[
    Import::of("use std::collections::@1;\n", &[("HashMap", "HashMap")]),
    Import::of(
        "use base64::{engine::@1, Engine};",
        &[("general_purpose", "general_purpose::")],
    ),
    Import::of(
        "use digest::@1;",
        &[
            ("Digest", "Sha1::digest("),
            ("Digest", "Sha256::digest("),
            ("Digest", "Sha384::digest("),
            ("Digest", "Sha512::digest("),
        ],
    ),
    Import::of("use hmac::{@1, KeyInit, Mac};", &[("Hmac", "Hmac::<")]),
    // The hashes that the crate rsa knows are of an earlier version.
    Import::of(
        "use rsa::sha2::@1;",
        &[
            ("Sha256 as RsaSha256", "RsaSha256"),
            ("Sha384 as RsaSha384", "RsaSha384"),
            ("Sha512 as RsaSha512", "RsaSha512"),
        ],
    ),
    Import::of("use rsa_sha1::@1;", &[("Sha1 as RsaSha1", "RsaSha1")]),
    Import {
        one: "use sha1::@1;",
        several: "use sha1::{@1};",
        names: &[("Sha1", "Sha1")],
    },
    Import {
        one: "use sha2::@1;",
        several: "use sha2::{@1};",
        names: &[
            ("Sha256", "Sha256"),
            ("Sha384", "Sha384"),
            ("Sha512", "Sha512"),
        ],
    },
    Import::of("use subtle::@1;", &[("ConstantTimeEq", ".ct_eq(")]),
];

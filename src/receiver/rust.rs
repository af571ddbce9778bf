//! Receiver code for Rust.

use super::syntax::{Import, Syntax};
use super::text::Quotes;

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
    let headers = &HashMap::from([
        @2
    ]);
    let body = @3;
    @4
    assert_eq!(verify(@5), Ok(()));
    @6
    println!("ok");
}"#,
    platform: "Rust",
    packages: &[
        ("general_purpose::", "//!     base64 = \"0.22\""),
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
    thousandth: " / 1000",
    plus: "",
    utf8: ["@1.as_bytes()", "b@1"],
    concat: ["&*[", ", ", "].concat()"],
    binary: [
        "hex::decode(@1)",
        "general_purpose::STANDARD_NO_PAD.decode(@1.trim_end_matches('='))",
        "general_purpose::URL_SAFE_NO_PAD.decode(@1.trim_end_matches('='))",
    ],
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
    hash: "@1::digest(body)",
    expected: "let expected = @1;",
    shared: "let expected = secret;",
    equals: "==",
    compare: [
        "match bool::from(signature.as_bytes().ct_eq(expected.as_bytes())) {\n    true => Ok(()),\n    false => Err(@1),\n}",
        "let matches = |signature: &str| bool::from(signature.as_bytes().ct_eq(expected.as_bytes()));\nmatch signatures.into_iter().any(matches) {\n    true => Ok(()),\n    false => Err(@1),\n}",
    ],
    prove: [
        "match signed(@2, @3, signature) {\n    true => Ok(()),\n    false => Err(@1),\n}",
        "match signatures.into_iter().any(|signature| signed(@2, @3, signature)) {\n    true => Ok(()),\n    false => Err(@1),\n}",
    ],
    signed: [
        r#"
/// Whether the signature is that of the message by the private key of this public one.
fn signed(key: &str, message: &[u8], signature: &str) -> bool {
    use ed25519_dalek::{Signature, VerifyingKey};
    let key = @1.ok().and_then(|key| VerifyingKey::try_from(&*key).ok());
    let signature = @2.ok().and_then(|signature| Signature::from_slice(&signature).ok());
    let both = key.zip(signature);
    both.is_some_and(|(key, signature)| key.verify_strict(message, &signature).is_ok())
}
"#,
        r#"
/// Whether the signature is that of the message by the private key of this public one.
fn signed(key: &str, message: &[u8], signature: &str) -> bool {
    use p256::ecdsa::{signature::Verifier, Signature, VerifyingKey};
    use p256::pkcs8::DecodePublicKey;
    let key = @1.ok().and_then(|key| VerifyingKey::from_public_key_der(&key).ok());
    let signature = @2.ok().and_then(|signature| Signature::from_der(&signature).ok());
    let both = key.zip(signature);
    both.is_some_and(|(key, signature)| key.verify(message, &signature).is_ok())
}
"#,
        r#"
/// Whether the signature is that of the message by the private key of this public one.
fn signed(key: &str, message: &[u8], signature: &str) -> bool {
    use rsa::pkcs1v15::{Signature, VerifyingKey};
    use rsa::{pkcs8::DecodePublicKey, signature::Verifier, RsaPublicKey};
    let key = @1.ok().and_then(|key| RsaPublicKey::from_public_key_der(&key).ok());
    let signature = @2.ok().and_then(|signature| Signature::try_from(&*signature).ok());
    let both = key.map(VerifyingKey::<rsa::sha2::@3>::new).zip(signature);
    both.is_some_and(|(key, signature)| key.verify(message, &signature).is_ok())
}
"#,
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
    fields: "fields(target, @4, body, [@1, @2, @3])",
    form: "form(body, @1, @2)",
    unescape: "unescape(url, @1)",
    sent: "(@1.to_owned(), @2.to_owned()),",
    body: [
        "@1.as_bytes()",
        "&*general_purpose::STANDARD.decode(@1).expect(\"base64\")",
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
    Import::of("use hmac::{@1, KeyInit, Mac};", &[("Hmac", "Hmac::<")]),
    Import {
        one: "use sha1::@1;",
        several: "use sha1::{@1};",
        names: &[("Digest as _", "Sha1::digest("), ("Sha1", "Sha1")],
    },
    Import {
        one: "use sha2::@1;",
        several: "use sha2::{@1};",
        names: &[
            ("Digest", "Sha256::digest("),
            ("Digest", "Sha384::digest("),
            ("Digest", "Sha512::digest("),
            ("Sha256", "Sha256"),
            ("Sha384", "Sha384"),
            ("Sha512", "Sha512"),
        ],
    },
    Import::of("use subtle::@1;", &[("ConstantTimeEq", ".ct_eq(")]),
];

const HELPERS: &[(&str, &str)] = &[
    (
        "form(",
        r#"
/// The fields of a form in order of name and value, decoded, doubles once.
fn form(body: &[u8], equals: &str, between: &str) -> String {
    let mut fields: Vec<_> = form_urlencoded::parse(body).collect();
    fields.sort();
    fields.dedup();
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}{equals}{value}")).collect();
    fields.join(between)
}
"#,
    ),
    (
        "unescape(",
        r#"
/// Decodes the escapes of these ASCII characters and leaves all others.
fn unescape(text: &str, characters: &str) -> String {
    characters.chars().fold(text.to_owned(), |text, character| {
        let code = u32::from(character);
        let upper = text.replace(&format!("%{code:02X}"), &character.to_string());
        upper.replace(&format!("%{code:02x}"), &character.to_string())
    })
}
"#,
    ),
    (
        "member(",
        r#"
/// A member of the JSON as text; nothing for null and for what is not there.
/// Numbers are written anew: one with a fraction or of more than 15 digits may not match.
fn member(json: &serde_json::Value, pointer: &str) -> String {
    match json.pointer(pointer) {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}
"#,
    ),
    (
        "header_lines(",
        r#"
/// A line for each header field of such a name, or, before a *, of a name that starts so.
fn header_lines(headers: &HashMap<String, String>, wanted: &[&str]) -> String {
    let is = |name: &str| {
        wanted.iter().any(|wanted| match wanted.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *wanted,
        })
    };
    let found = headers.iter().filter(|(name, _)| is(name));
    let line = |(name, value): (&String, &String)| format!("{name}:{}\n", value.replace('\t', " ").trim());
    let mut lines: Vec<String> = found.map(line).collect();
    lines.sort();
    lines.concat()
}
"#,
    ),
    (
        "fields(",
        r#"
/// The top-level members of a JSON body, the fields of a form, or else the query's, by name.
/// The sender signs members as JavaScript writes them, and so has to have written the body by JSON.stringify.
fn fields(target: &str, media: &str, body: &[u8], [first, equals, between]: [&str; 3]) -> String {
    use serde_json::value::RawValue;
    let media = media.split(';').next().unwrap_or("").trim();
    let is_form = media.eq_ignore_ascii_case("application/x-www-form-urlencoded");
    let mut found: Vec<(String, String)> = if body.is_empty() || is_form {
        let query = target.split_once('?').map_or("", |(_, query)| query);
        let text = if is_form { body } else { query.as_bytes() };
        form_urlencoded::parse(text).into_owned().collect()
    } else {
        let members: HashMap<String, &RawValue> = serde_json::from_slice(body).unwrap_or_default();
        let text = |raw: &RawValue| serde_json::from_str::<String>(raw.get()).unwrap_or_else(|_| compact(raw.get()));
        members.into_iter().map(|(name, raw)| (name, text(raw))).collect()
    };
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let fields: Vec<String> = found.iter().map(|(name, value)| format!("{name}{equals}{value}")).collect();
    match fields.is_empty() {
        true => String::new(),
        false => format!("{first}{}", fields.join(between)),
    }
}
"#,
    ),
    (
        "compact(",
        r#"
/// JSON without the white space between its tokens.
fn compact(json: &str) -> String {
    let (mut string, mut escaped) = (false, false);
    let stays = |c: &char| {
        let stays = string || !c.is_ascii_whitespace();
        string ^= *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        stays
    };
    json.chars().filter(stays).collect()
}
"#,
    ),
    (
        "signature_base(",
        r#"
/// The signature base of a description (RFC 9421, section 2.5); none when it leaves out what has to be signed,
/// or has components that this code does not know.
fn signature_base(
    described: &str,
    components: &str,
    method: &str,
    url: &str,
    headers: &HashMap<String, String>,
) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let rest = rest.split('#').next()?;
    let (authority, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
    let (scheme, authority) = (scheme.to_lowercase(), authority.to_lowercase());
    let port = if scheme == "https" { ":443" } else { ":80" };
    let path = if path.is_empty() { "/" } else { path };
    let names: Vec<&str> = described.strip_prefix('(')?.split(')').next()?.split_whitespace().collect();
    if !components.split_whitespace().all(|name| names.contains(&name)) {
        return None;
    }
    let mut base = String::new();
    for name in names {
        let value = match name.strip_prefix('"')?.strip_suffix('"')? {
            "@method" => method.to_owned(),
            "@target-uri" => url.to_owned(),
            "@scheme" => scheme.clone(),
            "@authority" => authority.strip_suffix(port).unwrap_or(&authority).to_owned(),
            "@request-target" => format!("{path}{query}"),
            "@path" => path.to_owned(),
            "@query" => format!("?{}", query.trim_start_matches('?')),
            field => headers.get(field)?.trim().to_owned(),
        };
        base += &format!("{name}: {value}\n");
    }
    Some(format!("{base}\"@signature-params\": {described}"))
}
"#,
    ),
    (
        "is_digest(",
        r#"
/// Whether a Content-Digest (RFC 9530) is the body's, by all algorithms in it that are known here.
fn is_digest(value: &str, body: &[u8]) -> bool {
    let given = dictionary(value);
    let is = |name: &str, own: &[u8]| given.get(name).map(|text| *text == general_purpose::STANDARD.encode(own));
    let all = [is("sha-256", &Sha256::digest(body)), is("sha-512", &Sha512::digest(body))];
    all.contains(&Some(true)) && !all.contains(&Some(false))
}
"#,
    ),
    (
        "dictionary(",
        r##"
/// The members of a structured field (RFC 9651): byte sequences, and inner lists with their parameters.
fn dictionary(field: &str) -> HashMap<String, String> {
    let member = r#"([a-z*][a-z0-9_.*-]*)=(?::([A-Za-z0-9+/=]*):|(\([^()]*\)(?:[^,"]|"(?:[^"\\]|\\.)*")*))"#;
    let member = regex::Regex::new(member).expect("it is a pattern");
    let found = member.captures_iter(field);
    let text = |found: &regex::Captures, at| found.get(at).map_or("", |text| text.as_str());
    let one = |found: regex::Captures| {
        let value = [text(&found, 2), text(&found, 3).trim()].concat();
        (text(&found, 1).to_owned(), value)
    };
    found.map(one).collect()
}
"##,
    ),
];

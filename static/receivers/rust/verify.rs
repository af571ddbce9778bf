// Statements of `verify` and of its test. See ../README.md.

//: refuse
if {{when}} {
    return Err({{message}});
}

//: demand
if !{{when}} {
    return Err({{message}});
}

//: read
let {{variable}} = headers.get({{key}}).map_or("", |value| value.as_str());

//: declare
let {{name}} = {{text}};

//: take
let {{name}} = {{fits}}.ok_or({{message}})?;

//: signatures
let mut signatures = Vec::new(); // There are several while a secret is being replaced.

//: unset
let mut {{name}} = "";

//: list
for part in {{field}}.split({{separator}}).map(str::trim) {
    {{elements}}
}

//: element
if let Some(value) = {{fits}} {
    {{take}};
}

//: otherwise
{{a}} else {{b}}

//: json
let data: serde_json::Value = serde_json::from_slice(body).map_err(|_| {{message}})?;

//: age
let sent: u64 = timestamp.parse().map_err(|_| {{message}})?;
let age = i128::from(now) - i128::from({{sent}});

//: age.date
let sent = chrono::DateTime::parse_from_rfc3339(&timestamp).map_err(|_| {{message}})?;
let age = i128::from(now) - i128::from(sent.timestamp());

//: decoded
let {{name}} = &*{{bytes}}.map_err(|_| "The secret is not encoded as expected")?;

//: key
let key = {{bytes}};

//: message
let message = {{bytes}};

//: mac_begin
let mut mac = Hmac::<{{hash}}>::new_from_slice(key).map_err(|_| "The secret is not a valid key")?;
mac.update({{message}});

//: expected
let expected = {{text}};

//: expected.shared
let expected = secret;

//: compare
match bool::from(signature.as_bytes().ct_eq(expected.as_bytes())) {
    true => Ok(()),
    false => Err({{message}}),
}

//: compare.several
let matches = |signature: &str| bool::from(signature.as_bytes().ct_eq(expected.as_bytes()));
match signatures.into_iter().any(matches) {
    true => Ok(()),
    false => Err({{message}}),
}

//: prove
match signed({{key}}, {{bytes}}, &signature) {
    true => Ok(()),
    false => Err({{message}}),
}

//: prove.several
match signatures.into_iter().any(|signature| signed({{key}}, {{bytes}}, signature)) {
    true => Ok(()),
    false => Err({{message}}),
}

//: proof.ed25519
use ed25519_dalek::{Signature, Verifier, VerifyingKey};
let key = {{key}}.ok().and_then(|key| VerifyingKey::try_from(&*key).ok());
let signature = {{signature}}.ok().and_then(|signature| Signature::from_slice(&signature).ok());

//: proof.ecdsa
use p256::ecdsa::{signature::Verifier, Signature, VerifyingKey};
use p256::pkcs8::DecodePublicKey;
let key = {{key}}.ok().and_then(|key| VerifyingKey::from_public_key_der(&key).ok());
let signature = {{signature}}.ok().and_then(|signature| Signature::from_der(&signature).ok());

//: proof.rsa
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::{pkcs8::DecodePublicKey, signature::Verifier, RsaPublicKey};
let key = {{key}}.ok().and_then(|key| RsaPublicKey::from_public_key_der(&key).ok());
let key = key.map(VerifyingKey::<Rsa{{hash}}>::new);
let signature = {{signature}}.ok().and_then(|signature| Signature::try_from(&*signature).ok());

//: described
let signatures = dictionary(given);
for (label, described) in &dictionary(inputs) {
    let Some(lines) = signature_base(described, components, method, url, headers) else {
        continue;
    };
    {{expected}}
    let signature = signatures.get(label).map_or("", |signature| signature.as_str());
    if !bool::from(signature.as_bytes().ct_eq(expected.as_bytes())) {
        continue;
    }
    let expires = described.split_once(";expires=").map_or("", |(_, after)| after.split(';').next().unwrap_or(""));
    return match expires.is_empty() || expires.parse().is_ok_and(|expires: i64| now <= expires) {
        true => Ok(()),
        false => Err({{expired}}),
    };
}
Err({{message}})

//: test.headers
let headers = &HashMap::from([
    {{fields}}
]);

//: test.header
({{name}}.to_owned(), {{value}}.to_owned()),

//: test.body
let body = {{text}}.as_bytes();

//: test.body.base64
let body = &*general_purpose::STANDARD.decode({{text}}).expect("base64");

//: test.now
let now = {{now}}; // The time of arrival.

//: test.refused
let refused = verify({{arguments}}).expect_err("An altered body was accepted");
assert!(refused.contains("{{words}}"), "{refused}");

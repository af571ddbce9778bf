//! Published vectors as cases: deliveries that Signpost did not make.

use std::path::Path;

use data_encoding::BASE64;
use json::Value;
use receiver::{Example, plan};
use signature::secret::{Secret, Secrets};
use signature::{KeyText, Scheme, key, public};

use super::cases::{Argument, Case, inputs};

/// The vectors of a scheme whose code they fit: constants of the code are not theirs.
pub fn cases(scheme: &Scheme, plan: &plan::Plan) -> Vec<Case> {
    let all = vectors();
    let own = all
        .iter()
        .filter(|v| text_of(v, "scheme") == Some(&scheme.id) && v.get("with").is_none());
    own.filter(|vector| has_constants(scheme, vector))
        .filter_map(|vector| case(scheme, plan, vector))
        .collect()
}

/// The first vector of a scheme, to stand in the code: signed with a key that was not made here.
pub fn example(scheme: &Scheme) -> Example {
    let vectors = vectors();
    let vector = vectors
        .iter()
        .find(|v| text_of(v, "scheme") == Some(&scheme.id));
    let vector = vector.expect("a vector");
    let body = text_of(vector, "body").unwrap_or_default();
    let mut inputs = inputs();
    let secret = vector.get("secrets").and_then(|s| text_of(s, "secret"));
    inputs.extend(secret.map(|text| ("secret".to_owned(), text.to_owned())));
    Example {
        method: text_of(vector, "method").unwrap_or_default().to_owned(),
        url: text_of(vector, "url").unwrap_or_default().to_owned(),
        headers: pairs(vector, "headers"),
        body: body.as_bytes().to_vec(),
        now: 0,
        inputs,
    }
}

fn vectors() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/proof/vectors.json");
    let text = std::fs::read_to_string(path).expect("the vectors");
    let file = Value::read(&text).unwrap_or(Value::Null);
    let all = file.get("vectors").and_then(Value::as_array);
    all.expect("a list").to_vec()
}

fn pairs(vector: &Value, list: &str) -> Vec<(String, String)> {
    let pairs = vector.get(list).and_then(Value::as_array);
    let pair = |pair: &Value| {
        let pair = pair.as_array().expect("a pair");
        let text = |at: usize| pair[at].as_str().expect("a text").to_owned();
        (text(0), text(1))
    };
    pairs.unwrap_or_default().iter().map(pair).collect()
}

/// Whether the inputs that are no secrets are those that stand in the code.
fn has_constants(scheme: &Scheme, vector: &Value) -> bool {
    let mut constants = scheme.inputs.iter().filter(|i| !i.secret && !i.taken);
    constants.all(|input| {
        let typed = vector.get("secrets");
        let typed = typed.and_then(|s| text_of(s, &["secret:", &input.name].concat()));
        let own = inputs().into_iter().find(|own| own.0 == input.name);
        typed.is_some() && typed == own.as_ref().map(|own| &*own.1)
    })
}

/// A public key as the code takes it, from the certificate or PEM text that people have.
fn public_key(scheme: &Scheme, text: &str) -> String {
    if !scheme.kind.is_public_key() || !text.starts_with("-----") {
        return text.to_owned();
    }
    let mut secrets = Secrets::default();
    secrets.set("secret", Secret::new(text));
    BASE64.encode(&public::key(scheme, &secrets).expect("a public key"))
}

fn text_of<'a>(vector: &'a Value, name: &str) -> Option<&'a str> {
    vector.get(name).and_then(Value::as_str)
}

fn case(scheme: &Scheme, plan: &plan::Plan, vector: &Value) -> Option<Case> {
    let all = ["headers", "signed"].map(|list| pairs(vector, list));
    let all = all.into_iter().flatten();
    let headers: Vec<(String, String)> = all
        .map(|(name, value)| (name.to_ascii_lowercase(), value))
        .collect();
    let base64 = || key::decode(text_of(vector, "bodyBase64")?, KeyText::Base64).ok();
    let body = text_of(vector, "signedBody").or_else(|| text_of(vector, "body"));
    let body = body
        .map(|body| body.as_bytes().to_vec())
        .or_else(base64)
        .unwrap_or_default();
    let url = text_of(vector, "signedUrl")
        .or_else(|| text_of(vector, "url"))
        .unwrap_or_default();
    let target = url.splitn(4, '/').nth(3).unwrap_or_default();
    let now = vector
        .get("now")
        .map(Value::text)
        .and_then(|now| now.parse::<i64>().ok());
    let now = now.unwrap_or_default();
    // Receivers count whole seconds: what is late by a part of one is to them by one.
    let late = text_of(vector, "clock") == Some("too-old");
    if now % 1000 != 0 && vector.get("clock").is_some() && !late {
        return None;
    }
    let now = if late { now + 999 } else { now };
    let now = now / 1000;
    let secret = |name: &str| {
        let secret = vector.get("secrets").and_then(|s| text_of(s, name));
        secret.map(|text| Argument::Text(public_key(scheme, text)))
    };
    let one = |parameter| match parameter {
        plan::Parameter::Method => text_of(vector, "method").map(|m| Argument::Text(m.to_owned())),
        plan::Parameter::Url => Some(Argument::Text(url.to_owned())),
        plan::Parameter::Target => Some(Argument::Text(["/", target].concat())),
        plan::Parameter::Headers => Some(Argument::Headers(headers.clone())),
        plan::Parameter::Body => Some(Argument::Body(body.clone())),
        plan::Parameter::Secret | plan::Parameter::Key => secret("secret"),
        plan::Parameter::Input(at) => secret(&["secret:", &plan.inputs[at].variable].concat()),
        // Each covers what it covers.
        plan::Parameter::Components => Some(Argument::Text(String::new())),
        plan::Parameter::Now => Some(Argument::Now(now)),
    };
    let arguments: Option<Vec<Argument>> = plan.parameters().into_iter().map(one).collect();
    let valid = vector.get("valid").and_then(Value::as_bool) == Some(true);
    let refusal = match text_of(vector, "clock") {
        _ if !valid => Some(""),
        Some("too-old") if plan.described => Some("has expired"),
        Some("too-old") => Some("seconds old"),
        Some("too-far") => Some("in the future"),
        _ => None,
    };
    Some(Case {
        name: "a published vector",
        refusal,
        arguments: arguments.expect("every argument"),
    })
}

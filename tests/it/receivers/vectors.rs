//! Published vectors as cases: deliveries that Signpost did not make.

use std::path::Path;

use signpost::json::Value;
use signpost::receiver::plan;
use signpost::sign::KeyText;
use signpost::sign::{Scheme, key};

use super::cases::{Argument, Case};

/// The vectors of a scheme whose code they fit: constants of the code are not theirs.
pub fn cases(scheme: &Scheme, plan: &plan::Plan) -> Vec<Case> {
    if scheme
        .inputs
        .iter()
        .any(|input| !input.secret && !input.taken)
    {
        return Vec::new();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/proof/vectors.json");
    let text = std::fs::read_to_string(path).expect("the vectors");
    let file = Value::read(&text).unwrap_or(Value::Null);
    let all = file
        .get("vectors")
        .and_then(Value::as_array)
        .expect("a list");
    let own = all
        .iter()
        .filter(|v| text_of(v, "scheme") == Some(&scheme.id) && v.get("with").is_none());
    own.filter_map(|vector| case(plan, vector)).collect()
}

fn text_of<'a>(vector: &'a Value, name: &str) -> Option<&'a str> {
    vector.get(name).and_then(Value::as_str)
}

fn case(plan: &plan::Plan, vector: &Value) -> Option<Case> {
    let mut headers = Vec::new();
    for list in ["headers", "signed"] {
        for pair in vector
            .get(list)
            .and_then(Value::as_array)
            .unwrap_or_default()
        {
            let pair = pair.as_array().expect("a pair");
            let name = pair[0].as_str().expect("a name").to_ascii_lowercase();
            headers.push((name, pair[1].as_str().expect("a value").to_owned()));
        }
    }
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
        secret.map(|text| Argument::Text(text.to_owned()))
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

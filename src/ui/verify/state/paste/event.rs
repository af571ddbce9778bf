//! The event that a cloud function gets for an HTTP request: AWS API Gateway, formats 1.0 and 2.0, and
//! what is like them ("Working with AWS Lambda proxy integrations for HTTP APIs", AWS).

use json::Value;

use super::Parts;
use signature::{KeyText, key};

pub fn read(text: &str) -> Option<Parts> {
    let event = Value::read(text).ok()?;
    let members = event.get("headers")?.as_object()?;
    let body = event.get("body").or_else(|| event.get("rawBody"))?;
    let at = |pointer: &str| event.pointer(pointer)?.as_str().map(str::to_owned);
    let mut parts = Parts {
        method: at("/httpMethod")
            .or_else(|| at("/requestContext/http/method"))
            .or_else(|| at("/method")),
        ..Parts::default()
    };
    for (name, value) in members {
        let value = value.as_str().map_or_else(|| value.text(), str::to_owned);
        parts.headers.push((name.to_string(), value));
    }
    parts.url = at("/rawPath").or_else(|| at("/path")).unwrap_or_default();
    match at("/rawQueryString") {
        Some(query) if query.is_empty() => {}
        Some(query) => parts.url.extend(["?", &query]),
        None => {
            let decoded = event
                .get("queryStringParameters")
                .and_then(Value::as_object);
            if decoded.is_some_and(|query| !query.is_empty()) {
                parts.lacks.push(
                    "The event has the query decoded, not as it was sent. If the scheme signs the URL, enter it."
                        .to_owned(),
                );
            }
        }
    }
    let is_base64 = event.get("isBase64Encoded").and_then(Value::as_bool) == Some(true);
    parts.body = match body.as_str() {
        Some(text) if is_base64 => key::decode(text, KeyText::Base64).unwrap_or_else(|_| {
            parts
                .lacks
                .push("The body is marked as base64 and cannot be decoded.".to_owned());
            text.into()
        }),
        Some(text) => text.into(),
        None if *body == Value::Null => Vec::new(),
        None => {
            parts
                .lacks
                .push("The body was parsed, so its bytes are lost. Paste the raw body.".to_owned());
            body.text().into()
        }
    };
    Some(parts)
}

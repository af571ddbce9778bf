//! Every vector of `static/proof/vectors.json`, none of which our code made: signed and verified.

use super::*;
use crate::json::Value;

/// A vector, and the message that it makes.
struct Vector<'a> {
    value: &'a Value,
    scheme: Scheme,
    secrets: Secrets,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn pairs(value: Option<&Value>) -> Vec<(String, String)> {
    let pair = |pair: &Value| {
        let at = |index: usize| pair.as_array()?.get(index)?.as_str().map(str::to_owned);
        Some((at(0)?, at(1)?))
    };
    let items = value.and_then(Value::as_array).unwrap_or_default();
    items.iter().filter_map(pair).collect()
}

/// The vector's scheme, with what is otherwise in it.
fn told(value: &Value) -> Scheme {
    let (id, none) = (text(value, "scheme"), Value::Object(Vec::new()));
    let scheme = super::super::read::changed(id, value.get("with").unwrap_or(&none));
    scheme.unwrap_or_else(|why| panic!("{id}: {why}"))
}

impl<'a> Vector<'a> {
    fn read(value: &'a Value) -> Vector<'a> {
        let members = value.get("secrets").and_then(Value::as_object);
        let members = members.map_or(&[][..], |m| m);
        let typed: Vec<(&str, &str)> = members
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default()))
            .collect();
        let encoded = value.get("bodyBase64").and_then(Value::as_str);
        let encoded = encoded.and_then(|text| key::decode(text, KeyText::Base64).ok());
        Vector {
            value,
            scheme: told(value),
            secrets: secrets(&typed),
            headers: pairs(value.get("headers")),
            body: encoded.unwrap_or_else(|| text(value, "body").into()),
        }
    }

    fn name(&self) -> String {
        [text(self.value, "scheme"), " ", text(self.value, "title")].concat()
    }

    fn now(&self) -> i64 {
        let now = self.value.get("now").and_then(Value::as_number);
        now.and_then(|n| n.to_i64()).unwrap_or_default()
    }

    fn message<'m>(
        &'m self,
        url: &'m str,
        headers: &'m [(String, String)],
        body: &'m [u8],
    ) -> Signable<'m> {
        let content_type = headers.iter().find(|h| h.0 == "content-type");
        Signable {
            method: text(self.value, "method"),
            url,
            target: target(url),
            headers,
            body,
            content_type: content_type.map_or("", |h| h.1.as_str()),
        }
    }

    /// What the sender sends, after holding it to the vector; the message itself when it is received.
    fn sent(&self) -> (String, Vec<(String, String)>, Vec<u8>) {
        let url = text(self.value, "url");
        let Some(expected) = self.value.get("signed") else {
            return (url.to_owned(), self.headers.clone(), self.body.clone());
        };
        let name = self.name();
        let moment = Moment {
            unix_ms: self.now(),
            id: text(self.value, "id").to_owned(),
            nonce: text(self.value, "nonce").to_owned(),
        };
        let request = self.message(url, &self.headers, &self.body);
        let none = Signing::default();
        let signed = sign(&self.scheme, &none, &self.secrets, &moment, &request);
        let signed = signed.unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        let mut problems = signed.problems.iter();
        assert!(
            problems.all(|p| p.severity == Severity::Warning),
            "{name}: {:?}",
            signed.problems
        );
        let mut headers = self.headers.clone();
        for added in &signed.headers {
            headers.retain(|h| !h.0.eq_ignore_ascii_case(&added.0));
            headers.push(added.clone());
        }
        for expected in pairs(Some(expected)) {
            assert!(
                signed.headers.contains(&expected),
                "{name}: {expected:?} {:?}",
                signed.headers
            );
        }
        let mut sent = url.to_owned();
        for splice in &signed.url {
            sent.replace_range(splice.range.clone(), &splice.text);
        }
        let mut body = self.body.clone();
        for splice in &signed.body {
            body.splice(splice.range.clone(), splice.text.bytes());
        }
        let or = |name: &str, own: &str| match text(self.value, name) {
            "" => own.to_owned(),
            signed => signed.to_owned(),
        };
        assert_eq!(sent, or("signedUrl", url), "{name}");
        if self.value.get("signedBody").is_some() {
            let body = String::from_utf8(body.clone());
            assert_eq!(
                body.as_deref(),
                Ok(text(self.value, "signedBody")),
                "{name}"
            );
        }
        (sent, headers, body)
    }
}

fn vectors() -> Vec<Value> {
    let file = Value::read(include_str!("../../../static/proof/vectors.json"));
    let file = file.unwrap_or(Value::Null);
    let vectors = file.get("vectors").and_then(Value::as_array);
    vectors.map_or(Vec::new(), <[Value]>::to_vec)
}

#[test]
fn every_vector_signs_and_verifies_as_it_says() {
    for value in &vectors() {
        let vector = Vector::read(value);
        let name = vector.name();
        let (url, headers, body) = vector.sent();
        let message = vector.message(&url, &headers, &body);
        let found = check(&vector.scheme, &vector.secrets, &message, vector.now());
        let valid = value.get("valid").and_then(Value::as_bool);
        if vector.scheme.kind.is_public_key() {
            assert_eq!(found.verdict, Verdict::PublicKey, "{name}");
            let material = public::material(&vector.scheme, &vector.secrets, &message);
            let whole = material.map(|m| m.message.ends_with(&vector.body));
            assert_eq!(whole, Ok(true), "{name}");
            continue;
        }
        assert_eq!(
            Some(found.verdict.is_valid()),
            valid,
            "{name}: {:?}",
            found.verdict
        );
        let clock = match found.clock {
            Clock::InTime => "in-time",
            Clock::TooOld { .. } => "too-old",
            Clock::TooFar { .. } => "too-far",
            Clock::NotANumber => "not-a-number",
            Clock::None => "",
        };
        let said = text(value, "clock");
        assert!(said.is_empty() || said == clock, "{name}: {clock}");
    }
}

/// What is published says more than what a library makes, and that more than what another program
/// computes from the documentation.
#[test]
fn every_scheme_has_a_vector_that_does_not_come_from_our_code() {
    let vectors = vectors();
    let of = |id: &str, kinds: &[&str]| {
        let own = |v: &&Value| text(v, "scheme") == id && kinds.contains(&text(v, "evidence"));
        vectors.iter().any(|v| own(&v))
    };
    for scheme in presets::known() {
        // Of these the message cannot be made in the template language, or needs a certificate.
        let needs = !["none", "paypal", "aws-sns"].contains(&&*scheme.id);
        let kinds = ["published", "library", "computed"];
        assert_eq!(of(&scheme.id, &kinds), needs, "{}", scheme.id);
    }
    let better = "plain standard-webhooks github stripe slack shopify keyauth authing svix twilio \
        twilio-json square zoom meta paddle hubspot-v3 hubspot-v2 hubspot-v1 dropbox line adyen \
        webflow rfc9421 elevenlabs mux linear zendesk pagerduty postmark discord";
    for id in better.split_whitespace() {
        assert!(of(id, &["published", "library"]), "{id}");
    }
}

//! Every vector of `static/proof/vectors.json`, none of them made by this code: signed and
//! verified.

use super::*;
use json::Value;

/// A vector and its message.
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

/// Returns the vector's scheme, with its changes.
fn read_scheme(value: &Value) -> Scheme {
    let (id, none) = (text(value, "scheme"), Value::Object(Vec::new()));
    let scheme = super::super::documented::changed(id, value.get("with").unwrap_or(&none));
    scheme.unwrap_or_else(|fault| panic!("{id}: {}", fault.message()))
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
            scheme: read_scheme(value),
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

    /// Returns the sender's request after comparing it with the vector, or a received message
    /// unchanged.
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
        let begins = self.value.get("begins").and_then(Value::as_bool) == Some(true);
        for expected in pairs(Some(expected)) {
            let mut added = signed.headers.iter();
            assert!(
                added.any(|(name, value)| *name == expected.0
                    && (*value == expected.1 || begins && value.starts_with(&expected.1))),
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
    let file = Value::read(include_str!("../../../../static/proof/vectors.json"));
    let file = file.unwrap_or(Value::Null);
    let vectors = file.get("vectors").and_then(Value::as_array);
    vectors.map_or(Vec::new(), <[Value]>::to_vec)
}

#[test]
fn every_vector_signs_and_verifies_as_stated() {
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
            let message = material.map(|m| m.message);
            let message = message.unwrap_or_else(|verdict| panic!("{name}: {verdict:?}"));
            // RSA vendors sign their own text instead of the body; the receivers verify it.
            let whole = vector.scheme.kind == Kind::Rsa || message.ends_with(&vector.body);
            assert!(whole && !message.is_empty(), "{name}");
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
        let expected_clock = text(value, "clock");
        assert!(
            expected_clock.is_empty() || expected_clock == clock,
            "{name}: {clock}"
        );
    }
}

/// A published vector is stronger evidence than a library's, and that is stronger than one computed
/// from the documentation.
#[test]
fn every_scheme_has_a_vector_that_does_not_come_from_our_code() {
    let vectors = vectors();
    let has_vector = |id: &str, kinds: &[&str]| {
        let own = |v: &&Value| text(v, "scheme") == id && kinds.contains(&text(v, "evidence"));
        vectors.iter().any(|v| own(&v))
    };
    for scheme in presets::known() {
        let needs = scheme.id != "none";
        let kinds = ["published", "library", "computed"];
        assert_eq!(has_vector(&scheme.id, &kinds), needs, "{}", scheme.id);
    }
    let better = "plain standard-webhooks github github-sha1 stripe slack shopify shopify-events keyauth authing svix twilio \
        twilio-json square zoom meta paddle hubspot-v3 hubspot-v2 hubspot-v1 dropbox line adyen \
        webflow rfc9421 elevenlabs mux linear zendesk pagerduty postmark discord \
        sendgrid paypal aws-sns aws-sns-v1";
    for id in better.split_whitespace() {
        assert!(has_vector(id, &["published", "library"]), "{id}");
    }
    // The most common schemes keep their vectors.
    for (id, least) in [
        ("github", 5),
        ("stripe", 7),
        ("slack", 1),
        ("standard-webhooks", 9),
        ("svix", 2),
    ] {
        let own = |v: &&Value| text(v, "scheme") == id && text(v, "evidence") != "computed";
        let count = vectors.iter().filter(own).count();
        assert!(count >= least, "{id}: {count}");
    }
}

/// Each vector names its evidence: the page, the library or the program.
#[test]
fn every_source_is_of_its_evidence() {
    for value in &vectors() {
        let source = text(value, "source");
        let begins = |words: &[&str]| words.iter().any(|word| source.starts_with(word));
        let right = match text(value, "evidence") {
            "published" => begins(&["https://", "RFC ", "npm hapi-dropbox-webhooks "]),
            "library" => begins(&["npm ", "PyPI ", "Packagist "]),
            "computed" => begins(&["Node's crypto", "Python's hmac", "OpenSSL", "As https://"]),
            _ => false,
        };
        assert!(right, "{source}");
        assert!(!source.contains("suites"), "{source}: which file?");
    }
}

/// A changed byte of the body or of a signature, or another secret, is never valid.
#[test]
fn no_vector_verifies_when_it_is_spoiled() {
    for value in &vectors() {
        let vector = Vector::read(value);
        let name = vector.name();
        if !vector.scheme.kind.is_keyed() || value.get("signed").is_none() {
            continue;
        }
        let (url, headers, body) = vector.sent();
        let valid = |secrets: &Secrets, headers: &[(String, String)], body: &[u8]| {
            let message = vector.message(&url, headers, body);
            verify_request(&vector.scheme, secrets, &message).is_valid()
        };
        assert!(valid(&vector.secrets, &headers, &body), "{name}");
        let other = secrets(&[
            ("secret", "00112233445566778899aabbccddeeff"),
            ("secret:enckey", "e"),
            ("secret:accessKeyId", "AKID"),
        ]);
        assert!(!valid(&other, &headers, &body), "{name}");
        // These sign only some fields of the body, which their vectors change.
        if !vector.scheme.members.is_empty() || body.is_empty() {
            continue;
        }
        let covered = !headers.iter().any(|h| h.1.contains("\"content-type\")"));
        for at in [0, body.len() / 2, body.len() - 1] {
            let mut spoiled = body.clone();
            spoiled[at] ^= 1;
            assert!(
                !covered || !valid(&vector.secrets, &headers, &spoiled),
                "{name} {at}"
            );
        }
    }
}

/// Returns the vectors of a scheme.
fn vectors_of(scheme: &str) -> Vec<Value> {
    let own = vectors().into_iter();
    own.filter(|v| text(v, "scheme") == scheme).collect()
}

/// The signed text of PayPal's vector, which PayPal's Python library makes with zlib's CRC-32.
#[test]
fn paypal_signs_a_checksum_of_the_body_and_the_id_of_the_webhook() {
    let of_paypal = vectors_of("paypal");
    let [own, alone, ..] = [0, 1].map(|at| Vector::read(&of_paypal[at]));
    let request = own.message("", &own.headers, &own.body);
    let found = public::material(&own.scheme, &own.secrets, &request).map(|m| m.message);
    let message =
        "dfb3be50-fd74-11e4-8bf3-77339302725b|2015-05-18T15:45:13Z|4JH86294D6297924G|2771810304";
    assert_eq!(found, Ok(message.as_bytes().to_vec()));
    // The certificate and its key alone result in the same key.
    let alone = public::key(&own.scheme, &alone.secrets);
    assert_eq!(public::key(&own.scheme, &own.secrets), alone);
    assert_eq!(alone.map(|key| key.len()), Ok(294));
    let mut without = own.secrets.clone();
    without.set("secret:webhookId", Secret::new(""));
    let input = "secret:webhookId".to_owned();
    let found = public::material(&own.scheme, &without, &request);
    assert_eq!(found.err(), Some(Verdict::SecretMissing { input }));
}

#[test]
fn amazon_signs_the_members_that_are_there_a_line_each() {
    let of_amazon = vectors_of("aws-sns");
    let own = Vector::read(&of_amazon[0]);
    let of = |body: &[u8]| {
        let request = own.message("", &own.headers, body);
        let found = public::material(&own.scheme, &own.secrets, &request);
        found.map(|m| String::from_utf8_lossy(&m.message).into_owned())
    };
    expect_test::expect![[r#"
        Message
        Hello world!
        MessageId
        22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324
        Subject
        My First Message
        Timestamp
        2012-05-02T00:54:06.655Z
        TopicArn
        arn:aws:sns:us-west-2:123456789012:MyTopic
        Type
        Notification
    "#]]
    .assert_eq(&of(&own.body).unwrap_or_default());
    let first = of(br#"{"SignatureVersion":"1","Signature":"AAAA"}"#);
    assert!(matches!(first, Err(Verdict::NotOfForm { .. })), "{first:?}");
    let odd = of(
        br#"{"SignatureVersion":"2","Signature":"AAAA","Type":null,"Message":{"a": 1},"Token":7}"#,
    );
    assert_eq!(odd, Ok("Message\n{\"a\": 1}\nToken\n7\n".to_owned()));
}

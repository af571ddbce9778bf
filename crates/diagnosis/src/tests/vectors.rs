//! Every scheme's published vectors, broken: the search knows a scheme only by its data.

use super::super::cause::*;
use super::wholes::Random;
use super::*;
use json::Value;
use received::Received;
use signature::documented::changed;
use signature::{KeyText, key, recognise};

/// A vector that verifies: its scheme, secrets and message.
struct Vector {
    name: String,
    scheme: Scheme,
    secrets: Vec<(String, String)>,
    received: Received,
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn vectors() -> Vec<Vector> {
    let file = Value::read(include_str!("../../../../static/proof/vectors.json")).expect("JSON");
    let all = file
        .get("vectors")
        .and_then(Value::as_array)
        .expect("a list");
    let good = all
        .iter()
        .filter(|v| v.get("valid").and_then(Value::as_bool) == Some(true))
        // The beginning of a signature is not a whole one.
        .filter(|v| v.get("begins").is_none());
    good.map(vector)
        .filter(|vector| vector.scheme.kind == Kind::Hmac)
        .collect()
}

fn vector(value: &Value) -> Vector {
    let mut headers = Vec::new();
    for list in ["headers", "signed"] {
        for pair in value
            .get(list)
            .and_then(Value::as_array)
            .unwrap_or_default()
        {
            let at = |index: usize| pair.as_array()?.get(index)?.as_str().map(str::to_owned);
            headers.push((at(0).expect("a name"), at(1).expect("a value")));
        }
    }
    let or = |name: &str, other: &str| match text(value, name) {
        "" => text(value, other).to_owned(),
        signed => signed.to_owned(),
    };
    let encoded = value.get("bodyBase64").and_then(Value::as_str);
    let encoded = encoded.map(|text| key::decode(text, KeyText::Base64).expect("base64"));
    let mut received = Received {
        method: text(value, "method").to_owned(),
        headers,
        body: encoded
            .unwrap_or_else(|| or("signedBody", "body").into_bytes())
            .into(),
        ..Received::default()
    };
    received.set_url(&or("signedUrl", "url"));
    let members = value
        .get("secrets")
        .and_then(Value::as_object)
        .expect("secrets");
    let typed = |(name, text): &(String, Value)| {
        (name.clone(), text.as_str().unwrap_or_default().to_owned())
    };
    let none = Value::Object(Vec::new());
    let scheme = changed(text(value, "scheme"), value.get("with").unwrap_or(&none));
    Vector {
        name: format!("{} {}", text(value, "scheme"), text(value, "title")),
        scheme: scheme.expect("a scheme"),
        secrets: members.iter().map(typed).collect(),
        received,
    }
}

impl Vector {
    /// Returns the causes found with `after` appended to the secret.
    fn causes(&self, after: &str) -> Option<Vec<Cause>> {
        let mut typed = Secrets::default();
        for (name, text) in &self.secrets {
            let tail = if name == "secret" { after } else { "" };
            typed.set(name.as_str(), Secret::new([text, tail].concat()));
        }
        run(Search::new(&self.scheme, &typed, &self.received))
            .map(|found| found.causes)
            .ok()
    }
}

#[test]
fn every_scheme_is_searched_by_its_data() {
    let vectors = vectors();
    assert!(vectors.len() > 50, "{}", vectors.len());
    for mut vector in vectors {
        assert_eq!(vector.causes(""), Some(Vec::new()), "{}", vector.name);
        let trimmed = vec![Cause::Secret(SecretText::Trimmed)];
        assert_eq!(vector.causes("\n"), Some(trimmed), "{}", vector.name);
        let digest = vector.received.header("content-digest").is_some();
        let hashed = !vector.scheme.query.is_empty();
        let covered = vector.scheme.content.contains("{body}");
        let named = vector
            .received
            .header("signature-input")
            .unwrap_or_default();
        if covered || hashed || digest && named.contains("content-digest") {
            vector.received.body = [&vector.received.body[..], b"\n"].concat().into();
            let newline = vec![Cause::LastLine {
                added: false,
                crlf: false,
            }];
            assert_eq!(vector.causes(""), Some(newline), "{}", vector.name);
        }
    }
}

/// Random deliveries under every scheme: nothing panics and nothing is explained.
#[test]
fn no_delivery_stops_the_check_or_the_search() {
    const PIECES: [&str; 26] = [
        "X-Hub-Signature-256: sha256=",
        "Stripe-Signature: t=",
        "webhook-signature: v1,",
        "webhook-id: a.b",
        "webhook-timestamp: 1e99",
        "Signature-Input: sig1=(\"@method\"",
        "Signature: sig1=:",
        "Host: a",
        "\r\n",
        "\r\n\r\n",
        "v1=",
        ",",
        ";",
        ":",
        "=",
        "ab",
        "{\"a\":[1.0,\"é\\ud800\"]}",
        "a=%zz&b",
        "\u{FEFF}",
        "\0",
        "99999999999999999999",
        "1700000000",
        "dGhpcyBpcyBubyBkaWdlc3QgYXQgYWxsLCBidXQgbG9uZw==",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "X-Twilio-Signature: ",
        "{}",
    ];
    let mut random = Random(11);
    let schemes = presets::known();
    for _ in 0..1500 {
        let count = random.below(14);
        let raw: String = (0..count)
            .map(|_| PIECES[random.below(PIECES.len())])
            .collect();
        let received = received::read(raw.as_bytes());
        let found = recognise(&received.headers, &received.body);
        let scheme = &schemes[random.below(schemes.len())];
        let secret = ["", " ", "whsec_", "é", "00", "x\n", "\"q\"", "_"][random.below(8)];
        let secrets = secrets(secret);
        check(scheme, &secrets, &received, &found, random.next() as i64);
        let mut reports = 0;
        let searched = Search::new(scheme, &secrets, &received).run(&mut |_| {
            reports += 1;
            match reports < 4 {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        });
        match searched {
            Searched::Found(found, _) => panic!("{raw:?}: {}", found.sentence()),
            Searched::Nothing(ruled) => assert!(!worded(&ruled).is_empty()),
            Searched::Stopped => {}
        }
    }
}

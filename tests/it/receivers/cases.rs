//! The requests that receivers are tried with: genuine, and spoiled each in one way.

use super::{signer, vectors};
use json::{Tree, Value};
use receiver::{Example, plan};
use signature::Signing;
use signature::secret::{Secret, Secrets};
use signature::{DigestText, KeyText, Kind, Moment, Scheme, Signable, TimeText, hmac, presets};

/// Hex and base64 at once, so that one secret in the environment does for every scheme.
pub const SECRET: &str = "5a6b7c8d9e0f112233445566778899aabbccddeeff00a1b2c3d4e5f60718293a";
const WRONG: &str = "5a6b7c8d9e0f112233445566778899aabbccddeeff00a1b2c3d4e5f60718293b";
pub const ENCKEY: &str = "the key of the session";
/// What HTTP Message Signatures cover here.
const COVERED: &str = r#""@method" "@authority" "@path" "@query" "content-digest""#;
pub const NOW: i64 = 1_700_000_000;
const URL: &str = "https://hooks.example.test:8443/in/%C3%A9%2f%3A?b=2&a=1?%40%zz";
const BODY: &str = "{\"event\":\"paid\",\"name\":\"Zo\u{eb} \u{1f600}\",\"amount\":12.50,\"note\":\"$x #{y} @z 'q' \\\"\\\\ <?php ?>\"}\n";

const FORM: &str = "b=2&a=1+%2B%C3%A9&b=10&&empty=&alone&b=2&ab=x&a%26=%3D&B=0";
const ADYEN: &str = r#"{"live":"false","notificationItems":[{"NotificationRequestItem":{"additionalData":{"x":"y"},"amount":{"currency":"EUR","value":1130},"pspReference":"7914073381342284","originalReference":null,"eventCode":"AUTHORISATION","merchantAccountCode":"TestMerchant","merchantReference":"Zo\u00eb \/ 1","success":"true"}}]}"#;
/// As JavaScript writes it, since that is what Authing's scheme signs.
const SCRIPT: &str = "{\"z\":\"Zo\u{eb} \\\"\\u0001\u{1f600}\",\"\u{e9}\":1e+21,\"list\":[1,{\"a\":null,\"b\":[]},\"x, y: }\"],\"on\":true,\"no\":null,\"amount\":12.5,\"empty\":\"\"}";
const SNS: &str = r#"{"Type":"Notification","MessageId":"22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324","TopicArn":"arn:aws:sns:eu-west-1:123456789012:topic","Subject":null,"Message":"Zo\u00eb \ud83d\ude00:\n\"paid\" \/ {12.50}","Timestamp":"2023-11-14T22:13:20.000Z","SigningCertURL":"https://sns.eu-west-1.amazonaws.com/SimpleNotificationService.pem"}"#;
const MEMBERS: &str = r#"{"a/b":"x","list":[1,123456789012345],"yes":true,"no":null}"#;

/// Schemes that use what the presets do not: each a thing that a person can set or a document tell.
const MORE: &str = r#"[
  {"id": "token", "title": "Token", "kind": "secret", "headers": {"X-Token": "Token {secret}"}},
  {"id": "bare-token", "title": "Bare token", "kind": "secret", "headers": {"X-Token": "{secret}"}},
  {"id": "milliseconds", "title": "Milliseconds", "digest": "base64", "unit": "ms",
   "content": "{method}{url}{body}{timestamp}", "tolerance": {"seconds": 300, "future": false},
   "headers": {"X-Signature": "{signature}", "X-Timestamp": "{timestamp}"}},
  {"id": "both-milliseconds", "title": "Milliseconds both ways", "unit": "ms",
   "content": "{timestamp}:{body}", "tolerance": {"seconds": 60, "future": true}, "list": ";",
   "headers": {"X-Signature": "ts={timestamp};h1={signature}"}},
  {"id": "dated", "title": "Dated", "digest": "base64", "time": "date-time",
   "content": "{timestamp}{body}", "tolerance": {"seconds": 300, "future": true},
   "headers": {"X-Timestamp": "{timestamp}", "X-Signature": "{signature}"}},
  {"id": "hex-key", "title": "Hex key", "algorithm": "SHA-384", "digest": "base64url",
   "key": {"encoding": "hex", "prefix": "hex_"},
   "content": "{path}|{query}|{target}|{header:X-Kind}|{body}",
   "headers": {"X-Signature": "sig=:{signature}:"}},
  {"id": "hashes", "title": "Hashes", "algorithm": "SHA-512", "digest": "hex",
   "content": "{id}\n{nonce}\t@1 @@2 \"quoted\" \\ $x #{{y} é\n{body-hash:SHA-256:base64}{body-hash:SHA-1:hex}{body-hash:SHA-512:base64url}{body-hash:SHA-384:hex}",
   "headers": {"X-Id": "{id}", "X-Nonce": "n {nonce}", "X-Signature": "{signature}"}},
  {"id": "url-safe-key", "title": "URL-safe key",
   "key": {"encoding": "base64url"}, "headers": {"X-Signature": "{signature}"}},
  {"id": "form-marks", "title": "Form with marks", "content": "{form:=,&}{timestamp}",
   "headers": {"X-Signature": "{signature}", "X-Timestamp": "at {timestamp}"}},
  {"id": "members", "title": "Members", "content": "{json:/a~1b}|{json:/list/1}|{json:/yes}|{json:/no}|{json:/none}|{body-hash:SHA-1:hex}",
   "headers": {"X-Signature": "{signature}"}},
  {"id": "checksum", "title": "Checksum", "content": "{crc32}|{json-lines:yes,a/b,none,no,yes}|{crc32}",
   "headers": {"X-Signature": "{signature}"}},
  {"id": "one-function", "title": "One function", "content": "{json:/a~1b}", "headers": {"X-Signature": "{signature}"}},
  {"id": "either", "title": "A form, or the hash of another body", "content": "{url}{form}",
   "query": {"bodySHA256": "{body-hash:SHA-256:hex}"}, "headers": {"X-Signature": "{signature}"}},
  {"id": "two-keys", "title": "Two keys", "algorithm": "SHA-1",
   "key": {"encoding": "base64", "template": "{enckey}/{secret}/é"},
   "inputs": [{"name": "enckey", "label": "Other key", "secret": true}],
   "headers": {"X-Signature": "{signature}", "X-Key": "not for the code"}},
  {"id": "rsa", "title": "RSA", "kind": "rsa", "digest": "base64url", "list": ",",
   "key": {"encoding": "base64"}, "content": "{method} {path}\n{body-hash:SHA-256:hex}",
   "headers": {"X-Signature": "r={signature}"}},
  {"id": "rsa-512", "title": "RSA with SHA-512", "kind": "rsa", "digest": "base64", "algorithm": "SHA-512",
   "headers": {"X-Signature": "{signature}"}},
  {"id": "ecdsa", "title": "ECDSA", "kind": "ecdsa", "digest": "hex",
   "key": {"encoding": "hex", "prefix": "pk_"},
   "headers": {"X-Signature": "{signature}"}},
  {"id": "ed25519", "title": "Ed25519", "kind": "ed25519", "digest": "base64url", "unit": "ms",
   "key": {"encoding": "base64url"}, "content": "{timestamp}", "tolerance": {"seconds": 60, "future": true},
   "headers": {"X-Signature": "{signature}", "X-Timestamp": "{timestamp}"}},
  {"id": "pem", "title": "A key as documents tell it", "kind": "ecdsa", "digest": "base64",
   "headers": {"X-Signature": "{signature}"}}
]"#;

/// Every preset that there is receiver code for, and more.
pub fn all_schemes() -> Vec<Scheme> {
    let mut all = presets::known().to_vec();
    let more = Value::read(MORE).ok();
    let more = more.as_ref().and_then(Value::as_array).expect("a list");
    let told = |scheme: &Value| Value::Object(vec![("scheme".to_owned(), scheme.clone())]);
    let one = |scheme: &Value| signature::documented::scheme(&told(scheme));
    all.extend(more.iter().map(|scheme| one(scheme).expect("a scheme")));
    // The others are said in words, which `receivers.rs` holds.
    all.retain(|scheme| plan::lower(scheme, &inputs()).is_ok());
    all
}

/// What is typed for schemes and is no secret.
pub fn inputs() -> Vec<(String, String)> {
    let typed = [("accessKeyId", "AKID"), ("webhookId", "4JH86294D6297924G")];
    let one = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
    typed.map(one).into()
}

/// A call of `verify` and what comes of it.
pub struct Case {
    pub name: &'static str,
    /// What the refusal says; `None` when the request is genuine.
    pub refusal: Option<&'static str>,
    pub arguments: Vec<Argument>,
}

/// An argument, by how languages hold it.
#[derive(Clone)]
pub enum Argument {
    Text(String),
    Headers(Vec<(String, String)>),
    Body(Vec<u8>),
    Now(i64),
}

/// A request on its way to a receiver.
#[derive(Clone)]
struct Delivery {
    url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    secret: String,
    now: i64,
    /// What was signed, and the MAC that came of it.
    text: Vec<u8>,
    mac: Vec<u8>,
}

fn secrets(secret: &str) -> Secrets {
    let mut secrets = Secrets::default();
    secrets.set("secret", Secret::new(secret));
    secrets.set("secret:enckey", Secret::new(ENCKEY));
    for (name, text) in inputs() {
        secrets.set(["secret:", &name].concat(), Secret::new(text));
    }
    secrets
}

/// The secret that a scheme is tried with, or the public key in its place.
fn secret(scheme: &Scheme, right: bool) -> String {
    if !scheme.kind.is_public_key() {
        return if right { SECRET } else { WRONG }.to_owned();
    }
    let key = signer::public_key(scheme.kind, right);
    hmac::text(
        &key,
        match scheme.key.encoding {
            KeyText::Hex => DigestText::Hex,
            KeyText::Base64Url => DigestText::Base64Url,
            _ => DigestText::Base64,
        },
    )
}

/// As [`signed`], by the secret or the private key that is right, or a wrong one.
fn delivery(scheme: &Scheme, right: bool, body: &[u8], at: i64, typed: Option<&str>) -> Delivery {
    if !scheme.kind.is_public_key() {
        return signed(scheme, &secret(scheme, right), body, at, typed);
    }
    // What is signed is the same whatever it is signed with.
    let mut same = scheme.clone();
    same.kind = Kind::Hmac;
    same.key.encoding = KeyText::Text;
    let mut delivery = signed(&same, SECRET, body, at, typed);
    let made = hmac::text(&delivery.mac, scheme.digest);
    let signature = signer::sign(scheme.kind, scheme.algorithm, right, &delivery.text);
    let signature = hmac::text(&signature, scheme.digest);
    for (_, value) in &mut delivery.headers {
        *value = value.replace(&made, &signature);
    }
    if !scheme.members.is_empty() {
        let body = String::from_utf8_lossy(&delivery.body);
        delivery.body = body.replace(&made, &signature).into_bytes();
    }
    delivery.secret = secret(scheme, true);
    delivery
}

/// Signed by Signpost at a time; `typed` is a time that a person wrote.
fn signed(scheme: &Scheme, secret: &str, body: &[u8], at: i64, typed: Option<&str>) -> Delivery {
    let media = match scheme.content.contains("{form") && body != BODY.as_bytes() {
        true => "Application/x-www-form-urlencoded; charset=UTF-8",
        false => "application/json",
    };
    let mut headers: Vec<(String, String)> = [
        ("Content-Type", media),
        ("X-Kind", "a \"kind\""),
        ("Authorization", "not for the code"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    let moment = Moment {
        unix_ms: at * 1000,
        id: "msg_1".to_owned(),
        nonce: "0123456789abcdef0123456789abcdef".to_owned(),
    };
    let request = Signable {
        method: "POST",
        url: URL,
        target: &URL["https://hooks.example.test:8443".len()..],
        headers: &headers,
        body,
        content_type: media,
    };
    let signing = Signing {
        time: typed.map(Into::into),
        ..Signing::default()
    };
    let signed = signature::sign(scheme, &signing, &secrets(secret), &moment, &request);
    let signed = signed.unwrap_or_else(|problems| panic!("{}: {problems:?}", scheme.id));
    for (name, value) in signed.headers {
        headers.retain(|h| !h.0.eq_ignore_ascii_case(&name));
        headers.push((name, value));
    }
    let mut url = URL.to_owned();
    for splice in &signed.url {
        url.replace_range(splice.range.clone(), &splice.text);
    }
    let mut body = body.to_vec();
    for splice in &signed.body {
        body.splice(splice.range.clone(), splice.text.bytes());
    }
    Delivery {
        url,
        headers,
        body,
        secret: secret.to_owned(),
        now: NOW,
        text: signed.text,
        mac: signed.digest,
    }
}

fn body(scheme: &Scheme) -> Vec<u8> {
    timed(scheme, &(NOW * 1000).to_string())
}

/// The body of a scheme, with a time in it, as JSON, where its payload says the time.
fn timed(scheme: &Scheme, time: &str) -> Vec<u8> {
    if let Some(stamp) = &scheme.stamp {
        let name = stamp.trim_start_matches('/');
        return format!("{{\"action\":\"create\",\"{name}\":{time}}}").into_bytes();
    }
    // One of the printed bodies is no text.
    match &*scheme.id {
        "twilio" | "form-marks" | "either" => FORM.as_bytes().to_vec(),
        "adyen" => ADYEN.as_bytes().to_vec(),
        "aws-sns" | "aws-sns-v1" => SNS.as_bytes().to_vec(),
        "members" | "checksum" | "one-function" => MEMBERS.as_bytes().to_vec(),
        "authing" => SCRIPT.as_bytes().to_vec(),
        "slack" | "hashes" => b"\xff\xfe\x00 raw\r\n".to_vec(),
        _ => BODY.as_bytes().to_vec(),
    }
}

/// The request that stands in the code.
pub fn example(scheme: &Scheme) -> Example {
    let delivery = delivery(scheme, true, &body(scheme), NOW, None);
    let mut inputs = inputs();
    if scheme.kind.is_public_key() {
        // A scheme that says nothing of the key's form is given what people have, a PEM file.
        let key = match scheme.key.encoding {
            KeyText::Text => {
                let dashes = [
                    "-----BEGIN PUBLIC KEY-----\n",
                    "\n-----END PUBLIC KEY-----\n",
                ];
                [dashes[0], &delivery.secret, dashes[1]].concat()
            }
            _ => delivery.secret.clone(),
        };
        inputs.push(("secret".to_owned(), key));
    }
    Example {
        method: "POST".to_owned(),
        url: delivery.url,
        headers: delivery.headers,
        body: delivery.body,
        now: NOW,
        inputs,
    }
}

/// Every case of a scheme.
pub fn cases(scheme: &Scheme) -> Vec<Case> {
    let plan = plan::lower(scheme, &example(scheme).inputs).expect("a plan");
    let with = |body: &[u8]| delivery(scheme, true, body, NOW, None);
    let good = with(&body(scheme));
    let mut all: Vec<(&'static str, Option<&'static str>, Delivery)> = Vec::new();
    let mut add = |name, refusal, delivery: Delivery| all.push((name, refusal, delivery));
    add("genuine", None, good.clone());
    let bytes = plan.content.contains(&plan::Piece::Body);
    if bytes || plan.described || !plan.carried.is_empty() && !plan.either {
        let refusal = scheme.stamp.is_some().then_some("The body is not JSON");
        add("no text", refusal, with(b"\x00\xff\r\n\xc3"));
        add("long", refusal, with(&[b'a'; 70_000]));
        // A reader may take nothing for a document with nothing in it.
        add("empty", refusal.map(|_| ""), with(b""));
    }
    if scheme.stamp.is_some() {
        add("no time", Some("is missing"), with(b"{}"));
    }
    let mut empty = good.clone();
    empty.secret = String::new();
    let words = match scheme.kind.is_public_key() {
        true => "The public key is empty",
        false => "The secret is empty",
    };
    add("empty secret", Some(words), empty);
    let mut wrong = good.clone();
    wrong.secret = secret(scheme, false);
    add("wrong secret", Some("does not match"), wrong);
    if plan.covers_body() || plan.described {
        let mut altered = good.clone();
        altered.body.push(b'\n');
        let words = match plan.carried.is_empty() || plan.either {
            _ if plan.described => "Content-Digest does not match",
            true => "does not match",
            false => "is not the hash of the body",
        };
        add("altered body", Some(words), altered);
    }
    if plan.either {
        let other = with(BODY.as_bytes());
        let mut altered = other.clone();
        altered.body.push(b'\n');
        let mut disguised = altered.clone();
        disguised.headers.retain(|h| h.0 != "Content-Type");
        disguised
            .headers
            .push(("Content-Type".to_owned(), good.headers[0].1.clone()));
        add("no form", None, other);
        add(
            "altered and no form",
            Some("is not the hash of the body"),
            altered,
        );
        add(
            "altered and called a form",
            Some("does not match"),
            disguised,
        );
    }
    if scheme.kind.is_public_key() {
        // As openssl writes it in a PEM file.
        let mut wrapped = good.clone();
        let lines = good.secret.as_bytes().chunks(64);
        let line = |line: &[u8]| [&*String::from_utf8_lossy(line), "\n"].concat();
        wrapped.secret = lines.map(line).collect();
        add("a key in lines", None, wrapped);
    }
    if scheme.kind == Kind::Ecdsa && !plan.lists() {
        spoil_numbers(scheme, &good, &mut add);
    }
    if !plan.prefix.is_empty() {
        let mut prefixed = good.clone();
        prefixed.secret = [&*plan.prefix, &good.secret].concat();
        add("prefixed secret", None, prefixed);
    }
    let read = |r: &&plan::Read| r.forms.iter().any(|f| f.slot == plan::Slot::Signature);
    let read = plan.reads.iter().find(read);
    if plan.described {
        spoil_described(&good, &mut add);
    } else if let Some(read) = read {
        spoil_field(scheme, read, &good, &mut add);
    } else {
        spoil_member(&plan, &good, &mut add);
    }
    let fields = |piece: &plan::Piece| matches!(piece, plan::Piece::Fields(_));
    let fields = plan.content.iter().any(fields);
    if plan.reads_json() || fields {
        let words = match plan.reads_json() {
            true => "The body is not JSON",
            false => "The body is not a JSON object",
        };
        spoil_json(&good, words, &mut add);
    }
    for name in &plan.case_collisions {
        let other = match name.to_uppercase() {
            upper if upper == *name => name.to_lowercase(),
            upper => upper,
        };
        let more = format!(",\"{other}\":\"evil\"");
        let end = good.body.iter().rposition(|b| *b == b'}').expect("JSON");
        let mut evil = good.clone();
        evil.body.splice(end..end, more.bytes());
        add("a name in other case", Some("only in case"), evil);
    }
    if ["mailgun", "aws-sns", "authing"].contains(&&*scheme.id) {
        spoil_values(scheme, &good, &mut add);
    }
    if fields {
        let mut list = with(b"");
        list.body = b"[1]".to_vec();
        add("a list", Some("The body is not a JSON object"), list);
    }
    if let Some(clock) = &plan.clock {
        let limit = i64::from(clock.seconds);
        let at = |at: i64| {
            let body = timed(scheme, &((NOW + at) * 1000).to_string());
            delivery(scheme, true, &body, NOW + at, None)
        };
        add("as old as may be", None, at(-limit));
        add("stale", Some("seconds old"), at(-limit - 1));
        let future = clock.future.then_some("in the future");
        add("future", future, at(limit + 1));
        add("far future", future, at(100_000_000_000 - NOW));
        let typed = |typed: &'static str| {
            let body = timed(scheme, &format!("\"{typed}\""));
            delivery(scheme, true, &body, NOW, Some(typed))
        };
        let words = match scheme.time {
            TimeText::Number => "not a Unix time",
            TimeText::DateTime => "not a date and time",
        };
        add("time in words", Some(words), typed("soon"));
        let large = typed("9999999999999999999999999");
        add("time too large", Some(words), large);
        if scheme.time == TimeText::DateTime {
            add(
                "with a fraction",
                None,
                typed("2023-11-14T22:13:20.123456789Z"),
            );
            add("with an offset", None, typed("2023-11-15T03:43:20+05:30"));
            let stale = typed("2023-11-14T22:13:20+00:06");
            add("stale by its offset", Some("seconds old"), stale);
            for odd in [
                "2023-11-14T22:13:20+0000",
                "2023-11-14T22:13:20",
                "2023-11-14",
                "2023-13-14T22:13:20Z",
            ] {
                add("no date and time", Some(words), typed(odd));
            }
        }
    }
    let case = |(name, refusal, delivery): (_, _, Delivery)| Case {
        name,
        refusal,
        arguments: arguments(&plan, &delivery),
    };
    let mut all: Vec<Case> = all.into_iter().map(case).collect();
    if plan.described {
        // What a signature has to cover is an argument.
        let mut less = arguments(&plan, &good);
        for argument in &mut less {
            if matches!(argument, Argument::Text(text) if *text == COVERED) {
                *argument = Argument::Text([COVERED, " \"x-kind\""].concat());
            }
        }
        all.push(Case {
            name: "less is signed than has to be",
            refusal: Some("does not cover"),
            arguments: less,
        });
    }
    all.extend(vectors::cases(scheme, &plan));
    all
}

fn arguments(plan: &plan::Plan, delivery: &Delivery) -> Vec<Argument> {
    let one = |parameter| match parameter {
        plan::Parameter::Method => Argument::Text("POST".to_owned()),
        plan::Parameter::Url => Argument::Text(delivery.url.clone()),
        plan::Parameter::Target => {
            Argument::Text(URL["https://hooks.example.test:8443".len()..].to_owned())
        }
        plan::Parameter::Headers => {
            let lower =
                |(name, value): &(String, String)| (name.to_ascii_lowercase(), value.clone());
            Argument::Headers(delivery.headers.iter().map(lower).collect())
        }
        plan::Parameter::Body => Argument::Body(delivery.body.clone()),
        plan::Parameter::Secret | plan::Parameter::Key => Argument::Text(delivery.secret.clone()),
        plan::Parameter::Input(_) => Argument::Text(ENCKEY.to_owned()),
        plan::Parameter::Components => Argument::Text(COVERED.to_owned()),
        plan::Parameter::Now => Argument::Now(delivery.now),
    };
    plan.parameters().into_iter().map(one).collect()
}

type Add<'a> = &'a mut dyn FnMut(&'static str, Option<&'static str>, Delivery);

/// The signature stands in a header field.
fn spoil_field(scheme: &Scheme, read: &plan::Read, good: &Delivery, add: Add<'_>) {
    let replace = |change: &dyn Fn(&str) -> Option<String>| {
        let mut changed = good.clone();
        changed.headers = good
            .headers
            .iter()
            .filter_map(
                |(name, value)| match name.eq_ignore_ascii_case(&read.name) {
                    true => Some((name.clone(), change(value)?)),
                    false => Some((name.clone(), value.clone())),
                },
            )
            .collect();
        changed
    };
    add("missing signature", Some("is missing"), replace(&|_| None));
    let after = read.forms.iter().map(|f| f.after.len()).sum::<usize>();
    let cut = |value: &str| {
        let (front, end) = value.split_at(value.len() - after);
        Some([&front[..front.len() - 4], end].concat())
    };
    add("truncated signature", Some("does not match"), replace(&cut));
    let form = read.forms.iter().find(|f| f.slot == plan::Slot::Signature);
    let made = form.map(|form| {
        let value = good
            .headers
            .iter()
            .find(|h| h.0 == read.name)
            .expect("a signature");
        let mut parts = value.1.split(read.list.as_deref().unwrap_or("\n"));
        let part = parts
            .find(|p| p.starts_with(&form.before))
            .expect("a signature");
        part[form.before.len()..part.len() - form.after.len()].to_owned()
    });
    let made = made.expect("a signature");
    let words = if read.is_bare() {
        "is missing"
    } else {
        "does not match"
    };
    let emptied = replace(&|value| Some(value.replace(&made, "")));
    add("empty signature", Some(words), emptied);
    if !read.is_bare() {
        let nonsense = replace(&|_| Some("nonsense".to_owned()));
        add("no signature", Some("is not of the form"), nonsense);
    }
    if let Some(list) = &read.list {
        let bad = delivery(scheme, false, &body(scheme), NOW, None);
        let bad = bad
            .headers
            .iter()
            .find(|h| h.0 == read.name)
            .expect("a signature");
        let both = |value: &str| Some([&bad.1, &**list, value].concat());
        add("a good one after a bad one", None, replace(&both));
        let both = |value: &str| Some([value, &**list, &bad.1].concat());
        add("a bad one after a good one", None, replace(&both));
    }
}

/// The signature stands in two header fields of HTTP Message Signatures.
fn spoil_described(good: &Delivery, add: Add<'_>) {
    let with = |name: &str, change: &dyn Fn(&str) -> Option<String>| {
        let mut changed = good.clone();
        let headers = std::mem::take(&mut changed.headers).into_iter();
        let one = |(own, value): (String, String)| match own.eq_ignore_ascii_case(name) {
            true => change(&value).map(|value| (own, value)),
            false => Some((own, value)),
        };
        changed.headers = headers.filter_map(one).collect();
        changed
    };
    for name in ["Signature", "Signature-Input"] {
        add(
            "missing signature",
            Some("is missing"),
            with(name, &|_| None),
        );
        add(
            "empty signature",
            Some("is missing"),
            with(name, &|_| Some(String::new())),
        );
        let nonsense = with(name, &|_| Some("sig1=nonsense, ((".to_owned()));
        add("no signature", Some("does not match"), nonsense);
    }
    let cut = |value: &str| Some([&value[..value.len() - 5], ":"].concat());
    add(
        "truncated signature",
        Some("does not match"),
        with("Signature", &cut),
    );
    let none = |_: &str| Some("sig1=::".to_owned());
    add("no bytes", Some("does not match"), with("Signature", &none));
    let other = |value: &str| Some(value.replace("\"@path\"", "\"@path\";tr"));
    add(
        "a component unknown",
        Some("does not cover"),
        with("Signature-Input", &other),
    );
    // A proxy's before it, which this receiver has no key of.
    let mut both = with("Signature", &|value| {
        Some(["proxy=:AAAA:, ", value].concat())
    });
    for (name, value) in &mut both.headers {
        if name == "Signature-Input" {
            *value = ["proxy=(\"@method\");created=1;nonce=\"a, b=(\", ", value].concat();
        }
    }
    add("a good one after a bad one", None, both);
}

/// The body is read as JSON, and so has to be that to its end.
fn spoil_json(good: &Delivery, words: &'static str, add: Add<'_>) {
    for (name, more) in [("trailing text", " x"), ("trailing value", "{}")] {
        let mut longer = good.clone();
        longer.body.extend_from_slice(more.as_bytes());
        add(name, Some(words), longer);
    }
}

/// An ECDSA signature is two INTEGERs in DER (X.690, section 8.3), each with no byte more or less
/// than it needs.
fn spoil_numbers(scheme: &Scheme, good: &Delivery, add: Add<'_>) {
    // One whose first number has its top bit set, and so a zero before it.
    let made = (0..64).map(|_| signer::sign(scheme.kind, scheme.algorithm, true, &good.text));
    let made = made.into_iter().find(|der| der[3] == 33).expect("a number");
    let (first, rest) = (&made[4..37], &made[37..]);
    let form = match scheme.digest {
        DigestText::Hex => KeyText::Hex,
        DigestText::Base64 => KeyText::Base64,
        DigestText::Base64Url => KeyText::Base64Url,
    };
    let signature =
        |value: &str| signature::key::decode(value, form).is_ok_and(|b| b.first() == Some(&0x30));
    let with = |number: &[u8]| {
        let inner = [&[2, number.len() as u8], number, rest].concat();
        let der = [&[0x30, inner.len() as u8], &inner[..]].concat();
        let mut changed = good.clone();
        let mut fields = changed.headers.iter_mut();
        let field = fields.find(|h| signature(&h.1)).expect("a signature");
        field.1 = hmac::text(&der, scheme.digest);
        changed
    };
    add("two numbers", None, with(first));
    let words = Some("does not match");
    add(
        "a number with a zero too many",
        words,
        with(&[&[0], first].concat()),
    );
    // Java alone takes one that has lost its zero for the number that it was.
    add("a number of no bytes", words, with(&[]));
}

/// Values at which languages have errors of their own.
fn spoil_values(scheme: &Scheme, good: &Delivery, add: Add<'_>) {
    let open = "[".repeat(100_000);
    let deep = [&*open, &*"]".repeat(100_000)].concat();
    let values: [(&str, &[u8]); 6] = [
        ("half a surrogate pair", br#""\ud800""#),
        ("half a pair in a name", br#"{"\ud800":1}"#),
        ("a number too large", b"1e999"),
        ("no UTF-8", b"\"\xff\""),
        ("a value too deep", deep.as_bytes()),
        ("lists without end", open.as_bytes()),
    ];
    for (name, value) in values {
        let whole = [b"{\"Signature\":", value, b"}"].concat();
        let one = |name: &str| [b"\"", name.as_bytes(), b"\":", value].concat();
        let names = ["timestamp", "token", "signature"].map(one).join(&b","[..]);
        let mut spoiled = good.clone();
        spoiled.body = match &*scheme.id {
            "mailgun" => [b"{\"signature\":{", &*names, b"}}"].concat(),
            _ => whole,
        };
        add(name, Some(""), spoiled);
    }
    let mut named = good.clone();
    named.body = br#"{"\ud800":1,"\u0053ignatur\ud800":2}"#.to_vec();
    add("half a pair in a name of the body", Some(""), named);
}

/// The signature stands in a member of the body.
fn spoil_member(plan: &plan::Plan, good: &Delivery, add: Add<'_>) {
    let is = |m: &&(plan::Slot, String)| m.0 == plan::Slot::Signature;
    let (_, pointer) = plan.members.iter().find(is).expect("a signature");
    let text = std::str::from_utf8(&good.body).expect("JSON");
    let tree = Tree::read(text).expect("JSON");
    let span = tree.root().pointer(pointer).expect("a signature").span();
    let with = |new: &str| {
        let mut changed = good.clone();
        changed.body.splice(span.clone(), new.bytes());
        changed
    };
    add("missing signature", Some("is missing"), with("null"));
    // Padding alone is not missed.
    let cut = [&text[span.start..span.end - 6], "\""].concat();
    add("truncated signature", Some("does not match"), with(&cut));
    let mut none = good.clone();
    none.body = b"{}".to_vec();
    add("no member", Some("is missing"), none);
    // Each text that is signed by its name, altered at its end.
    let mut signed = Vec::new();
    for piece in &plan.content {
        match piece {
            plan::Piece::Json(pointer) => signed.extend(tree.root().pointer(pointer)),
            plan::Piece::JsonLines(names) => {
                signed.extend(names.iter().filter_map(|name| tree.root().get(name)));
            }
            _ => {}
        }
    }
    signed.retain(|member| member.string().is_some());
    let by_name =
        |piece: &plan::Piece| matches!(piece, plan::Piece::Json(_) | plan::Piece::JsonLines(_));
    assert!(signed.len() > 4 || !plan.content.iter().any(by_name));
    for member in signed {
        let mut altered = good.clone();
        let end = member.span().end - 1;
        altered.body.splice(end..end, *b"!");
        add("altered member", Some("does not match"), altered);
    }
}

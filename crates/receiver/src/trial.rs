//! The request in the code's test, signed with a secret made for tests.
//!
//! Code is stored, shared and run on machines that must not know the real
//! secret, and a real signature in it could be replayed. So the received
//! request is signed again, with its own time and id. A private key is not
//! available here, so a signature by one is kept, with its public key.

use super::{Error, Example};
use data_encoding::BASE64;
use signature::Signing;
use signature::secret::{Secret, Secrets};
use signature::{
    Clock, DigestText, KeyText, Moment, Scheme, Signable, clock, fields, hmac, public, verify,
};

/// The bytes of the test's secret for schemes that encode it.
const BYTES: &[u8; 32] = b"only for the test of a receiver.";

/// Prepares the example for the code; its inputs then include the test's secrets.
///
/// # Errors
///
/// The test cannot be signed, or a public key is missing.
pub fn example(scheme: &Scheme, given: &Example) -> Result<Example, Error> {
    let mut example = given.clone();
    match scheme.kind.is_public_key() {
        true => add_public_key(scheme, &mut example)?,
        false => sign_with_test_secrets(scheme, &mut example)?,
    }
    // The test requires the components that the request's own signature covers (RFC 9421).
    let mut headers = example.headers.iter();
    let input = headers.find(|h| h.0.eq_ignore_ascii_case("signature-input"));
    let list = input.and_then(|h| h.1.split_once('(')?.1.split_once(')'));
    if let (false, Some((list, _))) = (scheme.parts.is_empty(), list) {
        let list = ("components".to_owned(), list.to_owned());
        example.inputs.retain(|input| input.0 != "components");
        example.inputs.push(list);
    }
    Ok(example)
}

/// Adds the public key, encoded as the scheme requires.
fn add_public_key(scheme: &Scheme, example: &mut Example) -> Result<(), Error> {
    let typed = secrets(&example.inputs);
    let found = public::material(scheme, &typed, &signable(example, &target(example)));
    let Ok(material) = found else {
        return Err(Error::PublicKeyMissing);
    };
    let text = encode_key(scheme, &material.key);
    example.inputs.retain(|input| input.0 != "secret");
    example.inputs.push(("secret".to_owned(), text));
    set_arrival(scheme, example, &material.time);
    Ok(())
}

/// Signs the request with secrets made for tests.
fn sign_with_test_secrets(scheme: &Scheme, example: &mut Example) -> Result<(), Error> {
    example.inputs.retain(|input| input.0 != "secret");
    example
        .inputs
        .push(("secret".to_owned(), encode_key(scheme, BYTES)));
    for input in scheme.inputs.iter().filter(|input| input.secret) {
        let text = ["test ", &input.name].concat();
        example.inputs.push((input.name.clone(), text));
    }
    let secrets = secrets(&example.inputs);
    let verdict = {
        let target = target(example);
        verify::verify_request(scheme, &secrets, &signable(example, &target))
    };
    match verdict {
        verify::Verdict::Mismatch { proof, found } => {
            replace(scheme, example, &found, &proof.signature);
            set_arrival(scheme, example, &proof.time);
        }
        verify::Verdict::Valid(proof) => set_arrival(scheme, example, &proof.time),
        _ => sign_unsigned(scheme, &secrets, example)?,
    }
    Ok(())
}

/// Encodes a key's bytes as the scheme requires.
fn encode_key(scheme: &Scheme, bytes: &[u8]) -> String {
    let text = match scheme.key.encoding {
        KeyText::Text if scheme.kind.is_public_key() => BASE64.encode(bytes),
        KeyText::Text => return "a secret that is for tests only".to_owned(),
        KeyText::Hex => hmac::text(bytes, DigestText::Hex),
        KeyText::Base64 => hmac::text(bytes, DigestText::Base64),
        KeyText::Base64Url => hmac::text(bytes, DigestText::Base64Url),
    };
    [&*scheme.key.prefix, &text].concat()
}

fn secrets(inputs: &[(String, String)]) -> Secrets {
    let mut secrets = Secrets::default();
    for (name, text) in inputs {
        let place = match &**name {
            "secret" => "secret".to_owned(),
            name => ["secret:", name].concat(),
        };
        secrets.set(place, Secret::new(text.as_str()));
    }
    secrets
}

/// The path and query.
pub fn target(example: &Example) -> String {
    let after = example.url.split_once("://");
    let after = after.map_or(&*example.url, |(_, after)| after);
    let target = after.find('/').and_then(|at| after.get(at..));
    target.unwrap_or("/").to_owned()
}

/// Returns whether the body is a form.
pub fn is_form(example: &Example) -> bool {
    fields::is_form(&signable(example, ""))
}

fn signable<'a>(example: &'a Example, target: &'a str) -> Signable<'a> {
    let media = |h: &&(String, String)| h.0.eq_ignore_ascii_case("content-type");
    Signable {
        method: &example.method,
        url: &example.url,
        target,
        headers: &example.headers,
        body: &example.body,
        content_type: example.headers.iter().find(media).map_or("", |h| &h.1),
    }
}

/// Replaces the received signatures with the test's.
fn replace(scheme: &Scheme, example: &mut Example, found: &[String], signature: &str) {
    let signs = |name: &str| {
        let mut fields = scheme.headers.iter();
        let value = |value: &str| value.contains("{signature}") || value.contains("{secret}");
        fields
            .any(|f| value(&f.value) && (f.name.contains('{') || f.name.eq_ignore_ascii_case(name)))
    };
    for (name, value) in &mut example.headers {
        if signs(name) {
            *value = replaced(value, found, signature);
        }
    }
    if scheme.members.is_empty() {
        return;
    }
    if let Ok(text) = std::str::from_utf8(&example.body) {
        let new = replaced(text, found, signature);
        example.body = new.into_bytes();
    }
}

fn replaced(text: &str, found: &[String], new: &str) -> String {
    let found = found.iter().filter(|found| !found.is_empty());
    found.fold(text.to_owned(), |text, found| text.replace(found, new))
}

/// Signs a request that has no signature to replace.
fn sign_unsigned(scheme: &Scheme, secrets: &Secrets, example: &mut Example) -> Result<(), Error> {
    let moment = Moment {
        unix_ms: example.now.saturating_mul(1000),
        id: "msg_test".to_owned(),
        nonce: "0123456789abcdef0123456789abcdef".to_owned(),
    };
    let signed = {
        let target = target(example);
        let request = signable(example, &target);
        signature::sign(scheme, &Signing::default(), secrets, &moment, &request)
    };
    let Ok(signed) = signed else {
        return Err(Error::Example);
    };
    for (name, value) in signed.headers {
        example.headers.retain(|h| !h.0.eq_ignore_ascii_case(&name));
        example.headers.push((name, value));
    }
    for splice in &signed.url {
        if example.url.get(splice.range.clone()).is_some() {
            example
                .url
                .replace_range(splice.range.clone(), &splice.text);
        }
    }
    for splice in &signed.body {
        if example.body.get(splice.range.clone()).is_some() {
            example
                .body
                .splice(splice.range.clone(), splice.text.bytes());
        }
    }
    Ok(())
}

/// Sets the arrival to the signed time if the request is too old, as pasted requests often are.
fn set_arrival(scheme: &Scheme, example: &mut Example, time: &str) {
    let now_ms = example.now.saturating_mul(1000);
    if matches!(
        clock::judge(scheme, time, now_ms),
        Clock::None | Clock::InTime
    ) {
        return;
    }
    let time = clock::unix_ms(scheme, time).map(|time| time.div_euclid(1000));
    if let Some(Ok(time)) = time.map(i64::try_from) {
        example.now = time;
    }
}

//! The request as the code's test has it: signed with a secret that is made for tests.
//!
//! Code is kept, shared and run by machines that must not know the real
//! secret, and a real signature in it could be sent again. So the very request
//! that came is signed anew, at its own time and with its own id. A signature
//! of a private key cannot be made here: that one stays, with its public key.

use super::Example;
use data_encoding::BASE64;
use signature::Signing;
use signature::secret::{Secret, Secrets};
use signature::{
    Clock, DigestText, KeyText, Moment, Scheme, Signable, clock, fields, hmac, public, verify,
};

/// The bytes of the test's secret where it is encoded.
const BYTES: &[u8; 32] = b"only for the test of a receiver.";

/// The example to print; its inputs hold the test's secrets too.
///
/// The error is a sentence for the person.
pub fn example(scheme: &Scheme, given: &Example) -> Result<Example, String> {
    let mut example = given.clone();
    match scheme.kind.is_public_key() {
        true => with_key(scheme, &mut example)?,
        false => with_secrets(scheme, &mut example)?,
    }
    // What the request's own signature covers is what its test demands (RFC 9421).
    let mut headers = example.headers.iter();
    let told = headers.find(|h| h.0.eq_ignore_ascii_case("signature-input"));
    let list = told.and_then(|h| h.1.split_once('(')?.1.split_once(')'));
    if let (false, Some((list, _))) = (scheme.parts.is_empty(), list) {
        let list = ("components".to_owned(), list.to_owned());
        example.inputs.retain(|input| input.0 != "components");
        example.inputs.push(list);
    }
    Ok(example)
}

/// Puts the public key in, as the scheme writes it.
fn with_key(scheme: &Scheme, example: &mut Example) -> Result<(), String> {
    let typed = secrets(&example.inputs);
    let found = public::material(scheme, &typed, &signable(example, &target(example)));
    let Ok(material) = found else {
        return Err("Give the public key, and a request that is signed as the scheme says: the test in the \
             code verifies them"
            .to_owned());
    };
    let text = encoded(scheme, &material.key);
    example.inputs.retain(|input| input.0 != "secret");
    example.inputs.push(("secret".to_owned(), text));
    in_time(scheme, example, &material.time);
    Ok(())
}

/// Signs the request with secrets for tests.
fn with_secrets(scheme: &Scheme, example: &mut Example) -> Result<(), String> {
    example.inputs.retain(|input| input.0 != "secret");
    example
        .inputs
        .push(("secret".to_owned(), encoded(scheme, BYTES)));
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
            in_time(scheme, example, &proof.time);
        }
        verify::Verdict::Valid(proof) => in_time(scheme, example, &proof.time),
        _ => afresh(scheme, &secrets, example)?,
    }
    Ok(())
}

/// A key's bytes in the text that the scheme's are in.
fn encoded(scheme: &Scheme, bytes: &[u8]) -> String {
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

/// Path and query.
pub fn target(example: &Example) -> String {
    let after = example.url.split_once("://");
    let after = after.map_or(&*example.url, |(_, after)| after);
    let target = after.find('/').and_then(|at| after.get(at..));
    target.unwrap_or("/").to_owned()
}

/// Whether its body is a form.
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

/// Puts the test's signature where those stand that came.
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

/// Signs a request that bears no signature to replace.
fn afresh(scheme: &Scheme, secrets: &Secrets, example: &mut Example) -> Result<(), String> {
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
        return Err(
            "This request cannot be signed for the test in the code: load one that the scheme fits"
                .to_owned(),
        );
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

/// Has the request arrive in time: one that is pasted may have come long ago.
fn in_time(scheme: &Scheme, example: &mut Example, time: &str) {
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

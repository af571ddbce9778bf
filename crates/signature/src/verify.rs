//! Verifying: does a signature belong to the bytes it came with?
//!
//! The scheme's own templates are read backwards: what its header fields hold
//! gives the id, the time and the signatures, and what was signed is made
//! afresh from them. How old a timestamp may be is judged apart (see
//! [`super::clock`]), since a delivery may be sound and late.

pub(super) mod message;
mod verdict;

use super::render::{Scope, given};
use super::usable::Check;
use super::{Clock, Kind, Scheme, Signable, clock, components, hmac};
use crate::Signing;
use crate::secret::Secrets;
use message::{Difference, Message};
use problem::Problem;

pub use message::{is_proof, values};
pub use verdict::{Checked, Proof, Verdict};

/// Verifies a message that has no method and address, such as a reply.
pub fn verify(
    scheme: &Scheme,
    secrets: &Secrets,
    headers: &[(String, String)],
    body: &[u8],
) -> Verdict {
    let request = Signable {
        method: "",
        url: "",
        target: "",
        headers,
        body,
        content_type: "",
    };
    verify_request(scheme, secrets, &request)
}

/// Verifies a request by the header fields, parameters and members that it came with.
pub fn verify_request(scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>) -> Verdict {
    found(scheme, secrets, request, &mut |_, _| ()).verdict
}

/// As [`verify_request`], and holds the time that was signed to the scheme's clock rule.
///
/// `now_ms` is in Unix milliseconds. A sound signature may be too old, so the verdict and the clock
/// are separate.
pub fn check(scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>, now_ms: i64) -> Checked {
    check_reporting(scheme, secrets, request, now_ms, &mut |_, _| ())
}

/// As [`check`]; `report` gets how many bytes of what is signed were hashed, and of how many.
pub fn check_reporting(
    scheme: &Scheme,
    secrets: &Secrets,
    request: &Signable<'_>,
    now_ms: i64,
    report: &mut dyn FnMut(usize, usize),
) -> Checked {
    let Judged {
        verdict,
        problems,
        expires,
    } = found(scheme, secrets, request, report);
    let clock = match (verdict.proof(), expires) {
        (Some(_), Some(expires)) => clock::expired(expires, now_ms),
        (Some(proof), None) => clock::judge(scheme, &proof.time, now_ms),
        (None, _) => Clock::None,
    };
    Checked {
        verdict,
        clock,
        problems,
    }
}

/// The problems of the secrets themselves, as [`check`] has them beside a signature that it compared.
pub fn secret_problems(scheme: &Scheme, secrets: &Secrets) -> Vec<Problem> {
    let signing = Signing::default();
    let mut check = Check::verifying(scheme, &signing, secrets);
    check.secrets();
    check.problems
}

/// A verdict, and what else judging it brought.
struct Judged {
    verdict: Verdict,
    problems: Vec<Problem>,
    /// When the signature says that it expires, in Unix seconds.
    expires: Option<i64>,
}

impl From<Verdict> for Judged {
    fn from(verdict: Verdict) -> Judged {
        Judged {
            verdict,
            problems: Vec::new(),
            expires: None,
        }
    }
}

fn found(
    scheme: &Scheme,
    secrets: &Secrets,
    request: &Signable<'_>,
    report: &mut dyn FnMut(usize, usize),
) -> Judged {
    match scheme.kind {
        Kind::Nothing => return Verdict::Nothing.into(),
        Kind::Ed25519 | Kind::Ecdsa | Kind::Rsa => return Verdict::PublicKey.into(),
        Kind::Hmac | Kind::Hash | Kind::Shared => {}
    }
    let mut last = None;
    for headers in one_signature_each(scheme, request.headers) {
        let request = Signable {
            headers: &headers,
            ..*request
        };
        let judged = match Message::read(scheme, secrets, &request) {
            Ok(mut message) => {
                let differs = message.differs.take();
                let judged = judge(&message, scheme, secrets, &request, report);
                differing(judged, differs)
            }
            Err(verdict) => verdict.into(),
        };
        if judged.verdict.is_valid() {
            return judged;
        }
        // Beside a signature that no secret verifies, what is said of another is worth more.
        let other = |judged: &Judged| matches!(judged.verdict, Verdict::OtherAlgorithm { .. });
        if last.as_ref().is_none_or(other) {
            last = Some(judged);
        }
    }
    last.unwrap_or(Verdict::Nothing.into())
}

/// The signatures that a message bears where the scheme has them; `None` when it is not of the
/// scheme's form.
pub fn signatures(
    scheme: &Scheme,
    secrets: &Secrets,
    request: &Signable<'_>,
) -> Option<Vec<String>> {
    let (mut all, mut read) = (Vec::new(), false);
    for headers in one_signature_each(scheme, request.headers) {
        let request = Signable {
            headers: &headers,
            ..*request
        };
        match Message::read(scheme, secrets, &request) {
            Ok(message) => {
                let known = all.len();
                for found in message.signatures {
                    if !all[..known].contains(&found) {
                        all.push(found);
                    }
                }
                read = true;
            }
            Err(Verdict::OtherAlgorithm { .. }) => read = true,
            // One of several values may be of another form.
            Err(_) if scheme.parts.is_empty() => {}
            Err(_) => return None,
        }
    }
    read.then_some(all)
}

/// The key that a message's HMAC is made with, so that something else can make it too.
pub fn key(scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>) -> Option<Vec<u8>> {
    let signing = Signing::default();
    let headers = one_signature_each(scheme, request.headers);
    headers.iter().find_map(|headers| {
        let request = Signable {
            headers,
            ..*request
        };
        let message = Message::read(scheme, secrets, &request).ok()?;
        let scope = scope(scheme, secrets, &request, &message, Some(""));
        let mut check = Check::verifying(scheme, &signing, secrets);
        check.material(&scope, Ok(())).map(|(key, ())| key)
    })
}

/// The verdict where a message says of its body what is not so: whatever the signature is.
fn differing(judged: Judged, differs: Option<Difference>) -> Judged {
    let Some(differs) = differs else {
        return judged;
    };
    let signature = Some(judged.verdict).filter(|verdict| verdict.proof().is_some());
    Judged {
        verdict: differs.verdict(signature),
        ..judged
    }
}

/// The header fields, once for each signature that a field with a part in it describes.
pub fn one_signature_each(
    scheme: &Scheme,
    headers: &[(String, String)],
) -> Vec<Vec<(String, String)>> {
    let describes = |field: &&super::scheme::HeaderTemplate| {
        let mut parts = scheme.parts.iter();
        parts.any(|part| super::template::names(&field.value, &part.name))
    };
    let Some(field) = scheme.headers.iter().find(describes) else {
        return one_time_each(scheme, headers);
    };
    let same = |h: &&(String, String)| h.0.eq_ignore_ascii_case(&field.name);
    let described = headers.iter().filter(same);
    let members: Vec<&str> = described
        .flat_map(|h| components::split(&h.1, ','))
        .collect();
    if members.is_empty() {
        return vec![headers.to_vec()];
    }
    let others = headers.iter().filter(|h| !same(h));
    let others: Vec<(String, String)> = others.cloned().collect();
    let with = |member: &&str| {
        let mut headers = others.clone();
        headers.push((field.name.clone(), member.trim().to_owned()));
        headers
    };
    members.iter().take(MOST_SIGNATURES).map(with).collect()
}

/// The header fields as they are, and with each value alone of a field that came more than once
/// and has, beside the signature, what is signed with it, such as the time.
fn one_time_each(scheme: &Scheme, headers: &[(String, String)]) -> Vec<Vec<(String, String)>> {
    let mut all = vec![headers.to_vec()];
    let signed = ["timestamp", "id", "nonce", "date"];
    let field = scheme.headers.iter().find(|field| {
        let mut names = signed.iter();
        message::is_proof(scheme, field)
            && names.any(|name| super::template::names(&field.value, name))
    });
    let Some(field) = field else { return all };
    let values = message::values(headers, &field.name);
    for value in values.iter().take(MOST_TIMES) {
        if values.len() > 1 {
            let is_other =
                |h: &&(String, String)| !h.0.eq_ignore_ascii_case(&field.name) || h.1 == **value;
            all.push(headers.iter().filter(is_other).cloned().collect());
        }
    }
    all
}

/// How many values are tried where each takes another digest of the body.
const MOST_TIMES: usize = 4;

/// How many described signatures are tried; a message with more is no honest one.
const MOST_SIGNATURES: usize = 16;

fn judge(
    message: &Message,
    scheme: &Scheme,
    secrets: &Secrets,
    request: &Signable<'_>,
    report: &mut dyn FnMut(usize, usize),
) -> Judged {
    if let Some(input) = missing(scheme, secrets) {
        return Verdict::SecretMissing { input }.into();
    }
    if scheme.kind == Kind::Shared {
        return shared(message, scheme, secrets, request).into();
    }
    let signing = Signing::default();
    let mut check = Check::verifying(scheme, &signing, secrets);
    check.dots(&message.id);
    let scope = scope(scheme, secrets, request, message, Some(""));
    let Some((key, text)) = check.material(&scope, scope.bytes(&scheme.content)) else {
        return Verdict::Unusable(check.problems).into();
    };
    let total = text.len();
    let digest = hmac::keyed(scheme, &key, &text, &mut |done| report(done, total));
    compared(scheme, message, text, &digest, check.problems)
}

/// Compares a digest with the signatures that a message bears.
fn compared(
    scheme: &Scheme,
    message: &Message,
    text: Vec<u8>,
    digest: &[u8],
    problems: Vec<Problem>,
) -> Judged {
    let proof = Proof {
        text,
        signature: hmac::text(digest, scheme.digest),
        time: message.timestamp.clone(),
    };
    // Every one is compared, so that the time does not tell which matched.
    let same = |s: &&String| hmac::same(s, &proof.signature);
    let equal = message.signatures.iter().filter(same).count();
    let verdict = if equal > 0 {
        Verdict::Valid(proof)
    } else {
        let found = message.signatures.clone();
        Verdict::Mismatch { proof, found }
    };
    Judged {
        verdict,
        problems,
        expires: message.expires,
    }
}

/// A shared secret matches when the fields hold what the scheme would write.
fn shared(
    message: &Message,
    scheme: &Scheme,
    secrets: &Secrets,
    request: &Signable<'_>,
) -> Verdict {
    let scope = scope(scheme, secrets, request, message, None);
    let mut proof = Proof {
        text: Vec::new(),
        signature: String::new(),
        time: message.timestamp.clone(),
    };
    for field in &scheme.headers {
        let (Ok(name), Ok(wanted)) = (scope.text(&field.name), scope.text(&field.value)) else {
            return Verdict::Unusable(Vec::new());
        };
        let found = message::values(request.headers, &name);
        proof.signature = wanted;
        let mut any = found.iter();
        if !any.any(|found| hmac::same(&proof.signature, found)) {
            let found = found.into_iter().map(str::to_owned).collect();
            return Verdict::Mismatch { proof, found };
        }
    }
    Verdict::Valid(proof)
}

/// What the placeholders stand for in a message.
pub(super) fn scope<'a>(
    scheme: &'a Scheme,
    secrets: &'a Secrets,
    request: &Signable<'a>,
    message: &'a Message,
    signature: Option<&'a str>,
) -> Scope<'a> {
    Scope {
        scheme,
        secrets,
        request: *request,
        headers: request.headers.to_vec(),
        id: &message.id,
        timestamp: &message.timestamp,
        nonce: &message.nonce,
        date: &message.date,
        key: None,
        signature,
        named: message.named.clone(),
    }
}

/// The first secret or input that is needed and not given.
pub(super) fn missing(scheme: &Scheme, secrets: &Secrets) -> Option<String> {
    let main = match scheme.kind {
        kind if kind.is_keyed() => super::template::names(&scheme.key.template, "secret"),
        _ => scheme.uses("secret"),
    };
    if main && secrets.get("secret").is_none() {
        return Some("secret".to_owned());
    }
    let mut inputs = scheme.inputs.iter().filter(|i| !i.taken);
    let input = inputs.find(|i| given(scheme, secrets, &i.name).is_none());
    input.map(|i| ["secret:", &i.name].concat())
}

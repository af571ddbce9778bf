//! Verifying signatures of messages.
//!
//! The scheme's templates are read backwards: the header fields provide the id, the time and the
//! signatures, and the signed text is made again from them. The age of a timestamp is a separate
//! result (see [`super::clock`]), since a valid delivery may be late.

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

/// Verifies a message without method and address, such as a reply.
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

/// Verifies a request by its header fields, parameters and members.
pub fn verify_request(scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>) -> Verdict {
    judge_all(scheme, secrets, request, &mut |_, _| ()).verdict
}

/// Verifies a request like [`verify_request`] and applies the scheme's clock rule to the signed
/// time.
///
/// `now_ms` is in Unix milliseconds. A valid signature may be too old, so the verdict and the clock
/// are separate.
pub fn check(scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>, now_ms: i64) -> Checked {
    check_reporting(scheme, secrets, request, now_ms, &mut |_, _| ())
}

/// Verifies a request like [`check`]; `report` receives the number of bytes hashed so far, and of
/// all.
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
    } = judge_all(scheme, secrets, request, report);
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

/// Returns the problems of the secrets, as [`check`] returns them with a signature that it
/// compared.
pub fn secret_problems(scheme: &Scheme, secrets: &Secrets) -> Vec<Problem> {
    let signing = Signing::default();
    let mut check = Check::verifying(scheme, &signing, secrets);
    check.secrets();
    check.problems
}

/// A verdict and the data for the clock rule.
struct Judged {
    verdict: Verdict,
    problems: Vec<Problem>,
    /// The expiry that the signature contains, in Unix seconds.
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

fn judge_all(
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
                with_difference(judged, differs)
            }
            Err(verdict) => verdict.into(),
        };
        if judged.verdict.is_valid() {
            return judged;
        }
        // A verdict on another algorithm is less useful than one on a signature that no secret
        // verifies.
        let other = |judged: &Judged| matches!(judged.verdict, Verdict::OtherAlgorithm { .. });
        if last.as_ref().is_none_or(other) {
            last = Some(judged);
        }
    }
    last.unwrap_or(Verdict::Nothing.into())
}

/// Returns the signatures of a message in the scheme's places; `None` if it does not have the
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
            // One of several values may have another form.
            Err(_) if scheme.parts.is_empty() => {}
            Err(_) => return None,
        }
    }
    read.then_some(all)
}

/// Returns the key of a message's HMAC, so that another program can compute it too.
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

/// Replaces the verdict if a message contradicts its body, whatever the signature.
fn with_difference(judged: Judged, differs: Option<Difference>) -> Judged {
    let Some(differs) = differs else {
        return judged;
    };
    let compared = judged.verdict.proof().is_some();
    // The body is unchanged, so the signature still decides, as soon as it can be compared.
    if !compared && differs.is_body_unchanged() {
        return judged;
    }
    let signature = Some(judged.verdict).filter(|_| compared);
    Judged {
        verdict: differs.verdict(signature),
        ..judged
    }
}

/// Returns the header fields once for each signature that a field with a part describes.
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

/// Returns the header fields unchanged, and with each single value of a repeated field that
/// contains, beside the signature, signed values such as the time.
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

/// The number of values to try if each requires another digest of the body.
const MOST_TIMES: usize = 4;

/// The number of described signatures to try; an honest message does not have more.
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
        return compare_shared(message, scheme, secrets, request).into();
    }
    let signing = Signing::default();
    let mut check = Check::verifying(scheme, &signing, secrets);
    check.check_id(&message.id);
    let scope = scope(scheme, secrets, request, message, Some(""));
    let Some((key, text)) = check.material(&scope, scope.bytes(&scheme.content)) else {
        return Verdict::Unusable(check.problems).into();
    };
    let total = text.len();
    let digest = hmac::keyed(scheme, &key, &text, &mut |done| report(done, total));
    compare(scheme, message, text, &digest, check.problems)
}

/// Compares a digest with the signatures of a message.
fn compare(
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
    // All are compared, so that the time does not reveal the one that matched.
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

/// Compares a shared secret: the fields must contain the text that the scheme would write.
fn compare_shared(
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

/// Returns the values of the placeholders in a message.
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

/// Returns the first required secret or input that is missing.
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

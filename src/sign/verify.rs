//! Verifying: does a signature belong to the bytes it came with?
//!
//! The scheme's own templates are read backwards: what its header fields hold
//! gives the id, the time and the signatures, and what was signed is made
//! afresh from them. How old a timestamp may be is judged apart (see
//! [`super::clock`]), since a delivery may be sound and late.

use super::render::{Scope, given};
use super::template::{Part, parse};
use super::usable::Check;
use super::{Kind, Scheme, Signable, hmac};
use crate::draft::Signing;
use crate::secret::Secrets;
use crate::validate::problem::Problem;

/// What verifying found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The scheme signs nothing.
    Nothing,
    /// The signature is that of these bytes.
    Valid(Proof),
    /// No signature given is that of these bytes; what was found instead.
    Mismatch { proof: Proof, found: Vec<String> },
    /// A header field of the scheme is not there.
    HeaderMissing { name: String },
    /// A header field is not as the scheme writes it.
    NotOfForm {
        name: String,
        form: String,
        found: String,
    },
    /// The sender says in the signature's place that it could not sign.
    NotSigned { name: String, found: String },
    /// What the message says of itself is not so, as the hash of its body; the field, parameter or
    /// member that says it.
    Differs {
        name: String,
        wanted: String,
        found: String,
    },
    /// The sender signs with a private key: [`super::public`] gives what its public key is to verify.
    PublicKey,
    /// A secret is not given; its `data-part`.
    SecretMissing { input: String },
    /// A secret or a template cannot be used.
    Unusable(Vec<Problem>),
}

/// What a signature was computed over and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub text: Vec<u8>,
    /// As the scheme writes digests.
    pub signature: String,
    /// The time that was signed, as the scheme counts it; empty without one.
    pub time: String,
}

impl Verdict {
    pub fn is_valid(&self) -> bool {
        matches!(self, Verdict::Valid(_))
    }
}

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

/// Verifies a request by the header fields that it came with.
pub fn verify_request(scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>) -> Verdict {
    match scheme.kind {
        Kind::Nothing => Verdict::Nothing,
        Kind::Ed25519 | Kind::Ecdsa | Kind::Rsa => Verdict::PublicKey,
        Kind::Hmac | Kind::Shared => {
            let read = Read::all(scheme, secrets, request);
            read.map_or_else(
                |verdict| verdict,
                |read| read.judge(scheme, secrets, request),
            )
        }
    }
}

/// What the header fields say.
#[derive(Default)]
struct Read {
    id: String,
    timestamp: String,
    nonce: String,
    date: String,
    signatures: Vec<String>,
    /// Where the signatures stand.
    field: String,
}

impl Read {
    fn all(scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>) -> Result<Read, Verdict> {
        let mut read = Read::default();
        let nothing = Read::default();
        let scope = scope(scheme, secrets, request, &nothing, None);
        let mut known = Vec::new();
        for input in &scheme.inputs {
            known.extend(
                scope
                    .input(&input.name)
                    .map(|value| (input.name.as_str(), value)),
            );
        }
        for field in scheme.before.iter().chain(&scheme.headers) {
            let name = scope
                .text(&field.name)
                .map_err(|_| Verdict::Unusable(Vec::new()))?;
            let found = request
                .headers
                .iter()
                .find(|h| h.0.eq_ignore_ascii_case(&name));
            let Some((_, value)) = found else {
                return Err(Verdict::HeaderMissing { name });
            };
            if let Some(instead) = instead(scheme, value) {
                let found = instead.to_owned();
                return Err(Verdict::NotSigned { name, found });
            }
            let form = &field.value;
            if !read.field(form, value.trim(), scheme.list.as_deref(), &known) {
                return Err(Verdict::NotOfForm {
                    name,
                    form: form.clone(),
                    found: value.clone(),
                });
            }
            if super::template::names(form, "signature") {
                read.field = name;
            }
        }
        Ok(read)
    }

    /// Reads one value by its template; several signatures stand apart by `list`.
    fn field(
        &mut self,
        form: &str,
        value: &str,
        list: Option<&str>,
        known: &[(&str, &str)],
    ) -> bool {
        let Some(list) = list.filter(|list| form.contains("{signature}") && !list.is_empty())
        else {
            return self.element(form, value, known);
        };
        let mut forms: Vec<(&str, bool)> = form.split(list).map(|form| (form, false)).collect();
        for value in value.split(list).map(str::trim) {
            for (form, met) in &mut forms {
                if self.element(form, value, known) {
                    *met = true;
                    break;
                }
            }
        }
        forms.iter().all(|(_, met)| *met)
    }

    fn element(&mut self, form: &str, value: &str, known: &[(&str, &str)]) -> bool {
        let Some(captures) = parse(form)
            .ok()
            .and_then(|parts| capture(&parts, value, known))
        else {
            return false;
        };
        for (name, value) in captures {
            match name.as_str() {
                "signature" => self.signatures.push(value),
                "timestamp" => self.timestamp = value,
                "id" => self.id = value,
                "nonce" => self.nonce = value,
                "date" => self.date = value,
                _ => {}
            }
        }
        true
    }

    fn judge(&self, scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>) -> Verdict {
        if let Some(input) = missing(scheme, secrets) {
            return Verdict::SecretMissing { input };
        }
        let signing = Signing::default();
        let mut check = Check::new(scheme, &signing, secrets);
        let scope = scope(scheme, secrets, request, self, Some(""));
        if scheme.kind == Kind::Shared {
            return self.shared(scheme, secrets, request);
        }
        let Some((key, text)) = check.material(&scope) else {
            return Verdict::Unusable(check.problems);
        };
        let digest = hmac::mac(scheme.algorithm, &key, &text);
        let proof = Proof {
            text,
            signature: hmac::text(&digest, scheme.digest),
            time: self.timestamp.clone(),
        };
        // Every one is compared, so that the time does not tell which matched.
        let equal = self
            .signatures
            .iter()
            .filter(|s| hmac::same(s, &proof.signature))
            .count();
        if equal > 0 {
            Verdict::Valid(proof)
        } else {
            let found = self.signatures.clone();
            Verdict::Mismatch { proof, found }
        }
    }

    /// A shared secret matches when the fields hold what the scheme would write.
    fn shared(&self, scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>) -> Verdict {
        let scope = scope(scheme, secrets, request, self, None);
        let mut proof = Proof {
            text: Vec::new(),
            signature: String::new(),
            time: self.timestamp.clone(),
        };
        for field in &scheme.headers {
            let (Ok(name), Ok(wanted)) = (scope.text(&field.name), scope.text(&field.value)) else {
                return Verdict::Unusable(Vec::new());
            };
            let found = request
                .headers
                .iter()
                .find(|h| h.0.eq_ignore_ascii_case(&name));
            let found = found.map_or("", |h| h.1.as_str());
            proof.signature = wanted;
            if !hmac::same(&proof.signature, found) {
                let found = vec![found.to_owned()];
                return Verdict::Mismatch { proof, found };
            }
        }
        Verdict::Valid(proof)
    }
}

fn scope<'a>(
    scheme: &'a Scheme,
    secrets: &'a Secrets,
    request: &Signable<'a>,
    read: &'a Read,
    signature: Option<&'a str>,
) -> Scope<'a> {
    Scope {
        scheme,
        secrets,
        request: *request,
        headers: request.headers.to_vec(),
        id: &read.id,
        timestamp: &read.timestamp,
        nonce: &read.nonce,
        date: &read.date,
        key: None,
        signature,
    }
}

/// The text that stands for a signature that could not be made.
fn instead<'a>(scheme: &'a Scheme, value: &str) -> Option<&'a str> {
    let mut texts = scheme.inputs.iter().filter_map(|i| i.without.as_deref());
    texts.find(|text| value.contains(text))
}

/// The first secret that is needed and not given.
fn missing(scheme: &Scheme, secrets: &Secrets) -> Option<String> {
    let main = match scheme.kind {
        Kind::Hmac => super::template::names(&scheme.key.template, "secret"),
        _ => scheme.uses("secret"),
    };
    if main && secrets.get("secret").is_none() {
        return Some("secret".to_owned());
    }
    let mut inputs = scheme.inputs.iter();
    let input = inputs.find(|i| given(scheme, secrets, &i.name).is_none());
    input.map(|i| ["secret:", &i.name].concat())
}

/// Reads a text by a template: what each placeholder stands for, or `None` when it is not of that form.
///
/// A placeholder ends where the text after it first stands, the last one at the end.
fn capture(parts: &[Part], text: &str, known: &[(&str, &str)]) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut rest = text;
    for (index, part) in parts.iter().enumerate() {
        let name = match part {
            Part::Text(literal) => {
                rest = rest.strip_prefix(literal.as_str())?;
                continue;
            }
            Part::Value { name, .. } => name,
        };
        if let Some((_, value)) = known.iter().find(|(known, _)| known == name) {
            rest = rest.strip_prefix(value)?;
            continue;
        }
        let end = match parts.get(index + 1) {
            Some(Part::Text(next)) => rest.find(next.as_str())?,
            _ => rest.len(),
        };
        if end == 0 {
            return None;
        }
        found.push((name.clone(), rest[..end].to_owned()));
        rest = &rest[end..];
    }
    rest.is_empty().then_some(found)
}

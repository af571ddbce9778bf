//! Signatures made with a private key: the input of their verification.
//!
//! Verification is left to a library such as WebCrypto, which takes the result of [`material`]. The
//! signed bytes are made as for every other scheme.

use super::certificate;
use super::ecdsa::{EcdsaFault, two_numbers};
use super::key::{self, decode};
use super::scheme::{KeyText, Kind};
use super::verify::{self, Verdict, scope};
use super::{Algorithm, DigestText, Scheme, Signable};
use crate::secret::Secrets;
use problem::{Cause, Root, Severity, Unsignable};
use verify::message::Message;

/// A signature to verify with a public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    /// The algorithm: Ed25519, ECDSA or RSA.
    pub kind: Kind,
    /// The hash that ECDSA and RSA sign; Ed25519 has a fixed one.
    pub algorithm: Algorithm,
    /// The 32 bytes of an Ed25519 key; otherwise a SubjectPublicKeyInfo (RFC 5280, section 4.1) in
    /// DER.
    pub key: Vec<u8>,
    /// The bytes that were signed.
    pub message: Vec<u8>,
    /// The decoded signatures of the message, of which one has to be valid. Those of ECDSA have the
    /// format of WebCrypto: the two numbers, concatenated.
    pub signatures: Vec<Vec<u8>>,
    /// The signed time in the scheme's unit; empty if there is none.
    pub time: String,
}

/// The bytes before an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4).
const ED25519_INFO: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];
/// The length in bytes of an Ed25519 key (RFC 8032, section 5.1.5).
const ED25519_KEY: usize = 32;
/// The length in bytes of an Ed25519 signature (RFC 8032, section 5.1.6).
const ED25519_SIGNATURE: usize = 64;

/// Returns the signed bytes, the signatures and the public key of a message; the key is the input
/// `secret`.
///
/// `Err` is the verdict that verifying an HMAC would return for a missing or malformed part.
pub fn material(
    scheme: &Scheme,
    secrets: &Secrets,
    request: &Signable<'_>,
) -> Result<Material, Verdict> {
    let mut message = Message::read(scheme, secrets, request)?;
    let differs = message.differs.take();
    if let Some(differs) = differs.filter(|differs| !differs.is_body_unchanged()) {
        return Err(differs.verdict(None));
    }
    if let Some(input) = verify::missing(scheme, secrets) {
        return Err(Verdict::SecretMissing { input });
    }
    let key = key(scheme, secrets)?;
    let scope = scope(scheme, secrets, request, &message, None);
    let text = scope.bytes(&scheme.content);
    let (mut signatures, mut unread) = (Vec::new(), None);
    for text in &message.signatures {
        match signature(scheme, text) {
            Ok(bytes) => signatures.push(bytes),
            Err(why) => unread = unread.or(why),
        }
    }
    if signatures.is_empty() {
        let found = message.signatures.join(" ");
        return Err(match unread {
            Some(why) => Verdict::Unread {
                found,
                why: why.to_owned(),
            },
            None => Verdict::NotOfForm {
                name: "signature".to_owned(),
                form: scheme.digest.name().to_owned(),
                found,
            },
        });
    }
    Ok(Material {
        kind: scheme.kind,
        algorithm: scheme.algorithm,
        key,
        message: text.map_err(|_| Verdict::Unusable(Vec::new()))?,
        signatures,
        time: message.timestamp,
    })
}

/// Returns the bytes of the public key at the input `secret`, as in [`Material::key`]. PEM, a
/// certificate and a SubjectPublicKeyInfo are read whatever the scheme's encoding.
pub fn key(scheme: &Scheme, secrets: &Secrets) -> Result<Vec<u8>, Verdict> {
    let input = "secret".to_owned();
    let Some(secret) = secrets.get("secret") else {
        return Err(Verdict::SecretMissing { input });
    };
    let typed = secret.expose().trim();
    let bytes = match pem(typed) {
        Some((label, text)) => {
            let what = ["PUBLIC KEY", "CERTIFICATE"].contains(&label);
            let bytes = what.then(|| decode(&text, KeyText::Base64).ok());
            bytes.flatten().ok_or_else(|| of_pem(label))?
        }
        None => key::of_secret(scheme, typed).map_err(unusable)?,
    };
    let bytes = match certificate::public_key(&bytes) {
        Some(info) => info.to_vec(),
        None if pem(typed).is_some_and(|(label, _)| label == "CERTIFICATE") => {
            return Err(of_pem("CERTIFICATE"));
        }
        None => bytes,
    };
    if scheme.kind != Kind::Ed25519 {
        return Ok(bytes);
    }
    let bare = bytes.strip_prefix(&ED25519_INFO).unwrap_or(&bytes);
    match bare.len() {
        ED25519_KEY => Ok(bare.to_vec()),
        length => Err(refused(Unsignable::Ed25519Key {
            expected: ED25519_KEY,
            found: length,
        })),
    }
}

/// Returns the label and the base64 of the first block of a PEM text (RFC 7468), which may have
/// lost its line ends in an input field.
fn pem(text: &str) -> Option<(&str, String)> {
    let (_, after) = text.split_once("-----BEGIN ")?;
    let (label, after) = after.split_once("-----")?;
    let inner = after.split("-----").next().unwrap_or_default();
    Some((label, inner.split_whitespace().collect()))
}

/// Returns the verdict on a PEM text without a public key.
fn of_pem(label: &str) -> Verdict {
    let label = label.to_owned();
    refused(Unsignable::Pem { label })
}

fn refused(why: Unsignable) -> Verdict {
    let cause = Cause::Signing(problem::Signing::Content(why));
    Verdict::Unusable(vec![cause.at(Root::Secret(None), Severity::Blocks)])
}

fn unusable(fault: problem::Secret) -> Verdict {
    let fault = problem::Secret::Fixed(Box::new(fault));
    let problem = Cause::Secret(fault).at(Root::Secret(None), Severity::Blocks);
    Verdict::Unusable(vec![problem])
}

/// Returns the bytes of a signature, or the reason why they are malformed; no reason if the text
/// does not have the scheme's encoding.
fn signature(scheme: &Scheme, text: &str) -> Result<Vec<u8>, Option<EcdsaFault>> {
    let form = match scheme.digest {
        DigestText::Hex => KeyText::Hex,
        DigestText::Base64 => KeyText::Base64,
        DigestText::Base64Url => KeyText::Base64Url,
    };
    let bytes = decode(text, form).map_err(|_| None)?;
    match scheme.kind {
        Kind::Ed25519 if bytes.len() != ED25519_SIGNATURE => Err(None),
        Kind::Ecdsa => two_numbers(&bytes).map_err(Some),
        _ => Ok(bytes),
    }
}

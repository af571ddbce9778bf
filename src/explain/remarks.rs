//! What is to be known of a delivery beside its verdict, in sentences.

use super::frames;
use super::target::is_digest;
use crate::received::Received;
use crate::secret::Secrets;
use crate::sign::template::names;
use crate::sign::{Kind, Scheme, recognise};

/// Remarks on a delivery, the weightiest first.
pub fn of(scheme: &Scheme, secrets: &Secrets, received: &Received) -> Vec<String> {
    let mut said = Vec::new();
    if matches!(scheme.kind, Kind::Hmac | Kind::Hash) {
        let found = frames::found(scheme, secrets, received);
        signatures(&found.unwrap_or_default(), &mut said);
        if received.body.is_empty() && names(&scheme.content, "body") {
            said.push(
                "The body is empty; that can be signed, but look whether it was left behind when the \
                 request was copied"
                    .to_owned(),
            );
        }
    }
    if let Some(why) = unsearched(scheme.kind) {
        said.push(why.to_owned());
    }
    two_schemes(received, &mut said);
    said
}

/// Why no cause is searched for, where it is not.
fn unsearched(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Shared => Some(
            "No cause is searched for: a shared secret is sent as it stands and signs nothing, so only the \
             secret itself can differ; look for a line end, quotes or spaces around one of the two",
        ),
        Kind::Ed25519 | Kind::Ecdsa | Kind::Rsa => Some(
            "No cause is searched for where a signature of a private key does not match: it cannot be made \
             here to be compared, and verifying thousands of candidates takes too long; look first whether \
             these are the raw bytes of the body",
        ),
        Kind::Nothing | Kind::Hmac | Kind::Hash => None,
    }
}

fn signatures(found: &[String], said: &mut Vec<String>) {
    if let Some(odd) = found.iter().find(|text| !is_digest(text)) {
        let odd = short(odd);
        let parts = [
            "`",
            &odd,
            "` stands where the signature should, and is no whole digest in hex or base64",
        ];
        said.push(parts.concat());
    }
    if found.len() > 1 {
        let count = found.len().to_string();
        let tail = " signatures came, as during a change of secrets; one that matches is enough";
        said.push([&count, tail].concat());
    }
}

fn two_schemes(received: &Received, said: &mut Vec<String>) {
    let found = recognise(&received.headers, &received.body);
    let mut sound = found
        .iter()
        .filter(|found| found.sound && !found.fields.is_empty());
    let Some(first) = sound.next() else {
        return;
    };
    let apart = |fields: &[String]| fields.iter().all(|field| !first.fields.contains(field));
    if let Some(other) = sound.find(|other| apart(&other.fields)) {
        let (one, two) = (first.fields.join(", "), other.fields.join(", "));
        let parts = [
            "It bears the signatures of two schemes, `",
            &one,
            "` and `",
            &two,
            "`; verify each by itself",
        ];
        said.push(parts.concat());
    }
}

fn short(text: &str) -> String {
    const MOST: usize = 60;
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

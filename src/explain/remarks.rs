//! What is to be known of a delivery beside its verdict, in sentences.

use super::frames;
use super::recognise::recognised;
use super::target::is_digest;
use crate::received::Received;
use crate::secret::Secrets;
use crate::sign::{Kind, Scheme, Verdict};

/// Remarks on a delivery, the weightiest first.
pub fn of(scheme: &Scheme, secrets: &Secrets, received: &Received) -> Vec<String> {
    let mut said = Vec::new();
    if scheme.kind == Kind::Hmac {
        let verdict = frames::read(scheme, secrets, &received.signable());
        if let Verdict::Mismatch { found, .. } = &verdict {
            signatures(found, &mut said);
        }
        dotted(scheme, secrets, received, &mut said);
        if received.body.is_empty() && crate::sign::template::names(&scheme.content, "body") {
            said.push(
                "The body is empty; that can be signed, but look whether it was left behind when the request was copied"
                    .to_owned(),
            );
        }
        look_alikes(scheme, received, &verdict, &mut said);
    }
    two_schemes(received, &mut said);
    said
}

fn signatures(found: &[String], said: &mut Vec<String>) {
    if let Some(odd) = found.iter().find(|text| !is_digest(text)) {
        said.push(
            [
                "`",
                &short(odd),
                "` stands where the signature should, and is no whole digest in hex or base64",
            ]
            .concat(),
        );
    }
    if found.len() > 1 {
        let count = found.len().to_string();
        said.push(
            [
                &count,
                " signatures came, as during a change of secrets; one that matches is enough",
            ]
            .concat(),
        );
    }
}

/// An id with a dot could end elsewhere, where a dot follows it in what is signed.
fn dotted(scheme: &Scheme, secrets: &Secrets, received: &Received, said: &mut Vec<String>) {
    if !scheme.content.contains("{id}.") {
        return;
    }
    let id = frames::value(scheme, secrets, received, "id");
    if id.contains('.') {
        said.push(
            [
                "The id `",
                &short(&id),
                "` has a dot, which the scheme forbids: what is signed could be read in two ways",
            ]
            .concat(),
        );
    }
}

/// A field that is named as a signature and holds none, where the scheme's own is not there.
fn look_alikes(scheme: &Scheme, received: &Received, verdict: &Verdict, said: &mut Vec<String>) {
    if !matches!(verdict, Verdict::HeaderMissing { .. }) {
        return;
    }
    for (name, value) in &received.headers {
        let lower = name.to_ascii_lowercase();
        let named = ["signature", "hmac", "-sign"]
            .iter()
            .any(|word| lower.contains(word));
        let own = scheme
            .headers
            .iter()
            .chain(&scheme.before)
            .any(|f| f.name.eq_ignore_ascii_case(name));
        if named && !own && !super::target::has_digest(value) {
            said.push(
                [
                    "`",
                    name,
                    ": ",
                    &short(value),
                    "` has the name of a signature and holds no digest in hex or base64",
                ]
                .concat(),
            );
        }
    }
}

fn two_schemes(received: &Received, said: &mut Vec<String>) {
    let found = recognised(received);
    let mut whole = found
        .iter()
        .filter(|found| found.whole && !found.field.is_empty());
    let Some(first) = whole.next() else {
        return;
    };
    if let Some(other) = whole.find(|other| !other.field.eq_ignore_ascii_case(&first.field)) {
        said.push(
            [
                "It bears the signatures of two schemes, `",
                &first.field,
                "` (",
                &first.scheme.title,
                ") and `",
                &other.field,
                "` (",
                &other.scheme.title,
                "); each is verified by itself",
            ]
            .concat(),
        );
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

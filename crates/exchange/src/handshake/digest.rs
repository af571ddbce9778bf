//! The usual slips that give the text which came in place of an HMAC.

use super::body::{Slip, slip};
use super::say::shown;
use super::values::Values;
use super::{Mac, Trial};
use json::write::quoted;
use signature::{Algorithm, DigestText, KeyText, hmac, key};

/// Bytes that may have been hashed or taken for the key, in words.
type Named = (String, Vec<u8>);

fn named(words: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Named {
    (words.into(), bytes.into())
}

impl Trial<'_> {
    /// The HMAC that is due; `None` while its key is not entered.
    pub(super) fn digest(&self, mac: &Mac, values: &Values) -> Option<String> {
        let key = self.inputs.get(&mac.key)?;
        let of = values.fill(&mac.of);
        let digest = hmac::mac(mac.algorithm, key.expose().as_bytes(), of.as_bytes());
        Some(hmac::text(&digest, mac.digest))
    }

    /// The hash or the HMAC that `came` is in place of the one that was due.
    pub(super) fn misdigest(&self, mac: &Mac, came: &str, values: &Values) -> Slip {
        let of = values.fill(&mac.of);
        let advice = format!("Answer with {}", self.hmac(mac, values));
        if came == of {
            return slip("it is the text itself, and not its HMAC", advice);
        }
        // A scheme's signature has a mark before it, such as `v0=`.
        let (after, bare) = match came.split_once('=') {
            Some((mark, bare)) if !bare.is_empty() => (format!(", after `{mark}=`"), bare),
            _ => (String::new(), came),
        };
        let label = self.label(&mac.key);
        let secret = self.inputs.get(&mac.key).map_or("", |s| s.expose());
        let keys = keys(&label, secret, &of);
        let texts = self.texts(&label, secret, &of);
        let plain = plain(&label, secret, &of);
        let keyed = keys
            .iter()
            .flat_map(|key| texts.iter().map(move |text| (Some(key), text)));
        let mut tried = 0;
        for (key, (words, text)) in keyed.chain(plain.iter().map(|text| (None, text))) {
            for algorithm in Algorithm::ALL {
                tried += 1;
                let digest = match key {
                    Some((_, key)) => hmac::mac(algorithm, key, text),
                    None => hmac::hash(algorithm, text),
                };
                if let Some(form) = form_of(&digest, bare) {
                    let name = algorithm.name();
                    let what = match key {
                        Some((key, _)) => format!("the HMAC {name} of {words} with {key}"),
                        None => format!("a plain {name} of {words}"),
                    };
                    return slip(format!("it is {what}, in {form}{after}"), advice);
                }
            }
        }
        slip(
            format!("it is {}", shown(came)),
            format!(
                "None of {tried} other ways to compute it gives this value. Check that the receiver hashes the text \
                 of this very request, in the documented form and with the {label} entered here"
            ),
        )
    }

    /// The bytes that may have been taken for the text.
    fn texts(&self, label: &str, secret: &str, of: &str) -> Vec<Named> {
        let flow = self.ask();
        let body = flow.request.body.as_ref();
        let signed = flow.signed.filter(|s| !s.text.is_empty());
        let mut all = vec![
            named(shown(of), of),
            named("the text in its JSON quotation marks", quoted(of)),
        ];
        all.extend(body.map(|b| named("the whole body of the request", &*b.bytes)));
        all.push(named(format!("the {label}"), secret));
        all.extend(signed.map(|s| named("what the request’s signature is over", s.text)));
        all
    }
}

/// The bytes that may have been taken for the key.
fn keys(label: &str, secret: &str, of: &str) -> Vec<Named> {
    let mut all = vec![
        named(format!("the {label}"), secret),
        named(format!("the {label} and a line end"), format!("{secret}\n")),
    ];
    let trimmed = secret.trim();
    if trimmed != secret {
        let words = format!("the {label} without the white space around it");
        all.push(named(words, trimmed));
    }
    for form in [KeyText::Hex, KeyText::Base64, KeyText::Base64Url] {
        if let Ok(bytes) = key::decode(trimmed, form) {
            all.push(named(
                format!("the {label} decoded as {}", form.name()),
                bytes,
            ));
        }
    }
    all.push(named("an empty key", ""));
    all.push(named(format!("{} as the key", shown(of)), of));
    all
}

/// The bytes that may have been hashed without a key.
fn plain(label: &str, secret: &str, of: &str) -> [Named; 3] {
    let words = shown(of);
    [
        named(words.as_str(), of),
        named(
            format!("{words} followed by the {label}"),
            format!("{of}{secret}"),
        ),
        named(
            format!("the {label} followed by the text"),
            format!("{secret}{of}"),
        ),
    ]
}

/// The form in which a digest is the text that came.
fn form_of(digest: &[u8], came: &str) -> Option<&'static str> {
    if hmac::text(digest, DigestText::Hex).eq_ignore_ascii_case(came) {
        let upper = came.bytes().any(|b| b.is_ascii_uppercase());
        return Some(if upper { "upper-case hex" } else { "hex" });
    }
    let forms = [DigestText::Base64, DigestText::Base64Url];
    let form = forms
        .into_iter()
        .find(|form| hmac::text(digest, *form) == came)?;
    Some(form.name())
}

//! What came in place of an HMAC: which of the usual slips gives that very text.

use super::Trial;
use super::say::shown;
use super::values::Values;
use super::{Mac, body::Slip};
use json::write::quoted;
use signature::{Algorithm, DigestText, KeyText, hmac, key};

/// Something that may have been hashed, in words.
type Named = (String, Vec<u8>);

impl Trial<'_> {
    /// The HMAC that is due; `None` while its key is not given.
    pub(super) fn digest(&self, mac: &Mac, values: &Values) -> Option<String> {
        let key = self.inputs.get(&mac.key)?;
        let of = values.fill(&mac.of);
        let digest = hmac::mac(mac.algorithm, key.expose().as_bytes(), of.as_bytes());
        Some(hmac::text(&digest, mac.digest))
    }

    /// What else `came` is the hash of.
    pub(super) fn misdigest(&self, mac: &Mac, came: &str, values: &Values) -> Slip {
        let of = values.fill(&mac.of);
        let advice = ["Answer with ", &self.hmac(mac, values)].concat();
        let line_end = false;
        if came == of {
            return Slip {
                what: "it is the text itself, and not its HMAC".to_owned(),
                advice,
                line_end,
            };
        }
        // A scheme's own signature has a mark before it, as `v0=`.
        let (mark, came_bare) = match came.split_once('=') {
            Some((mark, bare)) if !bare.is_empty() => (mark, bare),
            _ => ("", came),
        };
        let after = match mark {
            "" => String::new(),
            mark => [", after `", mark, "=`"].concat(),
        };
        let texts = self.texts(mac, &of);
        let keys = self.keys(mac, &of);
        let mut tried = 0;
        for (key_words, key) in &keys {
            for (text_words, text) in &texts {
                for algorithm in Algorithm::ALL {
                    tried += 1;
                    let hashed = hmac::mac(algorithm, key, text);
                    if let Some(form) = same(&hashed, came_bare) {
                        let parts = [
                            "it is the HMAC ",
                            algorithm.name(),
                            " of ",
                            text_words,
                            " with ",
                            key_words,
                            ", in ",
                            form,
                            &after,
                        ];
                        let what = parts.concat();
                        return Slip {
                            what,
                            advice,
                            line_end,
                        };
                    }
                }
            }
        }
        for (words, text) in self.plain(mac, &of) {
            for algorithm in Algorithm::ALL {
                tried += 1;
                if let Some(form) = same(&hmac::hash(algorithm, &text), came_bare) {
                    let parts = [
                        "it is a plain ",
                        algorithm.name(),
                        " of ",
                        &words,
                        ", in ",
                        form,
                    ];
                    let what = parts.concat();
                    return Slip {
                        what,
                        advice,
                        line_end,
                    };
                }
            }
        }
        let label = self.label(&mac.key).to_lowercase();
        let advice = [
            "The receiver’s ",
            &label,
            " is most likely another than the one given here: compare them. ",
            &tried.to_string(),
            " other ways to compute it were tried, and none gives this",
        ];
        Slip {
            what: ["it is ", &shown(came)].concat(),
            advice: advice.concat(),
            line_end,
        }
    }

    /// What may have been taken for the text.
    fn texts(&self, mac: &Mac, of: &str) -> Vec<Named> {
        let flow = self.ask();
        let mut all = vec![
            (shown(of), of.as_bytes().to_vec()),
            (
                "the text in its JSON quotation marks".to_owned(),
                quoted(of).into_bytes(),
            ),
        ];
        if let Some(body) = &flow.request.body {
            all.push((
                "the whole body of the request".to_owned(),
                body.bytes.to_vec(),
            ));
        }
        if let Some(secret) = self.inputs.get(&mac.key) {
            let words = ["the ", &self.label(&mac.key).to_lowercase()];
            all.push((words.concat(), secret.expose().as_bytes().to_vec()));
        }
        if let Some(signed) = flow.signed.filter(|s| !s.text.is_empty()) {
            all.push((
                "what the request’s signature is over".to_owned(),
                signed.text,
            ));
        }
        all
    }

    /// What may have been taken for the key.
    fn keys(&self, mac: &Mac, of: &str) -> Vec<Named> {
        let Some(secret) = self.inputs.get(&mac.key) else {
            return Vec::new();
        };
        let (secret, label) = (secret.expose(), self.label(&mac.key).to_lowercase());
        let mut all = vec![(["the ", &label].concat(), secret.as_bytes().to_vec())];
        let spaced = [secret, "\n"].concat();
        all.push((
            ["the ", &label, " and a line end"].concat(),
            spaced.into_bytes(),
        ));
        let trimmed = secret.trim();
        if trimmed != secret {
            let words = ["the ", &label, " without the white space around it"];
            all.push((words.concat(), trimmed.as_bytes().to_vec()));
        }
        for form in [KeyText::Hex, KeyText::Base64, KeyText::Base64Url] {
            if let Ok(bytes) = key::decode(trimmed, form) {
                let words = ["the ", &label, " decoded as ", form.name()];
                all.push((words.concat(), bytes));
            }
        }
        all.push(("an empty key".to_owned(), Vec::new()));
        all.push(([&shown(of), " as the key"].concat(), of.as_bytes().to_vec()));
        all
    }

    /// What may have been hashed without a key.
    fn plain(&self, mac: &Mac, of: &str) -> Vec<Named> {
        let label = self.label(&mac.key).to_lowercase();
        let secret = self.inputs.get(&mac.key).map_or("", |s| s.expose());
        let both = |words: [&str; 3], text: [&str; 2]| (words.concat(), text.concat().into_bytes());
        let of_words = shown(of);
        vec![
            (of_words.clone(), of.as_bytes().to_vec()),
            both([&of_words, " followed by the ", &label], [of, secret]),
            both(["the ", &label, " followed by the text"], [secret, of]),
        ]
    }
}

/// The form in which a digest is the text that came.
fn same(digest: &[u8], came: &str) -> Option<&'static str> {
    let is = |form| hmac::text(digest, form);
    if is(DigestText::Hex) == came {
        Some("hex")
    } else if is(DigestText::Hex).eq_ignore_ascii_case(came) {
        Some("upper-case hex")
    } else if is(DigestText::Base64) == came {
        Some("base64")
    } else if is(DigestText::Base64Url) == came {
        Some("base64url")
    } else {
        None
    }
}

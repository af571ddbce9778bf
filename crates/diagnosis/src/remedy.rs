//! Remedies for causes: an entry of `static/verify/fixes.json` and the values that complete its
//! text for this scheme.
//!
//! The file's texts have places in guillemets, `«field»`. The file also contains what a framework
//! calls a hash and how it feeds a text to one. No text contains the secret.

use super::cause::{Cause, PlainHash, SecretText, Written};
use json::write::quoted;
use serde::{Deserialize, Serialize};
use signature::template::{Part, names, parse};
use signature::{DigestText, KeyText, Scheme};

/// An entry of the file and the values for its places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// The id of the entry in the file.
    pub id: String,
    /// Names of places with their texts.
    values: Vec<(String, String)>,
    /// The names of the hash that made the signature and of the scheme's hash.
    algorithms: [String; 2],
    /// The templates of what was signed and of what the scheme signs.
    contents: [String; 2],
}

/// Returns the remedies for these causes without repetition.
pub fn all(causes: &[Cause], scheme: &Scheme) -> Vec<Remedy> {
    let mut remedies: Vec<Remedy> = Vec::new();
    let ids = causes
        .iter()
        .filter_map(|cause| Some((id(cause, causes, scheme)?, cause)));
    for (id, cause) in ids {
        if remedies.iter().all(|known| known.id != id) {
            remedies.push(Remedy::new(id, cause, causes, scheme));
        }
    }
    remedies
}

/// Returns the id of a cause's entry; `None` where another cause has the same remedy.
fn id(cause: &Cause, causes: &[Cause], scheme: &Scheme) -> Option<&'static str> {
    Some(match cause {
        Cause::Order(_) => "order",
        Cause::Spacing(_) | Cause::Escapes(_) | Cause::Slashes { .. } => "json",
        Cause::Numbers(_) | Cause::Number { .. } | Cause::Named { .. } => "json",
        Cause::Quoted { .. } => "json",
        Cause::Lost(_) => "empty",
        Cause::LastLine { .. } | Cause::LineEnds { .. } | Cause::Trimmed => "bytes",
        Cause::ByteOrderMark { .. } | Cause::Padded { .. } => "bytes",
        Cause::Charset(_) => "charset",
        Cause::Decompressed => "compressed",
        Cause::Form(_) => "form",
        Cause::Secret(secret) => return of_secret(*secret, causes, scheme),
        Cause::OtherTime { .. } => "time",
        Cause::TimeUnit(_) => {
            let other = |cause: &Cause| matches!(cause, Cause::OtherTime { .. });
            return (!causes.iter().any(other)).then_some("time-unit");
        }
        Cause::Address { .. } => "address",
        Cause::Layout { .. } => "layout",
        // The fault is the sender's, so no receiver needs a fix.
        Cause::ColonsEscaped => return None,
        Cause::Written(written) => of_writing(*written),
        Cause::Bare { .. } => "digest-bare",
        Cause::Field { .. } | Cause::Missing { .. } => "field",
        Cause::Algorithm(_) => "algorithm",
        Cause::PlainHash(PlainHash::NoSecret) => "no-secret",
        Cause::PlainHash(PlainHash::Swapped) => "swapped",
        Cause::PlainHash(PlainHash::Hmac) => "hmac",
        Cause::PlainHash(_) => "plain-hash",
    })
}

fn of_secret(secret: SecretText, causes: &[Cause], scheme: &Scheme) -> Option<&'static str> {
    let has = |other| causes.contains(&Cause::Secret(other));
    let prefixed = !scheme.key.prefix.is_empty();
    Some(match secret {
        SecretText::Trimmed => "secret-ends",
        SecretText::LineEnd => "secret-line-end",
        SecretText::Unquoted => "secret-quotes",
        // The prefix and the decoding are one act, for which the other cause has the remedy.
        SecretText::PrefixKept => return None,
        SecretText::PrefixCut if has(SecretText::Base64) => return None,
        SecretText::PrefixCut => "secret-prefix",
        SecretText::Text if scheme.key.encoding == KeyText::Hex => "secret-hex-as-text",
        SecretText::Text if prefixed && has(SecretText::PrefixKept) => "secret-prefix-as-text",
        SecretText::Text if prefixed => "secret-prefix",
        SecretText::Text => "secret-as-text",
        SecretText::Hex => "secret-hex",
        SecretText::Base64 if has(SecretText::PrefixCut) => "secret-prefix-base64",
        SecretText::Base64 => "secret-base64",
        SecretText::Base64Url => "secret-base64url",
        SecretText::InHex | SecretText::InBase64 => "secret-encoded",
        SecretText::Latin1 => "secret-charset",
        SecretText::Lower | SecretText::Upper => "secret-case",
        SecretText::Alone => "secret-alone",
        SecretText::Empty => "secret-empty",
    })
}

fn of_writing(written: Written) -> &'static str {
    match written {
        Written::As(DigestText::Hex) => "digest-hex",
        Written::As(DigestText::Base64) => "digest-base64",
        Written::As(DigestText::Base64Url) => "digest-base64url",
        Written::HexInBase64 => "digest-twice",
        Written::UpperHex => "digest-upper",
        Written::CaseLost => "digest-case",
        Written::Cut { .. } | Written::CutBefore { .. } => "digest-cut",
        Written::Marked => "digest-marked",
        Written::ZerosLost => "digest-zeros",
        Written::Parted => "digest-parted",
        Written::PlusLost => "digest-plus",
        Written::Percent => "digest-percent",
        Written::NoPadding => "digest-padding",
        Written::Prefixed => "digest-prefixed",
    }
}

impl Remedy {
    fn new(id: &'static str, cause: &Cause, causes: &[Cause], scheme: &Scheme) -> Remedy {
        let mut values: Vec<(&str, String)> = Vec::new();
        let carrier = |name: &str| scheme.headers.iter().find(|h| names(&h.value, name));
        let named = carrier(if id.starts_with("time") {
            "timestamp"
        } else {
            "signature"
        });
        let field = match cause {
            Cause::Missing { wanted, .. } => wanted,
            _ => named.map_or("Webhook-Timestamp", |field| &field.name),
        };
        values.push(("field", field.to_owned()));
        let within = named.filter(|field| field.value != "{timestamp}");
        let note = within.map_or(String::new(), |field| {
            [
                " «comment» of it what stands for {timestamp} in ",
                &field.value,
            ]
            .concat()
        });
        values.push(("note", note));
        let prefix = match (cause, scheme.key.prefix.as_str()) {
            (Cause::Bare { prefix }, _) => prefix,
            (_, "") => "whsec_",
            (_, prefix) => prefix,
        };
        values.push(("prefix", prefix.to_owned()));
        values.push(("template", scheme.key.template.clone()));
        let mut signed = scheme.content.clone();
        match cause {
            Cause::Written(Written::Cut { of, .. } | Written::CutBefore { of, .. }) => {
                values.push(("of", of.to_string()));
            }
            Cause::Field { here, .. } | Cause::Missing { here, .. } => {
                values.push(("here", here.clone()))
            }
            Cause::Layout { content, .. } => signed.clone_from(content),
            _ => {}
        }
        let made = causes.iter().find_map(|cause| match cause {
            Cause::Algorithm(algorithm) => Some(*algorithm),
            _ => None,
        });
        let values = values.into_iter();
        Remedy {
            id: id.to_owned(),
            values: values.map(|(name, text)| (name.to_owned(), text)).collect(),
            algorithms: [made.unwrap_or(scheme.algorithm), scheme.algorithm]
                .map(|algorithm| algorithm.name().to_owned()),
            contents: [signed, scheme.content.clone()],
        }
    }

    /// Fills the places in a text of the file; `words` returns a framework's names of hashes and
    /// its code that feeds a `text`, a `value` or the `body` to one.
    pub fn fill(&self, text: &str, words: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('«') {
            let Some((name, after)) = after.split_once('»') else {
                break;
            };
            out.push_str(before);
            out.push_str(&self.value(name, &words));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn value(&self, name: &str, words: &impl Fn(&str) -> String) -> String {
        let [made, own] = &self.algorithms;
        let [signed, content] = &self.contents;
        match name {
            "algorithm" => words(made),
            "own-algorithm" => words(own),
            "name" => made.clone(),
            "own-name" => own.clone(),
            "content" => signed.clone(),
            "own" => content.clone(),
            "parts" => fed(signed, words),
            "own-parts" => fed(content, words),
            name => {
                let value = self.values.iter().find(|value| value.0 == name);
                let text = value.map_or("", |value| &value.1);
                text.replace("«comment»", &words("comment"))
            }
        }
    }
}

/// Returns code that feeds the parts of a content to a hash one after another.
fn fed(content: &str, words: &impl Fn(&str) -> String) -> String {
    let escaped = words("escaped");
    let mut lines = Vec::new();
    for part in parse(content).unwrap_or_default() {
        lines.push(match part {
            Part::Text(text) => words("text").replace("«»", &literal(&text, &escaped)),
            Part::Value { name, .. } if name == "body" => words("body"),
            Part::Value { name, argument } => {
                let argument = argument.as_deref().unwrap_or_default();
                words("value").replace("«»", &variable(&name, argument))
            }
        });
    }
    lines.join(" ")
}

/// Returns a text in double quotes; `escaped` are characters with a special meaning in a language.
fn literal(text: &str, escaped: &str) -> String {
    let mut out = String::new();
    for c in quoted(text).chars() {
        if escaped.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Returns a variable name for a value: `{header:X-Id}` becomes `header_x_id`.
fn variable(name: &str, argument: &[Part]) -> String {
    let mut all = vec![name];
    all.extend(argument.iter().map(|part| match part {
        Part::Text(text) => text.as_str(),
        Part::Value { name, .. } => name.as_str(),
    }));
    let mut words = Vec::new();
    for text in all {
        let pieces = text.split(|c: char| !c.is_ascii_alphanumeric());
        words.extend(pieces.filter(|piece| !piece.is_empty()));
    }
    words.join("_").to_ascii_lowercase()
}

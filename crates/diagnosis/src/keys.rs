//! The keys that may have been used: other readings of a secret's text.

use data_encoding::BASE64;
use std::collections::HashSet;

use super::cause::{Cause, PlainHash, SecretText};
use super::target::Targets;
use signature::secret::Secrets;
use signature::template::{Part, names, parse};
use signature::{Algorithm, KeyText, Kind, Scheme, hmac, key};

/// A way to make a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Hmac,
    Plain(PlainHash),
}

/// A key and the way it is used.
#[derive(Clone)]
pub struct Key {
    pub causes: Vec<Cause>,
    pub method: Method,
    pub algorithm: Algorithm,
    bytes: Vec<u8>,
}

impl Key {
    /// Returns the digest of a text, given in pieces.
    pub fn digest(&self, text: &[&[u8]]) -> Vec<u8> {
        let key = self.bytes.as_slice();
        let pieces = match self.method {
            Method::Hmac => return hmac::mac_of(self.algorithm, key, text, &mut |_| ()),
            Method::Plain(PlainHash::Swapped) => {
                return hmac::mac(self.algorithm, &text.concat(), key);
            }
            Method::Plain(PlainHash::SecretFirst) => [&[key], text].concat(),
            Method::Plain(PlainHash::SecretLast) => [text, &[key]].concat(),
            Method::Plain(_) => text.to_vec(),
        };
        hmac::hash_of(self.algorithm, &pieces, &mut |_| ())
    }
}

/// Returns the number of bytes in a digest.
fn length(algorithm: Algorithm) -> usize {
    match algorithm {
        Algorithm::Sha1 => 20,
        Algorithm::Sha256 => 32,
        Algorithm::Sha384 => 48,
        Algorithm::Sha512 => 64,
    }
}

/// Lists all keys by their number of changes.
pub fn all(scheme: &Scheme, secrets: &Secrets, targets: &Targets) -> [Vec<Key>; 3] {
    let mut lists = [Vec::new(), Vec::new(), Vec::new()];
    let own = scheme.algorithm;
    // The length of a whole digest shows which hash made it.
    let forced = targets.fit(length(own)) != Some(true);
    let others = Algorithm::ALL.into_iter().filter(|a| *a != own);
    for algorithm in [own].into_iter().chain(others) {
        let Some(whole) = targets.fit(length(algorithm)) else {
            continue;
        };
        let rank = usize::from(algorithm != own && !(whole && forced));
        let cause = (algorithm != own).then_some(Cause::Algorithm(algorithm));
        let mut known = HashSet::new();
        for (causes, cost, bytes) in material(scheme, secrets) {
            let empty = secrets.get("secret").is_none();
            for (method, more) in methods(scheme.kind, cost) {
                let cost = cost + rank + usize::from(more);
                if cost > 2 || (empty && method != Method::Plain(PlainHash::NoSecret)) {
                    continue;
                }
                let mark = [&[method_mark(method)], &bytes[..]].concat();
                if !known.insert(mark) {
                    continue;
                }
                // The scheme's own method is not a cause.
                let plain = match method {
                    Method::Plain(plain) => Some(plain),
                    Method::Hmac if scheme.kind == Kind::Hash => Some(PlainHash::Hmac),
                    Method::Hmac => None,
                };
                let plain = plain.filter(|_| more).map(Cause::PlainHash);
                let key = Key {
                    causes: causes
                        .iter()
                        .cloned()
                        .chain(cause.clone())
                        .chain(plain)
                        .collect(),
                    method,
                    algorithm,
                    bytes: bytes.clone(),
                };
                if let Some(list) = lists.get_mut(cost) {
                    list.push(key);
                }
            }
        }
    }
    lists
}

/// Returns the methods worth trying with a key of `cost` changes, each with whether it is a change
/// itself.
fn methods(kind: Kind, cost: usize) -> Vec<(Method, bool)> {
    use PlainHash::{NoSecret, SecretFirst, SecretLast, Swapped};
    let hashed = kind == Kind::Hash;
    let own = match hashed {
        true => Method::Plain(SecretFirst),
        false => Method::Hmac,
    };
    let mut all = vec![(own, false)];
    if cost == 0 {
        let plain = [SecretFirst, SecretLast, NoSecret, Swapped].map(Method::Plain);
        let others = plain.into_iter().chain(hashed.then_some(Method::Hmac));
        all.extend(
            others
                .filter(|method| *method != own)
                .map(|method| (method, true)),
        );
    }
    all
}

fn method_mark(method: Method) -> u8 {
    match method {
        Method::Hmac => 0,
        Method::Plain(PlainHash::SecretFirst) => 1,
        Method::Plain(PlainHash::SecretLast) => 2,
        Method::Plain(PlainHash::NoSecret) => 3,
        Method::Plain(PlainHash::Swapped) => 4,
        Method::Plain(PlainHash::Hmac) => 5,
    }
}

/// A change of a secret's text before it is decoded.
type Cut = (Option<SecretText>, String);

/// Returns key bytes with the causes that lead to them and their number, fewest first.
fn material(scheme: &Scheme, secrets: &Secrets) -> Vec<(Vec<Cause>, usize, Vec<u8>)> {
    let typed = secrets.get("secret").map_or("", |s| s.expose());
    let mut all = Vec::new();
    for (cut, text) in cuts(scheme, typed) {
        for (forms, bytes) in forms(scheme, &text) {
            let cost = usize::from(cut.is_some()) + usize::from(!forms.is_empty());
            let causes = cut.into_iter().chain(forms).map(Cause::Secret);
            all.push((causes.collect(), cost, fill(scheme, secrets, &bytes)));
        }
    }
    if scheme.key.template != "{secret}" && names(&scheme.key.template, "secret") {
        let alone = forms(scheme, typed).into_iter();
        let alone = alone.filter(|(forms, _)| forms.is_empty());
        all.extend(alone.map(|(_, bytes)| (vec![Cause::Secret(SecretText::Alone)], 1, bytes)));
    }
    all.push((
        vec![Cause::Secret(SecretText::Empty)],
        1,
        fill(scheme, secrets, b""),
    ));
    all.sort_by_key(|key| key.1);
    all
}

/// Returns the secret's text as typed, and with parts removed or added.
fn cuts(scheme: &Scheme, typed: &str) -> Vec<Cut> {
    let mut cuts = vec![(None, typed.to_owned())];
    let trimmed = typed.trim();
    if trimmed != typed {
        cuts.push((Some(SecretText::Trimmed), trimmed.to_owned()));
    }
    let unquoted = ['"', '\'', '`'].iter().find_map(|q| {
        let rest = trimmed.strip_prefix(*q)?;
        rest.strip_suffix(*q)
    });
    if let Some(bare) = unquoted {
        cuts.push((Some(SecretText::Unquoted), bare.to_owned()));
    }
    if let Some(bare) = trimmed.strip_suffix("\\n") {
        cuts.push((Some(SecretText::Trimmed), bare.to_owned()));
    }
    for end in ["\n", "\r\n"] {
        cuts.push((Some(SecretText::LineEnd), [trimmed, end].concat()));
    }
    let own = &scheme.key.prefix;
    let cut =
        scheme.key.encoding != KeyText::Text && !own.is_empty() && typed.starts_with(own.as_str());
    if !cut {
        let underscores = trimmed.match_indices('_').map(|(at, _)| at);
        for at in underscores.filter(|at| (2..=16).contains(at)).take(2) {
            let bare = trimmed.get(at + 1..).unwrap_or_default();
            cuts.push((Some(SecretText::PrefixCut), bare.to_owned()));
        }
    }
    for (case, text) in [
        (SecretText::Lower, trimmed.to_lowercase()),
        (SecretText::Upper, trimmed.to_uppercase()),
    ] {
        cuts.push((Some(case), text));
    }
    cuts
}

/// Returns the key bytes that a text may mean; the reading of the scheme has no cause.
fn forms(scheme: &Scheme, text: &str) -> Vec<(Vec<SecretText>, Vec<u8>)> {
    let own = scheme.key.encoding;
    let bare = match own {
        KeyText::Text => text,
        _ => text
            .strip_prefix(scheme.key.prefix.as_str())
            .unwrap_or(text),
    };
    let mut all = Vec::new();
    let named = |form| match form {
        KeyText::Text => SecretText::Text,
        KeyText::Hex => SecretText::Hex,
        KeyText::Base64 => SecretText::Base64,
        KeyText::Base64Url => SecretText::Base64Url,
    };
    let others = KeyText::ALL.into_iter().filter(|form| *form != own);
    for form in [own].into_iter().chain(others) {
        let causes = if form == own {
            Vec::new()
        } else {
            vec![named(form)]
        };
        if let Ok(bytes) = key::decode(bare, form) {
            all.push((causes, bytes));
        }
    }
    if bare != text {
        let kept = vec![SecretText::PrefixKept, SecretText::Text];
        all.push((kept, text.as_bytes().to_vec()));
    }
    if let Ok(bytes) = key::decode(bare, own) {
        let hex = hmac::text(&bytes, signature::DigestText::Hex);
        all.push((vec![SecretText::InHex], hex.into_bytes()));
        all.push((
            vec![SecretText::InBase64],
            BASE64.encode(&bytes).into_bytes(),
        ));
    }
    let latin: Option<Vec<u8>> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    all.extend(latin.map(|bytes| (vec![SecretText::Latin1], bytes)));
    all
}

/// Returns the scheme's key with these bytes for the main secret.
fn fill(scheme: &Scheme, secrets: &Secrets, secret: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parse(&scheme.key.template).unwrap_or_default() {
        match part {
            Part::Text(text) => out.extend_from_slice(text.as_bytes()),
            Part::Value { name, .. } if name == "secret" => out.extend_from_slice(secret),
            Part::Value { name, .. } => {
                let typed = secrets.get(&["secret:", &name].concat());
                let input = scheme.inputs.iter().find(|i| i.name == name);
                let default = input.and_then(|i| i.default.as_deref()).unwrap_or_default();
                out.extend_from_slice(typed.map_or(default, |s| s.expose()).as_bytes());
            }
        }
    }
    out
}

//! Finding known secrets in any text or bytes: replies, signed texts, messages, pasted requests.
//!
//! The parts of the finished request know their secrets by place, which is exact
//! ([`crate::preview`]). This module finds them by their text, in every common form:
//! literal, escaped for JSON or XML or percent-encoded (also several times, as in a body that an
//! echo service returns as a string), in base64, in hex.

use std::fmt;
use std::ops::Range;

use data_encoding::{BASE64, HEXLOWER, HEXUPPER};
use json::write::literal;
use problem::{Field, Root, Step};
use signature::Scheme;
use signature::percent;
use signature::secret::Secrets;

/// The length in bytes below which a text may be part of any word: it counts only as a whole word.
const UNMISTAKABLE: usize = 6;

/// How often a secret may be escaped in the same way.
pub(crate) const LEVELS: usize = 4;

/// The length in bytes above which a secret is expected to be escaped twice at most: each level may
/// double it.
const LONG: usize = 16 << 10;

/// Known secrets to find in any text. `Debug` shows none of them.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SecretSpans {
    forms: Vec<Form>,
}

/// One encoding of a secret.
#[derive(Clone, PartialEq, Eq)]
struct Form {
    bytes: Vec<u8>,
    /// `true` if it may be part of any word, so that it counts only as a whole word.
    short: bool,
}

impl fmt::Debug for SecretSpans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretSpans(…)")
    }
}

impl SecretSpans {
    /// The credentials and signing secrets that were typed, without user names and the
    /// scheme's public inputs (a public key, an open input).
    pub fn of(secrets: &Secrets, scheme: Option<&Scheme>) -> SecretSpans {
        let is_part = |field: &Field, part: &str| matches!(&*field.path, [Step::Name(name)] if **name == *part);
        let is_open = |field: &Field| match (&field.root, scheme) {
            (Root::Secret(Some(name)), Some(scheme)) => {
                scheme.inputs.iter().any(|i| *i.name == **name && !i.secret)
            }
            _ => is_part(field, "username"),
        };
        let mut spans = SecretSpans::default();
        let inputs = secrets
            .iter()
            .map(|(input, secret)| (Field::read(input), secret));
        for (field, secret) in inputs.filter(|input| !is_open(&input.0)) {
            spans.add(secret.expose());
            if is_part(&field, "password") {
                let user = Field::from(field.root).member("username");
                let user = secrets.get(&user.to_string());
                let user = user.map_or("", |user| user.expose());
                spans.add(&BASE64.encode([user, ":", secret.expose()].concat().as_bytes()));
            }
        }
        spans
    }

    /// Adds a secret in all its forms; an empty text is ignored.
    pub fn add(&mut self, secret: &str) {
        let encoded = percent::encode(secret, percent::UNRESERVED).to_string();
        let in_query = percent::encode(secret, percent::QUERY).to_string();
        let mut forms = vec![
            secret.to_owned(),
            encoded.replace("%20", "+"),
            encoded,
            in_query,
            signature::hmac::base64(secret.as_bytes()),
        ];
        let levels = if secret.len() > LONG { 2 } else { LEVELS };
        let percent = |text: &str| percent::encode(text, percent::UNRESERVED).to_string();
        for first in 1..4 {
            forms.extend(repeated(&forms[first], levels - 1, percent));
        }
        for quotes in [false, true] {
            forms.extend(repeated(secret, levels, |text| marked_up(text, quotes)));
        }
        // Serialisers differ in two ways; beyond the second level, one is taken to be used throughout.
        for way in 0..4 {
            forms.extend(repeated(secret, levels, |text| escaped(text)[way].clone()));
        }
        forms.extend(escaped(secret).iter().flat_map(|form| escaped(form)));
        for form in forms {
            let short = form.len() < UNMISTAKABLE;
            self.push(form, short);
        }
        // These forms also occur within longer ones of their kind, such as a body in hex or base64.
        let short = secret.len() < UNMISTAKABLE;
        self.push(HEXLOWER.encode(secret.as_bytes()), short);
        self.push(HEXUPPER.encode(secret.as_bytes()), short);
        if !short {
            for before in 0..3 {
                self.push(within_base64(secret, before), false);
            }
        }
    }

    /// Adds secret bytes in their literal form only.
    pub(crate) fn add_exact(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            self.forms.push(Form {
                bytes: bytes.to_vec(),
                short: false,
            });
        }
    }

    /// Adds all secrets of another set.
    pub fn extend(&mut self, others: &SecretSpans) {
        for form in &others.forms {
            if !self.forms.contains(form) {
                self.forms.push(form.clone());
            }
        }
    }

    fn push(&mut self, form: String, short: bool) {
        let bytes = form.into_bytes();
        if !bytes.is_empty() && self.forms.iter().all(|known| known.bytes != bytes) {
            self.forms.push(Form { bytes, short });
        }
    }

    /// Returns whether there is no secret.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The length of the longest form; bytes farther from a place cannot affect it.
    pub fn longest(&self) -> usize {
        self.forms
            .iter()
            .map(|form| form.bytes.len())
            .max()
            .unwrap_or_default()
    }

    /// The spans of all secrets, in order and disjoint; linear in the bytes.
    pub fn find(&self, bytes: &[u8]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for form in &self.forms {
            let is_word = |at: &Range<usize>| {
                let before = at.start.checked_sub(1).and_then(|before| bytes.get(before));
                let is_part = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric());
                !is_part(before) && !is_part(bytes.get(at.end))
            };
            occurrences(bytes, &form.bytes, |at| {
                if !form.short || is_word(&at) {
                    push(&mut found, at);
                }
            });
        }
        merged(found)
    }
}

/// Finds every occurrence, even overlapping ones, by Knuth, Morris and Pratt: linear for all texts.
pub(crate) fn occurrences(bytes: &[u8], form: &[u8], mut each: impl FnMut(Range<usize>)) {
    let Some(first) = form.first().filter(|_| form.len() <= bytes.len()) else {
        return;
    };
    // By matched length: the length that still matches if the next byte differs.
    let mut falls = vec![0_usize; form.len()];
    let mut matched = 0;
    for at in 1..form.len() {
        while matched > 0 && form[matched] != form[at] {
            matched = falls[matched - 1];
        }
        matched += usize::from(form[matched] == form[at]);
        falls[at] = matched;
    }
    matched = 0;
    let mut at = 0;
    while at < bytes.len() {
        if matched == 0 {
            let Some(next) = bytes[at..].iter().position(|byte| byte == first) else {
                break;
            };
            at += next;
        }
        while matched > 0 && form[matched] != bytes[at] {
            matched = falls[matched - 1];
        }
        matched += usize::from(form[matched] == bytes[at]);
        at += 1;
        if matched == form.len() {
            each(at - form.len()..at);
            matched = falls[matched - 1];
        }
    }
}

/// The spans in order; those that touch or overlap are merged.
pub fn merged(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_by_key(|span| span.start);
    let mut out = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| span.start < span.end) {
        push(&mut out, span);
    }
    out
}

/// Adds a span that begins no earlier than the last, merged with it if they touch.
fn push(spans: &mut Vec<Range<usize>>, span: Range<usize>) {
    match spans.last_mut() {
        Some(last) if (last.start..=last.end).contains(&span.start) => {
            last.end = last.end.max(span.end);
        }
        _ => spans.push(span),
    }
}

/// The text encoded once, twice and so on.
fn repeated(text: &str, times: usize, encode: impl Fn(&str) -> String) -> Vec<String> {
    let mut all = Vec::with_capacity(times);
    for _ in 0..times {
        let next = encode(all.last().map_or(text, String::as_str));
        all.push(next);
    }
    all
}

fn marked_up(text: &str, quotes: bool) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    match quotes {
        true => text.replace('"', "&quot;"),
        false => text,
    }
}

/// The ways in which serialisers escape a text for JSON, without the quotes.
fn escaped(text: &str) -> [String; 4] {
    let mut json = String::new();
    literal(&mut json, text);
    let plain = json.get(1..json.len() - 1).unwrap_or_default();
    let slashes = plain.replace('/', "\\/");
    [ascii(plain), ascii(&slashes), slashes, plain.to_owned()]
}

/// A text within longer base64, after `before` bytes, without the characters that share
/// bits with the surroundings.
fn within_base64(text: &str, before: usize) -> String {
    let bytes = [&[0; 2][..before.min(2)], text.as_bytes()].concat();
    let all = BASE64.encode(&bytes);
    let whole = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
    all.get(whole).unwrap_or_default().to_owned()
}

/// The text with JSON escapes for all non-ASCII characters, as many serialisers write them.
fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
    }
    out
}

#[cfg(test)]
mod tests;

//! Recognising the schemes of a delivery by its header fields and its body.
//!
//! Nothing is verified, and no secret is needed: names and formats are enough. Fields that look
//! like a signature of an unknown scheme are reported too.

use std::cmp::Reverse;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::key::{self};
use super::scheme::{HeaderTemplate, KeyText};
use super::template::names;
use super::verify::message::{Message, header};
use super::verify::{Verdict, scope};
use super::{Algorithm, DigestText, Kind, Scheme, Signable, Unit, fields, presets};
use crate::secret::Secrets;

/// A scheme that a message appears to use, or a field that looks like a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its id; `None` for a signature of an unknown scheme.
    pub scheme: Option<String>,
    /// The header fields and members that indicate it, as the scheme names them.
    pub fields: Vec<String>,
    /// The reason, as a sentence.
    pub why: String,
    /// True if everything that the scheme requires is present and well-formed.
    pub sound: bool,
}

/// A scheme that may have signed the message.
struct Candidate<'a> {
    scheme: &'a Scheme,
    fields: Vec<String>,
    /// The scheme's marks that the message has.
    marks: Vec<&'a str>,
    /// True if the scheme signs bodies of this media type.
    suits: bool,
    /// The missing or malformed part.
    fault: Option<String>,
    score: usize,
}

/// The size in bytes above which a body is not read; the header fields alone have to do.
const MAX_BODY: usize = 1 << 20;

/// Returns the schemes that a message appears to use, the likeliest first, then fields that only
/// look like a signature.
pub fn recognise(headers: &[(String, String)], body: &[u8]) -> Vec<Found> {
    recognise_among(&[], headers, body)
}

/// Returns the same as [`recognise`], with custom schemes, which precede others that are equally
/// likely.
pub fn recognise_among(
    own: &[Rc<Scheme>],
    headers: &[(String, String)],
    body: &[u8],
) -> Vec<Found> {
    let content_type = headers
        .iter()
        .find(|h| h.0.eq_ignore_ascii_case("content-type"));
    let request = Signable {
        method: "",
        url: "",
        target: "",
        headers,
        body: if body.len() > MAX_BODY { &[] } else { body },
        content_type: content_type.map_or("", |h| h.1.as_str()),
    };
    let known = own.iter().map(Rc::as_ref).chain(presets::known());
    let mut candidates: Vec<Candidate<'_>> = known
        .filter(|scheme| scheme.kind != Kind::Nothing && scheme.id != "plain")
        .filter_map(|scheme| candidate(scheme, &request, body.is_empty()))
        .collect();
    let sound: Vec<String> = candidates
        .iter()
        .filter(|c| c.fault.is_none())
        .flat_map(|c| c.fields.clone())
        .collect();
    let suited: Vec<String> = candidates
        .iter()
        .filter(|c| c.suits && c.fault.is_none())
        .flat_map(|c| c.fields.clone())
        .collect();
    let marked = candidates.iter().any(|c| !c.marks.is_empty());
    let names: Vec<String> = candidates.iter().flat_map(|c| c.fields.clone()).collect();
    let best: Vec<&Scheme> = candidates
        .iter()
        .filter(|c| c.fault.is_none())
        .map(|c| c.scheme)
        .collect();
    candidates.retain(|c| {
        let among = |names: &[String]| c.fields.iter().any(|field| has(names, field));
        let unmarked = marked && c.marks.is_empty() && !c.scheme.marks.is_empty();
        let explained = c.fault.is_some() && among(&sound) || !c.suits && among(&suited);
        let newer = |s: &&Scheme| Some(&s.id) == c.scheme.newer.as_ref();
        !(unmarked || explained || best.iter().any(newer))
    });
    candidates.sort_by_key(|candidate| Reverse(candidate.score));
    let mut found: Vec<Found> = candidates.into_iter().map(describe).collect();
    let unknown = headers
        .iter()
        .filter(|h| is_signature_name(&h.0) && !has(&names, &h.0));
    found.extend(unknown.map(|(name, value)| describe_unknown(name, value)));
    found
}

fn has(names: &[String], name: &str) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// Returns the scheme as a candidate if the message has a field that would carry its signature.
fn candidate<'a>(scheme: &'a Scheme, request: &Signable<'_>, empty: bool) -> Option<Candidate<'a>> {
    let secrets = Secrets::default();
    let nothing = Message::default();
    let scope = scope(scheme, &secrets, request, &nothing, None);
    let carries = |f: &&HeaderTemplate| names(&f.value, "signature") || names(&f.value, "secret");
    let mut found = Vec::new();
    let mut carried = false;
    for field in scheme.before.iter().chain(&scheme.headers) {
        let name = scope.text(&field.name).ok()?;
        if header(request, &name).is_some() {
            carried |= carries(&field);
            found.push(name);
        }
    }
    for member in &scheme.members {
        if fields::found(request.body, &member.name).is_some() {
            carried |= carries(&member);
            found.push(member.name.clone());
        }
    }
    if !carried {
        return None;
    }
    let fault = first_fault(scheme, request);
    let marks = scheme.marks.iter().map(String::as_str);
    let marks = marks.filter(|mark| match mark.starts_with('/') {
        true => fields::found(request.body, mark).is_some(),
        false => header(request, mark).is_some(),
    });
    let marks: Vec<&str> = marks.collect();
    // Many messages have `Authorization` beside a signature. It indicates a scheme only in that
    // scheme's format and together with another part of it.
    let unspoken = fault.is_some() || marks.is_empty() && !scheme.marks.is_empty();
    let common = |name: &String| name.eq_ignore_ascii_case("authorization");
    if unspoken && found.iter().all(common) {
        return None;
    }
    let suits = suits(scheme, fields::is_form(request), empty);
    let sound = if fault.is_none() { 100 } else { 0 };
    Some(Candidate {
        scheme,
        score: sound + 10 * found.len() + 5 * marks.len() + usize::from(suits),
        suits,
        fields: found,
        marks,
        fault,
    })
}

/// Returns whether a scheme signs bodies of this media type; a form may be empty, as in a GET.
fn suits(scheme: &Scheme, form: bool, empty: bool) -> bool {
    match scheme.query.is_empty() {
        true if names(&scheme.content, "form") => form || empty,
        true => !form,
        false => !form && !empty,
    }
}

/// Returns the missing or malformed part of a scheme; the digest of another body is well-formed.
fn first_fault(scheme: &Scheme, request: &Signable<'_>) -> Option<String> {
    // The address is not known here.
    let scheme = Scheme {
        query: Vec::new(),
        ..scheme.clone()
    };
    match Message::read(&scheme, &Secrets::default(), request) {
        Ok(message) => {
            let plausible = |text: &String| is_signature(&scheme, text);
            let any = message.signatures.is_empty() || message.signatures.iter().any(plausible);
            (!any).then(|| {
                let found = message.signatures.first().map_or("", |s| s.as_str());
                let what = match scheme.kind {
                    kind if kind.is_keyed() => scheme.algorithm.name(),
                    Kind::Ed25519 => "Ed25519",
                    Kind::Ecdsa => "ECDSA",
                    _ => "RSA",
                };
                let form = scheme.digest.name();
                [
                    &quote(found),
                    " is not a valid ",
                    what,
                    " signature in ",
                    form,
                ]
                .concat()
            })
        }
        Err(Verdict::HeaderMissing { name }) => Some(["`", &name, "` is missing"].concat()),
        Err(Verdict::NotOfForm { name, form, .. }) => {
            Some(["`", &name, "` does not have the form `", &form, "`"].concat())
        }
        Err(
            Verdict::NotSigned { .. } | Verdict::Differs { .. } | Verdict::OtherAlgorithm { .. },
        ) => None,
        Err(_) => Some(String::from("it cannot be read")),
    }
}

/// Returns whether a text has the encoding and length of the scheme's signatures.
fn is_signature(scheme: &Scheme, text: &str) -> bool {
    let form = match scheme.digest {
        DigestText::Hex => KeyText::Hex,
        DigestText::Base64 => KeyText::Base64,
        DigestText::Base64Url => KeyText::Base64Url,
    };
    let Ok(bytes) = key::decode(text, form) else {
        return false;
    };
    match scheme.kind {
        kind if kind.is_keyed() => bytes.len() == length(scheme.algorithm),
        // RFC 8032, section 5.1.6.
        Kind::Ed25519 => bytes.len() == 64,
        _ => true,
    }
}

/// Returns the length of a digest in bytes.
fn length(algorithm: Algorithm) -> usize {
    match algorithm {
        Algorithm::Sha1 => 20,
        Algorithm::Sha256 => 32,
        Algorithm::Sha384 => 48,
        Algorithm::Sha512 => 64,
    }
}

fn describe(candidate: Candidate<'_>) -> Found {
    let fields: Vec<String> = candidate.fields.iter().map(|f| quote(f)).collect();
    let belongs = match fields.len() {
        1 => " belongs to ",
        _ => " belong to ",
    };
    let mut why = [&fields.join(", "), belongs, &candidate.scheme.title].concat();
    if let Some(fault) = &candidate.fault {
        why = [&why, ", but ", fault].concat();
    } else if let Some(mark) = candidate.marks.first() {
        why = [&why, ", and ", &quote(mark), " is present"].concat();
    }
    Found {
        scheme: Some(candidate.scheme.id.clone()),
        fields: candidate.fields,
        why,
        sound: candidate.fault.is_none(),
    }
}

fn quote(name: &str) -> String {
    ["`", name, "`"].concat()
}

/// Returns whether a header name suggests a signature.
fn is_signature_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let words = ["signature", "hmac", "x-sign", "-sign", "webhook-secret"];
    words.iter().any(|word| name.contains(word)) && !name.starts_with("access-control-")
}

/// Describes a header field of an unknown scheme and guesses the format of its value.
fn describe_unknown(name: &str, value: &str) -> Found {
    let what = match digest_within(value) {
        Some((_, algorithm, form)) => [
            ", and its value has the length of ",
            algorithm.name(),
            " in ",
            form.name(),
            "; describe it as a custom scheme",
        ]
        .concat(),
        None => String::from(", but its value is not a digest in hex or base64"),
    };
    Found {
        scheme: None,
        fields: vec![name.to_owned()],
        why: [
            &quote(name),
            " looks like a signature, but its scheme is not known",
            &what,
        ]
        .concat(),
        sound: false,
    }
}

/// Finds a digest at the end of a value: the text before it, its algorithm and its encoding.
fn digest_within(value: &str) -> Option<(&str, Algorithm, KeyText)> {
    let value = value.trim();
    let after = |mark: Option<usize>| mark.map_or(0, |at| at + 1);
    // The padding of base64 does not separate a name from a value.
    let bare = value.trim_end_matches('=');
    let starts = [0, after(bare.rfind(['=', ','])), after(value.find('='))];
    starts.into_iter().find_map(|start| {
        let (before, text) = value.split_at_checked(start)?;
        let (algorithm, form) = digest_like(text.trim())?;
        Some((before, algorithm, form))
    })
}

/// Returns a scheme that would write such a header field, as far as the value shows: a draft for
/// the person who describes the scheme.
pub fn guessed(name: &str, value: &str) -> Scheme {
    let mut scheme = Scheme::hmac();
    let mut template = String::from("{signature}");
    if let Some((before, algorithm, form)) = digest_within(value) {
        scheme.algorithm = algorithm;
        scheme.digest = match form {
            KeyText::Base64 => DigestText::Base64,
            KeyText::Base64Url => DigestText::Base64Url,
            _ => DigestText::Hex,
        };
        let mut before = before.replace('{', "{{");
        if let Some((at, digits)) = unix_time(&before) {
            before.replace_range(at..at + digits, "{timestamp}");
            "{timestamp}.{body}".clone_into(&mut scheme.content);
            if digits == 13 {
                scheme.unit = Unit::Milliseconds;
            }
        }
        template.insert_str(0, &before);
    }
    scheme.headers.push(HeaderTemplate {
        name: name.to_owned(),
        value: template,
    });
    scheme
}

/// Finds a run of exactly ten digits, or the thirteen of milliseconds: position and length.
fn unix_time(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for run in text.split(|c: char| !c.is_ascii_digit()) {
        if matches!(run.len(), 10 | 13) {
            return Some((at, run.len()));
        }
        let rest = text.get(at + run.len()..)?;
        at += run.len() + rest.chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// Returns the algorithm and the encoding whose digests have the format and length of a text.
fn digest_like(text: &str) -> Option<(Algorithm, KeyText)> {
    for form in [KeyText::Hex, KeyText::Base64, KeyText::Base64Url] {
        let bytes = key::decode(text, form).ok().map(|bytes| bytes.len());
        let mut algorithms = Algorithm::ALL.into_iter();
        if let Some(algorithm) = algorithms.find(|a| Some(length(*a)) == bytes) {
            return Some((algorithm, form));
        }
    }
    None
}

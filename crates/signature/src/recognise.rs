//! Which schemes a delivery speaks of, by its header fields and its body.
//!
//! Nothing is verified here, and no secret is needed: names and forms alone
//! tell. What looks like a signature and is of no known scheme is said too.

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

/// A scheme that a message speaks of, or what only looks like a signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its id; `None` for a signature of no known scheme.
    pub scheme: Option<String>,
    /// The header fields and members that say so, as the scheme names them.
    pub fields: Vec<String>,
    /// A sentence for the person.
    pub why: String,
    /// Whether all that the scheme needs is there and of its form.
    pub sound: bool,
}

/// A scheme in question.
struct Candidate<'a> {
    scheme: &'a Scheme,
    fields: Vec<String>,
    /// Those of its marks that the message has.
    marks: Vec<&'a str>,
    /// Whether it signs bodies of this media type.
    suits: bool,
    /// What is missing or of another form.
    fault: Option<String>,
    score: usize,
}

/// Bytes of a body above which it is not read: header fields alone say then whose it is.
const READ: usize = 1 << 20;

/// The schemes that a message speaks of, the likeliest first; then what only looks like a signature.
pub fn recognise(headers: &[(String, String)], body: &[u8]) -> Vec<Found> {
    recognise_among(&[], headers, body)
}

/// As [`recognise`], with schemes of a person's own, which come before others that are as likely.
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
        body: if body.len() > READ { &[] } else { body },
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
    let mut found: Vec<Found> = candidates.into_iter().map(said).collect();
    let strangers = headers
        .iter()
        .filter(|h| looks_like_one(&h.0) && !has(&names, &h.0));
    found.extend(strangers.map(|(name, value)| stranger(name, value)));
    found
}

fn has(names: &[String], name: &str) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// The scheme as a candidate, when the message has a field that would carry its signature.
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
    let fault = fault(scheme, request);
    let marks = scheme.marks.iter().map(String::as_str);
    let marks = marks.filter(|mark| match mark.starts_with('/') {
        true => fields::found(request.body, mark).is_some(),
        false => header(request, mark).is_some(),
    });
    let marks: Vec<&str> = marks.collect();
    // Everyone sends `Authorization`, many of them beside a signature: it speaks of a scheme in that
    // scheme's own form alone, and where something else of the scheme came along.
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

/// Whether a scheme signs bodies of this media type; a form may be empty, as that of a GET.
fn suits(scheme: &Scheme, form: bool, empty: bool) -> bool {
    match scheme.query.is_empty() {
        true if names(&scheme.content, "form") => form || empty,
        true => !form,
        false => !form && !empty,
    }
}

/// What of the scheme is missing or of another form; a digest of the body that differs is of its form.
fn fault(scheme: &Scheme, request: &Signable<'_>) -> Option<String> {
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
                [&quote(found), " is no ", what, " signature in ", form].concat()
            })
        }
        Err(Verdict::HeaderMissing { name }) => Some(["`", &name, "` is not there"].concat()),
        Err(Verdict::NotOfForm { name, form, .. }) => {
            Some(["`", &name, "` is not of the form `", &form, "`"].concat())
        }
        Err(
            Verdict::NotSigned { .. } | Verdict::Differs { .. } | Verdict::OtherAlgorithm { .. },
        ) => None,
        Err(_) => Some(String::from("it cannot be read")),
    }
}

/// Whether a text has the form and length of the scheme's signatures.
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

/// Bytes of a digest.
fn length(algorithm: Algorithm) -> usize {
    match algorithm {
        Algorithm::Sha1 => 20,
        Algorithm::Sha256 => 32,
        Algorithm::Sha384 => 48,
        Algorithm::Sha512 => 64,
    }
}

fn said(candidate: Candidate<'_>) -> Found {
    let fields: Vec<String> = candidate.fields.iter().map(|f| quote(f)).collect();
    let belongs = match fields.len() {
        1 => " belongs to ",
        _ => " belong to ",
    };
    let mut why = [&fields.join(", "), belongs, &candidate.scheme.title].concat();
    if let Some(fault) = &candidate.fault {
        why = [&why, ", but ", fault].concat();
    } else if let Some(mark) = candidate.marks.first() {
        why = [&why, ", and ", &quote(mark), " came along"].concat();
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

/// Whether a header name reads like that of a signature.
fn looks_like_one(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let words = ["signature", "hmac", "x-sign", "-sign", "webhook-secret"];
    words.iter().any(|word| name.contains(word)) && !name.starts_with("access-control-")
}

/// A header field that no known scheme writes, and what its value could be.
fn stranger(name: &str, value: &str) -> Found {
    let what = match digest_within(value) {
        Some((_, algorithm, form)) => [
            ", and its value is as long as ",
            algorithm.name(),
            " in ",
            form.name(),
            "; describe it as a scheme of your own",
        ]
        .concat(),
        None => String::from(", but its value is no digest in hex or base64"),
    };
    Found {
        scheme: None,
        fields: vec![name.to_owned()],
        why: [
            &quote(name),
            " reads like a signature of no scheme known here",
            &what,
        ]
        .concat(),
        sound: false,
    }
}

/// A digest at the end of a value: what stands before it, its algorithm and its form.
fn digest_within(value: &str) -> Option<(&str, Algorithm, KeyText)> {
    let value = value.trim();
    let after = |mark: Option<usize>| mark.map_or(0, |at| at + 1);
    // Base64's own padding is no mark between name and value.
    let bare = value.trim_end_matches('=');
    let starts = [0, after(bare.rfind(['=', ','])), after(value.find('='))];
    starts.into_iter().find_map(|start| {
        let (before, text) = value.split_at_checked(start)?;
        let (algorithm, form) = digest_like(text.trim())?;
        Some((before, algorithm, form))
    })
}

/// A scheme that would write such a header field, as far as its value tells: a beginning for the
/// person who describes it.
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

/// Where ten digits stand by themselves, or the thirteen of milliseconds; how many.
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

/// The digest that a text has the form and length of.
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

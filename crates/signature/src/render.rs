//! Filling templates: from the parts of the request to the signed bytes.
//!
//! The body is copied as bytes, never as a `String`, since it may not be UTF-8.

use std::ops::Range;

use super::address::host;
use super::template::{Fault, Part, parse};
use super::{Algorithm, DigestText, Scheme, Signable, components, fields, hmac};
use crate::secret::Secrets;

/// The values of all placeholders.
pub struct Scope<'a> {
    pub scheme: &'a Scheme,
    pub secrets: &'a Secrets,
    pub request: Signable<'a>,
    /// The fields so far, including those that the scheme added.
    pub headers: Vec<(String, String)>,
    pub id: &'a str,
    /// The time in the scheme's unit.
    pub timestamp: &'a str,
    pub nonce: &'a str,
    /// Empty if the time has no date.
    pub date: &'a str,
    /// The main secret's bytes, while the key is made.
    pub key: Option<&'a [u8]>,
    /// The text of the digest, once there is one.
    pub signature: Option<&'a str>,
    /// The scheme's parts, and the inputs that the message contains.
    pub named: Vec<(String, String)>,
}

/// A header value and the ranges of secrets in it, with their placeholders.
pub type Shown = (String, Vec<(Range<usize>, String)>);

impl Scope<'_> {
    /// Returns the bytes of a filled template.
    pub fn bytes(&self, template: &str) -> Result<Vec<u8>, Fault> {
        let mut out = Vec::new();
        self.parts(&parse(template)?, &mut out)?;
        Ok(out)
    }

    /// Returns the text of a filled template, with U+FFFD for bytes that are not UTF-8.
    pub fn text(&self, template: &str) -> Result<String, Fault> {
        self.bytes(template).map(|bytes| lossy(&bytes))
    }

    /// Returns the text of one placeholder.
    pub fn part(&self, part: &Part) -> Option<String> {
        let mut bytes = Vec::new();
        self.parts(std::slice::from_ref(part), &mut bytes).ok()?;
        Some(lossy(&bytes))
    }

    /// Returns the text of a filled template and the ranges of secrets in it.
    pub fn shown(&self, template: &str) -> Result<Shown, Fault> {
        let (mut text, mut secrets) = (String::new(), Vec::new());
        for part in parse(template)? {
            let start = text.len();
            let mut bytes = Vec::new();
            self.parts(std::slice::from_ref(&part), &mut bytes)?;
            text.push_str(&lossy(&bytes));
            if let Part::Value { name, .. } = &part
                && self.is_secret(name)
                && start < text.len()
            {
                secrets.push((start..text.len(), placeholder(name)));
            }
        }
        Ok((text, secrets))
    }

    /// Returns the value of an input: entered, or its default.
    pub fn input(&self, name: &str) -> Option<&str> {
        given(self.scheme, self.secrets, name)
    }

    fn named(&self, wanted: &str) -> Option<&str> {
        let mut named = self.named.iter();
        let found = named.find(|(name, _)| name == wanted);
        found.map(|(_, text)| text.as_str())
    }

    fn is_secret(&self, name: &str) -> bool {
        let input = self.scheme.inputs.iter().find(|i| i.name == name);
        name == "secret" || input.is_some_and(|i| i.secret)
    }

    fn parts(&self, parts: &[Part], out: &mut Vec<u8>) -> Result<(), Fault> {
        for part in parts {
            match part {
                Part::Text(text) => out.extend_from_slice(text.as_bytes()),
                Part::Value { name, argument } => self.value(name, argument.as_deref(), out)?,
            }
        }
        Ok(())
    }

    fn value(&self, name: &str, argument: Option<&[Part]>, out: &mut Vec<u8>) -> Result<(), Fault> {
        let argument = match argument {
            None => None,
            Some(parts) => {
                let mut bytes = Vec::new();
                self.parts(parts, &mut bytes)?;
                Some(lossy(&bytes))
            }
        };
        let request = &self.request;
        let text = match (name, argument.as_deref()) {
            ("body", None) => {
                out.extend_from_slice(request.body);
                return Ok(());
            }
            ("secret", None) => {
                let typed = || {
                    self.secrets
                        .get("secret")
                        .map_or("", |s| s.expose())
                        .as_bytes()
                };
                out.extend_from_slice(self.key.unwrap_or_else(typed));
                return Ok(());
            }
            ("fields", Some(marks)) => {
                self.fields(marks, out);
                return Ok(());
            }
            ("body-hash", Some(form)) => {
                &hash(request.body, form).ok_or_else(|| unknown(name, form))?
            }
            ("form", marks) => {
                out.extend_from_slice(&fields::form_text(request, marks.unwrap_or_default()));
                return Ok(());
            }
            ("crc32", None) => &fields::crc32(request.body).to_string(),
            ("json-lines", Some(wanted)) => &fields::json_lines(request.body, wanted),
            ("json", Some(pointer)) => &fields::member(request.body, pointer),
            // The older rule, in which colons join members.
            ("json-escaped", Some(pointer)) => &fields::member(request.body, pointer)
                .replace('\\', r"\\")
                .replace(':', r"\:"),
            ("parameter", Some(wanted)) => {
                &fields::parameter(request.url, wanted).unwrap_or_default()
            }
            ("url-decoded", Some(characters)) => &fields::decode_some(request.url, characters),
            ("content-digest", Some(form)) => &components::content_digest(request.body, form)
                .ok_or_else(|| unknown(name, form))?,
            ("signature-base", Some(parameters)) => {
                &components::base(request, &self.headers, parameters)?
            }
            ("header", Some(wanted)) => &self.header(wanted),
            ("header-lines", Some(wanted)) => &fields::header_lines(&self.headers, wanted),
            ("method", None) => request.method,
            ("url", None) => request.url,
            ("host", None) => host(request.url),
            ("target", None) => request.target,
            ("path", None) => request.target.split('?').next().unwrap_or_default(),
            ("query", None) => fields::query(request.target),
            ("id", None) => self.id,
            ("timestamp", None) => self.timestamp,
            ("nonce", None) => self.nonce,
            ("date", None) => self.date,
            ("signature", None) if self.signature.is_some() => self.signature.unwrap_or_default(),
            (name, None) if self.named(name).is_some() => self.named(name).unwrap_or_default(),
            (name, None) if self.scheme.inputs.iter().any(|i| i.name == name) => {
                self.input(name).unwrap_or_default()
            }
            (name, Some(argument)) => return Err(unknown(name, argument)),
            (name, None) => return Err(Fault::Unknown(name.to_owned())),
        };
        out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn fields(&self, marks: &str, out: &mut Vec<u8>) {
        let mut marks = marks.splitn(3, ',');
        let mut mark = || marks.next().unwrap_or_default();
        let (first, equals, between) = (mark(), mark(), mark());
        for (index, (name, value)) in fields::sorted(&self.request).iter().enumerate() {
            let before = if index == 0 { first } else { between };
            for part in [before.as_bytes(), name, equals.as_bytes(), value] {
                out.extend_from_slice(part);
            }
        }
    }

    /// Joins fields of the same name (RFC 9110 section 5.2).
    fn header(&self, wanted: &str) -> String {
        let same = |h: &&(String, String)| h.0.eq_ignore_ascii_case(wanted);
        let values: Vec<&str> = self
            .headers
            .iter()
            .filter(same)
            .map(|h| h.1.as_str())
            .collect();
        values.join(", ")
    }
}

/// Returns the value of a scheme's input: entered, or its default.
pub fn given<'a>(scheme: &'a Scheme, secrets: &'a Secrets, name: &str) -> Option<&'a str> {
    let typed = secrets.get(&["secret:", name].concat()).map(|s| s.expose());
    let input = scheme.inputs.iter().find(|i| i.name == name);
    typed.or_else(|| input.and_then(|i| i.default.as_deref()))
}

/// Returns the names that a template may use, for messages; with the signature only if there is
/// one.
pub fn known(scheme: &Scheme, signature: bool) -> Vec<String> {
    let names = [
        "body",
        "timestamp",
        "id",
        "method",
        "url",
        "path",
        "query",
        "target",
        "host",
        "header:Name",
        "nonce",
        "date",
        "secret",
        "header-lines:x-*,date",
        "fields:?,=,&",
        "body-hash:SHA-256:hex",
        "json:/member",
        "json-lines:name,other",
        "crc32",
        "form",
        "parameter:name",
        "url-decoded:/",
        "content-digest:sha-256",
        "signature-base:()",
    ];
    let parts = scheme.parts.iter().map(|p| p.name.as_str());
    let inputs = scheme.inputs.iter().map(|i| i.name.as_str()).chain(parts);
    let result = signature.then_some("signature");
    let own = result.into_iter().chain(names);
    own.chain(inputs).map(str::to_owned).collect()
}

/// Returns the placeholder of a secret in redacted output.
fn placeholder(name: &str) -> String {
    name.to_ascii_uppercase().replace('-', "_")
}

/// Returns the hash of a body for a form such as `SHA-256:base64`.
fn hash(body: &[u8], form: &str) -> Option<String> {
    let (algorithm, digest) = form.split_once(':')?;
    let digest = DigestText::from_name(digest)?;
    let algorithm = Algorithm::from_name(algorithm)?;
    Some(hmac::text(&hmac::hash(algorithm, body), digest))
}

fn unknown(name: &str, argument: &str) -> Fault {
    Fault::Unknown([name, ":", argument].concat())
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

//! Reading a signed message with the scheme's templates backwards.

use super::Verdict;
use super::scope;
use crate::components::DigestMatches;
use crate::render::Scope;
use crate::scheme::HeaderTemplate;
use crate::secret::Secrets;
use crate::template::{Part, names, parse};
use crate::{Kind, Scheme, Signable, components, fields};

/// The values that a message contains about its signature.
#[derive(Default)]
pub struct Message {
    pub id: String,
    pub timestamp: String,
    pub nonce: String,
    pub date: String,
    pub signatures: Vec<String>,
    /// The expiry of the signature, in Unix seconds (RFC 9421, section 2.3).
    pub expires: Option<i64>,
    /// The registered name of its algorithm, if the message names it (RFC 9421, section 6.2.2).
    algorithm: Option<String>,
    /// The parts of the scheme, and the inputs that the message contains.
    pub named: Vec<(String, String)>,
    /// The first claim of the message about its body that is false.
    pub differs: Option<Difference>,
}

/// A false claim of a message about its body.
pub struct Difference {
    pub name: String,
    pub wanted: String,
    pub found: String,
    pub digests: DigestMatches,
}

impl Difference {
    /// Returns whether another claim shows that the body is unchanged.
    pub fn is_body_unchanged(&self) -> bool {
        !self.digests.right.is_empty()
    }

    /// Returns the verdict on the message, which contains the verdict on its signature.
    pub fn verdict(self, signature: Option<Verdict>) -> Verdict {
        Verdict::Differs {
            name: self.name,
            wanted: self.wanted,
            found: self.found,
            digests: Box::new(self.digests),
            signature: signature.map(Box::new),
        }
    }
}

/// A text does not have the form of its template.
struct FormMismatch;

impl Message {
    pub fn read(
        scheme: &Scheme,
        secrets: &Secrets,
        request: &Signable<'_>,
    ) -> Result<Message, Verdict> {
        let mut message = Message::default();
        let nothing = Message::default();
        let scope = scope(scheme, secrets, request, &nothing, None);
        for field in scheme.bound(fields::is_form(request)) {
            let found = fields::parameter(request.url, &field.name);
            message.carrier(&scope, field, &field.name, found.as_deref())?;
        }
        for field in scheme.before.iter().chain(&scheme.headers) {
            let name = scope.text(&field.name);
            let name = name.map_err(|_| Verdict::Unusable(Vec::new()))?;
            if scheme.list.is_none() && is_proof(scheme, field) {
                message.repeated(&scope, field, &name, &values(request.headers, &name))?;
                continue;
            }
            let found = listed(scheme, request, &name);
            // A digest of the body is present only if the sender signs it.
            if found.is_none() && names(&field.value, "content-digest") {
                continue;
            }
            message.carrier(&scope, field, &name, found.as_deref())?;
        }
        for field in &scheme.members {
            let found = fields::found(request.body, &field.name);
            message.carrier(&scope, field, &field.name, found.as_deref())?;
        }
        if let Some(pointer) = &scheme.stamp {
            message.timestamp = fields::member(request.body, pointer);
        }
        // Of the registered algorithms, only `hmac-sha256` uses a shared secret.
        match message.algorithm.take() {
            Some(found) if !found.starts_with("hmac-") => Err(Verdict::OtherAlgorithm { found }),
            _ => Ok(message),
        }
    }

    /// Reads one field, parameter or member.
    fn carrier(
        &mut self,
        scope: &Scope<'_>,
        field: &HeaderTemplate,
        name: &str,
        value: Option<&str>,
    ) -> Result<(), Verdict> {
        let name = name.to_owned();
        let Some(value) = value else {
            return Err(Verdict::HeaderMissing { name });
        };
        if let Some(instead) = instead(scope.scheme, value) {
            let found = instead.to_owned();
            return Err(Verdict::NotSigned { name, found });
        }
        let known = self.differs.is_some();
        let read = self.field(scope, &field.value, value.trim());
        if let Some(differs) = self.differs.as_mut().filter(|_| !known) {
            differs.name.clone_from(&name);
        }
        read.map_err(|FormMismatch| Verdict::NotOfForm {
            name,
            form: field.value.clone(),
            found: value.to_owned(),
        })
    }

    /// Reads a field that may be repeated although it is not a list: proxies pass on both values or
    /// add one, and any of them may be the right one.
    fn repeated(
        &mut self,
        scope: &Scope<'_>,
        field: &HeaderTemplate,
        name: &str,
        values: &[&str],
    ) -> Result<(), Verdict> {
        let Some((first, others)) = values.split_first() else {
            return self.carrier(scope, field, name, None);
        };
        let mut read = self.carrier(scope, field, name, Some(first));
        for value in others {
            let other = self.carrier(scope, field, name, Some(value));
            read = read.or(other);
        }
        read
    }

    /// Reads one value by its template; the scheme's separator divides several signatures.
    fn field(&mut self, scope: &Scope<'_>, form: &str, value: &str) -> Result<(), FormMismatch> {
        let list = scope.scheme.list.as_deref();
        let Some(list) = list.filter(|list| form.contains("{signature}") && !list.is_empty())
        else {
            return self.element(scope, form, value);
        };
        let mut forms: Vec<(&str, bool)> = form.split(list).map(|form| (form, false)).collect();
        for value in value.split(list).map(str::trim) {
            for (form, matched) in &mut forms {
                if self.element(scope, form, value).is_ok() {
                    *matched = true;
                    break;
                }
            }
        }
        match forms.iter().all(|(_, matched)| *matched) {
            true => Ok(()),
            false => Err(FormMismatch),
        }
    }

    fn element(&mut self, scope: &Scope<'_>, form: &str, value: &str) -> Result<(), FormMismatch> {
        let parts = parse(form).map_err(|_| FormMismatch)?;
        let known = |part: &Part| self.known(scope, part);
        let captures = capture(&parts, value, &known).ok_or(FormMismatch)?;
        for (part, value) in captures {
            self.store(scope, part, value)?;
        }
        Ok(())
    }

    fn store(&mut self, scope: &Scope<'_>, part: &Part, value: &str) -> Result<(), FormMismatch> {
        let Part::Value { name, .. } = part else {
            return Ok(());
        };
        let text = value.to_owned();
        match name.as_str() {
            "signature" => self.signatures.push(text),
            "timestamp" => self.timestamp = text,
            "id" => self.id = text,
            "nonce" => self.nonce = text,
            "date" => self.date = text,
            "content-digest" => {
                let (digests, wanted) = components::judge_digest(value, scope.request.body);
                if !digests.wrong.is_empty() {
                    self.keep_difference(wanted, text, digests);
                }
            }
            "body-hash" => {
                let wanted = scope.part(part).unwrap_or_default();
                if wanted != value {
                    self.keep_difference(wanted, text, DigestMatches::default());
                }
            }
            _ => {
                self.named.push((name.clone(), text));
                let mut parts = scope.scheme.parts.iter();
                if let Some(part) = parts.find(|p| p.name == *name) {
                    self.read_pieces(scope, &part.value, value);
                }
            }
        }
        Ok(())
    }

    /// Keeps a false claim about the body; [`Message::carrier`] adds its place.
    fn keep_difference(&mut self, wanted: String, found: String, digests: DigestMatches) {
        self.differs.get_or_insert(Difference {
            name: String::new(),
            wanted,
            found,
            digests,
        });
    }

    /// Reads a part: its pieces, separated by semicolons, in any order and among others.
    fn read_pieces(&mut self, scope: &Scope<'_>, form: &str, value: &str) {
        let forms = components::split(form, ';');
        for value in components::split(value, ';') {
            if let Some(expires) = value.trim().strip_prefix("expires=") {
                self.expires = expires.parse().ok();
            }
            if let Some(quoted) = value.trim().strip_prefix("alg=") {
                self.algorithm = Some(quoted.trim_matches('"').to_owned());
            }
            for form in &forms {
                if self.element(scope, form, value.trim()).is_ok() {
                    break;
                }
            }
        }
    }

    /// Returns the required value of a placeholder, if it does not come from the message.
    fn known(&self, scope: &Scope<'_>, part: &Part) -> Option<String> {
        let Part::Value { name, .. } = part else {
            return None;
        };
        let mut named = self.named.iter();
        if let Some((_, text)) = named.find(|(known, _)| known == name) {
            return Some(text.clone());
        }
        let mut inputs = scope.scheme.inputs.iter();
        let input = inputs.find(|input| input.name == *name && !input.taken)?;
        scope.input(&input.name).map(str::to_owned)
    }
}

/// Returns the value of a header field; if signatures form a list, a repeated field is one list
/// (RFC 9110, section 5.2).
fn listed(scheme: &Scheme, request: &Signable<'_>, name: &str) -> Option<String> {
    let same = |h: &&(String, String)| h.0.eq_ignore_ascii_case(name);
    let all = request.headers.iter().filter(same).map(|h| h.1.as_str());
    let values: Vec<&str> = all.collect();
    match (&scheme.list, values.len()) {
        (Some(mark), 2..) => Some(values.join(mark)),
        _ => values.first().map(|value| (*value).to_owned()),
    }
}

/// Returns the distinct values of the header fields of that name, at most as many as an honest
/// message has.
pub fn values<'a>(headers: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    const MOST: usize = 16;
    let mut values: Vec<&str> = Vec::new();
    for (_, value) in headers.iter().filter(|h| h.0.eq_ignore_ascii_case(name)) {
        if values.len() < MOST && !values.contains(&value.as_str()) {
            values.push(value);
        }
    }
    values
}

/// Returns whether a field contains the signature or the token, so that each value of a repeated
/// field is tried.
pub fn is_proof(scheme: &Scheme, field: &HeaderTemplate) -> bool {
    scheme.parts.is_empty() && (scheme.kind == Kind::Shared || names(&field.value, "signature"))
}

/// Returns the value of the first header field of that name.
pub fn header<'a>(request: &Signable<'a>, name: &str) -> Option<&'a str> {
    let mut headers = request.headers.iter();
    let found = headers.find(|h| h.0.eq_ignore_ascii_case(name));
    found.map(|h| h.1.as_str())
}

/// Returns the text in place of a signature that could not be made.
fn instead<'a>(scheme: &'a Scheme, value: &str) -> Option<&'a str> {
    let mut texts = scheme.inputs.iter().filter_map(|i| i.without.as_deref());
    texts.find(|text| value.contains(text))
}

/// Reads a text by a template: the value of each placeholder, or `None` if it does not have that
/// form.
///
/// A placeholder ends where the literal text after it first occurs, the last one at the end.
fn capture<'p, 't>(
    parts: &'p [Part],
    text: &'t str,
    known: &dyn Fn(&Part) -> Option<String>,
) -> Option<Vec<(&'p Part, &'t str)>> {
    let mut found = Vec::new();
    let mut rest = text;
    for (index, part) in parts.iter().enumerate() {
        if let Part::Text(literal) = part {
            rest = rest.strip_prefix(literal.as_str())?;
            continue;
        }
        if let Some(value) = known(part) {
            rest = rest.strip_prefix(value.as_str())?;
            continue;
        }
        let end = match parts.get(index + 1) {
            Some(Part::Text(next)) => rest.find(next.as_str())?,
            _ => rest.len(),
        };
        if end == 0 {
            return None;
        }
        found.push((part, &rest[..end]));
        rest = &rest[end..];
    }
    rest.is_empty().then_some(found)
}

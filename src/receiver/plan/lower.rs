//! From a scheme's templates to a plan.
//!
//! What a receiver need not know is left out: a field whose value nothing
//! uses, a date that is signed with the header lines. What cannot be told in
//! the plan's steps is an error, in a sentence for the person.

use super::variable::variable;
use super::{Clock, Form, Input, Piece, Plan, Proof, Read, Slot};
use crate::receiver::text::remark;
use crate::sign::template::{Fault, Part, names, parse};
use crate::sign::{Algorithm, DigestText, KeyText, Kind, Scheme};

/// Lowers a scheme. `given` are the values of its inputs that are no secrets, by name.
///
/// The error is a sentence for the person: what cannot be told, and what to do.
pub fn lower(scheme: &Scheme, given: &[(String, String)]) -> Result<Plan, String> {
    if scheme.kind == Kind::Nothing {
        return Err("This scheme signs nothing, so a receiver has nothing to verify".to_owned());
    }
    let public = scheme.kind.is_public_key();
    let mut marks = scheme.marks.iter().map(|mark| mark.to_ascii_lowercase());
    if public && marks.any(|mark| mark.contains("cert")) {
        return Err(
            "The sender's public key comes with each message, in a certificate: fetching that and \
             checking whose it is is the vendor's own library to do"
                .to_owned(),
        );
    }
    if scheme.kind == Kind::Hash {
        return Err(
            "The sender makes a plain hash over the secret and the message, no HMAC, and code for \
             that is not written yet; let the sender use its newer signature where it has one"
                .to_owned(),
        );
    }
    if !scheme.query.is_empty() && names(&scheme.content, "form") {
        return Err(
            "The scheme signs a form, and binds any other body by its hash in the address; code that \
             tells the two apart is not written yet, so choose the vendor's scheme for one of them"
                .to_owned(),
        );
    }
    if scheme.kind == Kind::Ecdsa && scheme.algorithm != Algorithm::Sha256 {
        return Err(
            "Receiver code for ECDSA is written for P-256 with SHA-256 alone, and this scheme has \
             another hash"
                .to_owned(),
        );
    }
    let described = !scheme.parts.is_empty();
    if described && !is_described(scheme) {
        return Err(
            "Receiver code for HTTP Message Signatures (RFC 9421) is written for an HMAC over the \
             signature base, without a limit of age but the signature's own"
                .to_owned(),
        );
    }
    let lowering = Lowering { scheme, given };
    let shared = scheme.kind == Kind::Shared;
    let (algorithm, digest) = (scheme.algorithm, scheme.digest);
    let (content, key, proof) = if shared {
        (Vec::new(), vec![Piece::Secret], Proof::Shared)
    } else if described {
        let key = lowering.pieces(&scheme.key.template)?;
        (Vec::new(), key, Proof::Mac(algorithm, digest))
    } else {
        let content = lowering.pieces(&scheme.content)?;
        match public {
            true => {
                let proof = Proof::PublicKey(scheme.kind, algorithm, digest);
                (content, vec![Piece::Secret], proof)
            }
            false => {
                let key = lowering.pieces(&scheme.key.template)?;
                (content, key, Proof::Mac(algorithm, digest))
            }
        }
    };
    let clock = scheme.tolerance.map(|tolerance| Clock {
        seconds: tolerance.seconds,
        future: tolerance.future,
        unit: scheme.unit,
    });
    let mut plan = Plan {
        title: scheme.title.clone(),
        signed: match described {
            true => "the signature base of RFC 9421".to_owned(),
            false => scheme.content.clone(),
        },
        reads: Vec::new(),
        members: Vec::new(),
        carried: Vec::new(),
        clock,
        proof,
        prefix: match scheme.key.encoding {
            KeyText::Text => String::new(),
            _ => scheme.key.prefix.clone(),
        },
        encoding: match scheme.key.encoding {
            _ if shared => KeyText::Text,
            // Bytes cannot be a text: what a PEM file has between its dashes is base64.
            KeyText::Text if public => KeyText::Base64,
            encoding => encoding,
        },
        key,
        content,
        inputs: lowering.secrets(),
        described,
    };
    if !described {
        lowering.reads(&mut plan)?;
    }
    Ok(plan)
}

/// Whether what the message tells is signed as RFC 9421 says, and nothing else is.
fn is_described(scheme: &Scheme) -> bool {
    let base = match parse(&scheme.content).as_deref() {
        Ok([Part::Value { name, .. }]) => name == "signature-base",
        _ => false,
    };
    base && scheme.kind == Kind::Hmac && scheme.tolerance.is_none()
}

struct Lowering<'a> {
    scheme: &'a Scheme,
    given: &'a [(String, String)],
}

impl Lowering<'_> {
    fn secrets(&self) -> Vec<Input> {
        let secret = self.scheme.inputs.iter().filter(|i| i.secret);
        let input = |i: &crate::sign::Input| Input {
            name: i.name.clone(),
            variable: variable(&i.name),
            label: remark(if i.label.is_empty() {
                &i.name
            } else {
                &i.label
            }),
        };
        secret.map(input).collect()
    }

    fn pieces(&self, template: &str) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        for part in parse(template).map_err(|fault| unreadable(template, fault))? {
            let piece = match &part {
                Part::Text(text) => Piece::Text(text.clone()),
                Part::Value { name, argument } => self.value(name, argument.as_deref())?,
            };
            match (pieces.last_mut(), piece) {
                (_, Piece::Text(text)) if text.is_empty() => {}
                (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
                (_, piece) => pieces.push(piece),
            }
        }
        Ok(pieces)
    }

    fn value(&self, name: &str, argument: Option<&[Part]>) -> Result<Piece, String> {
        let argument = argument.map(|parts| self.constant(parts)).transpose()?;
        let piece = match (name, argument.as_deref()) {
            ("body", None) => Piece::Body,
            ("method", None) => Piece::Method,
            ("url", None) => Piece::Url,
            ("host", None) => Piece::Header("host".to_owned()),
            ("target", None) => Piece::Target,
            ("path", None) => Piece::Path,
            ("query", None) => Piece::Query,
            ("secret", None) => Piece::Secret,
            ("header", Some(name)) => Piece::Header(name.to_ascii_lowercase()),
            ("header-lines", Some(wanted)) => {
                let one = |name: &str| match name.trim().strip_suffix('*') {
                    Some(start) => (start.to_owned(), true),
                    None => (name.trim().to_owned(), false),
                };
                Piece::HeaderLines(wanted.split(',').map(one).collect())
            }
            ("fields", Some(marks)) => {
                let mut marks = marks.splitn(3, ',').map(str::to_owned);
                let mut mark = || marks.next().unwrap_or_default();
                Piece::Fields([mark(), mark(), mark()])
            }
            ("form", marks) => {
                let (equals, between) = marks.and_then(|m| m.split_once(',')).unwrap_or_default();
                Piece::Form([equals.to_owned(), between.to_owned()])
            }
            ("url-decoded", Some(characters)) => Piece::UrlDecoded(characters.to_owned()),
            ("json", Some(pointer)) => Piece::Json(pointer.to_owned()),
            ("body-hash", Some(form)) => {
                let (algorithm, digest) = form.split_once(':').unwrap_or((form, ""));
                let algorithm = Algorithm::from_name(algorithm);
                let known = algorithm.zip(DigestText::from_name(digest));
                let (algorithm, digest) = known.ok_or_else(|| unknown(name))?;
                Piece::BodyHash(algorithm, digest)
            }
            (name, None) => match Slot::from_name(name) {
                Some(slot) => Piece::Slot(slot),
                None => return self.input(name),
            },
            _ => return Err(unknown(name)),
        };
        Ok(piece)
    }

    /// An input that is no secret is a text in the code; one that is, a parameter.
    fn input(&self, name: &str) -> Result<Piece, String> {
        let inputs = &self.scheme.inputs;
        let input = inputs.iter().find(|i| i.name == name);
        let input = input.ok_or_else(|| unknown(name))?;
        if input.secret {
            let secrets = inputs.iter().filter(|i| i.secret);
            let before = secrets.take_while(|i| i.name != name).count();
            return Ok(Piece::Input(before));
        }
        let given = self.given.iter().find(|(known, _)| known == name);
        let text = given.map(|(_, text)| text.clone());
        let text = text.or_else(|| input.default.clone());
        let label = match input.label.is_empty() {
            true => &input.name,
            false => &input.label,
        };
        text.map(Piece::Text)
            .ok_or_else(|| ["Give `", label, "` first: it stands in the receiver's code"].concat())
    }

    /// A template of which all is known now.
    fn constant(&self, parts: &[Part]) -> Result<String, String> {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Value {
                    name,
                    argument: None,
                } => match self.input(name)? {
                    Piece::Text(known) => text.push_str(&known),
                    _ => return Err(in_argument(name)),
                },
                Part::Value { name, .. } => return Err(in_argument(name)),
            }
        }
        Ok(text)
    }

    /// The header fields that are needed: the signature's, and those with a value that is used.
    fn reads(&self, plan: &mut Plan) -> Result<(), String> {
        let scheme = self.scheme;
        let mut found = Vec::new();
        for field in scheme.before.iter().chain(&scheme.headers) {
            let shared = scheme.kind == Kind::Shared;
            let wanted = |name: &str| match name {
                "signature" => true,
                "timestamp" if plan.clock.is_some() => true,
                "secret" => shared,
                name => Slot::from_name(name)
                    .is_some_and(|slot| plan.content.contains(&Piece::Slot(slot))),
            };
            let known = ["signature", "timestamp", "id", "nonce", "date", "secret"];
            let used = known.iter().filter(|name| names(&field.value, name));
            if !used.into_iter().any(|name| wanted(name)) {
                continue;
            }
            let name = parse(&field.name).map_err(|fault| unreadable(&field.name, fault))?;
            let name = self.constant(&name)?;
            let list = scheme.list.as_deref().filter(|l| !l.is_empty());
            let list = list.filter(|_| field.value.contains("{signature}"));
            let templates: Vec<&str> = match list {
                Some(list) => field.value.split(list).collect(),
                None => vec![&field.value],
            };
            let mut forms = Vec::new();
            for template in templates {
                forms.push(self.form(&name, template)?);
            }
            let shape = forms.iter().map(|f| [&f.before, "…", &*f.after].concat());
            let shape = shape.collect::<Vec<_>>().join(list.unwrap_or_default());
            let list = list.map(str::to_owned);
            found.extend(forms.iter().map(|form| form.slot));
            plan.reads.push(Read {
                name,
                list,
                forms,
                shape,
            });
        }
        for member in &scheme.members {
            let place = ["the member `", &member.name, "`"].concat();
            let form = self.form(&place, &member.value)?;
            if !form.before.is_empty() || !form.after.is_empty() {
                return Err(["Receiver code cannot take ", &place, " apart yet"].concat());
            }
            found.push(form.slot);
            plan.members.push((form.slot, member.name.clone()));
        }
        for parameter in &scheme.query {
            plan.carried
                .push((parameter.name.clone(), self.pieces(&parameter.value)?));
        }
        // The payload may say the time itself.
        if let (Some(pointer), Some(_)) = (&scheme.stamp, &plan.clock) {
            found.push(Slot::Timestamp);
            plan.members.push((Slot::Timestamp, pointer.clone()));
        }
        self.complete(plan, &found)
    }

    /// Whether every value that is used comes with the request.
    fn complete(&self, plan: &mut Plan, found: &[Slot]) -> Result<(), String> {
        if !found.contains(&Slot::Signature) {
            return Err(
                "Nothing of this scheme's requests carries the signature, so a receiver cannot \
                 know it; add one with `{signature}`"
                    .to_owned(),
            );
        }
        for piece in &plan.content {
            if let Piece::Slot(slot) = piece
                && !found.contains(slot)
            {
                let name = slot.name();
                return Err([
                    "`{",
                    name,
                    "}` is signed but nothing of the request carries it, so a receiver cannot know it",
                ]
                .concat());
            }
        }
        if !found.contains(&Slot::Timestamp) {
            plan.clock = None;
        }
        Ok(())
    }

    fn form(&self, name: &str, template: &str) -> Result<Form, String> {
        let (mut before, mut slot, mut after) = (String::new(), None, String::new());
        for part in parse(template).map_err(|fault| unreadable(template, fault))? {
            let piece = match &part {
                Part::Text(text) => Piece::Text(text.clone()),
                Part::Value { name, argument } => self.value(name, argument.as_deref())?,
            };
            match (piece, slot) {
                (Piece::Text(text), None) => before.push_str(&text),
                (Piece::Text(text), Some(_)) => after.push_str(&text),
                (Piece::Slot(found), None) => slot = Some(found),
                (Piece::Secret, None) => slot = Some(Slot::Signature),
                _ => {
                    return Err([
                        "`",
                        name,
                        "` holds several values in one (`",
                        template,
                        "`), which this code cannot take apart; name what stands between them as \
                         the scheme's list separator",
                    ]
                    .concat());
                }
            }
        }
        let slot = slot.ok_or_else(|| {
            [
                "An element of `",
                name,
                "` carries no value: `",
                template,
                "`",
            ]
            .concat()
        })?;
        Ok(Form {
            before,
            slot,
            after,
        })
    }
}

fn unknown(name: &str) -> String {
    ["Receiver code cannot be written for `{", name, "}` yet"].concat()
}

fn in_argument(name: &str) -> String {
    [
        "Receiver code cannot be written for `{",
        name,
        "}` within a placeholder",
    ]
    .concat()
}

fn unreadable(template: &str, fault: Fault) -> String {
    let why = match fault {
        Fault::Unclosed => "a brace is not closed",
        Fault::TooDeep => "placeholders stand too deep in one another",
        Fault::Unknown(_) | Fault::Component { .. } => "a placeholder has no known name",
    };
    ["`", template, "` cannot be read: ", why].concat()
}

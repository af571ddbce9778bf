//! From a scheme's templates to a plan.
//!
//! What a receiver need not know is left out: a field whose value nothing
//! uses, a date that is signed with the header lines. What cannot be told in
//! the plan's steps is an error, in a sentence for the person.

use super::pieces::{Lowering, unreadable};
use super::refused::refused;
use super::variable::variable;
use super::{Clock, Form, Input, Piece, Plan, Proof, Read, Slot};
use crate::text::remark;
use signature::scheme::HeaderTemplate;
use signature::template::{Part, names, parse};
use signature::{KeyText, Kind, Scheme, loose};

/// Lowers a scheme. `given` are the values of its inputs that are no secrets, by name.
///
/// The error is a sentence for the person: what cannot be told, and what to do.
pub fn lower(scheme: &Scheme, given: &[(String, String)]) -> Result<Plan, String> {
    if let Some(why) = refused(scheme) {
        return Err(why.to_owned());
    }
    let lowering = Lowering { scheme, given };
    let public = scheme.kind.is_public_key();
    let shared = scheme.kind == Kind::Shared;
    let described = !scheme.parts.is_empty();
    let (algorithm, digest) = (scheme.algorithm, scheme.digest);
    let content = match shared || described {
        true => Vec::new(),
        false => lowering.pieces(&scheme.content)?,
    };
    let key = match shared || public {
        true => vec![Piece::Secret],
        false => lowering.pieces(&scheme.key.template)?,
    };
    let proof = match scheme.kind {
        Kind::Shared => Proof::Shared,
        Kind::Hash => Proof::Hash(algorithm, digest),
        kind if public => Proof::PublicKey(kind, algorithm, digest),
        _ => Proof::Mac(algorithm, digest),
    };
    let clock = scheme.tolerance.map(|tolerance| Clock {
        seconds: tolerance.seconds,
        future: tolerance.future,
        unit: scheme.unit,
        text: scheme.time,
    });
    let mut plan = Plan {
        title: scheme.title.clone(),
        signed: match described {
            true => "the signature base of RFC 9421".to_owned(),
            false => scheme.content.clone(),
        },
        reads: Vec::new(),
        members: Vec::new(),
        loose: loose::names(scheme),
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
        either: !scheme.query.is_empty() && names(&scheme.content, "form"),
        certificates: {
            let places = scheme.certificate.iter();
            let place = |place: &HeaderTemplate| (remark(&place.name), remark(&place.value));
            places.map(place).collect()
        },
    };
    if !described {
        lowering.reads(&mut plan)?;
    }
    Ok(plan)
}

impl Lowering<'_> {
    fn secrets(&self) -> Vec<Input> {
        let secret = self.scheme.inputs.iter().filter(|i| i.secret);
        let input = |i: &signature::Input| Input {
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
        let carries = |field: &&HeaderTemplate| {
            let parts = parse(&field.value).unwrap_or_default();
            !parts.iter().all(|part| matches!(part, Part::Text(_)))
        };
        for member in scheme.members.iter().filter(carries) {
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

//! Lowers a scheme's templates to a plan.
//!
//! The plan omits whatever a receiver does not need: a field whose value is
//! unused, a date that is signed with the header lines. A scheme that the
//! plan's steps cannot express is an error.

use super::pieces::{Lowering, unreadable};
use super::unsupported::unsupported;
use super::variable::variable;
use super::{Clock, Input, Piece, Plan, Proof, Read, Slot, ValueForm};
use crate::Error;
use crate::text::comment_safe;
use signature::scheme::HeaderTemplate;
use signature::template::{Part, names, parse};
use signature::{KeyText, Kind, Scheme, case_collisions};

/// Lowers a scheme; `given` has the values of its inputs that are not secret, by name.
///
/// # Errors
///
/// The first part of the scheme that a plan cannot express.
pub fn lower(scheme: &Scheme, given: &[(String, String)]) -> Result<Plan, Error> {
    if let Some(reason) = unsupported(scheme) {
        return Err(reason);
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
        case_collisions: case_collisions::names(scheme),
        carried: Vec::new(),
        clock,
        proof,
        prefix: match scheme.key.encoding {
            KeyText::Text => String::new(),
            _ => scheme.key.prefix.clone(),
        },
        encoding: match scheme.key.encoding {
            _ if shared => KeyText::Text,
            // A key is bytes, and a PEM file writes it in base64.
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
            let place =
                |place: &HeaderTemplate| (comment_safe(&place.name), comment_safe(&place.value));
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
            label: comment_safe(if i.label.is_empty() {
                &i.name
            } else {
                &i.label
            }),
        };
        secret.map(input).collect()
    }

    /// Adds the header fields and members that carry the signature or another value in use.
    fn reads(&self, plan: &mut Plan) -> Result<(), Error> {
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
            let form = self.form(&member.name, &member.value)?;
            if !form.before.is_empty() || !form.after.is_empty() {
                return Err(Error::MemberWithText(member.name.clone()));
            }
            found.push(form.slot);
            plan.members.push((form.slot, member.name.clone()));
        }
        for parameter in &scheme.query {
            plan.carried
                .push((parameter.name.clone(), self.pieces(&parameter.value)?));
        }
        // The payload may contain the time itself.
        if let (Some(pointer), Some(_)) = (&scheme.stamp, &plan.clock) {
            found.push(Slot::Timestamp);
            plan.members.push((Slot::Timestamp, pointer.clone()));
        }
        self.check_complete(plan, &found)
    }

    /// Checks that the request carries every value in use.
    fn check_complete(&self, plan: &mut Plan, found: &[Slot]) -> Result<(), Error> {
        if !found.contains(&Slot::Signature) {
            return Err(Error::SignatureNotSent);
        }
        for piece in &plan.content {
            if let Piece::Slot(slot) = piece
                && !found.contains(slot)
            {
                return Err(Error::ValueNotSent(slot.name()));
            }
        }
        if !found.contains(&Slot::Timestamp) {
            plan.clock = None;
        }
        Ok(())
    }

    fn form(&self, name: &str, template: &str) -> Result<ValueForm, Error> {
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
                    return Err(Error::SeveralValues {
                        place: name.to_owned(),
                        template: template.to_owned(),
                    });
                }
            }
        }
        let slot = slot.ok_or_else(|| Error::NoValue {
            place: name.to_owned(),
            template: template.to_owned(),
        })?;
        Ok(ValueForm {
            before,
            slot,
            after,
        })
    }
}

//! Deliveries that are tampered with on purpose.
//!
//! Tampering changes the input of the flow, or the finished request once; it never changes the
//! draft. Where a scheme has no place for it, the reason is given instead. [`super::due`] knows
//! what a correct receiver answers.

use std::rc::Rc;

use super::due::{expected, is_late, late, tolerance};
use super::{Due, Expected, Tampering, wrong};
use openapi::Operation;
use request::draft::Draft;
use request::message::Origin;
use request::pipeline::{self, Flow};
use request::validate::Matcher;
use signature::secret::Secrets;
use signature::{Checked, Kind, Moment, Scheme, check};

/// The remark on a tampering that does not apply.
const UNCHANGED: &str =
    "The delivery is unchanged, so the answer shows nothing about the receiver’s check.";

/// The remark on a delivery without the signature that it should have.
const UNSIGNED: &str =
    "The delivery is not signed, so the receiver’s answer shows nothing about its check.";

/// A delivery that was tampered with.
#[derive(Clone, Debug, PartialEq)]
pub struct Tampered {
    /// The flow with the request that is sent.
    pub flow: Flow,
    /// The answer that a correct receiver gives.
    pub expected: Expected,
}

/// The inputs of a delivery.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The delivery.
    pub operation: &'a Operation,
    /// The typed input.
    pub draft: &'a Draft,
    /// The secrets of the delivery.
    pub secrets: &'a Secrets,
    /// The time, the id and the nonce of the request.
    pub moment: &'a Moment,
    /// The fallback for patterns that this program does not search.
    pub matcher: Matcher<'a>,
}

impl Scene<'_> {
    /// Returns the unchanged delivery.
    pub fn sound(&self) -> Flow {
        self.run(self.draft, self.secrets)
    }

    fn run(&self, draft: &Draft, secrets: &Secrets) -> Flow {
        pipeline::run(self.operation, draft, secrets, self.moment, self.matcher)
    }

    /// Returns the delivery after tampering.
    pub fn tamper(&self, tampering: Tampering) -> Tampered {
        let sound = self.sound();
        let unsigned = self.unsigned_reason(&sound);
        let unchanged = || unfit(tampering, &sound).map(|why| [why, " ", UNCHANGED].concat());
        if let Some(why) = unsigned.or_else(unchanged) {
            return Tampered {
                flow: sound,
                expected: Expected::new(Due::Either, why, false),
            };
        }
        let mut changed = None;
        let flow = match tampering {
            Tampering::WrongSecret => {
                self.run(self.draft, &wrong::secrets(&sound.scheme, self.secrets))
            }
            Tampering::Stale => self.at(&sound.scheme, -1),
            Tampering::Future => self.at(&sound.scheme, 1),
            Tampering::Altered => {
                let (flow, at) = altered(sound);
                changed = at;
                flow
            }
            Tampering::Unsigned => self.unsigned(sound),
            Tampering::Rotation => self.rotation(sound),
            Tampering::Duplicate => sound,
        };
        let (due, reason) = expected(tampering, &flow.scheme, &self.received(&flow));
        Tampered {
            flow,
            expected: Expected {
                altered: changed,
                ..Expected::new(due, reason, true)
            },
        }
    }

    /// Returns why this tampering changes no byte of a delivery, if it does not; `sound` is the
    /// delivery without tampering.
    pub fn inapplicable(&self, tampering: Tampering, sound: &Flow) -> Option<&'static str> {
        match self.unsigned_advice(sound) {
            Some(_) => Some("The delivery is not signed."),
            None => unfit(tampering, sound),
        }
    }

    /// Returns the answer that is due to a delivery without tampering.
    pub fn due(&self, flow: &Flow) -> Expected {
        if let Some(why) = self.unsigned_reason(flow) {
            return Expected::new(Due::Either, why, false);
        }
        let clock = self.received(flow).clock;
        match is_late(clock) {
            true => Expected::new(Due::Refused, late(clock).to_owned(), false),
            false => Expected::new(Due::Accepted, String::new(), false),
        }
    }

    /// Returns why a delivery lacks the signature that its document or its scheme requires.
    ///
    /// A receiver that checks signatures refuses it and one that does not accepts it, so no answer
    /// is due.
    fn unsigned_reason(&self, flow: &Flow) -> Option<String> {
        let advice = self.unsigned_advice(flow)?;
        Some([UNSIGNED, " ", advice].concat())
    }

    /// Returns how to sign such a delivery.
    fn unsigned_advice(&self, flow: &Flow) -> Option<&'static str> {
        let documented = self.operation.signature.as_ref();
        if flow.scheme.kind == Kind::Nothing {
            let left_out = documented.is_some_and(|s| s.scheme.kind != Kind::Nothing);
            return left_out.then_some("Choose a signature scheme.");
        }
        if flow.signed.is_some() {
            return None;
        }
        Some(match self.secrets.get("secret") {
            None => "Enter the secret.",
            Some(_) => "Correct the settings of the signature.",
        })
    }

    /// Verifies the request as a receiver with the correct secret would at this moment.
    fn received(&self, flow: &Flow) -> Checked {
        let fields = flow.request.fields();
        let signable = flow.request.signable(&fields);
        check(&flow.scheme, self.secrets, &signable, self.moment.unix_ms)
    }

    /// Signs at a moment outside the scheme's limit: twice as far, and at least ten minutes.
    fn at(&self, scheme: &Scheme, direction: i64) -> Flow {
        let off = i64::from(tolerance(scheme)) * 2;
        let seconds = self.moment.unix_ms.div_euclid(1000) + direction * off.max(600);
        let mut draft = self.draft.clone();
        draft.signing.time = Some(seconds.to_string().into());
        self.run(&draft, self.secrets)
    }

    /// Leaves out everything that signing added, wherever the scheme puts it.
    fn unsigned(&self, sound: Flow) -> Flow {
        let mut draft = self.draft.clone();
        draft.signing.scheme = Some("none".into());
        Flow {
            scheme: sound.scheme,
            ..self.run(&draft, self.secrets)
        }
    }

    /// Puts both signatures in one list, the correct one last: a receiver that reads only the first
    /// fails.
    fn rotation(&self, mut sound: Flow) -> Flow {
        let other = self.run(self.draft, &wrong::secrets(&sound.scheme, self.secrets));
        let separator = sound.scheme.list.clone().unwrap_or_default();
        for header in &mut sound.request.headers {
            if header.origin != Origin::Signature {
                continue;
            }
            let Some(second) = other.request.header(&header.name) else {
                continue;
            };
            let own: Vec<&str> = header.value.split(&separator).collect();
            let mut all: Vec<&str> = Vec::new();
            let parts = own
                .iter()
                .filter(|part| second.split(&separator).any(|p| p == **part));
            all.extend(parts);
            all.extend(second.split(&separator).filter(|part| !own.contains(part)));
            all.extend(
                own.iter()
                    .filter(|part| !second.split(&separator).any(|p| p == **part)),
            );
            header.value = all.join(&separator);
            header.secrets.clear();
        }
        sound
    }
}

/// Returns why a delivery cannot be tampered with in this way; it is sent unchanged, and no answer
/// is due.
fn unfit(tampering: Tampering, sound: &Flow) -> Option<&'static str> {
    let scheme = &sound.scheme;
    let timed = scheme.kind.is_keyed() && (scheme.uses("timestamp") || scheme.uses("date"));
    let varies = timed || scheme.uses("id") || scheme.uses("nonce");
    let body = sound.request.body.as_ref();
    Some(match tampering {
        Tampering::Altered if body.is_none_or(|b| b.bytes.is_empty()) => {
            "There is no body to alter."
        }
        _ if scheme.kind == Kind::Nothing => "Nothing is signed here.",
        Tampering::Duplicate if !varies => "Every valid delivery is the same here: send it twice.",
        Tampering::Stale | Tampering::Future if scheme.stamp.is_some() => {
            "The time that a receiver checks is in the body: change it there."
        }
        Tampering::Stale | Tampering::Future if !timed => {
            "This scheme signs no time, so a receiver cannot tell an old delivery from a new one."
        }
        Tampering::Rotation if scheme.list.is_none() => {
            "This scheme has room for one signature only: while the secret changes, the receiver has to try both secrets."
        }
        _ => return None,
    })
}

/// Changes one letter or digit of the last value in the body, which keeps its length and format.
fn altered(mut flow: Flow) -> (Flow, Option<usize>) {
    let Some(body) = &mut flow.request.body else {
        return (flow, None);
    };
    // The changed bytes no longer come from a file.
    body.file = None;
    let mut bytes = body.bytes.to_vec();
    let leaves = body.spans.iter().rev().filter(|span| {
        let inside = |other: &&request::encode::Span| {
            other.start >= span.start && other.end <= span.end && *other != *span
        };
        body.spans.iter().find(inside).is_none()
    });
    let all = 0..bytes.len();
    let ranges = leaves.map(|span| span.start..span.end).chain([all]);
    for range in ranges {
        let Some(text) = bytes.get_mut(range.clone()) else {
            continue;
        };
        // A changed keyword of JSON would not be a value.
        if matches!(&*text, b"true" | b"false" | b"null") {
            continue;
        }
        if let Some(place) = text.iter().rposition(u8::is_ascii_alphanumeric) {
            text[place] = other(text[place]);
            let at = range.start + place;
            body.bytes = Rc::from(bytes);
            return (flow, Some(at));
        }
    }
    let end = bytes.len();
    bytes.push(b' ');
    body.bytes = Rc::from(bytes);
    (flow, Some(end))
}

/// Returns another character of the same kind.
fn other(byte: u8) -> u8 {
    match byte {
        b'9' => b'8',
        b'z' => b'y',
        b'Z' => b'Y',
        byte => byte + 1,
    }
}

//! Deliveries spoiled on purpose.
//!
//! A spoil changes what goes into the flow, or the finished request once; it
//! never touches the draft. Where a scheme has no place for it, why is said. What a
//! correct receiver answers to each is said in [`super::due`].

use std::rc::Rc;

use super::due::{expected, is_late, tolerance};
use super::{Due, Expected, wrong};
use crate::document::Operation;
use crate::draft::Draft;
use crate::pipeline::{self, Flow};
use crate::request::Origin;
use crate::secret::Secrets;
use crate::sign::{Checked, Kind, Moment, Scheme, check};
use crate::validate::Matcher;

/// What is done to a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoil {
    /// Signed with another secret.
    WrongSecret,
    /// Signed long ago.
    Stale,
    /// Signed by a clock that is ahead.
    Future,
    /// One character of the body changed after signing.
    Altered,
    /// Without the fields of the signature.
    Unsigned,
    /// With the signatures of two secrets, as while a sender changes its secret.
    Rotation,
    /// The very request that was sent before.
    Duplicate,
}

/// A spoiled delivery.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoiled {
    /// The flow with the request that is sent.
    pub flow: Flow,
    pub expected: Expected,
}

/// All that a delivery is made of.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub operation: &'a Operation,
    pub draft: &'a Draft,
    pub secrets: &'a Secrets,
    pub moment: &'a Moment,
    pub matcher: Matcher<'a>,
}

impl Spoil {
    pub const ALL: [Spoil; 7] = [
        Spoil::WrongSecret,
        Spoil::Stale,
        Spoil::Future,
        Spoil::Altered,
        Spoil::Unsigned,
        Spoil::Rotation,
        Spoil::Duplicate,
    ];

    /// The word of the page's control.
    pub fn word(self) -> &'static str {
        match self {
            Spoil::WrongSecret => "wrong-secret",
            Spoil::Stale => "stale",
            Spoil::Future => "future",
            Spoil::Altered => "altered",
            Spoil::Unsigned => "unsigned",
            Spoil::Rotation => "rotation",
            Spoil::Duplicate => "duplicate",
        }
    }

    /// What people choose by.
    pub fn title(self) -> &'static str {
        match self {
            Spoil::WrongSecret => "Wrong secret",
            Spoil::Stale => "Stale timestamp",
            Spoil::Future => "Timestamp in the future",
            Spoil::Altered => "Body altered after signing",
            Spoil::Unsigned => "Signature missing",
            Spoil::Rotation => "Two signatures (secret rotation)",
            Spoil::Duplicate => "Duplicate id",
        }
    }

    pub fn from_word(word: &str) -> Option<Spoil> {
        Spoil::ALL.into_iter().find(|spoil| spoil.word() == word)
    }
}

impl Scene<'_> {
    /// The delivery as it is.
    pub fn sound(&self) -> Flow {
        self.run(self.draft, self.secrets)
    }

    fn run(&self, draft: &Draft, secrets: &Secrets) -> Flow {
        pipeline::run(self.operation, draft, secrets, self.moment, self.matcher)
    }

    /// The delivery with what is done to it.
    pub fn spoil(&self, spoil: Spoil) -> Spoiled {
        let sound = self.sound();
        if let Some(why) = unfit(spoil, &sound) {
            return Spoiled {
                flow: sound,
                expected: Expected {
                    due: Due::Accepted,
                    sentence: why,
                    applies: false,
                },
            };
        }
        let flow = match spoil {
            Spoil::WrongSecret => {
                self.run(self.draft, &wrong::secrets(&sound.scheme, self.secrets))
            }
            Spoil::Stale => self.at(&sound.scheme, -1),
            Spoil::Future => self.at(&sound.scheme, 1),
            Spoil::Altered => altered(sound),
            Spoil::Unsigned => self.unsigned(sound),
            Spoil::Rotation => self.rotation(sound),
            Spoil::Duplicate => sound,
        };
        let (due, sentence) = expected(spoil, &flow.scheme, &self.received(&flow));
        Spoiled {
            flow,
            expected: Expected {
                due,
                sentence,
                applies: true,
            },
        }
    }

    /// The answer that is due to a delivery that is not spoiled.
    ///
    /// Without a signature that the scheme asks for, nobody but the receiver knows.
    pub fn due(&self, flow: &Flow) -> Due {
        if flow.signed.is_none() && flow.scheme.kind != Kind::Nothing {
            return match pipeline::may_be_unsigned(self.operation, &flow.scheme) {
                true => Due::Accepted,
                false => Due::Either,
            };
        }
        match is_late(self.received(flow).clock) {
            true => Due::Refused,
            false => Due::Accepted,
        }
    }

    /// What a receiver finds that has the right secret and gets the request at this very moment.
    fn received(&self, flow: &Flow) -> Checked {
        let fields = flow.request.fields();
        let signable = flow.request.signable(&fields);
        check(&flow.scheme, self.secrets, &signable, self.moment.unix_ms)
    }

    /// Signed at a moment further off than the scheme allows: twice as far, and at least ten minutes.
    fn at(&self, scheme: &Scheme, direction: i64) -> Flow {
        let off = i64::from(tolerance(scheme)) * 2;
        let seconds = self.moment.unix_ms.div_euclid(1000) + direction * off.max(600);
        let mut draft = self.draft.clone();
        draft.signing.time = Some(seconds.to_string().into());
        self.run(&draft, self.secrets)
    }

    /// Without what signing added, wherever the scheme puts it.
    fn unsigned(&self, sound: Flow) -> Flow {
        let mut draft = self.draft.clone();
        draft.signing.scheme = Some("none".into());
        Flow {
            scheme: sound.scheme,
            ..self.run(&draft, self.secrets)
        }
    }

    /// Both signatures in one list, that of the secret in force last: who looks at the first alone fails.
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

/// Why a spoil cannot be had of this delivery.
fn unfit(spoil: Spoil, sound: &Flow) -> Option<String> {
    let scheme = &sound.scheme;
    let timed = scheme.kind.is_keyed() && (scheme.uses("timestamp") || scheme.uses("date"));
    let why = match spoil {
        Spoil::Duplicate => return None,
        Spoil::Altered
            if sound
                .request
                .body
                .as_ref()
                .is_none_or(|b| b.bytes.is_empty()) =>
        {
            "There is no body to alter: the delivery goes out as it is"
        }
        _ if scheme.kind == Kind::Nothing => {
            "Nothing is signed here, so nothing can be spoiled: the delivery goes out as it is. Choose a scheme first"
        }
        _ if sound.signed.is_none() => {
            "The delivery is not signed, since a secret is missing: it goes out as it is. Write the secret first"
        }
        Spoil::Altered if scheme.kind == Kind::Shared => {
            "The secret is sent as it is and no bytes are signed: no receiver could tell an altered body, and the delivery goes out as it is"
        }
        Spoil::Stale | Spoil::Future if scheme.stamp.is_some() => {
            "The time that a receiver looks at stands in the body: change it there. The delivery goes out as it is"
        }
        Spoil::Stale | Spoil::Future if !timed => {
            "This scheme signs no time: a receiver cannot tell an old delivery from a new one, and it goes out as it is"
        }
        Spoil::Rotation if scheme.list.is_none() => {
            "This scheme has room for one signature alone: while the secret changes, the receiver has to try both secrets. The delivery goes out as it is"
        }
        _ => return None,
    };
    Some(why.to_owned())
}

/// One letter or digit of the last value in the body becomes another; the body stays as long, and of its format.
fn altered(mut flow: Flow) -> Flow {
    let Some(body) = &mut flow.request.body else {
        return flow;
    };
    // They are no file's any more.
    body.file = None;
    let mut bytes = body.bytes.to_vec();
    let leaves = body.spans.iter().rev().filter(|span| {
        let inside = |other: &&crate::encode::Span| {
            other.start >= span.start && other.end <= span.end && *other != *span
        };
        body.spans.iter().find(inside).is_none()
    });
    let all = 0..bytes.len();
    let ranges = leaves.map(|span| span.start..span.end).chain([all]);
    for range in ranges {
        let Some(text) = bytes.get_mut(range) else {
            continue;
        };
        // A word of JSON's own would be no value any more.
        if matches!(&*text, b"true" | b"false" | b"null") {
            continue;
        }
        if let Some(byte) = text.iter_mut().rev().find(|b| b.is_ascii_alphanumeric()) {
            *byte = other(*byte);
            body.bytes = Rc::from(bytes);
            return flow;
        }
    }
    bytes.push(b' ');
    body.bytes = Rc::from(bytes);
    flow
}

/// Another character of the same kind.
fn other(byte: u8) -> u8 {
    match byte {
        b'9' => b'8',
        b'z' => b'y',
        b'Z' => b'Y',
        byte => byte + 1,
    }
}

//! How one control of the signature changes the settings as a whole.

use std::rc::Rc;

use signature::Signing;
use signature::scheme::HeaderTemplate;
use signature::{Scheme, template};

/// A control of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Scheme,
    Algorithm,
    SecretEncoding,
    Digest,
    Content,
    HeaderName,
    HeaderValue,
    Id,
    Time,
}

/// The settings after a change, given the scheme in force.
///
/// What only the free scheme can set goes on with the free scheme, from
/// where the one in force stands; how the secret is written is anyone's to
/// say. Emptied id and time are the moment's again.
pub fn set(signing: &Signing, scheme: &Scheme, setting: Setting, text: Rc<str>) -> Signing {
    let given = |text: Rc<str>| (!text.is_empty()).then_some(text);
    let mut next = match setting {
        Setting::Id | Setting::Time | Setting::SecretEncoding => signing.clone(),
        Setting::Scheme => Signing {
            id: signing.id.clone(),
            time: signing.time.clone(),
            ..Signing::default()
        },
        _ => spelled(signing, scheme),
    };
    match setting {
        Setting::Scheme => next.scheme = Some(text),
        Setting::Algorithm => next.algorithm = Some(text),
        Setting::SecretEncoding => next.secret_encoding = Some(text),
        Setting::Digest => next.digest = Some(text),
        Setting::Content => next.content = Some(text),
        Setting::HeaderName => next.header_name = Some(text),
        Setting::HeaderValue => next.header_value = Some(text),
        Setting::Id => next.id = given(text),
        Setting::Time => next.time = given(text),
    }
    next
}

/// The scheme in force, spelled out as the free scheme holds it.
fn spelled(signing: &Signing, scheme: &Scheme) -> Signing {
    if scheme.id == "plain" {
        return signing.clone();
    }
    let header = carrier(scheme);
    let text = |text: &str| Some(Rc::<str>::from(text));
    Signing {
        scheme: text("plain"),
        algorithm: text(scheme.algorithm.name()),
        secret_encoding: text(scheme.key.encoding.name()),
        digest: text(scheme.digest.name()),
        content: text(&scheme.content),
        header_name: header.and_then(|h| text(&h.name)),
        header_value: header.and_then(|h| text(&h.value)),
        id: signing.id.clone(),
        time: signing.time.clone(),
        own: None,
    }
}

/// The field that carries the signature; the free scheme has one alone.
pub fn carrier(scheme: &Scheme) -> Option<&HeaderTemplate> {
    let signed = |h: &&HeaderTemplate| template::names(&h.value, "signature");
    let carrier = scheme.headers.iter().find(signed);
    carrier.or(scheme.headers.first())
}

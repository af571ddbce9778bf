//! How one control of the signature changes the settings as a whole.

use std::rc::Rc;

use signature::scheme::{HeaderTemplate, KeyText};
use signature::{DigestText, Scheme, Signing, hmac, presets, template};

/// Random bytes that a secret is made of.
pub const RANDOM: usize = 32;

/// Bytes of a secret in base64: Standard Webhooks asks for 24 to 64, and these need no padding.
const BASE64: usize = 24;

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

/// A secret in the form that a scheme wants: its prefix, then the bytes in its encoding, or in hex where
/// it takes any text.
pub fn generated(scheme: &Scheme, random: &[u8; RANDOM]) -> String {
    let (bytes, form) = match scheme.key.encoding {
        KeyText::Base64 => (&random[..BASE64], DigestText::Base64),
        KeyText::Base64Url => (&random[..BASE64], DigestText::Base64Url),
        KeyText::Hex | KeyText::Text => (&random[..], DigestText::Hex),
    };
    [&*scheme.key.prefix, &hmac::text(bytes, form)].concat()
}

/// The encoding that the scheme of these settings defines for its secret, where another one is set.
pub fn usual_encoding(signing: &Signing, documented: Option<&Scheme>) -> Option<KeyText> {
    let set = signing.secret_encoding.as_deref()?;
    let usual = match (&signing.own, signing.scheme.as_deref()) {
        (Some(own), _) => own.key.encoding,
        (None, Some("plain")) => return None,
        (None, None) => documented?.key.encoding,
        (None, Some(id)) => {
            let documented = documented.filter(|scheme| scheme.id == id).cloned();
            documented.or_else(|| presets::find(id))?.key.encoding
        }
    };
    (set != usual.name()).then_some(usual)
}

/// Whether a scheme has a main secret.
pub fn asks_secret(scheme: &Scheme) -> bool {
    match scheme.kind {
        kind if kind.is_keyed() => template::names(&scheme.key.template, "secret"),
        _ => scheme.uses("secret"),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_generated_secret_has_the_form_of_the_scheme() {
        let random = [0xa5; RANDOM];
        let of = |id: &str| generated(&presets::find(id).unwrap_or_default(), &random);
        assert_eq!(
            of("standard-webhooks"),
            "whsec_paWlpaWlpaWlpaWlpaWlpaWlpaWlpaWl"
        );
        assert_eq!(of("adyen"), "a5".repeat(32));
        assert_eq!(of("github"), "a5".repeat(32));
        for scheme in presets::all() {
            let secret = generated(scheme, &random);
            assert!(secret.starts_with(&scheme.key.prefix), "{}", scheme.id);
        }
    }

    #[test]
    fn another_encoding_than_the_scheme_defines_is_noticed() {
        let set = |scheme: &str, encoding: &str| Signing {
            scheme: Some(scheme.into()),
            secret_encoding: Some(encoding.into()),
            ..Signing::default()
        };
        let usual = |signing: &Signing| usual_encoding(signing, None);
        assert_eq!(
            usual(&set("standard-webhooks", "hex")),
            Some(KeyText::Base64)
        );
        assert_eq!(usual(&set("standard-webhooks", "base64")), None);
        assert_eq!(usual(&set("plain", "hex")), None);
        assert_eq!(usual(&Signing::default()), None);
    }
}

//! Signatures as documented for SDK generators: Fern, Speakeasy and APIMatic.
//!
//! Each becomes a [`Scheme`], or a sentence that names what is not supported. Finding the
//! extensions in a document is left to the caller.

use std::fmt;

use super::presets;
use super::scheme::{
    Algorithm, DigestText, HeaderTemplate, Kind, Scheme, TimeText, Tolerance, Unit,
};
use json::Value;

/// The reason why a documented signature cannot be translated into a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untranslated {
    /// A required member is missing or not a string.
    Missing {
        /// The name of the member.
        member: String,
    },
    /// A member has an unknown value.
    Unknown {
        /// The name of the member.
        member: String,
        /// The value.
        word: String,
    },
    /// `body-hash-binding` without a `location`.
    NoLocation,
    /// The document leaves the signature to code.
    Custom,
}

impl fmt::Display for Untranslated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Untranslated::Missing { member } => {
                write!(f, "`{member}` is required and must be a string")
            }
            Untranslated::Unknown { member, word } => write!(
                f,
                "`{member}` cannot be `{word}`: this signature is not supported, so choose a scheme"
            ),
            Untranslated::NoLocation => f.write_str("`body-hash-binding` requires a `location`"),
            Untranslated::Custom => f.write_str(
                "The document leaves the signature of its webhooks to custom code; choose a scheme",
            ),
        }
    }
}

impl std::error::Error for Untranslated {}

/// Translates `x-fern-webhook-signature` according to Fern's documentation
/// (<https://buildwithfern.com/learn/sdks/deep-dives/webhook-signature-verification>) and its
/// compiler (<https://github.com/fern-api/fern>: `convertWebhookGroup`, from the document to the
/// input of generators).
///
/// The defaults are the compiler's: SHA-256, base64, the body alone, no separator between the
/// components, whole seconds. Fern uses them for unknown words too; here those are errors.
pub fn fern(value: &Value) -> Result<Scheme, Untranslated> {
    let mut scheme = Scheme {
        digest: DigestText::Base64,
        ..Scheme::hmac()
    };
    if text(value, "type") == "asymmetric" {
        let word = text(value, "asymmetric-algorithm");
        let (kind, hash) = word.split_once('-').unwrap_or((word, "sha256"));
        let found = Kind::from_name(kind).filter(|kind| kind.is_public_key());
        scheme.kind = found.ok_or_else(|| no("asymmetric-algorithm", word))?;
        scheme.algorithm = algorithm(hash).ok_or_else(|| no("asymmetric-algorithm", word))?;
    } else {
        let word = or(text(value, "algorithm"), "sha256");
        scheme.algorithm = algorithm(word).ok_or_else(|| no("algorithm", word))?;
    }
    let word = or(text(value, "encoding"), "base64");
    scheme.digest = DigestText::from_name(word).ok_or_else(|| no("encoding", word))?;
    if let Some(timestamp) = value.get("timestamp") {
        fern_timestamp(&mut scheme, timestamp)?;
    }
    fern_content(&mut scheme, value)?;
    let form = [&literal(text(value, "signature-prefix")), "{signature}"].concat();
    scheme.headers.push(field(required(value, "header")?, form));
    Ok(scheme)
}

fn fern_timestamp(scheme: &mut Scheme, timestamp: &Value) -> Result<(), Untranslated> {
    let header = required(timestamp, "header")?;
    scheme.headers.push(field(header, "{timestamp}".to_owned()));
    scheme.unit = match or(text(timestamp, "format"), "unix-seconds") {
        "unix-seconds" => Unit::Seconds,
        "unix-millis" => Unit::Milliseconds,
        "iso8601" => {
            scheme.time = TimeText::DateTime;
            Unit::Seconds
        }
        other => return Err(no("format", other)),
    };
    let tolerance = timestamp.get("tolerance").and_then(Value::as_number);
    let seconds = tolerance.and_then(|n| u32::try_from(n.to_i64()?).ok());
    scheme.tolerance = seconds.map(|seconds| Tolerance {
        seconds,
        future: true,
    });
    Ok(())
}

/// Sets the signed content. With a hash of the body in the address, the body itself is not signed,
/// unless it is a form: Fern's generated helpers assume that a request without that parameter has a
/// signed body.
fn fern_content(scheme: &mut Scheme, value: &Value) -> Result<(), Untranslated> {
    let binding = value.get("body-hash-binding");
    if let Some(binding) = binding {
        let word = or(text(binding, "algorithm"), "sha256");
        let hash = algorithm(word).ok_or_else(|| no("algorithm", word))?.name();
        let encoding = or(text(binding, "encoding"), "base64");
        let form = ["{body-hash:", hash, ":", encoding, "}"].concat();
        let name = binding.get("location").map(|l| required(l, "name"));
        let name = name.ok_or(Untranslated::NoLocation)??;
        scheme.query.push(field(name, form));
    }
    let Some(format) = value.get("payload-format") else {
        return Ok(());
    };
    let sorted = text(format, "body-sort") == "alphabetical";
    let mut pieces = Vec::new();
    let components = format.get("components").and_then(Value::as_array);
    for component in components.unwrap_or_default() {
        match component.as_str().unwrap_or_default() {
            "body" if sorted => pieces.push("{form}"),
            "body" if binding.is_some() => {}
            "body" => pieces.push("{body}"),
            "timestamp" => pieces.push("{timestamp}"),
            "notification-url" => pieces.push("{url}"),
            "message-id" => {
                pieces.push("{id}");
                // Fern does not define the field; this assumes the one of Standard Webhooks.
                scheme.headers.push(field("webhook-id", "{id}".to_owned()));
            }
            other => return Err(no("components", other)),
        }
    }
    scheme.content = pieces.join(&literal(text(format, "delimiter")));
    Ok(())
}

/// Translates the `security` of `x-speakeasy-webhooks` according to Speakeasy's documentation
/// (<https://www.speakeasy.com/docs/customize/webhooks>).
///
/// The defaults are those of `WebhookSecurity.applyDefaults` in its generator: `signature`,
/// `x-webhook-signature` (also for an `apiKey`), `hmac-sha256`, `base64`.
pub fn speakeasy(value: &Value) -> Result<Scheme, Untranslated> {
    let header = or(text(value, "headerName"), "x-webhook-signature");
    match or(text(value, "type"), "signature") {
        "signature" => {
            let word = or(text(value, "algorithm"), "hmac-sha256");
            let hash = word.strip_prefix("hmac-").and_then(algorithm);
            let encoding = or(text(value, "signatureTextEncoding"), "base64");
            let digest = DigestText::from_name(encoding);
            Ok(Scheme {
                algorithm: hash.ok_or_else(|| no("algorithm", word))?,
                digest: digest.ok_or_else(|| no("signatureTextEncoding", encoding))?,
                headers: vec![field(header, "{signature}".to_owned())],
                ..Scheme::hmac()
            })
        }
        "signatureStandardWebhooks" => Ok(presets::find("standard-webhooks").unwrap_or_default()),
        "apiKey" => Ok(Scheme {
            kind: Kind::Shared,
            headers: vec![field(header, "{secret}".to_owned())],
            ..Scheme::hmac()
        }),
        "custom" => Err(Untranslated::Custom),
        other => Err(no("type", other)),
    }
}

/// Translates APIMatic's `payloadVerification`, named `signatureVerification` in its later
/// documentation
/// (<https://docs.apimatic.io/v4/define-validate/spec-extensions/webhooks-callbacks>).
///
/// The defaults and the placeholders are those of its rules: `hex`
/// (<https://docs.apimatic.io/rulesets/apimatic-codegen-validation/payload-verification-valid-digest-encoding>),
/// `{$request.body}` (`…-valid-message-template`), `{digest}` (`…-valid-signature-value-template`).
pub fn apimatic(value: &Value) -> Result<Scheme, Untranslated> {
    let mut scheme = Scheme::hmac();
    let word = required(value, "algorithm")?;
    let hash = word.to_ascii_lowercase();
    let hash = hash.strip_prefix("hmac-").and_then(algorithm);
    scheme.algorithm = hash.ok_or_else(|| no("algorithm", word))?;
    let encoding = or(text(value, "digestEncoding"), "hex").to_ascii_lowercase();
    let digest = DigestText::from_name(&encoding);
    scheme.digest = digest.ok_or_else(|| no("digestEncoding", &encoding))?;
    let message = or(text(value, "messageTemplate"), "{$request.body}");
    scheme.content = apimatic_message(message, &mut scheme.before)?;
    let form = or(text(value, "signatureValueTemplate"), "{digest}");
    let (before, after) = form
        .split_once("{digest}")
        .ok_or_else(|| no("signatureValueTemplate", form))?;
    let form = [&literal(before), "{signature}", &literal(after)].concat();
    scheme
        .headers
        .push(field(required(value, "signatureHeader")?, form));
    Ok(scheme)
}

/// Translates a message template; a time or an id from a header field becomes that of the delivery.
fn apimatic_message(
    template: &str,
    before: &mut Vec<HeaderTemplate>,
) -> Result<String, Untranslated> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once("{$") {
        out.push_str(&literal(text));
        let (name, after) = after
            .split_once('}')
            .ok_or_else(|| no("messageTemplate", template))?;
        rest = after;
        let part = match name {
            "request.body" => "{body}".to_owned(),
            "method" => "{method}".to_owned(),
            "url" => "{url}".to_owned(),
            "request.path" => "{path}".to_owned(),
            _ => apimatic_named(name, before).ok_or_else(|| no("messageTemplate", name))?,
        };
        out.push_str(&part);
    }
    out.push_str(&literal(rest));
    Ok(out)
}

fn apimatic_named(name: &str, before: &mut Vec<HeaderTemplate>) -> Option<String> {
    if let Some(pointer) = name.strip_prefix("request.body#") {
        return Some(["{json:", pointer, "}"].concat());
    }
    if let Some(parameter) = name.strip_prefix("request.query.") {
        return Some(["{parameter:", parameter, "}"].concat());
    }
    let header = name.strip_prefix("request.header.")?;
    let lower = header.to_ascii_lowercase();
    let own = match () {
        () if lower.contains("timestamp") => "{timestamp}",
        () if lower.ends_with("-id") => "{id}",
        () => return Some(["{header:", header, "}"].concat()),
    };
    if !before.iter().any(|f| f.name == header) {
        before.push(field(header, own.to_owned()));
    }
    Some(own.to_owned())
}

fn field(name: &str, value: String) -> HeaderTemplate {
    HeaderTemplate {
        name: literal(name),
        value,
    }
}

/// Escapes a text that a template contains literally.
fn literal(text: &str) -> String {
    text.replace('{', "{{")
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn or<'a>(text: &'a str, usual: &'a str) -> &'a str {
    if text.is_empty() { usual } else { text }
}

fn required<'a>(value: &'a Value, name: &str) -> Result<&'a str, Untranslated> {
    let text = text(value, name);
    match text.is_empty() {
        true => Err(Untranslated::Missing {
            member: name.to_owned(),
        }),
        false => Ok(text),
    }
}

fn no(name: &str, word: &str) -> Untranslated {
    Untranslated::Unknown {
        member: name.to_owned(),
        word: word.to_owned(),
    }
}

/// Reads `sha256`, the spelling of all three.
fn algorithm(word: &str) -> Option<Algorithm> {
    let name = word.to_ascii_uppercase().replace('-', "");
    let mut all = Algorithm::ALL.into_iter();
    all.find(|algorithm| algorithm.name().replace('-', "") == name)
}

//! Queries to the verifier about what a scheme signs, with a harmless key.

use received::Received;
use signature::scheme::HeaderTemplate;
use signature::secret::{Secret, Secrets};
use signature::verify::signatures;
use signature::{KeyText, Scheme, Signable, Verdict, verify_request};

/// Names and values of header fields.
pub type Headers = Vec<(String, String)>;

/// The field from which the signature is read while a frame is rendered.
const PROBE: &str = "x-signpost-probe";

/// A scheme that reads its signature from one field and whose secret is always usable.
pub struct Probe {
    pub scheme: Scheme,
    pub secrets: Secrets,
}

impl Probe {
    pub fn of(scheme: &Scheme, secrets: &Secrets) -> Probe {
        let mut probe = Probe::real(scheme, secrets);
        let header = |name: &str, value: &str| HeaderTemplate {
            name: name.to_owned(),
            value: value.to_owned(),
        };
        probe.scheme.query = Vec::new();
        probe.scheme.before = Vec::new();
        probe.scheme.members = Vec::new();
        probe.scheme.headers = vec![header(PROBE, "{signature}")];
        probe.scheme.list = None;
        probe
    }

    /// Returns the scheme with its own fields and a harmless key.
    pub fn real(scheme: &Scheme, secrets: &Secrets) -> Probe {
        let mut scheme = scheme.clone();
        let mut secrets = secrets.clone();
        scheme.key.encoding = KeyText::Text;
        scheme.key.template = "{secret}".to_owned();
        secrets.set("secret", Secret::new("0"));
        for input in &mut scheme.inputs {
            input.without = None;
            input.default.get_or_insert_default();
        }
        Probe { scheme, secrets }
    }

    pub fn with(&self, content: String) -> Scheme {
        Scheme {
            content,
            ..self.scheme.clone()
        }
    }
}

/// Returns the signatures of a request in the scheme's own field, whatever the secrets are; `None`
/// where the request does not have the scheme's form.
pub fn found(scheme: &Scheme, secrets: &Secrets, received: &Received) -> Option<Vec<String>> {
    let probe = Probe::real(scheme, secrets);
    signatures(&probe.scheme, &probe.secrets, &received.signable())
}

/// Returns the value of a placeholder in a request, as the scheme reads it; empty where there is
/// none.
pub fn value(scheme: &Scheme, secrets: &Secrets, received: &Received, name: &str) -> String {
    let probe = Probe::real(scheme, secrets);
    let content = ["{", name, "}"].concat();
    let text = text_of(&probe.with(content), &probe.secrets, &received.signable());
    text.and_then(|text| String::from_utf8(text).ok())
        .unwrap_or_default()
}

pub fn probe_field(headers: &[(String, String)]) -> Headers {
    let mut headers = headers.to_vec();
    headers.push((PROBE.to_owned(), "0".to_owned()));
    headers
}

/// Returns the text that a scheme signs.
pub fn text_of(scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>) -> Option<Vec<u8>> {
    signed(verify_request(scheme, secrets, request))
}

pub fn signed(verdict: Verdict) -> Option<Vec<u8>> {
    match verdict {
        Verdict::Valid(proof) | Verdict::Mismatch { proof, .. } => Some(proof.text),
        _ => None,
    }
}

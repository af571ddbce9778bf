//! The vectors, and one run of each: pure, but for what the browser is asked to compute too.

use serde::Deserialize;

use json::Value;
use problem::Problem;
use signature::Signing;
use signature::public::{self, Material};
use signature::secret::{Secret, Secrets};
use signature::{
    Algorithm, DigestText, KeyText, Kind, Moment, Scheme, Signable, Verdict, check, hmac, key,
    sign, target, verify,
};
use signature::{Clock, Signed};

/// The file's address, relative to the page.
pub const ADDRESS: &str = "proof/vectors.json";

/// The file; members that are not named here are for other readers.
#[derive(Deserialize)]
pub struct File {
    pub vectors: Vec<Vector>,
}

/// A message, and the result that verifying it must have.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Vector {
    pub scheme: String,
    /// Members of the scheme that differ here.
    with: Option<serde_json::Value>,
    pub title: String,
    /// The kind of its source: `published`, a `library`, or `computed` by another program.
    evidence: String,
    pub source: String,
    secrets: std::collections::BTreeMap<String, String>,
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: String,
    body_base64: String,
    /// Unix milliseconds.
    now: i64,
    id: String,
    nonce: String,
    pub valid: bool,
    clock: String,
    /// Header fields that signing adds.
    signed: Option<Vec<(String, String)>>,
    /// Whether only the beginnings of their values are known.
    begins: bool,
    signed_url: String,
    signed_body: Option<String>,
}

/// The result of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ran {
    /// As the vector demands; in words.
    Passed(String),
    /// Otherwise, and how.
    Failed(String),
    /// Not run here, and why.
    Absent(&'static str),
}

/// The computation for the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    Hmac {
        algorithm: Algorithm,
        digest: DigestText,
        key: Vec<u8>,
        text: Vec<u8>,
        /// Our own signature.
        ours: String,
    },
    Public(Material),
    Nothing(&'static str),
}

/// The message as it is received.
struct Message {
    url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Vector {
    /// Signs and verifies; gives what is left for the browser.
    pub fn run(&self) -> (Ran, Task) {
        let with = self.with.as_ref().map(ToString::to_string);
        let with = Value::read(with.as_deref().unwrap_or("{}"));
        let with = with.unwrap_or_else(|_| Value::Object(Vec::new()));
        let scheme = signature::documented::changed(&self.scheme, &with);
        let scheme = match scheme {
            Ok(scheme) => scheme,
            Err(fault) => return (Ran::Failed(fault.message()), Task::Nothing("Not run")),
        };
        let mut secrets = Secrets::default();
        for (input, text) in &self.secrets {
            secrets.set(input.as_str(), Secret::new(text.as_str()));
        }
        let message = match self.sent(&scheme, &secrets) {
            Ok(message) => message,
            Err(why) => return (Ran::Failed(why), Task::Nothing("Not run")),
        };
        let request = self.request(&message);
        let found = check(&scheme, &secrets, &request, self.now);
        let task = task(&scheme, &secrets, &request, &found.verdict);
        if scheme.kind.is_public_key() {
            let ran = match &task {
                Task::Public(_) => Ran::Absent("Makes the bytes, the browser verifies"),
                _ => Ran::Failed("The message is not one of the scheme".to_owned()),
            };
            return (ran, task);
        }
        (self.judged(&found.verdict, found.clock), task)
    }

    fn judged(&self, verdict: &Verdict, clock: Clock) -> Ran {
        let word = match clock {
            Clock::InTime => "in-time",
            Clock::TooOld { .. } => "too-old",
            Clock::TooFar { .. } => "too-far",
            Clock::NotANumber => "not-a-number",
            Clock::None => "",
        };
        if verdict.is_valid() != self.valid {
            let why = match self.valid {
                true => "Refused, but it is valid",
                false => "Accepted, but it is not valid",
            };
            return Ran::Failed(why.to_owned());
        }
        if !self.clock.is_empty() && self.clock != word {
            let why = [
                "The clock rule gives “",
                word,
                "” instead of “",
                &self.clock,
                "”",
            ];
            return Ran::Failed(why.concat());
        }
        let made = match (self.signed.is_some(), self.valid) {
            (true, _) => "Same signature, accepted",
            (false, true) => "Accepted",
            (false, false) => "Refused",
        };
        Ran::Passed(match word {
            "too-old" => [made, ", too old"].concat(),
            "too-far" => [made, ", too far ahead"].concat(),
            _ => made.to_owned(),
        })
    }

    /// The message as its sender signs it, compared with the vector; or the message as received.
    fn sent(&self, scheme: &Scheme, secrets: &Secrets) -> Result<Message, String> {
        let decoded = key::decode(&self.body_base64, KeyText::Base64);
        let plain = Message {
            url: self.url.clone(),
            headers: self.headers.clone(),
            body: match decoded {
                Ok(bytes) if !self.body_base64.is_empty() => bytes,
                _ => self.body.clone().into_bytes(),
            },
        };
        let Some(expected) = &self.signed else {
            return Ok(plain);
        };
        let moment = Moment {
            unix_ms: self.now,
            id: self.id.clone(),
            nonce: self.nonce.clone(),
        };
        let signed = sign(
            scheme,
            &Signing::default(),
            secrets,
            &moment,
            &self.request(&plain),
        );
        let signed = signed.map_err(|problems| {
            let why = problems.first().map(Problem::message).unwrap_or_default();
            ["Cannot be signed: ", &why].concat()
        })?;
        self.held(plain, signed, expected)
    }

    fn held(
        &self,
        mut message: Message,
        signed: Signed,
        expected: &[(String, String)],
    ) -> Result<Message, String> {
        let is = |added: &(String, String), wanted: &(String, String)| {
            let begins = self.begins && added.1.starts_with(&wanted.1);
            added.0 == wanted.0 && (begins || added.1 == wanted.1)
        };
        for wanted in expected {
            if !signed.headers.iter().any(|added| is(added, wanted)) {
                return Err([
                    "`",
                    &wanted.0,
                    "` differs from the expected value `",
                    &wanted.1,
                    "`",
                ]
                .concat());
            }
        }
        for added in signed.headers {
            message
                .headers
                .retain(|h| !h.0.eq_ignore_ascii_case(&added.0));
            message.headers.push(added);
        }
        for splice in &signed.url {
            message
                .url
                .replace_range(splice.range.clone(), &splice.text);
        }
        for splice in &signed.body {
            message
                .body
                .splice(splice.range.clone(), splice.text.bytes());
        }
        if !self.signed_url.is_empty() && self.signed_url != message.url {
            return Err(["The signed URL is ", &message.url].concat());
        }
        match &self.signed_body {
            Some(body) if body.as_bytes() != message.body => {
                Err("The signed body differs from the expected one".to_owned())
            }
            _ => Ok(message),
        }
    }

    fn request<'a>(&'a self, message: &'a Message) -> Signable<'a> {
        let mut headers = message.headers.iter();
        let content_type = headers.find(|h| h.0.eq_ignore_ascii_case("content-type"));
        Signable {
            method: &self.method,
            url: &message.url,
            target: target(&message.url),
            headers: &message.headers,
            body: &message.body,
            content_type: content_type.map_or("", |h| h.1.as_str()),
        }
    }

    /// The kind of its source, before the source itself.
    pub fn origin(&self) -> &'static str {
        match self.evidence.as_str() {
            "published" => "Published in ",
            "library" => "Library: ",
            _ => "Computed: ",
        }
    }

    /// The address of its source, if it has one.
    pub fn link(&self) -> Option<String> {
        let source = self.source.as_str();
        if let Some(at) = source.find("https://") {
            let address = source.get(at..)?.split([' ', ',', ')']).next()?;
            return Some(address.to_owned());
        }
        let mut words = source.split([' ', ',']);
        match (words.next()?, words.next()?, words.next()) {
            ("RFC", number, _) => Some(["https://www.rfc-editor.org/rfc/rfc", number].concat()),
            ("npm", name, Some(version)) => {
                Some(["https://www.npmjs.com/package/", name, "/v/", version].concat())
            }
            _ => None,
        }
    }
}

fn task(scheme: &Scheme, secrets: &Secrets, request: &Signable<'_>, verdict: &Verdict) -> Task {
    match (scheme.kind, verdict) {
        (Kind::Hmac, Verdict::Valid(proof) | Verdict::Mismatch { proof, .. }) => {
            match verify::key(scheme, secrets, request) {
                Some(key) => Task::Hmac {
                    algorithm: scheme.algorithm,
                    digest: scheme.digest,
                    key,
                    text: proof.text.clone(),
                    ours: proof.signature.clone(),
                },
                None => Task::Nothing("No key"),
            }
        }
        (Kind::Hmac, _) => Task::Nothing("Refused before any signature is made"),
        (kind, _) if kind.is_public_key() => match public::material(scheme, secrets, request) {
            Ok(material) => Task::Public(material),
            Err(_) => Task::Nothing("Not of its form"),
        },
        (Kind::Hash, _) => Task::Nothing("A plain hash, no HMAC"),
        _ => Task::Nothing("A shared secret, no signature"),
    }
}

/// Compares the browser's HMAC with ours.
pub fn beside(theirs: &[u8], digest: DigestText, ours: &str) -> Ran {
    let theirs = hmac::text(theirs, digest);
    match theirs == ours {
        true => Ran::Passed("Same HMAC".to_owned()),
        false => Ran::Failed(["Gives ", &theirs, ", but Rust gives ", ours].concat()),
    }
}

/// Compares the browser's verdict with the expected one.
pub fn compared(valid: bool, expected: bool) -> Ran {
    match (valid, expected) {
        (true, true) => Ran::Passed("Accepted".to_owned()),
        (false, false) => Ran::Passed("Refused".to_owned()),
        (true, false) => Ran::Failed("Accepted, but it is not valid".to_owned()),
        (false, true) => Ran::Failed("Refused, but it is valid".to_owned()),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

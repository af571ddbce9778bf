//! Handshakes: the exchanges that a receiver must pass before it gets deliveries.
//!
//! A handshake is data of `static/verify/handshakes.json`, read by serde: a
//! request with placeholders, the rules that its reply must keep, and probes,
//! which are the same request spoiled on purpose. [`Trial::ask`] makes the
//! exact request, [`Trial::check`] compares a reply with the rules,
//! [`Trial::due`] lists them before there is one. No sender is known by name
//! here: adding one is adding data.
//!
//! Its texts are templates of the language of signature schemes (see
//! [`signature::template`]) with other placeholders: an input or a value by
//! its name; `{random:…}` with `base64url`, `letters`, `digits`, `hex` or
//! `uuid`; `{now}` (ISO 8601) and `{now-ms}` (Unix milliseconds).
//!
//! Sending is not here (see `browser::fetch`).

mod ask;
mod body;
mod check;
mod content;
mod digest;
mod fields;
mod paste;
mod say;
#[cfg(test)]
mod tests;
mod values;

use indexmap::IndexMap;
use serde::Deserialize;

use signature::secret::Secrets;
use signature::{Algorithm, DigestText, Moment};

pub use ask::field;
pub use paste::{Pasted, paste};
pub use values::TextTemplate;

/// The file's address, relative to the page.
pub const ADDRESS: &str = "verify/handshakes.json";

/// An exchange that a receiver must pass.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handshake {
    /// The name in addresses: `#/handshakes/<id>`.
    pub id: String,
    /// The name that people see.
    pub title: String,
    /// Who asks, as sentences name it.
    pub sender: String,
    /// CommonMark: the purpose and the occasion.
    pub about: String,
    /// The address of the page that the rules are from.
    pub source: String,
    /// The texts that the person enters.
    #[serde(default)]
    pub inputs: Vec<Input>,
    /// The texts that are made for each request, by their names.
    #[serde(default)]
    pub values: IndexMap<String, TextTemplate>,
    /// The request that the sender makes.
    pub request: Request,
    /// The rules for the reply.
    pub rules: Vec<Rule>,
    /// Requests with a mistake on purpose.
    #[serde(default)]
    pub probes: Vec<Probe>,
}

/// Something that the person enters. The one named `secret` is the signature's key.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The name in templates.
    pub name: String,
    /// The label that people see.
    pub label: String,
    /// CommonMark.
    pub help: String,
    /// Set if the text is a secret, which is masked and never stored.
    #[serde(default)]
    pub secret: bool,
    /// The text while nothing is typed.
    #[serde(default)]
    pub default: TextTemplate,
    /// Set if the handshake proves nothing without it.
    #[serde(default)]
    pub needed: bool,
}

/// The request, as templates.
#[derive(Clone, Debug, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Request {
    /// The HTTP method.
    pub method: String,
    /// Parameters that are added to the receiver's address, in form encoding.
    pub query: IndexMap<String, TextTemplate>,
    /// A field whose value is empty is not sent.
    pub headers: IndexMap<String, TextTemplate>,
    /// The body's media type; empty for none.
    pub content_type: String,
    /// Empty for none. The texts that are filled into JSON are escaped for it.
    pub body: TextTemplate,
    /// The signature scheme by its id; empty for an unsigned request.
    pub scheme: String,
    /// Set if the sender leaves the signature out if there is no secret.
    pub may_be_unsigned: bool,
}

/// A rule for the reply.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The requirement.
    pub requires: Requirement,
    /// Set if it is advice: the handshake passes without it.
    #[serde(default)]
    pub should: bool,
    /// CommonMark: the reason, or a quotation of the documentation.
    #[serde(default)]
    pub why: String,
    /// The address of its page, if that is not the handshake's.
    #[serde(default)]
    pub source: String,
}

/// A requirement of a rule.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Requirement {
    /// One of these statuses.
    Status(Vec<u16>),
    /// Any other status than these: the receiver is to refuse.
    StatusNot(Vec<u16>),
    /// One of these media types, whatever their parameters.
    Type(Vec<String>),
    /// A header field.
    Field(DueField),
    /// The body is this text and nothing else.
    Text(TextTemplate),
    /// The text as the whole body, as a form's field or as a JSON member, each with its media type.
    Echo {
        /// The name of the form's field and of the JSON member.
        member: String,
        /// The text.
        is: TextTemplate,
    },
    /// A string in the JSON body, by its pointer.
    Member {
        /// The JSON Pointer (RFC 6901) to the string.
        at: String,
        /// The text of the string.
        is: TextTemplate,
    },
    /// A string in the JSON body that is the HMAC of a text.
    Digest {
        /// The JSON Pointer (RFC 6901) to the string.
        at: String,
        /// The HMAC.
        hmac: Mac,
    },
    /// The body does not contain this text.
    Silent(TextTemplate),
    /// The body does not contain the HMAC of a text.
    Withheld(Mac),
    /// A text with markup does not come back as HTML.
    Inert(TextTemplate),
    /// The whole reply arrives within so many seconds.
    Within(u32),
    /// The receiver's address is an https one.
    Https,
}

/// A header field with one of some values.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueField {
    /// The name of the header field, in any case.
    pub name: String,
    /// The values, one of which is required.
    pub is: Vec<TextTemplate>,
    /// Set if a whole number above 0 is accepted too.
    #[serde(default)]
    pub positive: bool,
    /// Set if the field is a list that has to contain one of the values.
    #[serde(default)]
    pub list: bool,
}

/// An HMAC of a text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mac {
    /// The text.
    pub of: TextTemplate,
    /// The name of the input that is the key.
    pub key: String,
    /// The hash function.
    #[serde(default)]
    pub algorithm: Algorithm,
    /// The text encoding of the HMAC.
    #[serde(default)]
    pub digest: DigestText,
}

/// The request spoiled on purpose, to see that the receiver checks it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// The id within the handshake.
    pub id: String,
    /// The name that people see.
    pub title: String,
    /// CommonMark: the answer of a correct receiver.
    pub expect: String,
    /// The input that is made wrong.
    pub wrong: Option<String>,
    /// Set if the signature is left out.
    #[serde(default)]
    pub unsigned: bool,
    /// Values in place of the handshake's.
    #[serde(default)]
    pub values: IndexMap<String, TextTemplate>,
    /// The rules for the reply; they replace the handshake's.
    pub rules: Vec<Rule>,
}

/// A handshake with everything that its request is made of.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'a> {
    /// The handshake.
    pub handshake: &'a Handshake,
    /// `None` for the sender's request.
    pub probe: Option<&'a Probe>,
    /// The receiver's address, as typed.
    pub address: &'a str,
    /// The typed texts, by the input's name.
    pub inputs: &'a Secrets,
    /// The time, the id and the nonce of the request.
    pub moment: &'a Moment,
}

/// The result of a rule for a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The reply meets the rule.
    Met,
    /// The handshake fails.
    Broken,
    /// It passes, and something should be done otherwise.
    Advised,
    /// The reply does not show it.
    Unknown,
}

/// A result of a rule, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule in one word, for tests and styles: `status`, `type`, `body`.
    pub word: &'static str,
    /// The result of the rule.
    pub standing: Standing,
    /// CommonMark: the expected and the actual reply, without a full stop.
    pub text: String,
    /// CommonMark: the next step; empty for none.
    pub advice: String,
    /// The address of the page that the rule is from.
    pub source: String,
}

/// The outcome of a handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver passes.
    Passed,
    /// A rule is broken.
    Failed,
    /// A rule that decides could not be checked.
    Unclear,
}

/// Returns the outcome that the findings amount to.
pub fn outcome(findings: &[Finding]) -> Outcome {
    let any = |standing| findings.iter().any(|f| f.standing == standing);
    if any(Standing::Broken) {
        Outcome::Failed
    } else if any(Standing::Unknown) {
        Outcome::Unclear
    } else {
        Outcome::Passed
    }
}

impl<'a> Trial<'a> {
    /// Returns the outcome in a sentence.
    pub fn verdict(&self, findings: &[Finding]) -> String {
        let count = |standing| findings.iter().filter(|f| f.standing == standing).count();
        let rules = |standing, one: &str, more: &str| match count(standing) {
            1 => format!("1 rule{one}"),
            count => format!("{count} rules{more}"),
        };
        let sender = &self.handshake.sender;
        let advice = match count(Standing::Advised) {
            0 => "",
            _ => ", with advice",
        };
        match (outcome(findings), self.probe) {
            (Outcome::Failed, None) => {
                let broken = rules(Standing::Broken, " is", " are");
                format!("{broken} not met: {sender} would not take this reply")
            }
            (Outcome::Failed, Some(_)) => {
                "Failed: the receiver does not pass this probe".to_owned()
            }
            (Outcome::Unclear, _) => {
                let unknown = rules(Standing::Unknown, "", "");
                format!("{unknown} cannot be checked with this reply")
            }
            (Outcome::Passed, None) => {
                format!("Passed{advice}: the reply is what {sender} asks for")
            }
            (Outcome::Passed, Some(_)) => format!("Passed{advice}: the receiver passes this probe"),
        }
    }

    /// The rules for the reply.
    pub fn rules(&self) -> &'a [Rule] {
        self.probe
            .map_or(&self.handshake.rules, |probe| &probe.rules)
    }

    /// The address of the page that a rule is from.
    fn source(&self, rule: &Rule) -> String {
        match rule.source.is_empty() {
            true => self.handshake.source.clone(),
            false => rule.source.clone(),
        }
    }
}

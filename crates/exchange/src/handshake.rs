//! Handshakes: the exchanges that a receiver must pass before it gets deliveries.
//!
//! A handshake is data, read from `static/verify/handshakes.json` by
//! [`read`]: a request with placeholders, the rules that its reply must keep,
//! and probes, which are the same request spoiled on purpose. [`Trial::ask`]
//! makes the exact request, [`Trial::check`] holds a reply against the rules,
//! [`Trial::due`] says them before there is one. No sender is known by name
//! here: adding one is adding data.
//!
//! Its texts are templates of the language of signature schemes (see
//! [`signature::template`]) with placeholders of their own: an input or a
//! value by its name; `{random:…}` with `base64url`, `letters`, `digits`,
//! `hex` or `uuid`; `{now}` (ISO 8601) and `{now-ms}` (Unix milliseconds).
//!
//! What is not here: sending (see `browser::fetch`).

mod ask;
mod body;
mod check;
mod content;
mod digest;
mod fields;
mod paste;
mod read;
mod say;
#[cfg(test)]
mod tests;
mod values;

use signature::secret::Secrets;
use signature::{Algorithm, DigestText, Moment};

pub use ask::field;
pub use paste::{Pasted, paste};
pub use read::read;

/// Where the file stands, relative to the page.
pub const ADDRESS: &str = "verify/handshakes.json";

/// An exchange that a receiver must pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Handshake {
    /// As addresses name it: `#/handshakes/<id>`.
    pub id: String,
    pub title: String,
    /// Who asks, as sentences name it.
    pub sender: String,
    /// CommonMark: what it is for and when it comes.
    pub about: String,
    /// The address of the page that the rules are from.
    pub source: String,
    pub inputs: Vec<Input>,
    /// Name and template of each text that is made anew for each request.
    pub values: Vec<(String, String)>,
    pub request: Request,
    pub rules: Vec<Rule>,
    pub probes: Vec<Probe>,
}

/// Something that the person gives. The one named `secret` is the signature's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub name: String,
    pub label: String,
    /// CommonMark.
    pub help: String,
    pub secret: bool,
    /// What it is while nothing is typed.
    pub default: String,
    /// Whether the handshake says nothing without it.
    pub needed: bool,
}

/// The request, as templates.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Request {
    pub method: String,
    /// Parameters that are added to the receiver's address, in form encoding.
    pub query: Vec<(String, String)>,
    /// A field whose value comes out empty is not sent.
    pub headers: Vec<(String, String)>,
    /// Of a body; empty for none.
    pub content_type: String,
    /// Empty for none. What is put into JSON is escaped for it.
    pub body: String,
    /// The signature scheme by its id; empty for an unsigned request.
    pub scheme: String,
    /// Whether the sender leaves the signature out where there is no secret.
    pub may_be_unsigned: bool,
}

/// What the reply must keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Whether the handshake fails without it; else it is advice.
    pub must: bool,
    pub kind: Kind,
    /// CommonMark: why, or what the documentation says.
    pub why: String,
    /// Where it is from, when not from the handshake's own page.
    pub source: String,
}

/// What a rule asks for; texts are templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of these statuses.
    Status(Vec<u16>),
    /// Any other status than these: the receiver is to refuse.
    StatusNot(Vec<u16>),
    /// One of these media types, whatever their parameters.
    Type(Vec<String>),
    /// A header field with one of these values; `positive` takes a whole number above 0 too.
    Field {
        name: String,
        is: Vec<String>,
        positive: bool,
    },
    /// A header field that lists this among others.
    Lists { name: String, item: String },
    /// The body is this text and nothing else.
    Text(String),
    /// The text as the whole body, as a form's field or as a JSON member, each with its media type.
    Echo { member: String, is: String },
    /// A string in the JSON body, by its pointer.
    Member { at: String, is: String },
    /// As [`Kind::Member`]: the HMAC of a text, with an input as the key.
    Digest { at: String, mac: Mac },
    /// The body does not say this text.
    Silent(String),
    /// The body does not say the HMAC of a text.
    Withheld(Mac),
    /// A text with markup does not come back as HTML.
    Inert(String),
    /// The whole reply comes within so many seconds.
    Within(u32),
    /// The receiver's address is an https one.
    Https,
}

/// An HMAC of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mac {
    /// Template of the text.
    pub of: String,
    /// The name of the input that is the key.
    pub key: String,
    pub algorithm: Algorithm,
    pub digest: DigestText,
}

/// The request spoiled on purpose, to see that the receiver looks at it.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    pub id: String,
    pub title: String,
    /// CommonMark: what a correct receiver answers.
    pub expect: String,
    /// The input that is not what it should be.
    pub wrong: Option<String>,
    /// Whether the signature is left out.
    pub unsigned: bool,
    /// Values in place of the handshake's own.
    pub values: Vec<(String, String)>,
    pub rules: Vec<Rule>,
}

/// One asking: a handshake with everything that its request is made of.
#[derive(Clone, Copy, Debug)]
pub struct Trial<'a> {
    pub handshake: &'a Handshake,
    /// `None` asks as the sender does.
    pub probe: Option<&'a Probe>,
    /// The receiver's address, as typed.
    pub address: &'a str,
    /// What is typed, by the input's name.
    pub inputs: &'a Secrets,
    pub moment: &'a Moment,
}

/// How a reply keeps a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Met,
    /// The handshake fails.
    Broken,
    /// It passes, and something is better done otherwise.
    Advised,
    /// What came does not tell.
    Unknown,
}

/// What a rule says of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule in one word, for tests and styles: `status`, `type`, `body`.
    pub word: &'static str,
    pub standing: Standing,
    /// CommonMark: what was due and what came, without a full stop.
    pub text: String,
    /// CommonMark: what to do next; empty for nothing.
    pub advice: String,
    /// The address of the page that the rule is from.
    pub source: String,
}

/// All findings in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed,
    /// Something that decides is not known.
    Unclear,
}

/// What the findings come to.
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
    /// What the findings come to, in a sentence.
    pub fn verdict(&self, findings: &[Finding]) -> String {
        let count = |standing| findings.iter().filter(|f| f.standing == standing).count();
        let rules = |count: usize, one: &str, more: &str| match count {
            1 => ["1 rule", one].concat(),
            count => [&count.to_string(), " rules", more].concat(),
        };
        let sender = self.handshake.sender.as_str();
        let advised = match count(Standing::Advised) {
            0 => "Passed: ",
            _ => "Passed, with advice: ",
        };
        match (outcome(findings), self.probe) {
            (Outcome::Failed, None) => {
                let broken = rules(count(Standing::Broken), " is", " are");
                [&broken, " not met: ", sender, " would not take this reply"].concat()
            }
            (Outcome::Failed, Some(_)) => {
                "Failed: the receiver does not stand this probe".to_owned()
            }
            (Outcome::Unclear, _) => {
                rules(count(Standing::Unknown), "", "") + " cannot be told from this reply"
            }
            (Outcome::Passed, None) => {
                [advised, "the reply is what ", sender, " asks for"].concat()
            }
            (Outcome::Passed, Some(_)) => [advised, "the receiver stands this probe"].concat(),
        }
    }

    /// The rules that the reply is held against.
    pub fn rules(&self) -> &'a [Rule] {
        match self.probe {
            Some(probe) => &probe.rules,
            None => &self.handshake.rules,
        }
    }

    /// The address of the page that a rule is from.
    fn source(&self, rule: &Rule) -> String {
        match rule.source.is_empty() {
            true => self.handshake.source.clone(),
            false => rule.source.clone(),
        }
    }
}

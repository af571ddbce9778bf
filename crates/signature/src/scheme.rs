//! Signature schemes as data.
//!
//! A scheme is read from JSON, of a preset, a document or a saved scheme ([`super::read`],
//! [`super::write`]), and applied by [`super::sign()`] and `super::verify`. Its texts are templates
//! in the language of [`super::template`]. Nothing here computes anything.

mod choices;
mod entries;

use serde::{Deserialize, Serialize};

use super::Moment;
pub use choices::{Algorithm, DigestText, KeyText, Kind, Spelling, TimeText, Unit};

/// The derivation of the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Key {
    /// The vendor's name of the main secret; empty for plain "Secret".
    #[serde(skip_serializing_if = "is_usual")]
    pub label: String,
    /// CommonMark: where a person finds the secret.
    #[serde(skip_serializing_if = "is_usual")]
    pub help: String,
    /// The encoding of the main secret's text.
    #[serde(skip_serializing_if = "is_usual")]
    pub encoding: KeyText,
    /// The prefix that is removed before decoding (`whsec_`); text is not decoded and keeps it.
    #[serde(skip_serializing_if = "is_usual")]
    pub prefix: String,
    /// Template of the key; `{secret}` is the main secret's bytes, other names are inputs.
    #[serde(skip_serializing_if = "is_secret")]
    pub template: String,
}

/// A value that a scheme needs beside the main secret, entered at `secret:<name>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The name in templates.
    pub name: String,
    /// The vendor's name of the input; empty for its name in templates.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub label: String,
    /// CommonMark: where a person finds the value.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub help: String,
    /// True if the value is hidden, and replaced in redacted output.
    #[serde(default = "yes")]
    pub secret: bool,
    /// True if a message contains the value, so that verifying reads it from there.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub taken: bool,
    /// The value if none is entered.
    #[serde(skip_serializing_if = "is_usual")]
    pub default: Option<String>,
    /// The text in place of the signature if no value is entered; `None` for a required input.
    #[serde(skip_serializing_if = "is_usual")]
    pub without: Option<String>,
}

/// The greatest difference in time that a receiver accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// The limit in seconds.
    pub seconds: u32,
    /// `true` if a time that is too far in the future is refused; `false` if any is accepted.
    #[serde(default = "yes")]
    pub future: bool,
}

/// A header field, a parameter of the address, a member of the body or a named part; name and value
/// are templates.
///
/// The name of a member is a JSON Pointer (RFC 6901).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderTemplate {
    /// The template of the name.
    pub name: String,
    /// The template of the value.
    pub value: String,
}

/// A signature scheme and its JSON form. Every member is optional, with the value in
/// [`Scheme::hmac`] as its default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default = "Scheme::hmac", deny_unknown_fields)]
pub struct Scheme {
    /// `none`, `plain`, `github`…; a document's custom scheme has the id `document`.
    #[serde(skip_serializing_if = "is_usual")]
    pub id: String,
    /// The name that people see.
    #[serde(skip_serializing_if = "is_usual")]
    pub title: String,
    /// CommonMark: its purpose, its limits and its specification.
    #[serde(skip_serializing_if = "is_usual")]
    pub description: String,
    /// The kind of proof.
    #[serde(skip_serializing_if = "is_usual")]
    pub kind: Kind,
    /// The hash function.
    #[serde(skip_serializing_if = "is_usual")]
    pub algorithm: Algorithm,
    /// The text encoding of the signature.
    #[serde(skip_serializing_if = "is_usual")]
    pub digest: DigestText,
    /// The derivation of the key.
    #[serde(skip_serializing_if = "is_usual")]
    pub key: Key,
    /// The inputs beside the main secret.
    #[serde(skip_serializing_if = "is_usual")]
    pub inputs: Vec<Input>,
    /// Template of the signed content.
    #[serde(skip_serializing_if = "is_body")]
    pub content: String,
    /// Parameters added to the query before signing.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub query: Vec<HeaderTemplate>,
    /// Fields added before signing, so that they can be signed.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub before: Vec<HeaderTemplate>,
    /// Texts that other templates use by name; verifying reads them from the message.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub parts: Vec<HeaderTemplate>,
    /// Fields that carry the result.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub headers: Vec<HeaderTemplate>,
    /// Members of a JSON body that carry the result and other values of the sender. They are added
    /// after signing, so the signed content does not contain them.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub members: Vec<HeaderTemplate>,
    /// The part of a message with the address of the sender's certificate, a header field or a
    /// member of the body by its pointer, and the vendor's hosts, separated by commas: a leading
    /// `*.` matches one or more labels, `<region>` a label that is a cloud's region.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub certificate: Vec<HeaderTemplate>,
    /// The spelling of JSON bodies.
    #[serde(skip_serializing_if = "is_usual")]
    pub json: Spelling,
    /// Further marks of its deliveries: names of header fields, and pointers to members of the
    /// body.
    #[serde(skip_serializing_if = "is_usual")]
    pub marks: Vec<String>,
    /// The separator of several signatures in the result field, if several are allowed.
    #[serde(skip_serializing_if = "is_usual")]
    pub list: Option<String>,
    /// The unit of the time.
    #[serde(skip_serializing_if = "is_usual")]
    pub unit: Unit,
    /// The format of the time.
    #[serde(skip_serializing_if = "is_usual")]
    pub time: TimeText,
    /// The pointer to the member of the body that contains the time, if no field carries one: the
    /// payload has it before signing.
    #[serde(skip_serializing_if = "is_usual")]
    pub stamp: Option<String>,
    /// The id of the newer scheme whose deliveries also have this signature, for older receivers.
    #[serde(skip_serializing_if = "is_usual")]
    pub newer: Option<String>,
    /// The clock rule; `None` if a message of any age is accepted.
    #[serde(skip_serializing_if = "is_usual")]
    pub tolerance: Option<Tolerance>,
}

/// Returns whether a member has its default value and is not written.
fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn is_body(template: &String) -> bool {
    template == "{body}"
}

fn is_secret(template: &String) -> bool {
    template == "{secret}"
}

fn yes() -> bool {
    true
}

impl Default for Key {
    fn default() -> Key {
        Key {
            label: String::new(),
            help: String::new(),
            encoding: KeyText::Text,
            prefix: String::new(),
            template: "{secret}".to_owned(),
        }
    }
}

impl Default for Scheme {
    /// Returns the scheme that adds nothing, with the settings that most schemes share.
    fn default() -> Scheme {
        Scheme {
            id: "none".to_owned(),
            title: "None".to_owned(),
            description: String::new(),
            kind: Kind::Nothing,
            algorithm: Algorithm::default(),
            digest: DigestText::default(),
            key: Key::default(),
            inputs: Vec::new(),
            content: "{body}".to_owned(),
            query: Vec::new(),
            before: Vec::new(),
            parts: Vec::new(),
            headers: Vec::new(),
            members: Vec::new(),
            certificate: Vec::new(),
            json: Spelling::default(),
            marks: Vec::new(),
            list: None,
            unit: Unit::default(),
            time: TimeText::default(),
            stamp: None,
            newer: None,
            tolerance: None,
        }
    }
}

impl Scheme {
    /// Returns the scheme of an empty JSON object.
    pub fn hmac() -> Scheme {
        Scheme {
            id: "document".to_owned(),
            title: "As documented".to_owned(),
            kind: Kind::Hmac,
            ..Scheme::default()
        }
    }

    /// Returns whether any of its texts uses a placeholder of that name (`timestamp`, `id`,
    /// `nonce`, `secret`).
    pub fn uses(&self, name: &str) -> bool {
        let fields = self.carriers().chain(&self.parts);
        let texts = fields.flat_map(|f| [f.name.as_str(), f.value.as_str()]);
        let own = (!matches!(self.kind, Kind::Nothing | Kind::Shared))
            .then_some([self.content.as_str(), self.key.template.as_str()]);
        texts
            .chain(own.into_iter().flatten())
            .any(|text| super::template::names(text, name))
    }

    /// Returns whether its random value is a nonce and not an id; the setting for the id then sets
    /// the nonce.
    pub fn counts_by_nonce(&self) -> bool {
        self.uses("nonce") && !self.uses("id")
    }

    /// Returns the value of a moment that serves as the id.
    pub fn id_of<'m>(&self, moment: &'m Moment) -> &'m str {
        match self.counts_by_nonce() {
            true => &moment.nonce,
            false => &moment.id,
        }
    }

    /// Returns the parameters to add to a request's address: none for a form that is signed itself.
    pub fn bound(&self, is_form: bool) -> &[HeaderTemplate] {
        match is_form && super::template::names(&self.content, "form") {
            true => &[],
            false => &self.query,
        }
    }

    /// Returns everything that the scheme adds to a message, in the order of its creation.
    pub fn carriers(&self) -> impl Iterator<Item = &HeaderTemplate> {
        let before = self.query.iter().chain(&self.before);
        before.chain(&self.headers).chain(&self.members)
    }
}

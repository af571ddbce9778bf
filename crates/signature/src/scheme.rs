//! What a signature scheme is: data.
//!
//! A scheme is read from JSON ([`super::read`]), the presets' or a document's
//! own, and applied by [`super::sign()`] and `super::verify`. Its texts are
//! templates of the one small language that [`super::template`] describes.
//! Nothing here computes anything.

use serde::{Deserialize, Serialize};

use super::Moment;

/// The hash under the HMAC (RFC 2104).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Algorithm {
    pub const ALL: [Algorithm; 4] = [
        Algorithm::Sha1,
        Algorithm::Sha256,
        Algorithm::Sha384,
        Algorithm::Sha512,
    ];

    /// The name people choose by.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Sha1 => "SHA-1",
            Algorithm::Sha256 => "SHA-256",
            Algorithm::Sha384 => "SHA-384",
            Algorithm::Sha512 => "SHA-512",
        }
    }

    pub fn from_name(name: &str) -> Option<Algorithm> {
        Algorithm::ALL.into_iter().find(|a| a.name() == name)
    }
}

/// How a secret's text becomes key bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyText {
    /// Its UTF-8.
    Text,
    /// RFC 4648 section 8, either case.
    Hex,
    /// RFC 4648 section 4, with or without padding.
    Base64,
    /// RFC 4648 section 5, with or without padding.
    Base64Url,
}

impl KeyText {
    pub const ALL: [KeyText; 4] = [
        KeyText::Text,
        KeyText::Hex,
        KeyText::Base64,
        KeyText::Base64Url,
    ];

    /// The name people choose by.
    pub fn name(self) -> &'static str {
        match self {
            KeyText::Text => "text",
            KeyText::Hex => "hex",
            KeyText::Base64 => "base64",
            KeyText::Base64Url => "base64url",
        }
    }

    pub fn from_name(name: &str) -> Option<KeyText> {
        KeyText::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// How a digest is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestText {
    /// RFC 4648 section 8, lower case.
    Hex,
    /// RFC 4648 section 4, padded.
    Base64,
    /// RFC 4648 section 5, not padded.
    Base64Url,
}

impl DigestText {
    pub const ALL: [DigestText; 3] = [DigestText::Hex, DigestText::Base64, DigestText::Base64Url];

    /// The name people choose by.
    pub fn name(self) -> &'static str {
        match self {
            DigestText::Hex => "hex",
            DigestText::Base64 => "base64",
            DigestText::Base64Url => "base64url",
        }
    }

    pub fn from_name(name: &str) -> Option<DigestText> {
        DigestText::ALL.into_iter().find(|d| d.name() == name)
    }
}

/// What a scheme proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Nothing is added.
    Nothing,
    /// A keyed hash over parts of the request.
    Hmac,
    /// A plain hash over the key and then those parts: no HMAC, and weaker than one.
    Hash,
    /// No signature: a shared secret that is sent as it is.
    Shared,
    /// A signature with a private key that only the sender has: Ed25519 (RFC 8032).
    Ed25519,
    /// The same with ECDSA over P-256.
    Ecdsa,
    /// The same with RSA (PKCS #1 v1.5).
    Rsa,
}

impl Kind {
    pub const ALL: [Kind; 7] = [
        Kind::Nothing,
        Kind::Hmac,
        Kind::Hash,
        Kind::Shared,
        Kind::Ed25519,
        Kind::Ecdsa,
        Kind::Rsa,
    ];

    /// The word that schemes are written with.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Nothing => "none",
            Kind::Hmac => "hmac",
            Kind::Hash => "hash",
            Kind::Shared => "secret",
            Kind::Ed25519 => "ed25519",
            Kind::Ecdsa => "ecdsa",
            Kind::Rsa => "rsa",
        }
    }

    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.name() == name)
    }

    /// Whether sender and receiver make the same digest with a key that both have.
    pub fn is_keyed(self) -> bool {
        matches!(self, Kind::Hmac | Kind::Hash)
    }

    /// Whether the sender signs with a private key, so that a receiver can verify but nobody else sign.
    pub fn is_public_key(self) -> bool {
        matches!(self, Kind::Ed25519 | Kind::Ecdsa | Kind::Rsa)
    }
}

/// How the sender spells its JSON bodies, where that matters to what is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Spelling {
    /// As it comes.
    #[default]
    Free,
    /// Every character beyond ASCII as `\uXXXX` in lower case, beyond the BMP as a surrogate pair.
    Ascii,
}

/// How the key is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What the vendor calls the main secret; empty for plain "Secret".
    pub label: String,
    pub help: String,
    /// How the main secret's text becomes bytes.
    pub encoding: KeyText,
    /// What is cut from the front before decoding (`whsec_`); text is taken whole.
    pub prefix: String,
    /// Template of the key; `{secret}` is the main secret's bytes, other names are inputs.
    pub template: String,
}

/// A value that a scheme asks for beside the main secret, typed at `secret:<name>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name that templates use.
    pub name: String,
    pub label: String,
    pub help: String,
    /// Whether it is to be hidden, and replaced in redacted snippets.
    pub secret: bool,
    /// What it is while nothing is typed.
    pub default: Option<String>,
    /// Whether a message says it itself, so that verifying takes it from there.
    pub taken: bool,
    /// What stands for the signature when it is not given; `None` for an input that is needed.
    pub without: Option<String>,
}

/// How a scheme counts time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    Milliseconds,
}

/// How a scheme writes a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeText {
    /// As a number of its unit.
    Number,
    /// As a date and time of RFC 3339, in UTC and whole seconds.
    DateTime,
}

/// How far a timestamp may be off before a receiver refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tolerance {
    pub seconds: u32,
    /// Whether a timestamp in the future is held to it too.
    pub future: bool,
}

/// A header field, a parameter of the address, a member of the body or a named part: both are templates.
///
/// The name of a member is a JSON Pointer (RFC 6901).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderTemplate {
    pub name: String,
    pub value: String,
}

/// A signature scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// `none`, `plain`, `github`…; a document's own scheme has the id `document`.
    pub id: String,
    pub title: String,
    /// CommonMark: what it proves, what it leaves out, where it is specified.
    pub description: String,
    pub kind: Kind,
    pub algorithm: Algorithm,
    pub digest: DigestText,
    pub key: Key,
    /// Beside the main secret.
    pub inputs: Vec<Input>,
    /// Template of what is signed.
    pub content: String,
    /// Fields that are added before signing, so that they can be signed.
    pub before: Vec<HeaderTemplate>,
    /// Fields that carry the result.
    pub headers: Vec<HeaderTemplate>,
    /// Parameters that are added to the query before signing.
    pub query: Vec<HeaderTemplate>,
    /// Members of a JSON body that carry the result, and what else the sender puts there with it.
    /// What is signed does not hold them: they are put in after.
    pub members: Vec<HeaderTemplate>,
    /// Texts that other templates use by name; verifying takes them as the message has them.
    pub parts: Vec<HeaderTemplate>,
    pub json: Spelling,
    /// By what else its deliveries are known: names of header fields, and of members of the body by their pointer.
    pub marks: Vec<String>,
    /// What stands between several signatures in the result field, where several are allowed.
    pub list: Option<String>,
    pub unit: Unit,
    pub time: TimeText,
    /// The member of the body that says the time, by its pointer, where no field carries one: the
    /// payload has it before it is signed.
    pub stamp: Option<String>,
    /// Where a message names the address of the certificate that has the sender's public key, a header
    /// field or a member of the body by its pointer; and the vendor's own hosts, with commas between:
    /// `*.` in front stands for one label and more, `<region>` for one that is a cloud's region.
    pub certificate: Vec<HeaderTemplate>,
    /// The id of the scheme whose deliveries bear this signature too, for those who know no newer one.
    pub newer: Option<String>,
    pub tolerance: Option<Tolerance>,
}

impl Default for Scheme {
    /// The scheme that adds nothing, with the settings that most schemes share.
    fn default() -> Scheme {
        Scheme {
            id: "none".to_owned(),
            title: "None".to_owned(),
            description: String::new(),
            kind: Kind::Nothing,
            algorithm: Algorithm::Sha256,
            digest: DigestText::Hex,
            key: Key {
                label: String::new(),
                help: String::new(),
                encoding: KeyText::Text,
                prefix: String::new(),
                template: "{secret}".to_owned(),
            },
            inputs: Vec::new(),
            content: "{body}".to_owned(),
            before: Vec::new(),
            headers: Vec::new(),
            query: Vec::new(),
            members: Vec::new(),
            parts: Vec::new(),
            json: Spelling::Free,
            marks: Vec::new(),
            list: None,
            unit: Unit::Seconds,
            time: TimeText::Number,
            stamp: None,
            certificate: Vec::new(),
            newer: None,
            tolerance: None,
        }
    }
}

impl Scheme {
    /// Whether any of its texts uses a placeholder of that name (`timestamp`, `id`, `nonce`, `secret`).
    pub fn uses(&self, name: &str) -> bool {
        let fields = self.carriers().chain(&self.parts);
        let texts = fields.flat_map(|f| [f.name.as_str(), f.value.as_str()]);
        let own = (!matches!(self.kind, Kind::Nothing | Kind::Shared))
            .then_some([self.content.as_str(), self.key.template.as_str()]);
        texts
            .chain(own.into_iter().flatten())
            .any(|text| super::template::names(text, name))
    }

    /// Whether what is random in it is a nonce and no id: then `signing-id` sets that.
    pub fn counts_by_nonce(&self) -> bool {
        self.uses("nonce") && !self.uses("id")
    }

    /// What it has of a moment for its id.
    pub fn id_of<'m>(&self, moment: &'m Moment) -> &'m str {
        match self.counts_by_nonce() {
            true => &moment.nonce,
            false => &moment.id,
        }
    }

    /// What it adds to the address of a request: a form that is signed itself is not bound by its hash too.
    pub fn bound(&self, is_form: bool) -> &[HeaderTemplate] {
        match is_form && super::template::names(&self.content, "form") {
            true => &[],
            false => &self.query,
        }
    }

    /// Everything that it adds to a message, in the order that it is made.
    pub fn carriers(&self) -> impl Iterator<Item = &HeaderTemplate> {
        let before = self.query.iter().chain(&self.before);
        before.chain(&self.headers).chain(&self.members)
    }
}

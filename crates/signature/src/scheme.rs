//! Signature schemes as data.
//!
//! A scheme is read from JSON, of a preset, a document or a saved scheme ([`super::read`],
//! [`super::write`]), and applied by [`super::sign()`] and `super::verify`. Its texts are templates
//! in the language of [`super::template`]. Nothing here computes anything.

mod entries;

use serde::{Deserialize, Serialize};

use super::Moment;

/// Defines an enum whose variants have a name in JSON and in forms.
macro_rules! words {
    ($(#[$of:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$about])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// All variants, in the order of the list.
            pub const ALL: [$name; [$($word),*].len()] = [$($name::$variant),*];

            /// Returns the name in JSON and in forms.
            pub fn name(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)*
                }
            }

            pub fn from_name(word: &str) -> Option<$name> {
                $name::ALL.into_iter().find(|one| one.name() == word)
            }
        }
    };
}

words! {
    /// The hash function of the HMAC (RFC 2104).
    Algorithm {
        Sha1 = "SHA-1",
        #[default]
        Sha256 = "SHA-256",
        Sha384 = "SHA-384",
        Sha512 = "SHA-512",
    }
}

words! {
    /// The encoding of a secret's text.
    KeyText {
        /// The UTF-8 bytes of the text.
        #[default]
        Text = "text",
        /// RFC 4648 section 8, either case.
        Hex = "hex",
        /// RFC 4648 section 4, with or without padding.
        Base64 = "base64",
        /// RFC 4648 section 5, with or without padding.
        Base64Url = "base64url",
    }
}

words! {
    /// The text encoding of a digest.
    DigestText {
        /// RFC 4648 section 8, lower case.
        #[default]
        Hex = "hex",
        /// RFC 4648 section 4, padded.
        Base64 = "base64",
        /// RFC 4648 section 5, not padded.
        Base64Url = "base64url",
    }
}

words! {
    /// The kind of proof that a scheme adds.
    Kind {
        /// Nothing is added.
        Nothing = "none",
        /// A keyed hash over parts of the request.
        #[default]
        Hmac = "hmac",
        /// A plain hash over the key and then those parts: not an HMAC, and weaker than one.
        Hash = "hash",
        /// No signature: a shared secret that is sent unchanged.
        Shared = "secret",
        /// A signature with a private key that only the sender has: Ed25519 (RFC 8032).
        Ed25519 = "ed25519",
        /// A signature with a private key: ECDSA over P-256.
        Ecdsa = "ecdsa",
        /// A signature with a private key: RSA (PKCS #1 v1.5).
        Rsa = "rsa",
    }
}

words! {
    /// The spelling of the sender's JSON bodies, if it matters to the signature.
    Spelling {
        /// Any spelling.
        #[default]
        Free = "free",
        /// Every character beyond ASCII as `\uXXXX` in lower case, beyond the BMP as a surrogate pair.
        Ascii = "ascii",
    }
}

words! {
    /// The unit of a scheme's time.
    Unit {
        #[default]
        Seconds = "s",
        Milliseconds = "ms",
    }
}

words! {
    /// The format of a scheme's time.
    TimeText {
        /// A number of units.
        #[default]
        Number = "number",
        /// A date and time of RFC 3339, in UTC and whole seconds.
        DateTime = "date-time",
    }
}

impl Kind {
    /// Returns whether sender and receiver make the same digest with a shared key.
    pub fn is_keyed(self) -> bool {
        matches!(self, Kind::Hmac | Kind::Hash)
    }

    /// Returns whether the sender signs with a private key, so that receivers can verify but nobody
    /// else can sign.
    pub fn is_public_key(self) -> bool {
        matches!(self, Kind::Ed25519 | Kind::Ecdsa | Kind::Rsa)
    }
}

/// The derivation of the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Key {
    /// The vendor's name of the main secret; empty for plain "Secret".
    #[serde(skip_serializing_if = "is_usual")]
    pub label: String,
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
    #[serde(default, skip_serializing_if = "is_usual")]
    pub label: String,
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
    pub name: String,
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
    #[serde(skip_serializing_if = "is_usual")]
    pub title: String,
    /// CommonMark: its purpose, its limits and its specification.
    #[serde(skip_serializing_if = "is_usual")]
    pub description: String,
    #[serde(skip_serializing_if = "is_usual")]
    pub kind: Kind,
    #[serde(skip_serializing_if = "is_usual")]
    pub algorithm: Algorithm,
    #[serde(skip_serializing_if = "is_usual")]
    pub digest: DigestText,
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
    #[serde(skip_serializing_if = "is_usual")]
    pub json: Spelling,
    /// Further marks of its deliveries: names of header fields, and pointers to members of the
    /// body.
    #[serde(skip_serializing_if = "is_usual")]
    pub marks: Vec<String>,
    /// The separator of several signatures in the result field, if several are allowed.
    #[serde(skip_serializing_if = "is_usual")]
    pub list: Option<String>,
    #[serde(skip_serializing_if = "is_usual")]
    pub unit: Unit,
    #[serde(skip_serializing_if = "is_usual")]
    pub time: TimeText,
    /// The pointer to the member of the body that contains the time, if no field carries one: the
    /// payload has it before signing.
    #[serde(skip_serializing_if = "is_usual")]
    pub stamp: Option<String>,
    /// The id of the newer scheme whose deliveries also have this signature, for older receivers.
    #[serde(skip_serializing_if = "is_usual")]
    pub newer: Option<String>,
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
    pub(crate) fn counts_by_nonce(&self) -> bool {
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

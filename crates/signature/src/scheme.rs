//! What a signature scheme is: data.
//!
//! A scheme is read from JSON, the presets', a document's or a saved one
//! ([`super::read`], [`super::write`]), and applied by [`super::sign()`] and `super::verify`. Its texts are
//! templates of the one small language that [`super::template`] describes.
//! Nothing here computes anything.

mod entries;

use serde::{Deserialize, Serialize};

use super::Moment;

/// Makes an enum whose variants are each known by a word, on the page and in JSON.
macro_rules! words {
    ($(#[$of:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$about])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every one, in the order that they are offered.
            pub const ALL: [$name; [$($word),*].len()] = [$($name::$variant),*];

            /// The word that people choose by and schemes are written with.
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
    /// The hash under the HMAC (RFC 2104).
    Algorithm {
        Sha1 = "SHA-1",
        #[default]
        Sha256 = "SHA-256",
        Sha384 = "SHA-384",
        Sha512 = "SHA-512",
    }
}

words! {
    /// How a secret's text becomes key bytes.
    KeyText {
        /// Its UTF-8.
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
    /// How a digest is written.
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
    /// What a scheme proves.
    Kind {
        /// Nothing is added.
        Nothing = "none",
        /// A keyed hash over parts of the request.
        #[default]
        Hmac = "hmac",
        /// A plain hash over the key and then those parts: no HMAC, and weaker than one.
        Hash = "hash",
        /// No signature: a shared secret that is sent as it is.
        Shared = "secret",
        /// A signature with a private key that only the sender has: Ed25519 (RFC 8032).
        Ed25519 = "ed25519",
        /// The same with ECDSA over P-256.
        Ecdsa = "ecdsa",
        /// The same with RSA (PKCS #1 v1.5).
        Rsa = "rsa",
    }
}

words! {
    /// How the sender spells its JSON bodies, where that matters to what is signed.
    Spelling {
        /// In any way.
        #[default]
        Free = "free",
        /// Every character beyond ASCII as `\uXXXX` in lower case, beyond the BMP as a surrogate pair.
        Ascii = "ascii",
    }
}

words! {
    /// How a scheme counts time.
    Unit {
        #[default]
        Seconds = "s",
        Milliseconds = "ms",
    }
}

words! {
    /// How a scheme writes a time.
    TimeText {
        /// As a number of its unit.
        #[default]
        Number = "number",
        /// As a date and time of RFC 3339, in UTC and whole seconds.
        DateTime = "date-time",
    }
}

impl Kind {
    /// Whether sender and receiver make the same digest with a key that both have.
    pub fn is_keyed(self) -> bool {
        matches!(self, Kind::Hmac | Kind::Hash)
    }

    /// Whether the sender signs with a private key, so that a receiver can verify but nobody else sign.
    pub fn is_public_key(self) -> bool {
        matches!(self, Kind::Ed25519 | Kind::Ecdsa | Kind::Rsa)
    }
}

/// How the key is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Key {
    /// What the vendor calls the main secret; empty for plain "Secret".
    #[serde(skip_serializing_if = "is_usual")]
    pub label: String,
    #[serde(skip_serializing_if = "is_usual")]
    pub help: String,
    /// How the main secret's text becomes bytes.
    #[serde(skip_serializing_if = "is_usual")]
    pub encoding: KeyText,
    /// What is cut from the front before decoding (`whsec_`); text is taken whole.
    #[serde(skip_serializing_if = "is_usual")]
    pub prefix: String,
    /// Template of the key; `{secret}` is the main secret's bytes, other names are inputs.
    #[serde(skip_serializing_if = "is_secret")]
    pub template: String,
}

/// A value that a scheme asks for beside the main secret, typed at `secret:<name>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The name that templates use.
    pub name: String,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub label: String,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub help: String,
    /// Whether it is to be hidden, and replaced in redacted snippets.
    #[serde(default = "yes")]
    pub secret: bool,
    /// Whether a message says it itself, so that verifying takes it from there.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub taken: bool,
    /// What it is while nothing is typed.
    #[serde(skip_serializing_if = "is_usual")]
    pub default: Option<String>,
    /// What stands for the signature when it is not given; `None` for an input that is needed.
    #[serde(skip_serializing_if = "is_usual")]
    pub without: Option<String>,
}

/// How far a timestamp may be off before a receiver refuses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    pub seconds: u32,
    /// Whether a timestamp in the future is held to it too.
    #[serde(default = "yes")]
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

/// A signature scheme, and its JSON: every member may be left out and then is as in [`Scheme::hmac`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default = "Scheme::hmac", deny_unknown_fields)]
pub struct Scheme {
    /// `none`, `plain`, `github`…; a document's own scheme has the id `document`.
    #[serde(skip_serializing_if = "is_usual")]
    pub id: String,
    #[serde(skip_serializing_if = "is_usual")]
    pub title: String,
    /// CommonMark: what it proves, what it leaves out, where it is specified.
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
    /// Beside the main secret.
    #[serde(skip_serializing_if = "is_usual")]
    pub inputs: Vec<Input>,
    /// Template of what is signed.
    #[serde(skip_serializing_if = "is_body")]
    pub content: String,
    /// Parameters that are added to the query before signing.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub query: Vec<HeaderTemplate>,
    /// Fields that are added before signing, so that they can be signed.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub before: Vec<HeaderTemplate>,
    /// Texts that other templates use by name; verifying takes them as the message has them.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub parts: Vec<HeaderTemplate>,
    /// Fields that carry the result.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub headers: Vec<HeaderTemplate>,
    /// Members of a JSON body that carry the result, and what else the sender puts there with it.
    /// What is signed does not hold them: they are put in after.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub members: Vec<HeaderTemplate>,
    /// Where a message names the address of the certificate that has the sender's public key, a header
    /// field or a member of the body by its pointer; and the vendor's own hosts, with commas between:
    /// `*.` in front stands for one label and more, `<region>` for one that is a cloud's region.
    #[serde(skip_serializing_if = "is_usual", with = "entries")]
    pub certificate: Vec<HeaderTemplate>,
    #[serde(skip_serializing_if = "is_usual")]
    pub json: Spelling,
    /// By what else its deliveries are known: names of header fields, and of members of the body by their pointer.
    #[serde(skip_serializing_if = "is_usual")]
    pub marks: Vec<String>,
    /// What stands between several signatures in the result field, where several are allowed.
    #[serde(skip_serializing_if = "is_usual")]
    pub list: Option<String>,
    #[serde(skip_serializing_if = "is_usual")]
    pub unit: Unit,
    #[serde(skip_serializing_if = "is_usual")]
    pub time: TimeText,
    /// The member of the body that says the time, by its pointer, where no field carries one: the
    /// payload has it before it is signed.
    #[serde(skip_serializing_if = "is_usual")]
    pub stamp: Option<String>,
    /// The id of the scheme whose deliveries bear this signature too, for those who know no newer one.
    #[serde(skip_serializing_if = "is_usual")]
    pub newer: Option<String>,
    #[serde(skip_serializing_if = "is_usual")]
    pub tolerance: Option<Tolerance>,
}

/// Whether a member need not be written.
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
    /// The scheme that adds nothing, with the settings that most schemes share.
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
    /// The scheme of a JSON object that leaves everything out.
    pub fn hmac() -> Scheme {
        Scheme {
            id: "document".to_owned(),
            title: "As documented".to_owned(),
            kind: Kind::Hmac,
            ..Scheme::default()
        }
    }

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

//! What a receiver has to do, in steps that any language can print.
//!
//! A scheme's templates are lowered once: which header fields are read and how
//! they come apart, how the key is made, what the MAC is taken over, how old it
//! may be. No language is known here; what cannot be told in these steps is
//! said in a sentence.

mod lower;
mod pieces;
mod refused;
mod variable;

use json::pointer;
use signature::{Algorithm, DigestText, KeyText, Kind, TimeText, Unit};

pub use lower::lower;

/// A value that a header field carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Signature,
    Timestamp,
    Id,
    Nonce,
    Date,
}

impl Slot {
    /// The name in templates, and of the variable in every language.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Signature => "signature",
            Slot::Timestamp => "timestamp",
            Slot::Id => "id",
            Slot::Nonce => "nonce",
            Slot::Date => "date",
        }
    }

    fn from_name(name: &str) -> Option<Slot> {
        let all = [
            Slot::Signature,
            Slot::Timestamp,
            Slot::Id,
            Slot::Nonce,
            Slot::Date,
        ];
        all.into_iter().find(|slot| slot.name() == name)
    }
}

/// A run of what is signed, or of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Body,
    Slot(Slot),
    Method,
    /// The whole address, as the sender called it.
    Url,
    /// Path and query.
    Target,
    Path,
    Query,
    /// A header field by its name in lower case; nothing when it did not come.
    Header(String),
    /// `name:value` and LF for each field of such a name, or, with `true`, of a name that starts so.
    HeaderLines(Vec<(String, bool)>),
    /// The fields of the body or query by name; what stands before the first, in one, between two.
    Fields([String; 3]),
    BodyHash(Algorithm, DigestText),
    /// The CRC-32 of the body, in decimal.
    Crc32,
    /// Name and value, a line each, of these members of a JSON body that are there.
    JsonLines(Vec<String>),
    /// The fields of a form body by name and value; what stands in one, and between two.
    Form([String; 2]),
    /// The address with the escapes of these characters decoded.
    UrlDecoded(String),
    /// A member of a JSON body, by its pointer (RFC 6901).
    Json(String),
    /// The main secret's bytes.
    Secret,
    /// A further secret, by its place in [`Plan::inputs`].
    Input(usize),
}

impl Piece {
    /// Whether it is made anew, and is no value that is there already.
    pub fn is_made(&self) -> bool {
        use Piece::{BodyHash, Crc32, Fields, Form, HeaderLines, Json, JsonLines, UrlDecoded};
        matches!(
            self,
            BodyHash(..)
                | Crc32
                | Fields(_)
                | Form(_)
                | HeaderLines(_)
                | Json(_)
                | JsonLines(_)
                | UrlDecoded(_)
        )
    }
}

/// A header value that comes apart as text, value, text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub before: String,
    pub slot: Slot,
    pub after: String,
}

/// A header field that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// As the sender writes it.
    pub name: String,
    /// What stands between elements, each of one of the forms; without it the value is of the one form.
    pub list: Option<String>,
    pub forms: Vec<Form>,
    /// For messages: `t=…,v1=…`.
    pub shape: String,
}

impl Read {
    pub fn key(&self) -> String {
        self.name.to_ascii_lowercase()
    }

    /// Whether it is one value without anything about it.
    pub fn is_bare(&self) -> bool {
        let bare = |form: &Form| form.before.is_empty() && form.after.is_empty();
        self.list.is_none() && self.forms.iter().all(bare)
    }
}

/// The clock rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// How many seconds a timestamp may be old.
    pub seconds: u32,
    /// Whether it may be that far ahead only.
    pub future: bool,
    pub unit: Unit,
    pub text: TimeText,
}

/// What the signature is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A MAC over [`Plan::content`].
    Mac(Algorithm, DigestText),
    /// A plain hash over the key and then [`Plan::content`].
    Hash(Algorithm, DigestText),
    /// The secret itself.
    Shared,
    /// A signature of a private key over [`Plan::content`], and how it is written; the hash is not
    /// Ed25519's, which has its own.
    PublicKey(Kind, Algorithm, DigestText),
}

/// A secret beside the main one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name that the scheme has for it.
    pub name: String,
    /// A name that is fit for a variable in every language: lower case, digits, `_`.
    pub variable: String,
    pub label: String,
}

/// What `verify` is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    Method,
    Url,
    Target,
    Headers,
    Body,
    Secret,
    /// The sender's public key.
    Key,
    /// By its place in [`Plan::inputs`].
    Input(usize),
    /// What has to be signed where the message tells what is.
    Components,
    Now,
}

/// A receiver, in steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub title: String,
    /// The content's template, for the comment at the top.
    pub signed: String,
    pub reads: Vec<Read>,
    /// Values that stand bare in a JSON body, by their pointer.
    pub members: Vec<(Slot, String)>,
    /// Members of a JSON body of whose names no other may be but for its case.
    pub loose: Vec<String>,
    /// Parameters that the address has to carry: name, and what their value has to be.
    pub carried: Vec<(String, Vec<Piece>)>,
    pub clock: Option<Clock>,
    pub proof: Proof,
    /// What is cut from the front of the secret's text before it is decoded.
    pub prefix: String,
    pub encoding: KeyText,
    pub key: Vec<Piece>,
    pub content: Vec<Piece>,
    pub inputs: Vec<Input>,
    /// Whether the message tells what is signed, as HTTP Message Signatures do (RFC 9421): then
    /// `reads`, `content` and `clock` tell nothing.
    pub described: bool,
    /// Whether a form is signed itself, and any other body by what is `carried` alone.
    pub either: bool,
    /// Where a message names the certificate that has the public key, and the hosts that it has to be on.
    pub certificates: Vec<(String, String)>,
}

impl Plan {
    /// What `verify` is given, in the order of its parameters.
    pub fn parameters(&self) -> Vec<Parameter> {
        let uses = |wanted: &dyn Fn(&Piece) -> bool| self.content.iter().any(wanted);
        let url = |piece: &Piece| matches!(piece, Piece::Url | Piece::UrlDecoded(_));
        let target = |piece: &Piece| {
            use Piece::{Fields, Path, Query, Target};
            matches!(piece, Target | Path | Query | Fields(_))
        };
        let fields = |piece: &Piece| matches!(piece, Piece::Fields(_));
        let headers = |piece: &Piece| {
            use Piece::{Fields, Header, HeaderLines};
            matches!(piece, Header(_) | HeaderLines(_) | Fields(_))
        };
        let public = matches!(self.proof, Proof::PublicKey(..));
        let mut all = Vec::new();
        let first = [
            (
                Parameter::Method,
                self.described || uses(&|p| *p == Piece::Method),
            ),
            (
                Parameter::Url,
                self.described || uses(&url) || !self.carried.is_empty(),
            ),
            (Parameter::Target, uses(&target)),
            (
                Parameter::Headers,
                self.described || self.either || !self.reads.is_empty() || uses(&headers),
            ),
            (
                Parameter::Body,
                self.described || self.covers_body() || self.reads_json() || uses(&fields),
            ),
            (Parameter::Secret, self.has_secret() && !public),
            (Parameter::Key, public),
        ];
        all.extend(first.into_iter().filter(|p| p.1).map(|p| p.0));
        all.extend((0..self.inputs.len()).map(Parameter::Input));
        all.extend(self.described.then_some(Parameter::Components));
        all.extend((self.described || self.clock.is_some()).then_some(Parameter::Now));
        all
    }

    /// Whether the main secret, or the public key in its place, is part of the key.
    pub fn has_secret(&self) -> bool {
        self.key.contains(&Piece::Secret)
    }

    /// Whether any header field carries several values, one of them the signature.
    pub fn lists(&self) -> bool {
        self.reads.iter().any(|read| read.list.is_some())
    }

    /// Whether changing the body must make the signature wrong.
    pub fn covers_body(&self) -> bool {
        let covers = |p: &Piece| {
            use Piece::{Body, BodyHash, Crc32, Form};
            matches!(p, Body | BodyHash(..) | Crc32 | Form(_))
        };
        let mut carried = self.carried.iter().flat_map(|(_, pieces)| pieces);
        self.content.iter().any(covers) || carried.any(covers)
    }

    /// Whether the body is read as JSON.
    pub fn reads_json(&self) -> bool {
        let json = |p: &Piece| matches!(p, Piece::Json(_) | Piece::JsonLines(_));
        !self.members.is_empty() || self.content.iter().any(json)
    }

    /// Whether a field of that name in lower case is read.
    pub fn reads_header(&self, name: &str) -> bool {
        let own = self.reads.iter().any(|read| read.key() == name);
        let described = ["signature", "signature-input", "content-digest"];
        own || self.described && described.contains(&name)
            || self.either && name == "content-type"
            || self.content.iter().any(|piece| match piece {
                Piece::Header(wanted) => wanted == name,
                Piece::HeaderLines(wanted) => wanted.iter().any(|(wanted, start)| match start {
                    true => name.starts_with(wanted.as_str()),
                    false => name == wanted,
                }),
                Piece::Fields(_) => name == "content-type",
                _ => false,
            })
    }
}

/// The steps of a JSON pointer; one of digits is the place in a list.
pub fn steps(pointer: &str) -> Vec<Result<usize, String>> {
    let step = |step: &str| match step.parse() {
        Ok(at) => Ok(at),
        Err(_) => Err(pointer::unescape(step)),
    };
    pointer.split('/').skip(1).map(step).collect()
}

//! The plan of a receiver, in steps that any language can express.
//!
//! A scheme's templates are lowered once: which header fields are read and how
//! they are split, how the key is made, what the MAC covers, how old it may be.
//! Nothing here depends on a language. A scheme that these steps cannot express
//! is an error.

mod lower;
mod pieces;
mod unsupported;
mod variable;

use json::pointer;
use signature::{Algorithm, DigestText, KeyText, Kind, TimeText, Unit};

pub use lower::lower;

/// A value that a header field carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The signature.
    Signature,
    /// The time.
    Timestamp,
    /// The id of the message.
    Id,
    /// The random value.
    Nonce,
    /// The date as an HTTP date.
    Date,
}

impl Slot {
    /// The name in templates, which is also the variable's in every language.
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

/// A part of the signed content or of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A literal text.
    Text(String),
    /// The body's bytes.
    Body,
    /// A value from a header field.
    Slot(Slot),
    /// The HTTP method.
    Method,
    /// The full address that the sender called.
    Url,
    /// Path and query.
    Target,
    /// The path of the request.
    Path,
    /// The query of the request, without `?`.
    Query,
    /// A header field by its lower-case name; empty if it is missing.
    Header(String),
    /// `name:value` and LF for each field with one of these names, or, with `true`, prefixes.
    HeaderLines(Vec<(String, bool)>),
    /// The fields of the body or query by name; the texts before the first, within one, between two.
    Fields([String; 3]),
    /// The hash of the body and its text encoding.
    BodyHash(Algorithm, DigestText),
    /// The CRC-32 of the body, in decimal.
    Crc32,
    /// The name and value, each on a line, of those members that a JSON body has.
    JsonLines(Vec<String>),
    /// The fields of a form body by name and value; the texts within one and between two.
    Form([String; 2]),
    /// The address with the percent-escapes of these characters decoded.
    UrlDecoded(String),
    /// A member of a JSON body, by its pointer (RFC 6901).
    Json(String),
    /// The main secret's bytes.
    Secret,
    /// Another secret, by its index in [`Plan::inputs`].
    Input(usize),
}

impl Piece {
    /// Returns whether the code computes the piece, rather than uses an existing value.
    pub fn is_computed(&self) -> bool {
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

/// The form of a header value: a text, a value, a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueForm {
    /// The text before the value.
    pub before: String,
    /// The value.
    pub slot: Slot,
    /// The text after the value.
    pub after: String,
}

/// A header field that the receiver reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The name as the sender writes it.
    pub name: String,
    /// The separator of elements, each of which has one of the forms; without it the value has the only form.
    pub list: Option<String>,
    /// The forms of an element, one of which it has.
    pub forms: Vec<ValueForm>,
    /// The shape for messages: `t=…,v1=…`.
    pub shape: String,
}

impl Read {
    /// Returns the name in lower case.
    pub fn key(&self) -> String {
        self.name.to_ascii_lowercase()
    }

    /// Returns whether the field is one value without text around it.
    pub fn is_bare(&self) -> bool {
        let bare = |form: &ValueForm| form.before.is_empty() && form.after.is_empty();
        self.list.is_none() && self.forms.iter().all(bare)
    }
}

/// The clock rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The greatest age of a timestamp, in seconds.
    pub seconds: u32,
    /// True if the same limit applies to a timestamp in the future.
    pub future: bool,
    /// The unit of the timestamp.
    pub unit: Unit,
    /// The format of the timestamp.
    pub text: TimeText,
}

/// The proof that the signature gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A MAC over [`Plan::content`].
    Mac(Algorithm, DigestText),
    /// A plain hash of the key followed by [`Plan::content`].
    Hash(Algorithm, DigestText),
    /// The secret itself.
    Shared,
    /// A signature by a private key over [`Plan::content`]; the algorithm is the hash, except for
    /// Ed25519, which defines its own.
    PublicKey(Kind, Algorithm, DigestText),
}

/// A secret in addition to the main one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name in the scheme.
    pub name: String,
    /// A name that is valid for a variable in every language: lower case, digits, `_`.
    pub variable: String,
    /// The name that people see.
    pub label: String,
}

/// A parameter of `verify`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// The HTTP method.
    Method,
    /// The full address.
    Url,
    /// The path and query.
    Target,
    /// The header fields.
    Headers,
    /// The body's bytes.
    Body,
    /// The main secret.
    Secret,
    /// The sender's public key.
    Key,
    /// Another secret, by its index in [`Plan::inputs`].
    Input(usize),
    /// The components that a signature must cover if the message itself lists them.
    Components,
    /// The present time, in Unix seconds.
    Now,
}

/// A receiver, in steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The title of the scheme.
    pub title: String,
    /// The template of the signed content, for the comment at the top.
    pub signed: String,
    /// The header fields that are read.
    pub reads: Vec<Read>,
    /// Values that are whole members of a JSON body, by their pointers.
    pub members: Vec<(Slot, String)>,
    /// Member names of a JSON body that must have no other spelling in case.
    pub case_collisions: Vec<String>,
    /// Parameters that the address must have, with their required values.
    pub carried: Vec<(String, Vec<Piece>)>,
    /// The clock rule, if there is one.
    pub clock: Option<Clock>,
    /// The proof to check.
    pub proof: Proof,
    /// The prefix removed from the secret's text before it is decoded.
    pub prefix: String,
    /// The encoding of the secret's text.
    pub encoding: KeyText,
    /// The pieces of the key.
    pub key: Vec<Piece>,
    /// The pieces of the signed content.
    pub content: Vec<Piece>,
    /// The secrets in addition to the main one.
    pub inputs: Vec<Input>,
    /// True if the message itself lists what is signed, as in HTTP Message Signatures (RFC 9421);
    /// then `reads`, `content` and `clock` are unused.
    pub described: bool,
    /// True if a form is signed directly, and any other body only through `carried`.
    pub either: bool,
    /// The places where a message names the certificate with the public key, and the allowed hosts.
    pub certificates: Vec<(String, String)>,
}

impl Plan {
    /// The parameters of `verify`, in order.
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

    /// Returns whether the main secret, or the public key in its place, is part of the key.
    pub fn has_secret(&self) -> bool {
        self.key.contains(&Piece::Secret)
    }

    /// Returns whether any header field is a list with the signature in it.
    pub fn lists(&self) -> bool {
        self.reads.iter().any(|read| read.list.is_some())
    }

    /// Returns whether changing the body must invalidate the signature.
    pub fn covers_body(&self) -> bool {
        let covers = |p: &Piece| {
            use Piece::{Body, BodyHash, Crc32, Form};
            matches!(p, Body | BodyHash(..) | Crc32 | Form(_))
        };
        let mut carried = self.carried.iter().flat_map(|(_, pieces)| pieces);
        self.content.iter().any(covers) || carried.any(covers)
    }

    /// Returns whether the body is read as JSON.
    pub fn reads_json(&self) -> bool {
        let json = |p: &Piece| matches!(p, Piece::Json(_) | Piece::JsonLines(_));
        !self.members.is_empty() || self.content.iter().any(json)
    }

    /// Returns whether the receiver reads the field with that lower-case name.
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

/// The steps of a JSON pointer; one of digits is an index into an array.
pub fn steps(pointer: &str) -> Vec<Result<usize, String>> {
    let step = |step: &str| match step.parse() {
        Ok(at) => Ok(at),
        Err(_) => Err(pointer::unescape(step)),
    };
    pointer.split('/').skip(1).map(step).collect()
}

//! What a signature scheme is: data.

/// The hash under the HMAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// How a secret's text becomes key bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyText {
    Text,
    Hex,
    Base64,
}

/// How a digest is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestText {
    Hex,
    Base64,
    Base64Url,
}

/// A signature scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// `none`, `plain`, `github`…; a document's own scheme has the id `document`.
    pub id: String,
    pub title: String,
}

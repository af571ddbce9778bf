//! Causes that share an explanation and advice.

use crate::cause::{Cause, SecretText};

/// Causes that share an explanation and advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The spelling of a JSON body.
    Json,
    /// A signature over nothing, or over a text that is not the body.
    Empty,
    /// Line ends, white space and byte order marks at the ends of lines or of the body.
    Bytes,
    /// The charset of the body.
    Charset,
    /// The body was compressed after it was signed.
    Coding,
    /// The encoding of a form.
    Form,
    /// The encoding of the secret.
    SecretText,
    /// White space or quotation marks around the secret.
    SecretEnds,
    /// The signed time.
    Time,
    /// The signed address.
    Address,
    /// The layout of the signed content.
    Layout,
    /// The text encoding of the signature, or its header field.
    Digest,
    /// A header field that is missing from the request.
    Missing,
    /// The algorithm of the signature.
    Algorithm,
}

impl Cause {
    /// Returns the family of the cause.
    pub fn family(&self) -> Family {
        use SecretText::{LineEnd, Trimmed, Unquoted};
        match self {
            Cause::Spacing(_) | Cause::Order(_) | Cause::Escapes(_) => Family::Json,
            Cause::Slashes { .. } | Cause::Numbers(_) | Cause::Number { .. } => Family::Json,
            Cause::Named { .. } => Family::Json,
            Cause::Quoted { .. } => Family::Json,
            Cause::Lost(_) => Family::Empty,
            Cause::LastLine { .. } | Cause::LineEnds { .. } | Cause::Trimmed => Family::Bytes,
            Cause::ByteOrderMark { .. } | Cause::Padded { .. } => Family::Bytes,
            Cause::Charset(_) => Family::Charset,
            Cause::Decompressed => Family::Coding,
            Cause::Form(_) => Family::Form,
            Cause::Secret(Trimmed | LineEnd | Unquoted) => Family::SecretEnds,
            Cause::Secret(_) => Family::SecretText,
            Cause::TimeUnit(_) | Cause::OtherTime { .. } => Family::Time,
            Cause::Address { .. } => Family::Address,
            Cause::Layout { .. } | Cause::ColonsEscaped => Family::Layout,
            Cause::Written(_) | Cause::Bare { .. } | Cause::Field { .. } => Family::Digest,
            Cause::Missing { .. } => Family::Missing,
            Cause::Algorithm(_) | Cause::PlainHash(_) => Family::Algorithm,
        }
    }
}

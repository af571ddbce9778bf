//! Signing: header fields computed over the bytes that are sent.
//!
//! A [`Scheme`] is data in a small template language (see `sign/template.rs`);
//! [`sign`] applies it to a request, [`verify`] checks a reply or a delivery.
//! No clock and no randomness here: the [`Moment`] is passed in.

pub mod date;
pub mod hmac;
pub mod key;
pub mod presets;
pub mod read;
pub mod scheme;
pub mod template;

use crate::draft::Signing;
use crate::secret::Secrets;
use crate::validate::problem::Problem;

pub use scheme::{Algorithm, DigestText, Input, Key, KeyText, Kind, Scheme, Tolerance, Unit};

/// The time and the random values of one buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since the Unix epoch.
    pub unix_ms: i64,
    /// The delivery's id, as `msg_…`.
    pub id: String,
    /// 32 lower-case hex digits.
    pub nonce: String,
}

/// What signing reads of a request.
#[derive(Clone, Copy, Debug)]
pub struct Signable<'a> {
    pub method: &'a str,
    /// Absolute, normal.
    pub url: &'a str,
    /// Path and query as sent.
    pub target: &'a str,
    /// Name and value of the fields sent so far.
    pub headers: &'a [(String, String)],
    pub body: &'a [u8],
    pub content_type: &'a str,
}

/// What signing gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Header fields to add, in order; a field of the same name is replaced.
    pub headers: Vec<(String, String)>,
    /// The bytes that were signed; empty for schemes that sign nothing.
    pub text: Vec<u8>,
    /// The raw MAC.
    pub digest: Vec<u8>,
    /// The id and the time (Unix seconds, or as the scheme counts) that went in.
    pub id: String,
    pub time: String,
    /// Byte ranges of header values that are secrets sent as they are: index into `headers`,
    /// range, and the placeholder for redacted snippets (`SECRET`).
    pub hidden: Vec<(usize, std::ops::Range<usize>, String)>,
    /// What did not stop signing: warnings, and errors that go out on purpose.
    pub problems: Vec<Problem>,
}

/// The scheme in force: the person's choice over the document's, with the person's settings for `plain`.
pub fn scheme(signing: &Signing, documented: Option<&Scheme>) -> Scheme {
    let _ = (signing, documented);
    todo!()
}

/// Signs a request. Problems stand at `secret`, `secret:<name>`, `signing-id`, `signing-time` and the template controls.
pub fn sign(
    scheme: &Scheme,
    signing: &Signing,
    secrets: &Secrets,
    moment: &Moment,
    request: &Signable<'_>,
) -> Result<Signed, Vec<Problem>> {
    let _ = (scheme, signing, secrets, moment, request);
    todo!()
}

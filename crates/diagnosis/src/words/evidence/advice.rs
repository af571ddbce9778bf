//! Advice on evidence, and the wording of evidence beside a correct signature.
//!
//! Advice is a separate sentence after the fact, so that it can be left out beside a correct
//! signature or token.

use crate::evidence::{Coding, Evidence, Gone, Slip};
use signature::Coverage;

impl Evidence {
    /// Returns what to do where the signature does not match; each text begins with a space.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Evidence::Digest { fits: false, .. } => {
                " Refuse such a delivery, and verify the raw bytes before anything rewrites them."
            }
            Evidence::Coding(Coding::Unpacked { .. }) => {
                " If the sender signed the compressed bytes, they cannot be restored from here; verify before anything decodes the body."
            }
            Evidence::Coding(Coding::Unsaid { .. }) => {
                " Decompress it, then verify, or look for what compressed it on its way."
            }
            Evidence::Coding(Coding::Lost) => " Save the body to a file, and choose that file.",
            Evidence::Replaced {
                gone: Gone::Nothing,
                ..
            } => " Compare it with the raw body.",
            Evidence::Replaced { .. } => {
                " The signed bytes are lost and cannot be restored from this text. Collect the chunks of the body as bytes and \
                 join them before decoding."
            }
            Evidence::Rounded { .. } => {
                " If it did, the signed digits cannot be restored from here. Copy the raw body instead of formatted JSON."
            }
            Evidence::Masked { .. } => {
                " The signature covers the original value. Copy the raw body."
            }
            Evidence::FormDecoded => " The signature covers the raw form. Verify the raw body.",
            Evidence::Media { said, .. } if names_form(said) => {
                " The signature covers the raw form. Verify the raw body."
            }
            Evidence::Media { .. }
            | Evidence::NotJson { .. }
            | Evidence::NotXml { .. }
            | Evidence::Boundary { .. } => " Verify the raw body.",
            Evidence::NotUtf8 { utf16: false, .. } => " Read, log and verify it as bytes.",
            Evidence::NotUtf8 { .. } | Evidence::IsUtf8 { .. } => {
                " Verify the bytes that were received."
            }
            // The facts of these contain the advice.
            Evidence::Digest { fits: true, .. }
            | Evidence::Digests { .. }
            | Evidence::Coding(Coding::Packed { .. })
            | Evidence::Cut
            | Evidence::Framed
            | Evidence::Length { .. }
            | Evidence::Mark => "",
        }
    }

    /// Returns sentences in CommonMark beside a correct signature or token that covers `coverage`
    /// of the body.
    pub fn beside_valid(&self, coverage: Coverage) -> String {
        match (self, coverage) {
            (Evidence::Digest { field, fits: false }, Coverage::Whole) => [
                "`",
                field,
                "` is not the digest of this body. The signature covers the body and matches, so the field is wrong: \
                 it was computed from other bytes or changed on its way. A receiver that checks it refuses the delivery.",
            ]
            .concat(),
            (Evidence::Digest { fits: false, .. }, _) => {
                self.fact() + " A correct sender does not prove a correct body. Refuse such a delivery."
            }
            _ => self.fact(),
        }
    }
}

/// Describes digests that cannot all be of one body, and names the one that this body has.
pub(super) fn contradiction(
    (field, fits): &(String, &'static str),
    (other_field, other): &(String, &'static str),
) -> String {
    match field == other_field {
        true if fits == other => format!(
            "`{field}` contains several {fits} digests: one is that of this body, and another is not. The body is the one \
             that the first was computed from; the other is wrong."
        ),
        true => format!(
            "`{field}` contradicts itself: its {fits} is that of this body, and its {other} is not. The body is the one \
             that {fits} was computed from; the {other} is wrong."
        ),
        false => format!(
            "`{field}` and `{other_field}` contradict each other: the digest in `{field}` is that of this body, and the \
             one in `{other_field}` is not. The body is the one that `{field}` was computed from; `{other_field}` is wrong."
        ),
    }
}

/// Describes a multipart type whose boundary does not divide the body.
pub(super) fn boundary(said: &str, named: Option<String>, found: Option<String>) -> String {
    let is_named = named.is_some();
    let head = match named {
        Some(named) => format!("`Content-Type` names `--{named}` as the boundary"),
        None => format!(
            "`Content-Type` is `{said}` without a `boundary`, so the ends of the parts are unknown"
        ),
    };
    let body = match (found, is_named) {
        (Some(found), true) => format!(", but the body here begins with `--{found}`"),
        (Some(found), false) => format!(". The body here begins with `--{found}`"),
        (None, true) => ", but no line of the body here matches it".to_owned(),
        (None, false) => String::new(),
    };
    head + &body + ". The body or the field was changed, or the sender wrote them differently."
}

/// Describes a body that is not JSON although its type is, with the reason if it is known.
pub(super) fn not_json(said: &str, slip: Slip) -> String {
    let why = match slip {
        Slip::PythonBytes => {
            ": it is a Python bytes literal (`b'…'`), as `str()` produces from bytes"
        }
        Slip::ObjectText => {
            ": it is `[object Object]`, which JavaScript produces from an object that is used as text"
        }
        Slip::Control => {
            r": a string in it contains a raw control character, as when the escape `\n` is decoded"
        }
        Slip::Name => ": a member name is not in double quotes",
        Slip::Quotes => {
            ": its strings are not in double quotes, as when Python prints a dictionary"
        }
        Slip::Unknown => "",
    };
    [
        "`Content-Type` is `",
        said,
        "`, but the body here is not JSON",
        why,
        ".",
    ]
    .concat()
}

/// Returns whether a media type is a form's.
pub(super) fn names_form(said: &str) -> bool {
    said.ends_with("x-www-form-urlencoded") || said.starts_with("multipart/")
}

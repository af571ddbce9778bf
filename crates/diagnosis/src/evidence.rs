//! Evidence in a delivery of why its signature does not match.
//!
//! Evidence is data that arithmetic supports: a length or a digest of another body, lost bytes,
//! numbers that JavaScript may have rounded. [`super::words`] words it; [`super::search`] tries
//! candidates instead.

mod length;
mod media;
mod members;
mod scan;

use std::ops::Range;

use super::limits::LARGE;
use media::Read;
use received::Received;
use scan::Scan;
use signature::claims::{Claim, claims};
use signature::{Coverage, Scheme};

/// A fact that a delivery shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A header field contains a digest, which fits this body or does not.
    Digest {
        /// The name of the header field.
        field: String,
        /// True if the digest is that of this body.
        fits: bool,
    },
    /// Digests that cannot all be of one body: the field and algorithm of one that fits this body,
    /// and of one that does not.
    Digests {
        /// The field and the algorithm of a digest that fits.
        fits: (String, &'static str),
        /// The field and the algorithm of a digest that does not fit.
        other: (String, &'static str),
    },
    /// Compression that the body has or has lost.
    Coding(Coding),
    /// U+FFFD, which decoders put in place of bytes that are not text.
    Replaced {
        /// The number of U+FFFD.
        count: usize,
        /// The number of runs of U+FFFD without another character between them.
        runs: usize,
        /// The first places: JSON Pointers, or byte offsets.
        places: Vec<Place>,
        /// The `Content-Length`, if there is one.
        said: Option<usize>,
        /// The kind of the bytes that were replaced.
        gone: Gone,
    },
    /// Whole numbers of 2^53 and beyond that JavaScript may have rounded.
    Rounded {
        /// JSON Pointers to the first ones.
        places: Vec<String>,
        /// True if there are more.
        more: bool,
    },
    /// Values that were masked before the text was shown.
    Masked {
        /// JSON Pointers to the first ones.
        places: Vec<String>,
        /// True if there are more.
        more: bool,
    },
    /// JSON that breaks off.
    Cut,
    /// Chunk sizes of a chunked transfer within the body.
    Framed,
    /// A `Content-Length` that is not the body's length.
    Length {
        /// The length in the head, in bytes.
        said: usize,
        /// The length of the body, in bytes.
        found: usize,
        /// The change of the body that explains the difference.
        fit: Fit,
    },
    /// A media type that does not match the look of the body.
    Media {
        /// The media type in the head.
        said: String,
        /// The format that the body appears to have.
        found: Shape,
    },
    /// A JSON media type with a body that is not JSON.
    NotJson {
        /// The media type in the head.
        said: String,
        /// The kind of mistake in the JSON.
        slip: Slip,
    },
    /// An XML media type with a body that is not XML.
    NotXml {
        /// The media type in the head.
        said: String,
    },
    /// A multipart type whose `boundary` does not divide the body or is missing, and the boundary
    /// that the body begins with, if any.
    Boundary {
        /// The media type in the head.
        said: String,
        /// The boundary in the head.
        named: Option<String>,
        /// The boundary that the body begins with.
        found: Option<String>,
    },
    /// A form whose percent-encoding was removed.
    FormDecoded,
    /// A UTF-8 charset with bytes that are not UTF-8.
    NotUtf8 {
        /// The byte offset of the first byte that is not UTF-8.
        at: usize,
        /// True if the body appears to be UTF-16.
        utf16: bool,
    },
    /// Another charset with bytes that are UTF-8.
    IsUtf8 {
        /// The charset in the head.
        said: String,
    },
    /// A byte order mark at the beginning of the body.
    Mark,
}

/// A place in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A JSON Pointer (RFC 6901).
    Pointer(String),
    /// A byte offset, counted from 0.
    Byte(usize),
}

/// The state of a body's compression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coding {
    /// The body is compressed, as the header field states.
    Packed { said: String },
    /// The header field names a coding, and the body is not compressed; `length` means that the
    /// length differs too.
    Unpacked { said: String, length: bool },
    /// The body is compressed, and no header field names a coding.
    Unsaid { found: &'static str },
    /// Compressed bytes were read as text.
    Lost,
}

/// The bytes that U+FFFD replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    Unknown,
    /// None: the length fits the body with them, so they were sent.
    Nothing,
    /// One byte each.
    Bytes,
    /// One character of this many bytes.
    Character {
        bytes: usize,
    },
    /// Several characters, of this many bytes together.
    Characters {
        bytes: usize,
    },
}

/// The change of the body that would fit the stated length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    Empty,
    Shorter,
    Longer,
    NoLineEnd,
    NoMark,
    Crlf,
    /// JSON without white space.
    Compact,
    /// JSON without white space, except for a few bytes that other forms of its numbers explain.
    NearlyCompact {
        compact: usize,
        by: usize,
    },
    /// The decoded body, which is base64.
    Decoded,
    /// Each character beyond ASCII as an escape, and each slash too.
    Ascii,
    AsciiSlashes,
    Slashes,
    /// One byte for each character.
    Narrow,
}

/// The format that a body seems to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Json,
    Form,
    Multipart,
    Xml,
    /// JSON in base64.
    Base64,
}

/// The reason that a text is not JSON, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A literal of Python's bytes: `b'{}'`.
    PythonBytes,
    /// `[object Object]`
    ObjectText,
    /// A control character in a string without an escape.
    Control,
    /// A member name without quotes.
    Name,
    /// Quotes other than double quotes.
    Quotes,
    Unknown,
}

/// The input that evidence is gathered from.
struct Gathering<'a> {
    received: &'a Received,
    /// JSON Pointers of the signed members, where only single members are signed.
    signed: Vec<String>,
    scan: Scan,
}

/// Gathers what a delivery shows; `valid` leaves out what a correct signature or token disproves.
pub fn gather(scheme: &Scheme, received: &Received, valid: bool) -> Vec<Evidence> {
    let body = &received.body[..];
    let mut found = digests(received);
    let coverage = match (valid, Coverage::of(scheme, &received.signable())) {
        (false, coverage) => coverage,
        // A token protects no byte of the body, so every oddity of it matters.
        (true, Coverage::Nothing) => Coverage::Whole,
        (true, Coverage::Whole | Coverage::Members) => Coverage::Nothing,
    };
    // Other oddities of the body do not matter where none of it is signed.
    if coverage != Coverage::Nothing {
        let gathering = Gathering {
            received,
            signed: members::signed(scheme),
            scan: Scan::of(body, media::escape(received)),
        };
        let read = Read::of(body, LARGE);
        match coverage {
            Coverage::Whole => gathering.whole(&read, &mut found),
            _ => gathering.members(&read, &mut found),
        }
    }
    if valid {
        found.retain(Evidence::is_contrary);
    }
    found
}

impl Gathering<'_> {
    /// Gathers what the whole body shows, the strongest evidence first.
    fn whole(&self, read: &Read, found: &mut Vec<Evidence>) {
        let (received, scan) = (&self.received, &self.scan);
        let body = &received.body[..];
        let said = said_length(received);
        let coding = media::coding(received, scan, said);
        let is_packed = matches!(coding, Some(Coding::Packed { .. } | Coding::Unsaid { .. }));
        let said = match &coding {
            // A body that was compressed has another length anyway.
            Some(Coding::Unpacked { .. } | Coding::Lost) => None,
            _ => said,
        };
        let is_lost = coding == Some(Coding::Lost);
        found.extend(coding.map(Evidence::Coding));
        if is_packed {
            let other = said.filter(|said| *said != body.len());
            found.extend(other.map(|said| length::judge(said, body, scan, None)));
            return;
        }
        let replaced = scan.replaced + scan.escaped > 0 && !is_lost;
        let mut gone = Gone::Unknown;
        if replaced {
            gone = match scan.escaped {
                0 => length::gone(said, body.len(), scan),
                _ if said == Some(body.len()) => Gone::Nothing,
                _ => Gone::Unknown,
            };
            found.push(self.replaced(read, said, gone));
        }
        let tree = read.tree();
        found.extend(tree.and_then(|tree| members::rounded(tree, None)));
        found.extend(tree.and_then(|tree| members::masked(tree, None)));
        found.extend(is_framed(body).then_some(Evidence::Framed));
        found.extend(read.is_cut(body, scan).then_some(Evidence::Cut));
        let media = media::media(received, scan, read);
        // A body that is cut or contains chunk sizes is not JSON or XML for that reason alone.
        let partial = found
            .iter()
            .any(|f| matches!(f, Evidence::Cut | Evidence::Framed));
        let is_none =
            |f: &Evidence| matches!(f, Evidence::NotJson { .. } | Evidence::NotXml { .. });
        found.extend(media.filter(|f| !(partial && is_none(f))));
        found.extend(media::charset(received, scan));
        // The evidence for U+FFFD mentions the length already.
        let other = said.filter(|said| *said != body.len() && gone == Gone::Unknown);
        found.extend(other.map(|said| length::judge(said, body, scan, tree)));
        found.extend(body.starts_with(b"\xEF\xBB\xBF").then_some(Evidence::Mark));
    }

    /// Gathers what the signed members show; the rest of the body has no effect on the signature.
    fn members(&self, read: &Read, found: &mut Vec<Evidence>) {
        let Some(tree) = read.tree() else {
            let cut = read.is_cut(&self.received.body, &self.scan);
            return found.extend(cut.then_some(Evidence::Cut));
        };
        let signed = Some(&self.signed[..]);
        found.extend(members::replaced(tree, &self.signed));
        found.extend(members::rounded(tree, signed));
        found.extend(members::masked(tree, signed));
    }

    fn replaced(&self, read: &Read, said: Option<usize>, gone: Gone) -> Evidence {
        let scan = &self.scan;
        let begins = scan.places.iter().map(|Range { start, .. }| *start);
        let mut places = Vec::new();
        for at in begins.chain(scan.escapes.iter().copied()) {
            let place = members::place(&self.received.body, read.tree(), at);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        // Several replacements in one member share a place.
        let unplaced = scan.runs + scan.escaped - scan.places.len() - scan.escapes.len();
        Evidence::Replaced {
            count: scan.replaced + scan.escaped,
            runs: places.len() + unplaced,
            places,
            said,
            gone,
        }
    }
}

/// Checks the digests in the head against the body: each alone, unless they contradict each other.
fn digests(received: &Received) -> Vec<Evidence> {
    let (fit, others): (Vec<Claim>, Vec<Claim>) = claims(&received.headers)
        .into_iter()
        .partition(|claim| claim.holds(&received.body));
    let named = |claim: &Claim| (claim.field.clone(), claim.algorithm());
    if let (Some(fits), Some(other)) = (fit.first(), others.first()) {
        let (fits, other) = (named(fits), named(other));
        return vec![Evidence::Digests { fits, other }];
    }
    let fits = others.is_empty();
    let all = fit.into_iter().chain(others);
    all.map(|Claim { field, .. }| Evidence::Digest { field, fits })
        .collect()
}

/// Returns the length in the head, unless it is missing or the body is chunked.
fn said_length(received: &Received) -> Option<usize> {
    let mut values = received
        .headers
        .iter()
        .filter(|h| h.0.eq_ignore_ascii_case("content-length"));
    let first = &values.next()?.1;
    let one = values.all(|other| other.1 == *first);
    let digits = !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit());
    let chunked = received.header("transfer-encoding").is_some();
    first.parse().ok().filter(|_| one && digits && !chunked)
}

/// Returns whether a body that should be whole contains chunk sizes (RFC 9112, section 7.1).
fn is_framed(body: &[u8]) -> bool {
    let Some(end) = body.iter().take(16).position(|b| *b == b'\n') else {
        return false;
    };
    let size = body.get(..end).unwrap_or_default().trim_ascii();
    let size = std::str::from_utf8(size)
        .ok()
        .filter(|text| (1..=8).contains(&text.len()));
    let Some(size) = size.and_then(|text| usize::from_str_radix(text, 16).ok()) else {
        return false;
    };
    let after = body.get(end + 1..).and_then(|rest| rest.get(size..));
    let follows = after.is_some_and(|after| after.starts_with(b"\r\n") || after.starts_with(b"\n"));
    size > 0 && follows && body.trim_ascii_end().ends_with(b"\n0")
}

#[cfg(test)]
mod tests;

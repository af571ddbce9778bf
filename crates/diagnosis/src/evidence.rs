//! What a delivery itself shows of why its signature does not match.
//!
//! Evidence is what arithmetic supports, as data: a length or a digest of
//! another body, bytes that were lost, numbers that JavaScript writes so. It is
//! worded in [`super::words`]. What is tried, by contrast, is [`super::search`]'s.

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

/// One thing that a delivery shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A header field claims a digest, and these bytes have it or have another.
    Digest { field: String, fits: bool },
    /// Digests that cannot all be of one body: the field and algorithm of one that these bytes have,
    /// and of one that they have not.
    Digests {
        fits: (String, &'static str),
        other: (String, &'static str),
    },
    /// What was compressed, and is or is not any more.
    Coding(Coding),
    /// U+FFFD, which decoders put in place of bytes that are no text.
    Replaced {
        count: usize,
        runs: usize,
        /// Where the first are: JSON Pointers, or bytes that they begin at.
        places: Vec<Place>,
        said: Option<usize>,
        gone: Gone,
    },
    /// Whole numbers of 2^53 and beyond, written as JavaScript writes the doubles that they are.
    Rounded { places: Vec<String>, more: bool },
    /// Values that were hidden before the text was shown.
    Masked { places: Vec<String>, more: bool },
    /// JSON breaks off.
    Cut,
    /// The marks of a chunked coding stand in the body.
    Framed,
    /// `Content-Length` says another length than the body's.
    Length { said: usize, found: usize, fit: Fit },
    /// The media type says one thing, and the body looks like another.
    Media { said: String, found: Shape },
    /// The media type says JSON, and the body is none.
    NotJson { said: String, slip: Slip },
    /// The media type says XML, and the body is none.
    NotXml { said: String },
    /// The body is not divided by the `boundary` of its multipart type, where that has one; the
    /// boundary that it is divided by, where it is by any.
    Boundary {
        said: String,
        named: Option<String>,
        found: Option<String>,
    },
    /// A form whose percent-encoding was taken off.
    FormDecoded,
    /// The charset is UTF-8, and the bytes are not.
    NotUtf8 { at: usize, utf16: bool },
    /// The charset is another, and the bytes are UTF-8.
    IsUtf8 { said: String },
    /// A byte order mark begins the body.
    Mark,
}

/// Where something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A JSON Pointer (RFC 6901).
    Pointer(String),
    /// The byte that it begins at, counted from nought.
    Byte(usize),
}

/// What is known of a body's compression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coding {
    /// The body is compressed, as the header field says.
    Packed { said: String },
    /// The header field says so, and the body is not; whether the length is another too.
    Unpacked { said: String, length: bool },
    /// The body is compressed, and no header field says so.
    Unsaid { found: &'static str },
    /// Compressed bytes were read as text.
    Lost,
}

/// What U+FFFD took the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    Unknown,
    /// The length is right with them: they were sent.
    Nothing,
    /// One byte each.
    Bytes,
    /// One character of so many bytes.
    Character {
        bytes: usize,
    },
    /// Several, of so many bytes together.
    Characters {
        bytes: usize,
    },
}

/// What would have the length that is said.
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
    /// The same, but for some bytes that numbers in another form account for.
    NearlyCompact {
        compact: usize,
        by: usize,
    },
    /// What the body says in base64.
    Decoded,
    /// Each character beyond ASCII as escapes, and each slash.
    Ascii,
    AsciiSlashes,
    Slashes,
    /// One byte for each character.
    Narrow,
}

/// What a body looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Json,
    Form,
    Multipart,
    Xml,
    /// JSON in base64.
    Base64,
}

/// Why a text is no JSON, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A literal of Python's bytes: `b'{}'`.
    PythonBytes,
    /// `[object Object]`
    ObjectText,
    /// A control character is bare in a string.
    Control,
    /// A member name is not in quotes.
    Name,
    /// Other quotes than double ones.
    Quotes,
    Unknown,
}

/// What evidence is gathered from.
struct Gathering<'a> {
    received: &'a Received,
    /// Pointers of the members that are signed, where single ones are.
    signed: Vec<String>,
    scan: Scan,
}

/// Gathers what a delivery shows; `valid` leaves out what a signature or a token that is right
/// disproves.
pub fn gather(scheme: &Scheme, received: &Received, valid: bool) -> Vec<Evidence> {
    let body = &received.body[..];
    let mut found = digests(received);
    let coverage = match (valid, Coverage::of(scheme, &received.signable())) {
        (false, coverage) => coverage,
        // Nothing else protects this body.
        (true, Coverage::Nothing) => Coverage::Whole,
        (true, Coverage::Whole | Coverage::Members) => Coverage::Nothing,
    };
    // What else the body shows does not matter where nothing of it is signed.
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
    /// What the body as a whole shows, the weightiest first.
    fn whole(&self, read: &Read, found: &mut Vec<Evidence>) {
        let (received, scan) = (&self.received, &self.scan);
        let body = &received.body[..];
        let said = said_length(received);
        let coding = media::coding(received, scan, said);
        let is_packed = matches!(coding, Some(Coding::Packed { .. } | Coding::Unsaid { .. }));
        let said = match &coding {
            // What was compressed has another length.
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
        // What is cut or stands between chunks is no JSON or XML for that reason.
        let partial = found
            .iter()
            .any(|f| matches!(f, Evidence::Cut | Evidence::Framed));
        let is_none =
            |f: &Evidence| matches!(f, Evidence::NotJson { .. } | Evidence::NotXml { .. });
        found.extend(media.filter(|f| !(partial && is_none(f))));
        found.extend(media::charset(received, scan));
        // What took the place of characters says it with the length.
        let other = said.filter(|said| *said != body.len() && gone == Gone::Unknown);
        found.extend(other.map(|said| length::judge(said, body, scan, tree)));
        found.extend(body.starts_with(b"\xEF\xBB\xBF").then_some(Evidence::Mark));
    }

    /// What the members show that are signed; the rest of the body changes nothing.
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
        // Several in one member are at one place.
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

/// What the digests in the head say of the body: each alone, unless they contradict each other.
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

/// The length that the head says, where it says one and the body is not chunked.
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

/// Whether chunks' sizes stand in a body that is said to be whole (RFC 9112, section 7.1).
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

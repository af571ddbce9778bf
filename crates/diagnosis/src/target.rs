//! The signature that was found, and the ways to write it.
//!
//! A digest is compared with every reading of the text at once, so that another notation costs no
//! extra candidate. At least [`LEAST`] bytes have to agree, which happens by chance once in 2^64.

use super::cause::{Cause, Written};
use data_encoding::BASE64;
use received::Received;
use signature::percent;
use signature::{DigestText, KeyText, hmac, key};

/// The fewest bytes of a digest that have to be present.
const LEAST: usize = 8;
/// The possible lengths of digests, in bytes.
const LENGTHS: [usize; 4] = [20, 32, 48, 64];
/// The fewest characters of base64 that have to be present: more bytes than [`LEAST`], since they
/// may be anywhere.
const LEAST_BASED: usize = 16;
/// The most signatures that are compared.
const MOST: usize = 16;

/// A reading of a signature's text.
struct Reading {
    bytes: Vec<u8>,
    form: DigestText,
    /// The characters of the digest.
    text: String,
    /// The steps taken to read it.
    written: Vec<Written>,
}

struct Target {
    text: String,
    readings: Vec<Reading>,
    /// The hex digits of a partial digest, in lower case.
    digits: Option<String>,
    /// Base64 of the usual alphabet without padding, whose letter case or ends may be lost.
    base: Option<String>,
    /// The oddity of its place in the request.
    carried: Option<Cause>,
}

/// All signatures that were found.
pub struct Targets {
    own: DigestText,
    list: Vec<Target>,
}

/// A signature in a request.
pub struct Found {
    pub text: String,
    /// The oddity of its place in the request.
    pub carried: Option<Cause>,
}

impl From<String> for Found {
    fn from(text: String) -> Found {
        Found {
            text,
            carried: None,
        }
    }
}

/// A match: the text that was found, and its notation.
pub struct Hit {
    pub text: String,
    pub causes: Vec<Cause>,
}

impl Targets {
    /// Reads the signatures; `own` is the scheme's notation of digests.
    pub fn new(found: &[Found], own: DigestText) -> Targets {
        let read = |found: &Found| Target {
            carried: found.carried.clone(),
            ..Target::read(&found.text)
        };
        let list = found.iter().take(MOST).map(read).collect();
        Targets { own, list }
    }

    /// Returns whether no signature can be compared with a digest.
    pub fn is_empty(&self) -> bool {
        self.list
            .iter()
            .all(|t| t.readings.is_empty() && t.digits.is_none() && t.base.is_none())
    }

    /// Returns whether a digest of `length` bytes fits: `true` whole, `false` cut, `None` not at
    /// all.
    pub fn fit(&self, length: usize) -> Option<bool> {
        let readings = self.list.iter().flat_map(|t| &t.readings);
        let lengths: Vec<usize> = readings.map(|r| r.bytes.len()).collect();
        // Three bytes are four characters, and most readings agree.
        let based = self.list.iter().filter_map(|t| t.base.as_deref());
        let based = based.map(|text| text.len() * 3 / 4).any(|l| l == length);
        if based || lengths.contains(&length) {
            return Some(true);
        }
        lengths.iter().any(|l| *l < length).then_some(false)
    }

    /// Returns the signature that matches a digest.
    pub fn hit(&self, digest: &[u8]) -> Option<Hit> {
        let mut texts = Texts::default();
        self.list.iter().find_map(|target| {
            let reading = target
                .readings
                .iter()
                .find(|r| digest.starts_with(&r.bytes));
            let written = match reading {
                Some(reading) => reading.written(digest, self.own, &target.text),
                None => vec![target.remains(digest, &mut texts)?],
            };
            let causes = written.into_iter().map(Cause::Written);
            Some(Hit {
                text: target.text.clone(),
                causes: causes.chain(target.carried.clone()).collect(),
            })
        })
    }
}

impl Reading {
    /// Returns the differences from the scheme's notation.
    fn written(&self, digest: &[u8], own: DigestText, text: &str) -> Vec<Written> {
        let whole = hmac::text(digest, own);
        if whole == text {
            return Vec::new();
        }
        let mut causes = self.written.clone();
        let in_hex = causes.contains(&Written::HexInBase64);
        // A short base64url text can be read as base64 too.
        let alike = self.form != DigestText::Hex
            && own != DigestText::Hex
            && !self.text.contains(['-', '_', '+', '/']);
        if self.form != own && !in_hex && !alike {
            causes.push(Written::As(self.form));
        }
        let of = hmac::text(digest, self.form).trim_end_matches('=').len();
        let kept = self.text.trim_end_matches('=').len();
        if self.bytes.len() < digest.len() {
            causes.push(Written::Cut { kept, of });
        } else if own == DigestText::Base64
            && self.form == DigestText::Base64
            && !self.text.ends_with('=')
            && !causes.contains(&Written::Percent)
            && whole.ends_with('=')
        {
            causes.push(Written::NoPadding);
        }
        causes
    }
}

impl Target {
    fn read(found: &str) -> Target {
        let trimmed = found.trim();
        let (digits, _) = digits(trimmed);
        let whole_hex = hex(&digits);
        let mut readings = readings(trimmed);
        readings.retain(|r| r.bytes.len() >= LEAST);
        let usual = trimmed.replace('-', "+").replace('_', "/");
        let bare = usual.trim_end_matches('=');
        let signs = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
        let based = bare.len() >= LEAST_BASED && bare.bytes().all(signs) && whole_hex.is_none();
        let cut = whole_hex.is_some() && !LENGTHS.contains(&(digits.len() / 2));
        let odd = digits.len() % 2 == 1;
        Target {
            text: found.to_owned(),
            base: based.then(|| bare.to_owned()),
            digits: (cut || odd && whole_hex.is_some()).then(|| digits.to_ascii_lowercase()),
            readings,
            carried: None,
        }
    }

    /// Returns how a digest lost part of its text, if the text here is the remainder.
    fn remains(&self, digest: &[u8], texts: &mut Texts) -> Option<Written> {
        let cut = |kept: &str, of: &str| {
            let of = of.trim_end_matches('=');
            let (kept_len, of_len) = (kept.len(), of.len());
            (kept_len < of_len && of.contains(kept)).then_some(Written::CutBefore {
                kept: kept_len,
                of: of_len,
            })
        };
        if let Some(digits) = &self.digits {
            let hex = || hmac::text(digest, DigestText::Hex);
            let whole = texts.hex.get_or_insert_with(hex);
            let each = || digest.iter().map(|byte| unpadded(*byte));
            if whole.trim_start_matches('0') == digits || each().collect::<String>() == *digits {
                return Some(Written::ZerosLost);
            }
            return cut(digits, whole);
        }
        let base = self.base.as_deref()?;
        let whole = texts.base.get_or_insert_with(|| BASE64.encode(digest));
        let same = whole.trim_end_matches('=').eq_ignore_ascii_case(base);
        match same {
            true => Some(Written::CaseLost),
            false => cut(base, whole),
        }
    }
}

/// The texts of a digest, made on demand because a search has thousands of digests.
#[derive(Default)]
struct Texts {
    hex: Option<String>,
    base: Option<String>,
}

/// Returns a byte in hex without a leading zero.
fn unpadded(byte: u8) -> String {
    let digits = hmac::text(&[byte], DigestText::Hex);
    digits.strip_prefix('0').unwrap_or(&digits).to_owned()
}

/// Returns the digits of hex with a separator after each byte, as .NET's `BitConverter` writes it.
fn bytewise(text: &str) -> Option<String> {
    let mark = ['-', ':'].into_iter().find(|mark| text.contains(*mark))?;
    let byte = |piece: &str| piece.len() == 2 && piece.bytes().all(|b| b.is_ascii_hexdigit());
    let sound = text.len() > 3 * LEAST && text.split(mark).all(byte);
    sound.then(|| text.replace(mark, ""))
}

/// Returns the readings of a text: directly, or percent-decoded once and after one separator, never
/// deeper.
fn readings(text: &str) -> Vec<Reading> {
    if let Some(reading) = in_hex(text) {
        return vec![reading];
    }
    let decoded = String::from_utf8(percent::decode(text)).unwrap_or_default();
    let decoded = Some(decoded.trim()).filter(|decoded| decoded.len() < text.len());
    let mut all = based(text);
    for (text, percent) in [(decoded, Some(Written::Percent)), (Some(text), None)] {
        let Some(text) = text else {
            continue;
        };
        let whole = percent.is_some().then_some((text, None));
        let bare = bare(text).map(|bare| (bare, Some(Written::Prefixed)));
        for (inner, prefixed) in whole.into_iter().chain(bare) {
            let read = match in_hex(inner) {
                Some(reading) => vec![reading],
                None => based(inner),
            };
            all.extend(read.into_iter().map(|mut reading| {
                reading.written.extend(prefixed.into_iter().chain(percent));
                reading
            }));
        }
    }
    all
}

/// Returns the text after the first and after the last separator, which may follow a version or an
/// algorithm.
fn bare(text: &str) -> impl Iterator<Item = &str> {
    const MARKS: [char; 3] = ['=', ',', ':'];
    // Padding at the end is not a separator.
    let signs = text.trim_end_matches('=');
    let (first, last) = (signs.find(MARKS), signs.rfind(MARKS));
    let others = last.filter(|_| last != first);
    let behind = move |at: usize| text.get(at + 1..).map(str::trim);
    first.into_iter().chain(others).filter_map(behind)
}

/// Returns the digits of a text that may be hex, and whether separators were between its bytes.
fn digits(text: &str) -> (String, bool) {
    let joined = text.split_ascii_whitespace().collect::<String>();
    match bytewise(&joined) {
        Some(digits) => (digits, true),
        None => (joined, false),
    }
}

fn in_hex(text: &str) -> Option<Reading> {
    let (digits, marked) = digits(text);
    let bytes = hex(&digits)?;
    let upper = digits.bytes().any(|b| b.is_ascii_uppercase());
    let upper = upper.then_some(Written::UpperHex).into_iter();
    let parted = text.contains(|c: char| c.is_ascii_whitespace());
    let parted = parted.then_some(Written::Parted);
    let marked = marked.then_some(Written::Marked);
    Some(Reading {
        bytes,
        form: DigestText::Hex,
        text: digits,
        written: upper.chain(parted).chain(marked).collect(),
    })
}

/// Returns the bytes of hex digits without an odd digit at the end.
fn hex(text: &str) -> Option<Vec<u8>> {
    let even = text
        .get(..text.len() / 2 * 2)
        .filter(|t| t.len() >= 2 * LEAST)?;
    let sound = text.bytes().all(|b| b.is_ascii_hexdigit());
    key::decode(even, KeyText::Hex).ok().filter(|_| sound)
}

fn based(text: &str) -> Vec<Reading> {
    let spaced = text.contains(' ');
    let text = text.replace(' ', "+");
    let url = text.contains(['-', '_']);
    let usual = text.replace('-', "+").replace('_', "/");
    let mut readings = Vec::new();
    let bare = usual.trim_end_matches('=');
    // A single remaining character encodes no byte.
    let bare = if bare.len() % 4 == 1 {
        bare.get(..bare.len() - 1).unwrap_or_default()
    } else {
        bare
    };
    let Ok(bytes) = key::decode(bare, KeyText::Base64) else {
        return readings;
    };
    let lost = spaced.then_some(Written::PlusLost);
    let inner = std::str::from_utf8(&bytes).ok();
    if let Some((inner, bytes)) = inner.and_then(|inner| Some((inner, hex(inner)?))) {
        readings.push(Reading {
            bytes,
            form: DigestText::Hex,
            text: inner.to_owned(),
            written: lost.into_iter().chain([Written::HexInBase64]).collect(),
        });
    }
    let form = if url {
        DigestText::Base64Url
    } else {
        DigestText::Base64
    };
    readings.push(Reading {
        bytes,
        form,
        text,
        written: lost.into_iter().collect(),
    });
    readings
}

/// Returns the name and text of every header field that has the form of a digest.
pub fn digests(received: &Received) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    // A digest of the body is not a signature (RFC 9530).
    let signs = |name: &str| {
        let name = name.to_ascii_lowercase();
        !name.ends_with("digest") && !name.starts_with("content-") && name != "etag"
    };
    for (name, value) in received.headers.iter().filter(|h| signs(&h.0)) {
        let pieces = value
            .split([' ', ',', ';', '"'])
            .filter(|piece| piece.len() >= 27);
        for piece in pieces.take(MOST) {
            let bare = piece.trim_matches(':');
            // The text follows `sha256=` or `v1=`; padding at the end is not a separator.
            let after = bare.trim_end_matches('=').find(['=', ':']);
            let bare = after
                .and_then(|at| bare.get(at + 1..))
                .unwrap_or(bare)
                .trim_matches(':');
            if is_digest(bare) && found.len() < MOST {
                found.push((name.clone(), bare.to_owned()));
            }
        }
    }
    found
}

/// Returns whether a text has the form of a whole digest.
pub fn is_digest(text: &str) -> bool {
    let target = Target::read(text);
    let mut readings = target
        .readings
        .iter()
        .filter(|r| !r.written.contains(&Written::Prefixed));
    readings.any(|r| LENGTHS.contains(&r.bytes.len()))
}

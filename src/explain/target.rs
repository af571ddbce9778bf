//! The signature that was found, and the ways in which it may be written.
//!
//! A digest is compared with what the text says in every encoding at once, so
//! that no way of writing costs a candidate. At least [`LEAST`] bytes have to
//! agree: by chance that happens once in 2^64.

use super::cause::{Cause, Written};
use crate::received::Received;
use crate::sign::{DigestText, KeyText, hmac, key};

/// Bytes of a digest that must be there.
const LEAST: usize = 8;
/// Bytes of the digests there are.
const LENGTHS: [usize; 4] = [20, 32, 48, 64];
/// Signatures that are compared.
const MOST: usize = 16;

/// What a signature's text may say.
struct Reading {
    bytes: Vec<u8>,
    form: DigestText,
    /// What was done to read it.
    written: Vec<Written>,
}

struct Target {
    text: String,
    readings: Vec<Reading>,
    /// Base64 whose letters are all of one case, in lower case.
    folded: Option<String>,
}

/// All signatures that were found.
pub struct Targets {
    own: DigestText,
    list: Vec<Target>,
}

/// What matched: the text that was found and how it is written.
pub struct Hit {
    pub text: String,
    pub causes: Vec<Cause>,
}

impl Targets {
    /// `own` is how the scheme writes digests.
    pub fn new(found: &[String], own: DigestText) -> Targets {
        let list = found
            .iter()
            .take(MOST)
            .map(|text| Target::read(text))
            .collect();
        Targets { own, list }
    }

    /// Whether nothing is there that a digest could be compared with.
    pub fn is_empty(&self) -> bool {
        self.list
            .iter()
            .all(|t| t.readings.is_empty() && t.folded.is_none())
    }

    /// How well a digest of that many bytes fits: whole, cut, or not at all.
    pub fn fit(&self, length: usize) -> Option<bool> {
        let readings = self.list.iter().flat_map(|t| &t.readings);
        let lengths: Vec<usize> = readings.map(|r| r.bytes.len()).collect();
        let folded = self.list.iter().filter_map(|t| t.folded.as_deref());
        let folds = folded
            .map(|text| text.trim_end_matches('=').len() * 3 / 4)
            .any(|l| l == length);
        if folds || lengths.contains(&length) {
            return Some(true);
        }
        lengths.iter().any(|l| *l < length).then_some(false)
    }

    /// The signature that a digest is.
    pub fn hit(&self, digest: &[u8]) -> Option<Hit> {
        self.list.iter().find_map(|target| {
            let reading = target
                .readings
                .iter()
                .find(|r| digest.starts_with(&r.bytes));
            let written = match reading {
                Some(reading) => reading.written(digest, self.own, &target.text),
                None => {
                    let folded = target.folded.as_deref()?;
                    let whole = hmac::base64(digest).to_ascii_lowercase();
                    let same = whole.trim_end_matches('=') == folded.trim_end_matches('=');
                    same.then(|| vec![Written::CaseLost])?
                }
            };
            Some(Hit {
                text: target.text.clone(),
                causes: written.into_iter().map(Cause::Written).collect(),
            })
        })
    }
}

impl Reading {
    /// What is not as the scheme writes it.
    fn written(&self, digest: &[u8], own: DigestText, text: &str) -> Vec<Written> {
        let whole = hmac::text(digest, own);
        if whole == text {
            return Vec::new();
        }
        let mut causes = self.written.clone();
        let in_hex = causes.contains(&Written::HexInBase64);
        // A short base64url text may be read as base64 too.
        let alike = self.form != DigestText::Hex
            && own != DigestText::Hex
            && !text.contains(['-', '_', '+', '/']);
        if self.form != own && !in_hex && !alike {
            causes.push(Written::As(self.form));
        }
        let of = hmac::text(digest, self.form).trim_end_matches('=').len();
        let space = |b: &u8| self.form != DigestText::Hex || !b.is_ascii_whitespace();
        let kept = text.trim_end_matches('=').bytes().filter(space).count();
        if self.bytes.len() < digest.len() {
            causes.push(Written::Cut { kept, of });
        } else if own == DigestText::Base64
            && self.form == DigestText::Base64
            && !text.ends_with('=')
            && whole.ends_with('=')
        {
            causes.push(Written::NoPadding);
        }
        causes
    }
}

impl Target {
    fn read(found: &str) -> Target {
        let mut readings = Vec::new();
        let trimmed = found.trim();
        let joined = trimmed.split_ascii_whitespace().collect::<String>();
        if let Some(bytes) = hex(&joined) {
            let upper = joined.bytes().any(|b| b.is_ascii_uppercase());
            let upper = upper.then_some(Written::UpperHex).into_iter();
            let parted = (joined != trimmed).then_some(Written::Parted);
            readings.push(Reading {
                bytes,
                form: DigestText::Hex,
                written: upper.chain(parted).collect(),
            });
        } else {
            based(trimmed, &mut readings);
            // What stands before the last mark may be a version or an algorithm.
            if let Some((_, bare)) = trimmed
                .split_once(['=', ',', ':'])
                .filter(|(_, bare)| !bare.is_empty())
            {
                let read = Target::read(bare).readings.into_iter();
                readings.extend(read.map(|mut reading| {
                    reading.written.push(Written::Prefixed);
                    reading
                }));
            }
        }
        readings.retain(|r| r.bytes.len() >= LEAST);
        let bare = trimmed.trim_end_matches('=');
        let one_case = bare.bytes().any(|b| b.is_ascii_alphabetic())
            && (bare.to_ascii_lowercase() == bare || bare.to_ascii_uppercase() == bare);
        let whole = LENGTHS.iter().any(|l| (l * 4).div_ceil(3) == bare.len());
        Target {
            text: found.to_owned(),
            folded: (one_case && whole && hex(trimmed).is_none())
                .then(|| bare.to_ascii_lowercase()),
            readings,
        }
    }
}

/// Bytes of hex digits; an odd one at the end is left out.
fn hex(text: &str) -> Option<Vec<u8>> {
    let even = text
        .get(..text.len() / 2 * 2)
        .filter(|t| t.len() >= 2 * LEAST)?;
    let sound = text.bytes().all(|b| b.is_ascii_hexdigit());
    key::decode(even, KeyText::Hex).ok().filter(|_| sound)
}

fn based(text: &str, readings: &mut Vec<Reading>) {
    let spaced = text.contains(' ');
    let text = text.replace(' ', "+");
    let url = text.contains(['-', '_']);
    let usual = text.replace('-', "+").replace('_', "/");
    let bare = usual.trim_end_matches('=');
    // One character alone says no byte.
    let bare = if bare.len() % 4 == 1 {
        bare.get(..bare.len() - 1).unwrap_or_default()
    } else {
        bare
    };
    let Ok(bytes) = key::decode(bare, KeyText::Base64) else {
        return;
    };
    let lost = spaced.then_some(Written::PlusLost);
    if let Some(inner) = std::str::from_utf8(&bytes).ok().and_then(hex) {
        readings.push(Reading {
            bytes: inner,
            form: DigestText::Hex,
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
        written: lost.into_iter().collect(),
    });
}

/// Whatever in the header fields has the form of a digest: field name and text.
pub fn digests(received: &Received) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    // A digest of the body is a digest, and no signature (RFC 9530).
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
            // `sha256=…`, `v1=…`; padding at the end is no such mark.
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

/// Whether a text has the form of a whole digest.
pub fn is_digest(text: &str) -> bool {
    let target = Target::read(text);
    let mut readings = target
        .readings
        .iter()
        .filter(|r| !r.written.contains(&Written::Prefixed));
    readings.any(|r| LENGTHS.contains(&r.bytes.len()))
}

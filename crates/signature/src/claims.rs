//! Digests of the body that a message claims in its header fields, signed or not.
//!
//! The fields are `Content-Digest` and `Repr-Digest` (RFC 9530), the older `Digest` (RFC 3230),
//! `Content-MD5` (RFC 2616) and `x-amz-content-sha256`. A claim that does not match shows that the
//! body was changed, whatever the scheme signs.

use md5::{Digest as _, Md5};

use super::components::{DIGESTS, split};
use super::hmac;
use super::key::decode;
use super::{Algorithm, KeyText};

/// The most claims that are checked; an honest message does not have more.
const MOST: usize = 8;

/// A digest that a header field claims for the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The field's name as sent.
    pub field: String,
    hash: Hash,
    digest: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hash {
    Md5,
    Sha(Algorithm),
}

/// Returns the claims in a known format, in the order of their fields.
pub fn claims(headers: &[(String, String)]) -> Vec<Claim> {
    let all = headers
        .iter()
        .flat_map(|(name, value)| of_field(name, value));
    all.take(MOST).collect()
}

fn of_field(name: &str, value: &str) -> Vec<Claim> {
    let one = |hash: Hash, text: &str| {
        // The standards use base64, but some libraries write hex.
        let forms = [KeyText::Hex, KeyText::Base64];
        let mut digests = forms.into_iter().filter_map(|form| decode(text, form).ok());
        let digest = digests.find(|digest| digest.len() == hash.length())?;
        let field = name.to_owned();
        Some(Claim {
            field,
            hash,
            digest,
        })
    };
    let listed = || {
        split(value, ',')
            .into_iter()
            .filter_map(|member| member.trim().split_once('='))
    };
    match &*name.to_ascii_lowercase() {
        "content-digest" | "repr-digest" => listed()
            .filter_map(|(name, text)| {
                let (_, algorithm) = DIGESTS.into_iter().find(|known| known.0 == name)?;
                let text = text.strip_prefix(':')?.strip_suffix(':')?;
                one(Hash::Sha(algorithm), text)
            })
            .collect(),
        "digest" => listed()
            .filter_map(|(name, text)| {
                let hash = match &*name.to_ascii_lowercase() {
                    "md5" => Hash::Md5,
                    "sha" => Hash::Sha(Algorithm::Sha1),
                    "sha-256" => Hash::Sha(Algorithm::Sha256),
                    "sha-512" => Hash::Sha(Algorithm::Sha512),
                    _ => return None,
                };
                one(hash, text)
            })
            .collect(),
        "content-md5" => one(Hash::Md5, value.trim()).into_iter().collect(),
        "x-amz-content-sha256" => one(Hash::Sha(Algorithm::Sha256), value.trim())
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

impl Hash {
    /// Returns the length of a digest in bytes.
    fn length(self) -> usize {
        match self {
            Hash::Md5 => 16,
            Hash::Sha(Algorithm::Sha1) => 20,
            Hash::Sha(Algorithm::Sha256) => 32,
            Hash::Sha(Algorithm::Sha384) => 48,
            Hash::Sha(Algorithm::Sha512) => 64,
        }
    }
}

impl Claim {
    /// Returns the algorithm's name in lower case: `sha-256`.
    pub fn algorithm(&self) -> &'static str {
        match self.hash {
            Hash::Md5 => "md5",
            Hash::Sha(Algorithm::Sha1) => "sha-1",
            Hash::Sha(Algorithm::Sha256) => "sha-256",
            Hash::Sha(Algorithm::Sha384) => "sha-384",
            Hash::Sha(Algorithm::Sha512) => "sha-512",
        }
    }

    /// Returns whether these bytes have the claimed digest.
    pub fn holds(&self, body: &[u8]) -> bool {
        self.digest
            == match self.hash {
                Hash::Md5 => Md5::digest(body).to_vec(),
                Hash::Sha(algorithm) => hmac::hash(algorithm, body),
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(name: &str, value: &str, body: &str) -> Vec<bool> {
        let all = claims(&[(name.to_owned(), value.to_owned())]);
        let holds = |claim: &Claim| claim.holds(body.as_bytes());
        all.iter().map(holds).collect()
    }

    /// The digest of `{"hello": "world"}` comes from the examples of RFC 9421.
    #[test]
    fn claims_are_held_against_a_body() {
        const BODY: &str = "{\"hello\": \"world\"}";
        let sha256 = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";
        let hex = "5f8f04f6a3a892aaabbddb6cf273894493773960d4a325b105fee46eef4304f1";
        let content = ["sha-256=:", sha256, ":"].concat();
        for (name, value) in [
            ("Content-Digest", content.as_str()),
            ("repr-digest", &content),
            ("Digest", &["SHA-256=", sha256].concat()),
            ("digest", &["sha-256=", hex].concat()),
            ("X-Amz-Content-Sha256", hex),
        ] {
            assert_eq!(judged(name, value, BODY), [true], "{name}");
            assert_eq!(
                judged(name, value, "{\"hello\":\"world\"}"),
                [false],
                "{name}"
            );
        }
    }

    #[test]
    fn md5_is_held_against_a_body() {
        // RFC 1321, appendix A.5.
        let hex = "f96b697d7cb7938d525a2f31aaf161d0";
        let base64 = "+WtpfXy3k41SWi8xqvFh0A==";
        assert_eq!(judged("Content-MD5", base64, "message digest"), [true]);
        assert_eq!(judged("Content-MD5", hex, "another"), [false]);
        assert_eq!(
            judged("Digest", &["md5=", hex].concat(), "message digest"),
            [true]
        );
    }

    #[test]
    fn what_is_no_claim_is_left_out() {
        for (name, value) in [
            ("Content-Digest", "sha-256=:AAAA:"),
            ("Content-Digest", "unixsum=:AAAA:"),
            ("Content-Digest", ""),
            ("Digest", "sha-256"),
            ("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"),
            ("Want-Content-Digest", "sha-256=1"),
        ] {
            assert_eq!(judged(name, value, ""), Vec::<bool>::new(), "{value}");
        }
        let both = "sha-512=:AAAA:, sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";
        assert_eq!(judged("Content-Digest", both, ""), [true]);
    }
}

//! HMAC (RFC 2104) and plain hashes, by algorithm, and the texts of digests.
//!
//! The arithmetic is the `hmac`, `sha1` and `sha2` crates'; only the choice is here.

mod running;

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::{Algorithm, DigestText, Kind, Scheme};

pub use running::Running;

/// The message authentication code of bytes.
pub fn mac(algorithm: Algorithm, key: &[u8], message: &[u8]) -> Vec<u8> {
    match algorithm {
        Algorithm::Sha1 => finish::<Hmac<Sha1>>(key, message),
        Algorithm::Sha256 => finish::<Hmac<Sha256>>(key, message),
        Algorithm::Sha384 => finish::<Hmac<Sha384>>(key, message),
        Algorithm::Sha512 => finish::<Hmac<Sha512>>(key, message),
    }
}

fn finish<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
    // HMAC takes a key of any length, so there is no error to meet.
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(key) else {
        return Vec::new();
    };
    message.chunks(CALL).for_each(|piece| mac.update(piece));
    mac.finalize().into_bytes().to_vec()
}

/// What a scheme makes of a key and a message: an HMAC, or a plain hash over the one and the other.
pub fn keyed(scheme: &Scheme, mut key: Vec<u8>, message: &[u8]) -> Vec<u8> {
    if scheme.kind != Kind::Hash {
        return mac(scheme.algorithm, &key, message);
    }
    key.extend_from_slice(message);
    hash(scheme.algorithm, &key)
}

/// The hash of bytes.
pub fn hash(algorithm: Algorithm, message: &[u8]) -> Vec<u8> {
    match algorithm {
        Algorithm::Sha1 => Sha1::digest(message).to_vec(),
        Algorithm::Sha256 => {
            let mut digest = Sha256::new();
            message.chunks(CALL).for_each(|piece| digest.update(piece));
            digest.finalize().to_vec()
        }
        Algorithm::Sha384 => Sha384::digest(message).to_vec(),
        Algorithm::Sha512 => Sha512::digest(message).to_vec(),
    }
}

/// Bytes that are hashed in one call: a browser compiles a function well while it is not being run,
/// so that megabytes in one call are hashed at a tenth of the speed.
const CALL: usize = 64 << 10;

/// Base64 with padding, of bytes of any number: `data-encoding` takes at most 8 MB at once where
/// addresses have 32 bits.
pub fn base64(bytes: &[u8]) -> String {
    // A multiple of three bytes needs no padding.
    const PIECE: usize = 3 << 20;
    bytes.chunks(PIECE).fold(String::new(), |mut out, piece| {
        BASE64.encode_append(piece, &mut out);
        out
    })
}

/// A digest as text.
pub fn text(digest: &[u8], form: DigestText) -> String {
    match form {
        DigestText::Hex => HEXLOWER.encode(digest),
        DigestText::Base64 => BASE64.encode(digest),
        DigestText::Base64Url => BASE64URL_NOPAD.encode(digest),
    }
}

/// Whether two texts are equal, in a time that depends on their lengths only.
pub fn same(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    let differences = pairs.fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && differences == 0
}

#[cfg(test)]
mod tests;

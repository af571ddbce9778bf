//! HMAC (RFC 2104) and plain hashes by algorithm, and the text encodings of digests.
//!
//! The `hmac`, `sha1` and `sha2` crates do the arithmetic; this module selects the algorithm.

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use hmac::{Hmac, KeyInit};
use sha1::Sha1;
use sha2::digest::{Digest, FixedOutput};
use sha2::{Sha256, Sha384, Sha512};

use super::{Algorithm, DigestText, Kind, Scheme};

/// Returns the message authentication code of bytes.
pub fn mac(algorithm: Algorithm, key: &[u8], message: &[u8]) -> Vec<u8> {
    mac_of(algorithm, key, &[message], &mut |_| ())
}

/// Returns the same as [`mac`] for a message in pieces; `hashed` receives the number of bytes
/// hashed so far.
pub fn mac_of(
    algorithm: Algorithm,
    key: &[u8],
    pieces: &[&[u8]],
    hashed: &mut dyn FnMut(usize),
) -> Vec<u8> {
    fn made<M: KeyInit + FixedOutput>(
        key: &[u8],
        pieces: &[&[u8]],
        hashed: &mut dyn FnMut(usize),
    ) -> Vec<u8> {
        // HMAC takes a key of any length, so no error can occur.
        let mac = <M as KeyInit>::new_from_slice(key);
        mac.map_or_else(|_| Vec::new(), |mac| digest(mac, pieces, hashed))
    }
    match algorithm {
        Algorithm::Sha1 => made::<Hmac<Sha1>>(key, pieces, hashed),
        Algorithm::Sha256 => made::<Hmac<Sha256>>(key, pieces, hashed),
        Algorithm::Sha384 => made::<Hmac<Sha384>>(key, pieces, hashed),
        Algorithm::Sha512 => made::<Hmac<Sha512>>(key, pieces, hashed),
    }
}

/// Returns the hash of bytes.
pub fn hash(algorithm: Algorithm, message: &[u8]) -> Vec<u8> {
    hash_of(algorithm, &[message], &mut |_| ())
}

/// Returns the same as [`hash`] for a message in pieces; `hashed` as for [`mac_of`].
pub fn hash_of(algorithm: Algorithm, pieces: &[&[u8]], hashed: &mut dyn FnMut(usize)) -> Vec<u8> {
    match algorithm {
        Algorithm::Sha1 => digest(Sha1::new(), pieces, hashed),
        Algorithm::Sha256 => digest(Sha256::new(), pieces, hashed),
        Algorithm::Sha384 => digest(Sha384::new(), pieces, hashed),
        Algorithm::Sha512 => digest(Sha512::new(), pieces, hashed),
    }
}

fn digest(mut state: impl FixedOutput, pieces: &[&[u8]], hashed: &mut dyn FnMut(usize)) -> Vec<u8> {
    let mut done = 0;
    for piece in pieces.iter().flat_map(|piece| piece.chunks(CALL)) {
        state.update(piece);
        done += piece.len();
        hashed(done);
    }
    state.finalize_fixed().to_vec()
}

/// Returns the digest of a key and a message under a scheme: an HMAC, or a plain hash over both.
pub fn keyed(
    scheme: &Scheme,
    key: &[u8],
    message: &[u8],
    hashed: &mut dyn FnMut(usize),
) -> Vec<u8> {
    match scheme.kind {
        Kind::Hash => hash_of(scheme.algorithm, &[key, message], hashed),
        _ => mac_of(scheme.algorithm, key, &[message], hashed),
    }
}

/// Bytes hashed in one call. A browser optimises a function only between calls, so megabytes in one
/// call are hashed at a tenth of the speed.
const CALL: usize = 64 << 10;

/// Returns base64 with padding, for any number of bytes: `data-encoding` takes at most 8 MB at once
/// on targets with 32-bit addresses.
pub fn base64(bytes: &[u8]) -> String {
    // A multiple of three bytes needs no padding.
    const PIECE: usize = 3 << 20;
    bytes.chunks(PIECE).fold(String::new(), |mut out, piece| {
        BASE64.encode_append(piece, &mut out);
        out
    })
}

/// Returns the text of a digest.
pub fn text(digest: &[u8], form: DigestText) -> String {
    match form {
        DigestText::Hex => HEXLOWER.encode(digest),
        DigestText::Base64 => BASE64.encode(digest),
        DigestText::Base64Url => BASE64URL_NOPAD.encode(digest),
    }
}

/// Returns whether two texts are equal, in a time that depends only on their lengths.
pub fn same(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    let differences = pairs.fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && differences == 0
}

#[cfg(test)]
mod tests;

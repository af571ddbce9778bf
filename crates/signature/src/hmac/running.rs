//! Digests over bytes that come piece by piece, so that large ones can be made in slices.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::CALL;
use crate::Algorithm;

/// A digest in the making.
pub struct Running(Option<Box<dyn Feed>>);

/// What every kind of digest can do.
trait Feed {
    fn feed(&mut self, bytes: &[u8]);
    fn end(self: Box<Self>) -> Vec<u8>;
}

struct Keyed<M>(M);
struct Bare<D>(D);

impl<M: Mac> Feed for Keyed<M> {
    fn feed(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn end(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().into_bytes().to_vec()
    }
}

impl<D: Digest> Feed for Bare<D> {
    fn feed(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn end(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}

impl Running {
    /// A message authentication code (RFC 2104).
    pub fn mac(algorithm: Algorithm, key: &[u8]) -> Running {
        Running(match algorithm {
            Algorithm::Sha1 => keyed::<Hmac<Sha1>>(key),
            Algorithm::Sha256 => keyed::<Hmac<Sha256>>(key),
            Algorithm::Sha384 => keyed::<Hmac<Sha384>>(key),
            Algorithm::Sha512 => keyed::<Hmac<Sha512>>(key),
        })
    }

    pub fn hash(algorithm: Algorithm) -> Running {
        Running(Some(match algorithm {
            Algorithm::Sha1 => Box::new(Bare(Sha1::new())),
            Algorithm::Sha256 => Box::new(Bare(Sha256::new())),
            Algorithm::Sha384 => Box::new(Bare(Sha384::new())),
            Algorithm::Sha512 => Box::new(Bare(Sha512::new())),
        }))
    }

    pub fn feed(&mut self, bytes: &[u8]) {
        if let Some(digest) = &mut self.0 {
            bytes.chunks(CALL).for_each(|piece| digest.feed(piece));
        }
    }

    /// The digest of all that was fed.
    pub fn end(self) -> Vec<u8> {
        self.0.map_or_else(Vec::new, |digest| digest.end())
    }
}

fn keyed<M: Mac + KeyInit + 'static>(key: &[u8]) -> Option<Box<dyn Feed>> {
    // HMAC takes a key of any length, so there is no error to meet.
    let mac = <M as KeyInit>::new_from_slice(key).ok()?;
    Some(Box::new(Keyed(mac)))
}

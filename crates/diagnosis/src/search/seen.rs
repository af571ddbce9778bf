//! Which bytes were met, by two hashes of 64 bits: for telling equal bodies, not against an adversary.

use table::Keys;

#[derive(Default)]
pub struct Seen(Keys);

impl Seen {
    /// Adds what a fingerprint is of; whether it is new.
    pub fn insert(&mut self, mark: &Fingerprint) -> bool {
        let mut bytes = [0; 24];
        let words = [mark.hashes[0], mark.hashes[1], mark.at as u64];
        for (to, from) in bytes.chunks_mut(8).zip(words) {
            to.copy_from_slice(&from.to_le_bytes());
        }
        self.0.insert(bytes)
    }
}

/// 128 bits over bytes, eight at a time.
pub struct Fingerprint {
    hashes: [u64; 2],
    at: usize,
}

impl Default for Fingerprint {
    fn default() -> Fingerprint {
        Fingerprint {
            hashes: [0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F],
            at: 0,
        }
    }
}

impl Fingerprint {
    /// Takes so many bytes more of a whole, a multiple of eight; whether it is at the end.
    pub fn feed(&mut self, whole: &[u8], most: usize) -> bool {
        let end = whole.len().min(self.at + most);
        let [mut one, mut two] = self.hashes;
        for chunk in whole.get(self.at..end).unwrap_or_default().chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            let word = u64::from_le_bytes(word);
            one = (one ^ word)
                .wrapping_mul(0xFF51_AFD7_ED55_8CCD)
                .rotate_left(29);
            two = (two.rotate_left(31) ^ word).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
        }
        self.hashes = [one, two];
        self.at = end;
        end == whole.len()
    }
}

/// Whether bytes are equal, eight at a time: one at a time is slow in WebAssembly.
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    let (one, one_left) = one.as_chunks::<8>();
    let (other, other_left) = other.as_chunks::<8>();
    let words = |chunks: &[[u8; 8]], at: usize| chunks.get(at).map(|c| u64::from_le_bytes(*c));
    one.len() == other.len()
        && one_left == other_left
        && (0..one.len()).all(|at| words(one, at) == words(other, at))
}

//! The bodies seen so far, by a hash of 128 bits that detects equal ones but does not resist an
//! adversary.

use std::collections::HashSet;

/// Lengths and hashes of bodies.
#[derive(Default)]
pub struct Seen(HashSet<(usize, [u64; 2])>);

impl Seen {
    /// Adds a body and returns whether it is new.
    pub fn insert(&mut self, body: &[u8]) -> bool {
        self.0.insert((body.len(), hashes(body)))
    }
}

/// Computes two hashes over bytes, eight at a time.
fn hashes(bytes: &[u8]) -> [u64; 2] {
    let [mut one, mut two] = [0x9E37_79B9_7F4A_7C15_u64, 0xC2B2_AE3D_27D4_EB4F];
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    for word in words.iter().chain([&last]) {
        let word = u64::from_le_bytes(*word);
        one = (one ^ word)
            .wrapping_mul(0xFF51_AFD7_ED55_8CCD)
            .rotate_left(29);
        two = (two.rotate_left(31) ^ word).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    }
    [one, two]
}

/// Compares bytes eight at a time: one at a time is slow in WebAssembly.
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    let (one, one_left) = one.as_chunks::<8>();
    let (other, other_left) = other.as_chunks::<8>();
    let words = |chunks: &[[u8; 8]], at: usize| chunks.get(at).map(|c| u64::from_le_bytes(*c));
    one.len() == other.len()
        && one_left == other_left
        && (0..one.len()).all(|at| words(one, at) == words(other, at))
}

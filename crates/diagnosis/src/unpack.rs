//! Decompression of a body, with a limit on the output.

use std::io::Read;

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};

/// The largest output in bytes: a few kilobytes can decompress to gigabytes.
pub const MOST: usize = 32 << 20;

/// Returns whether a body begins as gzip (RFC 1952) or zlib (RFC 1950).
pub fn is_packed(body: &[u8]) -> bool {
    is_gzip(body) || matches!(body, [0x78, 1 | 0x5E | 0x9C | 0xDA, ..])
}

fn is_gzip(body: &[u8]) -> bool {
    body.starts_with(&[0x1F, 0x8B, 8])
}

/// Decompresses a body; returns `None` where the bytes are broken or come to more than [`MOST`].
pub fn unpacked(body: &[u8]) -> Option<Vec<u8>> {
    let decoder: Box<dyn Read + '_> = match is_gzip(body) {
        true => Box::new(MultiGzDecoder::new(body)),
        false => Box::new(ZlibDecoder::new(body)),
    };
    let mut out = Vec::new();
    decoder.take(MOST as u64 + 1).read_to_end(&mut out).ok()?;
    (out.len() <= MOST).then_some(out)
}

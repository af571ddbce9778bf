//! Decompression of a body in steps, with a limit to what comes out.

use std::io::{Cursor, Read};

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};

use super::slices::{Made, PIECE};

/// The most bytes that are made of a body: a few kilobytes can decompress to gigabytes.
const MOST: usize = 32 << 20;

/// A body that is being decompressed.
pub struct Unpacking {
    decoder: Box<dyn Read>,
    out: Vec<u8>,
}

/// Whether a body begins as gzip (RFC 1952) or zlib (RFC 1950) does.
pub fn is_packed(body: &[u8]) -> bool {
    is_gzip(body) || matches!(body, [0x78, 1 | 0x5E | 0x9C | 0xDA, ..])
}

fn is_gzip(body: &[u8]) -> bool {
    body.starts_with(&[0x1F, 0x8B, 8])
}

impl Unpacking {
    pub fn new(body: &[u8]) -> Unpacking {
        let packed = Cursor::new(body.to_vec());
        Unpacking {
            decoder: match is_gzip(body) {
                true => Box::new(MultiGzDecoder::new(packed)),
                false => Box::new(ZlibDecoder::new(packed)),
            },
            out: Vec::new(),
        }
    }

    /// Decompresses a piece more; never made where the bytes are broken or come to too many.
    pub fn step(&mut self) -> Made {
        let piece = self.decoder.by_ref().take(PIECE as u64);
        match { piece }.read_to_end(&mut self.out) {
            Ok(0) => Made::Done(std::mem::take(&mut self.out)),
            Ok(_) if self.out.len() <= MOST => Made::More,
            Ok(_) | Err(_) => Made::Never,
        }
    }
}

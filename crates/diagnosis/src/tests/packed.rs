//! Bodies that were compressed after they were signed. The compressed bytes are Python's.

use super::super::cause::Cause;
use super::*;
use signature::KeyText;
use signature::key::decode;

const SIGNED: &str = "{\"type\":\"message.new\",\"text\":\"h\u{e9}llo\"}";

/// `gzip.compress` and `zlib.compress` of it.
const GZIP: &str = "H4sIAAAAAAACA6tWKqksSFWyUspNLS5OTE/Vy0stV9JRKkmtKAEKZhxemZOTr1QLADK6uzYmAAAA";
const ZLIB: &str = "eJyrViqpLEhVslLKTS0uTkxP1ctLLVfSUSpJrSgBCmYcXpmTk69UCwADGQ2o";

fn bytes(text: &str) -> Vec<u8> {
    decode(text, KeyText::Base64).expect("base64")
}

fn searched(here: &[u8], signed: &[u8]) -> Result<Explanation, Ruled> {
    let received = github(here, signed, "application/json");
    run(Search::new(&preset("github"), &secrets(SECRET), &received))
}

#[test]
fn what_a_body_decompresses_to_is_tried() {
    for packed in [GZIP, ZLIB] {
        let found = searched(&bytes(packed), SIGNED.as_bytes()).expect(packed);
        assert_eq!(found.causes, [Cause::Decompressed]);
        assert_eq!(found.recovered.as_deref(), Some(SIGNED.as_bytes()));
    }
}

#[test]
fn a_compressed_body_that_was_tampered_with_is_not_explained() {
    let mut packed = bytes(GZIP);
    for at in 10..packed.len() {
        packed[at] ^= 1;
        assert!(searched(&packed, SIGNED.as_bytes()).is_err(), "{at}");
        packed[at] ^= 1;
    }
    packed.pop();
    assert!(searched(&packed, SIGNED.as_bytes()).is_err());
}

/// Forty megabytes of zeros, compressed to forty kilobytes, hit the limit before they are all
/// decompressed.
#[test]
fn what_comes_out_is_bounded() {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![0; 40 << 20]).expect("written");
    let packed = encoder.finish().expect("finished");
    assert_eq!(crate::unpack::unpacked(&packed), None);
}

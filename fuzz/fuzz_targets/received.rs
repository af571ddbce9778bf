//! Raw requests: nothing panics, and nothing of the body is lost.
#![no_main]

use libfuzzer_sys::fuzz_target;
use received::{Note, read, read_parts};

fuzz_target!(|raw: &[u8]| {
    let received = read(raw);
    let chunked = received
        .notes
        .iter()
        .any(|n| matches!(n, Note::Chunked { .. }));
    assert!(chunked || raw.ends_with(&received.body));
    for note in &received.notes {
        assert!(!note.sentence().is_empty());
    }
    let middle = raw.len() / 2;
    assert!(
        read_parts(&raw[..middle], raw[middle..].to_vec().into())
            .body
            .len()
            <= raw.len()
    );
});

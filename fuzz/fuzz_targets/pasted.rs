//! Pasted replies: nothing panics, nothing is added, and every handshake's rules are held against them.
#![no_main]

use std::sync::LazyLock;

use exchange::handshake::{Handshake, Trial, paste};
use libfuzzer_sys::fuzz_target;
use signature::Moment;
use signature::secret::{Secret, Secrets};

static HANDSHAKES: LazyLock<Vec<Handshake>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../static/verify/handshakes.json")).expect("JSON")
});

fuzz_target!(|input: (u8, bool, &str)| {
    let (choice, hides, text) = input;
    let pasted = paste(text);
    let reply = &pasted.reply;
    assert!(reply.status < 600);
    assert!(reply.body.len() <= text.len());
    if reply.status == 0 {
        assert!(reply.headers.is_empty());
    }
    let marked = text.starts_with("< ") || text.contains("\n< HTTP/");
    if !marked && reply.header("transfer-encoding").is_none() {
        assert!(text.contains(&*String::from_utf8_lossy(&reply.body)));
    }
    for note in &pasted.notes {
        assert!(!note.is_empty() && !note.ends_with('.'));
    }
    let mut inputs = Secrets::default();
    for input in ["secret", "verify_token"] {
        inputs.set(input, Secret::new("a secret"));
    }
    let trial = Trial {
        handshake: &HANDSHAKES[usize::from(choice) % HANDSHAKES.len()],
        probe: None,
        address: "https://receiver.example/in",
        inputs: &inputs,
        moment: &Moment {
            unix_ms: 1_700_000_000_123,
            id: "msg_1".to_owned(),
            nonce: "0123456789abcdef0123456789abcdef".to_owned(),
        },
    };
    for finding in trial.check(reply, hides) {
        assert!(!finding.text.is_empty() && !finding.text.ends_with('.'));
    }
});

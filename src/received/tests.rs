//! Pasted requests, as people have them.

use super::*;
use expect_test::{Expect, expect};

/// Everything that was read, a part a line.
fn shown(received: &Received) -> String {
    let mut out = format!("{} {} {}\n", received.method, received.target, received.url);
    for (name, value) in &received.headers {
        out.push_str(&format!("{name}: {value:?}\n"));
    }
    out.push_str(&format!("{:?}\n", String::from_utf8_lossy(&received.body)));
    for note in &received.notes {
        out.push_str(&format!("- {}\n", note.sentence()));
    }
    out
}

fn check(raw: &str, expected: Expect) {
    expected.assert_eq(&shown(&read(raw.as_bytes())));
}

//! What there is to choose: the example, and the schemes.

use signature::{Kind, Scheme, presets};

pub const EXAMPLE: &str = "POST /hooks HTTP/1.1\nHost: hooks.example.com\nContent-Type: application/json\n\
X-GitHub-Event: ping\nX-Hub-Signature-256: sha256=\
4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3\n\n{\n  \"foo\": \"bar\"\n}";

/// The schemes to choose from: those that say something of a request, and last the plain one.
pub fn schemes() -> impl Iterator<Item = &'static Scheme> {
    let plain = |s: &&Scheme| s.id == "plain";
    let known = presets::known().iter();
    let telling = known.filter(move |s| s.kind != Kind::Nothing && !plain(s));
    telling.chain(presets::known().iter().filter(plain))
}

//! Secrets found in texts, in every form.

use super::*;
use signature::secret::Secret;

fn spans(secrets: &[&str]) -> SecretSpans {
    let mut spans = SecretSpans::default();
    secrets.iter().for_each(|secret| spans.add(secret));
    spans
}

fn ends(spans: &SecretSpans, bytes: &[u8]) -> Vec<(usize, usize)> {
    let found = spans.find(bytes).into_iter();
    found.map(|span| (span.start, span.end)).collect()
}

/// The text with every secret span as dots.
fn masked(secrets: &[&str], text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for span in spans(secrets).find(text.as_bytes()) {
        out.push_str(&text[at..span.start]);
        out.push('…');
        at = span.end;
    }
    out + &text[at..]
}

#[test]
fn a_secret_is_found_in_every_form_and_nothing_else_is_covered() {
    let secret = "pa\"ss <w>&\u{f6}rd\n";
    for (text, left) in [
        ("a pa\"ss <w>&\u{f6}rd\n b", "a … b"),
        (r#"{"a":"pa\"ss <w>&örd\n","b":1}"#, r#"{"a":"…","b":1}"#),
        (r#"{"a":"pa\"ss <w>&\u00f6rd\n"}"#, r#"{"a":"…"}"#),
        ("a=pa%22ss+%3Cw%3E%26%C3%B6rd%0A&b=1", "a=…&b=1"),
        ("/x?a=pa%22ss%20%3Cw%3E%26%C3%B6rd%0A", "/x?a=…"),
        ("<a>pa\"ss &lt;w&gt;&amp;\u{f6}rd\n</a>", "<a>…</a>"),
        (
            "<a b=\"pa&quot;ss &lt;w&gt;&amp;\u{f6}rd\n\"/>",
            "<a b=\"…\"/>",
        ),
        ("cGEic3MgPHc+JsO2cmQK", "…"),
        // A body that an echo service returns as a string, and one in ASCII.
        (
            r#"{"echo":"{\"a\":\"pa\\\"ss <w>&örd\\n\"}"}"#,
            r#"{"echo":"{\"a\":\"…\"}"}"#,
        ),
        (r#"{"echo":"pa\\\"ss <w>&\\u00f6rd\\n"}"#, r#"{"echo":"…"}"#),
        // Escaped more often.
        (
            r#"{"a":"{\"b\":\"{\\\"c\\\":\\\"pa\\\\\\\"ss <w>&örd\\\\n\\\"}\"}"}"#,
            r#"{"a":"{\"b\":\"{\\\"c\\\":\\\"…\\\"}\"}"}"#,
        ),
        (
            "a=pa%252522ss%252520%25253Cw%25253E%252526%2525C3%2525B6rd%25250A",
            "a=…",
        ),
        (
            "<a>pa\"ss &amp;amp;lt;w&amp;amp;gt;&amp;amp;amp;\u{f6}rd\n</a>",
            "<a>…</a>",
        ),
        ("x7061227373203c773e26c3b672640ay", "x…y"),
        ("22:7061227373203C773E26C3B672640A", "22:…"),
    ] {
        assert_eq!(masked(&[secret], text), left);
    }
}

#[test]
fn empty_short_common_and_overlapping_secrets() {
    assert_eq!(masked(&[""], "abc"), "abc");
    assert!(spans(&[""]).is_empty());
    assert_eq!(masked(&["a"], r#"{"a":"banana a"}"#), r#"{"…":"banana …"}"#);
    assert_eq!(
        masked(&["ea"], r#"{"Secret":"ea","b":"header"}"#),
        r#"{"Secret":"…","b":"header"}"#
    );
    assert_eq!(masked(&["secretab", "abcsecret"], "secretabcsecret!"), "…!");
    assert_eq!(masked(&["abcabc", "abcabcabc"], "xabcabcabcabcx"), "x…x");
    assert_eq!(masked(&["abaabaaba"], "abaabaabaaba"), "…");
    assert_eq!(masked(&["longer than the text"], "longer"), "longer");
}

#[test]
fn hex_and_base64_are_found_within_more_and_those_of_a_short_secret_only_as_words() {
    let digest = "0f6162630e";
    assert_eq!(masked(&["abc"], digest), digest);
    assert_eq!(masked(&["abc"], "a 616263."), "a ….");
    for before in ["", "a", "ab", "abc"] {
        let body = [before, "canary/7f3a", "z"].concat();
        let text = BASE64.encode(body.as_bytes());
        let left = masked(&["canary/7f3a"], &text);
        assert!(left.len() <= 12 && left.contains('…'), "{left}");
    }
    assert_eq!(masked(&["a/bcdefg"], r#""a\/bcdefg""#), r#""…""#);
}

#[test]
fn bytes_that_are_no_text_are_searched_too() {
    assert_eq!(ends(&spans(&["canary"]), b"\xff\xfecanary\xff"), [(2, 8)]);
    assert_eq!(ends(&spans(&["canary"]), b""), []);
}

#[test]
fn the_pair_of_basic_is_found_and_the_user_is_left() {
    let mut secrets = Secrets::default();
    secrets.set("auth:basic/username", Secret::new("administrator"));
    secrets.set("auth:basic/password", Secret::new("open sesame"));
    let spans = SecretSpans::of(&secrets, None);
    let text = b"administrator YWRtaW5pc3RyYXRvcjpvcGVuIHNlc2FtZQ==";
    assert_eq!(ends(&spans, text), [(14, 50)]);
}

#[test]
fn it_stays_linear_where_the_secret_is_long_or_frequent() {
    // A quadratic search would take minutes here.
    let long = "a".repeat(1 << 20);
    let text = "a".repeat(2 << 20);
    assert_eq!(ends(&spans(&[&long]), text.as_bytes()), [(0, 2 << 20)]);
    let almost = ["a".repeat(1 << 20), "b".to_owned()].concat();
    assert!(spans(&[&almost]).find(text.as_bytes()).is_empty());
    let body = ["x".repeat(4 << 10), "canary-1".to_owned()]
        .concat()
        .repeat(1000);
    assert_eq!(spans(&["canary-1"]).find(body.as_bytes()).len(), 1000);
}

#[test]
fn nothing_of_it_is_printed() {
    assert_eq!(format!("{:?}", spans(&["canary"])), "SecretSpans(…)");
}

//! Composing parameters inside a text for a server that decodes the text twice.
//!
//! Every server decodes a form once. Some decode a field's value again and append it to
//! an address; `+`, `%` and the stripped characters must then be written so that the
//! target receives the intended text.

use signature::percent;

/// `x-signpost-compose`: a text field that carries encoded parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compose {
    /// The number of times the server percent-decodes the value after decoding the form.
    pub decodes: u8,
    /// The parts that the server removes before decoding, in words (`tags`, `ends`).
    pub strips: Vec<String>,
    /// The base that the result is appended to, in words.
    pub appended_to: String,
    /// The text before the first parameter (`?`).
    pub starts_with: String,
}

/// The value that arrives as these parameters.
pub fn write(compose: &Compose, parameters: &[(String, String)]) -> String {
    if parameters.is_empty() {
        return String::new();
    }
    let pair = |(name, value): &(String, String)| {
        let encoded = |text| percent::encode(text, percent::UNRESERVED);
        format!("{}={}", encoded(name), encoded(value))
    };
    let pairs: Vec<String> = parameters.iter().map(pair).collect();
    write_text(
        compose,
        &format!("{}{}", compose.starts_with, pairs.join("&")),
    )
}

/// The value that arrives as this text.
pub fn write_text(compose: &Compose, text: &str) -> String {
    let mut value = text.to_owned();
    for _ in 0..compose.decodes {
        value = guard(compose, &value);
    }
    value
}

/// Escapes the characters that one decoding, or the stripping before it, would change.
fn guard(compose: &Compose, text: &str) -> String {
    let strips = |what: &str| compose.strips.iter().any(|s| s == what);
    let start = text.len() - text.trim_start_matches(is_trimmed).len();
    let end = text.trim_end_matches(is_trimmed).len();
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let tag = strips("tags") && matches!(c, '<' | '>' | '\0');
        let edge = strips("ends") && is_trimmed(c) && (at < start || at >= end);
        if matches!(c, '%' | '+') || tag || edge {
            out.extend(percent::encode(
                c.encode_utf8(&mut [0; 4]),
                percent::UNRESERVED,
            ));
        } else {
            out.push(c);
        }
    }
    out
}

/// The text that the target receives after the stripping and every decoding.
pub fn received(compose: &Compose, value: &str) -> String {
    let mut text = value.to_owned();
    for what in &compose.strips {
        text = match what.as_str() {
            "ends" => text.trim_matches(is_trimmed).to_owned(),
            "tags" => without_tags(&text),
            _ => text,
        };
    }
    // PHP's `urldecode` decodes as a form parser does.
    for _ in 0..compose.decodes {
        text = percent::decode_form_text(&text);
    }
    text
}

/// The parameters in a value, if it is a parameter list: names and values as the target's
/// server reads them.
pub fn parameters(compose: &Compose, value: &str) -> Option<Vec<(String, String)>> {
    let text = received(compose, value);
    if text.is_empty() {
        return Some(Vec::new());
    }
    let list = text.strip_prefix(compose.starts_with.as_str())?;
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (
            percent::decode_form_text(name),
            percent::decode_form_text(value),
        )
    };
    let found: Vec<_> = list.split('&').map(pair).collect();
    (received(compose, &write(compose, &found)) == text || list.split('&').all(|p| p.contains('=')))
        .then_some(found)
}

/// Returns whether PHP's `trim` removes the character.
fn is_trimmed(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\0' | '\x0b')
}

/// The text after PHP's `strip_tags`: a `<` not followed by white space opens a tag,
/// which ends at `>` or at the end of the text; NUL is removed.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut inside = false;
    while let Some(c) = chars.next() {
        match c {
            '\0' => {}
            '<' if !inside && !chars.peek().is_some_and(|n| n.is_whitespace()) => inside = true,
            '>' if inside => inside = false,
            _ if inside => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyauth() -> Compose {
        Compose {
            decodes: 1,
            strips: vec!["tags".into(), "ends".into()],
            appended_to: "the base link".into(),
            starts_with: "?".into(),
        }
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter()
            .map(|(n, v)| (n.to_string(), v.to_string()))
            .collect()
    }

    #[test]
    fn plain_parameters_need_no_second_escape() {
        assert_eq!(
            write(&keyauth(), &pairs(&[("ok", "yes"), ("no", "ok")])),
            "?ok=yes&no=ok"
        );
    }

    /// The wire forms of vendors.md, section 1: the form encodes `%252526` and `%252B` from these.
    #[test]
    fn what_the_second_decoding_would_change_is_escaped_twice() {
        assert_eq!(write(&keyauth(), &pairs(&[("a", "x&y")])), "?a=x%2526y");
        assert_eq!(write_text(&keyauth(), "?a=1+2"), "?a=1%2B2");
        assert_eq!(write_text(&keyauth(), "<b> "), "%3Cb%3E%20");
    }

    #[test]
    fn any_text_arrives_as_meant() {
        let compose = keyauth();
        for text in [
            "?a=b&c=d",
            "  spaced\t",
            "<script>",
            "50% + 1",
            "%41",
            "é<",
            "a < b",
            "?x=%2526",
            "\0",
        ] {
            assert_eq!(received(&compose, &write_text(&compose, text)), text);
        }
        for value in ["", "&=?#", "+ +", "%", "日本", "a<b>c", "\u{1f600}"] {
            let rows = pairs(&[("n&", value), ("second", "v")]);
            assert_eq!(parameters(&compose, &write(&compose, &rows)), Some(rows));
        }
    }

    #[test]
    fn the_documented_value_gives_the_documented_parameters() {
        let rows = Some(pairs(&[("ok", "yes"), ("no", "ok")]));
        assert_eq!(parameters(&keyauth(), "?ok=yes&no=ok"), rows);
        assert_eq!(parameters(&keyauth(), "?ok%3Dyes%26no%3Dok"), rows);
        assert_eq!(received(&keyauth(), "?ok%3Dyes%26no%3Dok"), "?ok=yes&no=ok");
    }

    #[test]
    fn tags_and_ends_are_stripped_as_php_does() {
        assert_eq!(received(&keyauth(), " a<b>c </d "), "ac");
        assert_eq!(received(&keyauth(), "1 < 2"), "1 < 2");
    }
}

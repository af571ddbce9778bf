//! Where the tokens of a text are, so that they can be coloured.
//!
//! The scanners make one pass and accept any text: what is typed is often not valid yet.

use std::ops::Range;

/// A run of text and the class that colours it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub range: Range<usize>,
    pub class: &'static str,
}

/// Names of members, parameters, elements and header fields.
const KEY: &str = "token-key";
const STRING: &str = "token-string";
const NUMBER: &str = "token-number";
/// `true`, `false`, `null`, and the method.
const WORD: &str = "token-word";

/// A language whose tokens are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    Xml,
    #[default]
    Plain,
}

impl Language {
    /// The language of a media type.
    pub fn of(content_type: &str) -> Language {
        let essence = content_type.split(';').next().unwrap_or_default();
        let essence = essence.trim().to_ascii_lowercase();
        match &*essence {
            "application/x-www-form-urlencoded" => Language::Form,
            json if json.ends_with("/json") || json.ends_with("+json") => Language::Json,
            xml if xml.ends_with("/xml") || xml.ends_with("+xml") => Language::Xml,
            _ => Language::Plain,
        }
    }

    /// The tokens of a text, in order and disjoint.
    pub fn tokens(self, text: &str) -> Vec<Token> {
        match self {
            Language::Json => json(text),
            Language::Form => form(text),
            Language::Xml => xml(text),
            Language::Plain => Vec::new(),
        }
    }
}

fn json(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    let run = |from: usize, fits: fn(&u8) -> bool| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| fits(byte)).count()
    };
    while let Some(byte) = bytes.get(at) {
        let (end, class) = match byte {
            b'"' => {
                let end = string_end(bytes, at);
                let next = run(end, u8::is_ascii_whitespace);
                let is_name = bytes.get(next) == Some(&b':');
                (end, Some(if is_name { KEY } else { STRING }))
            }
            b'-' | b'0'..=b'9' => {
                let is_part = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
                (run(at, is_part), Some(NUMBER))
            }
            b'a'..=b'z' => {
                let end = run(at, u8::is_ascii_alphabetic);
                let known = matches!(&bytes[at..end], b"true" | b"false" | b"null");
                (end, known.then_some(WORD))
            }
            _ => (at + 1, None),
        };
        tokens.extend(class.map(|class| Token {
            range: at..end,
            class,
        }));
        at = end;
    }
    tokens
}

/// The place after a string literal; an open one ends with its line.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\n' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn form(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for pair in text.split('&') {
        let name = pair.find('=').unwrap_or(pair.len());
        if name > 0 {
            tokens.push(Token {
                range: at..at + name,
                class: KEY,
            });
        }
        at += pair.len() + 1;
    }
    tokens
}

fn xml(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (start, _) in text.match_indices('<') {
        let rest = &text[start..];
        let end = rest.find('>').map_or(text.len(), |at| start + at + 1);
        tokens.push(Token {
            range: start..end,
            class: KEY,
        });
    }
    tokens.dedup_by(|next, before| next.range.start < before.range.end);
    tokens
}

/// The method and the names of the header fields, in the head of a message or in header lines.
pub fn head(text: &str, starts_with_method: bool) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let (mark, class) = match index == 0 && starts_with_method {
            true => (' ', WORD),
            false => (':', KEY),
        };
        if let Some(end) = line.find(mark).filter(|end| *end > 0) {
            tokens.push(Token {
                range: at..at + end,
                class,
            });
        }
        at += line.len();
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, tokens: &[Token]) -> Vec<String> {
        let one = |token: &Token| format!("{} {}", token.class, &text[token.range.clone()]);
        tokens.iter().map(one).collect()
    }

    #[test]
    fn tokens_of_json_are_found_also_where_it_is_not_valid() {
        let text = r#"{"a" : "b\"c", "n": -1.5e3, "t": true, nope, "open"#;
        let expected = [
            "token-key \"a\"",
            r#"token-string "b\"c""#,
            "token-key \"n\"",
            "token-number -1.5e3",
            "token-key \"t\"",
            "token-word true",
            "token-string \"open",
        ];
        assert_eq!(marked(text, &json(text)), expected);
        for text in ["\"\\", "", "é\"é", "\"\\é"] {
            assert!(
                json(text)
                    .iter()
                    .all(|token| text.get(token.range.clone()).is_some()),
                "{text}"
            );
        }
    }

    #[test]
    fn names_of_pairs_elements_and_header_fields_are_found() {
        let text = "a=1&=2&b&c=";
        assert_eq!(
            marked(text, &form(text)),
            ["token-key a", "token-key b", "token-key c"]
        );
        let text = "<a><b x='<'>é</b";
        assert_eq!(
            marked(text, &xml(text)),
            ["token-key <a>", "token-key <b x='<'>", "token-key </b"]
        );
        let text = "POST /a HTTP/1.1\r\nHost: a:1\r\n\r\n";
        assert_eq!(
            marked(text, &head(text, true)),
            ["token-word POST", "token-key Host"]
        );
    }

    #[test]
    fn languages_are_told_by_the_media_type() {
        assert_eq!(
            Language::of("application/problem+json; charset=utf-8"),
            Language::Json
        );
        assert_eq!(Language::of("Text/XML"), Language::Xml);
        assert_eq!(Language::of("text/plain"), Language::Plain);
    }
}

//! The secrets that a received request reveals by name, before anybody types one: in
//! header fields, cookies, the address, and a body of JSON, XML, a form or several parts.
//!
//! The body need not parse: it may be cut off or still be typed.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::encode::{json_blank, json_string_end, json_text};
use crate::message::Request;
use crate::preview::secrets::{in_body, unescaped};
use crate::secret_spans::{LEVELS, SecretSpans};
use data_encoding::BASE64;
use openapi::secret_names::{are_secrets, is_secret};
use signature::percent;

/// The limit of secrets in a body to search for separately; beyond it all of the body is covered.
const SOUGHT: usize = 64;

/// The most secrets of earlier bodies to remember.
const REMEMBERED: usize = 16;

/// The bytes of a body to search at once: more would hold up the page. [`body_secrets`] searches all.
pub const SEARCHED: usize = 256 << 10;

/// The secrets of a request with these addresses (its target, and the whole URL if known), and in the
/// first 256 KiB of its body.
pub fn named_secrets(addresses: &[&str], headers: &[(String, String)], body: &[u8]) -> SecretSpans {
    let body = body.get(..SEARCHED).unwrap_or(body);
    let mut found = Found::default();
    addresses.iter().for_each(|address| found.address(address));
    headers
        .iter()
        .for_each(|(name, value)| found.header(name, value));
    let mut spans = SecretSpans::default();
    found.all.drain().for_each(|secret| spans.add(&secret));
    found.body(&String::from_utf8_lossy(body), LEVELS);
    match found.all.len() > SOUGHT {
        true => spans.add_exact(body),
        false => found.all.iter().for_each(|secret| spans.add(secret)),
    }
    spans
}

/// The secrets in a whole body, of any size; `None` if there are too many to search for separately.
pub fn body_secrets(body: &[u8]) -> Option<Vec<String>> {
    let mut found = Found::default();
    found.body(&String::from_utf8_lossy(body), LEVELS);
    (found.all.len() <= SOUGHT).then(|| found.all.into_iter().collect())
}

/// Adds the secrets in a request's JSON body to those of earlier ones; of a secret that is being
/// typed, only the longest text.
pub fn remember(earlier: &[Rc<str>], request: &Request) -> Vec<Rc<str>> {
    let mut all = earlier.to_vec();
    let bytes = request.body.as_ref().map_or(&[][..], |body| &body.bytes);
    for span in in_body(request) {
        let token = bytes.get(span).unwrap_or_default();
        let texts = match token.first() {
            Some(b'"') => vec![json_text(token)],
            // More than the secret, if its extent is not known.
            _ => body_secrets(token).unwrap_or_default(),
        };
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            if !all.iter().any(|known| known.starts_with(&text)) {
                all.retain(|known| !text.starts_with(&**known));
                all.push(text.into());
            }
        }
    }
    all.split_off(all.len().saturating_sub(REMEMBERED))
}

#[derive(Default)]
struct Found {
    all: HashSet<String>,
    /// The names already classified as a secret's or not, since bodies repeat them.
    names: HashMap<String, bool>,
}

impl Found {
    fn add(&mut self, secret: &str) {
        let secret = secret.trim();
        if !secret.is_empty() {
            self.all.insert(secret.to_owned());
        }
    }

    /// Adds the password of an address, or a user without one, and the secrets among its
    /// parameters.
    fn address(&mut self, address: &str) {
        if let Some((_, rest)) = address.split_once("://") {
            let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
            if let Some((user, _)) = authority.rsplit_once('@') {
                let password = user.split_once(':').map_or(user, |(_, password)| password);
                self.add(password);
                self.add(&String::from_utf8_lossy(&percent::decode(password)));
            }
        }
        if let Some((_, query)) = address.split_once('?') {
            self.pairs(query, &['&', ';', '#'], LEVELS);
        }
    }

    fn header(&mut self, name: &str, value: &str) {
        match value.split_once(' ') {
            Some((scheme, rest)) if name.to_ascii_lowercase().ends_with("authorization") => {
                self.add(rest);
                let pair = BASE64.decode(rest.trim().as_bytes()).unwrap_or_default();
                if let (true, Ok(pair)) = (
                    scheme.eq_ignore_ascii_case("basic"),
                    String::from_utf8(pair),
                ) {
                    self.add(pair.split_once(':').map_or("", |(_, password)| password));
                }
            }
            _ if is_secret(name) => self.add(value),
            _ if name.eq_ignore_ascii_case("cookie") => self.pairs(value, &[';'], LEVELS),
            // Another address, such as that of the referring page.
            _ => self.address(value),
        }
    }

    /// Adds `name=value` pairs, as in a form, a query or cookies.
    fn pairs(&mut self, text: &str, between: &[char], depth: usize) {
        for (name, value) in text.split(between).filter_map(|pair| pair.split_once('=')) {
            let mut meant = percent::decode_form_text(value);
            if self.is_secret(percent::decode_form_text(name).trim()) {
                self.add(value);
                self.add(&meant);
                let mut plain = value.to_owned();
                for _ in 0..LEVELS {
                    plain = String::from_utf8_lossy(&percent::decode(&plain)).into_owned();
                    self.add(&plain);
                }
                continue;
            }
            for _ in 1..LEVELS {
                if meant.starts_with('%') {
                    meant = percent::decode_form_text(&meant);
                }
            }
            if depth > 0 && meant.trim_start().starts_with(['{', '[', '<']) {
                self.body(&meant, depth - 1);
            }
        }
    }

    fn body(&mut self, text: &str, depth: usize) {
        let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
        match text.chars().next() {
            Some('{' | '[' | '"') => self.json(text, depth),
            Some('<') => self.xml(text),
            Some('-') if text.starts_with("--") => self.parts(text, depth),
            _ => self.pairs(text, &['&', '\r', '\n'], depth),
        }
    }

    /// Adds the contents of parts with secret names (RFC 7578), and the secrets in those of the others.
    fn parts(&mut self, text: &str, depth: usize) {
        let boundary = text.lines().next().unwrap_or_default().trim_end();
        for part in text.split(boundary).skip(1) {
            let (head, content) = match part.split_once("\r\n\r\n") {
                Some(halves) => halves,
                None => part.split_once("\n\n").unwrap_or((part, "")),
            };
            match part_name(head) {
                Some(name) if self.is_secret(&name) => self.add(content),
                _ if depth > 0 => self.body(content, depth - 1),
                _ => {}
            }
        }
    }

    /// Adds texts after secret names, and the texts of a list after a name of secrets.
    fn json(&mut self, text: &str, depth: usize) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(start) = next(bytes, at, b'"') {
            at = json_string_end(bytes, start).min(bytes.len());
            let token = bytes.get(start..at).unwrap_or_default();
            let colon = json_blank(bytes, at);
            if bytes.get(colon) != Some(&b':') {
                let inner = token.get(1..).unwrap_or_default().trim_ascii_start();
                if depth > 0 && matches!(inner.first(), Some(b'{' | b'[')) {
                    self.body(&json_text(token), depth - 1);
                }
                continue;
            }
            let name = json_text(token);
            let value = json_blank(bytes, colon + 1);
            match bytes.get(value) {
                Some(b'"') if self.is_secret(&name) => {
                    at = json_string_end(bytes, value).min(bytes.len());
                    self.add(&json_text(bytes.get(value..at).unwrap_or_default()));
                }
                Some(b'[') if are_secrets(&name) => {
                    let mut item = json_blank(bytes, value + 1);
                    while bytes.get(item) == Some(&b'"') {
                        at = json_string_end(bytes, item).min(bytes.len());
                        self.add(&json_text(bytes.get(item..at).unwrap_or_default()));
                        item = json_blank(bytes, at);
                        if bytes.get(item) == Some(&b',') {
                            item = json_blank(bytes, item + 1);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds attributes, and the texts of elements without children.
    fn xml(&mut self, text: &str) {
        for tag in text.split('<').skip(1) {
            // A CDATA section is the text of the element before it.
            let (tag, content) = tag.split_once('>').unwrap_or((tag, ""));
            let end = tag.find(|c: char| c.is_whitespace() || c == '/');
            let (name, rest) = tag.split_at(end.unwrap_or(tag.len()));
            if self.is_secret(local(name)) {
                self.marked_up(content);
            }
            let mut rest = rest;
            while let Some((name, after)) = rest.split_once('=') {
                let after = after.trim_start();
                let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                    break;
                };
                let inside = after.get(1..).unwrap_or_default();
                let (value, after) = inside.split_once(quote).unwrap_or((inside, ""));
                if self.is_secret(local(name.trim())) {
                    self.marked_up(value);
                }
                rest = after;
            }
        }
        self.sections(text);
    }

    /// Adds `<name><![CDATA[text]]>`.
    fn sections(&mut self, text: &str) {
        let mut before = "";
        for (at, part) in text.split("<![CDATA[").enumerate() {
            if let (true, Some((value, _))) = (at > 0, part.split_once("]]>")) {
                let name = before.rsplit_once('<').map_or("", |(_, tag)| tag);
                let name = name
                    .split(['>', ' ', '\n', '\t'])
                    .next()
                    .unwrap_or_default();
                if self.is_secret(local(name)) {
                    self.add(value);
                }
            }
            before = part;
        }
    }

    fn marked_up(&mut self, text: &str) {
        self.add(text);
        self.add(&unescaped(text));
    }

    fn is_secret(&mut self, name: &str) -> bool {
        if let Some(known) = self.names.get(name) {
            return *known;
        }
        let known = is_secret(name);
        self.names.insert(name.to_owned(), known);
        known
    }
}

/// The name of a part of a form, from its header fields.
fn part_name(head: &str) -> Option<String> {
    let is_disposition = |line: &&str| {
        let name = line.split(':').next().unwrap_or_default();
        name.trim().eq_ignore_ascii_case("content-disposition")
    };
    let line = head.lines().find(is_disposition)?;
    line.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_name = name.trim().eq_ignore_ascii_case("name");
        is_name.then(|| percent::decode_form_text(value.trim().trim_matches('"')))
    })
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn next(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    let rest = bytes.get(from..)?;
    Some(from + rest.iter().position(|b| *b == byte)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts with every secret of the request as dots.
    fn masked(url: &str, headers: &[(&str, &str)], body: &str) -> String {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let own: Vec<(String, String)> = headers.iter().map(own).collect();
        let spans = named_secrets(&[url], &own, body.as_bytes());
        let lines = headers
            .iter()
            .map(|(name, value)| [name, ": ", value, "\n"].concat());
        let text = [url, "\n", &lines.collect::<String>(), "\n", body].concat();
        let mut out = String::new();
        let mut at = 0;
        for span in spans.find(text.as_bytes()) {
            out.push_str(&text[at..span.start]);
            out.push('…');
            at = span.end;
        }
        out + &text[at..]
    }

    fn body(text: &str) -> String {
        let masked = masked("/", &[], text);
        masked.trim_start_matches("/\n\n").to_owned()
    }

    #[test]
    fn a_head_shows_secrets_in_its_address_its_cookies_and_its_fields() {
        let headers = [
            ("Host", "example.com"),
            ("Authorization", "Bearer canary-3"),
            ("X-Api-Key", "canary 4"),
            ("Cookie", "theme=dark; session_token=canary-5; page=2"),
            (
                "Referer",
                "https://example.com/?page=1&access_token=canary-6",
            ),
            ("Proxy-Authorization", "Basic dXNlcjpvcGVuIHNlc2FtZQ=="),
            ("X-Page-Token", "open"),
        ];
        let url = "https://user:canary%2F0@example.com/h?token=canary-1&a=b&api_key=canary%202#x";
        let expected = "https://user:…@example.com/h?token=…&a=b&api_key=…#x\n\
            Host: example.com\nAuthorization: Bearer …\nX-Api-Key: …\n\
            Cookie: theme=dark; session_token=…; page=2\n\
            Referer: https://example.com/?page=1&access_token=…\n\
            Proxy-Authorization: Basic …\nX-Page-Token: open\n\nopen sesame is not open: …, …";
        // The decoded pair of Basic is known too.
        let body = "open sesame is not open: canary/0, canary 2";
        let found = masked(url, &headers, body);
        assert_eq!(found, expected.replace("open sesame is", "… is"));
        assert_eq!(
            masked("https://canary-1@example.com/", &[], ""),
            "https://…@example.com/\n\n"
        );
    }

    #[test]
    fn a_body_shows_secrets_by_the_names_of_its_members() {
        for (text, left) in [
            (
                r#"{"a":"b","password":"canary\"1","list":[{"api_key": "canary-2"}],"token":7}"#,
                r#"{"a":"b","password":"…","list":[{"api_key": "…"}],"token":7}"#,
            ),
            (
                r#"{"api_keys":["canary-1" , "canary-2"],"passwords":[{"a":"b"}],"token_type":"c"}"#,
                r#"{"api_keys":["…" , "…"],"passwords":[{"a":"b"}],"token_type":"c"}"#,
            ),
            (
                r#"[{"pass\u0077ord":"canary-1"}]"#,
                r#"[{"pass\u0077ord":"…"}]"#,
            ),
            (r#"{"a": {"secret": "canary-1"#, r#"{"a": {"secret": "…"#),
            (
                r#"{"echo":"{\"password\":\"canary-1\"}"}"#,
                r#"{"echo":"{\"password\":\"…\"}"}"#,
            ),
            (
                "a=b&password=canary+1%21&api%5Fkey=canary-2&c=canary-3",
                "a=b&password=…&api%5Fkey=…&c=canary-3",
            ),
            (
                "payload=%7B%22password%22%3A%22canary%201%22%7D",
                "payload=%7B%22password%22%3A%22…%22%7D",
            ),
            (
                "<?xml version=\"1.0\"?><a><b:password>canary &amp; 1</b:password><c api_key='canary-2' d=\"e\"/></a>",
                "<?xml version=\"1.0\"?><a><b:password>…</b:password><c api_key='…' d=\"e\"/></a>",
            ),
            (
                "<a><token><![CDATA[canary<1>]]></token><b>c</b></a>",
                "<a><token><![CDATA[…]]></token><b>c</b></a>",
            ),
            (
                r#"{"a":"{\"b\":\"{\\\"password\\\":\\\"canary/1\\\"}\"}","c":"canary\\\/1"}"#,
                r#"{"a":"{\"b\":\"{\\\"password\\\":\\\"…\\\"}\"}","c":"…"}"#,
            ),
            (
                "payload=%25257B%252522token%252522%25253A%252522canary%2525201%252522%25257D",
                "payload=%25257B%252522token%252522%25253A%252522…%252522%25257D",
            ),
            ("token=canary%2525201&a=canary%201", "token=…&a=…"),
            (
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nplain\r\n\
                 --x\r\ncontent-disposition: form-data; filename=\"b\"; name=\"client_secret\"\r\n\
                 Content-Type: text/plain\r\n\r\ncanary 1\r\n\
                 --x\r\nContent-Disposition: form-data; name=meta\r\n\r\n{\"password\":\"canary-2\"}\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nplain\r\n\
                 --x\r\ncontent-disposition: form-data; filename=\"b\"; name=\"client_secret\"\r\n\
                 Content-Type: text/plain\r\n\r\n…\r\n\
                 --x\r\nContent-Disposition: form-data; name=meta\r\n\r\n{\"password\":\"…\"}\r\n--x--\r\n",
            ),
            (
                "--x\nContent-Disposition: form-data; name=\"password\"\n\ncanary-1",
                "--x\nContent-Disposition: form-data; name=\"password\"\n\n…",
            ),
            (
                "plain text with a password in it",
                "plain text with a password in it",
            ),
            ("", ""),
        ] {
            assert_eq!(body(text), left);
        }
    }

    #[test]
    fn a_whole_body_is_searched_whatever_its_size() {
        let padding = "x".repeat(2 * SEARCHED);
        let text = [r#"{"a":""#, &padding, r#"","token":"canary-1"}"#].concat();
        assert_eq!(
            body_secrets(text.as_bytes()),
            Some(vec!["canary-1".to_owned()])
        );
        let many: String = (0..=SOUGHT).map(|i| format!("token=canary-{i}&")).collect();
        assert_eq!(body_secrets(many.as_bytes()), None);
    }

    #[test]
    fn many_secrets_cover_the_whole_body_in_little_time() {
        let members: String = (0..8_000)
            .map(|i| format!(r#"{{"token":"canary-{i}"}},"#))
            .collect();
        let text = ["[", &members, "]"].concat();
        assert_eq!(body(&text), "…");
        let deep = r#"{"a":["#.repeat(8_000) + r#""b"#;
        assert_eq!(body(&deep), deep);
    }
}

//! The secrets that a received request reveals by name, before anybody types one: in
//! header fields, cookies, the address, and a body of JSON, XML, a form or several parts.
//!
//! The body need not parse: it may be cut off or still be typed.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::address_secrets::password;
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
pub const SEARCHED: usize = 64 << 10;

/// The secrets of a request with these addresses (its target, and the whole URL if known), and in the
/// first 64 KiB of its body.
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
        if let Some(span) = password(address) {
            let password = &address[span];
            self.add(password);
            self.add(&String::from_utf8_lossy(&percent::decode(password)));
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
        // The end of an object whose `value` is a secret, by its own name or by the name beside it.
        let mut secret_until = 0;
        let end = |from| next(bytes, from, b'}').unwrap_or(bytes.len());
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
                Some(b'"') if self.is_secret(&name) || name == "value" && start < secret_until => {
                    at = json_string_end(bytes, value).min(bytes.len());
                    self.add(&json_text(bytes.get(value..at).unwrap_or_default()));
                }
                // Within such an object nothing is looked for again, so that the time stays linear.
                _ if start < secret_until => {}
                Some(b'"') if name == "name" || name == "key" => {
                    let after = json_string_end(bytes, value).min(bytes.len());
                    if self.is_secret(&json_text(bytes.get(value..after).unwrap_or_default())) {
                        secret_until = end(after);
                    }
                }
                Some(b'{') if self.is_secret(&name) => secret_until = end(value),
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
mod tests;

//! The texts that replace placeholders: inputs, values made for each request, and the time.

use std::ops::Range;

use serde::Deserialize;

use super::Trial;
use crate::delivery::wrong;
use signature::template::{self, Part};
use signature::{Algorithm, DigestText, Moment, date, hmac};

/// A text with placeholders (see [`signature::template`]).
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub struct TextTemplate(pub(super) Vec<Part>);

impl TryFrom<String> for TextTemplate {
    type Error = template::Fault;

    fn try_from(text: String) -> Result<TextTemplate, template::Fault> {
        template::parse(&text).map(TextTemplate)
    }
}

impl TextTemplate {
    /// Returns whether the template is the empty text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the text of a template that is not empty and has no placeholders.
    pub fn plain(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }
}

/// Texts by the names of their placeholders.
pub struct Values {
    known: Vec<(String, String)>,
}

/// A filled template, and the range of each placeholder's text.
#[derive(Default)]
pub struct Filled {
    pub text: String,
    pub spans: Vec<(String, Range<usize>)>,
}

impl Trial<'_> {
    /// The texts of all placeholders; those that a probe spoils are spoiled.
    pub(super) fn values(&self) -> Values {
        let mut values = Values {
            known: vec![
                ("now".to_owned(), date::iso(self.moment.unix_ms)),
                ("now-ms".to_owned(), self.moment.unix_ms.to_string()),
            ],
        };
        for input in &self.handshake.inputs {
            let mut text = match self.inputs.get(&input.name) {
                Some(typed) => typed.expose().to_owned(),
                None => values.random(&input.default, &input.name, self.moment),
            };
            if self.spoils(&input.name) {
                text = wrong::text(&text);
            }
            values.known.push((input.name.clone(), text));
        }
        for (name, template) in &self.handshake.values {
            let spoiled = self.probe.and_then(|p| p.values.get(name));
            let text = values.random(spoiled.unwrap_or(template), name, self.moment);
            values.known.push((name.clone(), text));
        }
        values
    }

    /// Returns whether the probe makes an input wrong.
    pub(super) fn spoils(&self, input: &str) -> bool {
        self.probe
            .is_some_and(|p| p.wrong.as_deref() == Some(input))
    }
}

impl Values {
    /// The text of a name; empty for an unknown one.
    pub fn get(&self, name: &str) -> &str {
        let found = self.known.iter().find(|known| known.0 == name);
        found.map_or("", |known| &known.1)
    }

    pub fn fill(&self, template: &TextTemplate) -> String {
        self.written(template, str::to_owned).text
    }

    /// Fills a template with texts written as its place requires.
    pub fn written(&self, template: &TextTemplate, write: impl Fn(&str) -> String) -> Filled {
        filled(template, |name, _| write(self.get(name)))
    }

    /// Fills a template that may contain random text, which depends on the name and the moment alone.
    fn random(&self, template: &TextTemplate, of: &str, moment: &Moment) -> String {
        let text = |name: &str, shape: &str| match name {
            "random" => random(shape, of, &moment.nonce),
            _ => self.get(name).to_owned(),
        };
        filled(template, text).text
    }
}

/// Fills a template with a text for each placeholder's name and argument.
fn filled(template: &TextTemplate, text: impl Fn(&str, &str) -> String) -> Filled {
    let mut out = Filled::default();
    for part in &template.0 {
        match part {
            Part::Text(plain) => out.text.push_str(plain),
            Part::Value { name, argument } => {
                let start = out.text.len();
                let argument = match argument.as_deref() {
                    Some([Part::Text(plain)]) => plain.as_str(),
                    _ => "",
                };
                out.text.push_str(&text(name, argument));
                out.spans.push((name.clone(), start..out.text.len()));
            }
        }
    }
    out
}

/// Random text of a shape, which depends on a name and the moment's nonce alone.
fn random(shape: &str, of: &str, nonce: &str) -> String {
    const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut bytes = hmac::hash(Algorithm::Sha256, format!("{nonce} {of}").as_bytes());
    match shape {
        "letters" => {
            let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
            return bytes.iter().map(letter).collect();
        }
        "digits" => {
            let digit = |(at, byte): (usize, &u8)| match at {
                0 => char::from(b'1' + byte % 9),
                _ => char::from(b'0' + byte % 10),
            };
            return bytes.iter().take(10).enumerate().map(digit).collect();
        }
        _ => bytes.truncate(16),
    }
    match shape {
        "base64url" => hmac::text(&bytes, DigestText::Base64Url),
        "uuid" => {
            // Version 4 and variant 10 (RFC 9562, section 5.4).
            for (at, keep, mark) in [(6, 0x0f, 0x40), (8, 0x3f, 0x80)] {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = *byte & keep | mark;
                }
            }
            let mut text = hmac::text(&bytes, DigestText::Hex);
            for at in [20, 16, 12, 8] {
                text.insert(at, '-');
            }
            text
        }
        _ => hmac::text(&bytes, DigestText::Hex),
    }
}

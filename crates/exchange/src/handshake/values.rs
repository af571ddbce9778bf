//! The texts that placeholders stand for: inputs, values made anew, and the time.

use std::ops::Range;

use super::Trial;
use crate::delivery::wrong;
use signature::template::{self, Part};
use signature::{Algorithm, DigestText, Moment, date, hmac};

/// Texts by the names of their placeholders.
pub struct Values {
    known: Vec<(String, String)>,
}

/// A filled template, and where the text of each placeholder stands.
#[derive(Default)]
pub struct Filled {
    pub text: String,
    pub spans: Vec<(String, Range<usize>)>,
}

impl Trial<'_> {
    /// What placeholders stand for in this trial: what a probe spoils is spoiled.
    pub(super) fn values(&self) -> Values {
        let mut values = Values {
            known: vec![
                ("now".to_owned(), date::iso(self.moment.unix_ms)),
                ("now-ms".to_owned(), self.moment.unix_ms.to_string()),
            ],
        };
        let spoiled = self.probe.and_then(|p| p.wrong.as_deref());
        for input in &self.handshake.inputs {
            let mut text = values.random(&input.default, &input.name, self.moment);
            if let Some(typed) = self.inputs.get(&input.name) {
                text = typed.expose().to_owned();
            }
            if spoiled == Some(input.name.as_str()) {
                text = wrong::text(&text);
            }
            values.known.push((input.name.clone(), text));
        }
        for (name, template) in &self.handshake.values {
            let own = self
                .probe
                .and_then(|p| p.values.iter().find(|v| v.0 == *name));
            let template = own.map_or(template, |own| &own.1);
            let text = values.random(template, name, self.moment);
            values.known.push((name.clone(), text));
        }
        values
    }
}

impl Values {
    /// The text of a name; empty for one that nothing is known of.
    pub fn get(&self, name: &str) -> &str {
        let found = self.known.iter().find(|known| known.0 == name);
        found.map_or("", |known| &known.1)
    }

    pub fn fill(&self, template: &str) -> String {
        self.written(template, str::to_owned).text
    }

    /// A template with what stands for its placeholders, written as the place asks for.
    pub fn written(&self, template: &str, write: impl Fn(&str) -> String) -> Filled {
        self.filled(template, |name, _| write(self.get(name)))
    }

    /// A template that may ask for random text, which the name and the moment alone decide.
    fn random(&self, template: &str, of: &str, moment: &Moment) -> String {
        let of_name = |name: &str, shape: &str| match name {
            "random" => random(shape, of, &moment.nonce),
            _ => self.get(name).to_owned(),
        };
        self.filled(template, of_name).text
    }

    fn filled(&self, template: &str, text: impl Fn(&str, &str) -> String) -> Filled {
        let mut out = Filled::default();
        // What is no template was refused when it was read.
        for part in template::parse(template).unwrap_or_default() {
            match part {
                Part::Text(plain) => out.text.push_str(&plain),
                Part::Value { name, argument } => {
                    let start = out.text.len();
                    let argument = match argument.as_deref() {
                        Some([Part::Text(plain)]) => plain.as_str(),
                        _ => "",
                    };
                    out.text.push_str(&text(&name, argument));
                    out.spans.push((name, start..out.text.len()));
                }
            }
        }
        out
    }
}

/// Random text of a shape, decided by a name and the moment's nonce.
fn random(shape: &str, of: &str, nonce: &str) -> String {
    const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let seed = [nonce, " ", of].concat();
    let mut bytes = hmac::hash(Algorithm::Sha256, seed.as_bytes());
    match shape {
        "letters" => {
            let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
            bytes.iter().map(letter).collect()
        }
        "digits" => {
            let digit = |(at, byte): (usize, &u8)| match at {
                0 => char::from(b'1' + byte % 9),
                _ => char::from(b'0' + byte % 10),
            };
            bytes.iter().take(10).enumerate().map(digit).collect()
        }
        "base64url" => {
            bytes.truncate(16);
            hmac::text(&bytes, DigestText::Base64Url)
        }
        "uuid" => {
            bytes.truncate(16);
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
        _ => {
            bytes.truncate(16);
            hmac::text(&bytes, DigestText::Hex)
        }
    }
}

//! Lowers placeholders to pieces of a plan.
//!
//! `lower.rs` decides which fields of a message are read and how they are split.

use super::Piece;
use super::Slot;
use crate::Error;
use signature::template::{Fault, Part, form_between, parse};
use signature::{Algorithm, DigestText, Scheme};

/// A scheme being lowered to a plan.
pub(super) struct Lowering<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) given: &'a [(String, String)],
}

impl Lowering<'_> {
    /// Lowers a template to pieces.
    pub(super) fn pieces(&self, template: &str) -> Result<Vec<Piece>, Error> {
        let mut pieces = Vec::new();
        for part in parse(template).map_err(|fault| unreadable(template, fault))? {
            let piece = match &part {
                Part::Text(text) => Piece::Text(text.clone()),
                Part::Value { name, argument } => self.value(name, argument.as_deref())?,
            };
            match (pieces.last_mut(), piece) {
                (_, Piece::Text(text)) if text.is_empty() => {}
                (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
                (_, piece) => pieces.push(piece),
            }
        }
        Ok(pieces)
    }

    /// Lowers a placeholder to a piece.
    pub(super) fn value(&self, name: &str, argument: Option<&[Part]>) -> Result<Piece, Error> {
        let argument = argument.map(|parts| self.constant(parts)).transpose()?;
        let piece = match (name, argument.as_deref()) {
            ("body", None) => Piece::Body,
            ("method", None) => Piece::Method,
            ("url", None) => Piece::Url,
            ("host", None) => Piece::Header("host".to_owned()),
            ("target", None) => Piece::Target,
            ("path", None) => Piece::Path,
            ("query", None) => Piece::Query,
            ("secret", None) => Piece::Secret,
            ("header", Some(name)) => Piece::Header(name.to_ascii_lowercase()),
            ("header-lines", Some(wanted)) => {
                let one = |name: &str| match name.trim().strip_suffix('*') {
                    Some(start) => (start.to_owned(), true),
                    None => (name.trim().to_owned(), false),
                };
                Piece::HeaderLines(wanted.split(',').map(one).collect())
            }
            ("fields", Some(marks)) => {
                let mut marks = marks.splitn(3, ',').map(str::to_owned);
                let mut mark = || marks.next().unwrap_or_default();
                Piece::Fields([mark(), mark(), mark()])
            }
            ("form", marks) => {
                let (equals, between) = form_between(marks.unwrap_or_default());
                Piece::Form([equals.to_owned(), between.to_owned()])
            }
            ("url-decoded", Some(characters)) => Piece::UrlDecoded(characters.to_owned()),
            ("crc32", None) => Piece::Crc32,
            ("json-lines", Some(wanted)) => {
                let one = |name: &str| name.trim().to_owned();
                Piece::JsonLines(wanted.split(',').map(one).collect())
            }
            ("json", Some(pointer)) => Piece::Json(pointer.to_owned()),
            ("body-hash", Some(form)) => {
                let (algorithm, digest) = form.split_once(':').unwrap_or((form, ""));
                let algorithm = Algorithm::from_name(algorithm);
                let known = algorithm.zip(DigestText::from_name(digest));
                let (algorithm, digest) =
                    known.ok_or_else(|| Error::Placeholder(name.to_owned()))?;
                Piece::BodyHash(algorithm, digest)
            }
            (name, None) => match Slot::from_name(name) {
                Some(slot) => Piece::Slot(slot),
                None => return self.input(name),
            },
            _ => return Err(Error::Placeholder(name.to_owned())),
        };
        Ok(piece)
    }

    /// Lowers an input: a secret is a parameter, any other input a text in the code.
    fn input(&self, name: &str) -> Result<Piece, Error> {
        let inputs = &self.scheme.inputs;
        let input = inputs.iter().find(|i| i.name == name);
        let input = input.ok_or_else(|| Error::Placeholder(name.to_owned()))?;
        if input.secret {
            let secrets = inputs.iter().filter(|i| i.secret);
            let before = secrets.take_while(|i| i.name != name).count();
            return Ok(Piece::Input(before));
        }
        let given = self.given.iter().find(|(known, _)| known == name);
        let text = given.map(|(_, text)| text.clone());
        let text = text.or_else(|| input.default.clone());
        let label = match input.label.is_empty() {
            true => &input.name,
            false => &input.label,
        };
        text.map(Piece::Text)
            .ok_or_else(|| Error::InputMissing(label.clone()))
    }

    /// Evaluates a template whose values are all known.
    pub(super) fn constant(&self, parts: &[Part]) -> Result<String, Error> {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(plain) => text.push_str(plain),
                Part::Value {
                    name,
                    argument: None,
                } => match self.input(name)? {
                    Piece::Text(known) => text.push_str(&known),
                    _ => return Err(Error::Nested(name.clone())),
                },
                Part::Value { name, .. } => return Err(Error::Nested(name.clone())),
            }
        }
        Ok(text)
    }
}

pub(super) fn unreadable(template: &str, fault: Fault) -> Error {
    Error::Template {
        template: template.to_owned(),
        fault,
    }
}

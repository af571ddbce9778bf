//! Decoding: reading the bytes of a body.
//!
//! Decoding is independent of the encoders and of the form, so that the sandbox trusts
//! neither. A body becomes a JSON [`Tree`] by its media type and schema, and each node
//! keeps the byte range it was read from. The raw editor uses it to fill the form, the
//! reply to check a body against the documentation.

mod build;
mod form;
#[cfg(test)]
mod tests;
mod xml;

use std::ops::Range;

pub use form::deep;

use json::write::quoted;
use json::{Tree, View};
use openapi::{Family, MediaType, Schemas};
use problem::{Cause, Text as Flaw};

/// A decoded body.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The value as JSON.
    pub tree: Tree,
    /// The source bytes in the body, by node index.
    pub sources: Vec<Range<usize>>,
}

/// The reason that bytes do not parse as their media type.
#[derive(Clone, Debug, PartialEq)]
pub struct Malformed {
    /// The reason.
    pub cause: Box<Cause>,
    /// Byte offset.
    pub at: usize,
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
}

/// Decodes a body by its documented media type.
pub fn decode(bytes: &[u8], media: &MediaType, schemas: &Schemas) -> Result<Decoded, Malformed> {
    let text = utf8(bytes)?;
    match Family::of(&media.name) {
        Family::Json => json(text),
        Family::Form => form::decode(text, media, schemas),
        Family::Xml => xml::decode(text, media, schemas),
        Family::Text => self::text(text),
    }
}

/// The bytes as text, or the position where they stop being UTF-8.
fn utf8(bytes: &[u8]) -> Result<&str, Malformed> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let before = std::str::from_utf8(&bytes[..at]).unwrap_or_default();
        malformed(before, Cause::Text(Flaw::Utf8 { at: at + 1 }), at)
    })
}

fn malformed(text: &str, cause: Cause, at: usize) -> Malformed {
    let (line, column) = json::position(text, at);
    Malformed {
        cause: Box::new(cause),
        at,
        line,
        column,
    }
}

fn json(text: &str) -> Result<Decoded, Malformed> {
    match Tree::read(text) {
        Ok(tree) => Ok(Decoded {
            sources: tree.all().map(View::span).collect(),
            tree,
        }),
        Err(error) => Err(Malformed {
            cause: Box::new(Cause::Json(error)),
            at: error.at,
            line: error.line,
            column: error.column,
        }),
    }
}

/// Reads any other text as a string.
fn text(text: &str) -> Result<Decoded, Malformed> {
    let Decoded { tree, .. } = json(&quoted(text))?;
    Ok(Decoded {
        tree,
        sources: std::iter::once(0..text.len()).collect(),
    })
}

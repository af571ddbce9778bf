//! One `name=value` of a form, percent-decoded; each byte keeps its place.

use std::ops::Range;

use super::super::{Malformed, malformed};
use openapi::Style;
use problem::{Cause, Form as Flaw, Text};

/// A name and its value, decoded.
pub(super) struct Leaf {
    pub name: String,
    pub value: String,
    /// The value's bytes in the body, still encoded.
    pub source: Range<usize>,
    /// The place in the body of each byte of the value and of its end.
    places: Vec<u32>,
    /// The bytes of the value that are literal commas: only these separate items (RFC 6570).
    commas: Vec<usize>,
}

impl Leaf {
    pub fn read(text: &str, start: usize, pair: &str) -> Result<Leaf, Malformed> {
        let equals = pair.find('=').unwrap_or(pair.len());
        let from = start + (equals + 1).min(pair.len());
        let source = from..start + pair.len();
        let (name, _) = unpercent(text, start..start + equals)?;
        let (value, places) = unpercent(text, source.clone())?;
        let is_bare = |at: &usize| text.as_bytes().get(places[*at] as usize) == Some(&b',');
        let commas = value.match_indices(',').map(|(at, _)| at).filter(is_bare);
        Ok(Leaf {
            commas: commas.collect(),
            name,
            value,
            source,
            places,
        })
    }

    /// The texts between delimiters, with their bytes in the body.
    pub fn parts(&self, style: Style) -> Vec<(&str, Range<usize>)> {
        let bytes = self.value.as_bytes();
        let is_mark = |at: usize| match style {
            Style::SpaceDelimited => bytes.get(at) == Some(&b' '),
            Style::PipeDelimited => bytes.get(at) == Some(&b'|'),
            _ => self.commas.binary_search(&at).is_ok(),
        };
        let marks = (0..bytes.len()).filter(|at| is_mark(*at));
        let mut start = 0;
        let with_place = |end: usize| {
            let part = &self.value[start..end];
            let place = self.place(start)..self.place(end);
            start = end + 1;
            (part, place)
        };
        marks.chain([bytes.len()]).map(with_place).collect()
    }

    /// The place in the body of a byte of the value.
    pub fn place(&self, at: usize) -> usize {
        self.places.get(at).map_or(self.source.end, |p| *p as usize)
    }
}

/// Decodes `+` and percent escapes; also returns the place of each byte and of the end.
fn unpercent(text: &str, range: Range<usize>) -> Result<(String, Vec<u32>), Malformed> {
    let bytes = &text.as_bytes()[..range.end];
    let mut out = Vec::with_capacity(range.len());
    let mut places = Vec::with_capacity(range.len() + 1);
    let mut at = range.start;
    while let Some(&byte) = bytes.get(at) {
        places.push(at as u32);
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let digit = |at: usize| bytes.get(at).and_then(|b| (*b as char).to_digit(16));
                let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) else {
                    let position = text[..at].chars().count() + 1;
                    let cause = Cause::Form(Flaw::Percent { at: position });
                    return Err(malformed(text, cause, at));
                };
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            other => out.push(other),
        }
        at += 1;
    }
    places.push(range.end as u32);
    match String::from_utf8(out) {
        Ok(decoded) => Ok((decoded, places)),
        Err(error) => {
            let bad = error.utf8_error().valid_up_to();
            let at = places.get(bad).map_or(range.start, |place| *place as usize);
            let cause = Cause::Text(Text::Utf8 { at: at + 1 });
            Err(malformed(text, cause, at))
        }
    }
}

//! A large body changed piece by piece, so that no step of it takes long.
//!
//! Pieces end where the change of one says nothing about the next. What is not
//! here: the changes themselves (see [`super::texts`]).

use super::cause::{Cause, Charset, Form, Lost};
use super::slices::{LARGE, Made, PIECE};
use super::texts::charset::{Traits, fits, is_utf8, mark, recoded};
use super::texts::{changed, kept, reordered};
use super::unpack::Unpacking;
use json::write::quoted;
use signature::hmac::Running;
use signature::{Algorithm, DigestText, hmac};

/// A change under way.
pub struct Turning {
    cause: Cause,
    at: usize,
    out: Vec<u8>,
    hash: Option<Running>,
    /// What the body is, where the change asks for it.
    looked: Look,
    /// Whether what came out is UTF-8.
    checked: Look,
    /// The places of a form's fields.
    places: Vec<usize>,
    unpacking: Option<Unpacking>,
}

/// A look at bytes, piece by piece.
struct Look {
    at: usize,
    found: Traits,
}

impl Look {
    fn new() -> Look {
        Look {
            at: 0,
            found: Traits::of(b""),
        }
    }

    /// Looks at a piece more; whether there are others.
    fn step(&mut self, bytes: &[u8]) -> bool {
        let mut end = bytes.len().min(self.at + PIECE);
        // No character of UTF-8 has more bytes to go on with, so none that is sound is cut.
        for _ in 0..3 {
            let inside = bytes.get(end).is_some_and(|b| b & 0xC0 == 0x80);
            end += usize::from(inside);
        }
        let piece = bytes.get(self.at..end).unwrap_or_default();
        let new = Traits::of(piece);
        self.found = Traits {
            ascii: self.found.ascii && new.ascii,
            utf8: self.found.utf8 && new.utf8,
            zero: self.found.zero || new.zero,
            even: self.found.even == new.even,
        };
        self.at = end;
        end < bytes.len()
    }
}

impl Turning {
    /// A form's fields in another order.
    pub fn of(cause: Cause, places: Vec<usize>) -> Turning {
        Turning {
            places,
            ..Turning::new(cause)
        }
    }

    pub fn new(cause: Cause) -> Turning {
        Turning {
            places: Vec::new(),
            unpacking: None,
            hash: (cause == Cause::Lost(Lost::Hash)).then(|| Running::hash(Algorithm::Sha256)),
            cause,
            at: 0,
            out: Vec::new(),
            looked: Look::new(),
            checked: Look::new(),
        }
    }

    /// What a step costs, in bytes hashed.
    pub fn cost(&self, body: &[u8]) -> usize {
        match self.cause {
            // Few bytes may decompress to many.
            Cause::Decompressed => PIECE,
            _ => body.len().min(PIECE),
        }
    }

    /// Changes one piece more; the body is the same every time.
    pub fn step(&mut self, body: &[u8]) -> Made {
        if self.cause == Cause::Decompressed {
            let unpacking = &mut self.unpacking;
            return unpacking.get_or_insert_with(|| Unpacking::new(body)).step();
        }
        let cuttable = self.is_long() && !(self.is_uncut() && body.len() <= LARGE);
        let whole = body.len() <= PIECE || !cuttable;
        if whole && self.cause == Cause::Form(Form::Other) {
            return reordered(body, &self.places).map_or(Made::Never, Made::Done);
        }
        if whole {
            return changed(&self.cause, body).map_or(Made::Never, Made::Done);
        }
        if self.is_copy() {
            return self.copy(body);
        }
        if let Some(made) = self.looks(body) {
            return made;
        }
        let Some(end) = self.end(body) else {
            return Made::Never;
        };
        let piece = body.get(self.at..end).unwrap_or_default();
        if self.piece(piece).is_none() {
            return Made::Never;
        }
        self.at = end;
        if end < body.len() || matches!(self.cause, Cause::Charset(_)) {
            return Made::More;
        }
        self.finish()
    }

    /// Whether it takes longer for a longer body.
    fn is_long(&self) -> bool {
        match &self.cause {
            Cause::Lost(lost) => matches!(lost, Lost::Base64 | Lost::Hash),
            _ => true,
        }
    }

    /// Whether it cannot be made in pieces: fields change places, and a unit of UTF-16 may stand across
    /// two pieces.
    fn is_uncut(&self) -> bool {
        use Form::{Descending, Json, Other, Reversed, Sorted};
        matches!(
            self.cause,
            Cause::Form(Sorted | Descending | Reversed | Other | Json)
                | Cause::Charset(Charset::NotUtf16)
        )
    }

    /// Whether only the ends are changed.
    fn is_copy(&self) -> bool {
        matches!(
            self.cause,
            Cause::LastLine { .. }
                | Cause::ByteOrderMark { .. }
                | Cause::Trimmed
                | Cause::Padded { .. }
        )
    }

    /// Copies a piece more of what is left of the body.
    fn copy(&mut self, body: &[u8]) -> Made {
        let Some([before, kept, after]) = kept(&self.cause, body) else {
            return Made::Never;
        };
        if self.at == 0 {
            self.out
                .reserve_exact(before.len() + kept.len() + after.len());
            self.out.extend_from_slice(before);
        }
        let rest = kept.get(self.at..).unwrap_or_default();
        let piece = rest.get(..PIECE).unwrap_or(rest);
        self.out.extend_from_slice(piece);
        self.at += piece.len();
        if self.at < kept.len() {
            return Made::More;
        }
        self.out.extend_from_slice(after);
        self.finish()
    }

    /// What is done beside the pieces: a look at all of the body before them, and at all that came
    /// out after; `None` when a piece is to be changed.
    fn looks(&mut self, body: &[u8]) -> Option<Made> {
        let charset = match &self.cause {
            _ if self.is_uncut() => return Some(Made::Never),
            Cause::Charset(charset) => *charset,
            _ => return None,
        };
        if self.looked.at < body.len() {
            if self.looked.step(body) {
                return Some(Made::More);
            }
            self.out.extend_from_slice(mark(charset));
            let fits = fits(charset, self.looked.found);
            return Some(if fits { Made::More } else { Made::Never });
        }
        if self.at < body.len() {
            return None;
        }
        if is_utf8(charset) && self.checked.step(&self.out) {
            return Some(Made::More);
        }
        Some(match self.checked.found.utf8 {
            true => Made::Done(std::mem::take(&mut self.out)),
            false => Made::Never,
        })
    }

    /// Where the next piece ends.
    fn end(&self, body: &[u8]) -> Option<usize> {
        let from = self.at + PIECE;
        if from >= body.len() {
            return Some(body.len());
        }
        // Three bytes are four characters of base64.
        if matches!(self.cause, Cause::Lost(_)) {
            return Some(self.at + PIECE / 3 * 3);
        }
        let form = matches!(self.cause, Cause::Form(_));
        let pair = body.get(from - 1..from + PIECE).or(body.get(from - 1..))?;
        let ends = |two: &[u8]| match (form, two) {
            (true, [_, after]) => *after == b'&',
            // A byte that goes on with a character is no beginning.
            (false, [before, after]) => *before != b'\r' && after & 0xC0 != 0x80,
            _ => false,
        };
        let after = pair.windows(2).position(ends);
        after.map(|at| from + at)
    }

    fn piece(&mut self, piece: &[u8]) -> Option<()> {
        let made = match &self.cause {
            Cause::Lost(Lost::Hash) => {
                self.hash.as_mut()?.feed(piece);
                return Some(());
            }
            Cause::Charset(charset) => recoded(*charset, piece)?,
            Cause::Quoted { .. } => {
                let text = quoted(std::str::from_utf8(piece).ok()?);
                let start = usize::from(self.at > 0);
                text.get(start..text.len() - 1)?.as_bytes().to_vec()
            }
            cause => changed(cause, piece)?,
        };
        self.out.extend_from_slice(&made);
        Some(())
    }

    fn finish(&mut self) -> Made {
        let mut out = std::mem::take(&mut self.out);
        if let Cause::Quoted { .. } = &self.cause {
            out.push(b'"');
        }
        match self.hash.take() {
            Some(hash) => Made::Done(hmac::text(&hash.end(), DigestText::Hex).into_bytes()),
            None => Made::Done(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bodies::CHARSETS;
    use crate::cause::Charset;

    fn made(cause: &Cause, body: &[u8]) -> Option<Vec<u8>> {
        let mut turning = Turning::new(cause.clone());
        loop {
            match turning.step(body) {
                Made::More => {}
                Made::Never | Made::Same => return None,
                Made::Done(bytes) => return Some(bytes),
            }
        }
    }

    #[test]
    fn pieces_make_what_the_whole_makes() {
        use Form::{Component, Decoded, LowerHex, Percent20, Plus, Rfc3986, UpperHex, Url};
        let mut causes = vec![
            Cause::Quoted { quoted: true },
            Cause::Trimmed,
            Cause::Lost(Lost::Base64),
            Cause::Lost(Lost::Hash),
            Cause::Lost(Lost::Empty),
        ];
        causes.extend([true, false].map(|crlf| Cause::LineEnds { crlf }));
        causes.extend([true, false].map(|added| Cause::ByteOrderMark { added }));
        for (added, crlf) in [(true, true), (true, false), (false, true), (false, false)] {
            causes.push(Cause::LastLine { added, crlf });
        }
        let whole = |charset: &Charset| *charset == Charset::NotUtf16;
        let charsets = CHARSETS.into_iter().filter(|charset| !whole(charset));
        causes.extend(charsets.map(Cause::Charset));
        let forms = [
            Plus, Percent20, UpperHex, LowerHex, Decoded, Url, Component, Rfc3986,
        ];
        causes.extend(forms.map(Cause::Form));
        let line = "a=%3a+b&é=\"x\\\"\r\n&%20y=ÃÃ©\n&\r&=";
        let text = line.repeat(3 * PIECE / line.len());
        let marked = ["\u{FEFF}", &text, " \r\n"].concat();
        let mut latin = text.clone().into_bytes();
        latin.push(0xE9);
        for body in [text.into_bytes(), latin, marked.into_bytes()] {
            for shift in 0..4 {
                let body = &body[shift..];
                for cause in &causes {
                    assert!(
                        made(cause, body) == changed(cause, body),
                        "{cause:?} {shift}"
                    );
                }
            }
        }
    }
}

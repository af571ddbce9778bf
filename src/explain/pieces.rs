//! A large body changed piece by piece, so that no step of it takes long.
//!
//! Pieces end where the change of one says nothing about the next. What is not
//! here: the changes themselves (see [`super::texts`]).

use super::cause::{Cause, Charset, Form, Lost};
use super::texts::charset::{fits, is_sound, mark, recoded};
use super::texts::{changed, reordered};
use crate::json::write::quoted;
use crate::sign::hmac::Running;
use crate::sign::{Algorithm, DigestText, hmac};

/// Bytes that are changed in one step.
pub const PIECE: usize = 128 << 10;

/// What a step of a making came to.
pub enum Made {
    More,
    /// It cannot be made.
    Never,
    /// Nothing is changed.
    Same,
    Done(Vec<u8>),
}

/// A change under way.
pub struct Turning {
    cause: Cause,
    at: usize,
    out: Vec<u8>,
    hash: Option<Running>,
    /// The places of a form's fields.
    places: Vec<usize>,
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
            hash: (cause == Cause::Lost(Lost::Hash)).then(|| Running::hash(Algorithm::Sha256)),
            cause,
            at: 0,
            out: Vec::new(),
        }
    }

    /// Changes one piece more; the body is the same every time.
    pub fn step(&mut self, body: &[u8]) -> Made {
        let whole = body.len() <= PIECE || !self.is_long();
        if whole && self.cause == Cause::Form(Form::Other) {
            return reordered(body, &self.places).map_or(Made::Never, Made::Done);
        }
        if whole {
            return changed(&self.cause, body).map_or(Made::Never, Made::Done);
        }
        if self.at == 0 && !self.begins(body) {
            return Made::Never;
        }
        let Some(end) = self.end(body) else {
            return Made::Never;
        };
        let piece = body.get(self.at..end).unwrap_or_default();
        if self.piece(piece).is_none() {
            return Made::Never;
        }
        self.at = end;
        if end < body.len() {
            return Made::More;
        }
        self.finish(body)
    }

    /// Whether every byte is looked at; else bytes are only copied.
    fn is_long(&self) -> bool {
        match &self.cause {
            Cause::LastLine { .. } | Cause::ByteOrderMark { .. } => false,
            Cause::Trimmed | Cause::Padded { .. } => false,
            Cause::Lost(lost) => matches!(lost, Lost::Base64 | Lost::Hash),
            _ => true,
        }
    }

    /// Looks at the whole, where the change asks for it.
    fn begins(&mut self, body: &[u8]) -> bool {
        match &self.cause {
            // A unit of UTF-16 may stand across two pieces.
            Cause::Charset(Charset::NotUtf16) => false,
            Cause::Charset(charset) => {
                self.out.extend_from_slice(mark(*charset));
                fits(*charset, body)
            }
            Cause::Quoted { .. } => {
                self.out.push(b'"');
                std::str::from_utf8(body).is_ok()
            }
            // The pairs would have to be there all at once.
            Cause::Form(Form::Sorted | Form::Descending | Form::Reversed) => false,
            Cause::Form(Form::Other | Form::Json) => false,
            _ => true,
        }
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
                text.get(1..text.len() - 1)?.as_bytes().to_vec()
            }
            cause => changed(cause, piece)?,
        };
        self.out.extend_from_slice(&made);
        Some(())
    }

    fn finish(&mut self, body: &[u8]) -> Made {
        let mut out = std::mem::take(&mut self.out);
        match &self.cause {
            Cause::Charset(charset) if !is_sound(*charset, body, &out) => return Made::Never,
            Cause::Quoted { .. } => out.push(b'"'),
            _ => {}
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
    use crate::explain::cause::Charset;

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
        use Charset::*;
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
        let charsets = [
            Latin1,
            Twice,
            Once,
            Utf8,
            Replaced,
            Windows,
            TwiceWindows,
            OnceWindows,
            Utf8Windows,
            Utf16Le,
            Utf16Be,
            Utf16Mark,
            Ascii,
            AsciiUnits,
            AsciiBytes,
            Dropped,
        ];
        causes.extend(charsets.map(Cause::Charset));
        let forms = [
            Plus, Percent20, UpperHex, LowerHex, Decoded, Url, Component, Rfc3986,
        ];
        causes.extend(forms.map(Cause::Form));
        let line = "a=%3a+b&é=\"x\\\"\r\n&%20y=ÃÃ©\n&\r&=";
        let text = line.repeat(3 * PIECE / line.len());
        let mut latin = text.clone().into_bytes();
        latin.push(0xE9);
        for body in [text.into_bytes(), latin] {
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

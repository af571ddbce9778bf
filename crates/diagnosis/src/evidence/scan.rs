//! A single pass over the bytes of a body that counts what they contain.

use std::ops::Range;

/// The number of places of U+FFFD that are kept.
const MOST: usize = 5;

/// A notation for characters, other than JSON's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// `%EF%BF%BD`; a form's field may also hold JSON with escapes.
    Form,
    /// `&#xFFFD;`
    Xml,
}

impl Escape {
    /// Returns the offsets of escapes of U+FFFD.
    fn replaced(self, body: &[u8]) -> impl Iterator<Item = usize> {
        let first = match self {
            Escape::Form => b'%',
            Escape::Xml => b'&',
        };
        let begins = body.iter().enumerate().filter(move |b| *b.1 == first);
        let is = move |at: &usize| match self {
            Escape::Form => is_of_form(&body[*at..]),
            Escape::Xml => is_of_xml(&body[*at..]),
        };
        begins.map(|(at, _)| at).filter(is)
    }
}

fn is_of_form(text: &[u8]) -> bool {
    let begins = |escape: &[u8]| {
        let start = text.get(..escape.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(escape))
    };
    begins(b"%EF%BF%BD") || begins(b"%5CuFFFD")
}

/// Returns whether a text begins with a reference to U+FFFD (XML 1.0, section 4.1).
fn is_of_xml(text: &[u8]) -> bool {
    // Zeros may precede the digits.
    const LONGEST: usize = 16;
    let text = text.get(..LONGEST).unwrap_or(text);
    let Some(end) = text.iter().position(|b| *b == b';') else {
        return false;
    };
    let (radix, digits) = match &text[..end] {
        [b'&', b'#', b'x', digits @ ..] => (16, digits),
        [b'&', b'#', digits @ ..] => (10, digits),
        _ => return false,
    };
    let digits = std::str::from_utf8(digits).unwrap_or_default();
    !digits.starts_with('+') && u32::from_str_radix(digits, radix) == Ok(0xFFFD)
}

/// Counts of what the bytes of a body contain.
#[derive(Default)]
pub struct Scan {
    /// The number of U+FFFD as three bytes, their runs, and the places of the first runs.
    pub replaced: usize,
    pub runs: usize,
    pub places: Vec<Range<usize>>,
    /// The end of the last run.
    run_end: usize,
    /// The number of escapes of U+FFFD in JSON, a form or XML, and the offsets of the first.
    pub escaped: usize,
    pub escapes: Vec<usize>,
    /// The offset of the first byte that is not UTF-8.
    pub not_utf8: Option<usize>,
    /// The number of white space characters outside JSON's strings.
    pub spaces: usize,
    /// The number of LF without a CR before them.
    pub bare_lines: usize,
    /// The number of characters of two, three and four bytes.
    pub wide: [usize; 3],
    /// The number of slashes in JSON's strings without a backslash before them.
    pub slashes: usize,
    pub nul: bool,
    /// The open parts of JSON: containers, a string, an escape in it.
    depth: usize,
    string: bool,
    escape: bool,
    /// The offset of the last escape.
    begun: usize,
}

impl Scan {
    /// Scans a body; `escape` is a notation of escapes other than JSON's.
    pub fn of(body: &[u8], escape: Option<Escape>) -> Scan {
        let mut scan = Scan::default();
        for at in escape.iter().flat_map(|escape| escape.replaced(body)) {
            scan.escape_at(at);
        }
        for (at, byte) in body.iter().enumerate() {
            scan.byte(body, at, *byte);
        }
        scan.not_utf8 = std::str::from_utf8(body)
            .err()
            .map(|error| error.valid_up_to());
        scan
    }

    /// Returns whether JSON has begun and not ended.
    pub fn is_open(&self) -> bool {
        self.string || self.depth > 0
    }

    fn byte(&mut self, body: &[u8], at: usize, byte: u8) {
        let before = |count: usize| at.checked_sub(count).and_then(|from| body.get(from..at));
        match byte {
            0xC2..=0xDF => self.wide[0] += 1,
            0xE0..=0xEF => self.wide[1] += 1,
            0xF0..=0xF4 => self.wide[2] += 1,
            0xBD if before(2) == Some(b"\xEF\xBF") => self.replace(at - 2),
            b'\n' if before(1) != Some(b"\r") => self.bare_lines += 1,
            0 => self.nul = true,
            _ => {}
        }
        if self.escape {
            self.escape = false;
        } else if self.string {
            match byte {
                b'"' => self.string = false,
                b'\\' => {
                    self.escape = true;
                    self.begun = at;
                }
                b'/' => self.slashes += 1,
                b'd' | b'D' if self.begun + 5 == at && is_escape(before(5)) => {
                    self.escape_at(self.begun);
                }
                _ => {}
            }
        } else {
            match byte {
                b'"' => self.string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                b' ' | b'\t' | b'\r' | b'\n' => self.spaces += 1,
                _ => {}
            }
        }
    }

    fn escape_at(&mut self, at: usize) {
        self.escaped += 1;
        if self.escapes.len() < MOST {
            self.escapes.push(at);
        }
    }

    fn replace(&mut self, at: usize) {
        self.replaced += 1;
        let goes_on = self.runs > 0 && self.run_end == at;
        self.run_end = at + 3;
        if !goes_on {
            self.runs += 1;
            if self.places.len() < MOST {
                self.places.push(at..at + 3);
            }
        } else if self.runs == self.places.len()
            && let Some(last) = self.places.last_mut()
        {
            last.end = at + 3;
        }
    }
}

/// Returns whether these are the first five characters of the escape of U+FFFD.
fn is_escape(before: Option<&[u8]>) -> bool {
    before.is_some_and(|text| text.eq_ignore_ascii_case(b"\\ufff"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_body_has_is_counted() {
        let text = "{\"a/b\": \"\u{FFFD}\u{FFFD} é ✋ 👍 \\/ \\ufffd \\\\ufffd\"}\n\u{FFFD}";
        let scan = Scan::of(text.as_bytes(), None);
        assert_eq!((scan.replaced, scan.runs), (3, 2));
        assert_eq!(scan.places, [9..15, text.len() - 3..text.len()]);
        assert_eq!((scan.escaped, scan.escapes.len()), (1, 1));
        // Three of them are U+FFFD itself.
        assert_eq!(scan.wide, [1, 4, 1]);
        assert_eq!((scan.spaces, scan.slashes, scan.bare_lines), (2, 1, 1));
        assert_eq!(
            (scan.not_utf8, scan.is_open(), scan.nul),
            (None, false, false)
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_found() {
        assert_eq!(Scan::of(b"ab\xE9cd", None).not_utf8, Some(2));
        assert_eq!(Scan::of(b"ab\xC3", None).not_utf8, Some(2));
        assert!(Scan::of(b"{\"a\":[1", None).is_open());
        assert!(Scan::of(b"{\"a", None).is_open());
        assert!(Scan::of(b"a\0", None).nul);
    }

    #[test]
    fn u_fffd_is_found_as_forms_and_xml_write_it() {
        for (escape, body, places) in [
            (Escape::Form, "a=%EF%BF%BD&b=%ef%bf%bd", &[2, 14][..]),
            (
                Escape::Form,
                "payload=%7B%22a%22%3A%22%5Cufffd%22%7D",
                &[24],
            ),
            (Escape::Form, "a=%EF%BF%BE&b=%EF%BF", &[]),
            (
                Escape::Xml,
                "<a>&#xFFFD;&#xfffd;&#65533;&#x00FFFD;</a>",
                &[3, 11, 19, 27],
            ),
            (
                Escape::Xml,
                "<a>&#xFFFE;&#XFFFD;&#+65533;&amp;#xFFFD;&#x;&#</a>",
                &[],
            ),
        ] {
            let scan = Scan::of(body.as_bytes(), Some(escape));
            assert_eq!(scan.escapes, places, "{body}");
            assert_eq!(scan.escaped, places.len(), "{body}");
        }
    }
}

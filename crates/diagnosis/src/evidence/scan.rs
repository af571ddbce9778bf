//! One pass over the bytes of a body, in steps: what they hold, counted.

use std::ops::Range;

/// Places of U+FFFD that are kept.
const MOST: usize = 5;

/// What the bytes of a body hold.
#[derive(Default)]
pub struct Scan {
    at: usize,
    /// U+FFFD as three bytes: how many, in how many runs, and where the first runs are.
    pub replaced: usize,
    pub runs: usize,
    pub places: Vec<Range<usize>>,
    /// Where the last run ends.
    run_end: usize,
    /// U+FFFD as an escape of JSON, and where the first are.
    pub escaped: usize,
    pub escapes: Vec<usize>,
    /// The first byte that is no UTF-8.
    pub not_utf8: Option<usize>,
    /// White space outside of JSON's strings.
    pub spaces: usize,
    /// LF that have no CR before them.
    pub bare_lines: usize,
    /// Characters by how many bytes they have: two, three, four.
    pub wide: [usize; 3],
    /// Slashes in JSON's strings that have no backslash before them.
    pub slashes: usize,
    pub nul: bool,
    /// What of JSON is open: containers, a string, an escape in it.
    depth: usize,
    string: bool,
    escape: bool,
    /// Where the last escape begins.
    begun: usize,
    /// How far UTF-8 was looked at.
    checked: usize,
}

impl Scan {
    /// Reads so many bytes more of a body; whether there are others.
    pub fn step(&mut self, body: &[u8], most: usize) -> bool {
        let end = body.len().min(self.at + most);
        for at in self.at..end {
            if let Some(byte) = body.get(at) {
                self.byte(body, at, *byte);
            }
        }
        self.at = end;
        self.check(body, end);
        end < body.len()
    }

    /// Whether JSON that was begun is not ended.
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
                    self.escaped += 1;
                    if self.escapes.len() < MOST {
                        self.escapes.push(self.begun);
                    }
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

    /// Looks whether what was read is UTF-8; a character may go on in the next step.
    fn check(&mut self, body: &[u8], end: usize) {
        let rest = body.get(self.checked..end).unwrap_or_default();
        if self.not_utf8.is_some() || rest.is_empty() {
            return;
        }
        match std::str::from_utf8(rest) {
            Ok(_) => self.checked = end,
            Err(error) => {
                self.checked += error.valid_up_to();
                let cut = error.error_len().is_none() && end < body.len();
                self.not_utf8 = (!cut).then_some(self.checked);
            }
        }
    }
}

/// Whether these are the first five characters of the escape of U+FFFD.
fn is_escape(before: Option<&[u8]>) -> bool {
    before.is_some_and(|text| text.eq_ignore_ascii_case(b"\\ufff"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(body: &[u8], step: usize) -> Scan {
        let mut scan = Scan::default();
        while scan.step(body, step) {}
        scan
    }

    #[test]
    fn what_is_counted_does_not_hang_on_the_steps() {
        let text = "{\"a/b\": \"\u{FFFD}\u{FFFD} é ✋ 👍 \\/ \\ufffd \\\\ufffd\"}\n\u{FFFD}";
        for step in 1..text.len() + 1 {
            let scan = scanned(text.as_bytes(), step);
            assert_eq!((scan.replaced, scan.runs), (3, 2));
            assert_eq!(scan.places, [9..15, text.len() - 3..text.len()]);
            assert_eq!((scan.escaped, scan.escapes.len()), (1, 1));
            // Three are U+FFFD themselves.
            assert_eq!(scan.wide, [1, 4, 1]);
            assert_eq!((scan.spaces, scan.slashes, scan.bare_lines), (2, 1, 1));
            assert_eq!(
                (scan.not_utf8, scan.is_open(), scan.nul),
                (None, false, false)
            );
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_found() {
        for step in 1..6 {
            assert_eq!(scanned(b"ab\xE9cd", step).not_utf8, Some(2));
            assert_eq!(
                scanned("abé".as_bytes().get(..3).unwrap_or_default(), step).not_utf8,
                Some(2)
            );
            assert!(scanned(b"{\"a\":[1", step).is_open());
            assert!(scanned(b"{\"a", step).is_open());
            assert!(scanned(b"a\0", step).nul);
        }
    }
}

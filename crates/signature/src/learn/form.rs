//! A large form put together in steps as `{form}` signs it: decoded, by name and value, doubles once.

use crate::fields::Pairs;
use crate::percent::decode_form;
use crate::template::form_between;

/// A form under way.
#[derive(Default)]
pub struct Forming {
    /// What stands between name and value, and between two.
    equals: Vec<u8>,
    between: Vec<u8>,
    /// Where it is in the body.
    at: usize,
    pairs: Pairs,
    /// The pair that is not at its end yet; its value once there is an equals sign.
    open: Option<(Vec<u8>, Option<Vec<u8>>)>,
    sorted: bool,
    /// The pair that is written next, which of its parts, and how much of that was.
    pair: usize,
    part: usize,
    from: usize,
    out: Vec<u8>,
}

impl Forming {
    /// `marks` are the argument of the placeholder.
    pub fn new(marks: &str) -> Forming {
        let (equals, between) = form_between(marks);
        Forming {
            equals: equals.into(),
            between: between.into(),
            ..Forming::default()
        }
    }

    /// Goes on by so many bytes; whether there is more to be done.
    pub fn step(&mut self, body: &[u8], bytes: usize) -> bool {
        if self.at < body.len() {
            self.read(body, bytes.max(1));
            return true;
        }
        if !self.sorted {
            self.close();
            // Their order is found at once, since all of them have to be there.
            self.pairs.sort();
            self.pairs.dedup();
            self.sorted = true;
            return true;
        }
        self.write(bytes)
    }

    /// How many bytes were read and written; what is written may be longer than the body.
    pub fn done(&self, body: &[u8]) -> usize {
        self.at + self.out.len().min(body.len())
    }

    /// What is signed.
    pub fn end(self) -> Vec<u8> {
        self.out
    }

    fn read(&mut self, body: &[u8], bytes: usize) {
        let mut end = body.len().min(self.at.saturating_add(bytes));
        // No escape is cut, which takes three bytes.
        let escape = |at: Option<usize>| match at.and_then(|at| body.get(at..at + 3)) {
            Some([b'%', high, low]) => high.is_ascii_hexdigit() && low.is_ascii_hexdigit(),
            _ => false,
        };
        while escape(end.checked_sub(1)) || escape(end.checked_sub(2)) {
            end += 1;
        }
        for piece in body
            .get(self.at..end)
            .unwrap_or_default()
            .split_inclusive(|b| *b == b'&')
        {
            match piece.strip_suffix(b"&") {
                None => self.feed(piece),
                Some(last) => {
                    self.feed(last);
                    self.close();
                }
            }
        }
        self.at = end;
    }

    fn feed(&mut self, piece: &[u8]) {
        if piece.is_empty() {
            return;
        }
        let (name, value) = self.open.get_or_insert_default();
        if let Some(value) = value {
            return value.extend_from_slice(&decode_form(piece));
        }
        let equals = piece.iter().position(|b| *b == b'=');
        let (before, after) = piece.split_at(equals.unwrap_or(piece.len()));
        name.extend_from_slice(&decode_form(before));
        *value = after.get(1..).map(decode_form);
    }

    fn close(&mut self) {
        if let Some((name, value)) = self.open.take() {
            self.pairs.push((name, value.unwrap_or_default()));
        }
    }

    /// Writes so many bytes more; whether there are others.
    fn write(&mut self, bytes: usize) -> bool {
        let mut left = bytes.max(1);
        while let Some((name, value)) = self.pairs.get(self.pair) {
            let between = if self.pair == 0 {
                &[]
            } else {
                &self.between[..]
            };
            let parts = [between, name, &self.equals, value];
            let Some(part) = parts.get(self.part) else {
                self.pair += 1;
                self.part = 0;
                continue;
            };
            let rest = part.get(self.from..).unwrap_or_default();
            let now = rest.get(..left).unwrap_or(rest);
            self.out.extend_from_slice(now);
            left -= now.len();
            if now.len() < rest.len() {
                self.from += now.len();
                return true;
            }
            self.part += 1;
            self.from = 0;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields;

    fn at_once(body: &str, equals: &str, between: &str) -> Vec<u8> {
        let mut pairs = fields::query_pairs(&["?", body].concat());
        pairs.sort();
        pairs.dedup();
        let pair = |(name, value): &(Vec<u8>, Vec<u8>)| [name, equals.as_bytes(), value].concat();
        let pairs: Vec<Vec<u8>> = pairs.iter().map(pair).collect();
        pairs.join(between.as_bytes())
    }

    #[test]
    fn steps_make_what_is_made_at_once() {
        const PIECES: [&str; 12] = [
            "a", "b=", "=", "&", "&&", "%41", "%", "%4", "+", "é", "%26", "c=d",
        ];
        let mut state = 3_u32;
        let mut next = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        for _ in 0..5000 {
            let body: String = (0..next(16)).map(|_| PIECES[next(PIECES.len())]).collect();
            for (marks, equals, between) in [("", "", ""), ("=,&", "=", "&"), ("::,\n", "::", "\n")]
            {
                let mut forming = Forming::new(marks);
                let step = 1 + next(4);
                while forming.step(body.as_bytes(), step) {}
                let wanted = at_once(&body, equals, between);
                assert_eq!(forming.end(), wanted, "{body:?} by {step}");
            }
        }
    }
}

//! A reader of JSON text into nodes, without recursion (RFC 8259).
//!
//! The reader keeps its open containers on the heap, so depth costs memory
//! and nothing else. [`super::View`] gives access to the nodes, and
//! [`super::literal`] decodes string literals.

use super::{Cause, Error, Kind, Node};

/// The nodes of a text.
pub(super) fn nodes(text: &str) -> Result<Vec<Node>, Error> {
    let mut reader = Reader {
        bytes: text.as_bytes(),
        ..Reader::default()
    };
    match reader.run() {
        Ok(()) => Ok(reader.nodes),
        Err((cause, at)) => Err(located(text, cause, at)),
    }
}

/// Makes an error with the line and column of a byte offset.
pub(super) fn located(text: &str, cause: Cause, at: usize) -> Error {
    let (line, column) = position(text, at);
    Error {
        cause,
        at,
        line,
        column,
    }
}

/// The 1-based line and column (in characters) of a byte offset.
///
/// LF, CRLF and CR each end a line, as in an editor.
pub fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..at];
    let mut line = 1;
    let mut start = 0;
    for (index, byte) in before.iter().enumerate() {
        let ends = match byte {
            b'\n' => true,
            b'\r' => text.as_bytes().get(index + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends {
            line += 1;
            start = index + 1;
        }
    }
    let is_start_of_char = |b: &&u8| (**b & 0xC0) != 0x80;
    (
        line,
        before[start..].iter().filter(is_start_of_char).count() + 1,
    )
}

pub(super) type Fail = (Cause, usize);

#[derive(Default)]
pub(super) struct Reader<'t> {
    pub bytes: &'t [u8],
    pub at: usize,
    pub nodes: Vec<Node>,
    /// Indices of the containers that are still open.
    pub open: Vec<u32>,
    /// The name of the next value.
    pub name: Name,
}

/// The byte range of a member's name with its quotes; `(0, 0)` for other values.
pub(super) type Name = (u32, u32);

impl Reader<'_> {
    fn run(&mut self) -> Result<(), Fail> {
        self.begin()?;
        while self.item()? {}
        Ok(())
    }

    /// Moves to the outermost value.
    pub fn begin(&mut self) -> Result<(), Fail> {
        if u32::try_from(self.bytes.len()).is_err() {
            return Err((Cause::TooLong, 0));
        }
        if self.bytes.starts_with("\u{FEFF}".as_bytes()) {
            return Err((Cause::ByteOrderMark, 0));
        }
        self.skip_space();
        Ok(())
    }

    /// Reads a scalar or opens a container, and moves to the next value; `false` at the end.
    ///
    /// Adds one node and closes the containers that end with it.
    pub fn item(&mut self) -> Result<bool, Fail> {
        if self.value(self.name)? {
            // The opened container is not empty, so its first child is next.
            self.name = self.next_name()?;
            return Ok(true);
        }
        // The containers around a value may end with it.
        loop {
            self.skip_space();
            let Some(&parent) = self.open.last() else {
                return match self.peek() {
                    None => Ok(false),
                    Some(_) => Err((self.diagnose(Cause::Trailing), self.at)),
                };
            };
            let object = self.nodes[parent as usize].kind == Kind::Object;
            let close = if object { b'}' } else { b']' };
            match self.peek() {
                Some(byte) if byte == close => self.close(),
                Some(b',') => {
                    let comma = self.at;
                    self.at += 1;
                    self.skip_space();
                    if self.peek() == Some(close) {
                        return Err((Cause::TrailingComma, comma));
                    }
                    self.name = self.next_name()?;
                    return Ok(true);
                }
                None => return Err((Cause::Ended, self.at)),
                Some(_) => return Err((self.diagnose(Cause::Comma), self.at)),
            }
        }
    }

    /// Reads a scalar or an empty container, or opens another container; `true` if one was opened.
    fn value(&mut self, name: Name) -> Result<bool, Fail> {
        let start = self.at;
        let kind = match self.peek() {
            None => return Err((Cause::Ended, start)),
            Some(b'"') => {
                self.string()?;
                Kind::String
            }
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                Kind::Number
            }
            Some(b'{') => return Ok(self.open(Kind::Object, b'}', name)),
            Some(b'[') => return Ok(self.open(Kind::Array, b']', name)),
            Some(_) => self.word()?,
        };
        self.push(kind, start, name);
        Ok(false)
    }

    /// Adds a node that ends here and has no children so far.
    fn push(&mut self, kind: Kind, start: usize, (name_start, name_end): Name) {
        // Offsets fit, since `begin` rejects longer texts.
        let after = self.nodes.len() as u32 + 1;
        self.nodes.push(Node {
            kind,
            start: start as u32,
            end: self.at as u32,
            name_start,
            name_end,
            after,
        });
    }

    /// Opens a container; if it is empty, closes it at once and returns `false`.
    fn open(&mut self, kind: Kind, close: u8, name: Name) -> bool {
        let index = self.nodes.len() as u32;
        let start = self.at;
        self.at += 1;
        self.push(kind, start, name);
        self.open.push(index);
        self.skip_space();
        let empty = self.peek() == Some(close);
        if empty {
            self.close();
        }
        !empty
    }

    /// Closes the innermost container at its closing bracket.
    fn close(&mut self) {
        self.at += 1;
        if let Some(index) = self.open.pop() {
            let after = self.nodes.len() as u32;
            let node = &mut self.nodes[index as usize];
            node.end = self.at as u32;
            node.after = after;
        }
    }

    /// Reads the name of the next member and its colon; nothing in an array.
    fn next_name(&mut self) -> Result<Name, Fail> {
        let in_object = self
            .open
            .last()
            .is_some_and(|&index| self.nodes[index as usize].kind == Kind::Object);
        if !in_object {
            return Ok((0, 0));
        }
        let start = self.at;
        match self.peek() {
            Some(b'"') => self.string()?,
            None => return Err((Cause::Ended, start)),
            Some(_) => return Err((self.diagnose(Cause::Name), start)),
        }
        let end = self.at;
        self.skip_space();
        match self.peek() {
            Some(b':') => self.at += 1,
            None => return Err((Cause::Ended, self.at)),
            Some(_) => return Err((self.diagnose(Cause::Colon), self.at)),
        }
        self.skip_space();
        Ok((start as u32, end as u32))
    }

    fn string(&mut self) -> Result<(), Fail> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err((Cause::Unclosed, start)),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape(start)?,
                Some(0..=0x1F) => return Err((Cause::Control, self.at)),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self, string_start: usize) -> Result<(), Fail> {
        let hex = match self.bytes.get(self.at + 1) {
            None => return Err((Cause::Unclosed, string_start)),
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 0,
            Some(b'u') => 4,
            Some(_) => return Err((Cause::Escape, self.at)),
        };
        let digits = self.bytes.get(self.at + 2..self.at + 2 + hex);
        if !digits.is_some_and(|d| d.iter().all(u8::is_ascii_hexdigit)) {
            return Err((Cause::Escape, self.at));
        }
        self.at += 2 + hex;
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fail> {
        let length = super::number::prefix(&self.bytes[self.at..]);
        let end = self.at + length;
        // Characters attached to a number (`01`, `1.`, `0x1F`, `1_000`) were meant as part of it.
        let is_attached = |b: &u8| b.is_ascii_alphanumeric() || b"._+-".contains(b);
        if length == 0 || self.bytes.get(end).is_some_and(is_attached) {
            return Err((Cause::Number, self.at));
        }
        self.at = end;
        Ok(())
    }

    fn word(&mut self) -> Result<Kind, Fail> {
        let rest = &self.bytes[self.at..];
        let length = rest
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b'_')
            .count();
        let kind = match &rest[..length] {
            b"null" => Kind::Null,
            b"true" => Kind::True,
            b"false" => Kind::False,
            _ => return Err((self.diagnose(Cause::Value), self.at)),
        };
        self.at += length;
        Ok(kind)
    }

    /// The fault at this position: a known habit of other notations, or else `expected`.
    fn diagnose(&self, expected: Cause) -> Cause {
        let rest = &self.bytes[self.at..];
        match rest {
            [b'\'' | b'`', ..] => Cause::Quotes,
            // Typographic quotes, U+2018 to U+201F.
            [0xE2, 0x80, 0x98..=0x9F, ..] => Cause::Quotes,
            [b'/', b'/' | b'*', ..] | [b'#', ..] => Cause::Comment,
            [b'+' | b'.', b'0'..=b'9' | b'.', ..] if expected == Cause::Value => Cause::Number,
            _ if expected == Cause::Value
                && [&b"NaN"[..], b"Infinity", b"+Infinity"]
                    .iter()
                    .any(|word| rest.starts_with(word)) =>
            {
                Cause::Number
            }
            _ => expected,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }
}

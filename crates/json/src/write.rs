//! Writing JSON text: string literals, and trees laid out anew.
//!
//! A layout changes white space only; numbers and string literals stay as
//! their source has them. What is not here: values typed into a form
//! (encoders do that).

use super::{Kind, View};

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum JsonStyle {
    #[default]
    Compact,
    /// Two spaces, LF.
    Indented,
}

/// Below this depth an indented layout goes on compact: indentation would
/// otherwise grow with the square of the depth.
const DEEPEST_INDENT: usize = 64;

/// Appends a string literal as `JSON.stringify` writes it: short escapes,
/// `\u00xx` for other control characters, everything else as it is.
pub fn literal(out: &mut String, text: &str) {
    out.push('"');
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let short = match byte {
            b'"' => '"',
            b'\\' => '\\',
            0x08 => 'b',
            0x0C => 'f',
            b'\n' => 'n',
            b'\r' => 'r',
            b'\t' => 't',
            0..=0x1F => 'u',
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push('\\');
        out.push(short);
        if short == 'u' {
            out.push_str("00");
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
            }
        }
        done = at + 1;
    }
    out.push_str(&text[done..]);
    out.push('"');
}

/// The string literal of a text.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    literal(&mut out, text);
    out
}

/// A value laid out anew, two spaces and LF when indented.
pub fn layout(value: View<'_>, style: JsonStyle) -> String {
    let mut writer = Writer::new(style);
    writer.tree(value, |_, _, _| ());
    writer.out
}

/// As [`layout`]; `None` when the text would be longer than so many bytes.
pub fn layout_within(value: View<'_>, style: JsonStyle, most: usize) -> Option<String> {
    let mut writer = Writer {
        most,
        ..Writer::new(style)
    };
    writer.tree(value, |_, _, _| ());
    (writer.out.len() <= most).then_some(writer.out)
}

/// Text in the making, with the commas and line breaks between values.
pub struct Writer {
    pub out: String,
    style: JsonStyle,
    depth: usize,
    /// Bytes beyond which a tree is not written on.
    most: usize,
    /// Whether the container that was opened last has nothing in it yet.
    empty: bool,
}

impl Writer {
    pub fn new(style: JsonStyle) -> Writer {
        Writer {
            out: String::new(),
            style,
            depth: 0,
            most: usize::MAX,
            empty: true,
        }
    }

    /// Opens a container with its mark, `[` or `{`.
    pub fn open(&mut self, mark: char) {
        self.out.push(mark);
        self.depth += 1;
        self.empty = true;
    }

    /// Comes before each item or member.
    pub fn next(&mut self) {
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
        self.line(self.depth);
    }

    /// A member's name as a literal, and the colon.
    pub fn name(&mut self, literal: &str) {
        self.out.push_str(literal);
        self.out.push(':');
        if self.indents(self.depth) {
            self.out.push(' ');
        }
    }

    /// Closes the innermost container with its mark, `]` or `}`.
    pub fn close(&mut self, mark: char) {
        if !self.empty {
            self.line(self.depth.saturating_sub(1));
        }
        self.depth = self.depth.saturating_sub(1);
        self.empty = false;
        self.out.push(mark);
    }

    /// A whole tree, token by token; `each` gets every value with the start and end of its text.
    ///
    /// Containers are given when they close, after what is in them.
    pub fn tree(&mut self, value: View<'_>, mut each: impl FnMut(View<'_>, usize, usize)) {
        let mut open: Vec<(View<'_>, usize)> = Vec::new();
        let first = value.index();
        for view in value.subtree() {
            self.close_before(view.index(), &mut open, &mut each);
            if self.out.len() > self.most {
                return;
            }
            if view.index() != first {
                self.next();
                if let Some(name) = view.name_literal() {
                    self.name(name);
                }
            }
            let start = self.out.len();
            match view.kind() {
                Kind::Array => self.open('['),
                Kind::Object => self.open('{'),
                _ => {
                    self.out.push_str(view.source());
                    each(view, start, self.out.len());
                    continue;
                }
            }
            open.push((view, start));
        }
        self.close_before(usize::MAX, &mut open, &mut each);
    }

    /// Closes the containers whose subtree ends before the value with that index.
    fn close_before<'t>(
        &mut self,
        index: usize,
        open: &mut Vec<(View<'t>, usize)>,
        each: &mut impl FnMut(View<'t>, usize, usize),
    ) {
        while let Some(&(view, start)) = open.last()
            && view.after() <= index
        {
            open.pop();
            self.close(if view.kind() == Kind::Array { ']' } else { '}' });
            each(view, start, self.out.len());
        }
    }

    fn indents(&self, depth: usize) -> bool {
        self.style == JsonStyle::Indented && depth <= DEEPEST_INDENT
    }

    /// Breaks the line before what stands at that depth.
    fn line(&mut self, depth: usize) {
        // What closes a container breaks the line only if its items did.
        if self.indents(self.depth) {
            self.out.push('\n');
            for _ in 0..depth {
                self.out.push_str("  ");
            }
        }
    }
}

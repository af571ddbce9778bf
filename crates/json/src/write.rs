//! A writer of JSON text: string literals and formatted trees.
//!
//! Formatting changes white space only; numbers and string literals keep
//! their source text. Encoders write the values typed into a form.

use super::{Kind, View};

/// The white space of formatted JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum JsonStyle {
    /// No white space.
    #[default]
    Compact,
    /// Two spaces and LF.
    Indented,
}

/// The depth beyond which indented text continues compact, since indentation
/// would otherwise grow with the square of the depth.
const DEEPEST_INDENT: usize = 64;

/// Appends a string literal as `JSON.stringify` writes it: short escapes,
/// `\u00xx` for other control characters, everything else unchanged.
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

/// Returns whether an editor hides or changes a character: a control character, a line
/// separator, a direction mark or a zero-width space.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(c, '\u{E0000}'..='\u{E007F}')
}

/// Formats a value.
pub fn layout(value: View<'_>, style: JsonStyle) -> String {
    let mut writer = Writer::new(style);
    writer.tree(value, |_, _, _| ());
    writer.out
}

/// Formats a value as [`layout`] does; `None` if the text would be longer than `most` bytes.
pub fn layout_within(value: View<'_>, style: JsonStyle, most: usize) -> Option<String> {
    let mut writer = Writer {
        most,
        ..Writer::new(style)
    };
    writer.tree(value, |_, _, _| ());
    (writer.out.len() <= most).then_some(writer.out)
}

/// JSON text under construction; the writer puts the commas and line breaks between values.
pub struct Writer {
    /// The text so far.
    pub out: String,
    style: JsonStyle,
    depth: usize,
    /// The length in bytes after which writing a tree stops.
    most: usize,
    /// True while the container opened last is empty.
    empty: bool,
}

impl Writer {
    /// Starts an empty text.
    pub fn new(style: JsonStyle) -> Writer {
        Writer {
            out: String::new(),
            style,
            depth: 0,
            most: usize::MAX,
            empty: true,
        }
    }

    /// Opens a container with its bracket, `[` or `{`.
    pub fn open(&mut self, mark: char) {
        self.out.push(mark);
        self.depth += 1;
        self.empty = true;
    }

    /// Separates the next item or member from the one before it; call it before each.
    pub fn next(&mut self) {
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
        self.line(self.depth);
    }

    /// Writes a member's name, given as a literal, and the colon.
    pub fn name(&mut self, literal: &str) {
        self.out.push_str(literal);
        self.out.push(':');
        if self.indents(self.depth) {
            self.out.push(' ');
        }
    }

    /// Closes the innermost container with its bracket, `]` or `}`.
    pub fn close(&mut self, mark: char) {
        if !self.empty {
            self.line(self.depth.saturating_sub(1));
        }
        self.depth = self.depth.saturating_sub(1);
        self.empty = false;
        self.out.push(mark);
    }

    /// Writes a whole tree; `each` gets every value with the start and end of its text.
    ///
    /// It gets a container when that closes, after the values in it.
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

    /// Closes the containers that end before the value with that index.
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

    /// Starts a new line at that depth.
    fn line(&mut self, depth: usize) {
        // A closing bracket is on its own line only if the container's items are.
        if self.indents(self.depth) {
            self.out.push('\n');
            for _ in 0..depth {
                self.out.push_str("  ");
            }
        }
    }
}

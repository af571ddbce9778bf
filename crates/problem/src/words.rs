//! Wording that all messages share: showing a value, listing names, finding a near miss.
//!
//! The message of any one rule belongs in its module.

use crate::Type;
use json::{Kind, View};

/// The number of characters of a value in a message.
const SHOWN: usize = 40;
/// The number of values in a list in a message.
const LISTED: usize = 8;

/// A message in two parts, so that a condition can follow the rule.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wording {
    /// "must be at least 1".
    rule: String,
    /// "; this is 0".
    rest: String,
    /// True if a condition may directly follow the rule.
    must: bool,
    /// True if it has a subject, so that no field's name goes before it.
    whole: bool,
}

impl Wording {
    /// A rule that can be followed by "when …": "is required", "must not be given".
    pub fn must(rule: impl Into<String>, rest: impl Into<String>) -> Wording {
        Wording {
            rule: rule.into(),
            rest: rest.into(),
            must: true,
            whole: false,
        }
    }

    /// A finding: "is not an integer: `abc`; write digits only".
    pub fn finding(text: impl Into<String>) -> Wording {
        Wording {
            rule: text.into(),
            rest: String::new(),
            must: false,
            whole: false,
        }
    }

    /// A finding with its subject: "the body is not a form".
    pub fn whole(text: impl Into<String>) -> Wording {
        Wording {
            whole: true,
            ..Wording::finding(text)
        }
    }

    pub fn has_subject(&self) -> bool {
        self.whole
    }

    /// Adds a condition, in words such as "when `a` is `b`".
    pub fn with_condition(mut self, condition: &str) -> Wording {
        if self.must {
            self.rule = self.rule + " " + condition;
            self.must = false;
        } else {
            self.rest = self.rest + "; this rule holds " + condition;
        }
        self
    }

    /// Adds to the end.
    pub fn with(mut self, text: &str) -> Wording {
        self.rest.push_str(text);
        self
    }

    pub fn text(self) -> String {
        self.rule + &self.rest
    }
}

/// A value as a message shows it: shortened, so that a problem never keeps a large value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sample {
    /// The type of the value.
    pub kind: Kind,
    /// The text of a string or a number; empty for other kinds.
    pub text: String,
    /// The number of items or members, or of characters cut off a text.
    pub count: usize,
    /// True if the value is secret, so that messages may show only its kind.
    pub secret: bool,
}

impl Sample {
    /// Samples a JSON value.
    pub fn of(value: View<'_>) -> Sample {
        let mut sample = Sample {
            kind: value.kind(),
            text: String::new(),
            count: 0,
            secret: false,
        };
        match value.kind() {
            Kind::String => sample.keep(&value.string().unwrap_or_default()),
            Kind::Number => sample.keep(value.source()),
            Kind::Array | Kind::Object => sample.count = value.children().count(),
            Kind::Null | Kind::False | Kind::True => {}
        }
        sample
    }

    /// Samples a text that is not a JSON value: a member's name, a header field's value.
    pub fn text(text: &str) -> Sample {
        let mut sample = Sample {
            kind: Kind::String,
            text: String::new(),
            count: 0,
            secret: false,
        };
        sample.keep(text);
        sample
    }

    /// Hides everything but the kind from messages.
    pub fn hidden(mut self) -> Sample {
        self.text = String::new();
        self.secret = true;
        self
    }

    /// Keeps enough text to find a near miss, not more.
    fn keep(&mut self, text: &str) {
        const KEPT: usize = 80;
        match text.char_indices().nth(KEPT) {
            None => self.text = text.to_owned(),
            Some((end, _)) => {
                self.text = text[..end].to_owned();
                self.count = text[end..].chars().count();
            }
        }
    }

    /// Returns whether the value is a string.
    pub fn is_text(&self) -> bool {
        self.kind == Kind::String
    }

    /// Returns whether the value is the empty string.
    pub fn is_empty(&self) -> bool {
        self.is_text() && self.text.is_empty() && !self.secret
    }

    /// Returns the value without its type: "`abc`", "an empty text", "an array of 3 items".
    pub fn shown(&self) -> String {
        if self.secret {
            return "the value given".into();
        }
        match self.kind {
            Kind::Null => "`null`".into(),
            Kind::True => "`true`".into(),
            Kind::False => "`false`".into(),
            Kind::String if self.text.is_empty() => "an empty text".into(),
            Kind::String | Kind::Number => shorten(&self.text, self.count > 0),
            Kind::Array => many("an array", self.count, "item"),
            Kind::Object => many("an object", self.count, "member"),
        }
    }

    /// Returns the value with its type: "the text `abc`", "the number `1`".
    pub fn described(&self) -> String {
        match self.kind {
            Kind::String if self.secret => "text".into(),
            Kind::Number if self.secret => "a number".into(),
            Kind::String if !self.text.is_empty() => "the text ".to_owned() + &self.shown(),
            Kind::Number => "the number ".to_owned() + &self.shown(),
            _ => self.shown(),
        }
    }
}

/// Returns a count of a kind: "an array of 3 items", "an empty array".
fn many(what: &str, count: usize, unit: &str) -> String {
    if count == 0 {
        return "an empty ".to_owned() + what.strip_prefix("an ").unwrap_or(what);
    }
    let with = if unit == "item" { "of" } else { "with" };
    format!("{what} {with} {}", counted(count as u64, unit))
}

/// Returns a count: "1 item", "3 items".
pub fn counted(count: u64, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// Returns a text in backticks, shortened and with invisible characters escaped.
pub fn quote(text: &str) -> String {
    shorten(text, false)
}

fn shorten(text: &str, cut: bool) -> String {
    let mut out = String::from("`");
    let mut rest = text.chars();
    for c in rest.by_ref().take(SHOWN) {
        escape(c, &mut out);
    }
    if cut || rest.next().is_some() {
        out.push('…');
    }
    out.push('`');
    out
}

/// Escapes characters that cannot be seen: control characters, unusual spaces, joiners, direction
/// marks.
fn escape(c: char, out: &mut String) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_unseen(c) => out.push_str(&format!("\\u{{{:x}}}", c as u32)),
        c => out.push(c),
    }
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || (c as u32 & 0xfffe) == 0xfffe
        || (c.is_whitespace() && c != ' ')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}')
}

/// Returns the common name of a character, with its code point if that helps.
pub(super) fn character_name(c: char) -> String {
    let known = match c {
        ' ' => return "a space".into(),
        '\n' => "a line feed",
        '\r' => "a carriage return",
        '\t' => "a tab",
        '\0' => "a NUL character",
        '\u{fffd}' => "the replacement character",
        '\u{a0}' => "a no-break space",
        c if c.is_control() => "a control character",
        c if is_unseen(c) => "an invisible character",
        c if c.is_ascii() => return format!("`{c}`"),
        c => return format!("`{c}` (U+{:04X})", c as u32),
    };
    format!("{known} (U+{:04X})", c as u32)
}

/// Writes a list of at most eight items: "`a`, `b` or `c`", "`a`, … and 4 more".
pub fn list(items: impl ExactSizeIterator<Item = String>, last: &str) -> String {
    let count = items.len();
    // One more than the limit is listed rather than counted.
    let read = if count > LISTED + 1 { LISTED } else { count };
    let mut out = String::new();
    for (index, item) in items.take(read).enumerate() {
        if index > 0 {
            out.push_str(if index + 1 == count { last } else { ", " });
        }
        out.push_str(&item);
    }
    if read < count {
        out.push_str(&format!(" and {} more", count - read));
    }
    out
}

/// Returns a type in plain words, with its documented name if that differs.
pub fn type_noun(kind: Type) -> &'static str {
    match kind {
        Type::Null => "null",
        Type::Boolean => "a boolean (true or false)",
        Type::Integer => "an integer",
        Type::Number => "a number",
        Type::String => "text (string)",
        Type::Array => "a list (array)",
        Type::Object => "an object",
    }
}

/// The relation of a text to the nearest of some names.
pub(super) enum Near<'a> {
    /// Equal except for case.
    Case(&'a str),
    /// Equal except for surrounding space.
    Space(&'a str),
    /// A few letters apart.
    Close(&'a str),
}

/// The number of names compared letter by letter.
const COMPARED: usize = 200;

/// Returns the nearest of some names if it is close enough to be the intended one.
pub(super) fn nearest<'a>(found: &str, names: impl Iterator<Item = &'a str>) -> Option<Near<'a>> {
    let low = found.to_ascii_lowercase();
    let trimmed = found.trim();
    let mut best: Option<(usize, &str)> = None;
    let length = low.chars().count();
    for (number, name) in names.enumerate() {
        if name.eq_ignore_ascii_case(found) {
            return Some(Near::Case(name));
        }
        if name == trimmed {
            return Some(Near::Space(name));
        }
        if number >= COMPARED {
            continue;
        }
        // In a short name, a single different letter makes another word.
        let own = name.chars().count();
        let limit = (own.min(length) / 3).min(3);
        if own.abs_diff(length) > limit {
            continue;
        }
        let off = distance(&low, &name.to_ascii_lowercase());
        if off <= limit && best.is_none_or(|(least, _)| off < least) {
            best = Some((off, name));
        }
    }
    best.map(|(_, name)| Near::Close(name))
}

/// Returns the name that was probably meant by a text that is none of them.
pub fn similar<'a>(found: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest(found, names).map(|near| match near {
        Near::Case(name) | Near::Space(name) | Near::Close(name) => name,
    })
}

/// Returns the edits between two texts: insert, delete, replace, swap neighbours (optimal string
/// alignment).
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

/// Returns a byte count in a readable unit.
pub(super) fn bytes(count: u64) -> String {
    match count {
        0..=9_999 => counted(count, "byte"),
        10_000..=9_999_999 => format!("{} KB", count / 1_000),
        _ => format!("{} MB", count / 1_000_000),
    }
}

//! The syntax of XML 1.0 with namespaces, without document types.
//!
//! A DOCTYPE is refused: nothing here needs one, and it is where XML's attacks
//! live. What is not here: what the elements mean (see [`super`]).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Elements nested deeper than this are refused.
const DEEPEST: usize = 256;

/// An element as it stands.
pub(super) struct Element {
    /// With its prefix.
    pub name: String,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Element>,
    /// The text in it, what its children hold excepted.
    pub text: String,
    /// Bytes between its tags; of an empty-element tag, the tag.
    pub content: Range<usize>,
    /// Bytes of the whole element.
    pub whole: Range<usize>,
}

pub(super) struct Attribute {
    pub name: String,
    pub value: String,
    /// Bytes between the quotes.
    pub source: Range<usize>,
}

/// What is wrong, in a clause, and at which byte.
pub(super) type Broken = (String, usize);

/// The root element of a document.
pub(super) fn read(text: &str) -> Result<Element, Broken> {
    let mut reader = Reader {
        text,
        at: 0,
        prefixes: BTreeMap::new(),
    };
    // XML allows a byte order mark (section 4.3.3).
    reader.eat("\u{FEFF}");
    reader.declaration()?;
    reader.misc()?;
    if !reader.rest().starts_with('<') {
        return Err(reader.fail("the root element is missing; write one, such as `<Name>…</Name>`"));
    }
    let root = reader.tree()?;
    reader.misc()?;
    if !reader.rest().is_empty() {
        return Err(reader.fail("something stands after the root element; remove it"));
    }
    Ok(root)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// How often each prefix is declared around here.
    prefixes: BTreeMap<String, usize>,
}

/// An element that is not closed yet.
struct Open {
    element: Element,
    /// The prefixes it declares.
    prefixes: Vec<String>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn fail(&self, what: &str) -> Broken {
        (what.to_owned(), self.at)
    }

    fn eat(&mut self, token: &str) -> bool {
        let is = self.rest().starts_with(token);
        if is {
            self.at += token.len();
        }
        is
    }

    fn space(&mut self) -> bool {
        let rest = self.rest();
        let after = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        self.at += rest.len() - after.len();
        after.len() < rest.len()
    }

    /// Goes past `end`; gives what stood before it.
    fn until(&mut self, end: &str, what: &str) -> Result<&'t str, Broken> {
        let rest = self.rest();
        match rest.find(end) {
            Some(length) => {
                self.at += length + end.len();
                Ok(&rest[..length])
            }
            None => Err(self.fail(&format!("{what} is not closed; put `{end}` at its end"))),
        }
    }

    /// `<?xml version="1.0" …?>`.
    fn declaration(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let rest = self.rest();
        if !rest.starts_with("<?xml") || !rest[5..].starts_with([' ', '\t', '\r', '\n', '?']) {
            return Ok(());
        }
        self.at += 5;
        let inner = self.until("?>", "the XML declaration")?;
        let mut parts: Vec<(&str, &str)> = Vec::new();
        let mut left = inner.trim_ascii();
        while !left.is_empty() {
            let part = pseudo_attribute(left);
            let (name, value, after) =
                part.ok_or(("the XML declaration is not well-formed".to_owned(), start))?;
            parts.push((name, value));
            left = after.trim_ascii_start();
        }
        let wrong = |what: &str| Err((what.to_owned(), start));
        match &parts[..] {
            [("version", version), more @ ..] if version.starts_with("1.") => match more {
                [] | [("standalone", "yes" | "no")] => Ok(()),
                [("encoding", name)] | [("encoding", name), ("standalone", "yes" | "no")] => {
                    let name = name.to_ascii_lowercase();
                    match &*name {
                        "utf-8" | "utf8" | "us-ascii" | "ascii" => Ok(()),
                        _ => wrong(
                            "the XML declaration names another encoding than UTF-8, which is what is sent; write encoding=\"UTF-8\"",
                        ),
                    }
                }
                _ => wrong(
                    "the XML declaration is not well-formed; write <?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                ),
            },
            _ => wrong("the XML declaration must begin with version=\"1.0\""),
        }
    }

    /// White space, comments and processing instructions around the root element.
    fn misc(&mut self) -> Result<(), Broken> {
        loop {
            self.space();
            if !self.comment_or_instruction()? {
                return Ok(());
            }
        }
    }

    fn comment_or_instruction(&mut self) -> Result<bool, Broken> {
        let start = self.at;
        if self.eat("<!--") {
            let inner = self.until("-->", "a comment")?;
            if inner.contains("--") || inner.ends_with('-') {
                return Err(("a comment may not hold `--`".into(), start));
            }
            self.check_chars(inner, start + 4)?;
            return Ok(true);
        }
        if self.eat("<?") {
            let target = self.name()?;
            if target.eq_ignore_ascii_case("xml") {
                return Err((
                    "an XML declaration stands only at the very beginning".into(),
                    start,
                ));
            }
            let body = self.until("?>", "a processing instruction")?;
            self.check_chars(body, start + 2)?;
            return Ok(true);
        }
        if self.rest().starts_with("<!DOCTYPE") {
            return Err(self.fail("a document type is not read, for safety; remove the DOCTYPE"));
        }
        Ok(false)
    }

    /// An element and everything in it, without recursion.
    fn tree(&mut self) -> Result<Element, Broken> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            let done = if self.rest().starts_with("</") {
                let Some(mut inner) = open.pop() else {
                    return Err(self.fail("an end tag stands without its start tag"));
                };
                inner.element.content.end = self.at;
                self.end_tag(&inner.element.name)?;
                Some(inner)
            } else if !open.is_empty() && self.eat("<![CDATA[") {
                let start = self.at;
                let text = self.until("]]>", "a CDATA section")?;
                self.check_chars(text, start)?;
                if let Some(inner) = open.last_mut() {
                    inner.element.text.push_str(&lines(text));
                }
                None
            } else if !open.is_empty() && self.comment_or_instruction()? {
                None
            } else if self.rest().starts_with('<') {
                if open.len() >= DEEPEST {
                    return Err(self.fail("elements nest more than 256 deep; write it flatter"));
                }
                let (inner, empty) = self.start_tag()?;
                if empty {
                    Some(inner)
                } else {
                    open.push(inner);
                    None
                }
            } else {
                self.characters(&mut open)?;
                None
            };
            let Some(mut inner) = done else { continue };
            inner.element.whole.end = self.at;
            for prefix in &inner.prefixes {
                self.prefixes.entry(prefix.clone()).and_modify(|n| *n -= 1);
            }
            match open.last_mut() {
                Some(outer) => outer.element.children.push(inner.element),
                None => return Ok(inner.element),
            }
        }
    }

    /// Text up to the next mark.
    fn characters(&mut self, open: &mut [Open]) -> Result<(), Broken> {
        let rest = self.rest();
        let Some(inner) = open.last_mut().filter(|_| !rest.is_empty()) else {
            let what = match open.last() {
                Some(inner) => format!(
                    "the text ends before `</{}>`; write the end tag",
                    inner.element.name
                ),
                None => "an element is missing here".to_owned(),
            };
            return Err((what, self.at));
        };
        let text = &rest[..rest.find(['<', '&']).unwrap_or(rest.len())];
        self.check_chars(text, self.at)?;
        if let Some(at) = text.find("]]>") {
            return Err((
                "`]]>` may not stand in text; write `]]&gt;`".into(),
                self.at + at,
            ));
        }
        inner.element.text.push_str(&lines(text));
        self.at += text.len();
        if self.rest().starts_with('&') {
            let character = self.reference()?;
            inner.element.text.push(character);
        }
        Ok(())
    }

    fn start_tag(&mut self) -> Result<(Open, bool), Broken> {
        let start = self.at;
        self.at += 1;
        let name = self.name()?;
        let mut attributes: Vec<Attribute> = Vec::new();
        let mut names = BTreeSet::new();
        let empty = loop {
            let spaced = self.space();
            if self.eat("/>") {
                break true;
            }
            if self.eat(">") {
                break false;
            }
            if self.rest().is_empty() {
                return Err((
                    format!("the tag `<{name}` is not closed; put `>` at its end"),
                    start,
                ));
            }
            if !spaced {
                return Err(self.fail(
                    "white space is missing before an attribute, or a mark is wrong in this tag",
                ));
            }
            let at = self.at;
            let attribute = self.attribute()?;
            if !names.insert(attribute.name.clone()) {
                return Err((
                    format!("the attribute `{}` stands twice", attribute.name),
                    at,
                ));
            }
            attributes.push(attribute);
        };
        let declared = names.iter().filter_map(|name| name.strip_prefix("xmlns:"));
        let prefixes: Vec<_> = declared.map(str::to_owned).collect();
        for prefix in &prefixes {
            *self.prefixes.entry(prefix.clone()).or_default() += 1;
        }
        for name in attributes.iter().map(|a| &*a.name).chain([name]) {
            self.check_prefix(name, start)?;
        }
        let element = Element {
            name: name.to_owned(),
            attributes,
            children: Vec::new(),
            text: String::new(),
            content: if empty {
                start..self.at
            } else {
                self.at..self.at
            },
            whole: start..self.at,
        };
        Ok((Open { element, prefixes }, empty))
    }

    fn check_prefix(&self, name: &str, at: usize) -> Result<(), Broken> {
        let Some((prefix, local)) = name.split_once(':') else {
            return Ok(());
        };
        if local.is_empty() || local.contains(':') || !local.starts_with(name_starts) {
            return Err((format!("`{name}` is no name with a prefix"), at));
        }
        let known =
            matches!(prefix, "xml" | "xmlns") || self.prefixes.get(prefix).is_some_and(|n| *n > 0);
        if known {
            return Ok(());
        }
        Err((
            format!("the prefix `{prefix}` is not declared; add xmlns:{prefix}=\"…\""),
            at,
        ))
    }

    fn attribute(&mut self) -> Result<Attribute, Broken> {
        let name = self.name()?.to_owned();
        self.space();
        if !self.eat("=") {
            return Err(self.fail("an attribute has no value; put `=\"…\"` after its name"));
        }
        self.space();
        let quote = match self.rest().chars().next() {
            Some(quote @ ('"' | '\'')) => quote,
            _ => return Err(self.fail("an attribute's value stands without quotes")),
        };
        self.at += 1;
        let start = self.at;
        let mut value = String::new();
        loop {
            let rest = self.rest();
            let stop = rest.find([quote, '<', '&']).unwrap_or(rest.len());
            self.check_chars(&rest[..stop], self.at)?;
            // Bare white space reads as spaces (section 3.3.3).
            value.push_str(&lines(&rest[..stop]).replace(['\n', '\t'], " "));
            self.at += stop;
            match self.rest().chars().next() {
                Some('&') => value.push(self.reference()?),
                Some('<') => {
                    return Err(self.fail("`<` may not stand in an attribute; write `&lt;`"));
                }
                Some(_) => break,
                None => {
                    return Err((
                        format!("an attribute is not closed; put `{quote}` at its end"),
                        start,
                    ));
                }
            }
        }
        let source = start..self.at;
        self.at += 1;
        Ok(Attribute {
            name,
            value,
            source,
        })
    }

    fn end_tag(&mut self, name: &str) -> Result<(), Broken> {
        let start = self.at;
        self.at += 2;
        let found = self.name()?;
        if found != name {
            return Err((
                format!("`</{found}>` stands where `</{name}>` is due"),
                start,
            ));
        }
        self.space();
        if self.eat(">") {
            Ok(())
        } else {
            Err((
                format!("the tag `</{name}` is not closed; put `>` at its end"),
                start,
            ))
        }
    }

    /// `&lt;`, `&#10;`, `&#xA;`.
    fn reference(&mut self) -> Result<char, Broken> {
        let rest = self.rest();
        let length = rest.find(';').filter(|length| *length <= 12);
        let inner = length.map_or("", |length| &rest[1..length]);
        let code = match inner.strip_prefix("#x") {
            Some(hex) => digits(hex, 16),
            None => inner.strip_prefix('#').and_then(|dec| digits(dec, 10)),
        };
        let character = match inner {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => code.and_then(char::from_u32).filter(|c| is_char(*c)),
        };
        match (character, length) {
            (Some(character), Some(length)) => {
                self.at += length + 1;
                Ok(character)
            }
            _ => {
                Err(self.fail("`&` begins nothing that XML knows; write `&amp;` for an ampersand"))
            }
        }
    }

    fn name(&mut self) -> Result<&'t str, Broken> {
        let rest = self.rest();
        let is_part = |c: char| name_starts(c) || name_continues(c) || c == ':';
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if length == 0 || !rest.starts_with(name_starts) {
            return Err(self.fail("a name is missing here; for `<` in text write `&lt;`"));
        }
        self.at += length;
        Ok(&rest[..length])
    }

    fn check_chars(&self, text: &str, start: usize) -> Result<(), Broken> {
        match text.char_indices().find(|(_, c)| !is_char(*c)) {
            None => Ok(()),
            Some((at, _)) => Err((
                "a character stands here that XML does not have; remove it".into(),
                start + at,
            )),
        }
    }
}

/// `name="value"` of the XML declaration, and what follows.
fn pseudo_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = text.split_once('=')?;
    let rest = rest.trim_ascii_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, after) = rest[1..].split_once(quote)?;
    Some((name.trim_ascii_end(), value, after))
}

fn digits(text: &str, radix: u32) -> Option<u32> {
    let all = !text.is_empty() && text.chars().all(|c| c.is_digit(radix));
    all.then(|| u32::from_str_radix(text, radix).ok())?
}

/// Text with CRLF and CR read as LF (section 2.11).
fn lines(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.into()
    }
}

/// Production 2 of XML 1.0.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Production 4 of XML 1.0, fifth edition, without the colon.
fn name_starts(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}'
        | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}'
        | '\u{200C}' | '\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// What production 4a adds within a name.
fn name_continues(c: char) -> bool {
    matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}')
}

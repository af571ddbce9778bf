//! The syntax of XML 1.0 with namespaces, without document types.
//!
//! A DOCTYPE is refused: no body needs one, and XML's known attacks use it. The meaning
//! of the elements belongs in [`super`].
//!
//! Libraries were measured and rejected: `roxmltree` takes quadratic time in the number of an
//! element's attributes, and `quick-xml` accepts 26 of the 39 broken documents in the tests.

mod chars;
mod declaration;
mod tags;

use problem::{Markup, Part};
use std::collections::HashMap;
use std::ops::Range;

use chars::lines;

/// The depth beyond which elements are refused.
const DEEPEST: usize = 256;

/// An element without interpretation.
pub(super) struct Element {
    /// With its prefix.
    pub name: String,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Element>,
    /// Its own text, without that of its children.
    pub text: String,
    /// Bytes between its tags; for an empty-element tag, the tag.
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

/// The fault and its byte offset.
pub(super) type Broken = (Markup, usize);

/// The root element of a document.
pub(super) fn read(text: &str) -> Result<Element, Broken> {
    let mut reader = Reader {
        text,
        at: 0,
        declared: HashMap::new(),
    };
    // XML allows a byte order mark (section 4.3.3).
    reader.eat("\u{FEFF}");
    reader.declaration()?;
    reader.misc()?;
    if !reader.rest().starts_with('<') {
        return Err(reader.fail(Markup::NoRoot));
    }
    let root = reader.tree()?;
    reader.misc()?;
    if !reader.rest().is_empty() {
        return Err(reader.fail(Markup::AfterRoot));
    }
    Ok(root)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// The number of open declarations of each prefix.
    declared: HashMap<String, usize>,
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

    fn fail(&self, what: Markup) -> Broken {
        (what, self.at)
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

    /// Advances past the end of a part; returns the text before that end.
    fn until(&mut self, part: Part) -> Result<&'t str, Broken> {
        let end = part.end();
        let rest = self.rest();
        match rest.find(end) {
            Some(length) => {
                self.at += length + end.len();
                Ok(&rest[..length])
            }
            None => Err(self.fail(Markup::Unclosed(part))),
        }
    }

    /// Skips white space, comments and processing instructions around the root element.
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
            let inner = self.until(Part::Comment)?;
            if inner.contains("--") || inner.ends_with('-') {
                return Err((Markup::Hyphens, start));
            }
            self.check_chars(inner, start + 4)?;
            return Ok(true);
        }
        if self.eat("<?") {
            let target = self.name()?;
            if target.eq_ignore_ascii_case("xml") {
                return Err((Markup::LateDeclaration, start));
            }
            let body = self.until(Part::Instruction)?;
            self.check_chars(body, start + 2)?;
            return Ok(true);
        }
        if self.rest().starts_with("<!DOCTYPE") {
            return Err(self.fail(Markup::Doctype));
        }
        Ok(false)
    }

    /// Reads an element and its contents without recursion.
    fn tree(&mut self) -> Result<Element, Broken> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            let done = if self.rest().starts_with("</") {
                let Some(mut inner) = open.pop() else {
                    return Err(self.fail(Markup::NoStart));
                };
                inner.element.content.end = self.at;
                self.end_tag(&inner.element.name)?;
                Some(inner)
            } else if !open.is_empty() && self.eat("<![CDATA[") {
                let start = self.at;
                let text = self.until(Part::Section)?;
                self.check_chars(text, start)?;
                if let Some(inner) = open.last_mut() {
                    inner.element.text.push_str(&lines(text));
                }
                None
            } else if !open.is_empty() && self.comment_or_instruction()? {
                None
            } else if self.rest().starts_with('<') {
                if open.len() >= DEEPEST {
                    return Err(self.fail(Markup::Deep));
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
                *self.declared.entry(prefix.clone()).or_default() -= 1;
            }
            match open.last_mut() {
                Some(outer) => outer.element.children.push(inner.element),
                None => return Ok(inner.element),
            }
        }
    }

    /// Reads text up to the next markup.
    fn characters(&mut self, open: &mut [Open]) -> Result<(), Broken> {
        let rest = self.rest();
        let Some(inner) = open.last_mut().filter(|_| !rest.is_empty()) else {
            let what = match open.last() {
                Some(inner) => Markup::Ended {
                    element: inner.element.name.clone(),
                },
                None => Markup::NoElement,
            };
            return Err((what, self.at));
        };
        let text = &rest[..rest.find(['<', '&']).unwrap_or(rest.len())];
        self.check_chars(text, self.at)?;
        if let Some(at) = text.find("]]>") {
            return Err((Markup::SectionEnd, self.at + at));
        }
        inner.element.text.push_str(&lines(text));
        self.at += text.len();
        if self.rest().starts_with('&') {
            let character = self.reference()?;
            inner.element.text.push(character);
        }
        Ok(())
    }
}

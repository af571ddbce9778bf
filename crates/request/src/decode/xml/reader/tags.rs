//! Tags, attributes and references.

use problem::Markup;
use std::collections::HashSet;

use super::chars::{digits, is_char, lines, name_continues, name_starts};
use super::{Attribute, Broken, Element, Open, Reader};

impl<'t> Reader<'t> {
    pub(super) fn start_tag(&mut self) -> Result<(Open, bool), Broken> {
        let start = self.at;
        self.at += 1;
        let name = self.name()?;
        let mut attributes: Vec<Attribute> = Vec::new();
        let mut names = HashSet::new();
        let empty = loop {
            let spaced = self.space();
            if self.eat("/>") {
                break true;
            }
            if self.eat(">") {
                break false;
            }
            if self.rest().is_empty() {
                let tag = name.to_owned();
                return Err((Markup::Tag { tag }, start));
            }
            if !spaced {
                return Err(self.fail(Markup::NoSpace));
            }
            let at = self.at;
            let attribute = self.attribute()?;
            if !names.insert(attribute.name.clone()) {
                let attribute = attribute.name;
                return Err((Markup::Twice { attribute }, at));
            }
            attributes.push(attribute);
        };
        let mut prefixes = Vec::new();
        for attribute in &attributes {
            if let Some(prefix) = attribute.name.strip_prefix("xmlns:") {
                *self.declared.entry(prefix.to_owned()).or_default() += 1;
                prefixes.push(prefix.to_owned());
            }
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

    fn is_declared(&self, prefix: &str) -> bool {
        self.declared.get(prefix).is_some_and(|count| *count > 0)
    }

    pub(super) fn check_prefix(&self, name: &str, at: usize) -> Result<(), Broken> {
        let Some((prefix, local)) = name.split_once(':') else {
            return Ok(());
        };
        if local.is_empty() || local.contains(':') || !local.starts_with(name_starts) {
            let name = name.to_owned();
            return Err((Markup::Prefix { name }, at));
        }
        let known = matches!(prefix, "xml" | "xmlns") || self.is_declared(prefix);
        if known {
            return Ok(());
        }
        let prefix = prefix.to_owned();
        Err((Markup::Undeclared { prefix }, at))
    }

    pub(super) fn attribute(&mut self) -> Result<Attribute, Broken> {
        let name = self.name()?.to_owned();
        self.space();
        if !self.eat("=") {
            return Err(self.fail(Markup::NoValue));
        }
        self.space();
        let quote = match self.rest().chars().next() {
            Some(quote @ ('"' | '\'')) => quote,
            _ => return Err(self.fail(Markup::NoQuotes)),
        };
        self.at += 1;
        let start = self.at;
        let mut value = String::new();
        loop {
            let rest = self.rest();
            let stop = rest.find([quote, '<', '&']).unwrap_or(rest.len());
            self.check_chars(&rest[..stop], self.at)?;
            // Literal white space becomes spaces (section 3.3.3).
            value.push_str(&lines(&rest[..stop]).replace(['\n', '\t'], " "));
            self.at += stop;
            match self.rest().chars().next() {
                Some('&') => value.push(self.reference()?),
                Some('<') => {
                    return Err(self.fail(Markup::LessThan));
                }
                Some(_) => break,
                None => {
                    return Err((Markup::Quote { quote }, start));
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

    pub(super) fn end_tag(&mut self, name: &str) -> Result<(), Broken> {
        let start = self.at;
        self.at += 2;
        let found = self.name()?;
        if found != name {
            let (found, due) = (found.to_owned(), name.to_owned());
            return Err((Markup::OtherEnd { found, due }, start));
        }
        self.space();
        if self.eat(">") {
            Ok(())
        } else {
            let tag = ["/", name].concat();
            Err((Markup::Tag { tag }, start))
        }
    }

    /// `&lt;`, `&#10;`, `&#xA;`.
    pub(super) fn reference(&mut self) -> Result<char, Broken> {
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
            _ => Err(self.fail(Markup::Reference)),
        }
    }

    pub(super) fn name(&mut self) -> Result<&'t str, Broken> {
        let rest = self.rest();
        let is_part = |c: char| name_starts(c) || name_continues(c) || c == ':';
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if length == 0 || !rest.starts_with(name_starts) {
            return Err(self.fail(Markup::NoName));
        }
        self.at += length;
        Ok(&rest[..length])
    }

    pub(super) fn check_chars(&self, text: &str, start: usize) -> Result<(), Broken> {
        match text.char_indices().find(|(_, c)| !is_char(*c)) {
            None => Ok(()),
            Some((at, _)) => Err((Markup::Character, start + at)),
        }
    }
}

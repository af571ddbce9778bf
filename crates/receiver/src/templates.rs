//! The templates of a language, from its folder under `static/receivers`.
//!
//! The README there explains each file and name. Nothing here depends on a language.

use super::text::Quotes;
use std::collections::BTreeMap;

/// The text of a language's files.
pub struct Files {
    /// The whole program.
    pub receiver: &'static str,
    /// The statements of `verify`, each below a marker with its name.
    pub verify: &'static str,
    /// The functions beside it, each below a marker with the text that shows its use.
    pub helpers: &'static str,
    /// The expressions, one per line, then imports and packages.
    pub words: &'static str,
}

/// The templates of a language by name.
pub struct Templates {
    pub program: &'static str,
    /// The functions, each after the text that shows its use, in the order of the file.
    pub functions: Vec<(&'static str, &'static str)>,
    /// The imports, in sections separated by an empty line.
    pub imports: Vec<Vec<Group>>,
    pub packages: Vec<Vec<Group>>,
    named: BTreeMap<&'static str, &'static str>,
}

/// The line or lines for a group of names, each needed if the code uses one of its marks.
#[derive(Debug)]
pub struct Group {
    /// The template: `{{name}}` makes a line for each name, `{{names}}` one line for all, and
    /// `{{braced}}` one line with braces around several names.
    pub line: &'static str,
    pub names: Vec<(&'static str, Vec<&'static str>)>,
}

impl Templates {
    /// Reads a language's files.
    pub fn read(files: &Files) -> Templates {
        let mut sections = files.words.split("\n[");
        let words = sections.next().unwrap_or_default();
        let sections: Vec<_> = sections.filter_map(|s| s.split_once("]\n")).collect();
        let section = |heading: &str| {
            let found = sections.iter().find(|(known, _)| *known == heading);
            read_groups(found.map_or("", |(_, text)| text))
        };
        let lines = words.lines().filter(|line| !line.starts_with('#'));
        let mut named: BTreeMap<_, _> = lines.filter_map(|line| line.split_once(" = ")).collect();
        let comment = named.get("comment").copied().unwrap_or_default();
        for (names, text) in split_at_markers(files.verify, comment) {
            named.extend(names.split(' ').map(|name| (name, text.trim_end())));
        }
        Templates {
            program: files.receiver,
            functions: split_at_markers(files.helpers, comment),
            imports: section("imports"),
            packages: section("packages"),
            named,
        }
    }

    /// The template with that name; `a.b` falls back to `a`, and then to an empty text.
    pub fn get(&self, name: &str) -> &'static str {
        let general = || {
            name.split_once('.')
                .and_then(|(name, _)| self.named.get(name))
        };
        let found = self.named.get(name).or_else(general);
        found.copied().unwrap_or_default()
    }

    /// The language's string syntax.
    pub fn quotes(&self) -> Quotes {
        Quotes::from_name(self.get("quotes"))
    }

    /// The length of a text in the language's unit.
    pub fn length(&self, text: &str) -> usize {
        match self.get("length") {
            "utf16" => text.encode_utf16().count(),
            "chars" => text.chars().count(),
            _ => text.len(),
        }
    }

    #[cfg(test)]
    pub fn names(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.named.iter().map(|(name, text)| (*name, *text))
    }
}

/// Splits a file at its markers, `//: name` in the language's comment syntax.
///
/// Text before the first marker and below the marker `end` is only for editors.
fn split_at_markers(text: &'static str, comment: &str) -> Vec<(&'static str, &'static str)> {
    let marker = [comment, ": "].concat();
    let (mut pieces, mut at) = (Vec::<(&str, &str)>::new(), 0);
    let mut start = None;
    for line in text.split_inclusive('\n') {
        if let Some(name) = line.trim().strip_prefix(marker.as_str()) {
            if let Some((before, from)) = start {
                pieces.push((before, &text[from..at]));
            }
            start = Some((name, at + line.len()));
        }
        at += line.len();
    }
    match start {
        Some((name, from)) if name != "end" => pieces.push((name, &text[from..])),
        _ => {}
    }
    pieces
}

/// Reads sections of groups: a line, then its names, indented, as `name = marks`.
fn read_groups(text: &'static str) -> Vec<Vec<Group>> {
    let mut sections = vec![Vec::<Group>::new()];
    for line in text.trim().lines() {
        let last = sections.last_mut();
        match (line.starts_with(' '), last) {
            _ if line.is_empty() => sections.push(Vec::new()),
            (true, Some(groups)) => {
                let name = line.trim().rsplit_once(" = ");
                if let (Some(group), Some((name, marks))) = (groups.last_mut(), name) {
                    group.names.push((name, marks.split(' ').collect()));
                }
            }
            (_, Some(groups)) => {
                let names = Vec::new();
                groups.push(Group { line, names });
            }
            _ => {}
        }
    }
    sections
}

/// Fills a template, replacing each `{{name}}` with the value of that name.
///
/// A value of several lines is indented like the line of its placeholder. A line that has only an
/// empty value is left out, with the empty lines before it.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out: Vec<String> = Vec::new();
    for line in template.split('\n') {
        let bare = line.trim_start();
        let indent = &line[..line.len() - bare.len()];
        if value(bare, values) == Some(("", "")) {
            while out.last().is_some_and(String::is_empty) {
                out.pop();
            }
            continue;
        }
        out.push(fill_line(line, indent, values));
    }
    out.join("\n")
}

fn fill_line(line: &str, indent: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("{{") {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((value, after)) = value(rest, values) else {
            text.push('{');
            rest = &rest[1..];
            continue;
        };
        for (at, line) in value.split('\n').enumerate() {
            if at > 0 {
                text.push('\n');
            }
            if at > 0 && !line.is_empty() {
                text.push_str(indent);
            }
            text.push_str(line);
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// Reads the placeholder at the start of a text; returns its value and the rest.
fn value<'v, 't>(text: &'t str, values: &[(&str, &'v str)]) -> Option<(&'v str, &'t str)> {
    let (name, after) = text.strip_prefix("{{")?.split_once("}}")?;
    let value = values.iter().find(|(known, _)| *known == name)?;
    Some((value.1, after))
}

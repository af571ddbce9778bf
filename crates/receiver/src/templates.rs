//! A language's templates, read from its folder under `static/receivers`.
//!
//! The README there says what each file and name is for. Nothing here knows a language.

use super::text::Quotes;
use std::collections::BTreeMap;

/// The text of a language's files.
pub struct Files {
    /// The whole program.
    pub receiver: &'static str,
    /// The statements of `verify`, each below a marker with its name.
    pub verify: &'static str,
    /// The functions beside it, each below a marker with the text that shows their use.
    pub helpers: &'static str,
    /// The expressions, a line each; then imports and packages.
    pub words: &'static str,
}

/// A language's templates by name.
pub struct Templates {
    pub program: &'static str,
    /// Functions with the text that shows their use, in the order of their file.
    pub functions: Vec<(&'static str, &'static str)>,
    /// Imports, in sections that an empty line separates.
    pub imports: Vec<Vec<Group>>,
    pub packages: Vec<Vec<Group>>,
    named: BTreeMap<&'static str, &'static str>,
}

/// Lines for names that each are needed where one of its marks is used.
#[derive(Debug)]
pub struct Group {
    /// With `{{name}}` a line for each name, with `{{names}}` one line for all; in `{{braced}}` the
    /// names stand in braces when there are several.
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
            groups(found.map_or("", |(_, text)| text))
        };
        let lines = words.lines().filter(|line| !line.starts_with('#'));
        let mut named: BTreeMap<_, _> = lines.filter_map(|line| line.split_once(" = ")).collect();
        let comment = named.get("comment").copied().unwrap_or_default();
        for (names, text) in marked(files.verify, comment) {
            named.extend(names.split(' ').map(|name| (name, text.trim_end())));
        }
        Templates {
            program: files.receiver,
            functions: marked(files.helpers, comment),
            imports: section("imports"),
            packages: section("packages"),
            named,
        }
    }

    /// The template of a name; of `a.b` that of `a` where it has none itself, and nothing without either.
    pub fn get(&self, name: &str) -> &'static str {
        let general = || {
            name.split_once('.')
                .and_then(|(name, _)| self.named.get(name))
        };
        let found = self.named.get(name).or_else(general);
        found.copied().unwrap_or_default()
    }

    /// How the language writes strings.
    pub fn quotes(&self) -> Quotes {
        Quotes::from_name(self.get("quotes"))
    }

    /// The length of a text as the language counts it.
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

/// The pieces below the markers of a file: `//: name`, with the language's own sign for comments.
///
/// What stands before the first marker, and below the marker `end`, is for editors alone.
fn marked(text: &'static str, comment: &str) -> Vec<(&'static str, &'static str)> {
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

/// Groups of names, each set in below its line as `name = marks`.
fn groups(text: &'static str) -> Vec<Vec<Group>> {
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

/// Fills a template: `{{name}}` stands for the value of that name.
///
/// A value of several lines is set in as far as the line that it stands in. A line that is nothing
/// but an empty value is left out, with the empty lines before it.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out: Vec<String> = Vec::new();
    for line in template.split('\n') {
        let bare = line.trim_start();
        let inset = &line[..line.len() - bare.len()];
        if value(bare, values) == Some(("", "")) {
            while out.last().is_some_and(String::is_empty) {
                out.pop();
            }
            continue;
        }
        out.push(filled(line, inset, values));
    }
    out.join("\n")
}

fn filled(line: &str, inset: &str, values: &[(&str, &str)]) -> String {
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
                text.push_str(inset);
            }
            text.push_str(line);
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The value that a text begins with the placeholder of, and what follows.
fn value<'v, 't>(text: &'t str, values: &[(&str, &'v str)]) -> Option<(&'v str, &'t str)> {
    let (name, after) = text.strip_prefix("{{")?.split_once("}}")?;
    let value = values.iter().find(|(known, _)| *known == name)?;
    Some((value.1, after))
}

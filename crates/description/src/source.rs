//! The source as an exact JSON tree, whatever its format, with the line of each value.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use json::{Cause, Kind, Tree, View, pointer};
use problem::json_flaw;

use crate::notes::{Note, Notes};
use crate::text::broken;
use crate::unreadable::Unreadable;
use crate::yaml;

/// A document's tree and the lines of its values.
pub struct Source {
    pub tree: Tree,
    lines: Lines,
}

/// The way to a value's line.
enum Lines {
    /// The byte offsets at which the lines of the tree's text begin.
    OfText(Vec<usize>),
    /// The line of each value, by [`View::index`], since the tree's text is made from YAML.
    OfValues(Vec<u32>),
}

impl Source {
    /// Adds the lines to notes that only have a place.
    pub fn locate(&self, notes: &mut [Note]) {
        let mut finder = Finder::default();
        for note in notes {
            if note.line.is_none() && !note.at.is_empty() {
                let view = finder.find(self.tree.root(), &note.at);
                note.line = view.map(|view| self.line_of(view));
            }
        }
    }

    fn line_of(&self, view: View<'_>) -> usize {
        match &self.lines {
            Lines::OfText(starts) => {
                let at = view.span().start;
                starts.partition_point(|start| *start <= at)
            }
            Lines::OfValues(lines) => lines.get(view.index()).map_or(0, |line| *line as usize),
        }
    }
}

/// The members of the objects that were searched, since notes are often in the same ones.
#[derive(Default)]
struct Finder<'a> {
    members: HashMap<usize, HashMap<Cow<'a, str>, View<'a>>>,
}

impl<'a> Finder<'a> {
    /// The value at a JSON Pointer.
    fn find(&mut self, root: View<'a>, at: &str) -> Option<View<'a>> {
        let mut view = root;
        for token in at.split('/').skip(1) {
            if view.kind() == Kind::Array {
                view = view.children().nth(pointer::index(token)?)?;
                continue;
            }
            let members = || {
                view.children()
                    .filter_map(|child| Some((child.name()?, child)))
            };
            let known = self.members.entry(view.index());
            let known = known.or_insert_with(|| members().collect());
            view = *known.get(&*pointer::unescape(token))?;
        }
        Some(view)
    }
}

/// Reads JSON, or YAML if the text does not look like JSON.
pub fn read(text: &str, notes: &mut Notes) -> Result<Source, Unreadable> {
    let source = if text.trim_start().starts_with(['{', '[']) {
        json_or_flow(text, notes)?
    } else {
        from_yaml(text, notes)?
    };
    note_duplicates(&source, notes);
    Ok(source)
}

/// Reads JSON; with faults that YAML allows, such as comments, the text is read as YAML.
fn json_or_flow(text: &str, notes: &mut Notes) -> Result<Source, Unreadable> {
    let error = match Tree::read(text) {
        Ok(tree) => {
            let breaks = text.match_indices('\n').map(|found| found.0 + 1);
            let lines = Lines::OfText([0].into_iter().chain(breaks).collect());
            return Ok(Source { tree, lines });
        }
        Err(error) => error,
    };
    let is_yaml = matches!(
        error.cause,
        Cause::TrailingComma | Cause::Comment | Cause::Quotes | Cause::Name | Cause::Value
    );
    let fault = broken(
        text,
        error.line,
        error.column,
        json_flaw(error.cause).to_owned(),
    );
    let mut noted = Notes::default();
    match is_yaml.then(|| from_yaml(text, &mut noted)) {
        Some(Ok(source)) => {
            notes.at_line(
                error.line,
                format!(
                    "The document is not valid JSON (column {}: {}); it is read as YAML",
                    error.column, fault.reason
                ),
            );
            notes.append(noted);
            Ok(source)
        }
        _ => Err(Unreadable::Json(fault)),
    }
}

fn from_yaml(text: &str, notes: &mut Notes) -> Result<Source, Unreadable> {
    let (written, lines) = yaml::to_json(text, notes)?;
    let tree = Tree::read(written).map_err(|error| {
        // Only a text of 4 GiB is left to refuse: the writer makes valid JSON.
        Unreadable::Json(broken("", 0, 0, json_flaw(error.cause).to_owned()))
    })?;
    Ok(Source {
        tree,
        lines: Lines::OfValues(lines),
    })
}

/// Adds a note on each member whose name its object has twice.
fn note_duplicates(source: &Source, notes: &mut Notes) {
    for object in source.tree.all() {
        let mut names = HashSet::new();
        for member in object.children() {
            let Some(name) = member.name() else { break };
            if !names.insert(name.clone()) && !notes.is_full() {
                let line = source.line_of(member);
                let message = format!(
                    "`{name}` occurs more than once in this object; the last one is used, so rename or remove the others"
                );
                notes.at(member.place(), Some(line), message);
            }
        }
    }
}

//! Nodes of YAML as JSON text, with aliases and merge keys resolved, without recursion.

use std::collections::HashSet;

use json::write::literal;

use super::scalar::Meaning;
use super::{Content, Node};
use crate::notes::Notes;
use crate::unreadable::Unreadable;

/// The limit of values that aliases may add, and of bytes.
const ADDED_VALUES: usize = 1_000_000;
const ADDED_BYTES: usize = 64 << 20;

/// Returns the JSON text of the nodes, and the line of each value.
pub fn json(
    text: &str,
    nodes: &[Node],
    notes: &mut Notes,
) -> Result<(String, Vec<u32>), Unreadable> {
    let mut writer = Writer {
        nodes,
        notes,
        out: String::with_capacity(text.len()),
        lines: Vec::with_capacity(nodes.len()),
        merged: 0,
        most_values: nodes.len() + ADDED_VALUES,
        most_bytes: 8 * text.len() + ADDED_BYTES,
        open: Vec::new(),
    };
    if nodes.is_empty() {
        return Ok(("null".to_owned(), vec![1]));
    }
    writer.value(0)?;
    while writer.step()? {}
    Ok((writer.out, writer.lines))
}

struct Writer<'a> {
    nodes: &'a [Node],
    notes: &'a mut Notes,
    out: String,
    lines: Vec<u32>,
    /// The mappings visited for merge keys.
    merged: usize,
    most_values: usize,
    most_bytes: usize,
    open: Vec<Open>,
}

/// A mapping or sequence that is being written.
enum Open {
    Sequence {
        next: usize,
        end: usize,
    },
    Mapping {
        next: usize,
        end: usize,
    },
    /// The keys and values of a mapping with merge keys, the next one last.
    Merged {
        members: Vec<(usize, usize)>,
    },
}

impl Writer<'_> {
    /// Writes the next item or member, or closes the innermost container; `false` at the end.
    fn step(&mut self) -> Result<bool, Unreadable> {
        let (key, value) = match self.open.last_mut() {
            None => return Ok(false),
            Some(Open::Sequence { next, end }) if *next < *end => {
                let item = *next;
                *next = self.nodes[item].after;
                (None, item)
            }
            Some(Open::Mapping { next, end }) if *next + 1 < *end => {
                let key = *next;
                let value = self.nodes[key].after;
                *next = self.nodes[value].after;
                (Some(key), value)
            }
            Some(Open::Merged { members }) if !members.is_empty() => {
                let member = members.pop();
                let (key, value) = member.unwrap_or_default();
                (Some(key), value)
            }
            Some(Open::Sequence { .. }) => {
                self.out.push(']');
                self.open.pop();
                return Ok(true);
            }
            Some(_) => {
                self.out.push('}');
                self.open.pop();
                return Ok(true);
            }
        };
        if !self.out.ends_with(['[', '{']) {
            self.out.push(',');
        }
        if let Some(key) = key {
            literal(&mut self.out, key_text(self.nodes, key));
            self.out.push(':');
        }
        self.value(value)?;
        Ok(true)
    }

    fn value(&mut self, index: usize) -> Result<(), Unreadable> {
        let index = meant(self.nodes, index);
        let node = &self.nodes[index];
        self.lines.push(node.line as u32);
        self.check_limits(node.line)?;
        match &node.content {
            Content::Scalar(scalar) => match scalar.meaning() {
                Meaning::Json(text) => self.out.push_str(&text),
                Meaning::Text => literal(&mut self.out, &scalar.text),
                Meaning::NotFinite => {
                    let message = format!(
                        "`{}` is not a number in JSON; it is read as text",
                        scalar.text
                    );
                    self.notes.at_line(node.line, message);
                    literal(&mut self.out, &scalar.text);
                }
            },
            Content::Sequence => {
                self.out.push('[');
                let (next, end) = (index + 1, node.after);
                self.open.push(Open::Sequence { next, end });
            }
            Content::Mapping { merges: false } => {
                self.out.push('{');
                let (next, end) = (index + 1, node.after);
                self.open.push(Open::Mapping { next, end });
            }
            Content::Mapping { merges: true } => {
                self.out.push('{');
                let members = self.merge(index)?;
                self.open.push(Open::Merged { members });
            }
            Content::Alias(_) => self.out.push_str("null"),
        }
        Ok(())
    }

    fn check_limits(&self, line: usize) -> Result<(), Unreadable> {
        let is_within =
            self.lines.len() + self.merged <= self.most_values && self.out.len() <= self.most_bytes;
        is_within.then_some(()).ok_or(Unreadable::Aliases { line })
    }

    /// The members of a mapping and of those that it merges (<https://yaml.org/type/merge.html>),
    /// in reverse order.
    ///
    /// The mapping's keys win, then those of the mapping merged first.
    fn merge(&mut self, index: usize) -> Result<Vec<(usize, usize)>, Unreadable> {
        let mut names = HashSet::new();
        let mut visited = HashSet::from([index]);
        let (mut own, mut merged) = (Vec::new(), Vec::new());
        let mut waiting = vec![index];
        while let Some(mapping) = waiting.pop() {
            self.check_limits(self.nodes[index].line)?;
            let mut sources = Vec::new();
            let mut inherited = Vec::new();
            let (mut key, end) = (mapping + 1, self.nodes[mapping].after);
            while key + 1 < end {
                self.merged += 1;
                let value = self.nodes[key].after;
                let is_merge = matches!(&self.nodes[key].content, Content::Scalar(scalar) if scalar.is_merge());
                if is_merge {
                    self.sources(value, &mut sources);
                } else if mapping == index {
                    names.insert(key_text(self.nodes, key).to_owned());
                    own.push((key, value));
                } else if !names.contains(key_text(self.nodes, key)) {
                    inherited.push((key, value));
                }
                key = self.nodes[value].after;
            }
            names.extend(
                inherited
                    .iter()
                    .map(|member| key_text(self.nodes, member.0).to_owned()),
            );
            merged.append(&mut inherited);
            sources.retain(|source| visited.insert(*source));
            waiting.extend(sources.into_iter().rev());
        }
        merged.append(&mut own);
        merged.reverse();
        Ok(merged)
    }

    /// Adds the mappings that the value of a merge key names.
    fn sources(&mut self, value: usize, sources: &mut Vec<usize>) {
        let value = meant(self.nodes, value);
        let node = &self.nodes[value];
        let mut add = |index: usize| match self.nodes[index].content {
            Content::Mapping { .. } => sources.push(index),
            _ => {
                let message = "A merge key `<<` takes a mapping; this value is left out";
                self.notes.at_line(self.nodes[index].line, message);
            }
        };
        if !matches!(node.content, Content::Sequence) {
            add(value);
            return;
        }
        let mut item = value + 1;
        while item < node.after {
            add(meant(self.nodes, item));
            item = self.nodes[item].after;
        }
    }
}

/// The node that a node is or is an alias of.
fn meant(nodes: &[Node], index: usize) -> usize {
    match nodes[index].content {
        Content::Alias(target) => target,
        _ => index,
    }
}

/// The text of a key, whatever its type.
fn key_text(nodes: &[Node], index: usize) -> &str {
    match &nodes[meant(nodes, index)].content {
        Content::Scalar(scalar) => &scalar.text,
        _ => "",
    }
}

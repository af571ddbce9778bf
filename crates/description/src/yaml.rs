//! YAML 1.2 as JSON text: the nodes of the first document, then their JSON.
//!
//! A parser of YAML's grammar gives events. They become an arena of nodes, which [`write`] turns
//! into JSON text; duplicate keys stay in it, so the reader of JSON treats them as in JSON.

mod scalar;
mod write;

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, Tag};

use crate::notes::Notes;
use crate::text::broken;
use crate::unreadable::Unreadable;
use scalar::Scalar;

/// A node of the document; children follow their parent, keys and values in turn.
struct Node {
    content: Content,
    /// 1-based.
    line: usize,
    /// Index of the first node after this one and everything in it; [`OPEN`] until that is known.
    after: usize,
}

/// The end of a mapping or sequence that is not closed yet.
const OPEN: usize = 0;

enum Content {
    Scalar(Scalar),
    Sequence,
    Mapping {
        /// `true` if one of its keys is `<<`.
        merges: bool,
    },
    /// An alias of the node with that index.
    Alias(usize),
}

/// A mapping or sequence that is not closed yet.
struct Open {
    index: usize,
    children: usize,
}

/// Returns the JSON text of the first document, and the line of each value in document order.
pub fn to_json(text: &str, notes: &mut Notes) -> Result<(String, Vec<u32>), Unreadable> {
    let mut reader = Reader {
        text,
        notes,
        nodes: Vec::new(),
        open: Vec::new(),
        anchors: HashMap::new(),
    };
    reader.run()?;
    let Reader { nodes, notes, .. } = reader;
    write::json(text, &nodes, notes)
}

struct Reader<'a> {
    text: &'a str,
    notes: &'a mut Notes,
    nodes: Vec<Node>,
    open: Vec<Open>,
    /// The anchored nodes by the parser's number of the anchor.
    anchors: HashMap<usize, usize>,
}

impl Reader<'_> {
    fn run(&mut self) -> Result<(), Unreadable> {
        let mut parser = Parser::new_from_str(self.text);
        let mut documents = 0;
        while let Some(next) = parser.next_event() {
            let (event, span) = next.map_err(|error| {
                let mark = error.marker();
                let reason = error.info().to_owned();
                let (line, column) = (mark.line().max(1), mark.col() + 1);
                Unreadable::Yaml(broken(self.text, line, column, reason))
            })?;
            if matches!(event, Event::DocumentStart(_)) {
                documents += 1;
                if documents > 1 {
                    let message = "Another YAML document begins here; only the first is read";
                    self.notes.at_line(span.start.line(), message);
                    return Ok(());
                }
            }
            self.event(event, span)?;
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Unreadable> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let tag = self.tag(tag.as_deref(), span);
                let plain = style == ScalarStyle::Plain;
                let scalar = Scalar {
                    text: text.into_owned(),
                    plain,
                    tag,
                };
                self.add(Content::Scalar(scalar), anchor, span)
            }
            Event::SequenceStart(anchor, tag) => {
                self.tag(tag.as_deref(), span);
                self.add(Content::Sequence, anchor, span)
            }
            Event::MappingStart(anchor, tag) => {
                self.tag(tag.as_deref(), span);
                self.add(Content::Mapping { merges: false }, anchor, span)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(closed) = self.open.pop() {
                    self.nodes[closed.index].after = self.nodes.len();
                }
                Ok(())
            }
            Event::Alias(anchor) => {
                let target = self.anchors.get(&anchor).copied();
                match target.filter(|target| self.nodes[*target].after != OPEN) {
                    Some(target) => self.add(Content::Alias(target), 0, span),
                    None => Err(self.fault(span, "this alias refers to a node that contains it")),
                }
            }
            _ => Ok(()),
        }
    }

    /// Adds a node, as a key or value of the innermost mapping or as an item.
    fn add(&mut self, content: Content, anchor: usize, span: Span) -> Result<(), Unreadable> {
        let index = self.nodes.len();
        let is_container = matches!(content, Content::Sequence | Content::Mapping { .. });
        if let Some(parent) = self.open.last_mut() {
            parent.children += 1;
            let parent_index = parent.index;
            let is_key = parent.children % 2 == 1;
            if let (Content::Mapping { merges }, true) =
                (&mut self.nodes[parent_index].content, is_key)
            {
                *merges |= matches!(&content, Content::Scalar(scalar) if scalar.is_merge());
                self.check_key(&content, span)?;
            }
        }
        self.nodes.push(Node {
            content,
            line: span.start.line(),
            after: if is_container { OPEN } else { index + 1 },
        });
        if anchor != 0 {
            self.anchors.insert(anchor, index);
        }
        if is_container {
            self.open.push(Open { index, children: 0 });
        }
        Ok(())
    }

    /// JSON's names are text, so a key must be a scalar.
    fn check_key(&self, key: &Content, span: Span) -> Result<(), Unreadable> {
        let meant = match key {
            Content::Alias(target) => &self.nodes[*target].content,
            key => key,
        };
        match meant {
            Content::Scalar(_) => Ok(()),
            _ => Err(self.fault(span, "a key must be a text, not a mapping or a sequence")),
        }
    }

    fn fault(&self, span: Span, reason: &str) -> Unreadable {
        let (line, column) = (span.start.line(), span.start.col() + 1);
        Unreadable::Yaml(broken(self.text, line, column, reason.to_owned()))
    }

    /// The type that a tag of the core schema gives a scalar; other tags are noted.
    fn tag(&mut self, tag: Option<&Tag>, span: Span) -> scalar::Type {
        let Some(tag) = tag else {
            return scalar::Type::Implied;
        };
        if tag.is_yaml_core_schema() {
            return match &*tag.suffix {
                "str" | "binary" | "timestamp" => scalar::Type::Text,
                _ => scalar::Type::Implied,
            };
        }
        if tag.handle.is_empty() && tag.suffix == "!" {
            return scalar::Type::Text;
        }
        let message = format!("The tag `{tag}` is not known; its value is read without it");
        self.notes.at_line(span.start.line(), message);
        scalar::Type::Implied
    }
}

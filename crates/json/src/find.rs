//! Finding members of a large JSON text in steps, without keeping the rest of it.
//!
//! It reads what [`super::Tree::read`] reads and finds what [`super::View::pointer`]
//! finds. What is kept is one node for each container that is open.

use std::ops::Range;

use super::literal::is_name;
use super::pointer::{index, unescape};
use super::read::{Fail, Reader};
use super::{Kind, Node};

/// A search for members, under way.
#[derive(Default)]
pub struct Finder {
    /// One that is no pointer leads nowhere.
    wanted: Vec<Option<Wanted>>,
    /// Where it is; its text comes with each step.
    reader: Reader<'static>,
    /// How many values of each open container were met.
    met: Vec<usize>,
    begun: bool,
    ended: bool,
    /// Whether the text turned out to be no JSON.
    broken: bool,
}

/// A pointer, and what it leads to.
struct Wanted {
    tokens: Vec<Token>,
    /// How many of the open containers lie on its way.
    along: usize,
    found: Option<Range<usize>>,
}

/// A token of a pointer: the name of a member, and the place in a list.
struct Token {
    name: String,
    index: Option<usize>,
}

/// A value that was met.
struct Met<'a> {
    /// How many containers it is in.
    depth: usize,
    /// The kind of the innermost of them.
    within: Kind,
    /// Its name, with quotes, or its place.
    name: &'a str,
    place: usize,
    start: usize,
    end: usize,
    /// Whether it is a container, and not closed yet.
    open: bool,
}

impl Wanted {
    fn new(pointer: &str) -> Option<Wanted> {
        let token = |token: &str| Token {
            name: unescape(token),
            index: index(token),
        };
        let tokens = match pointer {
            "" => Vec::new(),
            _ => pointer.strip_prefix('/')?.split('/').map(token).collect(),
        };
        Some(Wanted {
            tokens,
            along: 0,
            found: None,
        })
    }

    /// Takes note of a value; of several members of one name the last counts.
    fn meet(&mut self, met: &Met<'_>) {
        self.along = self.along.min(met.depth);
        let leads = |token: &Token| match met.within {
            Kind::Object => is_name(met.name, &token.name),
            _ => token.index == Some(met.place),
        };
        let token = |at: usize| self.along == met.depth && self.tokens.get(at).is_some_and(leads);
        if !met.depth.checked_sub(1).is_none_or(token) {
            return;
        }
        self.found = None;
        if met.depth == self.tokens.len() {
            self.found = Some(met.start..met.end);
        } else if met.open {
            self.along = met.depth + 1;
        }
    }

    /// Takes note of the end of the container that is in so many others.
    fn close(&mut self, depth: usize, node: &Node) {
        if depth == self.tokens.len()
            && let Some(found) = self
                .found
                .as_mut()
                .filter(|f| f.start == node.start as usize)
        {
            found.end = node.end as usize;
        }
    }
}

impl Finder {
    /// Looks for what a pointer leads to; each is numbered from 0, one that is no pointer too.
    pub fn want(&mut self, pointer: &str) {
        self.wanted.push(Wanted::new(pointer));
    }

    /// Reads so many bytes more of a text, one value at least; whether there are others.
    pub fn step(&mut self, bytes: &[u8], most: usize) -> bool {
        if self.broken || self.ended {
            return false;
        }
        let Reader {
            at,
            nodes,
            open,
            name,
            ..
        } = std::mem::take(&mut self.reader);
        let mut reader = Reader {
            bytes,
            at,
            nodes,
            open,
            name,
        };
        let read = self.read(&mut reader, at.saturating_add(most));
        let piece = bytes.get(at..reader.at).unwrap_or_default();
        // Between two values no character is cut, as long as there are only sound ones.
        self.broken = read.is_err() || std::str::from_utf8(piece).is_err();
        self.ended = read == Ok(false);
        self.reader = Reader {
            bytes: &[],
            at: reader.at,
            nodes: reader.nodes,
            open: reader.open,
            name: reader.name,
        };
        !(self.broken || self.ended)
    }

    /// How many bytes were read.
    pub fn at(&self) -> usize {
        self.reader.at
    }

    /// Where the text of the value stands that the pointer of that number leads to, once all was read.
    pub fn found(&self, number: usize) -> Option<Range<usize>> {
        let found = self.wanted.get(number)?.as_ref()?.found.clone();
        found.filter(|_| self.ended && !self.broken)
    }

    /// Reads up to a place; whether there are more values.
    fn read(&mut self, reader: &mut Reader<'_>, end: usize) -> Result<bool, Fail> {
        if !self.begun {
            self.begun = true;
            reader.begin()?;
        }
        loop {
            let depth = reader.open.len();
            let more = reader.item()?;
            self.meet(reader, depth);
            // Of what is closed nothing is needed any more.
            for (at, node) in reader.nodes.iter().enumerate().skip(reader.open.len()) {
                let wanted = self.wanted.iter_mut().flatten();
                wanted.for_each(|wanted| wanted.close(at, node));
            }
            reader.nodes.truncate(reader.open.len());
            if !more || reader.at >= end {
                return Ok(more);
            }
        }
    }

    /// Takes note of the value that was just read, and of how many its container has.
    fn meet(&mut self, reader: &Reader<'_>, depth: usize) {
        let Some(node) = reader.nodes.get(depth) else {
            return;
        };
        let parent = depth.checked_sub(1);
        self.met.truncate(depth);
        let count = parent.and_then(|parent| self.met.get_mut(parent));
        let place = count.map_or(0, |count| {
            *count += 1;
            *count - 1
        });
        self.met.push(0);
        let within = parent.and_then(|parent| reader.nodes.get(parent));
        let name = node.name_start as usize..node.name_end as usize;
        let name = reader.bytes.get(name).unwrap_or_default();
        let met = Met {
            depth,
            within: within.map_or(Kind::Null, |node| node.kind),
            name: std::str::from_utf8(name).unwrap_or_default(),
            place,
            start: node.start as usize,
            end: node.end as usize,
            open: reader.open.len() > depth,
        };
        let wanted = self.wanted.iter_mut().flatten();
        wanted.for_each(|wanted| wanted.meet(&met));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Tree;
    use super::*;

    fn found(text: &[u8], pointer: &str, step: usize) -> Option<String> {
        let mut finder = Finder::default();
        finder.want(pointer);
        while finder.step(text, step) {}
        let range = finder.found(0)?;
        Some(String::from_utf8_lossy(&text[range]).into_owned())
    }

    #[test]
    fn what_is_found_is_what_a_tree_has() {
        let texts = [
            r#"{"a":{"b":[1,{"c":"x\"é"},[]],"":null},"b":{"a":2}}"#,
            r#" {"a":{"b":[1]},"a":{"c":3}} "#,
            r#"{"a":{"b":{"c":1}},"a":[{"b":2}],"a":{"b":[4]}}"#,
            r#"{"a":{"b":1,"b":[{"c":5}],"b":{"c":6}}}"#,
            r#"[[1,2],{"0":3,"a":{"b":4}},"s"]"#,
            r#"{"\u0061":{"b~/":7,"b":[]},"a/b":8,"0":{"1":9}}"#,
            r#"{}"#,
            r#"[]"#,
            r#"7"#,
            r#"{"a":{"b":1}"#,
            r#"{"a":{"b":1}} x"#,
            r#"{"a":{"b":01}}"#,
            "\u{FEFF}{\"a\":1}",
            "",
        ];
        let pointers = [
            "", "/", "/a", "/a/b", "/a/b/c", "/a/b/0", "/a/b/1/c", "/a/b/2", "/a/", "/b/a", "/0",
            "/0/1", "/1/0", "/1/a/b", "/2", "/00", "/a~1b", "/a/b~0~1", "a", "/a/b/-",
        ];
        for text in texts {
            for pointer in pointers {
                let tree = Tree::read(text).ok();
                let value = tree.as_ref().and_then(|tree| tree.root().pointer(pointer));
                let wanted = value.map(|value| value.source().to_owned());
                for step in [1, 7, 1 << 20] {
                    assert_eq!(
                        found(text.as_bytes(), pointer, step),
                        wanted,
                        "{text} {pointer}"
                    );
                }
            }
        }
        assert_eq!(found(b"{\"a\":1,\"b\":\"\xe9\"}", "/a", 1), None);
    }

    #[test]
    fn several_are_found_at_once() {
        let text = br#"{"a":{"b":1},"c":[2,3]}"#;
        let mut finder = Finder::default();
        for pointer in ["/a", "/a/b", "c", "/c/1", "/d"] {
            finder.want(pointer);
        }
        while finder.step(text, 1) {}
        let all: Vec<_> = (0..5).map(|at| finder.found(at)).collect();
        assert_eq!(all, [Some(5..12), Some(10..11), None, Some(20..21), None]);
    }
}

//! A search for members of a large JSON text, in steps and without keeping the rest of it.
//!
//! It accepts the same texts as [`super::Tree::read`] and finds the same values as
//! [`super::View::pointer`]. It keeps only one node for each open container.

use std::ops::Range;

use super::literal::is_name;
use super::pointer::{index, unescape};
use super::read::{Fail, Reader};
use super::{Kind, Node};

/// A search for members, under way.
#[derive(Default)]
pub struct Finder {
    /// `None` for a text that is not a pointer and so leads nowhere.
    wanted: Vec<Option<Wanted>>,
    /// The reading position; each step supplies the text.
    reader: Reader<'static>,
    /// The number of values read so far in each open container.
    counts: Vec<usize>,
    begun: bool,
    ended: bool,
    /// True once the text has turned out not to be JSON.
    broken: bool,
}

/// A pointer and the range of the value that it leads to.
struct Wanted {
    tokens: Vec<Token>,
    /// The number of open containers on the pointer's path.
    matched: usize,
    found: Option<Range<usize>>,
}

/// A token of a pointer, as the name of a member and as the index of an item.
struct Token {
    name: String,
    index: Option<usize>,
}

/// A value that was just read.
struct Seen<'a> {
    /// The number of containers around it.
    depth: usize,
    /// The kind of the innermost of them.
    within: Kind,
    /// The member's name with quotes; empty for an item.
    name: &'a str,
    /// Its index within its container.
    position: usize,
    start: usize,
    end: usize,
    /// True for a container that is still open.
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
            matched: 0,
            found: None,
        })
    }

    /// Matches a value against the pointer; the last of duplicate members counts.
    fn visit(&mut self, seen: &Seen<'_>) {
        self.matched = self.matched.min(seen.depth);
        let leads = |token: &Token| match seen.within {
            Kind::Object => is_name(seen.name, &token.name),
            _ => token.index == Some(seen.position),
        };
        let token =
            |at: usize| self.matched == seen.depth && self.tokens.get(at).is_some_and(leads);
        if !seen.depth.checked_sub(1).is_none_or(token) {
            return;
        }
        self.found = None;
        if seen.depth == self.tokens.len() {
            self.found = Some(seen.start..seen.end);
        } else if seen.open {
            self.matched = seen.depth + 1;
        }
    }

    /// Completes the found range if the container that closes at that depth is the value.
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
    /// Adds a pointer to look for; all are numbered from 0, including invalid ones.
    pub fn want(&mut self, pointer: &str) {
        self.wanted.push(Wanted::new(pointer));
    }

    /// Reads about `most` more bytes of a text, at least one value; returns whether more values follow.
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
        // A step ends between two values, which cuts no character of valid UTF-8.
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

    /// The number of bytes read so far.
    pub fn at(&self) -> usize {
        self.reader.at
    }

    /// The byte range of the value at the pointer with that number, once the whole text is read.
    pub fn found(&self, number: usize) -> Option<Range<usize>> {
        let found = self.wanted.get(number)?.as_ref()?.found.clone();
        found.filter(|_| self.ended && !self.broken)
    }

    /// Reads to a byte offset or past it; returns whether more values follow.
    fn read(&mut self, reader: &mut Reader<'_>, end: usize) -> Result<bool, Fail> {
        if !self.begun {
            self.begun = true;
            reader.begin()?;
        }
        loop {
            let depth = reader.open.len();
            let more = reader.item()?;
            self.visit(reader, depth);
            // Closed values are no longer needed.
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

    /// Passes the value that was just read to each pointer, and counts it in its container.
    fn visit(&mut self, reader: &Reader<'_>, depth: usize) {
        let Some(node) = reader.nodes.get(depth) else {
            return;
        };
        let parent = depth.checked_sub(1);
        self.counts.truncate(depth);
        let count = parent.and_then(|parent| self.counts.get_mut(parent));
        let position = count.map_or(0, |count| {
            *count += 1;
            *count - 1
        });
        self.counts.push(0);
        let within = parent.and_then(|parent| reader.nodes.get(parent));
        let name = node.name_start as usize..node.name_end as usize;
        let name = reader.bytes.get(name).unwrap_or_default();
        let seen = Seen {
            depth,
            within: within.map_or(Kind::Null, |node| node.kind),
            name: std::str::from_utf8(name).unwrap_or_default(),
            position,
            start: node.start as usize,
            end: node.end as usize,
            open: reader.open.len() > depth,
        };
        let wanted = self.wanted.iter_mut().flatten();
        wanted.for_each(|wanted| wanted.visit(&seen));
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
    fn finds_the_same_values_as_a_tree() {
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
    fn finds_several_members_at_once() {
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

//! An exact JSON reader and writer for the text that people type and servers send.
//!
//! Most readers lose details that matter here: number text, duplicate members,
//! positions, lone surrogates and depth. [`Tree`] keeps the text and an arena of
//! nodes over it, so nothing recurses, whatever the depth (RFC 8259).
//! Documents are read from a [`Value`], which is built from a tree.
//! Schemas and the meaning of a document are left to other crates.
//!
//! ```
//! use json::{Kind, Tree};
//!
//! let tree = Tree::read(r#"{"id": 12345678901234567890, "id": 1e3}"#)?;
//! let ids: Vec<&str> = tree.root().children().map(|member| member.source()).collect();
//! assert_eq!(ids, ["12345678901234567890", "1e3"]);
//! assert_eq!(tree.root().kind(), Kind::Object);
//! # Ok::<(), json::Error>(())
//! ```

pub mod de;
mod literal;
pub mod number;
mod places;
pub mod pointer;
mod read;
mod same;
#[cfg(test)]
mod tests;
pub mod value;
pub mod write;

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

pub use number::Number;
pub use places::Places;
pub use read::position;
pub use value::Value;

/// The type of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`.
    Null,
    /// `false`.
    False,
    /// `true`.
    True,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// One value of a [`Tree`]; nodes are in document order, parents first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub kind: Kind,
    /// Byte range of the value's text.
    pub start: u32,
    pub end: u32,
    /// Byte range of the member's name with its quotes; empty unless the value is a member.
    pub name_start: u32,
    pub name_end: u32,
    /// Index of the first node after this subtree.
    pub after: u32,
}

/// A valid JSON text and the values in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    text: Rc<str>,
    nodes: Rc<[Node]>,
}

/// The reason why a text is not JSON, and its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Error {
    /// The reason.
    pub cause: Cause,
    /// Byte offset into the text.
    pub at: usize,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, counted in characters.
    pub column: usize,
}

/// The fault that the reader found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The text ends where a value, a member or a closing bracket is expected.
    Ended,
    /// More text follows the value.
    Trailing,
    /// A value is expected.
    Value,
    /// A member name in double quotes is expected.
    Name,
    /// A colon is expected.
    Colon,
    /// A comma or the closing bracket is expected.
    Comma,
    /// A comma precedes a closing bracket.
    TrailingComma,
    /// A string is not closed.
    Unclosed,
    /// A string contains an unescaped control character.
    Control,
    /// A backslash escape that JSON does not have.
    Escape,
    /// A number in a form that JSON does not allow (`01`, `1.`, `+1`, `NaN`).
    Number,
    /// Quotes other than `"`.
    Quotes,
    /// A comment.
    Comment,
    /// A byte order mark before the text.
    ByteOrderMark,
    /// A text of 4 GiB or more.
    TooLong,
}

impl Tree {
    /// Reads a whole text.
    pub fn read(text: impl Into<Rc<str>>) -> Result<Tree, Error> {
        let text = text.into();
        let nodes = read::nodes(&text)?.into();
        Ok(Tree { text, nodes })
    }

    /// The whole text, unchanged.
    pub fn text(&self) -> &Rc<str> {
        &self.text
    }

    /// The outermost value.
    pub fn root(&self) -> View<'_> {
        View {
            tree: self,
            index: 0,
        }
    }

    /// Every value, in document order.
    pub fn all(&self) -> impl Iterator<Item = View<'_>> {
        (0..self.nodes.len() as u32).map(|index| View { tree: self, index })
    }
}

/// A value within a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    tree: &'a Tree,
    index: u32,
}

impl<'a> View<'a> {
    fn node(self) -> Node {
        self.tree.nodes[self.index as usize]
    }

    /// The position in document order, which serves as a key in maps over values.
    pub fn index(self) -> usize {
        self.index as usize
    }

    /// Returns the type of the value.
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// The value's text.
    pub fn source(self) -> &'a str {
        &self.tree.text[self.span()]
    }

    /// Byte range of the value in the text.
    pub fn span(self) -> Range<usize> {
        self.node().start as usize..self.node().end as usize
    }

    /// The 1-based line and column (in characters) where the value begins.
    pub fn position(self) -> (usize, usize) {
        read::position(&self.tree.text, self.span().start)
    }

    /// The text of a string; lone surrogates become U+FFFD (see [`View::exact`]).
    pub fn string(self) -> Option<Cow<'a, str>> {
        (self.kind() == Kind::String).then(|| literal::unescape(self.source()).0)
    }

    /// Returns whether [`View::string`] is lossless, which it is unless the string has a lone surrogate.
    pub fn exact(self) -> bool {
        self.kind() != Kind::String || literal::unescape(self.source()).1
    }

    /// The member's name, if the value is a member of an object.
    pub fn name(self) -> Option<Cow<'a, str>> {
        self.name_literal()
            .map(|literal| literal::unescape(literal).0)
    }

    /// The member's name, unless it has a lone surrogate.
    pub fn exact_name(self) -> Option<Cow<'a, str>> {
        let (name, exact) = literal::unescape(self.name_literal()?);
        exact.then_some(name)
    }

    /// The member's name as written, with quotes and escapes.
    pub fn name_literal(self) -> Option<&'a str> {
        let node = self.node();
        let range = node.name_start as usize..node.name_end as usize;
        (!range.is_empty()).then(|| &self.tree.text[range])
    }

    /// The number, with its text.
    pub fn number(self) -> Option<Number<'a>> {
        (self.kind() == Kind::Number).then(|| Number::new(self.source()))
    }

    /// The value and all values within it, in document order.
    pub fn subtree(self) -> impl Iterator<Item = View<'a>> {
        (self.index..self.node().after).map(move |index| View {
            tree: self.tree,
            index,
        })
    }

    /// The [`View::index`] of the first value after this one and everything within it.
    pub fn after(self) -> usize {
        self.node().after as usize
    }

    /// The items of an array or the members of an object, in order and with duplicates.
    pub fn children(self) -> Children<'a> {
        Children {
            tree: self.tree,
            next: self.index + 1,
            end: self.node().after,
        }
    }

    /// The member with that name; the last of several, as in `JSON.parse`.
    pub fn get(self, name: &str) -> Option<View<'a>> {
        if self.kind() != Kind::Object {
            return None;
        }
        self.children().filter(|child| child.is_named(name)).last()
    }

    /// Returns whether the value is a member with that name.
    pub fn is_named(self, name: &str) -> bool {
        self.name_literal()
            .is_some_and(|literal| literal::is_name(literal, name))
    }

    /// The value at a JSON Pointer (RFC 6901) relative to this one.
    pub fn pointer(self, pointer: &str) -> Option<View<'a>> {
        let mut view = self;
        if pointer.is_empty() {
            return Some(view);
        }
        for token in pointer.strip_prefix('/')?.split('/') {
            view = match view.kind() {
                Kind::Object => view.get(&pointer::unescape(token))?,
                Kind::Array => view.children().nth(pointer::index(token)?)?,
                _ => return None,
            };
        }
        Some(view)
    }

    /// The JSON Pointer (RFC 6901) from the outermost value to this one; for several values see [`Places`].
    pub fn place(self) -> String {
        Places::new(self.tree).of(self.index()).to_owned()
    }
}

/// An iterator over the children of a value.
#[derive(Clone)]
pub struct Children<'a> {
    tree: &'a Tree,
    next: u32,
    end: u32,
}

impl<'a> Iterator for Children<'a> {
    type Item = View<'a>;

    fn next(&mut self) -> Option<View<'a>> {
        if self.next >= self.end {
            return None;
        }
        let view = View {
            tree: self.tree,
            index: self.next,
        };
        self.next = view.node().after;
        Some(view)
    }
}

//! A draft: the typed input, verbatim.
//!
//! It is separate from its meaning ([`crate::value`]), because nothing typed may be lost:
//! text that is not a number stays text, an emptied field is absent, an explicit empty
//! text or `null` is a choice. Signing secrets and credentials belong in
//! [`signature::secret::Secrets`]. A draft knows no rules; edits never fail.

pub mod edit;
pub mod example;
pub mod load;
pub mod marks;
mod node;
pub mod place;
pub mod prefilled;
pub mod raw;
pub mod saved;
pub mod start;

pub use json::write::JsonStyle;
use std::collections::BTreeMap;
use std::rc::Rc;

use problem::{Field, Root, Step};
use signature::Signing;

pub use edit::{Edit, apply};

/// The input for one value.
#[derive(Clone, PartialEq, Default)]
pub enum Node {
    /// Untouched or emptied: absent from the request.
    #[default]
    Absent,
    /// Text as typed.
    Text(Rc<str>),
    /// The explicit empty text, `""`.
    EmptyText,
    /// The explicit `null`.
    Null,
    /// JSON text kept as loaded, because its control cannot hold it.
    Literal(Rc<str>),
    List(Vec<Node>),
    /// Entries by position, since names may repeat while they are typed.
    Map(Vec<(Rc<str>, Node)>),
    /// Members by name; those without a control are [`Node::Literal`].
    Object(Vec<(Rc<str>, Node)>),
}

/// The percent-encoding of form bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FormVariant {
    /// The URL Standard's application/x-www-form-urlencoded serialiser.
    #[default]
    Whatwg,
    /// RFC 3986's unreserved set; a space is `%20`.
    Rfc3986,
}

/// A body that is used unchanged instead of encoding the form.
#[derive(Clone, PartialEq, Eq)]
pub enum Raw {
    /// Text as typed.
    Text(Rc<str>),
    /// A file that a text box cannot hold without changing it.
    File(Rc<File>),
}

/// A file that was loaded as the body.
#[derive(PartialEq, Eq)]
pub struct File {
    pub name: Rc<str>,
    pub bytes: Rc<[u8]>,
}

impl Raw {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Raw::Text(text) => text.as_bytes(),
            Raw::File(file) => &file.bytes,
        }
    }
}

/// The input and choices for one operation.
#[derive(Clone, PartialEq, Default)]
pub struct Draft {
    /// The input by root: the body, parameters, the address and variables of the server.
    pub roots: BTreeMap<Root, Node>,
    /// The raw body while it is edited as text or after a file was loaded: the body byte for byte.
    pub raw: Option<Raw>,
    /// The last raw text that parsed as JSON, if no body is documented and so no form
    /// keeps its values. It stays in memory, for the secrets in it.
    pub last_read: Option<Rc<str>>,
    /// The index of the documented server.
    pub server: usize,
    /// The name of the security alternative; `None` is the first.
    pub security: Option<Rc<str>>,
    /// `None` is the first documented media type.
    pub media_type: Option<Rc<str>>,
    pub json_style: JsonStyle,
    pub form_variant: FormVariant,
    pub signing: Signing,
    /// The fields that a person marked as secret or not secret (see [`marks`]).
    pub marks: BTreeMap<Rc<str>, bool>,
    /// For a delivery: the values that its registration gave when they were filled in, as
    /// JSON text by field (see [`prefilled`]).
    pub prefilled: BTreeMap<Rc<str>, Rc<str>>,
}

impl Draft {
    /// The root's node, absent when untouched.
    pub fn root(&self, root: &Root) -> &Node {
        self.roots.get(root).unwrap_or(&Node::Absent)
    }

    /// The node at a place, absent when there is none.
    pub fn at(&self, field: &Field) -> &Node {
        let mut node = self.root(&field.root);
        for step in &field.path {
            node = node.child(step);
        }
        node
    }
}

impl Node {
    /// The node one step in, absent when there is none.
    pub fn child(&self, step: &Step) -> &Node {
        let found = match (self, step) {
            (Node::Object(members), Step::Name(name)) => {
                members.iter().find(|m| m.0 == *name).map(|m| &m.1)
            }
            (Node::List(items), Step::Index(index)) => items.get(*index),
            (Node::Map(entries), Step::Entry(index)) => entries.get(*index).map(|e| &e.1),
            _ => None,
        };
        found.unwrap_or(&Node::Absent)
    }

    /// Returns whether nothing was given here or below.
    pub fn is_absent(&self) -> bool {
        matches!(self, Node::Absent)
    }
}

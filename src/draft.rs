//! A draft: what was typed, verbatim.
//!
//! It is kept apart from what it means ([`crate::value`]), because nothing
//! typed may be lost: text that is no number stays text, an emptied field is
//! absent, an explicit empty text or `null` is a choice. Signing secrets and
//! credentials are not here but in [`crate::secret::Secrets`]. A draft knows
//! no rules; edits never fail.

pub mod edit;
pub mod load;
pub mod marks;
pub mod saved;
pub mod taken;

pub use crate::json::write::JsonStyle;
use std::fmt;
use std::rc::Rc;

pub use edit::{Edit, apply};

use crate::table::ByName;

/// What was typed for one value.
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
    /// JSON text kept as it was loaded, because its control cannot hold it.
    Literal(Rc<str>),
    List(Vec<Node>),
    /// Entries by position, since names may repeat while they are typed.
    Map(Vec<(Rc<str>, Node)>),
    /// Members by name; those that no control knows hold [`Node::Literal`].
    Object(Vec<(Rc<str>, Node)>),
}

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A member of an object.
    Name(Rc<str>),
    /// An item of a list.
    Index(usize),
    /// An entry of a map, by position.
    Entry(usize),
}

/// A place in a draft; its text is the `data-field` of the page.
///
/// `root` is `body:`, or a whole parameter as `query:$select`, `path:id`,
/// `header:SO-Language`, `server:url`, `server:env`, `header:Accept`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    pub root: Rc<str>,
    pub path: Vec<Step>,
}

impl Field {
    pub fn root(root: impl Into<Rc<str>>) -> Field {
        Field {
            root: root.into(),
            path: Vec::new(),
        }
    }

    pub fn body() -> Field {
        Field::root("body:")
    }

    /// The place one step further in.
    pub fn step(&self, step: Step) -> Field {
        let mut path = self.path.clone();
        path.push(step);
        Field {
            root: self.root.clone(),
            path,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.root)?;
        self.path.iter().try_for_each(|step| step.fmt(f))
    }
}

/// As in a field, with its slash.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Name(name) => write!(f, "/{}", name.replace('~', "~0").replace('/', "~1")),
            Step::Index(index) => write!(f, "/{index}"),
            Step::Entry(index) => write!(f, "/@{index}"),
        }
    }
}

/// Which percent-encoding form bodies use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FormVariant {
    /// The URL Standard's application/x-www-form-urlencoded serialiser.
    #[default]
    Whatwg,
    /// RFC 3986's unreserved set; a space is `%20`.
    Rfc3986,
}

/// What a person set about signing; `None` is the scheme's own or the document's choice.
#[derive(Clone, PartialEq, Default)]
pub struct Signing {
    /// Scheme id; `None` follows the document.
    pub scheme: Option<Rc<str>>,
    /// As [`crate::sign::Algorithm::name`].
    pub algorithm: Option<Rc<str>>,
    /// As [`crate::sign::KeyText::name`], of the main secret.
    pub secret_encoding: Option<Rc<str>>,
    /// As [`crate::sign::DigestText::name`].
    pub digest: Option<Rc<str>>,
    /// Template of the string to sign.
    pub content: Option<Rc<str>>,
    pub header_name: Option<Rc<str>>,
    /// Template of the header's value.
    pub header_value: Option<Rc<str>>,
    /// The delivery's id; `None` takes the moment's.
    pub id: Option<Rc<str>>,
    /// Unix seconds as typed; `None` takes the moment's.
    pub time: Option<Rc<str>>,
    /// The person's own scheme in force: the saved one that `scheme` names, or the one that is being
    /// changed. It is no part of the stored form.
    pub own: Option<Rc<crate::sign::Scheme>>,
}

/// A body that is taken as it is, and not encoded from the form.
#[derive(Clone, PartialEq, Eq)]
pub enum Raw {
    /// Text as typed.
    Text(Rc<str>),
    /// A file that a text box cannot hold, or not without changing it.
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

/// What was typed and chosen for one operation.
#[derive(Clone, PartialEq, Default)]
pub struct Draft {
    /// By root: `body:`, `query:…`, `path:…`, `header:…`, `server:…`.
    pub roots: ByName<Node>,
    /// The raw body while it is edited as text or was loaded from a file: then it is the body, byte for byte.
    pub raw: Option<Raw>,
    /// The last raw text that read as JSON, where no body is documented and so no form keeps what it
    /// says. It is in memory only, for the secrets in it.
    pub last_read: Option<Rc<str>>,
    /// Which documented server.
    pub server: usize,
    /// Name of the security alternative; `None` is the first.
    pub security: Option<Rc<str>>,
    /// `None` is the first documented one.
    pub media_type: Option<Rc<str>>,
    pub json_style: JsonStyle,
    pub form_variant: FormVariant,
    pub signing: Signing,
    /// The fields that a person says are secrets, or none (see [`marks`]).
    pub marks: ByName<bool>,
    /// Of a delivery: what its registration gave when it was laid in, as JSON text by field (see [`taken`]).
    pub taken: ByName<Rc<str>>,
}

impl Draft {
    /// The root's node, absent when untouched.
    pub fn root(&self, root: &str) -> &Node {
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

    /// Whether anything was given here or below.
    pub fn is_absent(&self) -> bool {
        matches!(self, Node::Absent)
    }
}

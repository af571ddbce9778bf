//! The stored form of a draft: versioned, and without documented secrets.
//!
//! It differs from the in-memory type, so that either can change. The result lists the
//! omissions, so that the page can report them.

mod restored;
mod signing;

use std::rc::Rc;

use restored::{restored_draft, whole};
use signing::{SETTINGS, settings};

use super::node::node;
use super::place::{Members, elements, is_begun, media, others, root_controls};
use super::prefilled;
use super::{Draft, FormVariant, JsonStyle, Node, Raw, Root};
use crate::address_secrets::in_address;
use crate::decode;
use json::Tree;
use json::write::{literal, quoted};
use openapi::Kind::{Json, List, Map, Object};
use openapi::secret_members;
use openapi::secret_names;
use openapi::{Control, Operation, Schemas};
use problem::{Cause, Field, Kept};

/// The version that this program writes.
const VERSION: u32 = 1;

/// The name of the event among the prefilled values; no field has this name.
const EVENT: &str = "example";

/// The size in bytes beyond which raw text is not stored: browsers give a page about 5 MB in all.
const LARGEST_RAW: usize = 512 * 1024;

/// A draft as text, and its omissions.
#[derive(Debug, PartialEq, Eq)]
pub struct Saved {
    /// JSON text.
    pub text: String,
    /// The reason that the raw body is not in it, if there is one.
    pub left_out: Option<LeftOut>,
}

/// The reason that raw text lives in memory only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It does not parse, so the secrets in it cannot be located.
    Unread,
    /// It contains members that are secret, by the document or by their names.
    Secret,
    /// It is too large for the browser's storage.
    Large,
    /// It is a file, whose bytes storage would not keep unchanged.
    File,
}

/// Writes a draft for storage.
pub fn save(draft: &Draft, operation: &Operation) -> Saved {
    let (raw, left_out) = stored_raw(draft, operation);
    let mut out = Text {
        out: String::new(),
        schemas: &operation.schemas,
    };
    out.open('{');
    out.name("version");
    out.plain(&VERSION.to_string());
    out.name("roots");
    out.open('{');
    for (root, node) in &draft.roots {
        let controls = root_controls(draft, operation, root);
        let is_open = match node {
            Node::Text(text) | Node::Literal(text) => {
                is_stored(node, &controls[..controls.len().min(1)], &operation.schemas)
                    && !(*root == Root::Body && is_secret_elsewhere(text, draft, operation))
                    && (*root != Root::address() || in_address(text).is_empty())
            }
            _ => is_stored(node, &controls, &operation.schemas),
        };
        if is_open && !prefilled::is_secret(operation, &root.clone().into()) {
            out.name(&root.to_string());
            out.node(node, &controls);
        }
    }
    out.close('}');
    let texts = [
        ("raw", raw),
        ("security", draft.security.as_ref()),
        ("media_type", draft.media_type.as_ref()),
    ];
    for (name, text) in texts {
        out.member(name, text);
    }
    out.name("server");
    out.plain(&draft.server.to_string());
    let indented = draft.json_style == JsonStyle::Indented;
    let rfc3986 = draft.form_variant == FormVariant::Rfc3986;
    for (name, flag) in [("indented", indented), ("rfc3986", rfc3986)] {
        out.name(name);
        out.plain(if flag { "true" } else { "false" });
    }
    // The fields that the person marked as secret, and as not secret.
    for (name, secret) in [("marked", true), ("exposed", false)] {
        let marks = draft.marks.iter();
        let mut fields = marks.filter(|(_, mark)| **mark == secret).peekable();
        if fields.peek().is_some() {
            out.name(name);
            out.open('[');
            fields.for_each(|(field, _)| out.string(&field.to_string()));
            out.close(']');
        }
    }
    // A prefilled value may have been marked as a secret since.
    let is_open = |t: &(&Field, &Rc<str>)| !prefilled::holds_secret(draft, operation, t.0, t.1);
    let mut open = draft.prefilled.iter().filter(is_open).peekable();
    if open.peek().is_some() || draft.event.is_some() {
        out.name("taken");
        out.open('{');
        out.member(EVENT, draft.event.as_ref());
        open.for_each(|(field, value)| out.member(&field.to_string(), Some(value)));
        out.close('}');
    }
    out.name("signing");
    out.open('{');
    // `settings` needs a mutable value.
    for (name, setting) in SETTINGS.iter().zip(settings(&mut draft.signing.clone())) {
        out.member(name, setting.as_ref());
    }
    out.close('}');
    out.close('}');
    Saved {
        text: out.out,
        left_out,
    }
}

/// Reads a stored draft of the operation.
pub fn load(text: &str, operation: &Operation) -> Result<Draft, Cause> {
    let tree = Tree::read(text).map_err(|_| Cause::Kept(Kept::Corrupt))?;
    let version = tree.root().get("version").and_then(whole);
    match version {
        Some(version) if version > VERSION.into() => Err(Cause::Kept(Kept::Newer {
            version,
            known: VERSION.into(),
        })),
        _ => {
            let draft = version.and_then(|_| restored_draft(tree.root(), operation));
            draft.ok_or(Cause::Kept(Kept::Corrupt))
        }
    }
}

/// JSON text under construction.
struct Text<'s> {
    out: String,
    /// The schemas that document free JSON.
    schemas: &'s Schemas,
}

impl Text<'_> {
    /// Precedes every value: writes a comma if another value came before.
    fn next(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(['{', '[', ':']) {
            self.out.push(',');
        }
    }

    fn plain(&mut self, text: &str) {
        self.next();
        self.out.push_str(text);
    }

    fn string(&mut self, text: &str) {
        self.next();
        literal(&mut self.out, text);
    }

    fn name(&mut self, name: &str) {
        self.string(name);
        self.out.push(':');
    }

    fn member(&mut self, name: &str, text: Option<&Rc<str>>) {
        if let Some(text) = text {
            self.name(name);
            self.string(text);
        }
    }

    fn open(&mut self, mark: char) {
        self.next();
        self.out.push(mark);
    }

    fn close(&mut self, mark: char) {
        self.out.push(mark);
    }

    /// Writes a node without the secrets that any of the controls marks.
    fn node(&mut self, node: &Node, controls: &[&Control]) {
        let (kind, all) = match node {
            Node::Absent => return self.string("absent"),
            Node::EmptyText => return self.string("empty"),
            Node::Null => return self.string("null"),
            Node::Text(text) => return self.text("text", text),
            Node::Literal(source) => return self.text("literal", source),
            Node::List(items) => {
                self.within("list");
                let elements = elements(controls);
                for item in items
                    .iter()
                    .filter(|i| is_stored(i, &elements, self.schemas))
                {
                    self.node(item, &elements);
                }
                self.out.push_str("]}");
                return;
            }
            Node::Map(entries) => ("map", entries),
            Node::Object(members) => ("object", members),
        };
        self.within(kind);
        let known = Members::of(controls);
        for (name, inner) in all {
            let controls = known.get(name);
            let by_name = matches!(node, Node::Map(_)) || controls.is_empty();
            if is_stored(inner, &controls, self.schemas)
                && !(by_name && is_named_secret(name, inner))
            {
                self.open('[');
                self.string(name);
                self.node(inner, &controls);
                self.close(']');
            }
        }
        self.out.push_str("]}");
    }

    fn within(&mut self, kind: &str) {
        self.open('{');
        self.name(kind);
        self.open('[');
    }

    fn text(&mut self, kind: &str, text: &str) {
        self.open('{');
        self.name(kind);
        self.string(text);
        self.close('}');
    }
}

/// Returns whether a node is stored. Left out are secret controls with every place below,
/// text where members are expected, since secrets in it cannot be located, and free JSON
/// with secrets in it.
fn is_stored(node: &Node, controls: &[&Control], schemas: &Schemas) -> bool {
    match node {
        Node::Text(_) | Node::Literal(_) => {
            let mut controls = controls.iter().map(|control| Some(*control));
            !text_holds_secret(node, controls.next().flatten(), schemas)
                && !controls.any(|control| text_holds_secret(node, control, schemas))
        }
        _ => !controls.iter().any(|c| c.secret),
    }
}

/// Returns whether text may hold a secret of its control, or holds one in free JSON.
fn text_holds_secret(node: &Node, control: Option<&Control>, schemas: &Schemas) -> bool {
    let (Node::Text(text) | Node::Literal(text)) = node else {
        return false;
    };
    let is_text = |c: &&Control| !matches!(c.kind, Json | List | Map | Object);
    let governed = control
        .filter(|control| matches!(node, Node::Literal(_)) || !is_text(control))
        .map(|control| (schemas, control.schema));
    control.is_some_and(Control::holds_secret) || secret_members::hold_secret(text, governed)
}

/// Returns whether the name that a person gave to an entry or an undocumented member is a secret's.
fn is_named_secret(name: &str, node: &Node) -> bool {
    match node {
        Node::Text(_) => secret_names::is_secret(name),
        Node::Literal(json) => {
            let object = ["{", &quoted(name), ":", json, "}"].concat();
            secret_members::hold_secret(&object, None)
        }
        _ => false,
    }
}

fn element(control: Option<&Control>) -> Option<&Control> {
    control?.element.as_deref()
}

/// The raw text if it can be stored: it must parse and contain no documented secret.
fn stored_raw<'a>(
    draft: &'a Draft,
    operation: &Operation,
) -> (Option<&'a Rc<str>>, Option<LeftOut>) {
    let raw = match &draft.raw {
        None => return (None, None),
        Some(Raw::File(_)) => return (None, Some(LeftOut::File)),
        Some(Raw::Text(raw)) => raw,
    };
    if raw.len() > LARGEST_RAW {
        return (None, Some(LeftOut::Large));
    }
    let Some(media) = media(draft, operation) else {
        return (None, Some(LeftOut::Unread));
    };
    let Ok(decoded) = decode::decode(raw.as_bytes(), media, &operation.schemas) else {
        return (None, Some(LeftOut::Unread));
    };
    let control = media.control.as_deref();
    let node = node(control, decoded.tree.root());
    let governed = control.map(|control| (&*operation.schemas, control.schema));
    let is_secret = holds_secret(&node, control, &operation.schemas)
        || secret_members::hold_secret(raw, governed)
        || is_secret_elsewhere(raw, draft, operation);
    match is_secret {
        true => (None, Some(LeftOut::Secret)),
        false => (Some(raw), None),
    }
}

/// Returns whether a text as the whole body contains a secret of another media type of
/// the operation, even if it only begins like that media type and does not parse.
fn is_secret_elsewhere(text: &str, draft: &Draft, operation: &Operation) -> bool {
    let schemas = &operation.schemas;
    let others = media(draft, operation).map(|media| others(operation, media.control.as_deref()));
    others.into_iter().flatten().any(|(other, control)| {
        let bytes = text.as_bytes();
        let holds = |decoded: decode::Decoded| {
            let control = Some(control);
            holds_secret(&node(control, decoded.tree.root()), control, schemas)
        };
        control.secret
            || decode::decode(bytes, other, schemas).map_or_else(|_| is_begun(bytes, other), holds)
    })
}

/// Returns whether a node has a value whose control, or one around it, is secret.
fn holds_secret(node: &Node, control: Option<&Control>, schemas: &Schemas) -> bool {
    let element = element(control);
    match node {
        Node::Absent | Node::Null | Node::EmptyText => false,
        _ if control.is_some_and(|c| c.secret) => true,
        Node::Text(_) | Node::Literal(_) => text_holds_secret(node, control, schemas),
        Node::List(items) => items.iter().any(|i| holds_secret(i, element, schemas)),
        Node::Map(entries) => (entries.iter())
            .any(|(n, v)| is_named_secret(n, v) || holds_secret(v, element, schemas)),
        Node::Object(members) => {
            let known = control.map(Control::positions).unwrap_or_default();
            let member = |name: &str| Some(&*control?.members[*known.get(name)?]);
            members.iter().any(|(n, v)| {
                let known = member(n);
                holds_secret(v, known, schemas) || known.is_none() && is_named_secret(n, v)
            })
        }
    }
}

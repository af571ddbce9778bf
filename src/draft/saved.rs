//! The stored form of a draft: versioned, and without what the document calls secret.
//!
//! It is not the in-memory type, so that either can change; an older version
//! is brought up to date by one function per step when there is one. What is
//! left out is told, so that the page can say it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::load::{media, root_control};
use super::{Draft, FormVariant, JsonStyle, Node, Signing};
use crate::decode;
use crate::document::{Control, Operation};
use crate::validate::problem::{Cause, Kept};

/// The version this program writes.
const VERSION: u32 = 1;

/// Raw text beyond this many bytes is not stored: browsers give a page about 5 MB in all.
const LARGEST_RAW: usize = 512 * 1024;

/// A draft as text, and what it leaves out.
#[derive(Debug, PartialEq, Eq)]
pub struct Saved {
    pub text: String,
    pub left_out: Option<LeftOut>,
}

/// Why raw text lives in memory only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It does not parse, so secrets in it cannot be told from the rest.
    Unread,
    /// It holds members that the document calls secret.
    Secret,
    /// It is too large for the browser's storage.
    Large,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    roots: BTreeMap<String, StoredNode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<String>,
    #[serde(default)]
    server: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    security: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    media_type: Option<String>,
    #[serde(default)]
    indented: bool,
    #[serde(default)]
    rfc3986: bool,
    /// By name, as in [`Signing`]; none of them is a secret.
    #[serde(default)]
    signing: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StoredNode {
    Absent,
    Text(String),
    Empty,
    Null,
    Literal(String),
    List(Vec<StoredNode>),
    Map(Vec<(String, StoredNode)>),
    Object(Vec<(String, StoredNode)>),
}

/// Writes a draft for storage.
pub fn save(draft: &Draft, operation: &Operation) -> Saved {
    let (raw, left_out) = stored_raw(draft, operation);
    let node = |(root, node): (&std::rc::Rc<str>, &Node)| {
        let control = root_control(draft, operation, root);
        Some((root.to_string(), stored(node, control)?))
    };
    let text = |text: &Option<std::rc::Rc<str>>| text.as_deref().map(str::to_owned);
    let signing = signing_settings(&draft.signing);
    let stored = Stored {
        version: VERSION,
        roots: draft.roots.iter().filter_map(node).collect(),
        raw,
        server: draft.server,
        security: text(&draft.security),
        media_type: text(&draft.media_type),
        indented: draft.json_style == JsonStyle::Indented,
        rfc3986: draft.form_variant == FormVariant::Rfc3986,
        signing: signing
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.to_string())))
            .collect(),
    };
    Saved {
        text: serde_json::to_string(&stored).unwrap_or_default(),
        left_out,
    }
}

/// Reads a stored draft of the operation.
pub fn load(text: &str, operation: &Operation) -> Result<Draft, Cause> {
    #[derive(Deserialize)]
    struct Version {
        version: u32,
    }
    let version = serde_json::from_str::<Version>(text)
        .map_err(|_| Cause::Kept(Kept::Corrupt))?
        .version;
    if version > VERSION {
        return Err(Cause::Kept(Kept::Newer {
            version: version.into(),
            known: VERSION.into(),
        }));
    }
    let stored: Stored = serde_json::from_str(text).map_err(|_| Cause::Kept(Kept::Corrupt))?;
    let node = |(root, node): (String, StoredNode)| (root.into(), restored(node));
    let mut draft = Draft {
        roots: stored.roots.into_iter().map(node).collect(),
        raw: None,
        server: stored.server.min(operation.servers.len().saturating_sub(1)),
        security: stored.security.map(Into::into),
        media_type: stored.media_type.map(Into::into),
        json_style: if stored.indented {
            JsonStyle::Indented
        } else {
            JsonStyle::Compact
        },
        form_variant: if stored.rfc3986 {
            FormVariant::Rfc3986
        } else {
            FormVariant::Whatwg
        },
        signing: restored_signing(stored.signing),
    };
    draft.raw = stored.raw.map(Into::into);
    Ok(draft)
}

/// Signing settings by the name they are stored under.
fn signing_settings(signing: &Signing) -> [(&'static str, Option<&std::rc::Rc<str>>); 9] {
    [
        ("scheme", signing.scheme.as_ref()),
        ("algorithm", signing.algorithm.as_ref()),
        ("secret-encoding", signing.secret_encoding.as_ref()),
        ("digest", signing.digest.as_ref()),
        ("content", signing.content.as_ref()),
        ("header-name", signing.header_name.as_ref()),
        ("header-value", signing.header_value.as_ref()),
        ("id", signing.id.as_ref()),
        ("time", signing.time.as_ref()),
    ]
}

fn restored_signing(mut stored: BTreeMap<String, String>) -> Signing {
    let mut take = |name: &str| stored.remove(name).map(Into::into);
    Signing {
        scheme: take("scheme"),
        algorithm: take("algorithm"),
        secret_encoding: take("secret-encoding"),
        digest: take("digest"),
        content: take("content"),
        header_name: take("header-name"),
        header_value: take("header-value"),
        id: take("id"),
        time: take("time"),
    }
}

/// A node without its secrets. A secret control, or any place below one, is left out whole.
fn stored(node: &Node, control: Option<&Control>) -> Option<StoredNode> {
    if control.is_some_and(|c| c.secret) {
        return None;
    }
    let known = |name: &str| {
        control
            .and_then(|c| c.members.iter().find(|m| m.name == name))
            .map(|c| &**c)
    };
    let element = control.and_then(|c| c.element.as_deref());
    // A place whose control expects members may hold secrets in text that we do not take apart.
    let opaque = control.is_some_and(has_secret);
    Some(match node {
        Node::Absent => StoredNode::Absent,
        Node::Text(_) | Node::Literal(_) if opaque => return None,
        Node::Text(text) => StoredNode::Text(text.to_string()),
        Node::EmptyText => StoredNode::Empty,
        Node::Null => StoredNode::Null,
        Node::Literal(source) => StoredNode::Literal(source.to_string()),
        Node::List(items) => {
            StoredNode::List(items.iter().filter_map(|i| stored(i, element)).collect())
        }
        Node::Map(entries) => StoredNode::Map(
            entries
                .iter()
                .filter_map(|(n, v)| Some((n.to_string(), stored(v, element)?)))
                .collect(),
        ),
        Node::Object(members) => StoredNode::Object(
            members
                .iter()
                .filter_map(|(n, v)| Some((n.to_string(), stored(v, known(n))?)))
                .collect(),
        ),
    })
}

/// Whether a control or one below it is secret.
fn has_secret(control: &Control) -> bool {
    control.secret
        || control.members.iter().any(|m| has_secret(m))
        || control.element.as_deref().is_some_and(has_secret)
}

fn restored(node: StoredNode) -> Node {
    let named = |(name, node): (String, StoredNode)| (name.into(), restored(node));
    match node {
        StoredNode::Absent => Node::Absent,
        StoredNode::Text(text) => Node::Text(text.into()),
        StoredNode::Empty => Node::EmptyText,
        StoredNode::Null => Node::Null,
        StoredNode::Literal(source) => Node::Literal(source.into()),
        StoredNode::List(items) => Node::List(items.into_iter().map(restored).collect()),
        StoredNode::Map(entries) => Node::Map(entries.into_iter().map(named).collect()),
        StoredNode::Object(members) => Node::Object(members.into_iter().map(named).collect()),
    }
}

/// The raw text, if it can be stored: it must parse, and hold nothing that the document calls secret.
fn stored_raw(draft: &Draft, operation: &Operation) -> (Option<String>, Option<LeftOut>) {
    let Some(raw) = &draft.raw else {
        return (None, None);
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
    match &media.control {
        Some(control)
            if holds_secret(
                &super::load::node(Some(control), decoded.tree.root()),
                Some(control),
            ) =>
        {
            (None, Some(LeftOut::Secret))
        }
        _ => (Some(raw.to_string()), None),
    }
}

/// Whether a node has a value where its control, or one around it, is secret.
fn holds_secret(node: &Node, control: Option<&Control>) -> bool {
    let Some(control) = control else { return false };
    let element = control.element.as_deref();
    let known = |name: &str| {
        control
            .members
            .iter()
            .find(|m| m.name == name)
            .map(|c| &**c)
    };
    match node {
        Node::Absent | Node::Null | Node::EmptyText => false,
        _ if control.secret => true,
        Node::Text(_) | Node::Literal(_) => has_secret(control),
        Node::List(items) => items.iter().any(|i| holds_secret(i, element)),
        Node::Map(entries) => entries.iter().any(|(_, v)| holds_secret(v, element)),
        Node::Object(members) => members.iter().any(|(n, v)| holds_secret(v, known(n))),
    }
}

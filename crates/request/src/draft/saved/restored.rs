//! Reading a stored draft.

use std::rc::Rc;

use super::signing::{SETTINGS, settings};
use crate::draft::{Draft, FormVariant, Node, Raw};
use json::View;
use json::write::JsonStyle;
use openapi::Operation;
use problem::Root;

/// The nesting beyond which a stored draft is not read.
const DEEPEST: usize = 64;

/// `None` if a member does not have its stored type.
pub(super) fn restored_draft(stored: View<'_>, operation: &Operation) -> Option<Draft> {
    let text = |name: &str| optional(stored.get(name), string);
    let flag = |name: &str| optional(stored.get(name), truth);
    let server = optional(stored.get("server"), whole)?.unwrap_or_default();
    let mut draft = Draft {
        raw: text("raw")?.map(Raw::Text),
        server: (server as usize).min(operation.servers.len().saturating_sub(1)),
        security: text("security")?,
        media_type: text("media_type")?,
        ..Draft::default()
    };
    if flag("indented")? == Some(true) {
        draft.json_style = JsonStyle::Indented;
    }
    if flag("rfc3986")? == Some(true) {
        draft.form_variant = FormVariant::Rfc3986;
    }
    let roots = stored.get("roots")?;
    if roots.kind() != json::Kind::Object {
        return None;
    }
    for root in roots.children() {
        draft
            .roots
            .insert(Root::read(&root.name()?), restored(root, 0)?);
    }
    if let Some(prefilled) = stored.get("taken") {
        for value in prefilled.children() {
            let (name, text) = (value.name()?, string(value)?);
            if name == super::EVENT {
                draft.event = Some(text);
            } else {
                draft.prefilled.insert(operation.field(&name), text);
            }
        }
    }
    for (name, secret) in [("marked", true), ("exposed", false)] {
        for field in stored.get(name).iter().flat_map(|list| list.children()) {
            let field = operation.field(&field.string()?);
            draft.marks.insert(field, secret);
        }
    }
    if let Some(signing) = stored.get("signing") {
        for (name, setting) in SETTINGS.iter().zip(settings(&mut draft.signing)) {
            *setting = optional(signing.get(name), string)?;
        }
    }
    Some(draft)
}

/// Reads an optional value; `None` if it is there and cannot be read.
fn optional<T>(view: Option<View<'_>>, read: fn(View<'_>) -> Option<T>) -> Option<Option<T>> {
    match view {
        Some(view) if view.kind() != json::Kind::Null => read(view).map(Some),
        _ => Some(None),
    }
}

fn string(view: View<'_>) -> Option<Rc<str>> {
    view.string().map(Rc::from)
}

fn truth(view: View<'_>) -> Option<bool> {
    match view.kind() {
        json::Kind::True => Some(true),
        json::Kind::False => Some(false),
        _ => None,
    }
}

pub(super) fn whole(view: View<'_>) -> Option<u64> {
    u64::try_from(view.number()?.to_i64()?).ok()
}

/// A stored node: `"absent"`, `"empty"`, `"null"`, or an object whose only member names
/// the kind (`{"text": "…"}`, `{"map": [["name", …]]}`). `None` for anything else.
fn restored(view: View<'_>, depth: usize) -> Option<Node> {
    if let Some(word) = view.string() {
        return match &*word {
            "absent" => Some(Node::Absent),
            "empty" => Some(Node::EmptyText),
            "null" => Some(Node::Null),
            _ => None,
        };
    }
    let inner = view.children().next()?;
    let is_list = inner.kind() == json::Kind::Array && depth < DEEPEST;
    match &*inner.name()? {
        "text" => Some(Node::Text(string(inner)?)),
        "literal" => Some(Node::Literal(string(inner)?)),
        _ if !is_list => None,
        "list" => {
            let mut items = Vec::new();
            for item in inner.children() {
                items.push(restored(item, depth + 1)?);
            }
            Some(Node::List(items))
        }
        kind => {
            let mut all = Vec::new();
            for pair in inner.children() {
                let mut pair = pair.children();
                all.push((string(pair.next()?)?, restored(pair.next()?, depth + 1)?));
            }
            match kind {
                "map" => Some(Node::Map(all)),
                "object" => Some(Node::Object(all)),
                _ => None,
            }
        }
    }
}

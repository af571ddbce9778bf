//! Notices: the facts of `x-signpost-notices`, each with its source.

use super::refs::NodeRef;

/// A fact to know about a part of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// CommonMark: the fact, then what to do about it.
    pub text: String,
    /// CommonMark: the place that the fact is known from, usually with a link.
    pub source: Option<String>,
}

impl Notice {
    /// A fact without a source.
    pub(super) fn new(text: &str) -> Notice {
        Notice {
            text: text.to_owned(),
            source: None,
        }
    }
}

/// `x-signpost-notices` of an object.
pub(super) fn read(node: &NodeRef<'_>) -> Vec<Notice> {
    let notices = node.get("x-signpost-notices");
    notices.map_or_else(Vec::new, |node| list(&node))
}

/// An array of notices, or a single one; anything else is noted and left out.
pub(super) fn list(node: &NodeRef<'_>) -> Vec<Notice> {
    match node.value.as_array() {
        Some(_) => node.items().iter().filter_map(notice).collect(),
        None => notice(node).into_iter().collect(),
    }
}

fn notice(node: &NodeRef<'_>) -> Option<Notice> {
    if let Some(text) = node.value.as_str() {
        return Some(Notice::new(text));
    }
    if node.value.as_object().is_none() {
        node.wrong("a string, or an object with `text` and `source`");
        return None;
    }
    node.only(&["text", "source"]);
    Some(Notice {
        text: node.required("text")?.to_owned(),
        source: node.text("source").map(str::to_owned),
    })
}

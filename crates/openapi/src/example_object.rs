//! OpenAPI's Example Object on a parameter, a media type or a response.

use std::rc::Rc;

use super::documented::Expected;
use super::refs::NodeRef;
use super::{Family, Parameter, find};
use json::write::{JsonStyle, layout};
use json::{Tree, Value};
use problem::{Field, Root};

/// The members that every Example Object may have.
const EXAMPLE: [&str; 7] = [
    "summary",
    "description",
    "value",
    "externalValue",
    "x-signpost-source",
    "x-signpost-problems",
    "x-signpost-raw",
];

/// The members that only a response's example may have, or only a request's.
pub(super) const OF_RESPONSE: [&str; 3] =
    ["x-signpost-when", "x-signpost-value", "x-signpost-signed"];
pub(super) const OF_REQUEST: [&str; 1] = ["x-signpost-breaks"];

/// An entry of `examples`, or the single `example`.
pub(super) struct Listed<'a> {
    pub name: &'a str,
    /// The Example Object; `None` for `example`.
    pub object: Option<NodeRef<'a>>,
    pub value: Option<NodeRef<'a>>,
}

impl<'a> Listed<'a> {
    pub fn get(&self, name: &str) -> Option<NodeRef<'a>> {
        self.object.as_ref()?.get(name)
    }

    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.object.as_ref()?.text(name)
    }

    pub fn summary(&self) -> String {
        self.object
            .as_ref()
            .map(NodeRef::summary)
            .unwrap_or_default()
    }

    pub fn description(&self) -> String {
        let object = self.object.as_ref();
        object.map(NodeRef::description).unwrap_or_default()
    }

    /// The description and the example's source.
    pub fn sourced_description(&self) -> String {
        match (self.description(), self.text("x-signpost-source")) {
            (words, None) => words,
            (words, Some(source)) if words.is_empty() => format!("Source: {source}"),
            (words, Some(source)) => format!("{words}\n\nSource: {source}"),
        }
    }
}

/// The examples of a parameter or a media type.
pub(super) fn listed<'a>(holder: &NodeRef<'a>, also: &[&str]) -> Vec<Listed<'a>> {
    let mut found = Vec::new();
    if let Some(value) = holder.get("example") {
        if holder.get("examples").is_some() {
            holder.note(
                "Both `example` and `examples` are given; both are read, but only one is allowed",
            );
        }
        found.push(Listed {
            name: "example",
            object: None,
            value: Some(value),
        });
    }
    for (name, node) in holder.members_of("examples") {
        let Some(object) = node.resolve() else {
            continue;
        };
        object.only(&[&EXAMPLE, also].concat());
        let value = object.get("value");
        if let Some(external) = object.get("externalValue") {
            external.note(
                "This example is outside the document and is not fetched: write it as `value`",
            );
        } else if value.is_none() && object.value.as_object().is_some() {
            object.note("An example needs a `value`");
        }
        found.push(Listed {
            name,
            object: Some(object),
            value,
        });
    }
    found
}

/// An example's body as text, and whether the document gives it as text.
pub(super) fn body_text(value: &NodeRef<'_>, media: &str, structured: bool) -> (Rc<str>, bool) {
    match value.value {
        Value::String(text) if structured || Family::of(media) != Family::Json => {
            (text.as_str().into(), true)
        }
        _ => (indented(value.value), false),
    }
}

/// JSON text indented by two spaces; numbers keep their text.
pub(super) fn indented(value: &Value) -> Rc<str> {
    // A value always writes valid JSON.
    let tree = Tree::read(value.text());
    let text = tree.map(|tree| layout(tree.root(), JsonStyle::Indented));
    text.unwrap_or_default().into()
}

/// The problems that an example is expected to have.
pub(super) fn expected(node: Option<NodeRef<'_>>, parameters: &[Parameter]) -> Vec<Expected> {
    let items = node.map(|s| s.items()).unwrap_or_default();
    let read = |item: &NodeRef<'_>| {
        item.only(&["code", "at", "severity"]);
        let severity = item.text("severity").unwrap_or("error");
        if !["error", "warning", "blocks"].contains(&severity) {
            item.note("A severity is `error`, `warning` or `blocks`");
        }
        let (code, at) = (item.required("code"), item.required("at"));
        Some(Expected {
            code: code?.to_owned(),
            at: place(item, at?, parameters),
            severity: severity.to_owned(),
        })
    };
    items.iter().filter_map(read).collect()
}

/// Reads a place in a request or a reply, with a note if its text is not one.
pub(super) fn place(node: &NodeRef<'_>, text: &str, parameters: &[Parameter]) -> Field {
    let field = find::field(parameters, text);
    if matches!(field.root, Root::Other(_)) {
        node.note(format!(
            "`{text}` is not a field: write one such as `body:/name` or `query:name`"
        ));
    }
    field
}

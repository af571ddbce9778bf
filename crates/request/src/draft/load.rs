//! Filling a draft from outside: the fresh form, documented examples, raw text.

use std::rc::Rc;

use super::{Draft, File, Node, Raw, taken};
use crate::decode;
use json::{Tree, View};
use openapi::control::Choice;
use openapi::{Control, Kind, MediaType, Operation};

/// The draft that an untouched form holds: what every request has is given from the start.
pub fn fresh(operation: &Operation) -> Draft {
    let mut draft = given(operation);
    if let Some(delivery) = &operation.delivery {
        taken::start(&mut draft, operation, delivery);
    }
    draft
}

/// What every request of an operation has.
fn given(operation: &Operation) -> Draft {
    let mut draft = Draft::default();
    if let Some(control) = operation
        .body
        .as_ref()
        .and_then(|b| b.media.first())
        .and_then(|m| m.control.as_deref())
        && control.kind == Kind::Object
    {
        draft.roots.insert("body:".into(), given_members(control));
    }
    if let Some(accept) = operation.accepts().first()
        && operation.delivery.is_none()
    {
        draft
            .roots
            .insert(ACCEPT.into(), Node::Text((*accept).into()));
    }
    for parameter in &operation.parameters {
        if let Some(given) = &parameter.control.given {
            let root = format!("{}:{}", parameter.place.word(), parameter.control.name);
            draft
                .roots
                .insert(root.into(), Node::Text(given.as_str().into()));
        }
    }
    draft
}

/// An object with the members that a required `const` fixes.
fn given_members(control: &Control) -> Node {
    let given = |m: &Rc<Control>| {
        Some((
            m.name.as_str().into(),
            Node::Text(m.given.as_deref()?.into()),
        ))
    };
    Node::Object(control.members.iter().filter_map(given).collect())
}

/// The media type in force.
pub fn media<'a>(draft: &Draft, operation: &'a Operation) -> Option<&'a MediaType> {
    operation.media_or_first(draft.media_type.as_deref())
}

/// The control at a root: the body's or a parameter's.
pub fn root_control<'a>(
    draft: &Draft,
    operation: &'a Operation,
    root: &str,
) -> Option<&'a Control> {
    match root {
        "body:" => media(draft, operation)?.control.as_deref(),
        root => operation.control(root).map(|c| &**c),
    }
}

/// Bytes beyond which a file does not go into a text box.
const LARGEST_TEXT: usize = 512 * 1024;

/// Why a text box cannot hold a file as it is, in a sentence; `None` when it can.
pub fn unfit(bytes: &[u8]) -> Option<&'static str> {
    match std::str::from_utf8(bytes) {
        Err(_) => Some("It is not UTF-8, so no text box can hold it"),
        Ok(_) if bytes.len() > LARGEST_TEXT => Some("It is too long for a text box"),
        // HTML has a text area's value with LF alone, and keeps no NUL apart.
        Ok(text) if text.contains(['\r', '\0']) => {
            Some("It has line ends with CR, or NUL, and a text box would change them")
        }
        Ok(_) => None,
    }
}

/// A loaded file as the body: text where a text box can hold it, else its bytes.
pub fn file(file: &Rc<File>) -> Raw {
    match (std::str::from_utf8(&file.bytes), unfit(&file.bytes)) {
        (Ok(text), None) => Raw::Text(text.into()),
        _ => Raw::File(Rc::clone(file)),
    }
}

/// Takes raw text or a file as the body; what reads flows into the form, else the form keeps what it had.
///
/// Where no body is documented, an emptied text is no body.
pub fn raw(draft: &mut Draft, operation: &Operation, raw: Raw) {
    let given = operation.body.is_some() || !raw.bytes().is_empty();
    if let (None, Raw::Text(text)) = (&operation.body, &raw) {
        match Tree::read(Rc::clone(text)) {
            Ok(_) => draft.last_read = Some(Rc::clone(text)),
            Err(_) if text.is_empty() => draft.last_read = None,
            Err(_) => {}
        }
    }
    draft.raw = given.then_some(raw);
    if let Some(node) = raw_node(draft, operation) {
        draft.roots.insert("body:".into(), node);
    }
}

/// Drops the raw text when the form holds all it says, so that another format can be written.
pub fn leave_raw_if_read(draft: &mut Draft, operation: &Operation) {
    if raw_node(draft, operation).is_some() {
        draft.raw = None;
    }
}

/// What the raw text says, as the form holds it.
fn raw_node(draft: &Draft, operation: &Operation) -> Option<Node> {
    let media = media(draft, operation)?;
    let raw = draft.raw.as_ref()?;
    let decoded = decode::decode(raw.bytes(), media, &operation.schemas).ok()?;
    Some(node(media.control.as_deref(), decoded.tree.root()))
}

/// The draft with a documented example in it. The address and the signing settings stay: they are the person's.
pub fn example(draft: &Draft, operation: &Operation, name: &str) -> Draft {
    let Some(example) = operation.examples.iter().find(|e| e.name == name) else {
        return draft.clone();
    };
    let mut next = given(operation);
    next.signing = draft.signing.clone();
    next.marks = draft.marks.clone();
    next.json_style = draft.json_style;
    next.form_variant = draft.form_variant;
    next.server = draft.server;
    next.security = draft.security.clone();
    next.media_type = example.media_type.as_deref().map(Rc::from);
    let servers = draft
        .roots
        .iter()
        .filter(|(root, _)| root.starts_with("server:"));
    for (root, node) in servers {
        next.roots.insert(root.clone(), node.clone());
    }

    next.roots.remove("body:");
    if let Some(body) = &example.body
        && let Ok(tree) = Tree::read(body.clone())
    {
        let control = media(&next, operation).and_then(|m| m.control.as_deref());
        let node = sendable(control, node(control, tree.root()));
        next.roots.insert("body:".into(), node);
    }
    for parameter in &operation.parameters {
        next.roots
            .remove(format!("{}:{}", parameter.place.word(), parameter.control.name).as_str());
    }
    for (field, text) in &example.fields {
        if field == "auth" {
            next.security = Some(text.as_str().into());
        } else if !field.starts_with("auth:") && !field.starts_with("secret") {
            let typed = parameter_node(root_control(&next, operation, field), text);
            next.roots.insert(field.as_str().into(), typed);
        }
    }
    if let Some(text) = &example.raw {
        raw(&mut next, operation, Raw::Text((&**text).into()));
    }
    next
}

/// A value without the members that only the server writes: an example of a schema that requests
/// and replies share often has them.
fn sendable(control: Option<&Control>, node: Node) -> Node {
    let Some(control) = control else { return node };
    let within = |node| sendable(control.element.as_deref(), node);
    match node {
        Node::Object(members) => {
            let kept = members.into_iter().filter_map(|(name, node)| {
                let known = control.member(&name).map(|member| &**member);
                let is_sent = known.is_none_or(|member| !member.read_only);
                is_sent.then(|| (name, sendable(known, node)))
            });
            Node::Object(kept.collect())
        }
        Node::List(items) => Node::List(items.into_iter().map(within).collect()),
        Node::Map(entries) => {
            let entries = entries.into_iter();
            Node::Map(entries.map(|(name, node)| (name, within(node))).collect())
        }
        node => node,
    }
}

/// The credentials that a documented example carries, by input; they belong among the secrets, not in the draft.
pub fn example_secrets<'a>(operation: &'a Operation, name: &str) -> Vec<(&'a str, &'a str)> {
    let found = operation.examples.iter().find(|e| e.name == name);
    let fields = found.map(|e| e.fields.as_slice()).unwrap_or_default();
    let secret = |f: &&(String, String)| f.0.starts_with("auth:") || f.0.starts_with("secret");
    fields
        .iter()
        .filter(secret)
        .map(|(input, text)| (input.as_str(), text.as_str()))
        .collect()
}

/// A parameter's example as it would be typed: lists and objects are given as JSON text.
pub(super) fn parameter_node(control: Option<&Control>, text: &str) -> Node {
    let nested = control.is_some_and(|c| matches!(c.kind, Kind::List | Kind::Map | Kind::Object));
    match Tree::read(text) {
        Ok(tree) if nested => node(control, tree.root()),
        _ if text.is_empty() => Node::EmptyText,
        _ => Node::Text(text.into()),
    }
}

/// A JSON value as a control would hold it; what it cannot hold is kept as JSON text.
pub fn node(control: Option<&Control>, view: View<'_>) -> Node {
    let Some(control) = control else {
        return Node::Literal(view.source().into());
    };
    match (&control.kind, view.kind()) {
        (Kind::Json, _) => Node::Text(view.source().into()),
        (_, json::Kind::Null) => Node::Null,
        (Kind::List, json::Kind::Array) => Node::List(
            view.children()
                .map(|item| node(control.element.as_deref(), item))
                .collect(),
        ),
        (Kind::Map, json::Kind::Object) => {
            let entry = |v: View<'_>| {
                (
                    v.name().unwrap_or_default().as_ref().into(),
                    node(control.element.as_deref(), v),
                )
            };
            Node::Map(view.children().map(entry).collect())
        }
        (Kind::Object, json::Kind::Object) => {
            let known = control.positions();
            let member = |v: View<'_>| {
                let name: Rc<str> = v.name().unwrap_or_default().as_ref().into();
                let member = known.find(&name).map(|at| &*control.members[at]);
                (name, node(member, v))
            };
            Node::Object(view.children().map(member).collect())
        }
        (Kind::Choice(choices) | Kind::Suggest(choices), _) => chosen(&control.kind, choices, view),
        (kind, json::Kind::String) if takes_text(kind) => text_node(kind, view),
        (Kind::Integer | Kind::Number, json::Kind::Number) => Node::Text(view.source().into()),
        (Kind::Boolean, json::Kind::True | json::Kind::False) => Node::Text(view.source().into()),
        _ => Node::Literal(view.source().into()),
    }
}

/// A value of a set as it is chosen; what would be read as another value is kept as JSON text.
fn chosen(kind: &Kind, choices: &[Choice], view: View<'_>) -> Node {
    let json = Choice::json_of(view);
    match choices.iter().find(|c| c.json == json) {
        Some(choice) if choice.is_empty_text() => Node::EmptyText,
        Some(choice) => Node::Text(choice.value.as_str().into()),
        None if view.kind() == json::Kind::String => match text_node(kind, view) {
            Node::Text(text) if choices.iter().any(|c| *c.value == *text) => {
                Node::Literal(view.source().into())
            }
            node => node,
        },
        None => Node::Literal(view.source().into()),
    }
}

fn takes_text(kind: &Kind) -> bool {
    !matches!(kind, Kind::List | Kind::Map | Kind::Object | Kind::Boolean)
}

/// A text as its control holds it, unless the DOM or the control would change what it says:
/// a textarea turns CR into LF, and cannot hold a lone surrogate.
fn text_node(kind: &Kind, view: View<'_>) -> Node {
    let text = view.string().unwrap_or_default();
    let number_like = matches!(kind, Kind::Integer | Kind::Number) && Tree::read(&*text).is_ok();
    if !view.exact() || text.contains('\r') || number_like {
        return Node::Literal(view.source().into());
    }
    match &*text {
        "" => Node::EmptyText,
        text => Node::Text(text.into()),
    }
}

/// The field at which `Accept` is chosen; OpenAPI knows it only through the responses.
pub const ACCEPT: &str = "header:Accept";

/// The `Accept` field in force: the person's choice among the documented ones, empty for none.
pub fn accept(draft: &Draft) -> &str {
    match draft.root(ACCEPT) {
        Node::Text(text) => text,
        _ => "",
    }
}

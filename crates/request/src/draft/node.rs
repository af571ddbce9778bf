//! Values as the form holds them, from JSON or from a documented example's text.

use std::rc::Rc;

use super::Node;
use json::{Tree, View};
use openapi::control::Choice;
use openapi::{Control, Kind};

/// A parameter's example as it would be typed; lists and objects are JSON text.
pub(super) fn parameter_node(control: Option<&Control>, text: &str) -> Node {
    let nested = control.is_some_and(|c| matches!(c.kind, Kind::List | Kind::Map | Kind::Object));
    match Tree::read(text) {
        Ok(tree) if nested => node(control, tree.root()),
        _ if text.is_empty() => Node::EmptyText,
        _ => Node::Text(text.into()),
    }
}

/// A JSON value as a control would hold it; a value that does not fit is kept as JSON text.
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
                let member = known.get(&*name).map(|at| &*control.members[*at]);
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

/// A value of a set as it is chosen; a text that would read as another value is kept as JSON text.
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

/// A text as its control holds it, or JSON text if the DOM or the control would change
/// it: a textarea turns CR into LF, and cannot hold a lone surrogate.
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

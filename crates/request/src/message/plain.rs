//! Parameter values as the styles use them: texts, lists and objects.

use std::rc::Rc;

use crate::value::{Data, Value};
use json::write::literal;
use json::{Kind, View};

/// The depth beyond which values become JSON text: names would grow with the square of the depth.
const DEEPEST: usize = 32;

/// A value without its types, since a parameter has none on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    Text(String),
    List(Vec<Plain>),
    Object(Vec<(String, Plain)>),
}

impl Plain {
    pub(crate) fn of(value: &Value) -> Plain {
        match &value.data {
            Data::Null => Plain::Text("null".into()),
            Data::Bool(true) => Plain::Text("true".into()),
            Data::Bool(false) => Plain::Text("false".into()),
            Data::Number(text) | Data::Text(text) => Plain::Text(text.to_string()),
            Data::Json(tree) => Plain::of_json(tree.root()),
            Data::List(items) => Plain::List(items.iter().map(Plain::of).collect()),
            Data::Object(members) => Plain::Object(
                members
                    .iter()
                    .map(|(name, value)| (name.to_string(), Plain::of(value)))
                    .collect(),
            ),
        }
    }

    /// The value with everything nested in it, as `deepObject` writes it.
    pub(super) fn whole(value: &Value) -> Plain {
        match &value.data {
            Data::Json(tree) => Plain::nested(tree.root(), DEEPEST),
            Data::List(items) => Plain::List(items.iter().map(Plain::whole).collect()),
            Data::Object(members) => {
                let member =
                    |(name, value): &(Rc<str>, Value)| (name.to_string(), Plain::whole(value));
                Plain::Object(members.iter().map(member).collect())
            }
            _ => Plain::of(value),
        }
    }

    fn nested(view: View<'_>, levels: usize) -> Plain {
        match view.kind() {
            Kind::Array if levels > 0 => Plain::List(
                view.children()
                    .map(|v| Plain::nested(v, levels - 1))
                    .collect(),
            ),
            Kind::Object if levels > 0 => {
                let member = |view: View<'_>| {
                    let name = view.name().unwrap_or_default().into_owned();
                    (name, Plain::nested(view, levels - 1))
                };
                Plain::Object(view.children().map(member).collect())
            }
            _ => text_of(view),
        }
    }

    /// One level of containers; deeper values become JSON text, since no style carries them.
    fn of_json(view: View<'_>) -> Plain {
        match view.kind() {
            Kind::Array => Plain::List(view.children().map(text_of).collect()),
            Kind::Object => Plain::Object(
                view.children()
                    .map(|c| (c.name().unwrap_or_default().into_owned(), text_of(c)))
                    .collect(),
            ),
            _ => text_of(view),
        }
    }
}

fn text_of(view: View<'_>) -> Plain {
    let text = match view.string() {
        Some(text) => text.into_owned(),
        None => view.source().to_owned(),
    };
    Plain::Text(text)
}

/// A value where only a text is possible; lists and objects become JSON.
pub(super) fn scalar(value: &Plain) -> String {
    match value {
        Plain::Text(text) => text.clone(),
        container => {
            let mut out = String::new();
            json(container, &mut out);
            out
        }
    }
}

fn json(value: &Plain, out: &mut String) {
    match value {
        Plain::Text(text) => literal(out, text),
        Plain::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                json(item, out);
            }
            out.push(']');
        }
        Plain::Object(members) => {
            out.push('{');
            for (at, (name, value)) in members.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                literal(out, name);
                out.push(':');
                json(value, out);
            }
            out.push('}');
        }
    }
}

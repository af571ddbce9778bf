//! Converting the text of forms and XML to JSON; each value keeps its bytes.

use std::ops::Range;

use super::{Decoded, Malformed};
use json::write::{layout, literal};
use json::{Kind, Number, Tree};
use problem::Type;

/// A decoded value and its source.
pub(super) struct Built {
    /// The source bytes in the body.
    pub source: Range<usize>,
    pub what: What,
}

/// A decoded value. Its depth is that of names or elements, which their readers limit.
pub(super) enum What {
    /// Valid JSON text of a number, a boolean or null.
    Literal(String),
    Text(String),
    /// JSON carried as text, with the source bytes of each value in the body.
    Json(Tree, Vec<Range<usize>>),
    List(Vec<Built>),
    Object(Vec<(String, Built)>),
}

/// A value of the schema's type if the text fits it, otherwise a string.
pub(super) fn guided(text: &str, types: &[Type], source: Range<usize>) -> Built {
    let trimmed = text.trim();
    let is = |kind: Type| match kind {
        Type::Null => trimmed.is_empty(),
        Type::Boolean => matches!(trimmed, "true" | "false"),
        Type::Integer | Type::Number => Number::read(trimmed).is_some(),
        Type::String | Type::Array | Type::Object => false,
    };
    let what = if types.contains(&Type::String) || !types.iter().any(|kind| is(*kind)) {
        What::Text(text.to_owned())
    } else if trimmed.is_empty() {
        What::Literal("null".to_owned())
    } else {
        What::Literal(trimmed.to_owned())
    };
    Built { source, what }
}

/// The text as JSON, if it is JSON of an expected type.
///
/// `place` maps each byte of the text to its byte in the body.
pub(super) fn carried_json(
    text: &str,
    asked: impl Fn(Kind) -> bool,
    place: impl Fn(usize) -> usize,
) -> Option<What> {
    let tree = Tree::read(text).ok()?;
    if !asked(tree.root().kind()) {
        return None;
    }
    let spans = tree.all().map(|view| view.span());
    let sources = spans.map(|s| place(s.start)..place(s.end)).collect();
    Some(What::Json(tree, sources))
}

/// The value as a tree with sources.
pub(super) fn finish(built: &Built) -> Result<Decoded, Malformed> {
    let mut text = String::new();
    let mut sources = Vec::new();
    write(built, &mut text, &mut sources);
    let decoded = super::json(&text)?;
    Ok(Decoded {
        tree: decoded.tree,
        sources,
    })
}

fn write(built: &Built, text: &mut String, sources: &mut Vec<Range<usize>>) {
    if let What::Json(tree, inner) = &built.what {
        text.push_str(&layout(tree.root(), json::write::JsonStyle::Compact));
        sources.extend_from_slice(inner);
        return;
    }
    sources.push(built.source.clone());
    match &built.what {
        What::Literal(own) => text.push_str(own),
        What::Text(own) => literal(text, own),
        What::Json(..) => {}
        What::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text, sources);
            }
            text.push(']');
        }
        What::Object(members) => {
            text.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                literal(text, name);
                text.push(':');
                write(member, text, sources);
            }
            text.push('}');
        }
    }
}

/// The smallest range that contains all sources.
pub(super) fn around<'a>(sources: impl Iterator<Item = &'a Range<usize>>) -> Range<usize> {
    sources
        .cloned()
        .reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
        .unwrap_or(0..0)
}

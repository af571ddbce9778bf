//! Warnings about values that a server cannot split correctly: an item that contains the
//! delimiter, and values nested deeper than OpenAPI's styles define.

use std::rc::Rc;

use crate::value::{Data, Value};
use json::{Kind, View};
use openapi::{Parameter, Place, Style};
use problem::{Cause, Field, Form as Flaw, Problem, Severity};

/// An item of a list or a member of an object.
struct Part<'a> {
    field: &'a Field,
    name: Option<String>,
    /// The text written for it; `None` for a list or an object.
    text: Option<String>,
}

/// Warns about each item or member of a parameter that would be read back differently.
pub(super) fn check(parameter: &Parameter, value: &Value, problems: &mut Vec<Problem>) {
    if parameter.content.is_some() {
        return;
    }
    for part in parts(value) {
        let flaws = [name_flaw(parameter, &part), value_flaw(parameter, &part)];
        for flaw in flaws.into_iter().flatten() {
            let problem = Cause::Form(flaw).at(part.field, Severity::Warning);
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
}

fn parts(value: &Value) -> Vec<Part<'_>> {
    let of_value =
        |name: Option<&Rc<str>>, inner: &'_ Value| (name.map(|n| n.to_string()), text(inner));
    let part = |field, (name, text)| Part { field, name, text };
    match &value.data {
        Data::List(items) => {
            let items = items.iter();
            items
                .map(|item| part(&item.field, of_value(None, item)))
                .collect()
        }
        Data::Object(members) => {
            let members = members.iter();
            members
                .map(|(name, inner)| part(&inner.field, of_value(Some(name), inner)))
                .collect()
        }
        Data::Json(tree) => {
            let children = tree.root().children();
            let named = |view: View<'_>| (view.name().map(|n| n.into_owned()), text_of(view));
            children
                .map(|view| part(&value.field, named(view)))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn text(value: &Value) -> Option<String> {
    match &value.data {
        Data::Text(text) => Some(text.to_string()),
        Data::List(_) | Data::Object(_) => None,
        Data::Json(tree) => text_of(tree.root()),
        _ => Some(String::new()),
    }
}

fn text_of(view: View<'_>) -> Option<String> {
    match view.kind() {
        Kind::Array | Kind::Object => None,
        _ => Some(view.string().unwrap_or_default().into_owned()),
    }
}

fn name_flaw(parameter: &Parameter, part: &Part<'_>) -> Option<Flaw> {
    let name = part.name.as_ref()?;
    if parameter.style == Style::DeepObject {
        let mark = name.chars().find(|c| matches!(c, '[' | ']'))?;
        return Some(Flaw::Name {
            name: name.clone(),
            mark,
        });
    }
    let is_field = parameter.place == Place::Header && parameter.explode;
    let marks = delimiter(parameter)
        .into_iter()
        .chain(is_field.then_some('='));
    held(name, marks)
}

fn value_flaw(parameter: &Parameter, part: &Part<'_>) -> Option<Flaw> {
    match &part.text {
        None if parameter.style == Style::DeepObject => Some(Flaw::Deep),
        None => Some(Flaw::Nested),
        Some(text) => held(text, delimiter(parameter)),
    }
}

fn held(text: &str, marks: impl IntoIterator<Item = char>) -> Option<Flaw> {
    let mut marks = marks.into_iter().filter(|mark| text.contains(*mark));
    marks.next().map(|mark| Flaw::Delimiter { mark })
}

/// The delimiter that looks the same within an item, if any. A comma in an address does
/// not: RFC 6570 encodes it within an item.
fn delimiter(parameter: &Parameter) -> Option<char> {
    match (parameter.place, parameter.style) {
        (Place::Header, _) => Some(','),
        (_, Style::Label) if parameter.explode => Some('.'),
        (_, Style::SpaceDelimited) if !parameter.explode => Some(' '),
        (_, Style::PipeDelimited) if !parameter.explode => Some('|'),
        _ => None,
    }
}

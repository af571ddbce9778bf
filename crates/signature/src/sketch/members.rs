//! The members of a scheme's JSON, kept whole: duplicates, unknown ones and numbers as written.

use json::value::Object;
use json::write::JsonStyle;
use json::{Kind, Tree, Value, View, write};

/// The members of a scheme, then those of its inner objects, in the order that they are written.
const ORDER: [&str; 34] = [
    "title",
    "description",
    "kind",
    "algorithm",
    "digest",
    "key",
    "inputs",
    "content",
    "query",
    "before",
    "parts",
    "headers",
    "members",
    "certificate",
    "json",
    "marks",
    "list",
    "unit",
    "time",
    "stamp",
    "newer",
    "tolerance",
    "name",
    "label",
    "help",
    "encoding",
    "prefix",
    "template",
    "secret",
    "taken",
    "default",
    "without",
    "seconds",
    "future",
];

/// Containers within each other, beyond which an object is no scheme.
const DEEPEST: usize = 127;

/// The members of an object; `None` for one that is deeper than any scheme.
pub fn of(view: View<'_>) -> Option<Object> {
    match &mut kept(view, 0)? {
        Value::Object(members) => Some(std::mem::take(members)),
        _ => None,
    }
}

fn kept(view: View<'_>, depth: usize) -> Option<Value> {
    let text = |view: View<'_>| view.string().unwrap_or_default().into_owned();
    Some(match view.kind() {
        Kind::Array | Kind::Object if depth >= DEEPEST => return None,
        Kind::Null => Value::Null,
        Kind::False => Value::Bool(false),
        Kind::True => Value::Bool(true),
        Kind::Number => Value::Number(view.source().to_owned()),
        Kind::String => Value::String(text(view)),
        Kind::Array => {
            let items = view.children().map(|item| kept(item, depth + 1));
            Value::Array(items.collect::<Option<_>>()?)
        }
        Kind::Object => {
            let member = |member: View<'_>| {
                let name = member.name().unwrap_or_default().into_owned();
                Some((name, kept(member, depth + 1)?))
            };
            Value::Object(view.children().map(member).collect::<Option<_>>()?)
        }
    })
}

/// Their text, indented.
pub fn layout(members: &Object) -> String {
    let text = Value::Object(members.clone()).text();
    match Tree::read(text.as_str()) {
        Ok(tree) => write::layout(tree.root(), JsonStyle::Indented),
        Err(_) => text,
    }
}

/// The member of that name; the last one where there are several, as JSON is read.
pub fn get<'a>(members: &'a Object, name: &str) -> Option<&'a Value> {
    let mut all = members.iter().rev();
    all.find(|m| m.0 == name).map(|m| &m.1)
}

/// Sets a member, or takes it away; a new one stands where schemes have it.
pub fn set(members: &mut Object, name: &str, value: Option<Value>) {
    let at = members.iter().rposition(|m| m.0 == name);
    match (at.and_then(|at| members.get_mut(at)), value) {
        (Some(member), Some(value)) => member.1 = value,
        (Some(_), None) => members.retain(|m| m.0 != name),
        (None, Some(value)) => {
            let rank = |name: &str| ORDER.iter().position(|known| *known == name);
            let after = members.iter().position(|m| rank(&m.0) > rank(name));
            members.insert(after.unwrap_or(members.len()), (name.to_owned(), value));
        }
        (None, None) => {}
    }
}

/// The object at a member; what is no object gives way to an empty one.
pub fn object<'a>(members: &'a mut Object, name: &str) -> Option<&'a mut Object> {
    if !matches!(get(members, name), Some(Value::Object(_))) {
        set(members, name, Some(Value::Object(Object::new())));
    }
    let found = members.iter_mut().rev().find(|m| m.0 == name);
    match found {
        Some((_, Value::Object(inner))) => Some(inner),
        _ => None,
    }
}

/// The list at a member; what is no list gives way to an empty one.
pub fn list<'a>(members: &'a mut Object, name: &str) -> Option<&'a mut Vec<Value>> {
    if !matches!(get(members, name), Some(Value::Array(_))) {
        set(members, name, Some(Value::Array(Vec::new())));
    }
    let found = members.iter_mut().rev().find(|m| m.0 == name);
    match found {
        Some((_, Value::Array(items))) => Some(items),
        _ => None,
    }
}

/// Takes away a list or an object that nothing stands in.
pub fn drop_empty(members: &mut Object, name: &str) {
    let empty = match get(members, name) {
        Some(Value::Object(inner)) => inner.is_empty(),
        Some(Value::Array(items)) => items.is_empty(),
        _ => false,
    };
    if empty {
        set(members, name, None);
    }
}

//! Changes to the members of objects, and short ways to make values.

use json::Value;
use json::value::Object;

/// A string value.
pub fn text(text: impl Into<String>) -> Value {
    Value::String(text.into())
}

/// An object of these members.
pub fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let members = members.into_iter();
    Value::Object(
        members
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// The members of an object, to change them.
pub fn members(value: &mut Value) -> Option<&mut Object> {
    match value {
        Value::Object(members) => Some(members),
        _ => None,
    }
}

/// The members of a value, which is left empty; `None` unless it is an object.
pub fn into_members(mut value: Value) -> Option<Object> {
    members(&mut value).map(std::mem::take)
}

/// The items of a value; `None` unless it is an array.
pub fn into_items(mut value: Value) -> Option<Vec<Value>> {
    match &mut value {
        Value::Array(items) => Some(std::mem::take(items)),
        _ => None,
    }
}

/// The member with that name.
pub fn get<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
    object
        .iter()
        .find(|member| member.0 == name)
        .map(|member| &member.1)
}

/// The member with that name, to change it.
pub fn get_mut<'a>(object: &'a mut Object, name: &str) -> Option<&'a mut Value> {
    let mut members = object.iter_mut();
    members
        .find(|member| member.0 == name)
        .map(|member| &mut member.1)
}

/// The member with that name if it is a string.
pub fn get_text<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    get(object, name)?.as_str()
}

/// Removes the member with that name.
pub fn take(object: &mut Object, name: &str) -> Option<Value> {
    let at = object.iter().position(|member| member.0 == name)?;
    Some(object.remove(at).1)
}

/// Sets a member, in its place or at the end.
pub fn set(object: &mut Object, name: &str, value: Value) {
    match get_mut(object, name) {
        Some(member) => *member = value,
        None => object.push((name.to_owned(), value)),
    }
}

/// Renames a member; `false` if there is none, or already one with the new name.
pub fn rename(object: &mut Object, from: &str, to: &str) -> bool {
    if get(object, to).is_some() {
        return false;
    }
    let member = object.iter_mut().find(|member| member.0 == from);
    if let Some(member) = member {
        member.0 = to.to_owned();
        return true;
    }
    false
}

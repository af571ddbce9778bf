//! The position of a signature in a body or an address: the bytes to replace and the new text.
//!
//! Only these bytes change: white space, order and number formats of a body stay the same.

use super::Splice;
use super::percent;
use json::write::quoted;
use json::{Kind, Tree, View, pointer};
use problem::Unsignable;

/// Returns the change that puts a text into the member of a JSON body at a pointer, with any
/// missing objects on the way.
pub fn member(body: &[u8], pointer: &str, text: &str) -> Result<Splice, Unsignable> {
    let json = std::str::from_utf8(body).map_err(|_| Unsignable::NotJson)?;
    let tree = Tree::read(json).map_err(|_| Unsignable::NotJson)?;
    let root = tree.root();
    if root.kind() != Kind::Object {
        return Err(Unsignable::NotJson);
    }
    if let Some(there) = root.pointer(pointer) {
        return Ok(Splice {
            range: there.span(),
            text: quoted(text),
        });
    }
    let mut names: Vec<&str> = pointer.split('/').skip(1).collect();
    let mut missing = Vec::new();
    let parent = loop {
        let Some(name) = names.pop() else {
            return Err(Unsignable::NotJson);
        };
        missing.push(pointer::unescape(name));
        let parent: String = names.iter().flat_map(|name| ["/", name]).collect();
        if let Some(parent) = root.pointer(&parent) {
            break parent;
        }
    };
    if parent.kind() != Kind::Object {
        return Err(Unsignable::NoObject {
            at: parent.place(),
            member: pointer.to_owned(),
        });
    }
    // The outermost missing name is last.
    let mut value = quoted(text);
    for name in missing.iter().take(missing.len() - 1) {
        value = ["{", &quoted(name), ":", &value, "}"].concat();
    }
    let name = missing.last().map_or_else(String::new, |name| quoted(name));
    Ok(insert(json, parent, &name, &value))
}

/// Returns a new last member of an object, spaced like the one before it.
fn insert(json: &str, object: View<'_>, name: &str, value: &str) -> Splice {
    let Some(last) = object.children().last() else {
        let at = object.span().start + 1;
        return Splice {
            range: at..at,
            text: [name, ":", value].concat(),
        };
    };
    let value_at = last.span();
    let literal = last.name_literal().unwrap_or_default();
    let before = json.get(..value_at.start).unwrap_or_default();
    // Between the name and the value are only a colon and white space.
    let colon = before.trim_end_matches([' ', '\t', '\n', '\r', ':']);
    let after_name = &before[colon.len()..];
    let until_name = colon.strip_suffix(literal).unwrap_or(colon);
    let bare = until_name.trim_end_matches([' ', '\t', '\n', '\r']);
    let space = &until_name[bare.len()..];
    Splice {
        range: value_at.end..value_at.end,
        text: [",", space, name, after_name, value].concat(),
    }
}

/// Returns the change that puts a parameter into an address: in place of the one of that name, or
/// at the end of the query.
pub fn parameter(url: &str, name: &str, value: &str) -> Splice {
    let text = [
        name,
        "=",
        &percent::encode(value, percent::UNRESERVED).to_string(),
    ]
    .concat();
    let end = url.find('#').unwrap_or(url.len());
    let Some(mark) = url[..end].find('?') else {
        return Splice {
            range: end..end,
            text: ["?", &text].concat(),
        };
    };
    let mut at = mark + 1;
    for pair in url[at..end].split('&') {
        if pair.split('=').next() == Some(name) {
            return Splice {
                range: at..at + pair.len(),
                text,
            };
        }
        at += pair.len() + 1;
    }
    let bare = url[..end].ends_with(['?', '&']);
    Splice {
        range: end..end,
        text: [if bare { "" } else { "&" }, &text].concat(),
    }
}

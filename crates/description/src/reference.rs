//! References: JSON Pointers in URI fragments (RFC 6901, section 6), and the value at one.

use std::collections::HashMap;

use json::{Value, pointer};
use percent_encoding::percent_decode_str;

/// The names on the way to a reference's target, if it is within the document.
pub fn tokens(reference: &str) -> Option<Vec<String>> {
    let fragment = percent_decode_str(reference.strip_prefix('#')?);
    let fragment = fragment.decode_utf8().ok()?;
    if fragment.is_empty() {
        return Some(Vec::new());
    }
    let tokens = fragment.strip_prefix('/')?.split('/');
    Some(tokens.map(pointer::unescape).collect())
}

/// The file that a reference leads to; `None` if it stays within the document.
pub fn file(reference: &str) -> Option<&str> {
    let file = reference.split('#').next().unwrap_or_default();
    (!file.is_empty()).then_some(file)
}

/// The positions of the members of a document's larger maps: its paths, webhooks and components.
#[derive(Debug, Default)]
pub struct Index {
    /// By the tokens of the map, then by name.
    maps: HashMap<String, HashMap<String, usize>>,
}

impl Index {
    pub fn new(root: &Value) -> Index {
        let mut index = Index::default();
        for name in ["paths", "webhooks"] {
            index.add(name, root.get(name));
        }
        let components = root.get("components").and_then(Value::as_object);
        for (name, map) in components.into_iter().flatten() {
            index.add(&["components/", name].concat(), Some(map));
        }
        index
    }

    fn add(&mut self, name: &str, map: Option<&Value>) {
        if let Some(members) = map.and_then(Value::as_object) {
            let names = members.iter().enumerate();
            let positions = names.map(|(at, member)| (member.0.clone(), at)).collect();
            self.maps.insert(name.to_owned(), positions);
        }
    }

    /// The position of a member of a map, such as `components/schemas`.
    pub fn position(&self, map: &str, name: &str) -> Option<usize> {
        self.maps.get(map)?.get(name).copied()
    }

    /// The value at the end of a reference's tokens.
    pub fn find<'a>(&self, root: &'a Value, tokens: &[String]) -> Option<&'a Value> {
        let mut value = root;
        for (at, token) in tokens.iter().enumerate() {
            value = match value {
                Value::Array(items) => items.get(pointer::index(token)?)?,
                Value::Object(members) if (1..=2).contains(&at) => {
                    let map = self.maps.get(&tokens[..at].join("/"));
                    match map {
                        Some(map) => &members.get(*map.get(token)?)?.1,
                        None => value.get(token)?,
                    }
                }
                value => value.get(token)?,
            };
        }
        Some(value)
    }
}

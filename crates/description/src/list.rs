//! The list of operations, webhooks and callbacks, before any is read in full.

use std::collections::HashMap;

use json::Value;
use json::value::Object;

use crate::part::METHODS;
use crate::reference::{self, Index};

/// The limit of chained references.
const CHAIN: usize = 64;

/// An operation, webhook or callback as a document lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// `operationId`, or method and path; unique in the document.
    pub id: String,
    /// The kind, which decides what `path` is.
    pub kind: Kind,
    /// Upper case.
    pub method: String,
    /// The path template, the webhook's name, or the callback's expression.
    pub path: String,
    /// The short description; the path item's if the operation has none.
    pub summary: String,
    /// The tags, in document order.
    pub tags: Vec<String>,
    /// `deprecated`.
    pub deprecated: bool,
}

/// The kind of a listed operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A request that a client sends to the API.
    Operation,
    /// A request that the API sends, registered outside the document.
    Webhook,
    /// A request that the API sends after an operation.
    Callback {
        /// The [`Listed::id`] of that operation.
        of: String,
        /// The callback's name.
        name: String,
    },
}

/// The list, and the positions in it by id.
#[derive(Debug, Default)]
pub struct List {
    pub all: Vec<Listed>,
    by_id: HashMap<String, usize>,
}

impl List {
    /// Lists a document in OpenAPI 3.1.
    pub fn new(root: &Value, index: &Index) -> List {
        let mut lister = Lister {
            root,
            index,
            list: List::default(),
        };
        for (map, kind) in [("paths", Kind::Operation), ("webhooks", Kind::Webhook)] {
            let items = root.get(map).and_then(Value::as_object);
            for (path, item) in items.into_iter().flatten() {
                if !path.starts_with("x-") || map == "webhooks" {
                    lister.item(&kind, path, item);
                }
            }
        }
        lister.list
    }

    /// The listed operation with that id.
    pub fn get(&self, id: &str) -> Option<&Listed> {
        self.all.get(*self.by_id.get(id)?)
    }

    /// Makes an id unique: the documented one, method and path, or these with a number.
    fn free(&self, documented: Option<&str>, method: &str, path: &str) -> String {
        let made = [method, " ", path].concat();
        let is_free = |id: &String| !self.by_id.contains_key(id);
        let documented = documented.filter(|id| !id.is_empty()).map(str::to_owned);
        let numbered = (2..).map(|number| format!("{made} ({number})"));
        let mut ids = documented.into_iter().chain([made.clone()]).chain(numbered);
        ids.find(is_free).unwrap_or_default()
    }
}

struct Lister<'a> {
    root: &'a Value,
    index: &'a Index,
    list: List,
}

impl<'a> Lister<'a> {
    /// Lists the operations of a path item, each followed by its callbacks.
    fn item(&mut self, kind: &Kind, path: &str, item: &'a Value) {
        let Some(item) = resolve(self.root, self.index, item).as_object() else {
            return;
        };
        for (method, operation) in operations(item) {
            let of = self.add(kind.clone(), method, path, item, operation);
            for (name, callback) in members(operation.get("callbacks")) {
                let callback = resolve(self.root, self.index, callback);
                for (expression, item) in members(Some(callback)) {
                    let item = resolve(self.root, self.index, item);
                    let Some(item) = item.as_object().filter(|_| !expression.starts_with("x-"))
                    else {
                        continue;
                    };
                    for (method, operation) in operations(item) {
                        let (of, name) = (of.clone(), name.clone());
                        let kind = Kind::Callback { of, name };
                        self.add(kind, method, expression, item, operation);
                    }
                }
            }
        }
    }

    /// Adds an operation and returns its id.
    fn add(
        &mut self,
        kind: Kind,
        method: &str,
        path: &str,
        item: &Object,
        operation: &Value,
    ) -> String {
        let text = |name: &str| operation.get(name).and_then(Value::as_str);
        let method = method.to_ascii_uppercase();
        let id = self.list.free(text("operationId"), &method, path);
        let shared = crate::edit::get_text(item, "summary");
        let tags = operation.get("tags").and_then(Value::as_array);
        let tags = tags.into_iter().flatten().filter_map(Value::as_str);
        let deprecated = operation.get("deprecated").and_then(Value::as_bool);
        let position = self.list.all.len();
        self.list.by_id.insert(id.clone(), position);
        self.list.all.push(Listed {
            id: id.clone(),
            kind,
            method,
            path: path.to_owned(),
            summary: text("summary").or(shared).unwrap_or_default().to_owned(),
            tags: tags.map(str::to_owned).collect(),
            deprecated: deprecated.unwrap_or_default(),
        });
        id
    }
}

/// The operations of a path item by method, in document order.
fn operations(item: &Object) -> impl Iterator<Item = (&str, &Value)> {
    let named = item.iter().map(|(name, operation)| (&**name, operation));
    named.filter(|(name, operation)| METHODS.contains(name) && operation.as_object().is_some())
}

fn members(value: Option<&Value>) -> impl Iterator<Item = &(String, Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

/// The target of a Reference Object within the document; the value itself if there is none.
pub fn resolve<'a>(root: &'a Value, index: &Index, value: &'a Value) -> &'a Value {
    let mut target = value;
    for _ in 0..CHAIN {
        let Some(reference) = target.get("$ref").and_then(Value::as_str) else {
            break;
        };
        let tokens = reference::tokens(reference);
        let Some(next) = tokens.and_then(|tokens| index.find(root, &tokens)) else {
            break;
        };
        target = next;
    }
    target
}

//! A small document with one operation and the components that it reaches.
//!
//! A component is copied whole. A reference to anything else in the document, such as a part of
//! another operation, would need that operation; its target is copied to `components/x-parts`
//! instead, and the reference leads there.

use std::collections::{HashMap, HashSet, VecDeque};

use json::value::Object;
use json::{Value, pointer};

use crate::edit;
use crate::list::{Kind, Listed, resolve};
use crate::part::METHODS;
use crate::reference::{self, Index};

/// The map in `components` for the targets of other references.
const PARTS: &str = "x-parts";

/// The members of a document that every bundle has, in their order.
const SHARED: [&str; 4] = ["jsonSchemaDialect", "security", "externalDocs", "servers"];

/// Makes the bundle of a listed operation, given the one that a callback belongs to.
pub fn bundle(
    root: &Value,
    index: &Index,
    listed: &Listed,
    registration: Option<&Listed>,
) -> Option<Value> {
    let (map, owner) = match (&listed.kind, registration) {
        (Kind::Operation, _) => ("paths", listed),
        (Kind::Webhook, _) => ("webhooks", listed),
        (Kind::Callback { .. }, owner) => match owner?.kind {
            Kind::Webhook => ("webhooks", owner?),
            _ => ("paths", owner?),
        },
    };
    let position = index.position(map, &owner.path)?;
    let item = &root.get(map)?.as_object()?.get(position)?.1;
    let item = resolve(root, index, item).as_object()?;
    let method = owner.method.to_ascii_lowercase();
    let others = |name: &str| METHODS.contains(&name) && name != method;
    let kept = item.iter().filter(|(name, _)| !others(name));
    let mut item: Object = kept.cloned().collect();
    let operation = edit::members(edit::get_mut(&mut item, &method)?)?;
    if let Kind::Callback { name, .. } = &listed.kind {
        keep_callback(root, index, operation, name, listed);
    }
    let has_servers = |object: &Object| {
        let servers = edit::get(object, "servers").and_then(Value::as_array);
        servers.is_some_and(|servers| !servers.is_empty())
    };
    let skips_servers = has_servers(operation) || has_servers(&item);
    let mut document = Object::new();
    for name in ["openapi", "$self", "info"].iter().chain(&SHARED) {
        if let Some(value) = root
            .get(name)
            .filter(|_| *name != "servers" || !skips_servers)
        {
            document.push(((*name).to_owned(), value.clone()));
        }
    }
    let extensions = root
        .as_object()?
        .iter()
        .filter(|member| member.0.starts_with("x-signpost-"));
    document.extend(extensions.cloned());
    let items = Value::Object(vec![(owner.path.clone(), Value::Object(item))]);
    document.push((map.to_owned(), items));
    let mut collector = Collector {
        root,
        index,
        components: Vec::new(),
        known: HashSet::new(),
        parts: HashMap::new(),
        waiting: VecDeque::new(),
    };
    let mut document = Value::Object(document);
    collector.follow(&mut document);
    let components = collector.collect();
    if !components.is_empty()
        && let Some(members) = edit::members(&mut document)
    {
        members.push(("components".to_owned(), Value::Object(components)));
    }
    Some(document)
}

/// Reduces an operation's callbacks to one expression of one callback, and that to its method.
fn keep_callback(root: &Value, index: &Index, operation: &mut Object, name: &str, listed: &Listed) {
    let Some(callbacks) = edit::get_mut(operation, "callbacks").and_then(edit::members) else {
        return;
    };
    callbacks.retain(|callback| callback.0 == name);
    let Some((_, callback)) = callbacks.first_mut() else {
        return;
    };
    let found = resolve(root, index, callback).get(&listed.path);
    let Some(item) = found.and_then(|item| resolve(root, index, item).as_object()) else {
        return;
    };
    let method = listed.method.to_ascii_lowercase();
    let kept = item
        .iter()
        .filter(|(name, _)| !METHODS.contains(&&**name) || *name == method);
    let item = Value::Object(kept.cloned().collect());
    *callback = Value::Object(vec![(listed.path.clone(), item)]);
}

/// The components that are reached, while they are being collected.
struct Collector<'a> {
    root: &'a Value,
    index: &'a Index,
    /// Maps of components by name, as they were reached.
    components: Vec<(String, Object)>,
    /// The components reached, by kind and name.
    known: HashSet<(String, String)>,
    /// The names in [`PARTS`] of other targets, by their references.
    parts: HashMap<String, String>,
    waiting: VecDeque<(String, String, &'a Value)>,
}

impl<'a> Collector<'a> {
    /// Copies components until no more are reached.
    fn collect(mut self) -> Object {
        while let Some((kind, name, value)) = self.waiting.pop_front() {
            let mut copy = value.clone();
            self.follow(&mut copy);
            let at = self.components.iter().position(|map| map.0 == kind);
            let at = at.unwrap_or_else(|| {
                self.components.push((kind, Object::new()));
                self.components.len() - 1
            });
            self.components[at].1.push((name, copy));
        }
        let maps = self.components.into_iter();
        maps.map(|(kind, map)| (kind, Value::Object(map))).collect()
    }

    /// Finds what a value refers to.
    fn follow(&mut self, value: &mut Value) {
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(items) => waiting.extend(items),
                Value::Object(members) => {
                    for (name, member) in members {
                        match (&**name, member) {
                            ("$ref", Value::String(reference)) => self.reach(reference),
                            ("security", Value::Array(alternatives)) => self.security(alternatives),
                            ("discriminator", Value::Object(members)) => self.mapping(members),
                            (_, member) => waiting.push(member),
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Notes the target of a reference, which is changed if its target moves.
    fn reach(&mut self, reference: &mut String) {
        let Some(tokens) = reference::tokens(reference) else {
            return;
        };
        if let [components, kind, name, ..] = &*tokens
            && components == "components"
        {
            self.component(kind, name);
            return;
        }
        // A whole map, such as the document, is not a part that a reference can mean.
        let is_part = tokens.len() > 1 && tokens[0] != "components";
        let target = self.index.find(self.root, &tokens);
        let Some(target) = target.filter(|_| is_part) else {
            return;
        };
        let next = self.parts.len().to_string();
        let name = match self.parts.get(reference) {
            Some(name) => name.clone(),
            None => {
                self.parts.insert(reference.clone(), next.clone());
                let part = (PARTS.to_owned(), next.clone(), target);
                self.waiting.push_back(part);
                next
            }
        };
        *reference = ["#/components/", PARTS, "/", &pointer::escape(&name)].concat();
    }

    fn component(&mut self, kind: &str, name: &str) {
        let Some(position) = self.index.position(&["components/", kind].concat(), name) else {
            return;
        };
        let map = self.root.get("components").and_then(|c| c.get(kind));
        let member = map
            .and_then(Value::as_object)
            .and_then(|map| map.get(position));
        if let Some((_, value)) = member
            && self.known.insert((kind.to_owned(), name.to_owned()))
        {
            self.waiting
                .push_back((kind.to_owned(), name.to_owned(), value));
        }
    }

    /// The schemes that security requirements name.
    fn security(&mut self, alternatives: &[Value]) {
        for alternative in alternatives {
            for (name, _) in alternative.as_object().into_iter().flatten() {
                self.component("securitySchemes", name);
            }
        }
    }

    /// The schemas that a discriminator names, by reference or by their names in `components`.
    fn mapping(&mut self, discriminator: &mut Object) {
        let mapping = edit::get_mut(discriminator, "mapping").and_then(edit::members);
        for (_, target) in mapping.into_iter().flatten() {
            match target {
                Value::String(reference) if reference.starts_with('#') => self.reach(reference),
                Value::String(name) => {
                    let name = name.clone();
                    self.component("schemas", &name);
                }
                _ => {}
            }
        }
    }
}

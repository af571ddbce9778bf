//! The list of a document's deliveries: its `callbacks` and `webhooks` by name, before any is opened.

use std::rc::Rc;

use super::Api;
use super::path_item::METHODS;
use super::refs::NodeRef;
use crate::names::Names;

/// A delivery as a document lists it.
#[derive(Debug, PartialEq, Eq)]
pub struct Listing {
    /// The `operationId` of the registration; `None` for one of the document's `webhooks`.
    pub of: Option<String>,
    /// The callback's or the webhook's name.
    pub name: String,
    /// Upper case; the first documented method if the registration decides between several.
    pub method: String,
    /// The short description.
    pub summary: String,
    /// The documented expression for the address; empty for a webhook.
    pub target: String,
    /// The reason that it cannot be opened: a sentence about its entry in the document.
    pub fault: Option<String>,
    /// JSON Pointer of its path item.
    pub(super) at: String,
}

impl Listing {
    /// The id of its `Operation`: `<operationId>/<name>`, or the webhook's name.
    pub fn id(&self) -> String {
        match &self.of {
            Some(of) => [of, "/", &self.name].concat(),
            None => self.name.clone(),
        }
    }
}

/// The deliveries of a document while it is read.
#[derive(Default)]
pub(super) struct Listings {
    pub all: Vec<Rc<Listing>>,
    names: Names,
}

/// Lists the deliveries in a map of callbacks or webhooks.
pub(super) fn list(of: Option<&str>, map: &NodeRef<'_>, found: &mut Listings) {
    for (name, node) in map.members() {
        if name.starts_with("x-") {
            continue;
        }
        match of {
            None => add(None, name, "", node, found),
            Some(_) => {
                let Some(callback) = node.resolve().filter(|s| s.value.as_object().is_some())
                else {
                    add(of, name, "", node, found);
                    continue;
                };
                for (target, item) in callback.members() {
                    if !target.starts_with("x-") {
                        add(of, name, target, item, found);
                    }
                }
            }
        }
    }
}

fn add(of: Option<&str>, name: &str, target: &str, item: NodeRef<'_>, found: &mut Listings) {
    let resolved = item.resolve();
    let entry = resolved.unwrap_or(item);
    let (method, summary, fault) = match resolved.map(operation) {
        Some(Ok(Some((method, operation)))) => (method, operation.words("summary"), None),
        Some(Ok(None)) => {
            item.note("A delivery needs an operation, such as `post`; this one is left out");
            return;
        }
        Some(Err(fault)) => ("", String::new(), Some(fault)),
        // The note is taken where the reference is followed.
        None => (
            "",
            String::new(),
            Some("Its reference in the document leads nowhere".to_owned()),
        ),
    };
    // The document's webhooks have a scope that no operation has.
    let scope = of.map_or_else(String::new, |of| ["of ", of].concat());
    let (own, _) = found.names.free(&scope, name);
    found.all.push(Rc::new(Listing {
        of: of.map(str::to_owned),
        name: own,
        method: method.to_ascii_uppercase(),
        summary: match summary.is_empty() {
            true => entry
                .value
                .get("summary")
                .and_then(|s| s.as_str())
                .unwrap_or_default()
                .into(),
            false => summary,
        },
        target: target.to_owned(),
        fault,
        at: entry.pointer(),
    }));
}

/// The first operation of a path item, if it has one, or the reason that it cannot be read.
fn operation(item: NodeRef<'_>) -> Result<Option<(&str, NodeRef<'_>)>, String> {
    let is_object = |node: &NodeRef<'_>| node.value.as_object().is_some();
    let fault = |what: &str, node: &NodeRef<'_>| {
        let fault = format!(
            "Its {what} is {} in the document; it must be an object",
            node.kind()
        );
        node.note(fault.as_str());
        fault
    };
    if !is_object(&item) {
        return Err(fault("entry", &item));
    }
    let mut methods = item.members();
    methods.retain(|(method, _)| METHODS.contains(method));
    if let Some(sound) = methods.iter().find(|(_, node)| is_object(node)) {
        return Ok(Some(*sound));
    }
    let first = methods.first();
    first.map_or(Ok(None), |(method, node)| {
        Err(fault(&["`", method, "`"].concat(), node))
    })
}

impl Api {
    /// The delivery with that name, of a registration or of the document itself.
    pub fn delivery(&self, of: Option<&str>, name: &str) -> Option<&Rc<Listing>> {
        let is = |l: &&Rc<Listing>| l.of.as_deref() == of && l.name == name;
        self.deliveries.iter().find(is)
    }
}

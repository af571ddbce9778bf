//! Deliveries: OpenAPI's `callbacks` and `webhooks`, each read when it is opened.
//! `super::listing` has the list of them.
//!
//! A document describes a delivery once, but its contents depend on the registration that
//! it belongs to. So [`open`] reads it together with that registration, given as an
//! [`Exchange`], and returns an ordinary [`Operation`] with the [`Prefilled`] values beside
//! it. The callback's key, which is the address, and `x-signpost-value` (see
//! `extensions.md`) map the values to fields.

mod found;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::example_object::place;
use super::expression::{self, Exchange, Fault};
use super::listing::Listing;
use super::reader::Reader;
use super::refs::{Doc, NodeRef};
use super::{Api, Note, Operation, Server, operation, path_item, security};
use found::{Found, Target};
use problem::Field;
use signature::secret::Secret;

/// The additional properties of an operation that is a delivery.
#[derive(Debug)]
pub struct Delivery {
    /// The delivery in the document's list.
    pub listing: Rc<Listing>,
    /// The values from the registration, in document order, the address first.
    pub prefilled: Vec<Prefilled>,
    /// The values that the registration should have but lacks.
    pub missing: Vec<MissingValue>,
    /// The event's name, which selects the payload's example.
    pub event: Option<String>,
    /// `x-signpost-retry`: the field that counts the delivery attempts.
    pub retry: Option<Field>,
    /// `true` if the secret comes from the registration, which may have none: the
    /// delivery is then unsigned.
    pub may_be_unsigned: bool,
    /// The parts that could not be read.
    pub notes: Vec<Note>,
}

/// A value that a delivery takes from its registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefilled {
    /// The field that receives it.
    pub field: Field,
    /// The documented expression that it comes from.
    pub from: Rc<str>,
    /// Its JSON text. It may be any typed value, including a secret.
    pub value: Secret,
    /// `true` if an example of that event has the same expression.
    pub of_event: bool,
    /// `true` if the registration's document marks it as secret; it is then never stored.
    pub secret: bool,
}

impl Prefilled {
    /// The value as it would be typed.
    pub fn text(&self) -> String {
        expression::plain(self.value.expose())
    }
}

/// A value that the registration does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingValue {
    /// The field that has no value.
    pub field: Field,
    /// The reason.
    pub fault: Fault,
}

/// Reads a delivery for this registration; `None` when the document no longer has it.
pub fn open(api: &Api, listing: &Rc<Listing>, registration: &Exchange<'_>) -> Option<Operation> {
    let doc = Doc::new(&api.source);
    let root = doc.root();
    let item = doc.at(&listing.at)?;
    item.only(&path_item::MEMBERS);
    if expression::check(&listing.target).is_err() {
        item.note(format!(
            "`{}` is not an OpenAPI runtime expression: write one such as `{{$request.body#/url}}`",
            listing.target
        ));
    }
    let (method, node) = chosen(&item, registration)?;
    let mut reader = Reader::default();
    let mut operation = operation::read(&mut reader, &api.id, &root, "", &item, method, &node);
    operation.id = listing.id();
    operation.servers.retain(|_| served(&item, &node));
    if node.get("security").is_none() {
        // The document's credentials are for its API, not for a receiver.
        operation.security = security::alternatives(&node, &node);
    }
    let mut found = Found::default();
    if operation.servers.is_empty() {
        operation.servers = vec![nowhere(&listing.target)];
        if !listing.target.is_empty() {
            found.take(
                &Target::Field(Field::address()),
                &listing.target,
                None,
                registration,
            );
        }
    }
    let values = node.members_of("x-signpost-value");
    for (field, value) in &values {
        found.entry(field, value, registration);
    }
    let may_be_unsigned = values.iter().any(|(field, _)| *field == "secret");
    let retry = node.text("x-signpost-retry");
    let retry = retry.map(|text| place(&node, text, &operation.parameters));
    found.settle(&mut reader, &node, &mut operation);
    operation.schemas = Rc::new(reader.schemas.finish(&doc));
    operation.delivery = Some(Rc::new(Delivery {
        listing: Rc::clone(listing),
        prefilled: found.prefilled,
        missing: found.missing,
        event: found.event,
        retry,
        may_be_unsigned,
        notes: doc.take_notes(),
    }));
    Some(operation)
}

/// The first operation of a path item whose `x-signpost-when` holds.
fn chosen<'a>(item: &NodeRef<'a>, registration: &Exchange<'_>) -> Option<(&'a str, NodeRef<'a>)> {
    let members = item.members().into_iter();
    let mut operations =
        members.filter(|(name, node)| path_item::METHODS.contains(name) && node.object().is_some());
    operations.find(|(_, node)| {
        let Some(when) = node.get("x-signpost-when") else {
            return true;
        };
        when.only(&["values"]);
        when.members_of("values").iter().all(|(text, due)| {
            let found = expression::fill(text, registration);
            // An absent value equals an empty text, as in a form's encoding.
            found.map_or(String::new(), |json| expression::plain(&json)) == due.typed()
        })
    })
}

/// Returns whether the delivery has servers; the document's servers are those of the registration.
fn served(item: &NodeRef<'_>, operation: &NodeRef<'_>) -> bool {
    operation.get("servers").is_some() || item.get("servers").is_some()
}

/// The server for an address that only the registration knows.
fn nowhere(target: &str) -> Server {
    Server {
        url: "/".to_owned(),
        description: match target {
            "" => "The receiver's address: enter yours".to_owned(),
            target => format!("The receiver's address, from the registration: `{target}`"),
        },
        variables: Vec::new(),
    }
}

//! Deliveries: OpenAPI's `callbacks` and `webhooks`, listed by name and read when one is opened.
//!
//! What a document says of a delivery stands in it once; what the delivery
//! carries depends on the registration that it belongs to. So [`open`] reads
//! it together with that registration, as an [`Exchange`], and gives an
//! [`Operation`] like any other, with the values [`Taken`] from there beside
//! it. Which value goes where is said by the callback's key, which is the
//! address, and by `x-signpost-value` (see `document/extensions.md`).

mod found;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::expression::{self, Exchange, Fault};
use super::read::{METHODS, PATH_ITEM, Reader};
use super::refs::{Doc, Spot};
use super::{Api, Note, Operation, Server, security};
use found::Found;
use signature::secret::Secret;
use table::Names;

/// A delivery as a document lists it.
#[derive(Debug, PartialEq, Eq)]
pub struct Listing {
    /// The `operationId` of the registration; `None` for one of the document's `webhooks`.
    pub of: Option<String>,
    /// The callback's name, or the webhook's.
    pub name: String,
    /// Upper case; the first documented one where the registration decides between several.
    pub method: String,
    pub summary: String,
    /// The expression that the address is, as documented; empty for a webhook.
    pub target: String,
    /// Why it cannot be opened: a sentence about its entry in the document.
    pub fault: Option<String>,
    /// JSON Pointer of its path item.
    at: String,
}

impl Listing {
    /// What an [`Operation`] of it is known by: `<operationId>/<name>`, or the webhook's name.
    pub fn id(&self) -> String {
        match &self.of {
            Some(of) => [of, "/", &self.name].concat(),
            None => self.name.clone(),
        }
    }
}

/// What an operation has beyond others because it is a delivery.
#[derive(Debug)]
pub struct Delivery {
    pub listing: Rc<Listing>,
    /// What the registration says of it, in document order, the address first.
    pub taken: Vec<Taken>,
    /// What it would say, and does not.
    pub lacking: Vec<Lacking>,
    /// The event's name, after which the payload's example is chosen.
    pub event: Option<String>,
    /// `x-signpost-retry`: the field that counts how often it was tried again.
    pub retry: Option<String>,
    /// Whether the secret comes from the registration, which may have none: it is then not signed.
    pub may_be_unsigned: bool,
    /// What could not be read of it.
    pub notes: Vec<Note>,
}

/// A value that a delivery has from its registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The `data-field` it goes to; also `secret`, `media-type` and `auth`.
    pub field: Rc<str>,
    /// The expression it comes from, as documented.
    pub from: Rc<str>,
    /// Its JSON text. It may be anything that was typed, a secret too.
    pub value: Secret,
    /// Whether it is what an example of that event says anyway.
    pub of_event: bool,
    /// Whether it holds what the document calls secret in the registration; it is then never stored.
    pub secret: bool,
}

impl Taken {
    /// The value as it would be typed.
    pub fn text(&self) -> String {
        expression::plain(self.value.expose())
    }
}

/// A value that the registration does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    pub field: Rc<str>,
    pub fault: Fault,
}

/// The deliveries of a document while it is read.
#[derive(Default)]
pub(super) struct Listings {
    pub all: Vec<Rc<Listing>>,
    names: Names,
}

/// Lists the deliveries that a map of callbacks or webhooks holds.
pub(super) fn list(of: Option<&str>, map: &Spot<'_>, found: &mut Listings) {
    for (name, spot) in map.members() {
        if name.starts_with("x-") {
            continue;
        }
        match of {
            None => add(None, name, "", spot, found),
            Some(_) => {
                let Some(callback) = spot.resolve().filter(|s| s.value.as_object().is_some())
                else {
                    add(of, name, "", spot, found);
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

fn add(of: Option<&str>, name: &str, target: &str, item: Spot<'_>, found: &mut Listings) {
    let resolved = item.resolve();
    let entry = resolved.unwrap_or(item);
    let (method, summary, fault) = match resolved.map(operation) {
        Some(Ok(Some((method, operation)))) => (method, operation.words("summary"), None),
        Some(Ok(None)) => {
            item.note("A delivery has an operation, such as `post`; without one it is left out");
            return;
        }
        Some(Err(fault)) => ("", String::new(), Some(fault)),
        // That is noted where the reference is followed.
        None => (
            "",
            String::new(),
            Some("Its reference in the document leads nowhere".to_owned()),
        ),
    };
    // Those of the document have a scope that no operation has.
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

/// The first operation of a path item, if it has any, or why it cannot be read.
fn operation(item: Spot<'_>) -> Result<Option<(&str, Spot<'_>)>, String> {
    let is_object = |spot: &Spot<'_>| spot.value.as_object().is_some();
    let fault = |what: &str, spot: &Spot<'_>| {
        let fault = format!(
            "Its {what} is {} in the document; it has to be an object",
            spot.kind()
        );
        spot.note(fault.as_str());
        fault
    };
    if !is_object(&item) {
        return Err(fault("entry", &item));
    }
    let mut methods = item.members();
    methods.retain(|(method, _)| METHODS.contains(method));
    if let Some(sound) = methods.iter().find(|(_, spot)| is_object(spot)) {
        return Ok(Some(*sound));
    }
    let first = methods.first();
    first.map_or(Ok(None), |(method, spot)| {
        Err(fault(&["`", method, "`"].concat(), spot))
    })
}

impl Api {
    /// The delivery of that name, of a registration or of the document itself.
    pub fn delivery(&self, of: Option<&str>, name: &str) -> Option<&Rc<Listing>> {
        let is = |l: &&Rc<Listing>| l.of.as_deref() == of && l.name == name;
        self.deliveries.iter().find(is)
    }
}

/// Reads a delivery as the registration makes it; `None` when the document has it no more.
pub fn open(api: &Api, listing: &Rc<Listing>, registration: &Exchange<'_>) -> Option<Operation> {
    let doc = Doc::new(&api.source);
    let root = doc.root();
    let item = doc.at(&listing.at)?;
    item.only(&PATH_ITEM);
    if expression::check(&listing.target).is_err() {
        item.note(format!(
            "`{}` is no runtime expression of OpenAPI: write one such as `{{$request.body#/url}}`",
            listing.target
        ));
    }
    let (method, spot) = chosen(&item, registration)?;
    let mut reader = Reader::default();
    let mut operation = reader.operation(&api.id, &root, "", &item, method, &spot);
    operation.id = listing.id();
    operation.servers.retain(|_| served(&item, &spot));
    if spot.get("security").is_none() {
        // The document's own credentials are for its API, not for a receiver.
        operation.security = security::alternatives(&spot, &spot);
    }
    let mut found = Found::default();
    if operation.servers.is_empty() {
        operation.servers = vec![nowhere(&listing.target)];
        if !listing.target.is_empty() {
            found.take("server:url", &listing.target, None, registration);
        }
    }
    let values = spot.members_of("x-signpost-value");
    for (field, value) in &values {
        found.entry(field, value, registration);
    }
    let may_be_unsigned = values.iter().any(|(field, _)| *field == "secret");
    found.settle(&mut reader, &spot, &mut operation);
    operation.schemas = Rc::new(reader.schemas.finish(&doc));
    operation.delivery = Some(Rc::new(Delivery {
        listing: Rc::clone(listing),
        taken: found.taken,
        lacking: found.lacking,
        event: found.event,
        retry: spot.text("x-signpost-retry").map(str::to_owned),
        may_be_unsigned,
        notes: doc.take_notes(),
    }));
    Some(operation)
}

/// The first operation of a path item whose `x-signpost-when` holds.
fn chosen<'a>(item: &Spot<'a>, registration: &Exchange<'_>) -> Option<(&'a str, Spot<'a>)> {
    let members = item.members().into_iter();
    let mut operations =
        members.filter(|(name, spot)| METHODS.contains(name) && spot.object().is_some());
    operations.find(|(_, spot)| {
        let Some(when) = spot.get("x-signpost-when") else {
            return true;
        };
        when.only(&["values"]);
        when.members_of("values").iter().all(|(text, due)| {
            let found = expression::fill(text, registration);
            // What is absent is like an empty text, as it is on the wire of a form.
            found.map_or(String::new(), |json| expression::plain(&json)) == due.typed()
        })
    })
}

/// Whether the delivery says itself where it goes; the document's servers are those of the registration.
fn served(item: &Spot<'_>, operation: &Spot<'_>) -> bool {
    operation.get("servers").is_some() || item.get("servers").is_some()
}

/// The server of an address that only the registration knows.
fn nowhere(target: &str) -> Server {
    Server {
        url: "/".to_owned(),
        description: match target {
            "" => "The receiver's address, which is yours to give".to_owned(),
            target => format!("The receiver's address, from the registration: `{target}`"),
        },
        variables: Vec::new(),
    }
}

//! Deliveries: OpenAPI's `callbacks` and `webhooks`, listed by name and read when one is opened.
//!
//! What a document says of a delivery stands in it once; what the delivery
//! carries depends on the registration that it belongs to. So [`open`] reads
//! it together with that registration, as an [`Exchange`], and gives an
//! [`Operation`] like any other, with the values [`Taken`] from there beside
//! it. Which value goes where is said by the callback's key, which is the
//! address, and by `x-signpost-value` (see `document/extensions.md`).

#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::control::Compose;
use super::expression::{self, Exchange, Fault};
use super::read::{METHODS, PATH_ITEM, Reader};
use super::refs::{Doc, Spot};
use super::{Api, Note, Operation, Parameter, Place, Server, Style, security};
use crate::json::{Kind, Tree, View};
use crate::secret::Secret;
use crate::value::compose;

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

/// Lists the deliveries that a map of callbacks or webhooks holds.
pub(super) fn list(of: Option<&str>, map: &Spot<'_>, found: &mut Vec<Rc<Listing>>) {
    for (name, spot) in map.members() {
        if name.starts_with("x-") {
            continue;
        }
        match of {
            None => add(None, name, "", spot, found),
            Some(_) => {
                for (target, item) in spot.resolve().map(|s| s.members()).unwrap_or_default() {
                    if !target.starts_with("x-") {
                        add(of, name, target, item, found);
                    }
                }
            }
        }
    }
}

fn add(of: Option<&str>, name: &str, target: &str, item: Spot<'_>, found: &mut Vec<Rc<Listing>>) {
    let Some(item) = item.resolve() else { return };
    let methods = item.members().into_iter();
    let mut methods = methods.filter(|(method, _)| METHODS.contains(method));
    let Some((method, operation)) = methods.next() else {
        item.note("A delivery has an operation, such as `post`; without one it is left out");
        return;
    };
    let taken = |name: &str| {
        found
            .iter()
            .any(|l| l.of.as_deref() == of && l.name == name)
    };
    let mut own = name.to_owned();
    let mut number = 1;
    while taken(&own) {
        number += 1;
        own = [name, "-", &number.to_string()].concat();
    }
    let summary = operation.words("summary");
    found.push(Rc::new(Listing {
        of: of.map(str::to_owned),
        name: own,
        method: method.to_ascii_uppercase(),
        summary: match summary.is_empty() {
            true => item.words("summary"),
            false => summary,
        },
        target: target.to_owned(),
        at: item.pointer(),
    }));
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

/// What is found in a registration.
#[derive(Default)]
struct Found {
    taken: Vec<Taken>,
    lacking: Vec<Lacking>,
    event: Option<String>,
    /// The expression that the event is known by.
    of_event: Option<String>,
}

impl Found {
    /// One member of `x-signpost-value`: an expression, or one with what becomes of its value.
    fn entry(&mut self, field: &str, spot: &Spot<'_>, registration: &Exchange<'_>) {
        let (text, made, otherwise) = match spot.value.as_object() {
            None => (spot.string(), None, None),
            Some(_) => {
                spot.only(&["value", "decodes", "strips", "otherwise"]);
                let decodes = spot.get("decodes").and_then(|d| d.value.as_number());
                let made = Compose {
                    decodes: decodes.and_then(|d| d.to_i64()).unwrap_or(0).clamp(0, 9) as u8,
                    strips: spot.strings("strips"),
                    appended_to: String::new(),
                    starts_with: String::new(),
                };
                (spot.required("value"), Some(made), spot.text("otherwise"))
            }
        };
        let Some(text) = text else { return };
        if !is_place(field) {
            spot.note(format!(
                "A delivery has no field `{field}`: see src/document/extensions.md for those that take a value"
            ));
            return;
        }
        if expression::check(text).is_err() {
            spot.note(format!("`{text}` is no runtime expression of OpenAPI"));
            return;
        }
        if field == "example" {
            let event = expression::fill(text, registration).ok();
            self.event = event.map(|json| expression::plain(&json));
            self.of_event = Some(text.to_owned());
            return;
        }
        let before = self.taken.len();
        self.take(field, text, made.as_ref(), registration);
        if let (Some(otherwise), true) = (otherwise, self.taken.len() == before) {
            self.push(field, text, crate::json::write::quoted(otherwise));
        }
    }

    fn take(
        &mut self,
        field: &str,
        text: &str,
        made: Option<&Compose>,
        registration: &Exchange<'_>,
    ) {
        let json = match expression::fill(text, registration) {
            Ok(json) => json,
            Err(fault) => {
                let field = field.into();
                return self.lacking.push(Lacking { field, fault });
            }
        };
        let Ok(tree) = Tree::read(json) else { return };
        match (field.strip_suffix('*'), tree.root()) {
            (Some(stem), all) if all.kind() == Kind::Object => {
                for member in all.children() {
                    let name = member.name().unwrap_or_default();
                    let name = match stem.starts_with("body:") {
                        true => name.replace('~', "~0").replace('/', "~1"),
                        false => name.into_owned(),
                    };
                    self.push(&[stem, &name].concat(), text, member.source().to_owned());
                }
            }
            (Some(_), _) => {}
            (None, value) => self.push(field, text, shaped(value, made)),
        }
    }

    fn push(&mut self, field: &str, from: &str, json: String) {
        // A text that was emptied says nothing, and `null` neither.
        if matches!(&*json, "\"\"" | "null") {
            return self.lacking.push(Lacking {
                field: field.into(),
                fault: Fault::Absent(from.to_owned()),
            });
        }
        self.taken.retain(|t| !t.field.eq_ignore_ascii_case(field));
        self.taken.push(Taken {
            field: field.into(),
            from: from.into(),
            value: Secret::new(json),
            of_event: self.of_event.as_deref() == Some(from),
        });
    }

    /// Gives header fields that only the registration knows a parameter, and all the documented spelling.
    fn settle<'a>(&mut self, reader: &mut Reader<'a>, spot: &Spot<'a>, operation: &mut Operation) {
        for taken in &mut self.taken {
            let Some(name) = taken.field.strip_prefix("header:") else {
                continue;
            };
            let is = |p: &&Parameter| {
                p.place == Place::Header && p.control.name.eq_ignore_ascii_case(name)
            };
            if let Some(known) = operation.parameters.iter().find(is) {
                taken.field = ["header:", &known.control.name].concat().into();
            } else if !name.is_empty() && !name.eq_ignore_ascii_case("accept") {
                let schema = reader.text();
                let control = reader.control(spot, name, schema, false);
                operation.parameters.push(Parameter {
                    place: Place::Header,
                    style: Style::Simple,
                    explode: false,
                    allow_reserved: false,
                    allow_empty: false,
                    content: None,
                    control: Rc::new(control),
                });
            }
        }
    }
}

/// Whether `x-signpost-value` can say something of a field.
fn is_place(field: &str) -> bool {
    let place = field.split_once(':').map_or(field, |(place, _)| place);
    let whole = ["example", "media-type", "auth", "secret", "raw"].contains(&field);
    let within = [
        "body", "query", "header", "path", "cookie", "server", "auth", "secret",
    ];
    whole || (field.contains(':') && within.contains(&place))
}

/// The JSON text of a value after what the server does with it.
fn shaped(value: View<'_>, made: Option<&Compose>) -> String {
    match (made, value.string()) {
        (Some(made), Some(text)) => crate::json::write::quoted(&compose::received(made, &text)),
        _ => value.source().to_owned(),
    }
}

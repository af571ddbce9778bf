//! What the hash names and is not open yet; and of a delivery, what its registration makes of it.

use std::rc::Rc;

use super::history::Bench;
use super::secrets::marked;
use super::{Loaded, State};
use exchange::delivery::Registration;
use openapi::delivery;
use openapi::{Api, Listing, Operation};
use request::draft::Draft;
use signature::Moment;

/// Something that is to be opened.
#[derive(Clone)]
pub enum Due {
    Operation(Rc<Operation>),
    /// It is read when it is opened, together with its registration.
    Delivery(Rc<Listing>),
}

/// What was typed for an operation, kept while the page is there, with its secrets.
pub type Kept = (String, Bench);

impl State {
    /// What is to be opened now, if its document is there and it is not open already.
    pub fn due(&self) -> Option<(Rc<Api>, Due)> {
        let Loaded::Ready(api) = self.documents.get(self.wanted_document()?)? else {
            return None;
        };
        let due = self.named(api)?;
        let open = self.open.as_ref().map(|open| &open.documented);
        let there = open.is_some_and(|open| match (&due, &open.delivery) {
            (Due::Operation(operation), _) => Rc::ptr_eq(open, operation),
            (Due::Delivery(listing), Some(own)) => Rc::ptr_eq(&own.listing, listing),
            (Due::Delivery(_), None) => false,
        });
        (!there).then(|| (Rc::clone(api), due))
    }

    /// What the route names in a document.
    pub(super) fn named(&self, api: &Api) -> Option<Due> {
        let delivery = |of, name| api.delivery(of, name).map(Rc::clone).map(Due::Delivery);
        let of = self.route.operation.as_deref();
        match (of, &self.route.callback) {
            (Some(_), Some(name)) => delivery(of, name),
            (Some(id), None) => {
                let found = api.operations.iter().find(|o| o.id == *id);
                let found = found.map(Rc::clone).map(Due::Operation);
                found.or_else(|| delivery(None, id))
            }
            (None, _) => {
                let first = api.operations.first().map(Rc::clone).map(Due::Operation);
                first.or_else(|| api.deliveries.first().map(Rc::clone).map(Due::Delivery))
            }
        }
    }

    /// Reads a delivery as its registration makes it: as that is typed now, else as it was stored.
    pub fn delivery(
        &self,
        api: &Api,
        listing: &Rc<Listing>,
        stored: Option<Draft>,
        moment: &Moment,
    ) -> Option<Rc<Operation>> {
        let of = listing.of.as_deref();
        let of = of.and_then(|of| api.operations.iter().find(|o| o.id == *of));
        let registration = of.map(|of| {
            let typed = self.bench(of).cloned();
            let bench = typed.unwrap_or_else(|| match stored {
                Some(stored) => Bench {
                    draft: Rc::new(stored),
                    secrets: Rc::default(),
                },
                None => Bench::start(of).0,
            });
            // What the person calls a secret is one in its deliveries too.
            let of = marked(of, &bench.draft);
            Registration::of(&of, &bench.draft, &bench.secrets, moment, &self.matcher)
        });
        let exchange = registration.as_ref().map(Registration::exchange);
        let found = delivery::open(api, listing, &exchange.unwrap_or_default());
        found.map(Rc::new)
    }

    /// What was typed for an operation since the page is there.
    pub fn bench(&self, operation: &Operation) -> Option<&Bench> {
        let open = self
            .open
            .as_deref()
            .filter(|o| same(&o.operation, operation));
        let key = key(operation);
        let mut kept = self.kept.iter();
        open.map(|o| &o.bench)
            .or_else(|| kept.find(|k| k.0 == key).map(|k| &k.1))
    }

    /// Keeps what was typed for what is open, before that goes.
    pub(super) fn keep(&mut self) {
        let Some(open) = self.open.as_deref() else {
            return;
        };
        let (key, bench) = (key(&open.operation), open.bench.clone());
        let kept = Rc::make_mut(&mut self.kept);
        kept.retain(|k| k.0 != key);
        kept.push((key, bench));
    }
}

fn key(operation: &Operation) -> String {
    [&*operation.api, " ", &operation.id].concat()
}

fn same(one: &Operation, other: &Operation) -> bool {
    one.api == other.api && one.id == other.id
}

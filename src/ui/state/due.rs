//! What the hash names and is not open yet; and of a delivery, what its registration makes of it.

use std::rc::Rc;

use super::history::{DraftSnapshot, History, WEIGHT};
use super::open::marked;
use super::{Loaded, State, own};
use crate::ui::route::{self, Page};
use crate::ui::shared::Shared;
use exchange::delivery::Registration;
use openapi::delivery;
use openapi::{Api, Listing, Operation};
use request::draft::Draft;
use signature::Moment;

/// Something that is to be opened.
#[derive(Clone, PartialEq)]
pub enum Due {
    Operation(Shared<Operation>),
    /// It is read when it is opened, together with its registration.
    Delivery(Shared<Listing>),
}

/// What was typed for an operation, kept while the page is open, with its secrets and its history.
#[derive(Clone)]
pub struct Kept {
    /// The key of its draft.
    pub key: String,
    /// The hash that opens it.
    pub hash: String,
    pub snapshot: DraftSnapshot,
    pub history: Rc<History>,
}

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
        let operation = |found: &Rc<Operation>| Due::Operation(Shared::from(found));
        let listed = |found: &Rc<Listing>| Due::Delivery(Shared::from(found));
        let delivery = |of, name| api.delivery(of, name).map(listed);
        let of = self.route.operation.as_deref();
        match (of, &self.route.callback) {
            (Some(_), Some(name)) => delivery(of, name),
            (Some(id), None) => {
                let found = api.operations.iter().find(|o| o.id == *id);
                found.map(operation).or_else(|| delivery(None, id))
            }
            (None, _) => {
                let first = api.operations.first().map(operation);
                first.or_else(|| api.deliveries.first().map(listed))
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
                Some(stored) => DraftSnapshot {
                    draft: Rc::new(stored),
                    secrets: Rc::default(),
                },
                None => DraftSnapshot::start(of, None).0,
            });
            // What the person calls a secret is one in its deliveries too.
            let of = marked(of, &bench.draft);
            Registration::of(&of, &bench.draft, &bench.secrets, moment, &self.matcher)
        });
        let exchange = registration.as_ref().map(Registration::exchange);
        let found = delivery::open(api, listing, &exchange.unwrap_or_default());
        found.map(Rc::new)
    }

    /// Takes up the scheme that is being changed on the page that is shown.
    pub(super) fn enter(&mut self, moment: Moment) {
        match (self.route.page(), &mut self.open) {
            (Some(Page::Verify), _) => self.own = self.own.at(own::VERIFY),
            (None, Some(open)) => {
                self.own = self.own.at(&key(&open.operation));
                if self.own != open.own {
                    Rc::make_mut(open).owns(&self.own, moment, self.matcher);
                }
            }
            _ => {}
        }
    }

    /// What was typed for an operation since the page is there.
    pub fn bench(&self, operation: &Operation) -> Option<&DraftSnapshot> {
        let open = self
            .open
            .as_deref()
            .filter(|o| same(&o.operation, operation));
        open.map(|o| &o.bench)
            .or_else(|| self.kept_of(operation).map(|kept| &kept.snapshot))
    }

    /// What was kept of an operation that was open before.
    pub(super) fn kept_of(&self, operation: &Operation) -> Option<&Kept> {
        let key = key(operation);
        self.kept.iter().find(|kept| kept.key == key)
    }

    /// Keeps what was typed for what is open, before that goes.
    pub(super) fn keep(&mut self) {
        let Some(open) = self.open.as_deref() else {
            return;
        };
        let all = Rc::make_mut(&mut self.kept);
        let kept = Kept {
            key: key(&open.operation),
            hash: route::of(&open.operation),
            snapshot: open.bench.clone(),
            history: Rc::clone(&open.history),
        };
        all.retain(|other| other.key != kept.key);
        all.push(kept);
        // The histories of those that were open longest ago go when all of them hold too much.
        let mut total = 0;
        for kept in all.iter_mut().rev() {
            total += kept.history.weight();
            if total > WEIGHT {
                kept.history = Rc::default();
            }
        }
    }
}

/// The key of an operation's draft in the browser's storage.
pub fn key(operation: &Operation) -> String {
    ["signpost/draft/", &operation.api, "/", &operation.id].concat()
}

fn same(one: &Operation, other: &Operation) -> bool {
    one.api == other.api && one.id == other.id
}

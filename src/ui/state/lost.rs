//! What the hash names and cannot be opened, and what to do next.

use std::rc::Rc;

use problem::words::similar;

use super::{Due, Loaded, State};
use crate::catalog::Entry;
use crate::ui::route;
use openapi::Api;

/// Why what the hash names is not shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// One sentence or more.
    pub message: String,
    pub next: Next,
}

/// What a person can do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Choose from the list.
    Choose,
    /// Open what was probably meant: its hash and its title.
    Nearest { href: String, title: String },
    /// Load the document of that id again.
    Retry(String),
}

impl State {
    /// What is wrong with what the hash names.
    pub fn lost(&self) -> Option<Lost> {
        let id = self.wanted_document()?;
        match self.documents.get(id)? {
            Loaded::Loading => None,
            Loaded::Failed(why) => Some(self.not_loaded(id, why)),
            Loaded::Ready(api) => match self.named(api) {
                Some(Due::Delivery(listing)) => {
                    let fault = listing.fault.as_ref()?;
                    Some(Lost {
                        message: format!("“{}” cannot be opened: {fault}.", listing.name),
                        next: Next::Choose,
                    })
                }
                Some(Due::Operation(_)) => None,
                None => Some(self.not_documented(api)),
            },
        }
    }

    /// A document that could not be loaded, or that the catalog does not have.
    fn not_loaded(&self, id: &str, why: &str) -> Lost {
        let entries = match &self.catalog {
            Loaded::Ready(index) if !index.entries.iter().any(|entry| entry.id == id) => {
                &index.entries
            }
            _ => {
                return Lost {
                    message: why.to_owned(),
                    next: Next::Retry(id.to_owned()),
                };
            }
        };
        let title = |text: &str| entries.iter().find(|entry| entry.title == text);
        let meant = similar(id, entries.iter().map(|entry| &*entry.id))
            .and_then(|id| entries.iter().find(|entry| entry.id == id))
            .or_else(|| similar(id, entries.iter().map(|entry| &*entry.title)).and_then(title));
        Lost {
            message: format!("The catalog has no API named “{id}”."),
            next: meant.map_or(Next::Choose, |entry| self.nearest(entry)),
        }
    }

    /// An API, or its operation or delivery of the same name.
    fn nearest(&self, entry: &Entry) -> Next {
        let route = &self.route;
        let wanted = route.operation.as_deref();
        let operation = entry.operations.iter().find(|one| Some(&*one.id) == wanted);
        let Some(operation) = operation else {
            return Next::Nearest {
                href: ["#/", &entry.id].concat(),
                title: entry.title.clone(),
            };
        };
        let wanted = route.callback.as_deref();
        let delivery = operation
            .deliveries
            .iter()
            .find(|one| Some(&*one.name) == wanted);
        let (href, summary) = match delivery {
            Some(delivery) => (
                route::delivery(&entry.id, Some(&operation.id), &delivery.name),
                &delivery.summary,
            ),
            None => (route::write(&entry.id, &operation.id), &operation.summary),
        };
        Next::Nearest {
            href,
            title: [&entry.title, ": ", summary].concat(),
        }
    }

    /// An operation or a delivery that a document does not have.
    fn not_documented(&self, api: &Api) -> Lost {
        let route = &self.route;
        let Some(wanted) = route.callback.as_deref().or(route.operation.as_deref()) else {
            let first = api.notes.first();
            let why = first.map(|note| {
                format!(
                    " The first thing that could not be read is at `{}`: {}.",
                    note.at, note.message
                )
            });
            return Lost {
                message: format!(
                    "“{}” documents no operation.{}",
                    api.title,
                    why.unwrap_or_default()
                ),
                next: Next::Choose,
            };
        };
        let mut known: Vec<(&str, String, &str)> = Vec::new();
        if route.callback.is_none() {
            let operations = api.operations.iter();
            known.extend(operations.map(|o| (&*o.id, route::write(&api.id, &o.id), &*o.summary)));
        }
        // A delivery of the registration that the hash names is nearer than the same one of another.
        let (own, others): (Vec<_>, Vec<_>) = api
            .deliveries
            .iter()
            .partition(|listing| listing.of == route.operation);
        for listing in own.into_iter().chain(others) {
            let href = route::delivery(&api.id, listing.of.as_deref(), &listing.name);
            known.push((&listing.name, href, &listing.summary));
        }
        let meant = similar(wanted, known.iter().map(|one| one.0));
        let meant = meant.and_then(|name| known.iter().find(|one| one.0 == name));
        Lost {
            message: format!("“{}” has nothing named “{wanted}”.", api.title),
            next: meant.map_or(Next::Choose, |(name, href, summary)| Next::Nearest {
                href: href.clone(),
                title: if summary.is_empty() { name } else { summary }.to_string(),
            }),
        }
    }

    pub(super) fn document(&mut self, id: String, loaded: Loaded<Rc<Api>>) {
        Rc::make_mut(&mut self.documents).insert(id, loaded);
        self.close_what_is_lost();
    }

    /// Forgets a document, so that it is loaded again when it is wanted.
    pub(super) fn forget(&mut self, id: &str) {
        Rc::make_mut(&mut self.documents).remove(id);
    }

    /// Closes what is open when the hash names what is not available, or not yet.
    pub(super) fn close_what_is_lost(&mut self) {
        let there = |id: &str| matches!(self.documents.get(id), Some(Loaded::Ready(_)));
        let awaited = self.wanted_document().is_some_and(|id| !there(id));
        if awaited || self.lost().is_some() {
            self.keep();
            self.open = None;
        }
    }

    /// Whether what the hash names is still on its way.
    pub fn is_loading(&self) -> bool {
        self.lost().is_none() && self.storage.is_none()
    }

    /// The hash of what was open last, else of the first operation of the catalog.
    pub fn build_hash(&self) -> String {
        if let Some(open) = &self.open {
            return route::of(&open.operation);
        }
        if let Some(kept) = self.kept.last() {
            return kept.hash.clone();
        }
        let first = match &self.catalog {
            Loaded::Ready(index) => index.entries.first(),
            _ => None,
        };
        first.map_or_else(
            || "#/".to_owned(),
            |entry| match entry.operations.first() {
                Some(operation) => route::write(&entry.id, &operation.id),
                None => ["#/", &entry.id].concat(),
            },
        )
    }
}

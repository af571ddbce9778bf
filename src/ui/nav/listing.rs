//! What the navigation lists: each API with its operations and their deliveries.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::catalog::{Entry, Index};
use crate::ui::route;
use crate::ui::shared::Shared;
use crate::ui::state::Loaded;
use openapi::Api;

/// Documents by catalog id.
pub type Documents = Rc<BTreeMap<String, Loaded<Rc<Api>>>>;

/// An API of the list.
pub struct Listed {
    pub id: String,
    pub title: String,
    pub summary: String,
    /// Title, id and summary in lower case.
    needle: String,
    pub lines: Shared<[Line]>,
}

/// An operation of the list, or a delivery under it.
pub struct Line {
    /// As in the hash, after the document: `createWebhook`, `createWebhook/delivery`.
    pub id: String,
    pub href: String,
    pub is_delivery: bool,
    pub method: String,
    pub words: String,
    /// Name, method and words in lower case.
    needle: String,
}

impl Listed {
    fn new(id: &str, title: &str, summary: &str, lines: Vec<Line>) -> Listed {
        Listed {
            id: id.to_owned(),
            title: title.to_owned(),
            summary: summary.to_owned(),
            needle: [id, title, summary].join("\n").to_lowercase(),
            lines: Shared(lines.into()),
        }
    }

    /// The positions of the lines that fit a filter in lower case; `None` when nothing fits.
    pub fn fitting(&self, filter: &str) -> Option<Rc<[usize]>> {
        let all = 0..self.lines.len();
        if self.needle.contains(filter) {
            return Some(all.collect());
        }
        let fitting: Vec<usize> = all
            .filter(|at| self.lines[*at].needle.contains(filter))
            .collect();
        (!fitting.is_empty()).then(|| fitting.into())
    }
}

impl Line {
    fn operation(api: &str, id: &str, method: &str, summary: &str) -> Line {
        Line::new(api, id, route::write(api, id), false, method, summary)
    }

    /// A delivery of a registration, or of the document itself.
    fn delivery(api: &str, of: Option<&str>, name: &str, method: &str, summary: &str) -> Line {
        let href = route::delivery(api, of, name);
        Line::new(api, name, href, true, method, summary)
    }

    fn new(
        api: &str,
        name: &str,
        href: String,
        is_delivery: bool,
        method: &str,
        summary: &str,
    ) -> Line {
        let words = if summary.is_empty() { name } else { summary };
        let before = route::write(api, "").len();
        Line {
            id: href.get(before..).unwrap_or_default().to_owned(),
            is_delivery,
            method: method.to_owned(),
            words: words.to_owned(),
            needle: [name, method, summary].join("\n").to_lowercase(),
            href,
        }
    }
}

/// The catalog's list; what is open is there too when the list cannot be loaded.
pub fn listed(catalog: &Loaded<Rc<Index>>, documents: &Documents) -> Vec<Listed> {
    let catalog: &[Entry] = match catalog {
        Loaded::Ready(index) => &index.entries,
        _ => &[],
    };
    let mut all = Vec::new();
    for entry in catalog {
        let lines = match documents.get(&entry.id) {
            Some(Loaded::Ready(api)) => documented(api),
            _ => indexed(entry),
        };
        all.push(Listed::new(&entry.id, &entry.title, &entry.summary, lines));
    }
    for (id, document) in &**documents {
        if let Loaded::Ready(api) = document
            && !catalog.iter().any(|e| e.id == *id)
        {
            all.push(Listed::new(id, &api.title, "", documented(api)));
        }
    }
    all
}

/// The operations of a document, each with its deliveries, then the document's own webhooks.
fn documented(api: &Api) -> Vec<Line> {
    let mut deliveries: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut webhooks = Vec::new();
    for (at, listing) in api.deliveries.iter().enumerate() {
        match &listing.of {
            None => webhooks.push(at),
            Some(of) => deliveries.entry(of).or_default().push(at),
        }
    }
    let delivery = |at: &usize| {
        let listing = &api.deliveries[*at];
        let of = listing.of.as_deref();
        Line::delivery(
            &api.id,
            of,
            &listing.name,
            &listing.method,
            match listing.fault {
                Some(_) => "Cannot be opened",
                None => &listing.summary,
            },
        )
    };
    let mut lines = Vec::new();
    for operation in &api.operations {
        let (id, method) = (&operation.id, &operation.method);
        lines.push(Line::operation(&api.id, id, method, &operation.summary));
        lines.extend(deliveries.get(&**id).into_iter().flatten().map(delivery));
    }
    lines.extend(webhooks.iter().map(delivery));
    lines
}

/// The operations of a document that is not loaded, as the catalog lists them.
fn indexed(entry: &Entry) -> Vec<Line> {
    let mut lines = Vec::new();
    for operation in &entry.operations {
        let id = &operation.id;
        lines.push(Line::operation(
            &entry.id,
            id,
            &operation.method,
            &operation.summary,
        ));
        for delivery in &operation.deliveries {
            let (name, method) = (&delivery.name, &delivery.method);
            lines.push(Line::delivery(
                &entry.id,
                Some(id),
                name,
                method,
                &delivery.summary,
            ));
        }
    }
    lines
}

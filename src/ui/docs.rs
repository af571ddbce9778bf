//! The documentation: the APIs, their operations, and what is said of the open one.

mod operation;

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use super::el::{el, nothing};
use super::hooks::use_words;
use super::parts::{TextBoxProps, text_box};
use super::route;
use super::state::{Action, Loaded};
use crate::catalog::{Entry, Index};
use crate::document::{Api, Operation};

/// By catalog id.
pub type Documents = Rc<BTreeMap<String, Loaded<Rc<Api>>>>;

#[derive(Properties, Clone)]
pub struct DocsProps {
    pub catalog: Loaded<Rc<Index>>,
    pub documents: Documents,
    pub open: Option<Rc<Operation>>,
    pub act: Callback<Action>,
}

impl PartialEq for DocsProps {
    fn eq(&self, other: &DocsProps) -> bool {
        let same = match (&self.open, &other.open) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same && Rc::ptr_eq(&self.documents, &other.documents) && self.catalog == other.catalog
    }
}

/// See [`DocsProps`].
#[component]
pub fn Docs(props: &DocsProps) -> Html {
    let filter = use_words();
    let oninput = {
        let filter = filter.clone();
        Callback::from(move |text| filter.set(text))
    };
    let api = props
        .open
        .as_ref()
        .and_then(|open| match props.documents.get(&open.api) {
            Some(Loaded::Ready(api)) => Some(Rc::clone(api)),
            _ => None,
        });
    let needle = filter.trim().to_lowercase();
    let mut apis = Vec::new();
    for listed in entries(props) {
        apis.push(entry(&listed, props, &needle));
    }
    let filter = text_box(TextBoxProps {
        class: "filter",
        label: Some("Filter the operations".into()),
        placeholder: Some("Filter".into()),
        value: Rc::clone(&filter),
        oninput: oninput.into(),
        ..Default::default()
    });
    let list = el("nav")
        .is("aria-label", "APIs")
        .put(filter)
        .el(el("ul").class("apis").all(apis));
    let article = match (api, &props.open) {
        (Some(api), Some(operation)) => operation::view(&api, operation, &props.act),
        _ => nothing(),
    };
    el("div").class("docs").el(list).put(article).node()
}

/// An API of the list with its operations.
struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    operations: Vec<Line<'a>>,
}

/// An operation of the list, or a delivery under it.
struct Line<'a> {
    /// The `operationId`, or the delivery's name.
    id: &'a str,
    /// Of a delivery, the `operationId` of its registration; empty for a webhook of the document.
    of: Option<&'a str>,
    method: &'a str,
    words: &'a str,
}

/// The catalog's list; what is open stands there too when the list cannot be had.
fn entries(props: &DocsProps) -> Vec<Listed<'_>> {
    let listed: &[Entry] = match &props.catalog {
        Loaded::Ready(index) => &index.entries,
        _ => &[],
    };
    let mut all = Vec::new();
    for entry in listed {
        let operations = match props.documents.get(&entry.id) {
            Some(Loaded::Ready(api)) => documented(api),
            _ => indexed(entry),
        };
        all.push(Listed {
            id: &entry.id,
            title: &entry.title,
            summary: &entry.summary,
            operations,
        });
    }
    for (id, document) in &*props.documents {
        if let Loaded::Ready(api) = document
            && !listed.iter().any(|e| e.id == *id)
        {
            all.push(Listed {
                id,
                title: &api.title,
                summary: "",
                operations: documented(api),
            });
        }
    }
    all
}

/// The operations of a document.
fn documented(api: &Api) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for operation in &api.operations {
        lines.push(Line {
            id: &operation.id,
            of: None,
            method: &operation.method,
            words: &operation.summary,
        });
        delivered(api, Some(&operation.id), &mut lines);
    }
    delivered(api, None, &mut lines);
    lines
}

/// The deliveries of a registration, or the document's own webhooks.
fn delivered<'a>(api: &'a Api, of: Option<&str>, lines: &mut Vec<Line<'a>>) {
    for listing in &api.deliveries {
        if listing.of.as_deref() == of {
            lines.push(Line {
                id: &listing.name,
                of: Some(listing.of.as_deref().unwrap_or_default()),
                method: &listing.method,
                words: match listing.fault {
                    Some(_) => "Cannot be opened",
                    None => &listing.summary,
                },
            });
        }
    }
}

/// The operations of a document that is not loaded, as the catalog lists them.
fn indexed(entry: &Entry) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for operation in &entry.operations {
        lines.push(Line {
            id: &operation.id,
            of: None,
            method: &operation.method,
            words: &operation.summary,
        });
        for delivery in &operation.deliveries {
            lines.push(Line {
                id: &delivery.name,
                of: Some(&operation.id),
                method: &delivery.method,
                words: &delivery.summary,
            });
        }
    }
    lines
}

fn entry(listed: &Listed, props: &DocsProps, needle: &str) -> Html {
    let fits = |text: &str| text.to_lowercase().contains(needle);
    let whole = fits(listed.title) || fits(listed.id) || fits(listed.summary);
    let mut shown = Vec::new();
    for operation in &listed.operations {
        if whole || fits(operation.id) || fits(operation.method) || fits(operation.words) {
            shown.push(line(listed.id, operation, props));
        }
    }
    if shown.is_empty() && !whole {
        return nothing();
    }
    let title = el("a")
        .class("api-title")
        .attr("href", ["#/", listed.id].concat().into())
        .copy(listed.title);
    let summary = match listed.summary {
        "" => None,
        summary => Some(el("p").class("help").copy(summary)),
    };
    el("li")
        .key(AttrValue::Rc(listed.id.into()))
        .class("api")
        .el(title)
        .maybe(summary)
        .el(el("ul").all(shown))
        .node()
}

fn line(api: &str, operation: &Line, props: &DocsProps) -> Html {
    let id = operation.id;
    let href = match operation.of {
        None => route::write(api, id),
        Some("") => route::delivery(api, None, id),
        of => route::delivery(api, of, id),
    };
    let open = props.open.as_ref();
    let current = open.is_some_and(|o| o.api == *api && route::of(o) == href);
    let words = match operation.words {
        "" => id,
        words => words,
    };
    let class = ["method ", &operation.method.to_lowercase()].concat();
    let method = el("span")
        .attr("class", class.into())
        .copy(operation.method);
    let link = el("a")
        .class(match operation.of {
            None => "operation",
            Some(_) => "operation delivery",
        })
        .attr("href", href.as_str().to_owned().into())
        .attr_if("aria-current", current.then_some("page".into()))
        .el(method)
        .el(el("span").class("words").copy(words));
    el("li").key(href.into()).el(link).node()
}

//! The documentation: the APIs, their operations, and what is said of the open one.

mod listing;
mod operation;
mod rows;

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use self::listing::Listed;
use self::rows::{RowsProps, rows};
use super::el::{el, nothing};
use super::hooks::use_words;
use super::parts::{TextBoxProps, text_box};
use super::route;
use super::state::{Action, Loaded};
use crate::catalog::Index;
use openapi::{Api, Operation};

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
    let open = props.open.as_ref();
    let api = open.and_then(|open| match props.documents.get(&open.api) {
        Some(Loaded::Ready(api)) => Some(Rc::clone(api)),
        _ => None,
    });
    // What is listed follows from what is loaded, and not from what is open.
    let sources = DocsProps {
        open: None,
        ..props.clone()
    };
    let listed = use_memo(sources, listing::listed);
    let current: Option<Rc<str>> = open.map(|open| route::of(open).into());
    let needle = filter.trim().to_lowercase();
    let mut apis = Vec::new();
    for one in &*listed {
        apis.push(entry(one, &needle, &current));
    }
    let filter = text_box(TextBoxProps {
        class: "filter",
        part: Some("filter".into()),
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
    let article = match (api, open) {
        (Some(api), Some(operation)) => operation::view(&api, operation, &props.act),
        _ => nothing(),
    };
    el("div").class("docs").el(list).put(article).node()
}

fn entry(listed: &Listed, needle: &str, current: &Option<Rc<str>>) -> Html {
    let Some(shown) = listed.fitting(needle) else {
        return nothing();
    };
    let title = el("a")
        .class("api-title")
        .attr("href", ["#/", &listed.id].concat().into())
        .copy(&listed.title);
    let summary = match &*listed.summary {
        "" => None,
        summary => Some(el("p").class("help").copy(summary)),
    };
    let here = current
        .clone()
        .filter(|hash| hash.starts_with(&*route::write(&listed.id, "")));
    el("li")
        .key(AttrValue::from(listed.id.clone()))
        .class("api")
        .el(title)
        .maybe(summary)
        .put(rows(RowsProps {
            lines: Rc::clone(&listed.lines),
            shown,
            current: here,
        }))
        .node()
}

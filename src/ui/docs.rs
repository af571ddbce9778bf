//! The documentation: the APIs, their operations, and what is said of the open one.

mod operation;

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use super::parts::TextBox;
use super::route;
use super::state::{Action, Loaded};
use crate::catalog::Entry;
use crate::document::{Api, Operation};

/// By catalog id.
pub type Documents = Rc<BTreeMap<String, Loaded<Rc<Api>>>>;

#[derive(Properties, Clone)]
pub struct DocsProps {
    pub catalog: Loaded<Rc<[Entry]>>,
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
    let filter = use_state(|| Rc::<str>::from(""));
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
    html! {
        <div class="docs">
            <nav aria-label="APIs">
                <TextBox
                    class="filter"
                    label="Filter the operations"
                    placeholder="Filter"
                    value={Rc::clone(&filter)}
                    {oninput}
                />
                <ul class="apis">{ for entries(props).iter().map(|e| entry(e, props, &needle)) }</ul>
            </nav>
            if let (Some(api), Some(operation)) = (api, &props.open) {
                { operation::view(&api, operation, &props.act) }
            }
        </div>
    }
}

/// An API of the list with its operations: id, method, words.
struct Listed {
    id: String,
    title: String,
    summary: String,
    operations: Vec<(String, String, String)>,
}

/// The catalog's list; what is open stands there too when the list cannot be had.
fn entries(props: &DocsProps) -> Vec<Listed> {
    let listed: &[Entry] = match &props.catalog {
        Loaded::Ready(entries) => entries,
        _ => &[],
    };
    let known = |id: &str| listed.iter().any(|e| e.id == id);
    let from_index = listed.iter().map(|e| Listed {
        id: e.id.clone(),
        title: e.title.clone(),
        summary: e.summary.clone(),
        operations: e
            .operations
            .iter()
            .map(|o| (o.id.clone(), o.method.clone(), o.summary.clone()))
            .collect(),
    });
    let unlisted = props.documents.iter().filter(|(id, _)| !known(id));
    let unlisted = unlisted.filter_map(|(id, document)| match document {
        Loaded::Ready(api) => Some(Listed {
            id: id.clone(),
            title: api.title.clone(),
            summary: String::new(),
            operations: Vec::new(),
        }),
        _ => None,
    });
    let mut all: Vec<Listed> = from_index.chain(unlisted).collect();
    for listed in &mut all {
        if let Some(Loaded::Ready(api)) = props.documents.get(&listed.id) {
            let of_document = api.operations.iter();
            listed.operations = of_document
                .map(|o| (o.id.clone(), o.method.clone(), o.summary.clone()))
                .collect();
        }
    }
    all
}

fn entry(listed: &Listed, props: &DocsProps, needle: &str) -> Html {
    let fits = |text: &str| text.to_lowercase().contains(needle);
    let whole = fits(&listed.title) || fits(&listed.id) || fits(&listed.summary);
    let shown: Vec<&(String, String, String)> = listed
        .operations
        .iter()
        .filter(|(id, method, words)| whole || fits(id) || fits(method) || fits(words))
        .collect();
    if shown.is_empty() && !whole {
        return Html::default();
    }
    let operation = |(id, method, words): &(String, String, String)| {
        let open = props.open.as_ref();
        let current = open.is_some_and(|o| o.api == listed.id && o.id == *id);
        let words = if words.is_empty() || words == id {
            id.clone()
        } else {
            words.clone()
        };
        html! {
            <li key={id.clone()}>
                <a
                    class="operation"
                    href={route::write(&listed.id, id)}
                    aria-current={current.then_some("page")}
                >
                    <span class={classes!("method", method.to_lowercase())}>{ method.clone() }</span>
                    <span class="words">{ words }</span>
                </a>
            </li>
        }
    };
    html! {
        <li key={listed.id.clone()} class="api">
            <a class="api-title" href={format!("#/{}", listed.id)}>{ listed.title.clone() }</a>
            if !listed.summary.is_empty() {
                <p class="help">{ listed.summary.clone() }</p>
            }
            <ul>{ for shown.into_iter().map(operation) }</ul>
        </li>
    }
}

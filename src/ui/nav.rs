//! The navigation: the APIs and their operations.

use std::rc::Rc;

use yew::prelude::*;

use super::docs::listing::{self, Listed};
use super::docs::rows::{RowsProps, rows};
use super::docs::Documents;
use super::controls::TextBox;
use super::route;
use super::state::Loaded;
use crate::catalog::Index;
use openapi::Operation;

/// See [`Nav`].
#[derive(Properties, Clone, PartialEq)]
pub struct NavProps {
    pub catalog: Loaded<Rc<Index>>,
    pub documents: super::shared::Shared<std::collections::BTreeMap<String, Loaded<Rc<openapi::Api>>>>,
    pub open: Option<super::shared::Shared<Operation>>,
}

/// The list of operations, with a filter.
#[component]
pub fn Nav(props: &NavProps) -> Html {
    let filter = use_state_eq(|| Rc::<str>::from(""));
    let oninput = {
        let filter = filter.clone();
        use_callback((), move |text, ()| filter.set(text))
    };
    // What is listed follows from what is loaded, and not from what is open.
    let sources = (props.catalog.clone(), props.documents.clone());
    let listed = use_memo(sources, |(catalog, documents): &(_, super::shared::Shared<_>)| {
        let documents: &Documents = documents;
        listing::listed(catalog, documents)
    });
    let current: Option<Rc<str>> = props.open.as_ref().map(|open| route::of(open).into());
    let needle = filter.trim().to_lowercase();
    let found: Vec<Html> = listed.iter().filter_map(|one| entry(one, &needle, &current)).collect();
    html! {
        <nav class="nav" id="nav" aria-label="APIs">
            <TextBox
                class="filter" part="filter" label="Filter the operations" placeholder="Filter"
                value={(*filter).clone()} {oninput}
            />
            if found.is_empty() && !listed.is_empty() {
                <p class="help" role="status">{ "No operation matches." }</p>
            }
            <ul class="apis">{ for found }</ul>
        </nav>
    }
}

/// An API and those of its operations that fit the filter, if any does.
fn entry(listed: &Listed, needle: &str, current: &Option<Rc<str>>) -> Option<Html> {
    let shown = listed.fitting(needle)?;
    let here = current
        .clone()
        .filter(|hash| hash.starts_with(&*route::write(&listed.id, "")));
    let title = AttrValue::from(listed.summary.clone());
    let lines = RowsProps { lines: Rc::clone(&listed.lines), shown, current: here };
    Some(html! {
        <li key={listed.id.clone()} class="api">
            <a class="api-title" href={format!("#/{}", listed.id)} {title}>{ &listed.title }</a>
            { rows(lines) }
        </li>
    })
}

//! The navigation: the APIs and their operations.

pub mod listing;
pub mod rows;

use std::collections::BTreeMap;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use self::listing::{Documents, Listed};
use self::rows::Rows;
use super::act::use_act;
use super::controls::TextBox;
use super::route;
use super::shared::Shared;
use super::state::{Action, Loaded};
use crate::browser::page;
use crate::catalog::Index;
use openapi::{Api, Operation};

/// See [`Nav`].
#[derive(Properties, Clone, PartialEq)]
pub struct NavProps {
    pub catalog: Loaded<Rc<Index>>,
    pub documents: Shared<BTreeMap<String, Loaded<Rc<Api>>>>,
    pub open: Option<Shared<Operation>>,
    /// Whether it was opened over the page, where it has no column.
    #[prop_or_default]
    pub is_over: bool,
}

/// The list of operations, with a filter.
#[component]
pub fn Nav(props: &NavProps) -> Html {
    let act = use_act();
    let filter = use_state_eq(|| Rc::<str>::from(""));
    let oninput = {
        let filter = filter.clone();
        use_callback((), move |text, ()| filter.set(text))
    };
    let listed = use_listed(&props.catalog, &props.documents);
    use_effect_with(props.is_over, |is_over| {
        if *is_over {
            page::focus("#nav [data-part=filter]");
        }
    });
    let close = {
        let is_over = props.is_over;
        Callback::from(move |()| {
            if is_over {
                act.emit(Action::Navigate(false));
                page::focus("[data-part=navigate]");
            }
        })
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close.emit(());
            }
        })
    };
    // Also a link to what is open already, which changes no hash.
    let onclick = Callback::from(move |event: MouseEvent| {
        let target = event.target_dyn_into::<Element>();
        if target.is_some_and(|target| target.closest("a").is_ok_and(|link| link.is_some())) {
            close.emit(());
        }
    });
    let current = props
        .open
        .as_ref()
        .map(|open| AttrValue::from(route::of(open)));
    let needle = filter.trim().to_lowercase();
    let found: Vec<Html> = listed
        .iter()
        .filter_map(|one| entry(one, &needle, &current))
        .collect();
    html! {
        <nav class="nav" id="nav" aria-label="APIs" {onkeydown}>
            <TextBox
                class="filter" part="filter" label="Filter the operations" placeholder="Filter"
                value={(*filter).clone()} {oninput}
            />
            <p class="help nav-none" role="status">
                { if found.is_empty() && !listed.is_empty() { "No operation matches." } else { "" } }
            </p>
            <ul class="apis" {onclick}>{ for found }</ul>
        </nav>
    }
}

/// What is listed. It follows from what is loaded, and not from what is open.
#[hook]
pub fn use_listed(
    catalog: &Loaded<Rc<Index>>,
    documents: &Shared<BTreeMap<String, Loaded<Rc<Api>>>>,
) -> Rc<Vec<Listed>> {
    let sources = (catalog.clone(), documents.clone());
    use_memo(sources, |(catalog, documents)| {
        let documents: &Documents = documents;
        listing::listed(catalog, documents)
    })
}

/// An API and those of its operations that fit the filter, if any does.
fn entry(listed: &Listed, needle: &str, current: &Option<AttrValue>) -> Option<Html> {
    let shown = listed.fitting(needle)?;
    let own = route::write(&listed.id, "");
    let current = current.clone().filter(|hash| hash.starts_with(&*own));
    Some(html! {
        <li key={listed.id.clone()} class="api">
            <a class="api-title" href={format!("#/{}", listed.id)} title={listed.summary.clone()}>
                { &listed.title }
            </a>
            <Rows lines={listed.lines.clone()} {shown} {current} />
        </li>
    })
}

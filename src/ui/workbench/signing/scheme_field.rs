//! The choice of the signature scheme.

use std::rc::Rc;

use yew::prelude::*;

use super::described::Described;
use super::{at, problem_list};
use crate::ui::act::use_act;
use crate::ui::controls::{Combobox, Item, id_of};
use crate::ui::shared::Shared;
use crate::ui::state::{Action, Open, Own, Setting};
use openapi::Operation;
use signature::presets;
use signature::saved::{is_own, name_of};

/// See [`SchemeField`].
#[derive(Properties, PartialEq)]
pub struct SchemeFieldProps {
    pub open: Shared<Open>,
}

/// The scheme in force, and a search over all of them.
#[component]
pub fn SchemeField(props: &SchemeFieldProps) -> Html {
    let act = use_act();
    let open = &props.open;
    let scheme = &open.flow.scheme;
    // A saved scheme that is no longer there is still the one that the draft names.
    let wanted = open.bench.draft.signing.scheme.as_ref();
    let gone = wanted
        .filter(|id| is_own(id) && ***id != *scheme.id)
        .cloned();
    let on = (
        Shared::from(&open.operation),
        Shared::from(&open.own),
        gone.clone(),
    );
    let items = use_memo(on, |(operation, own, gone)| {
        items(operation, own, gone.as_deref())
    });
    let choose = use_callback((), move |id: String, ()| {
        act.emit(Action::Sign(Setting::Scheme, id.into()));
    });
    let problems = at(open, "scheme");
    let value = gone.map_or_else(|| AttrValue::from(scheme.id.clone()), AttrValue::Rc);
    let described = match problems.is_empty() {
        true => AttrValue::Static("h-scheme"),
        false => format!("{} h-scheme", id_of("p", "scheme")).into(),
    };
    let documented = open.operation.signature.as_ref().map(|used| &used.scheme);
    let other = documented.filter(|documented| documented.id != scheme.id);
    html! {
        <div class="signature-field" data-for="scheme">
            <label for="scheme">{ "Scheme" }</label>
            <div class="signature-control">
                <Combobox
                    id="scheme" part="scheme" {value} items={(*items).clone()} onchange={choose} {described}
                    invalid={!problems.is_empty()} placeholder="Search schemes"
                />
                { problem_list(id_of("p", "scheme"), &problems) }
                if let Some(documented) = other {
                    <p class="help">{ format!("The documented scheme is {}.", documented.title) }</p>
                }
                <Described
                    id="h-scheme" text={scheme.description.clone()} about={format!("the scheme {}", scheme.title)}
                />
            </div>
        </div>
    }
}

/// The documented scheme and None, the saved ones, then all others by name.
fn items(operation: &Operation, own: &Own, gone: Option<&str>) -> Rc<[Item]> {
    let documented = operation
        .signature
        .as_ref()
        .map(|signature| &signature.scheme);
    let mut items = Vec::new();
    if let Some(scheme) = documented.filter(|scheme| scheme.id != "none") {
        items.push(Item {
            group: "Documented",
            ..Item::new(scheme.id.clone(), scheme.title.clone())
        });
    }
    items.push(Item {
        group: "Unsigned",
        ..Item::new("none", "None")
    });
    let saved = own
        .saved
        .schemes()
        .iter()
        .map(|s| (s.id.clone(), s.title.clone()));
    let gone = gone.map(|id| (id.to_owned(), format!("{} (not saved here)", name_of(id))));
    items.extend(saved.chain(gone).map(|(id, title)| Item {
        group: "Saved",
        ..Item::new(id, title)
    }));
    let is_listed = |id: &str| id == "none" || documented.is_some_and(|scheme| scheme.id == id);
    let mut others: Vec<_> = presets::all()
        .iter()
        .filter(|s| !is_listed(&s.id))
        .collect();
    others.sort_by_key(|scheme| scheme.title.to_lowercase());
    items.extend(others.into_iter().map(|scheme| Item {
        group: "All schemes",
        ..Item::new(scheme.id.as_str(), scheme.title.as_str())
    }));
    items.into()
}

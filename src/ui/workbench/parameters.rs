//! Path, query, header and cookie parameters in document order, and Accept.

use yew::prelude::*;

use super::section;
use crate::document::{Operation, Place};
use crate::draft::{Edit, Field};
use crate::ui::form::{self, Hints, text_of};
use crate::ui::parts::{Item, Select};
use crate::ui::state::{Action, Open};

/// The parameters by their place.
pub fn view(open: &Open, hints: &Hints, act: &Callback<Action>) -> Html {
    let at = |place: Place| {
        let of_place = open.operation.parameters.iter();
        of_place
            .filter(move |p| p.place == place)
            .map(|parameter| {
                let control = &parameter.control;
                let root = format!("{}:{}", place.word(), control.name);
                let node = open.bench.draft.root(&root);
                let field = Field::root(root.as_str());
                let name = AttrValue::from(control.name.clone());
                form::field(control, field, node, hints, name, act)
            })
            .collect::<Vec<Html>>()
    };
    let part = |id: &'static str, title: &'static str, fields: Vec<Html>| match fields.is_empty() {
        true => Html::default(),
        false => section(id, title, fields.into_iter().collect()),
    };
    let mut headers = at(Place::Header);
    headers.push(accept(open, act));
    html! {
        <>
            { part("path", "Path", at(Place::Path)) }
            { part("query", "Query", at(Place::Query)) }
            { part("headers", "Header fields", headers) }
            { part("cookies", "Cookies", at(Place::Cookie)) }
        </>
    }
}

/// The media types that the documentation answers with, each once.
fn accepted(operation: &Operation) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for media in operation.responses.iter().flat_map(|r| &r.media) {
        if !all.contains(&media.name.as_str()) {
            all.push(&media.name);
        }
    }
    all
}

fn accept(open: &Open, act: &Callback<Action>) -> Html {
    const AT: &str = "header:Accept";
    let mut items = vec![Item::new("", "not given")];
    items.extend(
        accepted(&open.operation)
            .into_iter()
            .map(|m| Item::plain(m.to_owned())),
    );
    let onchange =
        act.reform(|chosen: String| Action::Edit(Edit::Type(Field::root(AT), chosen.into())));
    let value = text_of(open.bench.draft.root(AT));
    html! {
        <div class="field" data-for={AT} key={AT}>
            <div class="field-head">
                <label for="accept">{ "Accept" }</label>
                <span class="type">{ "media type" }</span>
            </div>
            <div class="field-body">
                <Select id="accept" field={AT} value={AttrValue::from(value)} {items} {onchange} />
                <p class="help">{ "The media type that the response is asked for in" }</p>
            </div>
        </div>
    }
}

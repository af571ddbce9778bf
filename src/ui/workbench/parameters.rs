//! Path, query, header and cookie parameters in document order, and Accept.

use yew::prelude::*;

use super::pieces::{Sheet, choice, chosen, named, section};
use crate::document::{Operation, Place};
use crate::draft::{Edit, Field};
use crate::ui::el::{el, nothing, row};
use crate::ui::form::{self, Hints, text_of};
use crate::ui::parts::{Item, SelectProps};
use crate::ui::state::{Action, Open};

/// The parameters by their place.
pub fn view(
    Sheet {
        open, hints, act, ..
    }: &Sheet,
) -> Html {
    let at = |place: Place| fields(open, hints, act, place);
    let mut headers = at(Place::Header);
    headers.push(accept(open, act));
    row(vec![
        part("path", "Path", at(Place::Path)),
        part("query", "Query", at(Place::Query)),
        part("headers", "Header fields", headers),
        part("cookies", "Cookies", at(Place::Cookie)),
    ])
}

fn part(id: &'static str, title: &'static str, fields: Vec<Html>) -> Html {
    match fields.is_empty() {
        true => nothing(),
        false => section(id, title, row(fields)),
    }
}

/// The fields of the parameters in one place.
fn fields(open: &Open, hints: &Hints, act: &Callback<Action>, place: Place) -> Vec<Html> {
    let mut fields = Vec::new();
    for parameter in &open.operation.parameters {
        if parameter.place != place {
            continue;
        }
        let control = &parameter.control;
        let root = [place.word(), ":", &control.name].concat();
        let node = open.bench.draft.root(&root);
        let field = Field::root(root.as_str());
        let name = AttrValue::from(control.name.clone());
        fields.push(form::field(control, field, node, hints, name, act));
    }
    fields
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
    for media in accepted(&open.operation) {
        items.push(Item::plain(media.to_owned()));
    }
    let control = SelectProps {
        id: Some("accept".into()),
        field: Some(AT.into()),
        value: text_of(open.bench.draft.root(AT)).into(),
        items,
        onchange: chosen(act, |chosen| {
            Action::Edit(Edit::Type(Field::root(AT), chosen.into()))
        }),
        ..Default::default()
    };
    let kind = el("span").class("type").text("media type");
    let head = named("accept".into(), "Accept".into()).el(kind);
    let help = el("p")
        .class("help")
        .text("The media type that the response is asked for in");
    choice(head, control, Some(help))
        .is("data-for", AT)
        .key(AT.into())
        .node()
}

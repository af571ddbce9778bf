//! Path, query, header and cookie parameters in document order, and Accept.

use std::collections::HashSet;

use yew::prelude::*;

use super::pieces::{FormContext, choice, chosen, named, section};
use crate::ui::el::{el, nothing, row};
use crate::ui::form::{self, text_of};
use crate::ui::more::{FIRST, some};
use crate::ui::parts::{Item, SelectProps};
use crate::ui::state::{Action, Open};
use openapi::{Parameter, Place};
use problem::{Field, Root};
use request::draft::Edit;

/// The parameters by their place.
pub fn view(context: &FormContext) -> Html {
    let at = |place: Place| fields(context, place);
    let mut headers = at(Place::Header);
    headers.push(accept(&context.open, &context.act));
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

/// The fields of the parameters in one place. Of many those come first that are required, given or wrong.
fn fields(context: &FormContext, place: Place) -> Vec<Html> {
    let parameters = &context.open.operation.parameters;
    let of_place = |at: &usize| parameters[*at].place == place;
    let mut all: Vec<usize> = (0..parameters.len()).filter(of_place).collect();
    if all.len() <= FIRST {
        return all.into_iter().map(|at| field(context, at)).collect();
    }
    let problems = context.open.problems.iter();
    let wrong: HashSet<&Root> = problems
        .filter(|problem| problem.at.path.is_empty())
        .map(|problem| &problem.at.root)
        .collect();
    all.sort_by_key(|at| {
        let root = root(&parameters[*at]);
        let given = !context.open.bench.draft.root(&root).is_absent();
        !(given || parameters[*at].control.required || wrong.contains(&root))
    });
    let context = context.clone();
    vec![some(all.len(), "parameters", move |at| {
        field(&context, all[at])
    })]
}

/// The field of a parameter.
fn field(
    FormContext {
        open, hints, act, ..
    }: &FormContext,
    at: usize,
) -> Html {
    let parameter = &open.operation.parameters[at];
    let root = root(parameter);
    let node = open.bench.draft.root(&root);
    let name = AttrValue::from(parameter.control.name.clone());
    form::field(
        &parameter.control,
        Field::from(root.clone()),
        node,
        hints,
        name,
        act,
    )
}

fn root(parameter: &Parameter) -> Root {
    parameter.place.root(&parameter.control.name)
}

fn accept(open: &Open, act: &Callback<Action>) -> Html {
    const AT: &str = "header:Accept";
    let mut items = vec![Item::new("", "not given")];
    for media in open.operation.accepts() {
        items.push(Item::plain(media.to_owned()));
    }
    let control = SelectProps {
        id: Some("accept".into()),
        field: Some(AT.into()),
        value: text_of(open.bench.draft.root(&Root::accept())).into(),
        items,
        onchange: chosen(act, |chosen| {
            Action::Edit(Edit::Type(Root::accept().into(), chosen.into()))
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

/// How many parameters are given.
pub fn summary(open: &Open) -> String {
    let parameters = &open.operation.parameters;
    let given = |one: &&Parameter| !open.bench.draft.root(&root(one)).is_absent();
    match parameters.iter().filter(given).count() {
        0 => "None given".to_owned(),
        given => format!("{given} of {} given", parameters.len()),
    }
}

//! Where the request goes: the documented server, its variables, or an address of one's own.

use std::rc::Rc;

use yew::prelude::*;

use super::pieces::{FormContext, choice, chosen, help, named, plain};
use crate::ui::el::{el, row};
use crate::ui::form::{self, Hints, PlainProps, Secrecy, text_of};
use crate::ui::parts::{Intent, Item, SelectProps, id_of};
use crate::ui::state::{Action, Open};
use openapi::ServerVariable;
use problem::{Field, Root};
use request::draft::Edit;

/// The controls of the address.
pub fn view(
    FormContext {
        open, hints, act, ..
    }: &FormContext,
) -> Html {
    let operation = &open.operation;
    let server = operation
        .servers
        .get(open.bench.draft.server)
        .or(operation.servers.first());
    let documented = server.map_or("", |s| s.url.as_str());
    let placeholder = ["e.g. https://api.example.com; empty for ", documented].concat();
    let own = PlainProps {
        name: "Server URL".into(),
        inputmode: Some("url"),
        placeholder: Some(placeholder.into()),
        help: "An address of your own; it replaces the documented server".into(),
        ..typed(open, hints, act, Root::address())
    };
    let mut variables = Vec::new();
    for one in server.map_or(&[][..], |s| &s.variables) {
        variables.push(variable(open, hints, act, one));
    }
    let inside = row(vec![
        servers(open, act),
        plain("server:url".into(), own),
        row(variables),
    ]);
    inside
}

fn servers(open: &Open, act: &Callback<Action>) -> Html {
    let servers = &open.operation.servers;
    if servers.len() < 2 {
        return Html::default();
    }
    let mut items = Vec::new();
    for (index, server) in servers.iter().enumerate() {
        let words = match server.description.is_empty() {
            true => server.url.clone(),
            false => [&*server.url, " — ", &server.description].concat(),
        };
        items.push(Item::new(index.to_string(), words));
    }
    let control = SelectProps {
        id: Some("server".into()),
        field: Some("server:".into()),
        value: open.bench.draft.server.to_string().into(),
        items,
        onchange: chosen(act, |index| {
            Action::Edit(Edit::Server(index.parse().unwrap_or_default()))
        }),
        ..Default::default()
    };
    choice(named("server".into(), "Server".into()), control, None).node()
}

fn variable(open: &Open, hints: &Hints, act: &Callback<Action>, variable: &ServerVariable) -> Html {
    let root = Root::Server(variable.name.as_str().into());
    let at = root.to_string();
    let name = AttrValue::from(variable.name.clone());
    if variable.choices.is_empty() {
        let props = PlainProps {
            name,
            secret: variable.secret,
            secrecy: Secrecy::of_variable(variable, root.clone().into(), act),
            placeholder: (variable.default.as_ref()).map(|text| ["default ", text].concat().into()),
            help: variable.description.clone().into(),
            ..typed(open, hints, act, root)
        };
        return plain(at.into(), props);
    }
    let default = variable.default.as_deref().unwrap_or_default();
    let default = match variable.implied {
        true => [default, " (the first: no default is documented)"].concat(),
        false => [default, " (default)"].concat(),
    };
    let mut items = vec![Item::new("", default)];
    for choice in &variable.choices {
        items.push(Item::plain(choice.clone()));
    }
    let value = text_of(open.bench.draft.root(&root));
    let field = Field::from(root);
    let problems = hints.at(&field);
    let onchange =
        act.reform(move |chosen: String| Action::Edit(Edit::Type(field.clone(), chosen.into())));
    let id = id_of("f", &at);
    let at = AttrValue::from(at);
    let control = SelectProps {
        described: (!problems.is_empty()).then(|| form::problems_id(&at)),
        invalid: !problems.is_empty(),
        id: Some(id.clone()),
        field: Some(at.clone()),
        value: value.into(),
        items,
        onchange: onchange.into(),
        ..Default::default()
    };
    let below = el("div")
        .put(form::problem_list(&at, &problems))
        .el(help(&variable.description));
    choice(named(id, name), control, Some(below))
        .attr("data-for", at.clone())
        .key(at)
        .node()
}

/// What a text control of the address holds and does.
#[inline(never)]
fn typed(open: &Open, hints: &Hints, act: &Callback<Action>, root: Root) -> PlainProps {
    let at = root.to_string();
    let value = text_of(open.bench.draft.root(&root));
    let field = Field::from(root);
    let problems = hints.below(&field).problems;
    let oninput = act.reform(move |text: Rc<str>| Action::Edit(Edit::Type(field.clone(), text)));
    PlainProps {
        at: Some(at.into()),
        value,
        problems,
        oninput: Intent::from(oninput),
        ..Default::default()
    }
}

/// The server, in a few words.
pub fn summary(open: &Open) -> String {
    let url = text_of(open.bench.draft.root(&Root::address()));
    match url.is_empty() {
        true => {
            let servers = &open.operation.servers;
            let server = servers.get(open.bench.draft.server).or(servers.first());
            server.map_or_else(String::new, |server| server.url.clone())
        }
        false => url.to_string(),
    }
}

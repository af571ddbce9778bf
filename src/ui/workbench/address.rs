//! Where the request goes: the documented server, its variables, or an address of one's own.

use std::rc::Rc;

use yew::prelude::*;

use super::section;
use crate::document::ServerVariable;
use crate::draft::{Edit, Field};
use crate::ui::form::{Hints, Plain, text_of};
use crate::ui::parts::{Item, Select, id_of};
use crate::ui::prose;
use crate::ui::state::{Action, Open};

/// The controls of the address.
pub fn view(open: &Open, hints: &Hints, act: &Callback<Action>) -> Html {
    let operation = &open.operation;
    let server = operation
        .servers
        .get(open.bench.draft.server)
        .or(operation.servers.first());
    let variables = server.map_or(&[][..], |s| &s.variables);
    let own = server.map_or("", |s| s.url.as_str());
    let inside = html! {
        <>
            { servers(open, act) }
            { plain(open, hints, act, "server:url", "Server URL", "url", &format!("e.g. https://api.example.com; empty for {own}"),
                "An address of your own; it replaces the documented server") }
            { for variables.iter().map(|v| variable(open, hints, act, v)) }
        </>
    };
    section("address", "Address", inside)
}

fn servers(open: &Open, act: &Callback<Action>) -> Html {
    let servers = &open.operation.servers;
    if servers.len() < 2 {
        return Html::default();
    }
    let items = servers.iter().enumerate().map(|(index, server)| {
        let words = match server.description.is_empty() {
            true => server.url.clone(),
            false => format!("{} — {}", server.url, server.description),
        };
        Item::new(index.to_string(), words)
    });
    let onchange =
        act.reform(|chosen: String| Action::Edit(Edit::Server(chosen.parse().unwrap_or_default())));
    html! {
        <div class="field">
            <div class="field-head"><label for="server">{ "Server" }</label></div>
            <div class="field-body">
                <Select id="server" field="server:" value={open.bench.draft.server.to_string()} items={items.collect::<Vec<_>>()} {onchange} />
            </div>
        </div>
    }
}

fn variable(open: &Open, hints: &Hints, act: &Callback<Action>, variable: &ServerVariable) -> Html {
    let at = format!("server:{}", variable.name);
    if variable.choices.is_empty() {
        let placeholder = format!("default {}", variable.default);
        return plain(
            open,
            hints,
            act,
            &at,
            &variable.name,
            "",
            &placeholder,
            &variable.description,
        );
    }
    let value = text_of(open.bench.draft.root(&at));
    let mut items = vec![Item::new("", format!("{} (default)", variable.default))];
    items.extend(variable.choices.iter().map(|c| Item::plain(c.clone())));
    let field = Field::root(at.as_str());
    let onchange =
        act.reform(move |chosen: String| Action::Edit(Edit::Type(field.clone(), chosen.into())));
    let id = id_of("f", &at);
    html! {
        <div class="field" data-for={at.clone()} key={at.clone()}>
            <div class="field-head"><label for={id.clone()}>{ variable.name.clone() }</label></div>
            <div class="field-body">
                <Select {id} field={at} value={AttrValue::from(value)} {items} {onchange} />
                <div class="help">{ prose::blocks(&variable.description) }</div>
            </div>
        </div>
    }
}

/// A text control of the address.
#[allow(clippy::too_many_arguments)]
fn plain(
    open: &Open,
    hints: &Hints,
    act: &Callback<Action>,
    at: &str,
    name: &str,
    inputmode: &'static str,
    placeholder: &str,
    help: &str,
) -> Html {
    let field = Field::root(at);
    let oninput = act.reform(move |text: Rc<str>| Action::Edit(Edit::Type(field.clone(), text)));
    html! {
        <Plain
            key={at.to_owned()}
            at={at.to_owned()}
            name={name.to_owned()}
            value={text_of(open.bench.draft.root(at))}
            problems={hints.below(at).problems}
            help={help.to_owned()}
            placeholder={placeholder.to_owned()}
            inputmode={(!inputmode.is_empty()).then_some(inputmode)}
            {oninput}
        />
    }
}

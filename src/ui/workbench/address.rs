//! Where the request is sent: the documented server and its variables, or a URL that replaces it.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::controls::Item;
use crate::ui::form::{Closed, Frame, Hints, Note, Plain, Secrecy, text_of, use_ties};
use crate::ui::shared::Shared;
use crate::ui::state::{Action, Open, Prefs};
use openapi::{Server, ServerVariable};
use problem::{Field, Problem, Root};
use request::address_secrets::in_address;
use request::draft::Edit;

/// See [`Address`].
#[derive(Properties, PartialEq)]
pub struct AddressProps {
    pub open: Shared<Open>,
    pub prefs: Prefs,
}

/// The controls of the address.
#[component]
pub fn Address(props: &AddressProps) -> Html {
    let act = use_act();
    let open = &props.open;
    let hints = Hints::new(open, &props.prefs);
    let documented = server(open);
    let is_delivery = open.operation.delivery.is_some();
    let (label, help) = match is_delivery {
        true => ("Receiver URL", "The URL that your receiver listens at."),
        false => ("Server URL", "Overrides the documented server."),
    };
    // A delivery's server is documented as `/` where it is the receiver's.
    let placeholder = match documented {
        Some(server) if server.url != "/" => Some(AttrValue::from(by_default(server))),
        _ => is_delivery.then_some(AttrValue::Static("http://localhost:3000/hook")),
    };
    let url = Field::address();
    let variable = |variable: &ServerVariable| {
        let root = Root::Server(variable.name.as_str().into());
        let (value, key) = (text_of(open.bench.draft.root(&root)), root.to_string());
        let place = Field::from(root);
        let problems = hints.below(&place).problems;
        html! { <Variable {key} variable={variable.clone()} {place} {value} {problems} /> }
    };
    let typed = text_of(open.bench.draft.root(&url.root));
    let help = match in_address(&typed).is_empty() {
        true => help,
        false => "Has a secret, so it is not stored in this browser.",
    };
    html! {
        <div class="fields">
            if open.operation.servers.len() > 1 {
                <Servers open={open.clone()} />
            }
            <Plain
                at={Some(AttrValue::from(url.to_string()))} name={label} inputmode={Some("url")} {placeholder}
                value={typed} problems={hints.below(&url).problems}
                {help} is_address=true oninput={typing(&act, url.clone())}
            />
            { for documented.iter().flat_map(|server| &server.variables).map(variable) }
        </div>
    }
}

/// The documented server that is chosen, else the first.
fn server(open: &Open) -> Option<&Server> {
    let all = &open.operation.servers;
    all.get(open.bench.draft.server).or(all.first())
}

/// Returns a server's URL with the defaults of its variables.
fn by_default(server: &Server) -> String {
    let filled = |url: String, variable: &ServerVariable| match &variable.default {
        Some(default) => url.replace(&format!("{{{}}}", variable.name), default),
        None => url,
    };
    server.variables.iter().fold(server.url.clone(), filled)
}

fn typing(act: &Callback<Action>, place: Field) -> Callback<Rc<str>> {
    act.reform(move |text| Action::Edit(Edit::Type(place.clone(), text)))
}

#[derive(Properties, PartialEq)]
struct ServersProps {
    open: Shared<Open>,
}

/// The choice of a documented server.
#[component]
fn Servers(props: &ServersProps) -> Html {
    let act = use_act();
    let open = &props.open;
    let at = AttrValue::Static("server:");
    let ties = use_ties(&at, &[], false, false);
    let items: Rc<[Item]> = open
        .operation
        .servers
        .iter()
        .enumerate()
        .map(|(index, server)| {
            let url = by_default(server);
            let words = match server.description.is_empty() {
                true => url,
                false => format!("{url} – {}", server.description),
            };
            Item::new(index.to_string(), words)
        })
        .collect();
    let onchange =
        act.reform(|index: String| Action::Edit(Edit::Server(index.parse().unwrap_or_default())));
    html! {
        <Frame ties={ties.clone()} name="Server">
            <Closed
                id={ties.control.clone()} field={at} value={open.bench.draft.server.to_string()} {items} {onchange}
            />
        </Frame>
    }
}

#[derive(Properties, PartialEq)]
struct VariableProps {
    variable: ServerVariable,
    place: Field,
    value: Rc<str>,
    problems: Vec<Rc<Problem>>,
}

/// A variable of the server's URL.
#[component]
fn Variable(props: &VariableProps) -> Html {
    let act = use_act();
    let VariableProps {
        variable,
        place,
        value,
        problems,
    } = props;
    let at = AttrValue::from(place.to_string());
    let ties = use_ties(&at, problems, false, false);
    if variable.choices.is_empty() {
        let default = variable.default.as_ref();
        return html! {
            <Plain
                at={Some(at)} name={variable.name.clone()} secret={variable.secret} value={Rc::clone(value)}
                secrecy={Secrecy::of_variable(variable, place.clone())} problems={problems.clone()}
                placeholder={default.map(|text| AttrValue::from(format!("Default: {text}")))}
                help={variable.description.clone()} oninput={typing(&act, place.clone())}
            />
        };
    }
    let default = variable.default.as_deref().unwrap_or_default();
    let default = match variable.implied {
        true => format!("{default} (the first; no default is documented)"),
        false => format!("{default} (default)"),
    };
    let choices = variable.choices.iter().cloned().map(Item::plain);
    let items: Rc<[Item]> = [Item::new("", default)]
        .into_iter()
        .chain(choices)
        .collect();
    let onchange = typing(&act, place.clone()).reform(|chosen: String| chosen.into());
    html! {
        <>
            <Frame ties={ties.clone()} name={variable.name.clone()}>
                <Closed
                    id={ties.control.clone()} field={at} value={AttrValue::Rc(Rc::clone(value))} {items} {onchange}
                    described={ties.described.clone()} invalid={ties.invalid()}
                />
            </Frame>
            <div class="aside"><Note name={variable.name.clone()} text={variable.description.clone()} /></div>
        </>
    }
}

/// The URL of the server.
pub fn summary(open: &Open) -> String {
    let url = text_of(open.bench.draft.root(&Root::address()));
    match url.is_empty() {
        true => server(open).map_or_else(String::new, by_default),
        false => url.to_string(),
    }
}

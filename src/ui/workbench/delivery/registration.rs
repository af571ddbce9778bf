//! The values that a delivery takes from its registration, and those that are missing there.

use yew::prelude::*;

use crate::ui::controls::info::Info;
use crate::ui::route;
use crate::ui::shared::Shared;
use openapi::delivery::{Delivery, Prefilled};
use openapi::expression::{self, Expression, Source};
use openapi::{Api, Operation};
use problem::{Field, Root, Setting, Step};

/// See [`Registration`].
#[derive(Properties, PartialEq)]
pub struct RegistrationProps {
    pub operation: Shared<Operation>,
    pub api: Shared<Api>,
}

/// Names at most this many values that are missing.
const NAMED: usize = 4;

/// A sentence with a link to the registration; where each value comes from is behind an info button.
#[component]
pub fn Registration(props: &RegistrationProps) -> Html {
    let Some(delivery) = &props.operation.delivery else {
        return Html::default();
    };
    let Some(of) = delivery.listing.of.as_deref() else {
        return Html::default();
    };
    let title = props.api.operations.iter().find(|o| o.id == *of);
    let title = title.map_or(of, |operation| &operation.summary);
    let link = html! { <a href={route::write(&props.operation.api, of)}>{ title }</a> };
    let missing = missing(&props.operation, delivery);
    let sentence = match delivery.prefilled.len() {
        0 => {
            let names = match missing.is_empty() {
                true => "values".to_owned(),
                false => joined(&missing),
            };
            html! { <>{ "Not linked yet. Fill in “" }{ link }{ format!("”, and its {names} appear here.") }</> }
        }
        count => {
            let values = match count {
                1 => "1 value comes from “".to_owned(),
                count => format!("{count} values come from “"),
            };
            html! {
                <>
                    { values }{ link }{ "”. Edit here to override. " }
                    if !missing.is_empty() {
                        { format!("Not filled in there: {}.", joined(&missing)) }
                    }
                </>
            }
        }
    };
    html! {
        <div class="registration" data-part="taken">
            <div>
                { sentence }
                if !delivery.prefilled.is_empty() {
                    <Info id="registration-values" label="Where these values come from">
                        <ul class="plain">{ for delivery.prefilled.iter().map(origin) }</ul>
                    </Info>
                }
            </div>
        </div>
    }
}

fn origin(prefilled: &Prefilled) -> Html {
    html! {
        <li data-field-from={prefilled.field.to_string()}>
            <strong>{ label(&prefilled.field) }</strong>
            { " from " }
            if let Some(source) = source(&prefilled.from) {
                { source }
            } else {
                <code>{ &*prefilled.from }</code>
            }
        </li>
    }
}

/// The names of the missing values, each once: the optional ones of a list or a map are left out, and so
/// are credentials where there are several ways to authenticate.
fn missing(operation: &Operation, delivery: &Delivery) -> Vec<String> {
    let has_choice = operation.security.len() > 1;
    let mut names: Vec<String> = Vec::new();
    let fields = delivery.missing.iter().map(|missing| &missing.field);
    let is_open = |field: &&Field| {
        field.to_string().ends_with('*') || has_choice && matches!(field.root, Root::Credential(_))
    };
    for name in fields.filter(|field| !is_open(field)).map(label) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(NAMED);
    names
}

/// `a, b and c`; a name that is no documented one begins in lower case.
fn joined(names: &[String]) -> String {
    let names = names.iter().map(|name| match name.as_str() {
        "Receiver URL" => "receiver URL",
        "Secret" => "secret",
        name => name,
    });
    let names: Vec<&str> = names.collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// The name of a field for people.
fn label(field: &Field) -> String {
    let path: Vec<String> = field.path.iter().map(step).collect();
    match &field.root {
        Root::Server(name) if &**name == "url" => "Receiver URL".to_owned(),
        Root::Secret(None) => "Secret".to_owned(),
        Root::Body if !path.is_empty() => path.join("."),
        Root::Body | Root::Raw => "Body".to_owned(),
        Root::MediaType => "Content-Type".to_owned(),
        Root::Security => "Authorization".to_owned(),
        Root::Signing(Setting::Scheme) => "Signature scheme".to_owned(),
        root if path.is_empty() => root.name().to_owned(),
        root => format!("{} {}", root.name(), path.join(".")),
    }
}

fn step(step: &Step) -> String {
    step.to_string().trim_start_matches('/').to_owned()
}

/// The part of the registration that an expression names, for people.
fn source(from: &str) -> Option<String> {
    let inner = from
        .split_once('{')
        .and_then(|(_, rest)| rest.split_once('}'));
    let Expression::Request(source) =
        expression::parse(inner.map_or(from, |(inner, _)| inner)).ok()?
    else {
        return None;
    };
    Some(match source {
        Source::Header(name) => format!("the header {name}"),
        Source::Query(name) | Source::Path(name) => format!("the parameter {name}"),
        Source::Body(None) => "the body".to_owned(),
        Source::Body(Some(pointer)) => pointer.trim_start_matches('/').replace('/', "."),
    })
}

//! The credentials: one of the documented security alternatives and its inputs.

use std::rc::Rc;

use yew::prelude::*;

use super::section;
use crate::document::{Alternative, SecurityKind, SecurityScheme};
use crate::draft::Edit;
use crate::ui::form::{Hints, Plain};
use crate::ui::parts::{Item, Select};
use crate::ui::prose;
use crate::ui::state::{Action, Open};

/// The choice of an alternative, and the inputs of its schemes.
pub fn view(open: &Open, hints: &Hints, act: &Callback<Action>) -> Html {
    let alternatives = &open.operation.security;
    let chosen = open.bench.draft.security.as_deref();
    let alternative = alternatives
        .iter()
        .find(|a| Some(a.name.as_str()) == chosen)
        .or(alternatives.first());
    let items: Vec<Item> = alternatives
        .iter()
        .map(|a| Item::new(a.name.clone(), words(a)))
        .collect();
    let onchange = act.reform(|name: String| Action::Edit(Edit::Security(name.into())));
    let value = alternative.map_or("", |a| a.name.as_str()).to_owned();
    let schemes = alternative.map_or(&[][..], |a| &a.schemes);
    let inside = html! {
        <>
            <div class="field" data-for="auth">
                <div class="field-head"><label for="auth">{ "Security" }</label></div>
                <div class="field-body">
                    <Select id="auth" field="auth" part="auth" {value} {items} {onchange} />
                </div>
            </div>
            { for schemes.iter().map(|s| scheme(open, hints, act, s)) }
        </>
    };
    section("authorization", "Authorization", inside)
}

fn words(alternative: &Alternative) -> String {
    if alternative.schemes.is_empty() {
        return "none".to_owned();
    }
    let each: Vec<String> = alternative
        .schemes
        .iter()
        .map(|scheme| match &scheme.kind {
            SecurityKind::Basic => format!("{}: Authorization: Basic", scheme.name),
            SecurityKind::Token { word } => format!("{}: Authorization: {word}", scheme.name),
            SecurityKind::ApiKey { place, field } => {
                format!("{}: {} {field}", scheme.name, place.word())
            }
            SecurityKind::Signed => format!("{}: signed", scheme.name),
            SecurityKind::Unsupported { .. } => scheme.name.clone(),
        })
        .collect();
    each.join(" + ")
}

/// What is said of a scheme, and its inputs.
fn scheme(open: &Open, hints: &Hints, act: &Callback<Action>, scheme: &SecurityScheme) -> Html {
    let base = format!("auth:{}", scheme.name);
    let inputs = match &scheme.kind {
        SecurityKind::Basic => vec![
            ("/username", "username", false),
            ("/password", "password", true),
        ],
        SecurityKind::Token { .. } | SecurityKind::ApiKey { .. } => {
            vec![("", scheme.name.as_str(), true)]
        }
        SecurityKind::Signed | SecurityKind::Unsupported { .. } => Vec::new(),
    };
    let last = inputs.len().saturating_sub(1);
    let inputs = inputs.into_iter().enumerate();
    let controls = inputs.map(|(index, (tail, name, secret))| {
        let at = format!("{base}{tail}");
        let problems = hints.at(&at);
        let value = open.bench.secrets.get(&at);
        let input: Rc<str> = at.as_str().into();
        let oninput = act.reform(move |text| Action::Secret(Rc::clone(&input), text));
        html! {
            <Plain
                key={at.clone()}
                at={at.clone()}
                name={name.to_owned()}
                value={Rc::from(value.map_or("", |v| v.expose()))}
                {problems}
                placeholder={placeholder(scheme, tail)}
                help={if index == last { scheme.description.clone() } else { String::new() }}
                {secret}
                {oninput}
            />
        }
    });
    html! {
        <>
            { for controls }
            <div class="aside">
            if let SecurityKind::Unsupported { why } = &scheme.kind {
                <p class="notice">{ why.clone() }</p>
            }
            if matches!(scheme.kind, SecurityKind::Signed | SecurityKind::Unsupported { .. }) {
                <div class="help">{ prose::blocks(&scheme.description) }</div>
            }
            { for scheme.notices.iter().map(|n| html! { <div class="notice">{ prose::blocks(n) }</div> }) }
            { crate::ui::form::source(scheme.source.as_deref()) }
            </div>
        </>
    }
}

/// An example credential, where there is one for the whole scheme.
fn placeholder(scheme: &SecurityScheme, tail: &str) -> Option<AttrValue> {
    let example = scheme.placeholder.as_ref().filter(|_| tail.is_empty())?;
    Some(format!("e.g. {example}").into())
}

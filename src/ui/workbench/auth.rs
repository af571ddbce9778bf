//! The credentials: one of the documented security alternatives and its inputs.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::act::use_act;
use crate::ui::controls::{Item, Select};
use crate::ui::form::{Frame, Hints, Note, Plain, use_ties};
use crate::ui::shared::Shared;
use crate::ui::state::{Action, Open, Prefs};
use openapi::{Alternative, SecurityKind, SecurityScheme};
use problem::{Field, Root};
use request::draft::Edit;

/// See [`Authorization`].
#[derive(Properties, PartialEq)]
pub struct AuthorizationProps {
    pub open: Shared<Open>,
    pub prefs: Prefs,
}

/// The choice of an alternative, and the inputs of its schemes.
#[component]
pub fn Authorization(props: &AuthorizationProps) -> Html {
    let act = use_act();
    let open = &props.open;
    let hints = Hints::new(open, &props.prefs);
    let at = AttrValue::Static("auth");
    let ties = use_ties(&at, &hints.at(&Root::Security.into()), false, false);
    let chosen = alternative(open);
    let alternatives = open.operation.security.iter();
    let is_signed = |one: &&Alternative| one.schemes.iter().any(|s| is_signature(s));
    let is_only_signed = open.operation.security.iter().filter(is_signed).count() < 2;
    let items: Vec<Item> = alternatives
        .map(|one| Item::new(one.name.clone(), words(one, is_only_signed)))
        .collect();
    let value = chosen.map_or("", |one| &one.name).to_owned();
    let onchange = act.reform(|name: String| Action::Edit(Edit::Security(name.into())));
    let schemes = chosen.map_or(&[][..], |one| &one.schemes);
    html! {
        <div class="fields">
            <Frame ties={ties.clone()} name="Method">
                <Select
                    id={Some(ties.control.clone())} field={Some(at.clone())} part={Some(at)} {value} {items} {onchange}
                    described={ties.described.clone()} invalid={ties.invalid()}
                />
            </Frame>
            { for schemes.iter().map(|scheme| inputs(open, &hints, &act, scheme)) }
        </div>
    }
}

/// The alternative that is chosen, else the first.
fn alternative(open: &Open) -> Option<&Alternative> {
    let all = &open.operation.security;
    let chosen = open.bench.draft.security.as_deref();
    let named = all.iter().find(|one| Some(one.name.as_str()) == chosen);
    named.or(all.first())
}

/// An input of a scheme.
struct Input {
    place: Field,
    name: String,
    secret: bool,
}

/// The inputs that a scheme asks for.
fn inputs_of(scheme: &SecurityScheme) -> Vec<Input> {
    let place = Field::from(Root::Credential(scheme.name.as_str().into()));
    let part = |name: &str, secret| Input {
        place: place.member(name),
        name: name.to_owned(),
        secret,
    };
    match &scheme.kind {
        SecurityKind::Basic => vec![part("username", false), part("password", true)],
        SecurityKind::Token { .. } | SecurityKind::ApiKey { .. } => vec![Input {
            place,
            name: scheme.name.clone(),
            secret: true,
        }],
        SecurityKind::Signed | SecurityKind::Unsupported { .. } => Vec::new(),
    }
}

/// The inputs of a scheme, and what is documented of it.
fn inputs(open: &Open, hints: &Hints, act: &Callback<Action>, scheme: &SecurityScheme) -> Html {
    let is_basic = matches!(scheme.kind, SecurityKind::Basic);
    let example = scheme.placeholder.as_ref().filter(|_| !is_basic);
    let placeholder = example.map(|example| AttrValue::from(format!("e.g. {example}")));
    let input = |input: Input| {
        let at = AttrValue::from(input.place.to_string());
        let key = at.to_string();
        let value = open
            .bench
            .secrets
            .get(&at)
            .map_or("", |secret| secret.expose());
        let oninput = {
            let (act, input) = (act.clone(), Rc::<str>::from(at.as_str()));
            Callback::from(move |text| act.emit(Action::Secret(Rc::clone(&input), text)))
        };
        html! {
            <Plain
                {key} at={Some(at)} name={input.name} value={Rc::<str>::from(value)}
                problems={hints.at(&input.place)} placeholder={placeholder.clone()} required=true
                secret={input.secret} {oninput}
            />
        }
    };
    let why = match &scheme.kind {
        SecurityKind::Unsupported { why } => Some(html! { <p class="notice">{ why }</p> }),
        _ => None,
    };
    let notices = scheme.notices.clone();
    html! {
        <>
            { for inputs_of(scheme).into_iter().map(input) }
            <div class="aside">
                { for why }
                <Note
                    name={scheme.name.clone()} text={scheme.description.clone()} {notices}
                    source={scheme.source.clone().map(AttrValue::from)}
                />
            </div>
        </>
    }
}

/// A scheme in few words.
fn short(scheme: &SecurityScheme) -> String {
    match &scheme.kind {
        SecurityKind::Basic => "Basic".to_owned(),
        SecurityKind::Token { word } => word.clone(),
        SecurityKind::ApiKey { field, .. } => field.clone(),
        SecurityKind::Signed => "Signature".to_owned(),
        SecurityKind::Unsupported { .. } => scheme.name.clone(),
    }
}

fn is_signature(scheme: &SecurityScheme) -> bool {
    matches!(scheme.kind, SecurityKind::Signed)
}

/// An alternative in words; the document's name for a signature tells it from others of its kind.
fn words(alternative: &Alternative, is_only_signed: bool) -> String {
    let each = alternative.schemes.iter().map(|scheme| {
        let name = &scheme.name;
        match &scheme.kind {
            SecurityKind::Basic => format!("Basic: user name and password ({name})"),
            SecurityKind::Token { word } => format!("{word} token ({name})"),
            SecurityKind::ApiKey { place, field } => {
                format!("{field} in {} ({name})", place.word())
            }
            SecurityKind::Signed if is_only_signed => "Signature".to_owned(),
            SecurityKind::Signed => format!("Signature ({name})"),
            SecurityKind::Unsupported { .. } => name.clone(),
        }
    });
    match alternative.schemes.is_empty() {
        true => "None".to_owned(),
        false => each.collect::<Vec<_>>().join(" + "),
    }
}

/// The method, and whether its credentials are there.
pub fn summary(open: &Open) -> String {
    let Some(chosen) = alternative(open).filter(|one| !one.schemes.is_empty()) else {
        return "None".to_owned();
    };
    let method = chosen
        .schemes
        .iter()
        .map(|scheme| short(scheme))
        .collect::<Vec<_>>()
        .join(" + ");
    let is_missing = |input: &Input| {
        let value = open.bench.secrets.get(&input.place.to_string());
        value.is_none_or(|value| value.expose().is_empty())
    };
    let mut inputs = chosen
        .schemes
        .iter()
        .flat_map(|scheme| inputs_of(scheme))
        .peekable();
    match (
        inputs.peek().is_some(),
        inputs.any(|input| is_missing(&input)),
    ) {
        (true, true) => format!("{method}: missing"),
        (true, false) => format!("{method}: given"),
        (false, _) => method,
    }
}

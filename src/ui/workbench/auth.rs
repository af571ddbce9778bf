//! The credentials: one of the documented security alternatives and its inputs.

use std::rc::Rc;

use yew::prelude::*;

use super::pieces::{FormContext, choice, chosen, help, named, notices, plain};
use crate::ui::el::{El, el, row};
use crate::ui::form::{self, Hints, PlainProps};
use crate::ui::parts::{Item, SelectProps};
use crate::ui::state::{Action, Open};
use openapi::{Alternative, SecurityKind, SecurityScheme};
use problem::{Field, Root};
use request::draft::Edit;

/// The choice of an alternative, and the inputs of its schemes.
pub fn view(
    FormContext {
        open, hints, act, ..
    }: &FormContext,
) -> Html {
    let alternatives = &open.operation.security;
    let chosen_name = open.bench.draft.security.as_deref();
    let alternative = alternatives
        .iter()
        .find(|a| Some(a.name.as_str()) == chosen_name)
        .or(alternatives.first());
    let mut items = Vec::new();
    for one in alternatives {
        items.push(Item::new(one.name.clone(), words(one)));
    }
    let at = AttrValue::Static("auth");
    let control = SelectProps {
        id: Some(at.clone()),
        field: Some(at.clone()),
        part: Some(at.clone()),
        value: alternative.map_or("", |a| &a.name).to_owned().into(),
        items,
        onchange: chosen(act, |name| Action::Edit(Edit::Security(name.into()))),
        ..Default::default()
    };
    let mut schemes = Vec::new();
    for one in alternative.map_or(&[][..], |a| &a.schemes) {
        schemes.push(scheme(open, hints, act, one));
    }
    let security = choice(named(at.clone(), "Security".into()), control, None);
    let inside = row(vec![security.attr("data-for", at).node(), row(schemes)]);
    inside
}

fn words(alternative: &Alternative) -> String {
    if alternative.schemes.is_empty() {
        return "none".to_owned();
    }
    let mut each = Vec::new();
    for scheme in &alternative.schemes {
        let name = scheme.name.as_str();
        each.push(match &scheme.kind {
            SecurityKind::Basic => [name, ": Authorization: Basic"].concat(),
            SecurityKind::Token { word } => [name, ": Authorization: ", word].concat(),
            SecurityKind::ApiKey { place, field } => {
                [name, ": ", place.word(), " ", field].concat()
            }
            SecurityKind::Signed => [name, ": signed"].concat(),
            SecurityKind::Unsupported { .. } => name.to_owned(),
        });
    }
    each.join(" + ")
}

/// What is said of a scheme, and its inputs.
fn scheme(open: &Open, hints: &Hints, act: &Callback<Action>, scheme: &SecurityScheme) -> Html {
    let inputs = match &scheme.kind {
        SecurityKind::Basic => &[
            ("username", "username", false),
            ("password", "password", true),
        ][..],
        SecurityKind::Token { .. } | SecurityKind::ApiKey { .. } => {
            &[("", scheme.name.as_str(), true)]
        }
        SecurityKind::Signed | SecurityKind::Unsupported { .. } => &[],
    };
    let mut controls = Vec::new();
    for (index, (tail, name, secret)) in inputs.iter().enumerate() {
        let mut place = Field::from(Root::Credential(scheme.name.as_str().into()));
        if !tail.is_empty() {
            place = place.member(*tail);
        }
        let at = place.to_string();
        let value = open.bench.secrets.get(&at);
        let input: Rc<str> = at.as_str().into();
        let oninput = act.reform(move |text| Action::Secret(Rc::clone(&input), text));
        let help = match index + 1 == inputs.len() {
            true => scheme.description.clone(),
            false => String::new(),
        };
        let props = PlainProps {
            at: Some(at.clone().into()),
            name: (*name).to_owned().into(),
            value: value.map_or("", |v| v.expose()).into(),
            problems: hints.at(&place),
            placeholder: placeholder(scheme, tail),
            help: help.into(),
            secret: *secret,
            oninput: oninput.into(),
            ..Default::default()
        };
        controls.push(plain(at.into(), props));
    }
    row(vec![row(controls), aside(scheme).node()])
}

/// What is said of a scheme where no input of it says it.
fn aside(scheme: &SecurityScheme) -> El {
    let (why, description) = match &scheme.kind {
        SecurityKind::Unsupported { why } => (Some(why), Some(&scheme.description)),
        SecurityKind::Signed => (None, Some(&scheme.description)),
        _ => (None, None),
    };
    let why = why.map(|why| el("p").class("notice").words(why.clone().into()));
    el("div")
        .class("aside")
        .maybe(why)
        .maybe(description.map(|text| help(text)))
        .put(notices(&scheme.notices))
        .put(form::source(scheme.source.as_deref()))
}

/// An example credential, where there is one for the whole scheme.
fn placeholder(scheme: &SecurityScheme, tail: &str) -> Option<AttrValue> {
    let example = scheme.placeholder.as_ref().filter(|_| tail.is_empty())?;
    Some(["e.g. ", example].concat().into())
}

/// The way to authenticate, in a few words.
pub fn summary(open: &Open) -> String {
    let chosen = open.bench.draft.security.as_deref();
    let all = &open.operation.security;
    let named = all.iter().find(|one| Some(&*one.name) == chosen);
    named.or(all.first()).map_or_else(String::new, words)
}

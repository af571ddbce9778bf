//! The fields that the search finds: those of the open operation, and those of Verify.

use std::rc::Rc;

use super::{Actions, Does, Entry};
use crate::ui::state::Action;
use openapi::{Control, Kind, Operation, SecurityKind};
use problem::{Field, Root};
use request::draft::Draft;
use request::draft::place::media;

/// Steps within which the fields of a body are listed.
const DEPTH: usize = 6;
/// Fields that are listed.
const FIELDS: usize = 2000;

/// The fields of an operation, in the order of the form.
pub fn of_operation(operation: &Operation, draft: &Draft) -> Vec<Entry> {
    let mut all = Vec::new();
    let body = media(draft, operation).and_then(|media| media.control.as_ref());
    if let Some(control) = body {
        members(&Field::body(), "", control, DEPTH, &mut all);
    }
    let chosen = draft.security.as_deref();
    let alternatives = &operation.security;
    let alternative = alternatives.iter().find(|one| Some(&*one.name) == chosen);
    for scheme in alternative
        .or(alternatives.first())
        .iter()
        .flat_map(|one| &one.schemes)
    {
        let field = Field::from(Root::Credential(scheme.name.as_str().into()));
        match scheme.kind {
            SecurityKind::Basic => {
                for part in ["username", "password"] {
                    all.push(entry(part, &scheme.name, field.member(part)));
                }
            }
            SecurityKind::Token { .. } | SecurityKind::ApiKey { .. } => {
                all.push(entry(&scheme.name, "Authorization", field));
            }
            SecurityKind::Signed | SecurityKind::Unsupported { .. } => {}
        }
    }
    for parameter in &operation.parameters {
        let name = &parameter.control.name;
        let place = parameter.place;
        all.push(entry(name, place.word(), place.root(name).into()));
    }
    for variable in operation
        .servers
        .get(draft.server)
        .iter()
        .flat_map(|server| &server.variables)
    {
        all.push(entry(
            &variable.name,
            "Server",
            Root::Server(variable.name.as_str().into()).into(),
        ));
    }
    all.push(entry("Server URL", "Server", Field::address()));
    all.push(entry("Secret", "Signature", Root::Secret(None).into()));
    all
}

/// The members of an object, and those within them.
fn members(place: &Field, within: &str, control: &Control, depth: usize, all: &mut Vec<Entry>) {
    for member in &control.members {
        if all.len() >= FIELDS {
            return;
        }
        let field = place.member(member.name.as_str());
        let detail = if within.is_empty() { "Body" } else { within };
        all.push(entry(&member.name, detail, field.clone()));
        if member.kind == Kind::Object && depth > 0 {
            let within = match within {
                "" => member.name.clone(),
                within => [within, " › ", &member.name].concat(),
            };
            members(&field, &within, member, depth - 1, all);
        }
    }
}

fn entry(name: &str, detail: &str, field: Field) -> Entry {
    let reveal = move || vec![Action::Reveal(field.clone())];
    Entry::acting("Field", name.to_owned(), detail.to_owned(), reveal)
}

/// The inputs of Verify.
pub fn of_verify() -> Vec<Entry> {
    let field = |title: &'static str, detail: &'static str, part| {
        Entry::new("Field", title, detail, Does::Focus(nothing(), part))
    };
    vec![
        field("Request", "Raw request", "verify-raw"),
        field("Headers", "Headers and body", "verify-headers"),
        field("Body", "Headers and body", "verify-body"),
        field("Scheme", "Signature", "verify-scheme"),
        field("Secret", "Signature", "secret"),
        field("URL", "Signature", "verify-url"),
        field("Received at", "Signature", "verify-time"),
    ]
}

/// No actions.
fn nothing() -> Actions {
    Rc::new(Vec::new)
}

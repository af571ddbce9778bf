//! What the four documentations say, written out by hand: every name, type,
//! description, default and sample value stands in its document unchanged.
//!
//! The lists here are a second reading of the documentations, independent of
//! the documents; a slip in either one shows.

mod aggregate;
mod genauth;
mod keyauth;
mod superoffice;

use std::collections::BTreeSet;
use std::rc::Rc;

use openapi::{Control, Operation};
use serde_json::Value;

use crate::common::{api, operation, text};

/// A documented field: name, type, whether it is required, description.
type Field<'a> = (&'a str, &'a str, bool, &'a str);

/// The members of an operation's body are the documented ones, in the documented order, then the vendor's.
fn body_has(operation: &Operation, documented: &[Field<'_>], vendors: &[&str]) {
    let media = operation.body.as_ref().map_or(&[][..], |b| &b.media);
    assert!(!media.is_empty(), "{} has no body", operation.id);
    for media in media {
        let control = media.control.as_ref().expect("a body has a form");
        fields_are(&control.members, documented, vendors);
    }
}

/// Controls are the documented ones, in the documented order, then those known only from the vendor, marked.
fn fields_are(controls: &[Rc<Control>], documented: &[Field<'_>], vendors: &[&str]) {
    let says = |c: &Rc<Control>| {
        (
            c.name.clone(),
            c.type_words.clone(),
            c.required,
            c.description.clone(),
        )
    };
    let own: Vec<_> = controls
        .iter()
        .filter(|c| c.source.is_none())
        .map(says)
        .collect();
    let expected = documented.iter();
    let expected: Vec<_> = expected
        .map(|f| (f.0.to_owned(), f.1.to_owned(), f.2, f.3.to_owned()))
        .collect();
    assert_eq!(own, expected);
    let marked: Vec<&str> = controls
        .iter()
        .skip(own.len())
        .map(|c| c.name.as_str())
        .collect();
    assert_eq!(
        marked, vendors,
        "what only the vendor knows stands last, marked"
    );
    assert!(controls[own.len()..].iter().all(|c| c.source.is_some()));
}

/// Every one of these stands in some text of the document.
fn says(id: &str, sentences: &[&str]) {
    let document: Value = serde_json::from_str(&text(id)).expect("a document is JSON");
    let mut texts = Vec::new();
    strings(&document, &mut texts);
    let missing: Vec<_> = sentences
        .iter()
        .filter(|s| !texts.iter().any(|t| t.contains(**s)))
        .collect();
    assert!(missing.is_empty(), "{id} does not say {missing:#?}");
}

fn strings<'a>(value: &'a Value, into: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => into.push(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, into)),
        Value::Object(members) => members.values().for_each(|member| strings(member, into)),
        _ => {}
    }
}

/// The JSON of an operation's request example.
fn example_body(operation: &Operation, name: &str) -> Value {
    let example = operation.examples.iter().find(|e| e.name == name);
    let example = example.unwrap_or_else(|| panic!("{} has no example {name}", operation.id));
    let body = example.body.as_deref().expect("the example has a body");
    serde_json::from_str(body).expect("an example is JSON")
}

/// The text of a response's example.
fn response_text(operation: &Operation, status: &str, name: &str) -> Rc<str> {
    let response = operation.responses.iter().find(|r| r.status == status);
    let response = response.unwrap_or_else(|| panic!("{} has no response {status}", operation.id));
    let example = response
        .media
        .iter()
        .flat_map(|m| &m.examples)
        .find(|e| e.name == name);
    example
        .unwrap_or_else(|| panic!("{status} has no example {name}"))
        .text
        .clone()
}

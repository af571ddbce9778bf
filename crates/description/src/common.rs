//! Rules for documents of every version.

use json::Value;
use json::value::Object;

use crate::edit;
use crate::notes::Notes;
use crate::part::Part;
use crate::reference;
use crate::rewrite::At;

/// Sets the version to OpenAPI 3.1, as the first member.
pub fn set_version(document: &mut Object) {
    edit::take(document, "swagger");
    edit::take(document, "openapi");
    document.insert(0, ("openapi".to_owned(), edit::text("3.1.1")));
}

/// Keeps a version that is written as the reader expects it.
pub fn keep_version(document: &mut Object) {
    if !edit::get_text(document, "openapi").is_some_and(|version| version.starts_with("3.1")) {
        set_version(document);
    }
}

/// Applies the rules to a part, given the document's address (`$self`).
pub fn apply(part: Part, members: &mut Object, own: Option<&str>, at: &At, notes: &mut Notes) {
    if let Some(own) = own {
        stay_within(members, own);
    }
    note_file(members, at, notes);
    if part == Part::Info {
        texts(members);
    }
}

/// `title` and `version` are strings (Info Object), but YAML's `version: 1.0` is a number.
fn texts(info: &mut Object) {
    for name in ["title", "version"] {
        let value = edit::get_mut(info, name);
        if let Some(value) =
            value.filter(|value| matches!(value, Value::Number(_) | Value::Bool(_)))
        {
            *value = edit::text(value.text());
        }
    }
}

/// A reference to the document by its address is one within it (3.2, section 4.1.2.2.1).
fn stay_within(members: &mut Object, own: &str) {
    if let Some(Value::String(reference)) = edit::get_mut(members, "$ref")
        && let Some(fragment) = reference.strip_prefix(own)
        && fragment.starts_with('#')
    {
        *reference = fragment.to_owned();
    }
}

/// Adds a note on the first reference to each other file.
fn note_file(members: &Object, at: &At, notes: &mut Notes) {
    let file = edit::get_text(members, "$ref").and_then(reference::file);
    if let Some(file) = file
        && notes.is_new(file)
    {
        let message = format!(
            "`{file}` is another file, which is not read: bundle the files into one document"
        );
        at.note_at(notes, "$ref", message);
    }
}

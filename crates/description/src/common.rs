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

/// Applies the rules to a part.
pub fn apply(part: Part, members: &mut Object, at: &At, notes: &mut Notes) {
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

//! Tests of the whole: each rule on a small document, other formats, broken files, bundles.

mod bundles;
mod foreign;
mod hostile;
mod listing;
mod schemas;
mod swagger;
mod v3_2;
mod yaml;

use json::Value;

use crate::{Description, read};

fn described(text: &str) -> Description {
    read(text.as_bytes()).unwrap_or_else(|fault| panic!("{}: {text}", fault.message()))
}

fn refused(text: &str) -> String {
    match read(text.as_bytes()) {
        Ok(description) => panic!("read as {}: {text}", description.source_version),
        Err(fault) => fault.message(),
    }
}

/// A value of the upgraded document, and the notes.
fn upgraded(text: &str, pointer: &str) -> String {
    let description = described(text);
    let value = description
        .value
        .pointer(pointer)
        .expect("a value at the pointer");
    let notes = notes(&description);
    [pretty(value), notes].concat()
}

/// JSON text with a line for each value that fits on one.
fn pretty(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    out + "\n"
}

fn write(value: &Value, indent: usize, out: &mut String) {
    let children: Vec<(String, &Value)> = match value {
        Value::Array(items) => items.iter().map(|item| (String::new(), item)).collect(),
        Value::Object(members) => {
            let name = |name: &str| json::write::quoted(name) + ": ";
            members
                .iter()
                .map(|member| (name(&member.0), &member.1))
                .collect()
        }
        _ => Vec::new(),
    };
    let line = value.text();
    if children.is_empty() || line.len() + indent <= 90 {
        out.push_str(&line);
        return;
    }
    out.push_str(&line[..1]);
    for (index, (name, child)) in children.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        out.push_str(&" ".repeat(indent + 2));
        out.push_str(name);
        write(child, indent + 2, out);
    }
    out.push('\n');
    out.push_str(&" ".repeat(indent));
    out.push_str(&line[line.len() - 1..]);
}

fn notes(description: &Description) -> String {
    let line = |note: &crate::Note| {
        // A snapshot loses a space at its beginning.
        let at = if note.at.is_empty() {
            "document"
        } else {
            &note.at
        };
        match note.line {
            Some(line) => format!("{at} (line {line}): {}\n", note.message),
            None => format!("{at}: {}\n", note.message),
        }
    };
    description.notes.iter().map(line).collect()
}

//! Reading an OpenAPI 3.1 document: the API and its paths.
//!
//! The parts have separate modules: operations, parameters and servers, bodies and
//! responses, examples, security, signatures. A fault or an unknown member becomes a
//! note; only a text that is not an OpenAPI 3.1 document is unreadable.

use std::rc::Rc;

use super::reader::Reader;
use super::refs::{Doc, NodeRef};
use super::{Api, Operation, Unreadable};
use super::{listing, operation, path_item, schema};
use json::Value;

const ROOT: [&str; 11] = [
    "openapi",
    "$self",
    "info",
    "jsonSchemaDialect",
    "servers",
    "paths",
    "webhooks",
    "components",
    "security",
    "tags",
    "externalDocs",
];

const COMPONENTS: [&str; 10] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
];

/// Reads a document, given its catalog id.
pub fn read(id: &str, text: &str) -> Result<Api, Unreadable> {
    interpret(id, parse(text)?)
}

/// The second half of [`read`]: from the document's JSON to the API.
pub fn interpret(id: &str, value: Value) -> Result<Api, Unreadable> {
    check_version(&value)?;
    let doc = Doc::new(&value);
    let mut reader = Reader::default();
    let mut operations = Vec::new();
    let mut api = api(&mut reader, &mut operations, id, &doc.root());
    api.deliveries = reader.deliveries.all;
    let schemas = Rc::new(reader.schemas.finish(&doc));
    api.operations = operations
        .into_iter()
        .map(|mut operation| {
            operation.schemas = Rc::clone(&schemas);
            Rc::new(operation)
        })
        .collect();
    api.notes = doc.take_notes();
    api.source = Rc::new(value);
    Ok(api)
}

/// The first half of [`read`]: the document's JSON.
pub fn parse(text: &str) -> Result<Value, Unreadable> {
    // A byte order mark is not part of JSON, but is common in files.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Value::read(text).map_err(|error| {
        let what = if is_cut(error.cause, &text[error.at..]) {
            "the document is incomplete"
        } else if text.trim_start().starts_with(['{', '[']) {
            "this is not JSON (RFC 8259)"
        } else {
            "this is not JSON; convert a YAML document first"
        };
        Unreadable {
            message: format!("Line {}, column {}: {what}", error.line, error.column),
        }
    })
}

/// Returns whether the only fault is that the text ends too early, perhaps within a word,
/// a number or an escape.
fn is_cut(cause: json::Cause, rest: &str) -> bool {
    use json::Cause::{Ended, Escape, Number, Unclosed, Value};
    let begun = |word: &&str| word.starts_with(rest);
    match cause {
        Ended | Unclosed => true,
        Value => ["true", "false", "null"].iter().any(begun),
        Number => rest.ends_with(['-', '+', '.', 'e', 'E']),
        Escape => rest.len() < 6 && !rest.contains('"'),
        _ => false,
    }
}

fn check_version(value: &Value) -> Result<(), Unreadable> {
    let refuse = |message: String| Err(Unreadable { message });
    match value.get("openapi").map(|v| v.as_str()) {
        Some(Some(version)) if version == "3.1" || version.starts_with("3.1.") => Ok(()),
        Some(Some(version)) => refuse(format!(
            "The document uses OpenAPI {version}; Signpost reads 3.1: convert it first"
        )),
        Some(None) => refuse("`openapi` must be a version in quotes, such as \"3.1.0\"".to_owned()),
        None if value.get("swagger").is_some() => refuse(
            "The document uses Swagger 2.0; Signpost reads OpenAPI 3.1: convert it first"
                .to_owned(),
        ),
        None => refuse(
            "This is JSON but not an OpenAPI document: it has no `openapi` version".to_owned(),
        ),
    }
}

/// Reads everything but the operations, which are added to `operations`.
fn api<'a>(
    reader: &mut Reader<'a>,
    operations: &mut Vec<Operation>,
    id: &str,
    root: &NodeRef<'a>,
) -> Api {
    root.only(&ROOT);
    if let Some(dialect) = root.get("jsonSchemaDialect")
        && !schema::is_known_dialect(dialect.value)
    {
        dialect.note("This dialect is ignored: schemas are read as JSON Schema 2020-12");
    }
    let info = root.get("info").filter(|info| info.object().is_some());
    let word = |name| info.as_ref().map(|i| i.words(name)).unwrap_or_default();
    for (path, item) in root.members_of("paths") {
        if path.starts_with("x-") {
            continue;
        }
        if !path.starts_with('/') {
            item.note("A path must begin with `/`; this one is left out");
            continue;
        }
        self::path(reader, operations, (id, root), (path, item));
    }
    if let Some(webhooks) = root.get("webhooks") {
        listing::list(None, &webhooks, &mut reader.deliveries);
    }
    components(reader, root);
    Api {
        id: id.to_owned(),
        title: word("title"),
        version: word("version"),
        description: word("description"),
        external_docs: operation::external_docs(root),
        operations: Vec::new(),
        deliveries: Vec::new(),
        source: Rc::new(Value::Null),
        notes: Vec::new(),
    }
}

/// Reads the components that no operation uses, so that their faults are noted too.
fn components<'a>(reader: &mut Reader<'a>, root: &NodeRef<'a>) {
    let Some(components) = root.get("components") else {
        return;
    };
    components.only(&COMPONENTS);
    for kind in COMPONENTS {
        for (_, component) in components.members_of(kind) {
            if kind == "schemas" {
                reader.schemas.schema(component);
            }
        }
    }
}

/// Reads the operations of a path.
fn path<'a>(
    reader: &mut Reader<'a>,
    operations: &mut Vec<Operation>,
    (api, root): (&str, &NodeRef<'a>),
    (path, item): (&str, NodeRef<'a>),
) {
    let Some(item) = item.resolve() else { return };
    item.only(&path_item::MEMBERS);
    for (name, node) in item.members() {
        if path_item::METHODS.contains(&name) && node.object().is_some() {
            operations.push(operation::read(reader, api, root, path, &item, name, &node));
        }
    }
}

//! Reading an OpenAPI 3.1 document: the API, its paths and operations.
//!
//! The parts have their own modules: parameters and servers, bodies and
//! responses, examples, security, signatures. Whatever is wrong or not known
//! becomes a note; only a text that is no OpenAPI 3.1 at all is unreadable.

use std::rc::Rc;

use super::refs::{Doc, Spot};
use super::schema::{Compiler, Schema, SchemaId};
use super::{Api, Control, Operation, Outcome, Unreadable};
use super::{control, delivery, examples, media, parameters, responses, schema, security, signing};
use json::Value;
use problem::Type;
use table::{Names, Table};

pub(super) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

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

pub(super) const PATH_ITEM: [&str; 13] = [
    "$ref",
    "summary",
    "description",
    "servers",
    "parameters",
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "trace",
];

const OPERATION: [&str; 21] = [
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "deprecated",
    "security",
    "servers",
    "x-signpost-notices",
    "x-signpost-parameters",
    "x-signpost-form",
    "x-signpost-signature",
    "x-signpost-outcome",
    "x-signpost-examples",
    "x-signpost-value",
    "x-signpost-when",
    "x-signpost-retry",
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

/// The second half of [`read`]: what a document says, from its JSON.
pub fn interpret(id: &str, value: Value) -> Result<Api, Unreadable> {
    check_version(&value)?;
    let doc = Doc::new(&value);
    let mut reader = Reader::default();
    let mut api = reader.api(id, &doc.root());
    api.deliveries = reader.deliveries.all;
    let schemas = Rc::new(reader.schemas.finish(&doc));
    api.operations = reader
        .operations
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
    // A byte order mark is no part of JSON, and common in files.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Value::read(text).map_err(|error| {
        let what = if is_cut(error.cause, &text[error.at..]) {
            "the text ends too early: the document is cut short"
        } else if text.trim_start().starts_with(['{', '[']) {
            "this is not JSON (RFC 8259)"
        } else {
            "this is not JSON; a document in YAML has to be converted first"
        };
        Unreadable {
            message: format!("Line {}, column {}: {what}", error.line, error.column),
        }
    })
}

/// Whether nothing is wrong but that the text ends, perhaps within a word, a number or an escape.
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
            "The document is written for OpenAPI {version}; Signpost reads 3.1: convert it first"
        )),
        Some(None) => refuse("`openapi` has to be a version in quotes, as \"3.1.0\"".to_owned()),
        None if value.get("swagger").is_some() => refuse(
            "The document is written for Swagger 2.0; Signpost reads OpenAPI 3.1: convert it first"
                .to_owned(),
        ),
        None => refuse(
            "This is JSON but no OpenAPI document: it has no `openapi` with a version".to_owned(),
        ),
    }
}

/// What grows while a document is read.
#[derive(Default)]
pub(super) struct Reader<'a> {
    pub schemas: Compiler<'a>,
    operations: Vec<Operation>,
    ids: Names,
    deliveries: delivery::Listings,
    text: Option<SchemaId>,
    /// The forms of bodies, which many operations share, by [`SchemaId`].
    forms: Table<Rc<Control>>,
}

impl<'a> Reader<'a> {
    fn api(&mut self, id: &str, root: &Spot<'a>) -> Api {
        root.only(&ROOT);
        if let Some(dialect) = root.get("jsonSchemaDialect")
            && !schema::is_known_dialect(dialect.value)
        {
            dialect.note("Schemas are read as JSON Schema 2020-12, whatever dialect is named here");
        }
        let info = root.get("info").filter(|info| info.object().is_some());
        let word = |name| info.as_ref().map(|i| i.words(name)).unwrap_or_default();
        for (path, item) in root.members_of("paths") {
            if path.starts_with("x-") {
                continue;
            }
            if !path.starts_with('/') {
                item.note("A path begins with `/`; it is left out");
                continue;
            }
            self.path(id, root, path, item);
        }
        if let Some(webhooks) = root.get("webhooks") {
            delivery::list(None, &webhooks, &mut self.deliveries);
        }
        self.components(root);
        Api {
            id: id.to_owned(),
            title: word("title"),
            version: word("version"),
            description: word("description"),
            external_docs: external_docs(root),
            operations: Vec::new(),
            deliveries: Vec::new(),
            source: Rc::new(Value::Null),
            notes: Vec::new(),
        }
    }

    /// Reads what no operation uses, so that its faults are noted too.
    fn components(&mut self, root: &Spot<'a>) {
        let Some(components) = root.get("components") else {
            return;
        };
        components.only(&COMPONENTS);
        for kind in COMPONENTS {
            for (_, component) in components.members_of(kind) {
                if kind == "schemas" {
                    self.schemas.schema(component);
                }
            }
        }
    }

    fn path(&mut self, api: &str, root: &Spot<'a>, path: &str, item: Spot<'a>) {
        let Some(item) = item.resolve() else { return };
        item.only(&PATH_ITEM);
        for (name, spot) in item.members() {
            if METHODS.contains(&name) && spot.object().is_some() {
                let operation = self.operation(api, root, path, &item, name, &spot);
                self.operations.push(operation);
            }
        }
    }

    /// Reads an operation; its schemas are those of the reader once that is finished.
    pub fn operation(
        &mut self,
        api: &str,
        root: &Spot<'a>,
        path: &str,
        item: &Spot<'a>,
        method: &str,
        spot: &Spot<'a>,
    ) -> Operation {
        spot.only(&OPERATION);
        let levels = [spot, item, root];
        let or_item = |own: String, name: &str| match own.is_empty() {
            true => item.words(name),
            false => own,
        };
        let (parameters, named) = parameters::read(self, path, item, spot);
        let (body, bodies) = media::request_body(self, spot);
        let security = security::alternatives(root, spot);
        let mut operation = Operation {
            api: api.to_owned(),
            id: self.operation_id(path, method, spot),
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            summary: or_item(spot.words("summary"), "summary"),
            description: or_item(spot.words("description"), "description"),
            notices: notices(spot),
            external_docs: external_docs(spot),
            servers: super::servers::servers(&levels),
            from: root.text("$self").map(str::to_owned),
            parameters,
            parameter_rules: spot
                .get("x-signpost-parameters")
                .map(|rules| self.schemas.schema(rules)),
            query_form: query_form(spot),
            body,
            security,
            responses: responses::read(self, spot),
            signature: signing::operation(root, spot, path.is_empty()),
            outcome: outcome(spot),
            examples: Vec::new(),
            delivery: None,
            schemas: Rc::default(),
        };
        if let Some(callbacks) = spot.get("callbacks") {
            delivery::list(Some(&operation.id), &callbacks, &mut self.deliveries);
        }
        operation.examples = examples::requests(spot, &operation, bodies, named);
        operation
    }

    /// `operationId`, or one made of method and path; each only once.
    fn operation_id(&mut self, path: &str, method: &str, spot: &Spot<'a>) -> String {
        let documented = spot.text("operationId").filter(|id| !id.is_empty());
        let id = documented.map_or_else(|| made_id(path, method), str::to_owned);
        let (own, is_free) = self.ids.free("", &id);
        if documented.is_some() && !is_free {
            spot.note(format!("The operation id `{id}` is taken by one before"));
        }
        own
    }

    /// The form of a value that is documented at a spot.
    pub fn control(
        &self,
        spot: &Spot<'a>,
        name: &str,
        schema: SchemaId,
        required: bool,
    ) -> Control {
        let (control, whole) = control::derive(&self.schemas.schemas, name, schema, required);
        if !whole {
            spot.note("There are too many fields for one form; the rest is typed as JSON");
        }
        control
    }

    /// The form of a body.
    pub fn form(&mut self, spot: &Spot<'a>, schema: SchemaId) -> Rc<Control> {
        let schema = self.schemas.schemas.meant(schema);
        let key = schema.0.to_ne_bytes();
        if let Some(form) = self.forms.get(key) {
            return Rc::clone(form);
        }
        let form = Rc::new(self.control(spot, "", schema, false));
        self.forms.set(key, Rc::clone(&form));
        form
    }

    /// A schema for text that is documented without one.
    pub fn text(&mut self) -> SchemaId {
        let made = self.text;
        let id = made.unwrap_or_else(|| {
            self.schemas.implied(Schema {
                types: vec![Type::String],
                ..Schema::default()
            })
        });
        self.text = Some(id);
        id
    }
}

/// `post` and `/hooks/{id}` as `post-hooks-id`.
fn made_id(path: &str, method: &str) -> String {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.fold(method.to_owned(), |id, word| id + "-" + word)
}

/// `x-signpost-notices`, after the word that an operation is deprecated.
fn notices(spot: &Spot<'_>) -> Vec<String> {
    let deprecated = spot.flag("deprecated").unwrap_or_default();
    let word = deprecated.then(|| "The documentation calls this operation deprecated".to_owned());
    word.into_iter()
        .chain(spot.strings("x-signpost-notices"))
        .collect()
}

fn external_docs(spot: &Spot<'_>) -> Option<String> {
    let docs = spot.get("externalDocs")?;
    docs.required("url").map(str::to_owned)
}

/// `x-signpost-form` of an operation.
fn query_form(spot: &Spot<'_>) -> bool {
    let Some(form) = spot.get("x-signpost-form") else {
        return false;
    };
    let is_query = form.string() == Some("query");
    if !is_query {
        form.note("The form of an operation is `query`; nesting stands on the media type");
    }
    is_query
}

/// `x-signpost-outcome`.
fn outcome(spot: &Spot<'_>) -> Option<Outcome> {
    let spot = spot.get("x-signpost-outcome")?;
    spot.only(&["pointer", "equals", "message", "description"]);
    let pointer = spot.required("pointer")?.to_owned();
    let equals = spot.get("equals");
    if equals.is_none() {
        spot.note("`equals` is required here: the value that means success");
    }
    Some(Outcome {
        pointer,
        equals: equals?.json(),
        message: spot.text("message").map(str::to_owned),
        description: spot.words("description"),
    })
}

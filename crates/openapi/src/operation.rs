//! Documented operations with all their parts.

use std::rc::Rc;

use super::reader::Reader;
use super::refs::Spot;
use super::{Operation, Outcome};
use super::{examples, listing, media, parameters, responses, security, servers, signing};

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

/// Reads an operation; its schemas are the reader's, once that has finished.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
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
    let (parameters, named) = parameters::read(reader, path, item, spot);
    let (body, bodies) = media::request_body(reader, spot);
    let security = security::alternatives(root, spot);
    let mut operation = Operation {
        api: api.to_owned(),
        id: operation_id(reader, path, method, spot),
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        summary: or_item(spot.words("summary"), "summary"),
        description: or_item(spot.words("description"), "description"),
        notices: notices(spot),
        external_docs: external_docs(spot),
        servers: servers::servers(&levels),
        from: root.text("$self").map(str::to_owned),
        parameters,
        parameter_rules: spot
            .get("x-signpost-parameters")
            .map(|rules| reader.schemas.schema(rules)),
        query_form: query_form(spot),
        body,
        security,
        responses: responses::read(reader, spot),
        signature: signing::operation(root, spot, path.is_empty()),
        outcome: outcome(spot),
        examples: Vec::new(),
        delivery: None,
        schemas: Rc::default(),
    };
    if let Some(callbacks) = spot.get("callbacks") {
        listing::list(Some(&operation.id), &callbacks, &mut reader.deliveries);
    }
    operation.examples = examples::requests(spot, &operation, bodies, named);
    operation
}

/// `operationId`, or one made from method and path; unique in the document.
fn operation_id(reader: &mut Reader<'_>, path: &str, method: &str, spot: &Spot<'_>) -> String {
    let documented = spot.text("operationId").filter(|id| !id.is_empty());
    let id = documented.map_or_else(|| made_id(path, method), str::to_owned);
    let (own, is_free) = reader.ids.free("", &id);
    if documented.is_some() && !is_free {
        spot.note(format!("An earlier operation already has the id `{id}`"));
    }
    own
}

/// `post` and `/hooks/{id}` as `post-hooks-id`.
fn made_id(path: &str, method: &str) -> String {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.fold(method.to_owned(), |id, word| id + "-" + word)
}

/// `x-signpost-notices`, after the notice that an operation is deprecated.
fn notices(spot: &Spot<'_>) -> Vec<String> {
    let deprecated = spot.flag("deprecated").unwrap_or_default();
    let word = deprecated.then(|| "This operation is deprecated".to_owned());
    word.into_iter()
        .chain(spot.strings("x-signpost-notices"))
        .collect()
}

pub(super) fn external_docs(spot: &Spot<'_>) -> Option<String> {
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
        form.note("The form of an operation is `query`; give the nesting on the media type");
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
        spot.note("`equals` is required here: add the value that means success");
    }
    Some(Outcome {
        pointer,
        equals: equals?.json(),
        message: spot.text("message").map(str::to_owned),
        description: spot.words("description"),
    })
}

//! Documented operations with all their parts.

use std::rc::Rc;

use super::reader::Reader;
use super::refs::NodeRef;
use super::{Notice, Operation, Outcome};
use super::{examples, listing, media, notice, parameters, responses, security, servers, signing};

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
    root: &NodeRef<'a>,
    path: &str,
    item: &NodeRef<'a>,
    method: &str,
    node: &NodeRef<'a>,
) -> Operation {
    node.only(&OPERATION);
    let levels = [node, item, root];
    let or_item = |own: String, name: &str| match own.is_empty() {
        true => item.words(name),
        false => own,
    };
    let (parameters, named) = parameters::read(reader, path, item, node);
    let (body, bodies) = media::request_body(reader, node);
    let security = security::alternatives(root, node);
    let mut operation = Operation {
        api: api.to_owned(),
        id: operation_id(reader, path, method, node),
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        summary: or_item(node.words("summary"), "summary"),
        description: or_item(node.words("description"), "description"),
        notices: notices(node),
        external_docs: external_docs(node),
        servers: servers::servers(&levels),
        from: root.text("$self").map(str::to_owned),
        parameter_rules: node
            .get("x-signpost-parameters")
            .map(|rules| reader.schemas.schema(rules)),
        query_form: query_form(node),
        body,
        security,
        responses: responses::read(reader, node, &parameters),
        parameters,
        signature: signing::operation(root, node, path.is_empty()),
        outcome: outcome(node),
        examples: Vec::new(),
        delivery: None,
        schemas: Rc::default(),
    };
    if let Some(callbacks) = node.get("callbacks") {
        listing::list(Some(&operation.id), &callbacks, &mut reader.deliveries);
    }
    operation.examples = examples::requests(node, &operation, bodies, named);
    operation
}

/// `operationId`, or one made from method and path; unique in the document.
fn operation_id(reader: &mut Reader<'_>, path: &str, method: &str, node: &NodeRef<'_>) -> String {
    let documented = node.text("operationId").filter(|id| !id.is_empty());
    let id = documented.map_or_else(|| made_id(path, method), str::to_owned);
    let (own, is_free) = reader.ids.free("", &id);
    if documented.is_some() && !is_free {
        node.note(format!("An earlier operation already has the id `{id}`"));
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
fn notices(node: &NodeRef<'_>) -> Vec<Notice> {
    let deprecated = node.flag("deprecated").unwrap_or_default();
    let notice = deprecated.then(|| Notice::new("This operation is deprecated."));
    notice.into_iter().chain(notice::read(node)).collect()
}

pub(super) fn external_docs(node: &NodeRef<'_>) -> Option<String> {
    let docs = node.get("externalDocs")?;
    docs.required("url").map(str::to_owned)
}

/// `x-signpost-form` of an operation.
fn query_form(node: &NodeRef<'_>) -> bool {
    let Some(form) = node.get("x-signpost-form") else {
        return false;
    };
    let is_query = form.string() == Some("query");
    if !is_query {
        form.note("The form of an operation is `query`; give the nesting on the media type");
    }
    is_query
}

/// `x-signpost-outcome`.
fn outcome(node: &NodeRef<'_>) -> Option<Outcome> {
    let node = node.get("x-signpost-outcome")?;
    node.only(&["pointer", "equals", "message", "description"]);
    let pointer = node.required("pointer")?.to_owned();
    let equals = node.get("equals");
    if equals.is_none() {
        node.note("`equals` is required here: add the value that means success");
    }
    Some(Outcome {
        pointer,
        equals: equals?.json(),
        message: node.text("message").map(str::to_owned),
        description: node.words("description"),
    })
}

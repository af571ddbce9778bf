//! Examples of requests, each put together from every part with its name.

use super::Operation;
use super::documented::Example;
use super::example_object::{Listed, body_text, expected, indented};
use super::media::is_structured;
use super::parameters::Named;
use super::refs::NodeRef;
use indexmap::IndexMap;
use problem::{Field, Root};

const REQUEST: [&str; 8] = [
    "summary",
    "description",
    "mediaType",
    "body",
    "raw",
    "fields",
    "breaks",
    "problems",
];

/// The examples of an operation, in the order of their first appearance in the document.
pub(super) fn requests<'a>(
    node: &NodeRef<'a>,
    operation: &Operation,
    bodies: Vec<Vec<Listed<'a>>>,
    named: Vec<Named<'a>>,
) -> Vec<Example> {
    let mut found = Found::default();
    let position = |name: &str| {
        let mut names = node.value.as_object().into_iter().flatten();
        names.position(|member| member.0 == name)
    };
    let mut bodies = Some(bodies);
    let mut named = Some(named);
    // An example that only the path has comes first, since it has no position.
    let mut places = ["parameters", "requestBody", "x-signpost-examples"];
    places.sort_by_key(|place| position(place));
    for place in places {
        match place {
            "parameters" => {
                for named in named.take().into_iter().flatten() {
                    parameter(&mut found, named);
                }
            }
            "requestBody" => add_bodies(&mut found, operation, bodies.take().unwrap_or_default()),
            _ => add_whole(&mut found, operation, node.members_of(place)),
        }
    }
    found.0.into_values().collect()
}

/// Examples in the order of their first appearance.
#[derive(Default)]
struct Found(IndexMap<String, Example>);

impl Found {
    /// The example with that name, appended if it is new.
    fn entry(&mut self, name: &str) -> &mut Example {
        let new = || Example {
            name: name.to_owned(),
            summary: String::new(),
            description: String::new(),
            breaks: false,
            media_type: None,
            body: None,
            raw: None,
            fields: Vec::new(),
            expected: Vec::new(),
        };
        self.0.entry(name.to_owned()).or_insert_with(new)
    }

    /// The example's name, followed by its media type if another media type already has a
    /// body of that name.
    fn free_name(&self, listed: &Listed<'_>, media: &str) -> String {
        let known = self.0.get(listed.name);
        match known.is_some_and(|e| e.body.is_some() || e.raw.is_some()) {
            true => format!("{} ({media})", listed.name),
            false => listed.name.to_owned(),
        }
    }
}

impl Example {
    /// Replaces the summary and description where new ones are given.
    fn describe(&mut self, summary: String, description: String) {
        if !summary.is_empty() {
            self.summary = summary;
        }
        if !description.is_empty() {
            self.description = description;
        }
    }

    fn set(&mut self, field: Field, value: String) {
        match self.fields.iter_mut().find(|f| f.0 == field) {
            Some(known) => known.1 = value,
            None => self.fields.push((field, value)),
        }
    }
}

fn parameter(found: &mut Found, named: Named<'_>) {
    let Some(value) = &named.listed.value else {
        return;
    };
    let example = found.entry(named.listed.name);
    // The description of one parameter's value describes the whole request only if
    // nothing else does.
    if example.summary.is_empty() {
        example.summary = named.listed.summary();
    }
    if example.description.is_empty() {
        example.description = named.listed.sourced_description();
    }
    example.set(named.field, value.typed());
}

fn add_bodies(found: &mut Found, operation: &Operation, bodies: Vec<Vec<Listed<'_>>>) {
    let media = operation.body.iter().flat_map(|b| &b.media);
    for (media, listed) in media.zip(bodies) {
        for listed in listed {
            let name = found.free_name(&listed, &media.name);
            let example = found.entry(&name);
            example.describe(listed.summary(), listed.sourced_description());
            example.media_type = Some(media.name.clone());
            if let Some(value) = &listed.value {
                match body_text(value, &media.name, is_structured(media)) {
                    (text, true) if is_structured(media) => example.raw = Some(text),
                    _ => example.body = Some(indented(value.value)),
                }
            }
            if let Some(raw) = listed.text("x-signpost-raw") {
                example.raw = Some(raw.into());
            }
            let breaks = listed
                .object
                .as_ref()
                .and_then(|o| o.flag("x-signpost-breaks"));
            example.breaks |= breaks.unwrap_or_default();
            let problems = listed.get("x-signpost-problems");
            let problems = expected(problems, &operation.parameters);
            example.expected.extend(problems);
        }
    }
}

fn add_whole(found: &mut Found, operation: &Operation, whole: Vec<(&str, NodeRef<'_>)>) {
    for (name, node) in whole {
        let Some(node) = node.resolve() else { continue };
        node.only(&REQUEST);
        let example = found.entry(name);
        example.describe(node.summary(), node.description());
        if let Some(media) = node.text("mediaType") {
            example.media_type = Some(media.to_owned());
        }
        if let Some(body) = node.get("body") {
            example.body = Some(indented(body.value));
        }
        if let Some(raw) = node.text("raw") {
            example.raw = Some(raw.into());
        }
        example.breaks |= node.flag("breaks").unwrap_or_default();
        let problems = expected(node.get("problems"), &operation.parameters);
        example.expected.extend(problems);
        for (text, value) in node.members_of("fields") {
            let field = Field::read(text);
            if !is_field(operation, &field.root) {
                value.note(format!(
                    "The operation has no field `{text}`: see crates/openapi/src/extensions.md"
                ));
                continue;
            }
            example.set(field, value.typed());
        }
    }
}

/// Returns whether an operation has a field of that name outside the body.
fn is_field(operation: &Operation, root: &Root) -> bool {
    match root {
        Root::Security => true,
        Root::Server(name) => {
            let mut variables = operation.servers.iter().flat_map(|s| &s.variables);
            *root == Root::address() || variables.any(|v| *v.name == **name)
        }
        Root::Credential(name) => {
            let mut schemes = operation.security.iter().flat_map(|a| &a.schemes);
            schemes.any(|s| *s.name == **name)
        }
        root if *root == Root::accept() => true,
        root => operation.control(root).is_some(),
    }
}

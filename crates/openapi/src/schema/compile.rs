//! Compiling schemas into the arena, without recursion.
//!
//! A schema is identified by its place, so that every reference to it is the same
//! [`SchemaId`]. A value that cannot be read becomes a note and is absent, and so does an
//! unchecked keyword that would change which values are valid.

use std::collections::{HashMap, VecDeque};

use super::{Schema, SchemaId, Schemas, Type, Xml, circles};
use crate::compose::Compose;
use crate::notice;
use crate::refs::{Doc, NodeRef};
use json::{Number, Tree, Value};

/// Keywords that affect validity and are not checked.
const UNCHECKED: [&str; 2] = ["$dynamicRef", "$recursiveRef"];

/// Keywords of other dialects, and their replacements in 2020-12.
const FOREIGN: [(&str, &str); 5] = [
    ("nullable", "a `type` array with `null`"),
    ("additionalItems", "`prefixItems` with `items`"),
    ("dependencies", "`dependentRequired` or `dependentSchemas`"),
    ("divisibleBy", "`multipleOf`"),
    ("extends", "`allOf`"),
];

const EXTENSIONS: [&str; 7] = [
    "x-signpost-help",
    "x-signpost-severity",
    "x-signpost-source",
    "x-signpost-reason",
    "x-signpost-notices",
    "x-signpost-secret",
    "x-signpost-compose",
];

/// The arena while it grows.
#[derive(Default)]
pub(crate) struct Compiler<'a> {
    pub schemas: Schemas,
    /// The last step to each schema, by [`SchemaId`].
    steps: Vec<usize>,
    /// The schemas by the address of the value that they are read from.
    known: HashMap<usize, SchemaId>,
    queue: VecDeque<(SchemaId, NodeRef<'a>)>,
}

impl<'a> Compiler<'a> {
    /// The schema at a node, compiled with every schema that it leads to.
    pub fn schema(&mut self, node: NodeRef<'a>) -> SchemaId {
        let id = self.id(node);
        while let Some((id, node)) = self.queue.pop_front() {
            let schema = self.compile(&node);
            self.schemas.0[id.0 as usize] = schema;
        }
        id
    }

    /// A schema that the document does not spell out.
    pub fn implied(&mut self, schema: Schema) -> SchemaId {
        self.schemas.0.push(schema);
        self.steps.push(0);
        SchemaId(self.schemas.0.len() as u32 - 1)
    }

    /// The finished arena; circles within one value are cut and noted.
    pub fn finish(mut self, doc: &Doc<'_>) -> Schemas {
        for (id, why) in circles::cut(&mut self.schemas) {
            let message = match why {
                circles::Why::Circle => {
                    "This schema applies itself to the same value; the circle is cut"
                }
                circles::Why::Depth => {
                    "Too many schemas are nested for one value; the rest is left out"
                }
            };
            doc.note(self.steps[id.0 as usize], message);
        }
        for id in (0..self.steps.len() as u32).map(SchemaId) {
            if let Some(message) = self.schemas.excludes(id) {
                doc.note(self.steps[id.0 as usize], message);
            }
        }
        self.schemas
    }

    fn id(&mut self, node: NodeRef<'a>) -> SchemaId {
        let key = std::ptr::from_ref(node.value).addr();
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let id = self.implied(Schema::default());
        self.steps[id.0 as usize] = node.step;
        self.known.insert(key, id);
        self.queue.push_back((id, node));
        id
    }

    fn compile(&mut self, node: &NodeRef<'a>) -> Schema {
        let mut schema = Schema::default();
        if let Some(boolean) = node.value.as_bool() {
            schema.boolean = Some(boolean);
            return schema;
        }
        let members = node.members();
        schema.refers_only = matches!(members.as_slice(), [("$ref", _)]);
        for (name, value) in members {
            let read = self.applicator(&mut schema, name, &value)
                || rule(&mut schema, name, &value)
                || annotation(&mut schema, name, &value);
            if !read {
                unread(name, &value);
            }
        }
        schema
    }

    /// Reads keywords that hold schemas.
    fn applicator(&mut self, schema: &mut Schema, name: &str, node: &NodeRef<'a>) -> bool {
        match name {
            "$ref" => {
                schema.inherits_first = schema.properties.is_empty();
                schema.reference = node.target().map(|target| self.id(target));
            }
            "allOf" => {
                schema.inherits_first = schema.properties.is_empty();
                schema.all_of = self.list(node);
            }
            "anyOf" => schema.any_of = self.list(node),
            "oneOf" => schema.one_of = self.list(node),
            "prefixItems" => schema.prefix_items = self.list(node),
            "not" => schema.not = Some(self.id(*node)),
            "if" => schema.if_ = Some(self.id(*node)),
            "then" => schema.then = Some(self.id(*node)),
            "else" => schema.else_ = Some(self.id(*node)),
            "contains" => schema.contains = Some(self.id(*node)),
            "propertyNames" => schema.property_names = Some(self.id(*node)),
            "additionalProperties" => schema.additional = Some(self.id(*node)),
            "unevaluatedProperties" => schema.unevaluated_properties = Some(self.id(*node)),
            "unevaluatedItems" => schema.unevaluated_items = Some(self.id(*node)),
            "properties" => schema.properties = self.map(node),
            "patternProperties" => schema.pattern_properties = self.map(node),
            "dependentSchemas" => schema.dependent_schemas = self.map(node),
            "items" if node.value.as_array().is_some() => {
                node.note("`items` is one schema in OpenAPI 3.1: write a tuple as `prefixItems`");
            }
            "items" => schema.items = Some(self.id(*node)),
            _ => return false,
        }
        true
    }

    fn list(&mut self, node: &NodeRef<'a>) -> Vec<SchemaId> {
        let items = node.items();
        items.into_iter().map(|item| self.id(item)).collect()
    }

    fn map(&mut self, node: &NodeRef<'a>) -> Vec<(String, SchemaId)> {
        let members = node.members().into_iter();
        members
            .map(|(name, member)| (name.to_owned(), self.id(member)))
            .collect()
    }
}

/// Reads keywords that check a value.
fn rule(schema: &mut Schema, name: &str, node: &NodeRef<'_>) -> bool {
    match name {
        "type" => schema.types = types(node),
        "const" => schema.const_ = tree(node),
        "enum" => schema.enum_ = Some(trees(node)),
        "required" => schema.required = texts(node),
        "dependentRequired" => {
            let members = node.members().into_iter();
            schema.dependent_required = members
                .map(|(name, list)| (name.to_owned(), texts(&list)))
                .collect();
        }
        "minProperties" => schema.min_properties = count(node),
        "maxProperties" => schema.max_properties = count(node),
        "minItems" => schema.min_items = count(node),
        "maxItems" => schema.max_items = count(node),
        "minContains" => schema.min_contains = count(node),
        "maxContains" => schema.max_contains = count(node),
        "minLength" => schema.min_length = count(node),
        "maxLength" => schema.max_length = count(node),
        "uniqueItems" => schema.unique_items = flag(node),
        "pattern" => schema.pattern = text(node),
        "format" => schema.format = text(node),
        "minimum" => schema.minimum = number(node),
        "maximum" => schema.maximum = number(node),
        "exclusiveMinimum" => schema.exclusive_minimum = number(node),
        "exclusiveMaximum" => schema.exclusive_maximum = number(node),
        "multipleOf" => schema.multiple_of = number(node).filter(|_| is_positive(node)),
        _ => return false,
    }
    true
}

/// Reads keywords that only annotate.
fn annotation(schema: &mut Schema, name: &str, node: &NodeRef<'_>) -> bool {
    match name {
        "title" => schema.title = text(node).unwrap_or_default(),
        "description" => schema.description = text(node).unwrap_or_default(),
        "default" => schema.default = tree(node),
        "examples" => schema.examples.extend(trees(node)),
        "example" => schema.examples.extend(tree(node)),
        "deprecated" => schema.deprecated = flag(node),
        "readOnly" => schema.read_only = flag(node),
        "writeOnly" => schema.write_only = flag(node),
        "xml" => schema.xml = xml(node),
        "x-signpost-severity" => match node.string() {
            Some("warning") => schema.warns = true,
            Some("error") | None => {}
            Some(_) => node.note("A severity is `warning` or `error`"),
        },
        "x-signpost-help" => schema.help = text(node).unwrap_or_default(),
        "x-signpost-source" => schema.source = text(node),
        "x-signpost-reason" => schema.reason = sentences(node),
        "x-signpost-notices" => schema.notices = notice::list(node),
        "x-signpost-secret" => {
            schema.secret = node.value.as_bool();
            if schema.secret.is_none() {
                node.wrong("true or false");
            }
        }
        "x-signpost-compose" => schema.compose = compose(node),
        _ => return false,
    }
    true
}

/// Adds a note on an unread keyword if it would have affected validity.
fn unread(name: &str, node: &NodeRef<'_>) {
    if UNCHECKED.contains(&name) {
        node.note("This keyword is not checked: values that it forbids are accepted");
    } else if let Some((_, instead)) = FOREIGN.iter().find(|f| f.0 == name) {
        node.note(format!(
            "OpenAPI 3.1 does not know this keyword: write {instead}"
        ));
    } else if name == "$id" {
        node.note("This base is ignored: references are read within this document");
    } else if name == "$schema" && !is_known_dialect(node.value) {
        node.note("This dialect is ignored: schemas are read as JSON Schema 2020-12");
    } else if name.starts_with("x-signpost-") && !EXTENSIONS.contains(&name) {
        node.note(
            "This extension is not known here: crates/openapi/src/extensions.md lists the names",
        );
    }
}

/// Returns whether a dialect is JSON Schema 2020-12 or OpenAPI's version of it.
pub(crate) fn is_known_dialect(value: &Value) -> bool {
    let name = value.as_str().unwrap_or_default().trim_end_matches('#');
    name.starts_with("https://spec.openapis.org/oas/3.1/")
        || name == "https://json-schema.org/draft/2020-12/schema"
}

fn types(node: &NodeRef<'_>) -> Vec<Type> {
    let names = match node.value {
        Value::String(_) => vec![*node],
        Value::Array(_) => node.items(),
        _ => {
            node.wrong("a type or an array of types");
            Vec::new()
        }
    };
    let mut types = Vec::new();
    for name in names {
        match name.string().map(|word| (word, Type::named(word))) {
            Some((_, Some(found))) if !types.contains(&found) => types.push(found),
            Some((word, None)) => name.note(format!(
                "`{word}` is not a type: JSON Schema has null, boolean, integer, number, string, array and object"
            )),
            _ => {}
        }
    }
    types
}

/// The value as exact JSON.
pub(crate) fn tree(node: &NodeRef<'_>) -> Option<Tree> {
    Tree::read(node.json()).ok()
}

fn trees(node: &NodeRef<'_>) -> Vec<Tree> {
    node.items().iter().filter_map(tree).collect()
}

fn texts(node: &NodeRef<'_>) -> Vec<String> {
    let items = node.items();
    let texts = items.iter().filter_map(|item| item.string());
    texts.map(str::to_owned).collect()
}

/// An array of sentences, or a single one.
fn sentences(node: &NodeRef<'_>) -> Vec<String> {
    match node.value.as_str() {
        Some(one) => vec![one.to_owned()],
        None => texts(node),
    }
}

fn text(node: &NodeRef<'_>) -> Option<String> {
    node.string().map(str::to_owned)
}

fn flag(node: &NodeRef<'_>) -> bool {
    node.value.as_bool().unwrap_or_else(|| {
        node.wrong("true or false");
        false
    })
}

/// A count; JSON Schema also counts `2.0` as an integer.
fn count(node: &NodeRef<'_>) -> Option<u64> {
    let whole = node.value.as_number().and_then(Number::to_i64);
    let read = whole.and_then(|n| u64::try_from(n).ok());
    if read.is_none() {
        node.wrong("a whole number that is not negative");
    }
    read
}

/// A number's own text.
fn number(node: &NodeRef<'_>) -> Option<String> {
    if let Value::Number(number) = node.value {
        return Some(number.clone());
    }
    node.wrong("a number");
    None
}

fn is_positive(node: &NodeRef<'_>) -> bool {
    let positive = node.value.as_number().is_some_and(|n| n > Number::new("0"));
    if !positive {
        node.note("`multipleOf` must be greater than zero; it is left out");
    }
    positive
}

fn xml(node: &NodeRef<'_>) -> Xml {
    node.only(&["name", "namespace", "prefix", "attribute", "wrapped"]);
    Xml {
        name: node.text("name").map(str::to_owned),
        namespace: node.text("namespace").map(str::to_owned),
        prefix: node.text("prefix").map(str::to_owned),
        attribute: node.flag("attribute").unwrap_or_default(),
        wrapped: node.flag("wrapped").unwrap_or_default(),
    }
}

fn compose(node: &NodeRef<'_>) -> Option<Compose> {
    node.object()?;
    node.only(&["decodes", "strips", "appendedTo", "startsWith"]);
    let decodes = node.get("decodes").and_then(|s| count(&s)).unwrap_or(1);
    Some(Compose {
        decodes: decodes.min(8) as u8,
        strips: node.strings("strips"),
        appended_to: node.words("appendedTo"),
        starts_with: node.words("startsWith"),
    })
}

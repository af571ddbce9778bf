//! Compiling schemas into the arena, without recursion.
//!
//! A schema is identified by its place, so that every reference to it is the same
//! [`SchemaId`]. A value that cannot be read becomes a note and is absent, and so does an
//! unchecked keyword that would change which values are valid.

use std::collections::{HashMap, VecDeque};

use super::{Schema, SchemaId, Schemas, Type, Xml, circles};
use crate::compose::Compose;
use crate::refs::{Doc, Spot};
use json::{Number, Tree, Value};

/// Keywords that affect validity and are not checked.
const UNCHECKED: [&str; 4] = ["$dynamicRef", "$recursiveRef", "minContains", "maxContains"];

/// Keywords of other dialects, and their replacements in 2020-12.
const FOREIGN: [(&str, &str); 5] = [
    ("nullable", "a `type` array with `null`"),
    ("additionalItems", "`prefixItems` with `items`"),
    ("dependencies", "`dependentRequired` or `dependentSchemas`"),
    ("divisibleBy", "`multipleOf`"),
    ("extends", "`allOf`"),
];

const EXTENSIONS: [&str; 6] = [
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
    queue: VecDeque<(SchemaId, Spot<'a>)>,
}

impl<'a> Compiler<'a> {
    /// The schema at a node, compiled with every schema that it leads to.
    pub fn schema(&mut self, spot: Spot<'a>) -> SchemaId {
        let id = self.id(spot);
        while let Some((id, spot)) = self.queue.pop_front() {
            let schema = self.compile(&spot);
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
                circles::Why::Circle => "This schema includes itself; the circle is cut",
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

    fn id(&mut self, spot: Spot<'a>) -> SchemaId {
        let key = std::ptr::from_ref(spot.value).addr();
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let id = self.implied(Schema::default());
        self.steps[id.0 as usize] = spot.step;
        self.known.insert(key, id);
        self.queue.push_back((id, spot));
        id
    }

    fn compile(&mut self, spot: &Spot<'a>) -> Schema {
        let mut schema = Schema::default();
        if let Some(boolean) = spot.value.as_bool() {
            schema.boolean = Some(boolean);
            return schema;
        }
        let members = spot.members();
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
    fn applicator(&mut self, schema: &mut Schema, name: &str, spot: &Spot<'a>) -> bool {
        match name {
            "$ref" => {
                schema.inherits_first = schema.properties.is_empty();
                schema.reference = spot.target().map(|target| self.id(target));
            }
            "allOf" => {
                schema.inherits_first = schema.properties.is_empty();
                schema.all_of = self.list(spot);
            }
            "anyOf" => schema.any_of = self.list(spot),
            "oneOf" => schema.one_of = self.list(spot),
            "prefixItems" => schema.prefix_items = self.list(spot),
            "not" => schema.not = Some(self.id(*spot)),
            "if" => schema.if_ = Some(self.id(*spot)),
            "then" => schema.then = Some(self.id(*spot)),
            "else" => schema.else_ = Some(self.id(*spot)),
            "contains" => schema.contains = Some(self.id(*spot)),
            "propertyNames" => schema.property_names = Some(self.id(*spot)),
            "additionalProperties" => schema.additional = Some(self.id(*spot)),
            "unevaluatedProperties" => schema.unevaluated_properties = Some(self.id(*spot)),
            "unevaluatedItems" => schema.unevaluated_items = Some(self.id(*spot)),
            "properties" => schema.properties = self.map(spot),
            "patternProperties" => schema.pattern_properties = self.map(spot),
            "dependentSchemas" => schema.dependent_schemas = self.map(spot),
            "items" if spot.value.as_array().is_some() => {
                spot.note("`items` is one schema in OpenAPI 3.1: write a tuple as `prefixItems`");
            }
            "items" => schema.items = Some(self.id(*spot)),
            _ => return false,
        }
        true
    }

    fn list(&mut self, spot: &Spot<'a>) -> Vec<SchemaId> {
        let items = spot.items();
        items.into_iter().map(|item| self.id(item)).collect()
    }

    fn map(&mut self, spot: &Spot<'a>) -> Vec<(String, SchemaId)> {
        let members = spot.members().into_iter();
        members
            .map(|(name, member)| (name.to_owned(), self.id(member)))
            .collect()
    }
}

/// Reads keywords that check a value.
fn rule(schema: &mut Schema, name: &str, spot: &Spot<'_>) -> bool {
    match name {
        "type" => schema.types = types(spot),
        "const" => schema.const_ = tree(spot),
        "enum" => schema.enum_ = Some(trees(spot)),
        "required" => schema.required = texts(spot),
        "dependentRequired" => {
            let members = spot.members().into_iter();
            schema.dependent_required = members
                .map(|(name, list)| (name.to_owned(), texts(&list)))
                .collect();
        }
        "minProperties" => schema.min_properties = count(spot),
        "maxProperties" => schema.max_properties = count(spot),
        "minItems" => schema.min_items = count(spot),
        "maxItems" => schema.max_items = count(spot),
        "minLength" => schema.min_length = count(spot),
        "maxLength" => schema.max_length = count(spot),
        "uniqueItems" => schema.unique_items = flag(spot),
        "pattern" => schema.pattern = text(spot),
        "format" => schema.format = text(spot),
        "minimum" => schema.minimum = number(spot),
        "maximum" => schema.maximum = number(spot),
        "exclusiveMinimum" => schema.exclusive_minimum = number(spot),
        "exclusiveMaximum" => schema.exclusive_maximum = number(spot),
        "multipleOf" => schema.multiple_of = number(spot).filter(|_| is_positive(spot)),
        _ => return false,
    }
    true
}

/// Reads keywords that only annotate.
fn annotation(schema: &mut Schema, name: &str, spot: &Spot<'_>) -> bool {
    match name {
        "title" => schema.title = text(spot).unwrap_or_default(),
        "description" => schema.description = text(spot).unwrap_or_default(),
        "default" => schema.default = tree(spot),
        "examples" => schema.examples.extend(trees(spot)),
        "example" => schema.examples.extend(tree(spot)),
        "deprecated" => schema.deprecated = flag(spot),
        "readOnly" => schema.read_only = flag(spot),
        "writeOnly" => schema.write_only = flag(spot),
        "xml" => schema.xml = xml(spot),
        "x-signpost-severity" => match spot.string() {
            Some("warning") => schema.warns = true,
            Some("error") | None => {}
            Some(_) => spot.note("A severity is `warning` or `error`"),
        },
        "x-signpost-source" => schema.source = text(spot),
        "x-signpost-reason" => schema.reason = sentences(spot),
        "x-signpost-notices" => schema.notices = sentences(spot),
        "x-signpost-secret" => {
            schema.secret = spot.value.as_bool();
            if schema.secret.is_none() {
                spot.wrong("true or false");
            }
        }
        "x-signpost-compose" => schema.compose = compose(spot),
        _ => return false,
    }
    true
}

/// Adds a note on an unread keyword if it would have affected validity.
fn unread(name: &str, spot: &Spot<'_>) {
    if UNCHECKED.contains(&name) {
        spot.note("This keyword is not checked: values that it forbids are accepted");
    } else if let Some((_, instead)) = FOREIGN.iter().find(|f| f.0 == name) {
        spot.note(format!(
            "OpenAPI 3.1 does not know this keyword: write {instead}"
        ));
    } else if name == "$id" {
        spot.note("This base is ignored: references are read within this document");
    } else if name == "$schema" && !is_known_dialect(spot.value) {
        spot.note("This dialect is ignored: schemas are read as JSON Schema 2020-12");
    } else if name.starts_with("x-signpost-") && !EXTENSIONS.contains(&name) {
        spot.note(
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

fn types(spot: &Spot<'_>) -> Vec<Type> {
    let names = match spot.value {
        Value::String(_) => vec![*spot],
        Value::Array(_) => spot.items(),
        _ => {
            spot.wrong("a type or an array of types");
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
pub(crate) fn tree(spot: &Spot<'_>) -> Option<Tree> {
    Tree::read(spot.json()).ok()
}

fn trees(spot: &Spot<'_>) -> Vec<Tree> {
    spot.items().iter().filter_map(tree).collect()
}

fn texts(spot: &Spot<'_>) -> Vec<String> {
    let items = spot.items();
    let texts = items.iter().filter_map(|item| item.string());
    texts.map(str::to_owned).collect()
}

/// An array of sentences, or a single one.
fn sentences(spot: &Spot<'_>) -> Vec<String> {
    match spot.value.as_str() {
        Some(one) => vec![one.to_owned()],
        None => texts(spot),
    }
}

fn text(spot: &Spot<'_>) -> Option<String> {
    spot.string().map(str::to_owned)
}

fn flag(spot: &Spot<'_>) -> bool {
    spot.value.as_bool().unwrap_or_else(|| {
        spot.wrong("true or false");
        false
    })
}

/// A count; JSON Schema also counts `2.0` as an integer.
fn count(spot: &Spot<'_>) -> Option<u64> {
    let whole = spot.value.as_number().and_then(Number::to_i64);
    let read = whole.and_then(|n| u64::try_from(n).ok());
    if read.is_none() {
        spot.wrong("a whole number that is not negative");
    }
    read
}

/// A number's own text.
fn number(spot: &Spot<'_>) -> Option<String> {
    if let Value::Number(number) = spot.value {
        return Some(number.clone());
    }
    spot.wrong("a number");
    None
}

fn is_positive(spot: &Spot<'_>) -> bool {
    let positive = spot.value.as_number().is_some_and(|n| n > Number::new("0"));
    if !positive {
        spot.note("`multipleOf` must be greater than zero; it is left out");
    }
    positive
}

fn xml(spot: &Spot<'_>) -> Xml {
    spot.only(&["name", "namespace", "prefix", "attribute", "wrapped"]);
    Xml {
        name: spot.text("name").map(str::to_owned),
        namespace: spot.text("namespace").map(str::to_owned),
        prefix: spot.text("prefix").map(str::to_owned),
        attribute: spot.flag("attribute").unwrap_or_default(),
        wrapped: spot.flag("wrapped").unwrap_or_default(),
    }
}

fn compose(spot: &Spot<'_>) -> Option<Compose> {
    spot.object()?;
    spot.only(&["decodes", "strips", "appendedTo", "startsWith"]);
    let decodes = spot.get("decodes").and_then(|s| count(&s)).unwrap_or(1);
    Some(Compose {
        decodes: decodes.min(8) as u8,
        strips: spot.strings("strips"),
        appended_to: spot.words("appendedTo"),
        starts_with: spot.words("startsWith"),
    })
}

//! Schemas, media types and values for tests, from JSON and a small generator.

use std::rc::Rc;

use serde_json::Value as Json;

use crate::value::{Data, Value};
use json::Tree;
use openapi::control::{Control, Kind};
use openapi::schema::{Schema, SchemaId, Schemas, Xml};
use openapi::{MediaType, Nesting};
use problem::{Field, Type};

/// A media type without control, encoding or nesting.
pub(crate) fn media(name: &str) -> MediaType {
    MediaType {
        name: name.into(),
        notices: Vec::new(),
        control: None,
        encoding: Vec::new(),
        nesting: Nesting::Standard,
        examples: Vec::new(),
    }
}

/// A media type whose value is typed by controls for the schema.
pub(crate) fn media_of(name: &str, schemas: &Schemas, id: SchemaId) -> MediaType {
    MediaType {
        control: Some(Rc::new(control("", schemas, id))),
        ..media(name)
    }
}

fn control(name: &str, schemas: &Schemas, id: SchemaId) -> Control {
    let schema = &schemas[id];
    let (kind, element) = match (&schema.types[..], schema.additional) {
        ([Type::Array], _) => (Kind::List, schema.items),
        ([Type::Object], Some(values)) => (Kind::Map, Some(values)),
        ([Type::Object], None) => (Kind::Object, None),
        _ => (Kind::Text, None),
    };
    let members = schema.properties.iter();
    Control {
        name: name.into(),
        schema: id,
        kind,
        required: false,
        nullable: false,
        empty_text: false,
        description: String::new(),
        help: String::new(),
        type_words: String::new(),
        default: None,
        given: None,
        examples: Vec::new(),
        deprecated: false,
        read_only: false,
        secret: name == "secret",
        named_secret: false,
        marked: false,
        source: None,
        notices: Vec::new(),
        compose: None,
        members: members
            .map(|(name, id)| Rc::new(control(name, schemas, *id)))
            .collect(),
        element: element.map(|id| Rc::new(control("", schemas, id))),
    }
}

/// The few keywords that formats read, and the id of the root.
pub(crate) fn schemas(json: &Json) -> (Schemas, SchemaId) {
    let mut all = Schemas::default();
    let id = schema(&mut all, json);
    (all, id)
}

fn schema(all: &mut Schemas, json: &Json) -> SchemaId {
    let id = SchemaId(all.0.len() as u32);
    all.0.push(Schema::default());
    let mut own = Schema::default();
    let text = |json: &Json| json.as_str().map(str::to_owned);
    let types = match &json["type"] {
        Json::Array(types) => types.clone(),
        Json::Null => Vec::new(),
        one => vec![one.clone()],
    };
    own.types = types.iter().map(type_).collect();
    own.title = text(&json["title"]).unwrap_or_default();
    own.items = json.get("items").map(|json| schema(all, json));
    own.additional = json
        .get("additionalProperties")
        .map(|json| schema(all, json));
    for (name, json) in json["properties"].as_object().into_iter().flatten() {
        own.properties.push((name.clone(), schema(all, json)));
    }
    for (list, ids) in [("allOf", &mut own.all_of), ("anyOf", &mut own.any_of)] {
        for json in json[list].as_array().into_iter().flatten() {
            ids.push(schema(all, json));
        }
    }
    let xml = &json["xml"];
    own.xml = Xml {
        name: text(&xml["name"]),
        namespace: text(&xml["namespace"]),
        prefix: text(&xml["prefix"]),
        attribute: xml["attribute"] == true,
        wrapped: xml["wrapped"] == true,
    };
    all.0[id.0 as usize] = own;
    id
}

fn type_(json: &Json) -> Type {
    match json.as_str() {
        Some("null") => Type::Null,
        Some("boolean") => Type::Boolean,
        Some("integer") => Type::Integer,
        Some("number") => Type::Number,
        Some("array") => Type::Array,
        Some("object") => Type::Object,
        _ => Type::String,
    }
}

/// A typed value as a form would give it; an object `{"$json": "text"}` is free JSON.
pub(crate) fn value(json: &Json, schemas: &Schemas, schema: Option<SchemaId>) -> Value {
    at("body:", json, schemas, schema)
}

fn at(field: &str, json: &Json, schemas: &Schemas, schema: Option<SchemaId>) -> Value {
    let data = match json {
        Json::Null => Data::Null,
        Json::Bool(b) => Data::Bool(*b),
        Json::Number(n) => Data::Number(n.to_string().into()),
        Json::String(s) => Data::Text(s.as_str().into()),
        Json::Array(items) => Data::List(
            items
                .iter()
                .enumerate()
                .map(|(index, json)| {
                    let schema = schema.and_then(|id| schemas.item(id, index));
                    at(&format!("{field}/{index}"), json, schemas, schema)
                })
                .collect(),
        ),
        Json::Object(members) => match members.get("$json").and_then(Json::as_str) {
            Some(text) => Data::Json(Tree::read(text).expect("free JSON reads")),
            None => Data::Object(
                members
                    .iter()
                    .map(|(name, json)| {
                        let schema = schema.and_then(|id| schemas.property(id, name));
                        let value = at(&format!("{field}/{name}"), json, schemas, schema);
                        (Rc::from(name.as_str()), value)
                    })
                    .collect(),
            ),
        },
    };
    Value {
        field: Rc::new(Field::read(field)),
        schema,
        secret: field.ends_with("/secret"),
        data,
    }
}

/// A small random number generator (xorshift), so that a failing case can be repeated
/// from its seed.
pub(crate) struct Random(pub u64);

impl Random {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    /// Text with every character that some format treats specially.
    pub fn text(&mut self) -> String {
        let hard = [
            "a", "Z", "0", " ", "+", "%", "&", "=", "<", ">", "]]>", "\"", "'", "\\", "/", "~",
            "*", "-", ".", "_", "_x0020_", "[", "]", "\n", "\r", "\r\n", "\t", "\0", "\u{1b}",
            "\u{7f}", "\u{85}", "é", "\u{2028}", "\u{fffe}", "\u{fffd}", "😀", "日",
        ];
        let length = self.below(6);
        (0..length).map(|_| hard[self.below(hard.len())]).collect()
    }

    /// A value of at most this depth.
    pub fn json(&mut self, depth: usize) -> Json {
        match self.below(if depth == 0 { 5 } else { 8 }) {
            0 => Json::Null,
            1 => Json::Bool(self.below(2) == 0),
            2 => serde_json::from_str(["0", "-1.50", "1e400", "12"][self.below(4)])
                .expect("a number"),
            3 | 4 => Json::String(self.text()),
            5 => (0..self.below(4)).map(|_| self.json(depth - 1)).collect(),
            _ => self.object(depth - 1),
        }
    }

    /// An object whose values are of at most this depth.
    pub fn object(&mut self, depth: usize) -> Json {
        let count = self.below(4);
        Json::Object(
            (0..count)
                .map(|_| (self.text(), self.json(depth)))
                .collect(),
        )
    }
}

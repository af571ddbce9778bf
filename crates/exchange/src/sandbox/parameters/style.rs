//! The text of a parameter converted to JSON, by its OpenAPI style.

use std::collections::HashSet;

use super::pairs::Pairs;
use super::{form_text, utf8};
use json::write::quoted;
use json::{Kind, Tree};
use openapi::{Parameter, SchemaId, Schemas, Style};
use problem::Type;
use request::decode;
use signature::percent;

/// A parameter in the request.
pub(super) struct Found<'a> {
    pub parameter: &'a Parameter,
    pub schemas: &'a Schemas,
}

/// The shape that a schema requires.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Scalar,
    List,
    Object,
}

impl Found<'_> {
    fn shape(&self) -> Shape {
        let types = self.schemas.types(self.parameter.control.schema);
        if types.contains(&Type::Array) {
            Shape::List
        } else if types.contains(&Type::Object) {
            Shape::Object
        } else {
            Shape::Scalar
        }
    }

    fn types(&self, schema: Option<SchemaId>) -> Vec<Type> {
        schema.map(|id| self.schemas.types(id)).unwrap_or_default()
    }

    fn scalar(&self, text: &str) -> String {
        let schema = self.parameter.control.schema;
        typed(text, &self.schemas.types(schema))
    }

    fn list(&self, items: &[String]) -> String {
        let schema = self.parameter.control.schema;
        let items = items.iter().enumerate().map(|(at, text)| {
            let own = self.schemas.item(schema, at);
            typed(text, &self.types(own))
        });
        let items: Vec<String> = items.collect();
        ["[", &items.join(","), "]"].concat()
    }

    fn object(&self, members: &[(String, String)]) -> String {
        let schema = self.parameter.control.schema;
        let members = members.iter().map(|(name, text)| {
            let own = self.schemas.property(schema, name);
            let value = typed(text, &self.types(own));
            [&quoted(name), ":", &value].concat()
        });
        let members: Vec<String> = members.collect();
        ["{", &members.join(","), "}"].concat()
    }

    /// Reads a parameter with `content`: JSON, or else text.
    fn content(&self, text: &str) -> Option<String> {
        self.parameter.content.as_ref()?;
        Some(match Tree::read(text) {
            Ok(_) => text.to_owned(),
            Err(_) => quoted(text),
        })
    }

    pub fn path(&self, raw: &str) -> String {
        let name = &*self.parameter.control.name;
        match self.parameter.style {
            Style::Label => {
                let raw = raw.strip_prefix('.').unwrap_or(raw);
                let separator = if self.parameter.explode { '.' } else { ',' };
                self.delimited(raw, separator, true)
            }
            Style::Matrix => {
                let parts: Vec<(&str, &str)> = raw
                    .split(';')
                    .skip(1)
                    .map(|p| p.split_once('=').unwrap_or((p, "")))
                    .collect();
                let decode = |text: &str| utf8(percent::decode(text));
                match self.shape() {
                    Shape::Object if self.parameter.explode => {
                        let members = parts.iter().map(|(n, v)| (decode(n), decode(v)));
                        self.object(&members.collect::<Vec<_>>())
                    }
                    Shape::List if self.parameter.explode => {
                        let items = parts.iter().map(|(_, v)| decode(v));
                        self.list(&items.collect::<Vec<_>>())
                    }
                    _ => {
                        let own = parts.iter().find(|(n, _)| decode(n) == name);
                        self.delimited(own.map_or("", |p| p.1), ',', true)
                    }
                }
            }
            _ => self.simple(raw, true),
        }
    }

    /// Reads style `simple`; percent-encoded in a path, bare in a header field.
    pub fn simple(&self, text: &str, encoded: bool) -> String {
        self.delimited(text, ',', encoded)
    }

    fn delimited(&self, text: &str, separator: char, encoded: bool) -> String {
        let decode = |part: &str| match encoded {
            true => utf8(percent::decode(part)),
            false => part.trim_matches([' ', '\t']).to_owned(),
        };
        if let Some(json) = self.content(&decode(text)) {
            return json;
        }
        let parts: Vec<&str> = text.split(separator).collect();
        match self.shape() {
            Shape::Scalar => self.scalar(&decode(text)),
            Shape::List => self.list(&parts.iter().map(|p| decode(p)).collect::<Vec<_>>()),
            Shape::Object if self.parameter.explode => {
                let members = parts.iter().filter_map(|p| p.split_once('='));
                let members = members.map(|(n, v)| (decode(n), decode(v)));
                self.object(&members.collect::<Vec<_>>())
            }
            Shape::Object => {
                let members = parts.chunks(2);
                let members =
                    members.map(|p| (decode(p[0]), decode(p.get(1).copied().unwrap_or_default())));
                self.object(&members.collect::<Vec<_>>())
            }
        }
    }

    /// Reads the styles of queries and cookies.
    pub fn form(&self, pairs: &Pairs<'_>) -> Option<String> {
        let name = &*self.parameter.control.name;
        let own = || pairs.values(name);
        if let Some(json) = own().next_back().and_then(|text| self.content(text)) {
            return Some(json);
        }
        if self.parameter.style == Style::DeepObject {
            let fields = pairs.fields(name).join("&");
            let schema = self.parameter.control.schema;
            let tree = decode::deep(&fields, name, schema, self.schemas)?;
            return Some(tree.text().to_string());
        }
        match self.shape() {
            Shape::Scalar => own().next_back().map(|text| self.scalar(text)),
            Shape::List if self.parameter.explode => {
                let items: Vec<String> = own().map(str::to_owned).collect();
                (!items.is_empty()).then(|| self.list(&items))
            }
            Shape::Object if self.parameter.explode => {
                let schema = self.parameter.control.schema;
                let known = self.schemas.properties(schema);
                let known: HashSet<&str> = known.iter().map(|k| k.0).collect();
                let members = pairs.all().iter().filter(|p| known.contains(&*p.0));
                let members: Vec<_> = members.cloned().collect();
                (!members.is_empty()).then(|| self.object(&members))
            }
            shape => {
                let text = pairs.raw(name)?;
                let parts = split(self.parameter.style, text);
                Some(match shape {
                    Shape::List => self.list(&parts),
                    _ => {
                        let members = parts.chunks(2).map(|p| {
                            let value = p.get(1).cloned().unwrap_or_default();
                            (p[0].clone(), value)
                        });
                        self.object(&members.collect::<Vec<_>>())
                    }
                })
            }
        }
    }
}

/// Splits a value at its style's delimiter, then decodes each part.
fn split(style: Style, raw: &str) -> Vec<String> {
    let (marked, mark) = match style {
        Style::SpaceDelimited => (raw.replace("%20", "+"), '+'),
        Style::PipeDelimited => (raw.replace("%7C", "|").replace("%7c", "|"), '|'),
        _ => (raw.to_owned(), ','),
    };
    marked.split(mark).map(form_text).collect()
}

/// Returns a text as JSON of one of the types, or else as a JSON string.
fn typed(text: &str, types: &[Type]) -> String {
    let has = |kind: Type| types.contains(&kind);
    let is = |kind: Kind| Tree::read(text).is_ok_and(|tree| tree.root().kind() == kind);
    let fits = (has(Type::Integer) || has(Type::Number)) && is(Kind::Number)
        || has(Type::Boolean) && matches!(text, "true" | "false")
        || has(Type::Null) && text == "null";
    // A number with white space around it is not a JSON number.
    if !has(Type::String) && fits && text.trim() == text {
        text.to_owned()
    } else {
        quoted(text)
    }
}

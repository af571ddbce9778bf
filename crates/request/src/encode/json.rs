//! JSON bodies: members in document order, tokens as they were typed.

use std::rc::Rc;

use super::Span;
use super::item::{Item, Source};
use super::sink::Sink;
use crate::value::{Data, Value};
use json::Number;
use json::View;
use json::write::JsonStyle;
use json::write::{Writer, quoted};
use openapi::secret_members;
use openapi::{SchemaId, Schemas};
use problem::Field;

/// The value as a JSON text.
pub(super) fn body(value: &Value, style: JsonStyle, schemas: &Schemas) -> Sink {
    let mut json = Json {
        writer: Writer::new(style),
        spans: Vec::new(),
        fields: None,
        schemas: Some(schemas),
        hidden: Vec::new(),
    };
    json.put(value);
    Sink {
        text: json.writer.out,
        spans: json.spans,
        ..Sink::default()
    }
}

/// The value as compact JSON text, the field of each value in it, and the secret ones.
///
/// The fields are in document order, like the nodes of a [`json::Tree`] read from the text.
pub fn with_fields(value: &Value) -> (String, Vec<Rc<Field>>, Vec<usize>) {
    let mut json = Json {
        writer: Writer::new(JsonStyle::Compact),
        spans: Vec::new(),
        fields: Some(Vec::new()),
        schemas: None,
        hidden: Vec::new(),
    };
    json.put(value);
    (
        json.writer.out,
        json.fields.unwrap_or_default(),
        json.hidden,
    )
}

/// A value as compact JSON text, for formats that carry JSON as text.
pub(super) fn text(item: Item<'_>, schemas: &Schemas) -> Sink {
    match item.source {
        Source::Value(value) => body(value, JsonStyle::Compact, schemas),
        Source::Json(view) => {
            let mut json = Json {
                writer: Writer::new(JsonStyle::Compact),
                spans: Vec::new(),
                fields: None,
                schemas: Some(schemas),
                hidden: Vec::new(),
            };
            let mut sink = Sink::default();
            let mark = item.open(&mut sink);
            json.free(item.field, view, item.schema);
            sink.text = json.writer.out;
            sink.close(mark);
            sink.spans.append(&mut json.spans);
            sink
        }
    }
}

struct Json<'s> {
    writer: Writer,
    spans: Vec<Span>,
    /// The field of each value, if requested.
    fields: Option<Vec<Rc<Field>>>,
    /// The schemas that document free JSON, if its secrets are requested.
    schemas: Option<&'s Schemas>,
    /// The secret values, by their index in `fields`.
    hidden: Vec<usize>,
}

impl Json<'_> {
    fn put(&mut self, value: &Value) {
        let span = self.spans.len();
        let start = self.writer.out.len();
        self.spans.push(Span {
            field: value.field.clone(),
            start,
            end: start,
            secret: value.secret,
        });
        let nodes = match &value.data {
            Data::Json(tree) => tree.all().count(),
            _ => 1,
        };
        if let Some(fields) = &mut self.fields {
            if value.secret {
                self.hidden.push(fields.len());
            }
            fields.extend(std::iter::repeat_n(&value.field, nodes).cloned());
        }
        self.data(value);
        self.spans[span].end = self.writer.out.len();
    }

    /// Free JSON, whose secrets have spans.
    fn free(&mut self, field: &Rc<Field>, view: View<'_>, schema: Option<SchemaId>) {
        let mut secrets = secret_members::secrets(view, self.schemas.zip(schema))
            .into_iter()
            .peekable();
        let spans = &mut self.spans;
        self.writer.tree(view, |view, start, end| {
            let is_this = |secret: &secret_members::Named<'_>| secret.0.index() == view.index();
            if let Some((_, name)) = secrets.next_if(is_this) {
                spans.push(Span {
                    field: Rc::new(field.member(name)),
                    start,
                    end,
                    secret: true,
                });
            }
        });
    }

    fn data(&mut self, value: &Value) {
        let writer = &mut self.writer;
        match &value.data {
            Data::Null => writer.out.push_str("null"),
            Data::Bool(true) => writer.out.push_str("true"),
            Data::Bool(false) => writer.out.push_str("false"),
            Data::Number(text) if Number::read(text).is_some() => writer.out.push_str(text),
            Data::Number(text) | Data::Text(text) => {
                json::write::literal(&mut writer.out, text);
            }
            Data::Json(tree) => self.free(&value.field, tree.root(), value.schema),
            Data::List(items) => {
                writer.open('[');
                for item in items {
                    self.writer.next();
                    self.put(item);
                }
                self.writer.close(']');
            }
            Data::Object(members) => {
                writer.open('{');
                for (name, member) in members {
                    self.writer.next();
                    self.writer.name(&quoted(name));
                    self.put(member);
                }
                self.writer.close('}');
            }
        }
    }
}

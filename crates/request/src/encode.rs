//! Encoding: the only source of body bytes.
//!
//! A body is encoded once; everything that shows, signs, sends or exports it reads these
//! bytes. A [`Span`] gives each field's bytes.

mod elsewhere;
#[cfg(test)]
pub(crate) mod fixture;
pub mod form;
mod item;
pub mod json;
mod raw;
mod sink;
pub mod splice;
#[cfg(test)]
mod tests;
mod xml;

use std::rc::Rc;

use item::{Item, Source};
use sink::Sink;

use crate::draft::FormVariant;
use crate::value::{Data, Value};
use ::json::write::JsonStyle;
use openapi::{Family, MediaType, Schemas};
use problem::{Cause, Field, Problem, Severity, Text as Flaw};

pub use elsewhere::{cover, secrets_elsewhere};
pub(crate) use raw::unread::{blank as json_blank, named as json_text, string as json_string_end};
pub use raw::{fields_of, raw, undocumented};

/// A finished body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The bytes as sent.
    pub bytes: Rc<[u8]>,
    /// The Content-Type field's value.
    pub content_type: String,
    /// In order of `start`, parents before children; properly nested.
    pub spans: Rc<[Span]>,
    /// The name of the file, if the body is one.
    pub file: Option<Rc<str>>,
}

/// The bytes of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The field.
    pub field: Rc<Field>,
    /// The offset of the first byte.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
    /// `true` if the field is a secret.
    pub secret: bool,
}

/// The formatting of a body.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The formatting of JSON.
    pub json: JsonStyle,
    /// The percent-encoding of forms.
    pub form: FormVariant,
    /// `true` if JSON is written in ASCII only, as a signature scheme may require.
    pub ascii: bool,
}

/// Writes a value as a media type; also returns the values that the format cannot carry.
pub fn encode(
    value: &Value,
    media: &MediaType,
    schemas: &Schemas,
    layout: Layout,
) -> (Body, Vec<Problem>) {
    let sink = match Family::of(&media.name) {
        Family::Json if layout.ascii => {
            let mut sink = json::body(value, layout.json, schemas);
            sink.text = splice::ascii(&sink.text, &mut sink.spans);
            sink
        }
        Family::Json => json::body(value, layout.json, schemas),
        Family::Form => form::body(value, media, schemas, layout.form),
        Family::Xml => xml::body(value, schemas, layout.json),
        Family::Text => text(value, &media.name, schemas),
    };
    let body = Body {
        bytes: sink.text.into_bytes().into(),
        content_type: media.name.clone(),
        spans: sink.spans.into(),
        file: None,
    };
    (body, sink.problems)
}

/// A text unchanged; any other value as JSON text. Multipart is not supported.
fn text(value: &Value, media: &str, schemas: &Schemas) -> Sink {
    let item = Item::of(value);
    let text = match (item.source, &value.data) {
        (Source::Json(view), _) => view.string(),
        (_, Data::Text(text)) => Some((&**text).into()),
        _ => None,
    };
    let Some(text) = text else {
        let mut sink = json::text(item, schemas);
        let kind = media.trim_start().as_bytes().get(..10);
        if kind.is_some_and(|kind| kind.eq_ignore_ascii_case(b"multipart/")) {
            let media = media.to_owned();
            let cause = Cause::Text(Flaw::Parts { media });
            sink.problem(cause, item.field, Severity::Error);
        }
        return sink;
    };
    let mut sink = Sink::default();
    item.check_surrogates(&mut sink);
    let mark = item.open(&mut sink);
    sink.text.push_str(&text);
    sink.close(mark);
    sink
}

//! A common view of typed values and free JSON, for formats that flatten both.

use std::borrow::Cow;
use std::rc::Rc;

use super::sink::{Mark, Sink};
use crate::value::{Data, Value};
use json::{Kind, View};
use openapi::schema::Inner;
use openapi::secret_names;
use openapi::{SchemaId, Schemas};
use problem::{Cause, Field, Severity, Text};

/// A value to write.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    /// The field it belongs to; within free JSON, the field of the whole.
    pub field: &'a Rc<Field>,
    pub schema: Option<SchemaId>,
    pub source: Source<'a>,
    /// The secrecy of its span, if the value has a span.
    span: Option<bool>,
}

/// The source of a value.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    Value(&'a Value),
    Json(View<'a>),
}

/// A value's shape, one level deep.
pub(super) enum Shape<'a> {
    Null,
    /// A text, a number or a boolean as text.
    Scalar(Cow<'a, str>),
    List(Vec<Item<'a>>),
    Object(Vec<(Cow<'a, str>, Item<'a>)>),
}

impl<'a> Item<'a> {
    pub fn of(value: &'a Value) -> Item<'a> {
        Item {
            field: &value.field,
            schema: value.schema,
            source: match &value.data {
                Data::Json(tree) => Source::Json(tree.root()),
                _ => Source::Value(value),
            },
            span: Some(value.secret),
        }
    }

    /// A value within free JSON, which has a span only if it is a secret.
    fn within(self, view: View<'a>, schema: Option<SchemaId>, secret: bool) -> Item<'a> {
        Item {
            field: self.field,
            schema,
            source: Source::Json(view),
            span: (secret && view.kind() == Kind::String).then_some(true),
        }
    }

    /// The value, with a span if it is a secret.
    pub fn hiding(self, secret: bool) -> Item<'a> {
        Item {
            span: secret.then_some(true).or(self.span),
            ..self
        }
    }

    pub fn open(self, sink: &mut Sink) -> Mark {
        match self.span {
            Some(secret) => sink.open(self.field, secret),
            None => sink.no_span(),
        }
    }

    pub fn shape(self, schemas: &Schemas) -> Shape<'a> {
        match self.source {
            Source::Value(value) => match &value.data {
                Data::Null | Data::Json(_) => Shape::Null,
                Data::Bool(true) => Shape::Scalar("true".into()),
                Data::Bool(false) => Shape::Scalar("false".into()),
                Data::Number(text) | Data::Text(text) => Shape::Scalar((&**text).into()),
                Data::List(items) => Shape::List(items.iter().map(Item::of).collect()),
                Data::Object(members) => Shape::Object(
                    members
                        .iter()
                        .map(|(name, value)| ((&**name).into(), Item::of(value)))
                        .collect(),
                ),
            },
            Source::Json(view) => match view.kind() {
                Kind::Null => Shape::Null,
                Kind::String => Shape::Scalar(view.string().unwrap_or_default()),
                Kind::False | Kind::True | Kind::Number => Shape::Scalar(view.source().into()),
                Kind::Array => {
                    let secret = view
                        .name()
                        .is_some_and(|name| secret_names::are_secrets(&name));
                    let inner = self.inner(schemas);
                    let item = |(index, v)| {
                        let schema = self.schema.and_then(|id| schemas.item(id, index));
                        let declared = schemas.secrecy_of(&inner.item(index));
                        self.within(v, schema, declared.unwrap_or(secret))
                    };
                    Shape::List(view.children().enumerate().map(item).collect())
                }
                Kind::Object => {
                    let known = self.schema.map(|id| schemas.members(id));
                    let known = known.unwrap_or_default();
                    let inner = self.inner(schemas);
                    let member = |v: View<'a>| {
                        let name = v.name().unwrap_or_default();
                        let schema = known.get(&name);
                        let declared = schemas.secrecy_of(inner.member(&name));
                        let secret = declared.unwrap_or_else(|| secret_names::is_secret(&name));
                        (name, self.within(v, schema, secret))
                    };
                    Shape::Object(view.children().map(member).collect())
                }
            },
        }
    }

    /// The schemas that may describe its members and items.
    fn inner(self, schemas: &Schemas) -> Inner<'_> {
        let schema = self.schema.map(|id| schemas.inner(&[id]));
        schema.unwrap_or_default()
    }

    /// Reports half a surrogate pair in the value's text, which UTF-8 cannot carry.
    pub fn check_surrogates(self, sink: &mut Sink) {
        if let Source::Json(view) = self.source
            && !view.exact()
        {
            sink.problem(Cause::Text(Text::Surrogate), self.field, Severity::Error);
        }
    }
}

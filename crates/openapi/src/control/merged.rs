//! The documentation and hints that the schemas of one value give, nearest first.

use super::parts::Part;
use super::set::Set;
use super::{Choice, Control, Kind};
use crate::notice::Notice;
use crate::schema::{Schema, Schemas};
use json::{Tree, View};
use problem::Type;

/// The parts of a value, queried together.
pub(super) struct Merged<'a> {
    pub schemas: &'a Schemas,
    pub parts: &'a [Part],
}

impl<'a> Merged<'a> {
    fn all(&self) -> impl Iterator<Item = &'a Schema> {
        let schemas = self.schemas;
        self.parts.iter().map(move |p| &schemas[p.id])
    }

    pub fn first<T>(&self, read: impl Fn(&'a Schema) -> Option<T>) -> Option<T> {
        self.all().find_map(read)
    }

    pub fn any(&self, holds: impl Fn(&'a Schema) -> bool) -> bool {
        self.all().any(holds)
    }

    /// Returns whether the value is a secret: by the nearest extension, otherwise by its format.
    pub fn secret(&self) -> Option<bool> {
        let format = || self.any(Schema::is_secret).then_some(true);
        self.first(|s| s.secret).or_else(format)
    }

    /// The only possible value, as it would be typed.
    pub fn given(&self) -> Option<String> {
        let firm = self.parts.iter().filter(|p| !p.warns);
        let mut values = firm.filter_map(|p| self.schemas[p.id].const_.as_ref());
        let value = values.next()?.root();
        (value.kind() != json::Kind::Null).then(|| typed(value))
    }

    /// The kind of control for a string.
    pub fn text_kind(&self, types: &[Type]) -> Kind {
        match self.first(|s| s.format.as_deref()) {
            Some("password") => return Kind::Secret,
            Some("uri" | "uri-reference" | "iri" | "iri-reference") => return Kind::Url,
            Some("date-time") => return Kind::DateTime,
            _ => {}
        }
        // One example shows the format of a value; several are meant as choices.
        let examples = self.first(|s| (!s.examples.is_empty()).then_some(&s.examples));
        let examples = examples.into_iter().flatten().map(Tree::root);
        let fits = |value: &View<'_>| types.is_empty() || types.contains(&Type::of(*value));
        let choices: Vec<Choice> = examples.filter(fits).map(|v| Choice::of(v, "")).collect();
        match choices.len() {
            0 | 1 => Kind::Text,
            _ => Kind::Suggest(choices),
        }
    }

    pub fn examples(&self) -> Vec<String> {
        let examples = self.first(|s| (!s.examples.is_empty()).then_some(&s.examples));
        let examples = examples.into_iter().flatten();
        examples.map(|tree| typed(tree.root())).collect()
    }

    pub fn notices(&self) -> Vec<Notice> {
        let mut notices: Vec<Notice> = Vec::new();
        for notice in self.all().flat_map(|s| &s.notices) {
            if !notices.contains(notice) {
                notices.push(notice.clone());
            }
        }
        notices
    }

    pub fn allows_empty(&self, kind: &Kind, types: &[Type], set: Option<&Set>) -> bool {
        let forbids = |s: &Schema| {
            let short = s.min_length.is_some_and(|n| n > 0);
            short || matches!(s.format.as_deref(), Some("uri" | "iri" | "date-time"))
        };
        let firm = self.parts.iter().filter(|p| !p.warns);
        let forbidden = firm.map(|p| &self.schemas[p.id]).any(forbids);
        let is_text = types == [Type::String]
            || matches!(
                kind,
                Kind::Text | Kind::Secret | Kind::Suggest(_) | Kind::Url
            );
        let in_set = set.is_none_or(|set| set.open || set.empty());
        let is_set = matches!(kind, Kind::Choice(_)) && set.is_some_and(Set::empty);
        !forbidden && in_set && (is_text || is_set)
    }

    /// The documented type in the document's terms.
    pub fn type_words(&self, types: &[Type], kind: &Kind, element: Option<&Control>) -> String {
        let element = element.map_or("any", |e| e.type_words.as_str());
        match kind {
            Kind::List => return format!("array of {element}"),
            Kind::Map => return format!("map of {element}"),
            Kind::Object => return "object".to_owned(),
            _ => {}
        }
        // Some documents give these formats in place of a type; others only narrow a text.
        let is_type = |format: &&str| {
            matches!(
                *format,
                "int32" | "int64" | "float" | "double" | "date" | "time" | "date-time"
            )
        };
        let format = self.first(|s| s.format.as_deref().filter(is_type));
        match (types, format) {
            ([_], Some(format)) => format.to_owned(),
            ([], _) => "any".to_owned(),
            _ => {
                let words: Vec<&str> = types.iter().map(|t| t.word()).collect();
                words.join(" or ")
            }
        }
    }
}

/// Returns whether a schema has keywords that apply only to strings.
pub(super) fn is_textual(schema: &Schema) -> bool {
    schema.format.is_some()
        || schema.pattern.is_some()
        || schema.min_length.is_some()
        || schema.max_length.is_some()
}

pub(super) fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A value as it would be typed: a string's text, otherwise JSON text.
pub(super) fn typed(value: View<'_>) -> String {
    value
        .string()
        .map_or_else(|| value.source().to_owned(), |text| text.into_owned())
}

//! Deriving controls from schemas.
//!
//! What a schema says by itself, by `$ref` and by unconditional `allOf` is
//! put together, the nearest word first. Members that stand only under a
//! condition get a control too, after the others, since they could not be
//! typed otherwise. A schema within itself is cut to free JSON.

use std::rc::Rc;

use super::set::{self, Set};
use super::{Choice, Control, Kind};
use crate::document::schema::{Schema, SchemaId, Schemas, Type};
use crate::json::{Tree, View};

/// Deeper forms are typed as JSON.
const DEPTH: usize = 16;

/// Controls of one form at most: nested choices multiply.
const CONTROLS: usize = 4000;

/// Derives the form of one value.
pub(in crate::document) fn control(
    schemas: &Schemas,
    name: &str,
    schema: SchemaId,
    required: bool,
) -> Control {
    let mut deriver = Deriver {
        schemas,
        left: CONTROLS,
        above: Vec::new(),
    };
    deriver.control(name, &[schema], required)
}

struct Deriver<'a> {
    schemas: &'a Schemas,
    left: usize,
    /// The parts of each value around this one.
    above: Vec<Vec<Part>>,
}

/// A schema that speaks of a value.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub id: SchemaId,
    /// Whether it only warns.
    pub warns: bool,
}

/// What a kind needs below it.
#[derive(Default)]
struct Below {
    members: Vec<Rc<Control>>,
    element: Option<Rc<Control>>,
}

impl Deriver<'_> {
    fn control(&mut self, name: &str, ids: &[SchemaId], required: bool) -> Control {
        self.left = self.left.saturating_sub(1);
        let mut parts = parts(self.schemas, ids);
        let mut nullable = self.unwrap_null(&mut parts);
        let mut types = types(self.schemas, &parts);
        nullable |= types.contains(&Type::Null) && types.len() > 1;
        types.retain(|t| *t != Type::Null || !nullable);
        let set = set::find(self.schemas, &parts);
        let values = |set: &Set| set.null;
        nullable |= set.as_ref().is_some_and(values);

        let kind = self.kind(&parts, &types, set.as_ref());
        let (kind, below) = self.below(kind, &parts);
        let type_words = type_words(self.schemas, &parts, &types, &kind, &below);
        let say = Say {
            schemas: self.schemas,
            parts: &parts,
        };
        let given = say.first(|s| s.const_.as_ref());
        Control {
            name: name.to_owned(),
            schema: ids[0],
            required,
            nullable,
            empty_text: say.allows_empty(&kind, &types, set.as_ref()),
            description: say.first(|s| filled(&s.description)).unwrap_or_default(),
            type_words,
            default: say.first(|s| s.default.as_ref().map(|t| t.text().to_string())),
            given: given.filter(|_| required).map(|t| typed(t.root())),
            examples: say.examples(),
            deprecated: say.any(|s| s.deprecated),
            read_only: say.any(|s| s.read_only),
            secret: say.any(|s| s.format.as_deref() == Some("password")),
            source: self.source(ids[0]),
            notices: say.notices(),
            compose: say.first(|s| s.compose.clone()),
            members: below.members,
            element: below.element,
            kind,
        }
    }

    /// Reads "this or null" as this; says whether that was so.
    fn unwrap_null(&self, parts: &mut Vec<Part>) -> bool {
        let is_null = |id: &SchemaId| self.schemas[*id].types == [Type::Null];
        for part in parts.clone() {
            let schema = &self.schemas[part.id];
            for branches in [&schema.any_of, &schema.one_of] {
                let (null, rest): (Vec<SchemaId>, Vec<SchemaId>) =
                    branches.iter().partition(|b| is_null(b));
                if let ([_], [only]) = (null.as_slice(), rest.as_slice()) {
                    parts.extend(self::parts(self.schemas, &[*only]));
                    return true;
                }
            }
        }
        false
    }

    fn kind(&self, parts: &[Part], types: &[Type], set: Option<&Set>) -> Kind {
        let texts = types.is_empty() || types == [Type::String];
        match set {
            Some(set) if !set.open => return Kind::Choice(set.choices.clone()),
            Some(set) if texts => return Kind::Suggest(set.choices.clone()),
            _ => {}
        }
        let is_cut = self.left == 0
            || self.above.len() >= DEPTH
            || self
                .above
                .iter()
                .flatten()
                .any(|a| parts.iter().any(|p| p.id == a.id));
        let say = Say {
            schemas: self.schemas,
            parts,
        };
        match types {
            [Type::String] => say.text_kind(),
            [Type::Integer] => Kind::Integer,
            [Type::Number] | [Type::Integer, Type::Number] | [Type::Number, Type::Integer] => {
                Kind::Number
            }
            [Type::Boolean] => Kind::Boolean,
            [Type::Array] if !is_cut && say.items().is_some() => Kind::List,
            [Type::Object] if !is_cut => self.object_kind(parts),
            [] if is_cut => Kind::Json,
            [] if say.any(|s| !s.properties.is_empty()) => Kind::Object,
            [] if say.items().is_some() => Kind::List,
            [] if say.any(is_textual) => say.text_kind(),
            _ => Kind::Json,
        }
    }

    fn object_kind(&self, parts: &[Part]) -> Kind {
        if !members(self.schemas, parts).is_empty() {
            Kind::Object
        } else if self.map_value(parts).is_some() {
            Kind::Map
        } else {
            Kind::Json
        }
    }

    /// The schema of a map's values.
    fn map_value(&self, parts: &[Part]) -> Option<SchemaId> {
        let allows = |id: &SchemaId| self.schemas[*id].boolean != Some(false);
        let say = Say {
            schemas: self.schemas,
            parts,
        };
        let additional = say.first(|s| s.additional.filter(&allows));
        additional.or_else(|| {
            say.first(|s| match s.pattern_properties.as_slice() {
                [only] => Some(only.1).filter(&allows),
                _ => None,
            })
        })
    }

    /// Derives what stands below; a kind that comes out empty is free JSON.
    fn below(&mut self, kind: Kind, parts: &[Part]) -> (Kind, Below) {
        let mut below = Below::default();
        let say = Say {
            schemas: self.schemas,
            parts,
        };
        let element = match kind {
            Kind::List => say.items(),
            Kind::Map => self.map_value(parts),
            Kind::Object => None,
            other => return (other, below),
        };
        let required: Vec<&str> = parts
            .iter()
            .filter(|p| !p.warns)
            .flat_map(|p| &self.schemas[p.id].required)
            .map(String::as_str)
            .collect();
        self.above.push(parts.to_vec());
        below.element = element.map(|id| Rc::new(self.control("", &[id], false)));
        if kind == Kind::Object {
            for (name, ids) in members(self.schemas, parts) {
                let member = self.control(name, &ids, required.contains(&name));
                below.members.push(Rc::new(member));
            }
        }
        self.above.pop();
        (kind, below)
    }

    /// Where the field itself is known from; a rule's source stands with the rule.
    fn source(&self, id: SchemaId) -> Option<String> {
        let schema = &self.schemas[id];
        let referenced = || self.schemas[schema.reference?].source.clone();
        schema.source.clone().or_else(referenced)
    }
}

/// The parts of several schemas, whether they only warn with them.
fn parts(schemas: &Schemas, ids: &[SchemaId]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut waiting: Vec<Part> = ids
        .iter()
        .map(|id| Part {
            id: *id,
            warns: false,
        })
        .collect();
    waiting.reverse();
    while let Some(mut part) = waiting.pop() {
        if parts.iter().any(|p| p.id == part.id) {
            continue;
        }
        let schema = &schemas[part.id];
        part.warns |= schema.warns;
        parts.push(part);
        let next = schema
            .reference
            .into_iter()
            .chain(schema.all_of.iter().copied());
        let next: Vec<SchemaId> = next.collect();
        let warns = part.warns;
        waiting.extend(next.into_iter().rev().map(|id| Part { id, warns }));
    }
    parts
}

/// The types that all parts allow; a part that only warns does not count.
fn types(schemas: &Schemas, parts: &[Part]) -> Vec<Type> {
    let strict = parts.iter().filter(|p| !p.warns);
    let firm: Vec<SchemaId> = strict.map(|p| p.id).collect();
    schemas.types_of(&firm)
}

/// Members in document order with the schemas that speak of each; those that are forbidden have no control.
fn members<'a>(schemas: &'a Schemas, parts: &[Part]) -> Vec<(&'a str, Vec<SchemaId>)> {
    let mut found: Vec<(&str, Vec<SchemaId>)> = Vec::new();
    let ids: Vec<SchemaId> = parts.iter().map(|p| p.id).collect();
    for id in schemas.in_order(&ids) {
        for (name, property) in &schemas[id].properties {
            match found.iter_mut().find(|f| f.0 == name) {
                Some(known) => known.1.push(*property),
                None => found.push((name, vec![*property])),
            }
        }
    }
    let is_false = |id: &SchemaId| schemas[*id].boolean == Some(false);
    found.retain(|f| !f.1.iter().any(is_false));
    if !found.is_empty() {
        for id in ids.first().map(|id| schemas.reach(*id)).unwrap_or_default() {
            for (name, property) in &schemas[id].properties {
                if schemas[*property].boolean.is_none() && !found.iter().any(|f| f.0 == name) {
                    found.push((name, vec![*property]));
                }
            }
        }
    }
    found
}

/// What the parts of a value say of it.
struct Say<'a> {
    schemas: &'a Schemas,
    parts: &'a [Part],
}

impl<'a> Say<'a> {
    fn all(&self) -> impl Iterator<Item = &'a Schema> {
        let schemas = self.schemas;
        self.parts.iter().map(move |p| &schemas[p.id])
    }

    fn first<T>(&self, says: impl Fn(&'a Schema) -> Option<T>) -> Option<T> {
        self.all().find_map(says)
    }

    fn any(&self, says: impl Fn(&'a Schema) -> bool) -> bool {
        self.all().any(says)
    }

    fn items(&self) -> Option<SchemaId> {
        let is_tuple = self.any(|s| !s.prefix_items.is_empty());
        self.first(|s| s.items).filter(|_| !is_tuple)
    }

    /// How a string is typed.
    fn text_kind(&self) -> Kind {
        match self.first(|s| s.format.as_deref()) {
            Some("password") => return Kind::Secret,
            Some("uri" | "uri-reference" | "iri" | "iri-reference") => return Kind::Url,
            Some("date-time") => return Kind::DateTime,
            _ => {}
        }
        let examples = self.examples();
        if examples.is_empty() {
            return Kind::Text;
        }
        let choice = |value| Choice {
            value,
            label: String::new(),
        };
        Kind::Suggest(examples.into_iter().map(choice).collect())
    }

    fn examples(&self) -> Vec<String> {
        let examples = self.first(|s| (!s.examples.is_empty()).then_some(&s.examples));
        let examples = examples.into_iter().flatten();
        examples.map(|tree| typed(tree.root())).collect()
    }

    fn notices(&self) -> Vec<String> {
        let mut notices: Vec<String> = Vec::new();
        for notice in self.all().flat_map(|s| &s.notices) {
            if !notices.contains(notice) {
                notices.push(notice.clone());
            }
        }
        notices
    }

    fn allows_empty(&self, kind: &Kind, types: &[Type], set: Option<&Set>) -> bool {
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
        let in_set = set.is_none_or(|set| set.open || set.empty);
        let is_set = matches!(kind, Kind::Choice(_)) && set.is_some_and(|set| set.empty);
        !forbidden && in_set && (is_text || is_set)
    }
}

/// Keywords that only strings heed.
fn is_textual(schema: &Schema) -> bool {
    schema.format.is_some()
        || schema.pattern.is_some()
        || schema.min_length.is_some()
        || schema.max_length.is_some()
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A value as it would be typed: a string's text, else JSON text.
pub(super) fn typed(value: View<'_>) -> String {
    value
        .string()
        .map_or_else(|| value.source().to_owned(), |text| text.into_owned())
}

/// Whether a tree is a string.
pub(super) fn text_of(tree: &Tree) -> Option<String> {
    tree.root().string().map(|text| text.into_owned())
}

/// The documented type in the document's words.
fn type_words(
    schemas: &Schemas,
    parts: &[Part],
    types: &[Type],
    kind: &Kind,
    below: &Below,
) -> String {
    let element = || {
        below
            .element
            .as_ref()
            .map_or("any", |e| e.type_words.as_str())
    };
    match kind {
        Kind::List => return format!("array of {}", element()),
        Kind::Map => return format!("map of {}", element()),
        Kind::Object => return "object".to_owned(),
        _ => {}
    }
    let say = Say { schemas, parts };
    match (types, say.first(|s| s.format.as_deref())) {
        ([_], Some(format)) if format != "password" => format.to_owned(),
        ([], _) => "any".to_owned(),
        _ => {
            let words: Vec<&str> = types.iter().map(|t| t.word()).collect();
            words.join(" or ")
        }
    }
}

//! XML bodies, combined by schema, which decides which elements are lists and which texts
//! are numbers.
//!
//! Names lose their prefixes: the schema already implies the namespaces.

mod reader;

use std::collections::HashMap;
use std::ops::Range;

use super::build::{self, Built, What, around, guided};
use super::{Decoded, Malformed, malformed};
use openapi::schema::{self};
use openapi::{MediaType, SchemaId, Schemas};
use problem::Type;
use problem::{Cause, Markup, Xml as Flaw};
use reader::Element;

/// Reads an XML document.
pub(super) fn decode(
    text: &str,
    media: &MediaType,
    schemas: &Schemas,
) -> Result<Decoded, Malformed> {
    let root = reader::read(text).map_err(|(what, at)| broken(text, what, at))?;
    let schema = media.control.as_ref().map(|control| control.schema);
    let built = Xml { schemas }.value(&root, schema);
    build::finish(&built)
}

fn broken(text: &str, what: Markup, at: usize) -> Malformed {
    let (line, column) = json::position(text, at);
    let cause = Cause::Xml(Flaw::Broken { what, line, column });
    malformed(text, cause, at)
}

struct Xml<'s> {
    schemas: &'s Schemas,
}

/// A property by the name of its attribute or elements.
struct Property<'s> {
    name: &'s str,
    schema: SchemaId,
    /// `true` if each element with that name is an item.
    is_list: bool,
}

/// The members of an object under construction.
#[derive(Default)]
struct Members {
    all: Vec<(String, Built)>,
    /// The position of the list with each name.
    lists: HashMap<String, usize>,
}

/// Properties by their XML names.
#[derive(Default)]
struct Properties<'s> {
    named: HashMap<String, Property<'s>>,
    /// The members by their names in the schema.
    members: schema::Members<'s>,
}

impl<'s> Xml<'s> {
    fn types(&self, schema: Option<SchemaId>) -> Vec<Type> {
        schema.map(|id| self.schemas.types(id)).unwrap_or_default()
    }

    fn item(&self, schema: Option<SchemaId>, index: usize) -> Option<SchemaId> {
        self.schemas.item(schema?, index)
    }

    fn value(&self, element: &Element, schema: Option<SchemaId>) -> Built {
        let types = self.types(schema);
        let may = |kind: Type| types.contains(&kind);
        let source = element.content.clone();
        let bare = element.attributes.iter().all(|a| is_meta(&a.name));
        let blank = element.text.trim().is_empty();
        let what = if is_nil(element) {
            What::Literal("null".to_owned())
        } else if element.children.is_empty() && bare {
            match (blank, may(Type::String)) {
                (true, false) if may(Type::Object) => What::Object(Vec::new()),
                (true, false) if may(Type::Array) => What::List(Vec::new()),
                _ => return guided(&element.text, &types, source),
            }
        } else if may(Type::Array) && !may(Type::Object) && bare && blank {
            self.list(element, schema)
        } else {
            return self.object(element, schema, bare);
        };
        Built { source, what }
    }

    fn list(&self, element: &Element, schema: Option<SchemaId>) -> What {
        let items = element.children.iter().enumerate();
        let item = |(at, child): (usize, &Element)| self.value(child, self.item(schema, at));
        What::List(items.map(item).collect())
    }

    fn object(&self, element: &Element, schema: Option<SchemaId>, bare: bool) -> Built {
        let known = self.properties(schema);
        let mut members = Members::default();
        for attribute in element.attributes.iter().filter(|a| !is_meta(&a.name)) {
            let (name, _, schema) = self.member(&known, &attribute.name);
            let types = self.types(schema);
            let value = guided(&attribute.value, &types, attribute.source.clone());
            members.all.push((name, value));
        }
        let counts = counts(&element.children);
        for child in &element.children {
            let (name, is_list, inner) = self.member(&known, &child.name);
            let free = self.types(inner).is_empty();
            let repeats = counts.get(&*child.name).is_some_and(|count| *count > 1);
            if is_list {
                let list = members.lists.get(&name);
                let position = list.map_or(0, |at| members.all[*at].1.length());
                let item = self.value(child, self.item(inner, position));
                members.push_item(name, item, &child.whole);
            } else if free && repeats {
                // Without a schema, a repeated name can only mean a list.
                members.push_item(name, self.value(child, None), &child.whole);
            } else {
                members.all.push((name, self.value(child, inner)));
            }
        }
        if !element.text.trim().is_empty() {
            let text = What::Text(element.text.clone());
            let source = element.content.clone();
            members
                .all
                .push(("#text".to_owned(), Built { source, what: text }));
        }
        // Attributes precede the content and belong to the value.
        let attributes = element.attributes.iter().map(|a| &a.source);
        let source = match bare {
            true => element.content.clone(),
            false => around(attributes.chain([&element.content])),
        };
        Built {
            source,
            what: What::Object(members.all),
        }
    }

    /// The properties of an object by their XML names.
    fn properties(&self, schema: Option<SchemaId>) -> Properties<'s> {
        let mut known = Properties {
            members: schema
                .map(|id| self.schemas.members(id))
                .unwrap_or_default(),
            ..Properties::default()
        };
        for (name, schema) in schema
            .map(|id| self.schemas.properties(id))
            .into_iter()
            .flatten()
        {
            let mut xml = self.schemas.xml(schema);
            let types = self.schemas.types(schema);
            let is_list = types.contains(&Type::Array) && !xml.wrapped;
            if is_list {
                let item = self.schemas.item(schema, 0);
                xml = item.map(|id| self.schemas.xml(id)).unwrap_or_default();
            }
            let property = Property {
                name,
                schema,
                is_list,
            };
            let named = xml.name.unwrap_or_else(|| name.to_owned());
            known.named.entry(named).or_insert(property);
        }
        known
    }

    /// The member for an element or an attribute: its name, whether it is a list item, its schema.
    fn member(&self, known: &Properties<'s>, name: &str) -> (String, bool, Option<SchemaId>) {
        let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
        let plain = unescape(local);
        let found = known.named.get(local).or_else(|| known.named.get(&plain));
        if let Some(property) = found {
            return (
                property.name.to_owned(),
                property.is_list,
                Some(property.schema),
            );
        }
        let schema = known.members.get(&plain);
        let types = self.types(schema);
        let is_list =
            types.contains(&Type::Array) && !schema.is_some_and(|id| self.schemas.xml(id).wrapped);
        (plain, is_list, schema)
    }
}

impl Members {
    /// Adds an item to the list with that name.
    fn push_item(&mut self, name: String, item: Built, whole: &Range<usize>) {
        if let Some(at) = self.lists.get(&name)
            && let (_, list) = &mut self.all[*at]
            && let What::List(items) = &mut list.what
        {
            items.push(item);
            list.source.end = whole.end;
            return;
        }
        let list = Built {
            source: whole.clone(),
            what: What::List(vec![item]),
        };
        self.lists.insert(name.clone(), self.all.len());
        self.lists.insert(name.clone(), self.all.len());
        self.all.push((name, list));
    }
}

impl Built {
    /// The number of items in a list so far.
    fn length(&self) -> usize {
        match &self.what {
            What::List(items) => items.len(),
            _ => 0,
        }
    }
}

/// The number of elements with each name.
fn counts(children: &[Element]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for child in children {
        *counts.entry(&*child.name).or_default() += 1;
    }
    counts
}

/// Returns whether an attribute belongs to the XML and not to the value.
fn is_meta(name: &str) -> bool {
    name == "xmlns"
        || ["xmlns:", "xsi:", "xml:"]
            .iter()
            .any(|p| name.starts_with(p))
}

/// `xsi:nil="true"` on an element without content (XML Schema, part 1, 2.6.2).
fn is_nil(element: &Element) -> bool {
    let says = |name: &str, values: &[&str]| {
        let mut all = element.attributes.iter();
        all.any(|a| a.name == name && values.contains(&a.value.trim()))
    };
    says("xsi:nil", &["true", "1"]) && element.children.is_empty() && element.text.is_empty()
}

/// Decodes `_xHHHH_` as .NET's XmlConvert does.
fn unescape(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let escape = [4, 8].into_iter().find_map(|digits| {
            let hex = rest.get(2..2 + digits)?;
            let ends = rest[2 + digits..].starts_with('_');
            let all = hex.bytes().all(|b| b.is_ascii_hexdigit());
            let code = u32::from_str_radix(hex, 16).ok()?;
            (ends && all).then_some((char::from_u32(code)?, digits + 3))
        });
        let (character, length) = escape.unwrap_or(('_', 1));
        out.push(character);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

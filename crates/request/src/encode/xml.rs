//! XML bodies: well-formed XML 1.0 for any text.
//!
//! Names come from OpenAPI's XML Object, otherwise from the schema. Three points are
//! assumptions, since no document defines them: `null` is an empty element with
//! `xsi:nil="true"`, a name that XML does not allow is escaped as in .NET, and the items
//! of an unnamed list are called `item`.

mod name;

use std::borrow::Cow;
use std::collections::HashSet;

use super::item::{Item, Shape};
use super::json;
use super::sink::{Mark, Sink};
use crate::value::Value;
use ::json::write::JsonStyle;
use openapi::Schemas;
use openapi::schema::Xml;
use problem::{Cause, Severity, Xml as Flaw};

/// The depth beyond which values become JSON text; readers refuse very deep XML.
const DEEPEST: usize = 100;

const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The value as an XML document.
pub(super) fn body(value: &Value, schemas: &Schemas, style: JsonStyle) -> Sink {
    let mut writer = Writer {
        sink: Sink::default(),
        schemas,
        indented: style == JsonStyle::Indented,
        scope: Vec::new(),
        tag: 0,
        depth: 0,
    };
    writer
        .sink
        .text
        .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    let item = Item::of(value);
    let xml = xml(schemas, item);
    let title = || {
        let title = schemas.first(item.schema?, |s| Some(&*s.title).filter(|t| !t.is_empty()));
        title.filter(|title| name::escape(title) == *title)
    };
    let fallback = title().unwrap_or("root");
    writer.element(fallback, &xml, item);
    writer.sink
}

/// A member written as an attribute.
struct Attribute<'a> {
    name: String,
    item: Item<'a>,
    text: Cow<'a, str>,
}

/// A child of an element: its name without an XML Object, and its value.
type Child<'a> = (Cow<'a, str>, Item<'a>);

struct Writer<'s> {
    sink: Sink,
    schemas: &'s Schemas,
    indented: bool,
    /// The open namespace declarations: prefix (empty for the default) and name.
    scope: Vec<(String, String)>,
    /// The index in `scope` of the first declaration of the current tag.
    tag: usize,
    depth: usize,
}

impl Writer<'_> {
    /// Writes an element: name and namespace, attributes, content.
    fn element(&mut self, fallback: &str, xml: &Xml, item: Item<'_>) {
        self.line();
        let scope = self.scope.len();
        let name = self.open_tag(fallback, xml, item);
        let shape = match item.shape(self.schemas) {
            Shape::Null => {
                self.declare("xsi", SCHEMA_INSTANCE);
                self.sink.text.push(' ');
                let mark = item.open(&mut self.sink);
                self.sink.text.push_str("xsi:nil=\"true\"");
                self.sink.close(mark);
                self.sink.text.push_str("/>");
                self.scope.truncate(scope);
                return;
            }
            shape => shape,
        };
        self.depth += 1;
        let breaks = self.content(item, shape);
        self.depth -= 1;
        if breaks {
            self.line();
        }
        self.sink.text.push_str("</");
        self.sink.text.push_str(&name);
        self.sink.text.push('>');
        self.scope.truncate(scope);
    }

    /// Writes attributes, the end of the start tag, and the element's content, within the
    /// span of its value. Returns whether it wrote child elements.
    fn content(&mut self, item: Item<'_>, shape: Shape<'_>) -> bool {
        let (text, item) = match shape {
            Shape::Scalar(text) => {
                item.check_surrogates(&mut self.sink);
                (text, item)
            }
            _ if self.depth > DEEPEST => {
                let cause = Cause::Xml(Flaw::Deep);
                self.sink.problem(cause, item.field, Severity::Warning);
                let json = json::text(item, self.schemas);
                let secret = json.spans.iter().any(|span| span.secret);
                (json.text.into(), item.hiding(secret))
            }
            Shape::List(items) => {
                self.sink.text.push('>');
                let mark = item.open(&mut self.sink);
                self.items("item", &items);
                self.sink.close(mark);
                return !items.is_empty();
            }
            Shape::Object(members) => return self.members(item, members),
            Shape::Null => ("".into(), item),
        };
        self.sink.text.push('>');
        let mark = item.open(&mut self.sink);
        self.text(&text, item, false);
        self.sink.close(mark);
        false
    }

    /// Writes the members that are attributes, then those that are elements.
    fn members(&mut self, item: Item<'_>, members: Vec<Child<'_>>) -> bool {
        let (attributes, elements) = self.split(members);
        let mut mark: Option<Mark> = None;
        for attribute in &attributes {
            self.sink.text.push(' ');
            // The span begins with the first attribute, so that it contains them all.
            mark.get_or_insert_with(|| item.open(&mut self.sink));
            self.sink.text.push_str(&attribute.name);
            self.sink.text.push_str("=\"");
            let inner = attribute.item.open(&mut self.sink);
            self.text(&attribute.text, attribute.item, true);
            self.sink.close(inner);
            self.sink.text.push('"');
        }
        self.sink.text.push('>');
        let mark = mark.unwrap_or_else(|| item.open(&mut self.sink));
        let breaks = !elements.is_empty();
        for (name, child) in elements {
            self.member(&name, child);
        }
        self.sink.close(mark);
        breaks
    }

    /// Separates the members that can be attributes: scalars that the schema marks as
    /// such, each name once.
    fn split<'a>(&mut self, members: Vec<Child<'a>>) -> (Vec<Attribute<'a>>, Vec<Child<'a>>) {
        let (mut attributes, mut elements) = (Vec::new(), Vec::new());
        let mut taken = HashSet::new();
        for (name, child) in members {
            let xml = xml(self.schemas, child);
            if xml.attribute
                && let Shape::Scalar(text) = child.shape(self.schemas)
            {
                let own = self.name(xml.name.as_deref().unwrap_or(&name), child);
                let own = self.qualified(&own, &xml, true);
                if own != "xmlns" && taken.insert(self.expanded(&own)) {
                    child.check_surrogates(&mut self.sink);
                    attributes.push(Attribute {
                        name: own,
                        item: child,
                        text,
                    });
                    continue;
                }
            }
            elements.push((name, child));
        }
        (attributes, elements)
    }

    /// The namespace and local name of an attribute, which must be unique in an element
    /// whatever the prefix.
    fn expanded(&self, name: &str) -> String {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let mut scope = self.scope.iter().rev();
        let namespace = scope.find(|s| !prefix.is_empty() && s.0 == prefix);
        let namespace = namespace.map_or("", |s| &s.1);
        [namespace, local].join("\n")
    }

    /// Writes a member as an element, or a list as its items' elements.
    fn member(&mut self, name: &str, item: Item<'_>) {
        let xml = xml(self.schemas, item);
        let items = match item.shape(self.schemas) {
            Shape::List(items) => items,
            _ => return self.element(name, &xml, item),
        };
        if !xml.wrapped {
            if items.is_empty() {
                let cause = Cause::Xml(Flaw::Empty);
                self.sink.problem(cause, item.field, Severity::Warning);
                return;
            }
            // The span includes the items' tags, but not the line break before them.
            let mark = item.open(&mut self.sink);
            self.items(name, &items);
            return self.sink.close_after(mark, &['\n', ' ']);
        }
        self.line();
        let scope = self.scope.len();
        let outer = self.open_tag(name, &xml, item);
        self.sink.text.push('>');
        let mark = item.open(&mut self.sink);
        self.depth += 1;
        self.items(xml.name.as_deref().unwrap_or(name), &items);
        self.depth -= 1;
        if !items.is_empty() {
            self.line();
        }
        self.sink.close(mark);
        self.sink.text.push_str("</");
        self.sink.text.push_str(&outer);
        self.sink.text.push('>');
        self.scope.truncate(scope);
    }

    fn items(&mut self, fallback: &str, items: &[Item<'_>]) {
        for item in items {
            let xml = xml(self.schemas, *item);
            self.element(fallback, &xml, *item);
        }
    }

    /// Writes `<name` with its namespace declaration; returns the name.
    fn open_tag(&mut self, fallback: &str, xml: &Xml, item: Item<'_>) -> String {
        let local = self.name(xml.name.as_deref().unwrap_or(fallback), item);
        self.tag = self.scope.len();
        self.sink.text.push('<');
        let at = self.sink.text.len();
        let name = self.qualified(&local, xml, false);
        // A declaration written by `qualified` comes after the name.
        self.sink.text.insert_str(at, &name);
        name
    }

    /// A name with its prefix, which is declared if necessary.
    fn qualified(&mut self, local: &str, xml: &Xml, attribute: bool) -> String {
        let prefix = xml.prefix.as_deref().map(name::escape).unwrap_or_default();
        if matches!(&*prefix, "xml" | "xmlns") {
            return local.to_owned();
        }
        if let Some(namespace) = &xml.namespace
            && !(attribute && prefix.is_empty())
        {
            self.declare(&prefix, namespace);
        }
        // With namespaces, an undeclared prefix would not be well-formed.
        let declared = self.scope.iter().any(|s| s.0 == prefix);
        if prefix.is_empty() || !declared {
            local.to_owned()
        } else {
            format!("{prefix}:{local}")
        }
    }

    /// Writes a namespace declaration unless it already applies.
    fn declare(&mut self, prefix: &str, namespace: &str) {
        let holds = self.scope.iter().rev().find(|s| s.0 == prefix);
        let twice = self.scope[self.tag..].iter().any(|s| s.0 == prefix);
        let undeclares = namespace.is_empty() && !prefix.is_empty();
        if holds.is_some_and(|s| s.1 == namespace) || twice || undeclares {
            return;
        }
        let text = &mut self.sink.text;
        text.push_str(" xmlns");
        if !prefix.is_empty() {
            text.push(':');
            text.push_str(prefix);
        }
        text.push_str("=\"");
        namespace.chars().for_each(|c| escape(text, c, true));
        text.push('"');
        self.scope.push((prefix.to_owned(), namespace.to_owned()));
    }

    /// A valid XML name, with a problem if it differs.
    fn name(&mut self, name: &str, item: Item<'_>) -> String {
        let sent = name::escape(name);
        if sent != name {
            let cause = Cause::Xml(Flaw::Name {
                name: name.to_owned(),
                sent: sent.clone(),
            });
            self.sink.problem(cause, item.field, Severity::Warning);
        }
        sent
    }

    /// Writes text as content or as an attribute's value.
    fn text(&mut self, text: &str, item: Item<'_>, attribute: bool) {
        let lost = text.chars().position(|c| !is_char(c));
        if let Some(at) = lost {
            let cause = Cause::Xml(Flaw::Character {
                character: text.chars().nth(at).unwrap_or_default(),
                at: at + 1,
            });
            self.sink.problem(cause, item.field, Severity::Error);
        }
        for c in text.chars() {
            escape(&mut self.sink.text, c, attribute);
        }
    }

    /// Writes a line break and indentation, between elements only.
    fn line(&mut self) {
        if self.indented {
            self.sink.text.push('\n');
            for _ in 0..self.depth.min(DEEPEST) {
                self.sink.text.push_str("  ");
            }
        }
    }
}

/// The XML Object of the value's schema.
fn xml(schemas: &Schemas, item: Item<'_>) -> Xml {
    item.schema.map(|id| schemas.xml(id)).unwrap_or_default()
}

/// Returns whether XML 1.0 allows the character (section 2.2, production 2).
fn is_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Appends a character, escaped where a reader would change it: a bare CR, and white
/// space in attributes.
fn escape(out: &mut String, c: char, attribute: bool) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' if attribute => out.push_str("&quot;"),
        '\r' => out.push_str("&#xD;"),
        '\n' if attribute => out.push_str("&#xA;"),
        '\t' if attribute => out.push_str("&#x9;"),
        c if is_char(c) => out.push(c),
        _ => out.push('\u{FFFD}'),
    }
}

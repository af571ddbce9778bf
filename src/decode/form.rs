//! Forms, read as the URL Standard's parser does, then put together by schema.
//!
//! Stricter than that parser in one point: a `%` without two hex digits, or
//! bytes that are no UTF-8, are an error, not a guess.

use std::collections::BTreeMap;
use std::ops::Range;

use super::build::{self, Built, What, around, carried_json, guided};
use super::shape;
use super::{Decoded, Malformed, malformed};
use crate::document::schema::Type;
use crate::document::{Encoding, MediaType, Nesting, SchemaId, Schemas, Style};
use crate::encode::Family;
use crate::json::Kind;
use crate::validate::problem::{Cause, Form as Flaw, Text};

/// Names nested deeper than this are taken as they stand.
const DEEPEST: usize = 64;

/// Reads a form.
pub(super) fn decode(
    text: &str,
    media: &MediaType,
    schemas: &Schemas,
) -> Result<Decoded, Malformed> {
    let form = Form::new(media, schemas);
    let mut branch = Branch::default();
    let mut start = 0;
    for pair in text.split('&') {
        if !pair.is_empty() {
            let leaf = Leaf::read(text, start, pair)?;
            form.add(&mut branch, leaf);
        }
        start += pair.len() + 1;
    }
    let members = branch.children.into_iter().map(|(step, node)| {
        let name = step.unwrap_or_default();
        let schema = shape::property(schemas, form.root, &name);
        let encoding = form.encoding(&name);
        let value = form.value(node, schema, encoding);
        (name, value)
    });
    let built = Built {
        source: 0..text.len(),
        what: What::Object(members.collect()),
    };
    build::finish(&built)
}

/// A name and its value, decoded.
struct Leaf {
    name: String,
    value: String,
    /// The value's bytes as they stand in the body.
    source: Range<usize>,
    /// For each byte of the value and its end, where it stands in the body.
    places: Vec<u32>,
}

impl Leaf {
    fn read(text: &str, start: usize, pair: &str) -> Result<Leaf, Malformed> {
        let equals = pair.find('=').unwrap_or(pair.len());
        let from = start + (equals + 1).min(pair.len());
        let source = from..start + pair.len();
        let (name, _) = unpercent(text, start..start + equals)?;
        let (value, places) = unpercent(text, source.clone())?;
        Ok(Leaf {
            name,
            value,
            source,
            places,
        })
    }

    /// Where a byte of the value stands in the body.
    fn place(&self, at: usize) -> usize {
        self.places.get(at).map_or(self.source.end, |p| *p as usize)
    }
}

/// Decodes `+` and percent escapes; gives the place of each byte, and of the end.
fn unpercent(text: &str, range: Range<usize>) -> Result<(String, Vec<u32>), Malformed> {
    let bytes = &text.as_bytes()[..range.end];
    let mut out = Vec::with_capacity(range.len());
    let mut places = Vec::with_capacity(range.len() + 1);
    let mut at = range.start;
    while let Some(&byte) = bytes.get(at) {
        places.push(at as u32);
        match byte {
            b'+' => out.push(b' '),
            b'%' => {
                let digit = |at: usize| bytes.get(at).and_then(|b| (*b as char).to_digit(16));
                let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) else {
                    let position = text[..at].chars().count() + 1;
                    let cause = Cause::Form(Flaw::Percent { at: position });
                    return Err(malformed(text, cause, at));
                };
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            other => out.push(other),
        }
        at += 1;
    }
    places.push(range.end as u32);
    match String::from_utf8(out) {
        Ok(decoded) => Ok((decoded, places)),
        Err(error) => {
            let bad = error.utf8_error().valid_up_to();
            let at = places.get(bad).map_or(range.start, |place| *place as usize);
            let cause = Cause::Text(Text::Utf8 { at: at + 1 });
            Err(malformed(text, cause, at))
        }
    }
}

/// Values by the steps that their names take.
enum Node {
    Leaf(Leaf),
    Branch(Branch),
}

#[derive(Default)]
struct Branch {
    /// The step's name; none for `[]`.
    children: Vec<(Option<String>, Node)>,
    /// The latest child of each name.
    latest: BTreeMap<Option<String>, usize>,
}

impl Branch {
    /// Puts a value where the steps lead.
    fn put(&mut self, steps: &[Option<String>], leaf: Leaf) {
        let Some((step, rest)) = steps.split_first() else {
            return;
        };
        if !rest.is_empty()
            && let Some(index) = self.latest.get(step)
            && let (_, Node::Branch(inner)) = &mut self.children[*index]
        {
            // `a[][b]=1&a[][b]=2` means two items: the second cannot go into the first.
            let again = step.is_none() && inner.holds(rest);
            if !again {
                return inner.put(rest, leaf);
            }
        }
        let node = if rest.is_empty() {
            Node::Leaf(leaf)
        } else {
            let mut inner = Branch::default();
            inner.put(rest, leaf);
            Node::Branch(inner)
        };
        self.latest.insert(step.clone(), self.children.len());
        self.children.push((step.clone(), node));
    }

    /// Whether a value stands there already.
    fn holds(&self, steps: &[Option<String>]) -> bool {
        let Some((step, rest)) = steps.split_first() else {
            return true;
        };
        let latest = step.as_ref().and(self.latest.get(step));
        latest.is_some_and(|index| match &self.children[*index].1 {
            Node::Leaf(_) => true,
            Node::Branch(inner) => inner.holds(rest),
        })
    }
}

/// A property whose members or items are spread over several fields.
enum Spread<'a> {
    /// Its name repeats.
    List,
    /// `name[member]`.
    Deep,
    /// Its members' own names.
    Flat(Vec<&'a str>),
}

struct Form<'a> {
    media: &'a MediaType,
    schemas: &'a Schemas,
    root: Option<SchemaId>,
    spreads: BTreeMap<&'a str, Spread<'a>>,
}

impl<'a> Form<'a> {
    fn new(media: &'a MediaType, schemas: &'a Schemas) -> Form<'a> {
        let root = media.control.as_ref().map(|control| control.schema);
        let mut form = Form {
            media,
            schemas,
            root,
            spreads: BTreeMap::new(),
        };
        if media.nesting == Nesting::Standard {
            for (name, id) in shape::properties(schemas, root) {
                if let Some(spread) = form.spread(name, id) {
                    form.spreads.insert(name, spread);
                }
            }
        }
        form
    }

    /// How OpenAPI's rules spread a property over fields, if they do.
    fn spread(&self, name: &str, id: SchemaId) -> Option<Spread<'a>> {
        let encoding = self.encoding(name);
        if encoding.is_some_and(|e| is_json(e) || !e.explode) {
            return None;
        }
        let types = self.types(Some(id));
        let members = || shape::properties(self.schemas, Some(id));
        match encoding.map(|e| e.style) {
            _ if types.contains(&Type::Array) => Some(Spread::List),
            Some(_) if !types.contains(&Type::Object) => None,
            Some(Style::DeepObject) => Some(Spread::Deep),
            Some(_) => Some(Spread::Flat(members().iter().map(|m| m.0).collect())),
            None => None,
        }
    }

    fn encoding(&self, name: &str) -> Option<&'a Encoding> {
        let mut all = self.media.encoding.iter();
        all.find(|e| e.0 == name).map(|e| &e.1)
    }

    fn types(&self, schema: Option<SchemaId>) -> Vec<Type> {
        shape::types(self.schemas, schema)
    }

    /// Adds a pair where its name and the schema say.
    fn add(&self, branch: &mut Branch, leaf: Leaf) {
        let steps = match self.media.nesting {
            Nesting::Standard => self.standard_steps(&leaf.name),
            nesting => steps(&leaf.name, nesting == Nesting::Dots),
        };
        branch.put(&steps, leaf);
    }

    /// OpenAPI's rules: lists repeat a name, objects may be spread over names.
    fn standard_steps(&self, name: &str) -> Vec<Option<String>> {
        let own = |name: &str| Some(name.to_owned());
        if let Some(Spread::List) = self.spreads.get(name) {
            return vec![own(name), None];
        }
        for (property, spread) in &self.spreads {
            let inner = match spread {
                Spread::List => None,
                Spread::Deep => name
                    .strip_prefix(property)
                    .and_then(|rest| rest.strip_prefix('[')?.strip_suffix(']')),
                Spread::Flat(members) => members.contains(&name).then_some(name),
            };
            if let Some(inner) = inner {
                return vec![own(property), own(inner)];
            }
        }
        vec![own(name)]
    }

    fn value(&self, node: Node, schema: Option<SchemaId>, encoding: Option<&Encoding>) -> Built {
        match node {
            Node::Leaf(leaf) => self.leaf(&leaf, schema, encoding),
            Node::Branch(branch) => self.branch(branch, schema),
        }
    }

    /// A list when the schema or the names say so, else an object.
    fn branch(&self, branch: Branch, schema: Option<SchemaId>) -> Built {
        let types = self.types(schema);
        let index = |step: &Option<String>| step.as_ref().and_then(|s| s.parse::<usize>().ok());
        let children = branch.children;
        let pushed = children.iter().all(|c| c.0.is_none());
        let numbered = children.iter().all(|c| index(&c.0).is_some());
        let in_order = (children.iter().enumerate()).all(|(at, c)| index(&c.0) == Some(at));
        let may = |kind: Type| types.contains(&kind);
        let is_list = pushed
            || may(Type::Array) && numbered && !may(Type::Object)
            || types.is_empty() && in_order;
        let what = if is_list {
            let mut children = children;
            children.sort_by_key(|c| index(&c.0));
            let items = children.into_iter().enumerate().map(|(at, (_, node))| {
                self.value(node, shape::item(self.schemas, schema, at), None)
            });
            What::List(items.collect())
        } else {
            let members = children.into_iter().map(|(step, node)| {
                let name = step.unwrap_or_default();
                let schema = shape::property(self.schemas, schema, &name);
                let value = self.value(node, schema, None);
                (name, value)
            });
            What::Object(members.collect())
        };
        let source = match &what {
            What::List(items) => around(items.iter().map(|item| &item.source)),
            What::Object(members) => around(members.iter().map(|member| &member.1.source)),
            _ => 0..0,
        };
        Built { source, what }
    }

    fn leaf(&self, leaf: &Leaf, schema: Option<SchemaId>, encoding: Option<&Encoding>) -> Built {
        let types = self.types(schema);
        let may = |kind: Type| types.contains(&kind);
        let built = |what| Built {
            source: leaf.source.clone(),
            what,
        };
        let as_json = encoding.is_some_and(is_json);
        let asked = |kind: Kind| {
            as_json
                || !may(Type::String)
                    && (kind == Kind::Array && may(Type::Array)
                        || kind == Kind::Object && may(Type::Object))
        };
        if let Some(json) = carried_json(&leaf.value, asked, |at| leaf.place(at)) {
            return built(json);
        }
        match encoding {
            Some(e) if !e.explode && may(Type::Array) => built(self.split(leaf, schema, e.style)),
            Some(e) if !e.explode && may(Type::Object) => {
                built(self.split_pairs(leaf, schema, e.style))
            }
            _ => guided(&leaf.value, &types, leaf.source.clone()),
        }
    }

    /// The items of a list in one value with delimiters.
    fn split(&self, leaf: &Leaf, schema: Option<SchemaId>, style: Style) -> What {
        let parts = leaf.parts(style).into_iter().enumerate();
        let items = parts.map(|(at, (text, source))| {
            let schema = shape::item(self.schemas, schema, at);
            guided(text, &self.types(schema), source)
        });
        What::List(items.collect())
    }

    /// Names and values of an object in one value with delimiters.
    fn split_pairs(&self, leaf: &Leaf, schema: Option<SchemaId>, style: Style) -> What {
        let parts = leaf.parts(style);
        let members = parts.chunks(2).map(|pair| {
            let name = pair[0].0;
            let (text, source) = pair.get(1).cloned().unwrap_or(("", pair[0].1.clone()));
            let schema = shape::property(self.schemas, schema, name);
            let value = guided(text, &self.types(schema), source);
            (name.to_owned(), value)
        });
        What::Object(members.collect())
    }
}

impl Leaf {
    /// What stands between delimiters, with its bytes in the body.
    fn parts(&self, style: Style) -> Vec<(&str, Range<usize>)> {
        let delimiter = match style {
            Style::SpaceDelimited => ' ',
            Style::PipeDelimited => '|',
            _ => ',',
        };
        let mut at = 0;
        let with_place = |part| {
            let start: usize = at;
            at += str::len(part) + 1;
            (part, self.place(start)..self.place(start + part.len()))
        };
        self.value.split(delimiter).map(with_place).collect()
    }
}

fn is_json(encoding: &Encoding) -> bool {
    let content_type = encoding.content_type.as_deref();
    content_type.is_some_and(|name| Family::of(name) == Family::Json)
}

/// The steps of a name: `a[b][0]` or, with dots, `a.b[0]`; `[]` is no name.
///
/// A name that does not follow the notation is one step as it stands.
fn steps(name: &str, dots: bool) -> Vec<Option<String>> {
    let whole = || vec![Some(name.to_owned())];
    let divides = |c: char| c == '[' || dots && c == '.';
    let first = name.find(divides).unwrap_or(name.len());
    if first == 0 {
        return whole();
    }
    let mut found = vec![Some(name[..first].to_owned())];
    let mut rest = &name[first..];
    while !rest.is_empty() {
        let end;
        let step = if let Some(inner) = rest.strip_prefix('[') {
            let Some(close) = inner.find(']') else {
                return whole();
            };
            end = close + 2;
            &inner[..close]
        } else if let Some(inner) = rest.strip_prefix('.').filter(|_| dots) {
            let close = inner.find(divides).unwrap_or(inner.len());
            end = close + 1;
            &inner[..close]
        } else {
            return whole();
        };
        let pushes = step.is_empty() && rest.starts_with('[');
        found.push((!pushes).then(|| step.to_owned()));
        if found.len() > DEEPEST {
            return whole();
        }
        rest = &rest[end..];
    }
    found
}

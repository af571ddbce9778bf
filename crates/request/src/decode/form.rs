//! Forms, parsed as in the URL Standard and then combined by schema.
//!
//! Stricter than the standard in one point: a `%` without two hex digits, or bytes that
//! are not UTF-8, are an error instead of a guess.

mod field;
mod names;

use std::collections::{HashMap, HashSet};

use super::build::{self, Built, What, around, carried_json, guided};
use super::{Decoded, Malformed};
use field::Leaf;
use json::{Kind, Tree};
use names::{Branch, Node, steps};
use openapi::schema::Members;
use openapi::{Encoding, Family, MediaType, Nesting, SchemaId, Schemas, Style};
use problem::Type;

/// The limit of brackets in a name that may denote a deep object.
const DEEPEST_NAME: usize = 64;

/// Decodes a form.
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
    let known = form.members(form.root);
    let members = branch.children.into_iter().map(|(step, node)| {
        let name = step.unwrap_or_default();
        let schema = known.get(&name);
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

/// Reads the members of a `deepObject` out of the fields `name[member]`, further levels in further brackets.
pub fn deep(text: &str, name: &str, schema: SchemaId, schemas: &Schemas) -> Option<Tree> {
    let media = MediaType {
        name: String::new(),
        notices: Vec::new(),
        control: None,
        encoding: Vec::new(),
        nesting: Nesting::Brackets,
        examples: Vec::new(),
    };
    let form = Form::new(&media, schemas);
    let mut branch = Branch::default();
    let mut start = 0;
    for pair in text.split('&') {
        let leaf = Leaf::read(text, start, pair).ok()?;
        start += pair.len() + 1;
        let steps = steps(&leaf.name, false);
        if let [Some(first), inner @ ..] = &*steps
            && first == name
            && !inner.is_empty()
        {
            branch.put(inner, leaf);
        }
    }
    if branch.children.is_empty() {
        return None;
    }
    let built = form.branch(branch, Some(schema));
    build::finish(&built).ok().map(|decoded| decoded.tree)
}

/// The ways to spread a property's members or items over several fields.
#[derive(Clone, Copy, PartialEq)]
enum Spread {
    /// Its name repeats.
    List,
    /// `name[member]`.
    Deep,
    /// Its members' names.
    Flat,
}

struct Form<'a> {
    media: &'a MediaType,
    schemas: &'a Schemas,
    root: Option<SchemaId>,
    /// The encodings of `media`, by property.
    encodings: HashMap<&'a str, &'a Encoding>,
    /// The spread properties by their fields' names: a list's own, an object's members'.
    spread: HashMap<&'a str, (&'a str, Spread)>,
    /// The names of the properties spread as `name[member]`.
    deep: HashSet<&'a str>,
}

impl<'a> Form<'a> {
    fn new(media: &'a MediaType, schemas: &'a Schemas) -> Form<'a> {
        let root = media.control.as_ref().map(|control| control.schema);
        let mut form = Form {
            media,
            schemas,
            root,
            encodings: media.encoding.iter().map(|e| (&*e.0, &e.1)).collect(),
            spread: HashMap::new(),
            deep: HashSet::new(),
        };
        if media.nesting == Nesting::Standard {
            for (name, id) in root.map(|id| schemas.properties(id)).unwrap_or_default() {
                form.know(name, id);
            }
        }
        form
    }

    /// Records how a property is spread. A field that fits several properties belongs to
    /// the list, otherwise to the first.
    fn know(&mut self, name: &'a str, id: SchemaId) {
        match self.spread(name, id) {
            None => {}
            Some(Spread::Deep) => {
                self.deep.insert(name);
            }
            Some(Spread::List) => {
                self.spread.insert(name, (name, Spread::List));
            }
            Some(Spread::Flat) => {
                for (member, _) in self.schemas.properties(id) {
                    let first = self.spread.entry(member);
                    first.or_insert((name, Spread::Flat));
                }
            }
        }
    }

    /// The spreading of a property by OpenAPI's rules, if any.
    fn spread(&self, name: &str, id: SchemaId) -> Option<Spread> {
        let encoding = self.encoding(name);
        if encoding.is_some_and(|e| is_json(e) || !e.explode) {
            return None;
        }
        let types = self.types(Some(id));
        match encoding.map(|e| e.style) {
            _ if types.contains(&Type::Array) => Some(Spread::List),
            Some(_) if !types.contains(&Type::Object) => None,
            Some(Style::DeepObject) => Some(Spread::Deep),
            Some(_) => Some(Spread::Flat),
            None => None,
        }
    }

    fn encoding(&self, name: &str) -> Option<&'a Encoding> {
        self.encodings.get(name).copied()
    }

    fn types(&self, schema: Option<SchemaId>) -> Vec<Type> {
        schema.map(|id| self.schemas.types(id)).unwrap_or_default()
    }

    fn members(&self, schema: Option<SchemaId>) -> Members<'a> {
        schema
            .map(|id| self.schemas.members(id))
            .unwrap_or_default()
    }

    fn item(&self, schema: Option<SchemaId>, index: usize) -> Option<SchemaId> {
        self.schemas.item(schema?, index)
    }

    /// Adds a pair at the place that its name and the schema give.
    fn add(&self, branch: &mut Branch, leaf: Leaf) {
        let steps = match self.media.nesting {
            Nesting::Standard => self.standard_steps(&leaf.name),
            nesting => steps(&leaf.name, nesting == Nesting::Dots),
        };
        branch.put(&steps, leaf);
    }

    /// The steps of a name by OpenAPI's rules: lists repeat a name, objects may be spread
    /// over names.
    fn standard_steps(&self, name: &str) -> Vec<Option<String>> {
        let own = |name: &str| Some(name.to_owned());
        match self.spread.get(name) {
            Some((_, Spread::List)) => return vec![own(name), None],
            Some((property, Spread::Flat)) => return vec![own(property), own(name)],
            _ => {}
        }
        let is_deep = |name: &str| self.deep.contains(name);
        let all = steps(name, false);
        if all.len() > 1 && all[0].as_deref().is_some_and(is_deep) {
            return all;
        }
        // The name of a deep object may itself contain a bracket.
        let brackets = name.match_indices('[').take(DEEPEST_NAME);
        let mut parts = brackets.map(|(at, _)| name.split_at(at));
        let deep = parts.find_map(|(property, rest)| {
            let inner = rest.strip_prefix('[')?.strip_suffix(']')?;
            is_deep(property).then(|| vec![own(property), own(inner)])
        });
        deep.unwrap_or_else(|| vec![own(name)])
    }

    fn value(&self, node: Node, schema: Option<SchemaId>, encoding: Option<&Encoding>) -> Built {
        match node {
            Node::Leaf(leaf) => self.leaf(&leaf, schema, encoding),
            Node::Branch(branch) => self.branch(branch, schema),
        }
    }

    /// Builds a list if the schema or the names require one, otherwise an object.
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
            children.sort_by_key(|child| index(&child.0));
            let items = children
                .into_iter()
                .enumerate()
                .map(|(at, (_, node))| self.value(node, self.item(schema, at), None));
            What::List(items.collect())
        } else {
            let known = self.members(schema);
            let members = children.into_iter().map(|(step, node)| {
                let name = step.unwrap_or_default();
                let schema = known.get(&name);
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

    /// The items of a list in one delimited value.
    fn split(&self, leaf: &Leaf, schema: Option<SchemaId>, style: Style) -> What {
        let parts = leaf.parts(style).into_iter().enumerate();
        let items = parts.map(|(at, (text, source))| {
            let schema = self.item(schema, at);
            guided(text, &self.types(schema), source)
        });
        What::List(items.collect())
    }

    /// The names and values of an object in one delimited value.
    fn split_pairs(&self, leaf: &Leaf, schema: Option<SchemaId>, style: Style) -> What {
        let parts = leaf.parts(style);
        let known = self.members(schema);
        let members = parts.chunks(2).map(|pair| {
            let name = pair[0].0;
            let (text, source) = pair.get(1).cloned().unwrap_or(("", pair[0].1.clone()));
            let schema = known.get(name);
            let value = guided(text, &self.types(schema), source);
            (name.to_owned(), value)
        });
        What::Object(members.collect())
    }
}

fn is_json(encoding: &Encoding) -> bool {
    let content_type = encoding.content_type.as_deref();
    content_type.is_some_and(|name| Family::of(name) == Family::Json)
}

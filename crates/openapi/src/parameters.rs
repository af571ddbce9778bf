//! Parameters of operations.

use std::collections::HashSet;
use std::rc::Rc;

use super::example_object::{self, Listed};
use super::reader::Reader;
use super::refs::NodeRef;
use super::{Parameter, Place, Style, notice};
use indexmap::IndexMap;
use indexmap::map::Entry;
use problem::Field;

/// The members that a Parameter Object and a Header Object share.
pub(super) const HEADER: [&str; 12] = [
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "schema",
    "example",
    "examples",
    "content",
    "x-signpost-source",
];

/// The members that only a Parameter Object has.
const PARAMETER: [&str; 4] = ["name", "in", "x-signpost-secret", "x-signpost-notices"];

/// Header fields that OpenAPI takes from elsewhere, and from which part.
const NO_PARAMETERS: [(&str, &str); 3] = [
    ("accept", "the media types of the responses"),
    ("content-type", "the media type of the request body"),
    ("authorization", "the security schemes"),
];

/// An example value of a parameter, by the example's name.
pub(super) struct Named<'a> {
    pub listed: Listed<'a>,
    /// The parameter's place.
    pub field: Field,
}

/// The parameters of an operation, which override those of its path, and their examples.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    path: &str,
    item: &NodeRef<'a>,
    operation: &NodeRef<'a>,
) -> (Vec<Parameter>, Vec<Named<'a>>) {
    let mut nodes: IndexMap<String, (Place, &str, NodeRef)> = IndexMap::new();
    for level in [item, operation] {
        let inherited = nodes.len();
        for node in level.items_of("parameters") {
            let Some((place, name, node)) = identity(node) else {
                continue;
            };
            match nodes.entry(identified(place, name)) {
                Entry::Occupied(known) if known.index() >= inherited => {
                    node.note("This parameter is listed twice; the first one is used");
                }
                entry => _ = entry.insert_entry((place, name, node)),
            }
        }
    }
    let mut parameters = Vec::new();
    let mut examples = Vec::new();
    for (place, name, node) in nodes.values() {
        if *place == Place::Path && !path.contains(&format!("{{{name}}}")) {
            node.note(format!(
                "The path `{path}` has no `{{{name}}}`; it is left out"
            ));
            continue;
        }
        parameters.push(parameter(reader, *place, name, node));
        named(*place, name, node, &mut examples);
    }
    imply(reader, path, operation, &mut parameters);
    (parameters, examples)
}

/// The place and name of a valid parameter.
fn identity<'a>(node: NodeRef<'a>) -> Option<(Place, &'a str, NodeRef<'a>)> {
    let node = node.resolve()?;
    node.object()?;
    let (name, place) = (node.required("name"), node.required("in"));
    let (name, word) = (name?, place?);
    let Some(place) = Place::named(word) else {
        node.note(format!(
            "`{word}` is not a place for a parameter (path, query, header or cookie); it is left out"
        ));
        return None;
    };
    let elsewhere = NO_PARAMETERS
        .iter()
        .find(|n| n.0.eq_ignore_ascii_case(name));
    if let (Place::Header, Some((_, instead))) = (place, elsewhere) {
        node.note(format!(
            "OpenAPI takes `{name}` from {instead}; this parameter is left out"
        ));
        return None;
    }
    Some((place, name, node))
}

/// The key of a parameter: place and name, in lower case for a header field.
fn identified(place: Place, name: &str) -> String {
    let name = match place {
        Place::Header => name.to_ascii_lowercase(),
        _ => name.to_owned(),
    };
    [place.word(), ":", &name].concat()
}

fn parameter<'a>(
    reader: &mut Reader<'a>,
    place: Place,
    name: &str,
    node: &NodeRef<'a>,
) -> Parameter {
    node.only(&[&HEADER[..], &PARAMETER].concat());
    let mut required = node.flag("required").unwrap_or_default();
    if place == Place::Path && !required {
        node.note("A path parameter is always required: set `required` to true");
        required = true;
    }
    let content = content(node);
    let holder = content.as_ref().map_or(node, |c| &c.1);
    let schema = match holder.get("schema") {
        Some(schema) => reader.schemas.schema(schema),
        None => {
            if content.is_none() {
                node.note("A parameter needs a `schema` or `content`; any text is accepted");
            }
            reader.text()
        }
    };
    let mut control = reader.control(node, name, schema, required);
    let description = node.description();
    if !description.is_empty() {
        control.description = description;
    }
    if let Some(source) = node.text("x-signpost-source") {
        control.source = Some(source.to_owned());
    }
    control.notices.extend(notice::read(node));
    if let Some(secret) = node.flag("x-signpost-secret") {
        control.set_secret(secret);
    }
    control.deprecated |= node.flag("deprecated").unwrap_or_default();
    let default = if matches!(place, Place::Query | Place::Cookie) {
        Style::Form
    } else {
        Style::Simple
    };
    let style = style(node, default, |style| style.fits(place));
    Parameter {
        place,
        style,
        explode: node.flag("explode").unwrap_or(style == Style::Form),
        allow_reserved: node.flag("allowReserved").unwrap_or_default(),
        allow_empty: node.flag("allowEmptyValue").unwrap_or_default(),
        content: content.map(|c| c.0.to_owned()),
        control: Rc::new(control),
    }
}

/// The one media type of a parameter that has `content`.
fn content<'a>(node: &NodeRef<'a>) -> Option<(&'a str, NodeRef<'a>)> {
    let content = node.get("content")?;
    let mut members = content.members();
    if members.len() != 1 {
        content.note("The `content` of a parameter must have exactly one media type");
    }
    if members.is_empty() {
        return None;
    }
    Some(members.swap_remove(0))
}

/// `style`, if it fits.
pub(super) fn style(node: &NodeRef<'_>, default: Style, fits: impl Fn(Style) -> bool) -> Style {
    let Some(member) = node.get("style") else {
        return default;
    };
    let Some(word) = member.string() else {
        return default;
    };
    match Style::named(word) {
        Some(style) if fits(style) => style,
        _ => {
            member.note(format!(
                "`{word}` is not a style for this place; `{}` is used",
                default.word()
            ));
            default
        }
    }
}

/// Adds the examples of a parameter and of its media type.
fn named<'a>(place: Place, name: &str, node: &NodeRef<'a>, into: &mut Vec<Named<'a>>) {
    let field = Field::from(place.root(name));
    let inner = content(node).map(|c| c.1);
    for holder in [Some(node), inner.as_ref()].into_iter().flatten() {
        let listed = example_object::listed(holder, &example_object::OF_REQUEST).into_iter();
        into.extend(listed.map(|listed| Named {
            listed,
            field: field.clone(),
        }));
    }
}

/// Adds the path's variables that no parameter documents: the address needs them.
fn imply<'a>(
    reader: &mut Reader<'a>,
    path: &str,
    node: &NodeRef<'a>,
    parameters: &mut Vec<Parameter>,
) {
    let of_path = parameters.iter().filter(|p| p.place == Place::Path);
    let mut known: HashSet<String> = of_path.map(|p| p.control.name.clone()).collect();
    for name in variables(path) {
        if !known.insert(name.to_owned()) {
            continue;
        }
        node.note(format!(
            "No parameter documents `{{{name}}}` of the path; any text is accepted"
        ));
        let schema = reader.text();
        parameters.push(Parameter {
            place: Place::Path,
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
            allow_empty: false,
            content: None,
            control: Rc::new(reader.control(node, name, schema, true)),
        });
    }
}

/// The names between braces.
pub(super) fn variables(template: &str) -> impl Iterator<Item = &str> {
    let pieces = template.split('{').skip(1);
    pieces.filter_map(|piece| piece.split_once('}').map(|p| p.0))
}

impl Place {
    /// The word that OpenAPI and `data-field` use.
    pub fn word(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        }
    }

    fn named(word: &str) -> Option<Place> {
        let all = [Place::Path, Place::Query, Place::Header, Place::Cookie];
        all.into_iter().find(|place| place.word() == word)
    }
}

impl Style {
    const ALL: [Style; 7] = [
        Style::Simple,
        Style::Label,
        Style::Matrix,
        Style::Form,
        Style::SpaceDelimited,
        Style::PipeDelimited,
        Style::DeepObject,
    ];

    /// OpenAPI's name for it.
    pub fn word(self) -> &'static str {
        match self {
            Style::Simple => "simple",
            Style::Label => "label",
            Style::Matrix => "matrix",
            Style::Form => "form",
            Style::SpaceDelimited => "spaceDelimited",
            Style::PipeDelimited => "pipeDelimited",
            Style::DeepObject => "deepObject",
        }
    }

    fn named(word: &str) -> Option<Style> {
        Style::ALL.into_iter().find(|style| style.word() == word)
    }

    fn fits(self, place: Place) -> bool {
        match place {
            Place::Path => matches!(self, Style::Simple | Style::Label | Style::Matrix),
            Place::Header => self == Style::Simple,
            Place::Cookie => self == Style::Form,
            Place::Query => self.fits_form(),
        }
    }

    /// Returns whether the style is one for query strings and form bodies.
    pub(super) fn fits_form(self) -> bool {
        !matches!(self, Style::Simple | Style::Label | Style::Matrix)
    }
}

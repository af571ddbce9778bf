//! Request bodies and media types.

use std::collections::HashMap;
use std::rc::Rc;

use super::example_object::{self, Listed};
use super::reader::Reader;
use super::refs::NodeRef;
use super::{Control, Encoding, Kind, MediaType, Nesting, RequestBody, Style, notice, parameters};

const MEDIA_TYPE: [&str; 6] = [
    "schema",
    "example",
    "examples",
    "encoding",
    "x-signpost-form",
    "x-signpost-notices",
];

/// The documented request body, and the examples of each of its media types.
pub(super) fn request_body<'a>(
    reader: &mut Reader<'a>,
    operation: &NodeRef<'a>,
) -> (Option<RequestBody>, Vec<Vec<Listed<'a>>>) {
    let body = operation.get("requestBody").and_then(NodeRef::resolve);
    let Some(body) = body else {
        return (None, Vec::new());
    };
    body.only(&["description", "content", "required"]);
    if body.value.as_object().is_some() && body.get("content").is_none() {
        body.note("A request body needs `content` with its media types");
    }
    let mut media = Vec::new();
    let mut bodies = Vec::new();
    for (name, node) in body.members_of("content") {
        let read = media_type(reader, name, &node);
        bodies.push(example_object::listed(&node, &example_object::OF_REQUEST));
        media.push(read);
    }
    share_secrets(&mut media);
    let body = (!media.is_empty()).then(|| RequestBody {
        description: body.description(),
        required: body.flag("required").unwrap_or_default(),
        media,
    });
    (body, bodies)
}

/// Marks a place as secret in all media types if one of them does. A secret body does not
/// make each of its members secret.
fn share_secrets(media: &mut [MediaType]) {
    let all = media.iter().filter_map(|m| m.control.clone());
    let all: Vec<Rc<Control>> = all.filter(|control| control.holds_secret()).collect();
    for control in media.iter_mut().filter_map(|m| m.control.as_mut()) {
        let has_members = matches!(control.kind, Kind::Object | Kind::List | Kind::Map);
        let others = all
            .iter()
            .filter(|other| !(Rc::ptr_eq(other, control) || other.secret && has_members));
        share_secrets_of(&others.map(|other| &**other).collect::<Vec<_>>(), control);
    }
}

fn share_secrets_of(others: &[&Control], control: &mut Rc<Control>) {
    if others.is_empty() {
        return;
    }
    let control = Rc::make_mut(control);
    if others
        .iter()
        .any(|other| other.secret && !other.named_secret)
    {
        control.set_secret(true);
    }
    let mut named: HashMap<&str, Vec<&Control>> = HashMap::new();
    for member in others.iter().flat_map(|other| &other.members) {
        named.entry(&member.name).or_default().push(member);
    }
    for member in &mut control.members {
        if let Some(others) = named.get(&*member.name) {
            share_secrets_of(others, member);
        }
    }
    if let Some(element) = &mut control.element {
        let others = others.iter().filter_map(|other| other.element.as_deref());
        share_secrets_of(&others.collect::<Vec<&Control>>(), element);
    }
}

/// One media type, without its examples.
pub(super) fn media_type<'a>(reader: &mut Reader<'a>, name: &str, node: &NodeRef<'a>) -> MediaType {
    node.only(&MEDIA_TYPE);
    if !name.contains('/') {
        node.note("A media type is written as `type/subtype`");
    }
    let schema = node.get("schema").map(|s| reader.schemas.schema(s));
    let control = schema.map(|id| reader.form(node, id));
    MediaType {
        name: name.to_owned(),
        notices: notice::read(node),
        encoding: encoding(node, control.as_deref()),
        control,
        nesting: nesting(node),
        examples: Vec::new(),
    }
}

fn encoding(node: &NodeRef<'_>, control: Option<&Control>) -> Vec<(String, Encoding)> {
    let mut found = Vec::new();
    for (name, entry) in node.members_of("encoding") {
        entry.only(&[
            "contentType",
            "headers",
            "style",
            "explode",
            "allowReserved",
        ]);
        let is_known = |c: &Control| c.kind != Kind::Object || c.member(name).is_some();
        if !control.is_none_or(is_known) {
            entry.note(format!("The schema has no property `{name}`"));
        }
        let style = parameters::style(&entry, Style::Form, Style::fits_form);
        let own = |name: &str| entry.get(name).is_some();
        // OpenAPI 3.1: any of these three overrides the content type.
        let is_styled = own("style") || own("explode") || own("allowReserved");
        let content_type = entry.text("contentType").filter(|_| !is_styled);
        let encoding = Encoding {
            content_type: content_type.map(str::to_owned),
            style,
            explode: entry.flag("explode").unwrap_or(style == Style::Form),
            allow_reserved: entry.flag("allowReserved").unwrap_or_default(),
        };
        if is_styled || content_type.is_some() {
            found.push((name.to_owned(), encoding));
        }
    }
    found
}

/// `x-signpost-form` of a media type.
fn nesting(node: &NodeRef<'_>) -> Nesting {
    let Some(form) = node.get("x-signpost-form") else {
        return Nesting::Standard;
    };
    match form.string() {
        Some("brackets") => Nesting::Brackets,
        Some("dots") => Nesting::Dots,
        Some("empty") => Nesting::Empty,
        _ => {
            form.note("The form of a media type is `brackets`, `dots` or `empty`");
            Nesting::Standard
        }
    }
}

/// Returns whether a JSON string cannot be the value itself, so that a string is its text.
pub(super) fn is_structured(media: &MediaType) -> bool {
    let kind = media.control.as_ref().map(|c| &c.kind);
    matches!(kind, Some(Kind::Object | Kind::List | Kind::Map))
}

//! Look-ups by field, media type and status.

use std::rc::Rc;

use std::collections::HashSet;

use problem::{Field, Root};

use super::{Control, MediaType, Operation, Parameter, Place, Response};

impl Operation {
    /// The body's media type with that documented name, otherwise the one that matches
    /// the content type.
    pub fn media(&self, name: &str) -> Option<&MediaType> {
        match_media(&self.body.as_ref()?.media, name)
    }

    /// The body's media type in use: the one with that name, or the first.
    pub fn media_or_first(&self, name: Option<&str>) -> Option<&MediaType> {
        let named = name.and_then(|name| self.media(name));
        named.or_else(|| self.body.as_ref()?.media.first())
    }

    /// The parameter with this root (`query:$select`).
    pub fn parameter(&self, root: &Root) -> Option<&Parameter> {
        let place = Place::of(root)?;
        let is = |p: &&Parameter| p.place == place && p.control.name == root.name();
        self.parameters.iter().find(is)
    }

    /// Reads the text of a place in a request of this operation.
    pub fn field(&self, text: &str) -> Field {
        field(&self.parameters, text)
    }

    /// The control of a root: a parameter's, or that of the body's first media type.
    pub fn control(&self, root: &Root) -> Option<&Rc<Control>> {
        if *root == Root::Body {
            return self.media_or_first(None)?.control.as_ref();
        }
        self.parameter(root).map(|p| &p.control)
    }

    /// The documented response to a status: the status itself, otherwise its class
    /// (`4XX`), otherwise `default`.
    pub fn response(&self, status: u16) -> Option<&Response> {
        let exact = status.to_string();
        let class = format!("{}XX", status / 100);
        let find = |name: &str| self.responses.iter().find(|r| r.status == name);
        find(&exact)
            .or_else(|| find(&class))
            .or_else(|| find("default"))
    }

    /// The media types of all responses, each once, in document order: the choices for `Accept`.
    pub fn accepts(&self) -> Vec<&str> {
        let mut known = HashSet::new();
        let all = self.responses.iter().flat_map(|r| &r.media);
        let names = all.map(|media| media.name.as_str());
        names.filter(|name| known.insert(*name)).collect()
    }
}

/// Reads the text of a place. A parameter's name may contain slashes, so the documented names decide
/// where it ends.
pub(super) fn field(parameters: &[Parameter], text: &str) -> Field {
    let field = Field::read(text);
    let Some(place) = Place::of(&field.root) else {
        return field;
    };
    let name = field.root.name();
    let begins = |known: &&str| {
        let rest = name.strip_prefix(*known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let here = parameters.iter().filter(|p| p.place == place);
    let names = here.map(|p| p.control.name.as_str());
    // Without a name, the root is all parameters of that place.
    let known = names.chain([""]).filter(begins);
    match known.max_by_key(|known| known.len()) {
        Some(known) => Field::below(place.root(known), &name[known.len()..]),
        None => field,
    }
}

impl Place {
    /// The place of the parameter with this root.
    fn of(root: &Root) -> Option<Place> {
        match root {
            Root::Path(_) => Some(Place::Path),
            Root::Query(_) => Some(Place::Query),
            Root::Header(_) => Some(Place::Header),
            Root::Cookie(_) => Some(Place::Cookie),
            _ => None,
        }
    }

    /// The root of a parameter, as [`Operation::parameter`] reads it; without a name,
    /// that of all parameters in this place.
    pub fn root(self, name: &str) -> Root {
        let name = name.into();
        match self {
            Place::Path => Root::Path(name),
            Place::Query => Root::Query(name),
            Place::Header => Root::Header(name),
            Place::Cookie => Root::Cookie(name),
        }
    }
}

impl Response {
    /// The media type that a content type matches.
    pub fn media(&self, content_type: &str) -> Option<&MediaType> {
        match_media(&self.media, content_type)
    }
}

impl MediaType {
    /// Returns whether a content type matches this media type, ignoring parameters and
    /// case; ranges follow OpenAPI.
    pub fn matches(&self, content_type: &str) -> bool {
        rank(&self.name, content_type).is_some()
    }
}

/// Type and subtype without parameters, in lower case (RFC 9110, section 8.3.1).
pub fn essence(content_type: &str) -> String {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The best match: the same text, otherwise the same type, otherwise a range (`text/*`, `*/*`).
fn match_media<'a>(media: &'a [MediaType], content_type: &str) -> Option<&'a MediaType> {
    let ranked = media
        .iter()
        .filter_map(|m| Some((rank(&m.name, content_type)?, m)));
    ranked.min_by_key(|r| r.0).map(|r| r.1)
}

fn rank(name: &str, content_type: &str) -> Option<u8> {
    if name == content_type {
        return Some(0);
    }
    let (name, given) = (essence(name), essence(content_type));
    if name == given {
        return Some(1);
    }
    if name == "*/*" {
        return Some(3);
    }
    let class = name
        .strip_suffix('*')
        .filter(|class| class.ends_with('/'))?;
    given.starts_with(class).then_some(2)
}

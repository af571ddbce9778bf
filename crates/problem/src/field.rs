//! Places in a draft, in a request or in the settings that sign it, and their text.

use super::root::{Root, Setting};
use std::fmt;
use std::rc::Rc;

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A member of an object.
    Name(Rc<str>),
    /// An item of a list.
    Index(usize),
    /// An entry of a map, by position.
    Entry(usize),
}

/// A place; its text is the page's `data-field`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// The part of the request, or a setting.
    pub root: Root,
    /// The steps from the value of the root to the place.
    pub path: Vec<Step>,
}

impl Field {
    /// The body as a whole.
    pub fn body() -> Field {
        Root::Body.into()
    }

    /// The address of the server as a whole.
    pub fn address() -> Field {
        Root::address().into()
    }

    /// Reads the text of a place as documents write it. Members of the body and parts of a
    /// credential are steps; any other text is a root.
    pub fn read(text: &str) -> Field {
        if text.starts_with('/') {
            return Field::below(Root::Whole, text);
        }
        let (root, within) = match (text.strip_prefix("body:"), Root::read(text)) {
            (Some(pointer), _) => (Root::Body, pointer),
            (_, Root::Credential(name)) => {
                let (name, _) = name.split_once('/').unwrap_or((&name, ""));
                (
                    Root::Credential(name.into()),
                    &text["auth:".len() + name.len()..],
                )
            }
            (_, root) => return root.into(),
        };
        Field::below(root, within)
    }

    /// The place that a JSON Pointer leads to from a root. All its steps are names, since a pointer
    /// does not tell members and items apart.
    pub fn below(root: Root, pointer: &str) -> Field {
        let names = pointer.split('/').skip(1);
        let step = |name: &str| Step::Name(json::pointer::unescape(name).into());
        Field {
            root,
            path: names.map(step).collect(),
        }
    }

    /// Returns whether this place, read from text, is the other one. In text an item or an entry
    /// is written like a member.
    pub fn names(&self, other: &Field) -> bool {
        let is_named = |(step, other): (&Step, &Step)| match (step, other) {
            (Step::Name(name), Step::Index(at)) => json::pointer::index(name) == Some(*at),
            (Step::Name(name), Step::Entry(at)) => {
                name.strip_prefix('@').and_then(json::pointer::index) == Some(*at)
            }
            _ => step == other,
        };
        self.root == other.root
            && self.path.len() == other.path.len()
            && self.path.iter().zip(&other.path).all(is_named)
    }

    /// The place one step further in.
    pub fn step(&self, step: Step) -> Field {
        let mut path = Vec::with_capacity(self.path.len() + 1);
        path.extend_from_slice(&self.path);
        path.push(step);
        Field {
            root: self.root.clone(),
            path,
        }
    }

    /// The place of a member.
    pub fn member(&self, name: impl Into<Rc<str>>) -> Field {
        self.step(Step::Name(name.into()))
    }

    /// Returns whether this place equals the other one or lies within it.
    pub fn is_within(&self, outer: &Field) -> bool {
        self.root == outer.root && self.path.starts_with(&outer.path)
    }
}

impl From<&str> for Field {
    fn from(text: &str) -> Field {
        Field::read(text)
    }
}

impl From<Root> for Field {
    fn from(root: Root) -> Field {
        Field {
            root,
            path: Vec::new(),
        }
    }
}

impl From<Setting> for Field {
    fn from(setting: Setting) -> Field {
        Root::Signing(setting).into()
    }
}

impl From<&Field> for Field {
    fn from(field: &Field) -> Field {
        field.clone()
    }
}

impl From<&Rc<Field>> for Field {
    fn from(field: &Rc<Field>) -> Field {
        Field::clone(field)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)?;
        self.path.iter().try_for_each(|step| step.fmt(f))
    }
}

/// Writes the name as in a field, with its slash.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Name(name) => write!(f, "/{}", json::pointer::escape(name)),
            Step::Index(index) => write!(f, "/{index}"),
            Step::Entry(index) => write!(f, "/@{index}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_place_reads_as_that_place() {
        let body = Field::body().member("a/b").member("~");
        let credential = Field::from(Root::Credential("basic".into()));
        for (text, place) in [
            ("", Root::Whole.into()),
            ("algorithm", Setting::Algorithm.into()),
            ("auth", Root::Security.into()),
            ("auth:basic", credential.clone()),
            ("auth:basic/password", credential.member("password")),
            ("body:", Field::body()),
            ("body:/a~1b/~0", body),
            ("cookie:", Root::Cookie("".into()).into()),
            ("handshake:topic", Root::Handshake("topic".into()).into()),
            ("header:Accept", Root::accept().into()),
            ("media-type", Root::MediaType.into()),
            ("path:a:b", Root::Path("a:b".into()).into()),
            ("query:a/b", Root::Query("a/b".into()).into()),
            ("raw", Root::Raw.into()),
            ("scheme", Setting::Scheme.into()),
            ("secret", Root::Secret(None).into()),
            ("secret:name", Root::Secret(Some("name".into())).into()),
            ("server:url", Field::address()),
            ("signature", Root::Signature.into()),
            ("signing-id", Setting::Id.into()),
            ("/a", Field::from(Root::Whole).member("a")),
            ("elsewhere", Root::Other("elsewhere".into()).into()),
        ] {
            assert_eq!(Field::read(text), place);
            assert_eq!(place.to_string(), text);
        }
        let entry = Field::body().step(Step::Entry(0)).step(Step::Index(1));
        assert_eq!(entry.to_string(), "body:/@0/1");
    }

    #[test]
    fn a_place_from_text_names_items_and_entries() {
        let item = Field::body().step(Step::Index(10));
        let entry = Field::body().step(Step::Entry(0)).member("a");
        for (text, place, is) in [
            ("body:/10", &item, true),
            ("body:/010", &item, false),
            ("body:/@10", &item, false),
            ("body:/@0/a", &entry, true),
            ("body:/0/a", &entry, false),
            ("body:/@0", &entry, false),
            ("query:/@0/a", &entry, false),
        ] {
            assert_eq!(Field::read(text).names(place), is, "{text}");
        }
    }

    #[test]
    fn a_place_is_within_another_by_whole_steps() {
        let outer = Field::body().member("a");
        assert!(outer.is_within(&outer) && outer.member("b").is_within(&outer));
        assert!(!Field::body().member("ab").is_within(&outer));
        assert!(!Field::body().is_within(&outer));
    }
}

//! Places in a draft, in a request or in the settings that sign it.

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

/// The root of a place. Variants are in the order of their text, which is the order of stored
/// drafts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// The request or the reply as a whole; its text is empty.
    Whole,
    /// The choice of an alternative to authenticate (`auth`).
    Security,
    /// The credential of a security scheme, by the scheme's name (`auth:basic`).
    Credential(Rc<str>),
    /// The body (`body:`).
    Body,
    /// A cookie by its name; without one, all of them (`cookie:`).
    Cookie(Rc<str>),
    /// An input of a handshake by its name (`handshake:topic`).
    Handshake(Rc<str>),
    /// A header field by its name; without one, all of them.
    Header(Rc<str>),
    /// The media type of the body (`media-type`).
    MediaType,
    /// A path parameter by its name; without one, all of them.
    Path(Rc<str>),
    /// A query parameter by its name; without one, all of them.
    Query(Rc<str>),
    /// The raw body (`raw`).
    Raw,
    /// The secret that signs a request (`secret`), or another input of its scheme by name.
    Secret(Option<Rc<str>>),
    /// A variable of the server by its name; `url` is the whole address.
    Server(Rc<str>),
    /// A setting of the signature.
    Signing(Setting),
    /// The signature of a received request.
    Signature,
    /// A place in the form for custom schemes, or one that this list does not have.
    Other(Rc<str>),
}

/// A setting of the signature, or an input to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    Algorithm,
    /// The text encoding of the signature.
    Digest,
    Scheme,
    SecretEncoding,
    /// The content that is signed.
    Content,
    /// The name of a header field of the signature.
    Header,
    Id,
    Time,
    /// The text of a header field, a parameter or a member of the signature.
    Value,
}

/// A place; its text is the page's `data-field`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    pub root: Root,
    pub path: Vec<Step>,
}

impl Field {
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
        let names = within.split('/').skip(1);
        let step = |name: &str| Step::Name(json::pointer::unescape(name).into());
        Field {
            root,
            path: names.map(step).collect(),
        }
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

impl Root {
    /// The address of the server as a whole.
    pub fn address() -> Root {
        Root::Server("url".into())
    }

    /// The `Accept` header field.
    pub fn accept() -> Root {
        Root::Header("Accept".into())
    }

    /// Reads the text of a root. A parameter's name may contain any character.
    pub fn read(text: &str) -> Root {
        let (kind, name) = text.split_once(':').unzip();
        let name = || Rc::from(name.unwrap_or_default());
        match kind.unwrap_or(text) {
            "" if kind.is_none() => Root::Whole,
            "auth" if kind.is_none() => Root::Security,
            "auth" => Root::Credential(name()),
            "body" if text == "body:" => Root::Body,
            "cookie" if kind.is_some() => Root::Cookie(name()),
            "handshake" if kind.is_some() => Root::Handshake(name()),
            "header" if kind.is_some() => Root::Header(name()),
            "path" if kind.is_some() => Root::Path(name()),
            "query" if kind.is_some() => Root::Query(name()),
            "server" if kind.is_some() => Root::Server(name()),
            "secret" => Root::Secret(kind.map(|_| name())),
            "media-type" if kind.is_none() => Root::MediaType,
            "raw" if kind.is_none() => Root::Raw,
            "signature" if kind.is_none() => Root::Signature,
            _ => match Setting::ALL
                .into_iter()
                .find(|setting| setting.word() == text)
            {
                Some(setting) => Root::Signing(setting),
                None => Root::Other(text.into()),
            },
        }
    }

    /// The name of a parameter, a variable, a credential or an input; empty for other roots.
    pub fn name(&self) -> &str {
        match self {
            Root::Cookie(name)
            | Root::Credential(name)
            | Root::Handshake(name)
            | Root::Header(name)
            | Root::Path(name)
            | Root::Query(name)
            | Root::Secret(Some(name))
            | Root::Server(name) => name,
            _ => "",
        }
    }

    /// Returns whether this is a whole group of parameters, in which a step is a parameter's name.
    pub fn is_group(&self) -> bool {
        match self {
            Root::Cookie(name) | Root::Header(name) | Root::Path(name) | Root::Query(name) => {
                name.is_empty()
            }
            _ => false,
        }
    }

    /// Returns the parameter of a group by its name.
    pub fn parameter(&self, name: &str) -> Option<Root> {
        let name = Rc::from(name);
        match self {
            Root::Cookie(_) => Some(Root::Cookie(name)),
            Root::Header(_) => Some(Root::Header(name)),
            Root::Path(_) => Some(Root::Path(name)),
            Root::Query(_) => Some(Root::Query(name)),
            _ => None,
        }
    }
}

impl From<&str> for Root {
    fn from(text: &str) -> Root {
        Root::read(text)
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

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, name) = match self {
            Root::Whole => return Ok(()),
            Root::Security => return f.write_str("auth"),
            Root::Body => return f.write_str("body:"),
            Root::MediaType => return f.write_str("media-type"),
            Root::Raw => return f.write_str("raw"),
            Root::Secret(None) => return f.write_str("secret"),
            Root::Signature => return f.write_str("signature"),
            Root::Signing(setting) => return f.write_str(setting.word()),
            Root::Other(text) => return f.write_str(text),
            Root::Credential(name) => ("auth", name),
            Root::Cookie(name) => ("cookie", name),
            Root::Handshake(name) => ("handshake", name),
            Root::Header(name) => ("header", name),
            Root::Path(name) => ("path", name),
            Root::Query(name) => ("query", name),
            Root::Secret(Some(name)) => ("secret", name),
            Root::Server(name) => ("server", name),
        };
        write!(f, "{kind}:{name}")
    }
}

impl Setting {
    const ALL: [Setting; 9] = [
        Setting::Algorithm,
        Setting::Digest,
        Setting::Scheme,
        Setting::SecretEncoding,
        Setting::Content,
        Setting::Header,
        Setting::Id,
        Setting::Time,
        Setting::Value,
    ];

    fn word(self) -> &'static str {
        match self {
            Setting::Algorithm => "algorithm",
            Setting::Digest => "digest",
            Setting::Scheme => "scheme",
            Setting::SecretEncoding => "secret-encoding",
            Setting::Content => "signing-content",
            Setting::Header => "signing-header",
            Setting::Id => "signing-id",
            Setting::Time => "signing-time",
            Setting::Value => "signing-value",
        }
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
            ("elsewhere", Root::Other("elsewhere".into()).into()),
        ] {
            assert_eq!(Field::read(text), place);
            assert_eq!(place.to_string(), text);
        }
        let entry = Field::body().step(Step::Entry(0)).step(Step::Index(1));
        assert_eq!(entry.to_string(), "body:/@0/1");
    }

    #[test]
    fn a_place_is_within_another_by_whole_steps() {
        let outer = Field::body().member("a");
        assert!(outer.is_within(&outer) && outer.member("b").is_within(&outer));
        assert!(!Field::body().member("ab").is_within(&outer));
        assert!(!Field::body().is_within(&outer));
    }
}

//! The roots of places: the parts of a request and the settings around it.

use std::fmt;
use std::rc::Rc;

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
    /// The hash function.
    Algorithm,
    /// The text encoding of the signature.
    Digest,
    /// The scheme.
    Scheme,
    /// The encoding of the secret's text.
    SecretEncoding,
    /// The content that is signed.
    Content,
    /// The name of a header field of the signature.
    Header,
    /// The id of the message.
    Id,
    /// The time of the signature.
    Time,
    /// The text of a header field, a parameter or a member of the signature.
    Value,
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

//! The wording for what cannot be signed: templates, ids, times and parts of a request.
//!
//! Positions count characters from 1.

use super::words::{self, Near, Wording, list, quote};

/// The reason why a template cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Template {
    /// A placeholder that does not exist.
    Name {
        /// The name.
        name: String,
        /// The names of the placeholders.
        known: Vec<String>,
    },
    /// A brace that is not closed.
    Open,
    /// Placeholders nest too deeply.
    TooDeep,
}

impl Template {
    pub(super) fn wording(&self) -> Wording {
        let wording = match self {
            Template::Name { .. } => Wording::whole,
            Template::Open | Template::TooDeep => Wording::finding,
        };
        wording(joined(self.words()))
    }

    /// Returns the fault and the next step.
    pub(super) fn words(&self) -> (String, String) {
        match self {
            Template::Name { name, known } => {
                let braced = |n: &String| format!("`{{{n}}}`");
                let next = match words::nearest(name, known.iter().map(String::as_str)) {
                    Some(Near::Case(near) | Near::Space(near) | Near::Close(near)) => {
                        format!("did you mean `{{{near}}}`?")
                    }
                    None => format!("use {}", list(known.iter().map(braced), " or ")),
                };
                let fault = format!("{} is not a placeholder", quote(&format!("{{{name}}}")));
                (fault, next)
            }
            Template::Open => (
                "has a `{` that is not closed".into(),
                "put `}` after the name, or write `{{` for a brace".into(),
            ),
            Template::TooDeep => (
                "has placeholders nested too deeply".into(),
                "reduce the nesting".into(),
            ),
        }
    }
}

/// The reason why an id, a time or a request cannot be signed, or not as its receiver expects.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Signing {
    /// The time is not an integer.
    Time {
        /// The text.
        found: String,
    },
    /// The id is empty. Some schemes join id, time and body with dots, so they need one.
    IdEmpty,
    /// The id contains a dot, at this position.
    IdDot {
        /// The position of the dot, from 1.
        at: usize,
    },
    /// The scheme's content or its signature cannot be made.
    Content(Unsignable),
    /// The request is signed, but its sender would sign different content.
    Unlike(Unlike),
    /// A header field of the signature replaces one that the request already has.
    Replaces {
        /// The name of the header field.
        name: String,
    },
}

impl Signing {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Signing::Time { .. } => "time",
            Signing::IdEmpty | Signing::IdDot { .. } => "id",
            Signing::Content(_) | Signing::Unlike(_) | Signing::Replaces { .. } => "signature",
        }
    }

    pub(super) fn wording(&self) -> Wording {
        let wording = match self {
            Signing::Time { found } if found.is_empty() => Wording::whole,
            Signing::IdEmpty | Signing::Unlike(_) | Signing::Replaces { .. } => Wording::whole,
            Signing::Time { .. } | Signing::IdDot { .. } | Signing::Content(_) => Wording::finding,
        };
        wording(match self {
            Signing::Content(why) => format!("cannot be signed: {why}"),
            Signing::Replaces { name } => format!(
                "the signature is sent as {} in place of the request's field: clear that field, or give the signature's header field another name",
                quote(name)
            ),
            flaw => joined(flaw.words()),
        })
    }

    /// Returns the fault and the next step, which is empty if the fault includes it.
    pub(super) fn words(&self) -> (String, String) {
        match self {
            Signing::Time { found } if found.is_empty() => (
                "a signing time is needed".into(),
                "write Unix seconds, such as 1700000000".into(),
            ),
            Signing::Time { found } => (
                format!("is not a Unix time: {}", quote(found)),
                "write whole seconds since 1970, such as 1700000000".into(),
            ),
            Signing::IdEmpty => (
                "the id is empty, and it is part of what is signed".into(),
                "write one, such as msg_1".into(),
            ),
            Signing::IdDot { at } => (
                format!("has a dot at character {at}, and dots separate the signed parts"),
                "use letters, digits, `_` and `-`".into(),
            ),
            Signing::Content(why) => why.words(),
            Signing::Unlike(why) => why.words(),
            Signing::Replaces { .. } => (self.wording().text(), String::new()),
        }
    }
}

fn joined((fault, next): (String, String)) -> String {
    match next.is_empty() {
        true => fault,
        false => format!("{fault}; {next}"),
    }
}

/// The reason why a scheme's content or its signature cannot be made from a request.
///
/// `Display` writes the fault, then the next step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unsignable {
    /// The signature belongs into a member of a JSON object, and the body is not one.
    NotJson,
    /// The body has no object at the JSON Pointer that needs a member.
    NoObject {
        /// The JSON Pointer to the object.
        at: String,
        /// The name of the member.
        member: String,
    },
    /// A date after the year 9999.
    Date,
    /// Only the sender has the private key; the scheme's title.
    PrivateKey {
        /// The title of the scheme.
        scheme: String,
    },
    /// A component of an HTTP message signature (RFC 9421), as it is written.
    Component {
        /// The component.
        name: String,
        /// The reason.
        fault: ComponentFault,
    },
    /// A certificate or a public key that cannot be read; the label of its PEM text (RFC 7468).
    Pem {
        /// The label.
        label: String,
    },
    /// A public key of another length than the 32 bytes of Ed25519.
    Ed25519Key {
        /// The length that is required, in bytes.
        expected: usize,
        /// The length of the key, in bytes.
        found: usize,
    },
}

/// The reason why a component of an HTTP message signature (RFC 9421, section 2) cannot be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ComponentFault {
    /// The parameters do not begin with a list in parentheses.
    NoList,
    /// Something other than parameters after the list.
    AfterList,
    /// A component without quotes.
    Unquoted,
    /// A component with parameters that are not supported.
    Parameters,
    /// A derived component that requests do not have.
    Unknown,
    /// The message has no such header field.
    NoField,
    /// `@query-param` without the name of a parameter.
    Nameless,
    /// The address has no such parameter.
    NoParameter,
}

impl Unsignable {
    fn words(&self) -> (String, String) {
        match self {
            Unsignable::NotJson => (
                "the body is not a JSON object, and the signature belongs in one of its members"
                    .into(),
                String::new(),
            ),
            Unsignable::NoObject { at, member } => (
                format!("the body has no object at `{at}` to put `{member}` into"),
                String::new(),
            ),
            Unsignable::Date => (
                "a date has a year of four digits".into(),
                "write an earlier time".into(),
            ),
            Unsignable::PrivateKey { scheme } => (
                format!("{scheme} signs with a private key that only it has"),
                "choose a scheme with a shared secret, or verify a delivery with its public key"
                    .into(),
            ),
            Unsignable::Component { name, fault } => {
                let (fault, next) = fault.words();
                (
                    format!("the component `{name}` cannot be filled: {fault}"),
                    next.into(),
                )
            }
            Unsignable::Pem { label } => match &**label {
                "CERTIFICATE" => (
                    "the certificate cannot be read".into(),
                    "copy it whole, from its `BEGIN` line to its `END` line".into(),
                ),
                "PUBLIC KEY" => (
                    "the public key cannot be read".into(),
                    "copy it whole, from its `BEGIN` line to its `END` line".into(),
                ),
                label => (
                    format!("the PEM text is labelled `{label}`"),
                    "give the sender’s `CERTIFICATE` or `PUBLIC KEY`".into(),
                ),
            },
            Unsignable::Ed25519Key { expected, found } => (
                format!("an Ed25519 public key has {expected} bytes, and this one has {found}"),
                "copy it whole".into(),
            ),
        }
    }
}

impl std::fmt::Display for Unsignable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&joined(self.words()))
    }
}

impl std::error::Error for Unsignable {}

impl ComponentFault {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            ComponentFault::NoList => ("the parameters must begin with a list in parentheses", ""),
            ComponentFault::AfterList => (
                "only parameters may follow the list, each after a semicolon",
                "",
            ),
            ComponentFault::Unquoted => ("write it in quotes, in lower case", ""),
            ComponentFault::Parameters => {
                ("its parameters are not supported here", "write it without")
            }
            ComponentFault::Unknown => ("requests do not have it", "take it out"),
            ComponentFault::NoField => (
                "the message has no such header field",
                "send it, or take the component out",
            ),
            ComponentFault::Nameless => ("say which one, as in `\"@query-param\";name=\"id\"`", ""),
            ComponentFault::NoParameter => (
                "the address has no such parameter",
                "add it, or take the component out",
            ),
        }
    }
}

/// The reason why the sender would sign different content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unlike {
    /// The scheme signs the fields of a form, and the body is not one.
    NotForm,
    /// The sender writes its JSON in ASCII, and the body has characters outside it.
    NotAscii,
    /// The components do not include `content-digest`, so the body is not signed.
    Uncovered,
}

impl Unlike {
    fn words(self) -> (String, String) {
        let (fault, next) = match self {
            Unlike::NotForm => (
                "the body is not a form, so nothing of it is signed",
                "send a form, or choose the vendor's scheme for other bodies",
            ),
            Unlike::NotAscii => (
                "the sender writes its JSON in ASCII, and this body has other characters",
                "write them as \\u escapes in lower case",
            ),
            Unlike::Uncovered => (
                "the body is not signed: `content-digest` is not among the components, so a receiver has to refuse it or leave the body unread",
                "",
            ),
        };
        (fault.into(), next.into())
    }
}

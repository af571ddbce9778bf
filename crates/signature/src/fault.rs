//! What can be wrong with a scheme, where, and in words: the fact, then what to do.
//!
//! What is not here: finding it ([`super::read`] and `validate`).

use json::de::{Cause as Misfit, Expected};
use json::pointer;
use problem::words::{list, quote};
use problem::{Cause, Template, json_flaw, request};

/// Something wrong with a scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemeFault {
    /// The JSON Pointer from the scheme to the part.
    pub place: String,
    /// Whether the scheme cannot be used so; otherwise it is worth a look.
    pub is_error: bool,
    pub cause: FaultCause,
}

/// What is wrong, with the data that its message needs.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultCause {
    Empty,
    NotJson(json::Cause),
    /// A value is not what the member takes.
    Misfit(Misfit),
    /// A document names a scheme that there is not.
    NoPreset(String),
    /// A document neither names a scheme nor spells one out.
    NoScheme,
    /// A document gives a value to an input that the scheme does not have.
    NoInput(String),
    /// The text only names a scheme.
    NamedOnly(String),
    /// A saved scheme gets its id when it is saved.
    IdIgnored,
    NoTitle,
    TitleLines,
    TitleLong(usize),
    UnclosedBrace,
    TooDeep,
    UnknownName {
        name: String,
        known: Vec<String>,
    },
    /// The signature is a part of what it is computed over.
    TooEarly,
    NoName,
    HeaderName(request::Request),
    /// A body member that is not named by a pointer.
    NotPointer,
    /// A part or an input whose name no template can say.
    Unsayable(String),
    /// A part or an input whose name stands for something else.
    Taken(String),
    /// A name that an entry before has too.
    Twice(String),
    SecretDefault,
    NoSeparator,
    NoMark,
    NoHosts,
    /// Nothing carries what a receiver compares.
    NotCarried(&'static str),
    UnsignedBody,
    UnsignedTime,
    Unsent(&'static str),
    NoTime,
    NoKey,
    PrefixOfText,
    Unverifiable,
}

impl SchemeFault {
    pub fn error(place: impl Into<String>, cause: FaultCause) -> SchemeFault {
        SchemeFault {
            place: place.into(),
            is_error: true,
            cause,
        }
    }

    pub fn warning(place: impl Into<String>, cause: FaultCause) -> SchemeFault {
        SchemeFault {
            is_error: false,
            ..SchemeFault::error(place, cause)
        }
    }

    /// The part's name as a message begins with it.
    fn subject(&self) -> String {
        let mut steps = self.place.rsplit('/');
        let last = pointer::unescape(steps.next().unwrap_or_default());
        match (last.parse::<usize>(), steps.next()) {
            (_, None) => "The scheme".to_owned(),
            _ if last.is_empty() => "This text".to_owned(),
            (Ok(index), Some(of)) if !of.is_empty() => {
                format!("Item {} of {}", index + 1, quote(of))
            }
            _ => quote(&last),
        }
    }

    /// The message, without the place.
    pub fn message(&self) -> String {
        let subject = self.subject();
        let words = match &self.cause {
            FaultCause::Empty => "The text is empty. Paste a scheme, or start with `{}`.",
            FaultCause::NotJson(cause) => json_flaw(*cause),
            FaultCause::Misfit(misfit) => return self.misfit(misfit),
            FaultCause::NoPreset(id) => {
                return format!("No signature scheme has the id {}.", quote(id));
            }
            FaultCause::NoScheme => {
                "`scheme` has to be the id of a signature scheme, or a scheme spelled out."
            }
            FaultCause::NoInput(name) => {
                return format!("The scheme has no input {}.", quote(name));
            }
            FaultCause::NamedOnly(id) => {
                return format!(
                    "This only names the scheme {}. Choose that in the list, and copy it.",
                    quote(id)
                );
            }
            FaultCause::IdIgnored => {
                "A scheme gets its `id` when it is saved. This one is ignored."
            }
            FaultCause::NoTitle => "A scheme needs a name to be saved under.",
            FaultCause::TitleLines => "A name is one line, without control characters.",
            FaultCause::TitleLong(characters) => {
                return format!("A name has at most 60 characters. This one has {characters}.");
            }
            FaultCause::UnclosedBrace => {
                return format!(
                    "{subject} has a `{{` that is not closed. Put `}}` after the name, or write `{{{{` for a brace."
                );
            }
            FaultCause::TooDeep => {
                return format!("{subject} nests placeholders too deeply. Reduce the nesting.");
            }
            FaultCause::UnknownName { name, known } => {
                let (name, known) = (name.clone(), known.clone());
                return Cause::Template(Template::Name { name, known }).message(&[]);
            }
            FaultCause::TooEarly => {
                "`{signature}` is computed from this, so it cannot be a part of it. Put it into the value of a header field or of a body member."
            }
            FaultCause::NoName => "A name is missing. Write one in the empty quotes.",
            FaultCause::HeaderName(flaw) => {
                let flaw = Cause::Request(flaw.clone()).message(&[]);
                return format!("{subject} {flaw}");
            }
            FaultCause::NotPointer => {
                "A body member is named by its JSON Pointer, which begins with `/`: `/signature`, or `/meta/signature` for a member of `meta`."
            }
            FaultCause::Unsayable(name) => {
                let name = quote(name);
                return format!("No template can name {name}. Use letters, digits, `_` and `-`.");
            }
            FaultCause::Taken(name) => {
                let name = quote(name);
                return format!("{name} is the name of another placeholder. Choose another one.");
            }
            FaultCause::Twice(name) => return twice(&quote(name)),
            FaultCause::SecretDefault => {
                "A secret has no default, since the scheme is saved and copied with it. Enter the secret where the request is signed."
            }
            FaultCause::NoSeparator => {
                "Something has to separate two signatures. Write it, or remove `list` where there is only one."
            }
            FaultCause::NoMark => {
                "This mark is empty. Name a header field, or a body member by its JSON Pointer."
            }
            FaultCause::NoHosts => {
                "Name the hosts that the certificate has to be on, such as `*.example.com`."
            }
            FaultCause::NotCarried(name) => {
                return format!(
                    "Nothing carries `{{{name}}}`. Put it into the value of a header field or of a body member."
                );
            }
            FaultCause::UnsignedBody => {
                "Nothing of the body is signed, so a receiver cannot tell whether it was changed."
            }
            FaultCause::UnsignedTime => {
                "`{timestamp}` is sent and not signed, so anyone can change it. Name it in `content` too."
            }
            FaultCause::Unsent(name) => {
                return format!(
                    "`{{{name}}}` is signed and not sent, so no receiver can verify it. Put it into the value of a header field too."
                );
            }
            FaultCause::NoTime => {
                "No time is sent, so a receiver cannot refuse an old one. Put `{timestamp}` into the value of a header field."
            }
            FaultCause::NoKey => "The key is made without `{secret}`.",
            FaultCause::PrefixOfText => {
                "A prefix is cut off only before decoding. A secret that is taken as text keeps it."
            }
            FaultCause::Unverifiable => {
                "A request that is signed so does not verify. Look whether two placeholders of a value are side by side, so that they cannot be told apart."
            }
        };
        words.to_owned()
    }

    fn misfit(&self, misfit: &Misfit) -> String {
        let subject = self.subject();
        let either = |words: &[&str]| list(words.iter().map(|word| quote(word)), " or ");
        match misfit {
            Misfit::Expected(expected) => {
                let expected = match expected {
                    Expected::Object => "an object, `{…}`",
                    Expected::List => "a list, `[…]`",
                    Expected::Text => "a text in double quotes",
                    Expected::Truth => "`true` or `false`",
                    Expected::Whole => "a whole number, such as 300",
                };
                format!("{subject} has to be {expected}.")
            }
            // All members of a scheme are more than a person reads in a message.
            Misfit::Unknown(known) if known.len() > 9 => {
                format!("A scheme has no member {subject}. Correct its name, or remove it.")
            }
            Misfit::Unknown(known) => {
                format!("There is no member {subject} here. Use {}.", either(known))
            }
            Misfit::Word { found, known } => {
                let found = quote(found);
                format!("{subject} cannot be {found}. Choose {}.", either(known))
            }
            Misfit::Twice => twice(&subject),
            Misfit::Missing(name) => format!("{subject} needs {}.", quote(name)),
            Misfit::Other(why) => format!("{subject} cannot be read: {why}."),
        }
    }
}

fn twice(subject: &str) -> String {
    format!("{subject} is there twice. Give each a separate name, or remove one.")
}

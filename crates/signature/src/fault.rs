//! The faults of a scheme, their places and their wording: the fact, then the next step.
//!
//! Finding them belongs in [`super::read`] and `validate`.

use std::fmt;

use json::de::{Cause as Misfit, Expected};
use json::pointer;
use problem::words::{list, quote};
use problem::{Cause, Template, json_flaw, request};

/// A fault of a scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemeFault {
    /// The JSON Pointer from the scheme to the part.
    pub place: String,
    /// True if the scheme cannot be used; otherwise it is only worth a look.
    pub is_error: bool,
    /// The cause.
    pub cause: FaultCause,
}

/// The cause of a fault, with the data that its message needs.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultCause {
    /// The text is empty.
    Empty,
    /// The text is not JSON.
    NotJson(json::Cause),
    /// A value that the member does not accept.
    Misfit(Misfit),
    /// A document names a scheme that does not exist.
    NoPreset(String),
    /// A document neither names a scheme nor contains one.
    NoScheme,
    /// A document sets an input that the scheme does not have.
    NoInput(String),
    /// The text only names a scheme.
    NamedOnly(String),
    /// An id in the text; a saved scheme gets a new one.
    IdIgnored,
    /// The scheme has no title.
    NoTitle,
    /// The title has more than one line.
    TitleLines,
    /// The title has this number of characters, more than are shown.
    TitleLong(usize),
    /// A template has a brace that is not closed.
    UnclosedBrace,
    /// The placeholders of a template are nested too deeply.
    TooDeep,
    /// A template has a placeholder that does not exist.
    UnknownName {
        /// The name of the placeholder.
        name: String,
        /// The names that exist.
        known: Vec<String>,
    },
    /// The signature is a part of its own content.
    TooEarly,
    /// A header field, a parameter or an input has no name.
    NoName,
    /// The name of a header field is not a token (RFC 9110, section 5.6.2).
    HeaderName(request::Request),
    /// A body member whose name is not a JSON Pointer.
    NotPointer,
    /// A part or an input whose name templates cannot express.
    Unsayable(String),
    /// A part or an input with the name of another placeholder.
    Taken(String),
    /// A name that an earlier entry has too.
    Twice(String),
    /// A secret input has a default value.
    SecretDefault,
    /// Two signatures share a place without a separator.
    NoSeparator,
    /// A mark of deliveries is empty.
    NoMark,
    /// A certificate's address has no hosts that it may be on.
    NoHosts,
    /// Nothing carries the value that a receiver compares.
    NotCarried(&'static str),
    /// The signed content does not include the body.
    UnsignedBody,
    /// The time is sent, but the signed content does not include it.
    UnsignedTime,
    /// A value is signed, but the message does not carry it; the placeholder's name.
    Unsent(&'static str),
    /// A clock rule is set, but no time is sent.
    NoTime,
    /// The key does not contain `{secret}`.
    NoKey,
    /// A prefix is set, but the secret is text, which keeps it.
    PrefixOfText,
    /// A request that is signed with the scheme does not verify.
    Unverifiable,
}

impl SchemeFault {
    /// Returns a fault that makes the scheme unusable; `place` is a JSON Pointer.
    pub fn error(place: impl Into<String>, cause: FaultCause) -> SchemeFault {
        SchemeFault {
            place: place.into(),
            is_error: true,
            cause,
        }
    }

    /// Returns a fault that is worth a look; `place` is a JSON Pointer.
    pub fn warning(place: impl Into<String>, cause: FaultCause) -> SchemeFault {
        SchemeFault {
            is_error: false,
            ..SchemeFault::error(place, cause)
        }
    }

    /// Returns the subject of the message: the part's name.
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

    /// Returns the message without the place.
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
                "`scheme` must be the id of a signature scheme or a scheme in full."
            }
            FaultCause::NoInput(name) => {
                return format!("The scheme has no input {}.", quote(name));
            }
            FaultCause::NamedOnly(id) => {
                return format!(
                    "This text only names the scheme {}. Choose it in the list and copy it.",
                    quote(id)
                );
            }
            FaultCause::IdIgnored => {
                "A scheme gets its `id` when it is saved. This one is ignored."
            }
            FaultCause::NoTitle => "A scheme needs a name to be saved under.",
            FaultCause::TitleLines => "A name must be one line without control characters.",
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
                return format!(
                    "Templates cannot use the name {name}. Use letters, digits, `_` and `-`."
                );
            }
            FaultCause::Taken(name) => {
                let name = quote(name);
                return format!("{name} is the name of another placeholder. Choose another one.");
            }
            FaultCause::Twice(name) => return twice(&quote(name)),
            FaultCause::SecretDefault => {
                "A secret cannot have a default, because the scheme is saved and copied with it. Enter the secret where the request is signed."
            }
            FaultCause::NoSeparator => {
                "Two signatures need a separator. Enter one, or remove `list` if there is only one signature."
            }
            FaultCause::NoMark => {
                "This mark is empty. Name a header field, or a body member by its JSON Pointer."
            }
            FaultCause::NoHosts => {
                "Enter the hosts that may serve the certificate, such as `*.example.com`."
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
                "`{timestamp}` is sent but not signed, so anyone can change it. Add it to `content` too."
            }
            FaultCause::Unsent(name) => {
                return format!(
                    "`{{{name}}}` is signed but not sent, so no receiver can verify it. Put it into the value of a header field too."
                );
            }
            FaultCause::NoTime => {
                "No time is sent, so a receiver cannot refuse an old one. Put `{timestamp}` into the value of a header field."
            }
            FaultCause::NoKey => "The key does not contain `{secret}`.",
            FaultCause::PrefixOfText => {
                "A prefix is removed only before decoding. A secret in text encoding keeps it."
            }
            FaultCause::Unverifiable => {
                "A request signed with this scheme does not verify. Check whether two placeholders in a value are adjacent, so that they cannot be separated."
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
                format!("{subject} must be {expected}.")
            }
            // A list of all members of a scheme is too long for a message.
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

/// Writes the place and the message.
impl fmt::Display for SchemeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message())
    }
}

impl std::error::Error for SchemeFault {}

fn twice(subject: &str) -> String {
    format!("{subject} occurs twice. Give each a separate name, or remove one.")
}

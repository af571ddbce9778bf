//! The wording for values that a body or a signature cannot carry: forms, XML, text, secrets.
//!
//! Positions count characters from 1.

use super::markup::Markup;
use super::words::{Wording, character_name, quote};

/// A value that a form body or query cannot represent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Forms have no null.
    Null,
    /// Forms have no empty list or object.
    Empty,
    /// The whole value is not an object, and forms consist of named fields.
    Nameless,
    /// A name contains a mark that separates it from the names within.
    Name {
        /// The name.
        name: String,
        /// The mark.
        mark: char,
    },
    /// An item contains the mark that separates items.
    Delimiter {
        /// The mark.
        mark: char,
    },
    /// A list or an object within a `deepObject`.
    Deep,
    /// A list or an object within a value that a style writes in one level.
    Nested,
    /// Bytes that are not a form.
    Percent {
        /// The position of the first `%` without two hex digits, from 1.
        at: usize,
    },
}

impl Form {
    pub(super) fn wording(&self) -> Wording {
        Wording::finding(match self {
            Form::Null => "is null, which a form cannot represent; an empty value is sent instead: choose JSON to send null".into(),
            Form::Empty => "is an empty list or object, which a form cannot represent; it is left out of the body: choose JSON to send it".into(),
            Form::Nameless => "has no names, and a form is made of named fields; the value is sent alone: choose JSON, or write an object".into(),
            Form::Name { name, mark } => format!("has the name {}, and its `{mark}` reads as nesting in a form: choose another name, or JSON", quote(name)),
            Form::Delimiter { mark } => format!("contains {}, which also separates the values here, so a server reads one value as two: remove it where you can", delimiter(*mark)),
            Form::Deep => "is nested in a `deepObject`, for which OpenAPI defines one level; deeper levels are sent in further brackets, as in `a[b][c]`: check that the server reads them so".into(),
            Form::Nested => "is nested in another value, for which OpenAPI's styles define nothing; it is sent as JSON text: check that the server reads it so".into(),
            Form::Percent { at } => format!("has a `%` without two hex digits at character {at}; write `%25` for a percent sign"),
        })
    }
}

/// Returns the common name of a mark between values.
fn delimiter(mark: char) -> String {
    match mark {
        ',' => "a comma".into(),
        '.' => "a dot".into(),
        '|' => "a vertical bar".into(),
        '=' => "an equals sign".into(),
        mark => character_name(mark),
    }
}

/// A value that XML cannot represent, or bytes that are not XML.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Xml {
    /// A character that XML 1.0 (section 2.2) does not allow, even escaped; it is sent as U+FFFD.
    Character {
        /// The character.
        character: char,
        /// Its position, from 1.
        at: usize,
    },
    /// A member whose name is not an element name; `sent` is sent instead.
    Name {
        /// The member's name.
        name: String,
        /// The element's name.
        sent: String,
    },
    /// An empty list whose items have no element around them.
    Empty,
    /// Nested too deeply for readers of XML.
    Deep,
    /// Bytes that are not XML: the reason and the place.
    Broken {
        /// The reason.
        what: Markup,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
    },
}

impl Xml {
    pub(super) fn wording(&self) -> Wording {
        let wording = match self {
            Xml::Broken { .. } => Wording::whole,
            _ => Wording::finding,
        };
        wording(match self {
            Xml::Character { character, at } => format!(
                "has {} at character {at}, which XML cannot carry; U+FFFD is sent in its place: remove it, or choose JSON",
                character_name(*character)
            ),
            Xml::Name { name, sent } => format!(
                "is named {}, which is not an XML element name; {} is sent instead: rename it, or choose JSON",
                quote(name),
                quote(sent)
            ),
            Xml::Empty => "is an empty list, which XML cannot distinguish from a missing one; it is left out of the body: choose JSON to send it".into(),
            Xml::Deep => "nests more than 100 values deep, which readers of XML refuse; what is deeper is sent as JSON text: choose JSON, or reduce the nesting".into(),
            Xml::Broken { what, line, column } => {
                format!("XML breaks at line {line}, column {column}: {what}")
            }
        })
    }
}

/// Characters that are not sent unchanged, or that receivers may refuse.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Text {
    /// Half of a surrogate pair; U+FFFD is sent in its place.
    Surrogate,
    /// Half of a surrogate pair as a JSON escape, which is sent unchanged.
    Half,
    /// NUL in a media type that can represent it.
    Nul,
    /// U+FFFD, which replaces characters that could not be read.
    Replaced,
    /// Bytes that are not UTF-8 from this one on (counted from 1).
    Utf8 {
        /// The position of the byte.
        at: usize,
    },
    /// A value in a media type of several parts, which is not supported.
    Parts {
        /// The media type.
        media: String,
    },
}

impl Text {
    pub(super) fn wording(&self) -> Wording {
        Wording::finding(match self {
            Text::Surrogate => "has half of a surrogate pair, which UTF-8 cannot carry; U+FFFD is sent in its place: remove it, or give both halves".into(),
            Text::Half => "has half of a surrogate pair, which many readers of JSON refuse; it is sent unchanged: remove it, or write both halves".into(),
            Text::Nul => "has a NUL character (U+0000), at which some receivers end a text and which others refuse; it is sent unchanged: remove it unless it is meant".into(),
            Text::Replaced => "has U+FFFD, which a browser puts in place of half a surrogate pair or of bytes that are not text; it is sent unchanged: type the character that was meant".into(),
            Text::Utf8 { at } => format!("is not UTF-8: byte {at} does not begin a character; save the text as UTF-8"),
            Text::Parts { media } => format!(
                "is documented as {}, whose parts are not written here; it is sent as JSON text: choose another media type where there is one",
                quote(media)
            ),
        })
    }
}

/// The reason why a secret cannot be used. It keeps nothing of the text but the one bad character.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Secret {
    /// No secret is given.
    Missing,
    /// A delivery has no secret, and its sender signs only with one.
    Unsigned,
    /// A character that is not a hex digit.
    Hex {
        /// The character.
        character: char,
        /// Its position, from 1.
        at: usize,
    },
    /// An odd number of hex digits.
    HexOdd {
        /// The number of digits.
        digits: usize,
    },
    /// A character outside the base64 alphabet.
    Base64 {
        /// The character.
        character: char,
        /// Its position, from 1.
        at: usize,
    },
    /// A character outside the base64url alphabet.
    Base64Url {
        /// The character.
        character: char,
        /// Its position, from 1.
        at: usize,
    },
    /// A number of base64 characters that no bytes produce, or wrong padding.
    Base64Length {
        /// The number of characters, without padding.
        characters: usize,
    },
    /// A space, tab or line break at an end, probably pasted along.
    Ends {
        /// The character.
        character: char,
        /// True at the beginning, false at the end.
        first: bool,
    },
    /// The prefix of the scheme's secrets is missing.
    Prefix {
        /// The prefix.
        prefix: String,
    },
    /// One of these, if the scheme defines the secret's encoding and no control sets it.
    Fixed(Box<Secret>),
}

impl Secret {
    pub(super) fn wording(&self) -> Wording {
        let (words, setting) = match self {
            Secret::Fixed(secret) => (secret.words().0, None),
            secret => secret.words(),
        };
        let whole = matches!(self, Secret::Missing | Secret::Unsigned);
        let wording = if whole {
            Wording::whole
        } else {
            Wording::finding
        };
        wording(match setting {
            Some(forms) => format!("{words}, or set the secret's encoding to {forms}"),
            None => words,
        })
    }

    /// Returns the fault with the next step, and the encodings that would accept the secret.
    fn words(&self) -> (String, Option<&'static str>) {
        let words = match self {
            Secret::Missing => {
                "the secret is missing; enter it, or set the scheme to None".into()
            }
            Secret::Unsigned => {
                "no secret is given, so the delivery is sent unsigned, as its sender would send it; enter the registration's secret to sign it".into()
            }
            Secret::Hex { character, at } => format!(
                "is not hex: {} at character {at} is not a hex digit; use 0-9 and a-f",
                character_name(*character)
            ),
            Secret::HexOdd { digits } => format!(
                "is not hex: {digits} digits do not make whole bytes, which take two each; add the missing one"
            ),
            Secret::Base64 {
                character: character @ ('-' | '_'),
                at,
            } => format!(
                "is not base64 but base64url: {} at character {at} belongs only to that alphabet; use `+` and `/`",
                character_name(*character)
            ),
            Secret::Base64Url { character, at } => format!(
                "is not base64url: {} at character {at} is not in its alphabet; use A-Z, a-z, 0-9, `-` and `_`",
                character_name(*character)
            ),
            Secret::Base64 { character, at } => format!(
                "is not base64: {} at character {at} is not in its alphabet; use A-Z, a-z, 0-9, `+` and `/`",
                character_name(*character)
            ),
            Secret::Base64Length { characters } => format!(
                "is not base64: {} cut short or padded wrongly; copy it whole, with its `=` at the end",
                match characters {
                    1 => "its 1 character is".to_owned(),
                    n => format!("its {n} characters are"),
                }
            ),
            Secret::Ends { character, first } => format!(
                "{} with {}, which is signed along with the rest; remove it unless it belongs to the secret",
                if *first { "begins" } else { "ends" },
                character_name(*character)
            ),
            Secret::Prefix { prefix } => {
                format!("does not begin with {}; copy it whole", quote(prefix))
            }
            Secret::Fixed(secret) => return secret.words(),
        };
        let setting = match self {
            Secret::Hex { .. } => Some("text or base64"),
            Secret::HexOdd { .. } | Secret::Base64Length { .. } => Some("text"),
            Secret::Base64 {
                character: '-' | '_',
                ..
            } => Some("base64url"),
            Secret::Base64 { .. } => Some("text or hex"),
            Secret::Base64Url { .. } => Some("text, hex or base64"),
            _ => None,
        };
        (words, setting)
    }
}

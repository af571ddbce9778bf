//! The words for what a body or a signature cannot carry: forms, XML, text, secrets.
//!
//! Positions count characters from 1.

use super::markup::Markup;
use super::words::{Said, name, quote};

/// What a form body or query cannot carry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Forms have no null.
    Null,
    /// Forms have no empty list or object.
    Empty,
    /// The whole value is no object, and forms are made of named fields.
    Nameless,
    /// A name holds a mark that divides names from names within.
    Name { name: String, mark: char },
    /// An item holds the mark that divides items.
    Delimiter { mark: char },
    /// A list or an object within a `deepObject`.
    Deep,
    /// A list or an object within a list or an object that a style writes in one level.
    Nested,
    /// Bytes that are not a form.
    Percent { at: usize },
}

impl Form {
    pub(super) fn said(&self) -> Said {
        Said::finds(match self {
            Form::Null => "is null, which a form cannot say; an empty value is sent instead: choose JSON to send null".into(),
            Form::Empty => "is an empty list or object, which a form cannot say; it is left out of the body: choose JSON to send it".into(),
            Form::Nameless => "has no names, and a form is made of named fields; the value is sent alone: choose JSON, or write an object".into(),
            Form::Name { name, mark } => format!("has the name {}, and its `{mark}` reads as nesting in a form: choose another name, or JSON", quote(name)),
            Form::Delimiter { mark } => format!("holds {}, which also divides the values here, so that a server reads two values for one: remove it where you can", delimiter(*mark)),
            Form::Deep => "is nested in a `deepObject`, for which OpenAPI defines one level; deeper levels are sent in further brackets, as in `a[b][c]`: check that the server reads them so".into(),
            Form::Nested => "is nested in another value, for which OpenAPI's styles define nothing; it is sent as JSON text: check that the server reads it so".into(),
            Form::Percent { at } => format!("a `%` without two hex digits stands at character {at}; write `%25` for a percent sign"),
        })
    }
}

/// A mark between values, as a person calls it.
fn delimiter(mark: char) -> String {
    match mark {
        ',' => "a comma".into(),
        '.' => "a dot".into(),
        '|' => "a vertical bar".into(),
        '=' => "an equals sign".into(),
        mark => name(mark),
    }
}

/// What XML cannot carry, and bytes that are not XML.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Xml {
    /// A character that XML 1.0 (section 2.2) does not have, even escaped; it is sent as U+FFFD.
    Character { character: char, at: usize },
    /// A member whose name is no element name; `sent` is sent instead.
    Name { name: String, sent: String },
    /// An empty list whose items have no element around them.
    Empty,
    /// Nested too deeply for readers of XML.
    Deep,
    /// The bytes are not XML: why, and where.
    Broken {
        what: Markup,
        line: usize,
        column: usize,
    },
}

impl Xml {
    pub(super) fn said(&self) -> Said {
        Said::finds(match self {
            Xml::Character { character, at } => format!(
                "has {} at character {at}, which XML cannot carry; U+FFFD is sent in its place: remove it, or choose JSON",
                name(*character)
            ),
            Xml::Name { name, sent } => format!(
                "is named {}, which is no XML element name; {} is sent instead: rename it, or choose JSON",
                quote(name),
                quote(sent)
            ),
            Xml::Empty => "is an empty list, which XML says no differently from none; it is left out of the body: choose JSON to send it".into(),
            Xml::Deep => "nests more than 100 values deep, which readers of XML refuse; what is deeper is sent as JSON text: choose JSON, or write it flatter".into(),
            Xml::Broken { what, line, column } => {
                format!("XML breaks at line {line}, column {column}: {what}")
            }
        })
    }
}

/// Characters that are not sent unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Text {
    /// Half of a surrogate pair; U+FFFD is sent in its place.
    Surrogate,
    /// Half of a surrogate pair as an escape of JSON, which is sent unchanged.
    Half,
    /// NUL, where the media type has a way to write it.
    Nul,
    /// U+FFFD, which stands for what could not be read.
    Replaced,
    /// The bytes are not UTF-8 from this byte on (counted from 1).
    Utf8 { at: usize },
    /// A value, though no text, is asked for in parts, which are not written.
    Parts { media: String },
}

impl Text {
    pub(super) fn said(&self) -> Said {
        Said::finds(match self {
            Text::Surrogate => "has half of a surrogate pair, which UTF-8 cannot carry; U+FFFD is sent in its place: remove it, or give both halves".into(),
            Text::Half => "has half of a surrogate pair, which many readers of JSON refuse; it is sent unchanged: remove it, or write both halves".into(),
            Text::Nul => "has a NUL character (U+0000), at which some receivers end a text and which others refuse; it is sent unchanged: remove it unless it is meant".into(),
            Text::Replaced => "has U+FFFD, which a browser puts in place of half a surrogate pair or of bytes that are no text; it is sent unchanged: type the character that was meant".into(),
            Text::Utf8 { at } => format!("is not UTF-8: byte {at} begins no character; save the text as UTF-8"),
            Text::Parts { media } => format!(
                "is documented as {}, whose parts are not written here; it is sent as JSON text: choose another media type where there is one",
                quote(media)
            ),
        })
    }
}

/// Why a secret cannot be used. None of its text is kept, the one bad character apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Secret {
    Missing,
    /// None is given to a delivery, whose sender signs only with one.
    Unsigned,
    /// A character that is no hex digit.
    Hex {
        character: char,
        at: usize,
    },
    /// An odd number of hex digits.
    HexOdd {
        digits: usize,
    },
    /// A character outside the base64 alphabet.
    Base64 {
        character: char,
        at: usize,
    },
    /// The same of base64url.
    Base64Url {
        character: char,
        at: usize,
    },
    /// A number of base64 characters that no bytes have, or wrong padding.
    Base64Length {
        characters: usize,
    },
    /// A space, tab or newline at an end, likely pasted along.
    Ends {
        character: char,
        first: bool,
    },
    /// A prefix is missing that the scheme's secrets have.
    Prefix {
        prefix: String,
    },
    /// One of these, where the scheme says the secret's encoding and there is no control to set it.
    Fixed(Box<Secret>),
}

impl Secret {
    pub(super) fn said(&self) -> Said {
        let (words, setting) = match self {
            Secret::Fixed(secret) => (secret.words().0, None),
            secret => secret.words(),
        };
        Said::finds(match setting {
            Some(forms) => format!("{words}, or set the secret's encoding to {forms}"),
            None => words,
        })
    }

    /// What is wrong and what to do, and the encodings that would take the secret.
    fn words(&self) -> (String, Option<&'static str>) {
        let words = match self {
            Secret::Missing => {
                "a secret is needed to sign; write it, or choose the scheme `none`".into()
            }
            Secret::Unsigned => {
                "no secret is given, so the delivery is sent unsigned, as its sender would send it; write the registration's secret to have it signed".into()
            }
            Secret::Hex { character, at } => format!(
                "is not hex: {} at character {at} is no hex digit; use 0-9 and a-f",
                name(*character)
            ),
            Secret::HexOdd { digits } => format!(
                "is not hex: {digits} digits make no whole bytes, which take two each; add the missing one"
            ),
            Secret::Base64 {
                character: character @ ('-' | '_'),
                at,
            } => format!(
                "is not base64 but base64url: {} at character {at} is in that alphabet alone; use `+` and `/`",
                name(*character)
            ),
            Secret::Base64Url { character, at } => format!(
                "is not base64url: {} at character {at} is not in its alphabet; use A-Z, a-z, 0-9, `-` and `_`",
                name(*character)
            ),
            Secret::Base64 { character, at } => format!(
                "is not base64: {} at character {at} is not in its alphabet; use A-Z, a-z, 0-9, `+` and `/`",
                name(*character)
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
                name(*character)
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

//! The words for what a body or a signature cannot carry: forms, XML, text, secrets, templates.
//!
//! Positions count characters from 1.

use super::words::{self, Near, Said, list, name, quote};

/// What a form body or query cannot carry.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    Delimiter { mark: &'static str },
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
            Form::Delimiter { mark } => format!("holds {mark}, which also divides the values here, so that a server reads two values for one: remove it where you can"),
            Form::Deep => "is nested in a `deepObject`, for which OpenAPI defines one level; deeper levels are sent in further brackets, as in `a[b][c]`: check that the server reads them so".into(),
            Form::Nested => "is nested in another value, for which OpenAPI's styles define nothing; it is sent as JSON text: check that the server reads it so".into(),
            Form::Percent { at } => format!("a `%` without two hex digits stands at character {at}; write `%25` for a percent sign"),
        })
    }
}

/// What XML cannot carry, and bytes that are not XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Xml {
    /// A character that XML 1.0 (section 2.2) does not have, even escaped; it is sent as U+FFFD.
    Character { character: char, at: usize },
    /// A member whose name is no element name; `sent` is sent instead.
    Name { name: String, sent: String },
    /// An empty list whose items have no element around them.
    Empty,
    /// Nested too deeply for readers of XML.
    Deep,
    /// The bytes are not XML: what is wrong, in a clause, where.
    Broken {
        what: String,
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// Why a template cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Template {
    /// A name that stands for nothing.
    Name { name: String, known: Vec<String> },
    /// A brace that is not closed.
    Open,
    /// Placeholders within placeholders, too many deep.
    TooDeep,
}

impl Template {
    pub(super) fn said(&self) -> Said {
        Said::finds(match self {
            Template::Name { name, known } => {
                let braced = |n: &String| format!("`{{{n}}}`");
                let next = match words::nearest(name, known.iter().map(String::as_str)) {
                    Some(Near::Case(near) | Near::Space(near) | Near::Close(near)) => {
                        format!("did you mean `{{{near}}}`?")
                    }
                    None => format!("use {}", list(known.iter().map(braced), " or ")),
                };
                format!(
                    "{} stands for nothing; {next}",
                    quote(&format!("{{{name}}}"))
                )
            }
            Template::Open => {
                "has a `{` that is not closed; put `}` after the name, or write `{{` for a brace"
                    .into()
            }
            Template::TooDeep => "has placeholders nested too deeply; write it flatter".into(),
        })
    }
}

/// Why an id or a time cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signing {
    /// The time is no integer.
    Time { found: String },
    /// Some schemes join id, time and body by dots, so an id may not be empty.
    IdEmpty,
    /// … nor hold a dot.
    IdDot { at: usize },
    /// What the scheme signs cannot be read from the request: why.
    Content { why: String },
    /// It is signed, and the sender would sign another: how.
    Unlike { why: &'static str },
    /// A header field of the signature has the name of one that the request has already.
    Replaces { name: String },
}

impl Signing {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Signing::Time { .. } => "time",
            Signing::IdEmpty | Signing::IdDot { .. } => "id",
            Signing::Content { .. } | Signing::Unlike { .. } | Signing::Replaces { .. } => {
                "signature"
            }
        }
    }

    pub(super) fn said(&self) -> Said {
        Said::finds(match self {
            Signing::Time { found } if found.is_empty() => {
                "a signing time is needed; write Unix seconds, such as 1700000000".into()
            }
            Signing::Time { found } => format!(
                "is not a Unix time: {}; write whole seconds since 1970, such as 1700000000",
                quote(found)
            ),
            Signing::IdEmpty => {
                "the id is empty, and it is part of what is signed; write one, such as msg_1".into()
            }
            Signing::IdDot { at } => format!(
                "has a dot at character {at}, and dots divide what is signed; use letters, digits, `_` and `-`"
            ),
            Signing::Content { why } => format!("cannot be signed: {why}"),
            Signing::Unlike { why } => (*why).to_owned(),
            Signing::Replaces { name } => format!(
                "the signature is sent as {} in place of what the request has there: clear that, or give the signature's header field another name",
                quote(name)
            ),
        })
    }
}

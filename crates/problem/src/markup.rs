//! The words for bytes that are not well-formed XML.

use std::fmt;

/// Why a text is not well-formed XML 1.0, or not read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Markup {
    /// The root element is missing.
    NoRoot,
    /// More than comments after the root element.
    AfterRoot,
    /// A part without its end.
    Unclosed(Part),
    /// Two hyphens within a comment.
    Hyphens,
    /// An XML declaration elsewhere than at the beginning.
    LateDeclaration,
    /// A document type, which is not read.
    Doctype,
    /// An end tag without a start tag.
    NoStart,
    /// Elements nest deeper than is read.
    Deep,
    /// The text ends within an element of that name.
    Ended { element: String },
    /// Text where an element is due.
    NoElement,
    /// `]]>` in text.
    SectionEnd,
    /// A tag without `>`: the name, after a slash in an end tag.
    Tag { tag: String },
    /// No white space before an attribute.
    NoSpace,
    /// Two attributes of one name.
    Twice { attribute: String },
    /// A name that has a colon and no prefix, or more than one.
    Prefix { name: String },
    /// A prefix without a namespace.
    Undeclared { prefix: String },
    /// An attribute without a value.
    NoValue,
    /// An attribute's value without quotes.
    NoQuotes,
    /// `<` in an attribute's value.
    LessThan,
    /// An attribute's value without its second quote.
    Quote { quote: char },
    /// The end tag of another element than the open one.
    OtherEnd { found: String, due: String },
    /// `&` without a reference that XML has.
    Reference,
    /// A name is missing.
    NoName,
    /// A character that XML does not have.
    Character,
    /// A declaration that is not well-formed: with other members than XML's, where it is read `whole`.
    Declaration { whole: bool },
    /// A declaration of another encoding than UTF-8.
    Encoding,
    /// A declaration without its version.
    Version,
}

/// A part of a document that has an end of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Comment,
    Instruction,
    Section,
    Declaration,
}

impl Part {
    /// The text that ends it.
    pub fn end(self) -> &'static str {
        match self {
            Part::Comment => "-->",
            Part::Instruction | Part::Declaration => "?>",
            Part::Section => "]]>",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Part::Comment => "a comment",
            Part::Instruction => "a processing instruction",
            Part::Section => "a CDATA section",
            Part::Declaration => "the XML declaration",
        }
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Markup::Unclosed(part) => write!(
                f,
                "{} is not closed; put `{}` at its end",
                part.noun(),
                part.end()
            ),
            Markup::Ended { element } => {
                write!(f, "the text ends before `</{element}>`; write the end tag")
            }
            Markup::Tag { tag } => {
                write!(f, "the tag `<{tag}` is not closed; put `>` at its end")
            }
            Markup::Twice { attribute } => write!(f, "the attribute `{attribute}` stands twice"),
            Markup::Prefix { name } => write!(f, "`{name}` is no name with a prefix"),
            Markup::Undeclared { prefix } => write!(
                f,
                "the prefix `{prefix}` is not declared; add xmlns:{prefix}=\"…\""
            ),
            Markup::Quote { quote } => {
                write!(f, "an attribute is not closed; put `{quote}` at its end")
            }
            Markup::OtherEnd { found, due } => {
                write!(f, "`</{found}>` stands where `</{due}>` is due")
            }
            fault => f.write_str(fault.words()),
        }
    }
}

impl Markup {
    /// The words of a fault that has no data.
    fn words(&self) -> &'static str {
        match self {
            Markup::NoRoot => "the root element is missing; write one, such as `<Name>…</Name>`",
            Markup::AfterRoot => "something stands after the root element; remove it",
            Markup::Hyphens => "a comment may not hold `--`",
            Markup::LateDeclaration => "an XML declaration stands only at the very beginning",
            Markup::Doctype => "a document type is not read, for safety; remove the DOCTYPE",
            Markup::NoStart => "an end tag stands without its start tag",
            Markup::Deep => "elements nest more than 256 deep; write it flatter",
            Markup::NoElement => "an element is missing here",
            Markup::SectionEnd => "`]]>` may not stand in text; write `]]&gt;`",
            Markup::NoSpace => {
                "white space is missing before an attribute, or a mark is wrong in this tag"
            }
            Markup::NoValue => "an attribute has no value; put `=\"…\"` after its name",
            Markup::NoQuotes => "an attribute's value stands without quotes",
            Markup::LessThan => "`<` may not stand in an attribute; write `&lt;`",
            Markup::Reference => {
                "`&` begins nothing that XML knows; write `&amp;` for an ampersand"
            }
            Markup::NoName => "a name is missing here; for `<` in text write `&lt;`",
            Markup::Character => "a character stands here that XML does not have; remove it",
            Markup::Declaration { whole: false } => "the XML declaration is not well-formed",
            Markup::Declaration { whole: true } => {
                "the XML declaration is not well-formed; write <?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            }
            Markup::Encoding => {
                "the XML declaration names another encoding than UTF-8, which is what is sent; write encoding=\"UTF-8\""
            }
            Markup::Version => "the XML declaration must begin with version=\"1.0\"",
            _ => "",
        }
    }
}

//! The wording for bytes that are not well-formed XML.

use std::fmt;

/// The reason why a text is not well-formed XML 1.0 or is not read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Markup {
    /// The root element is missing.
    NoRoot,
    /// Something other than a comment follows the root element.
    AfterRoot,
    /// A part is not closed.
    Unclosed(Part),
    /// Two hyphens within a comment.
    Hyphens,
    /// An XML declaration after the beginning.
    LateDeclaration,
    /// A document type; those are not read.
    Doctype,
    /// An end tag without a start tag.
    NoStart,
    /// Elements nest deeper than the reader follows.
    Deep,
    /// The text ends within an element of this name.
    Ended {
        /// The name of the element.
        element: String,
    },
    /// Text in place of an element.
    NoElement,
    /// `]]>` in text.
    SectionEnd,
    /// A tag without `>`: its name, with the slash of an end tag.
    Tag {
        /// The name of the tag.
        tag: String,
    },
    /// No white space before an attribute.
    NoSpace,
    /// Two attributes of the same name.
    Twice {
        /// The name of the attributes.
        attribute: String,
    },
    /// A name with more than one colon, or with no prefix before its colon.
    Prefix {
        /// The name.
        name: String,
    },
    /// A prefix without a namespace.
    Undeclared {
        /// The prefix.
        prefix: String,
    },
    /// An attribute without a value.
    NoValue,
    /// An attribute's value without quotes.
    NoQuotes,
    /// `<` in an attribute's value.
    LessThan,
    /// An attribute's value without its closing quote.
    Quote {
        /// The quotation mark that is missing.
        quote: char,
    },
    /// The end tag does not match the open element.
    OtherEnd {
        /// The name in the end tag.
        found: String,
        /// The name of the open element.
        due: String,
    },
    /// `&` that does not begin a reference.
    Reference,
    /// A name is missing.
    NoName,
    /// A character that XML does not allow.
    Character,
    /// A declaration that is not well-formed; `whole` if its attributes could be read.
    Declaration {
        /// True if its attributes could be read.
        whole: bool,
    },
    /// A declaration with an encoding other than UTF-8.
    Encoding,
    /// A declaration without its version.
    Version,
}

/// A part of a document with a separate end mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A comment, `<!--`.
    Comment,
    /// A processing instruction, `<?`.
    Instruction,
    /// A CDATA section, `<![CDATA[`.
    Section,
    /// The XML declaration, `<?xml`.
    Declaration,
}

impl Part {
    /// Returns the text that ends it.
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
            Markup::Twice { attribute } => write!(f, "the attribute `{attribute}` occurs twice"),
            Markup::Prefix { name } => write!(f, "`{name}` is not a name with a prefix"),
            Markup::Undeclared { prefix } => write!(
                f,
                "the prefix `{prefix}` is not declared; add xmlns:{prefix}=\"…\""
            ),
            Markup::Quote { quote } => {
                write!(f, "an attribute is not closed; put `{quote}` at its end")
            }
            Markup::OtherEnd { found, due } => {
                write!(f, "`</{found}>` was found where `</{due}>` is expected")
            }
            fault => f.write_str(fault.words()),
        }
    }
}

impl Markup {
    /// Returns the wording of a fault without data.
    fn words(&self) -> &'static str {
        match self {
            Markup::NoRoot => "the root element is missing; write one, such as `<Name>…</Name>`",
            Markup::AfterRoot => "there is content after the root element; remove it",
            Markup::Hyphens => "a comment may not contain `--`",
            Markup::LateDeclaration => "an XML declaration is allowed only at the very beginning",
            Markup::Doctype => "a document type is not read, for safety; remove the DOCTYPE",
            Markup::NoStart => "an end tag has no start tag",
            Markup::Deep => "elements nest more than 256 deep; reduce the nesting",
            Markup::NoElement => "an element is missing here",
            Markup::SectionEnd => "`]]>` is not allowed in text; write `]]&gt;`",
            Markup::NoSpace => {
                "white space is missing before an attribute, or a mark is wrong in this tag"
            }
            Markup::NoValue => "an attribute has no value; put `=\"…\"` after its name",
            Markup::NoQuotes => "an attribute's value has no quotes",
            Markup::LessThan => "`<` is not allowed in an attribute; write `&lt;`",
            Markup::Reference => {
                "`&` does not begin an entity that XML knows; write `&amp;` for an ampersand"
            }
            Markup::NoName => "a name is missing here; for `<` in text write `&lt;`",
            Markup::Character => "XML does not allow this character; remove it",
            Markup::Declaration { whole: false } => "the XML declaration is not well-formed",
            Markup::Declaration { whole: true } => {
                "the XML declaration is not well-formed; write <?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            }
            Markup::Encoding => {
                "the XML declaration has an encoding other than UTF-8, but UTF-8 is sent; write encoding=\"UTF-8\""
            }
            Markup::Version => "the XML declaration must begin with version=\"1.0\"",
            _ => "",
        }
    }
}

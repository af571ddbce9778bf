//! What can come between a signature and the bytes it was made of.
//!
//! A cause says what is to be done to what is here to get what was signed.
//! Sentences are in [`super::words`].

use signature::{Algorithm, DigestText, Unit};

/// One difference between what was signed and what is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// White space between JSON tokens.
    Spacing(Spacing),
    /// The order of members in JSON objects.
    Order(Order),
    /// How characters stand in JSON strings.
    Escapes(Escapes),
    /// Whether `/` is written `\/`.
    Slashes {
        escaped: bool,
    },
    Numbers(Numbers),
    /// The numbers of all members of one name.
    Named {
        name: String,
        form: Numbers,
    },
    /// One number written otherwise: where, as it stands here, and as it was signed.
    Number {
        place: String,
        here: String,
        signed: String,
    },
    /// The body as a JSON string.
    Quoted {
        quoted: bool,
    },
    Lost(Lost),
    /// A line end at the end of the body.
    LastLine {
        added: bool,
        crlf: bool,
    },
    /// All line ends of the body.
    LineEnds {
        crlf: bool,
    },
    ByteOrderMark {
        added: bool,
    },
    /// White space at the body's ends.
    Trimmed,
    /// White space that was at the body's ends.
    Padded {
        before: &'static str,
        after: &'static str,
    },
    Charset(Charset),
    /// What the body decompresses to: gzip or zlib.
    Decompressed,
    Form(Form),
    Secret(SecretText),
    /// The time in another unit.
    TimeUnit(Unit),
    /// Another time that stands in the request.
    OtherTime {
        place: String,
        value: String,
    },
    /// Another form of the address.
    Address {
        change: Address,
        url: String,
    },
    /// Another string was signed: whose, and as a template.
    Layout {
        title: String,
        content: String,
    },
    /// Members that are joined by colons had a backslash before each colon and backslash of theirs.
    ColonsEscaped,
    Written(Written),
    /// Without what belongs before it in its field.
    Bare {
        prefix: String,
    },
    /// In another field than the scheme's.
    Field {
        here: String,
        wanted: String,
    },
    /// A time or an id that stands in a header field, the scheme's own being missing.
    Missing {
        /// Its placeholder.
        name: &'static str,
        here: String,
        wanted: String,
    },
    Algorithm(Algorithm),
    /// Not an HMAC but a hash.
    PlainHash(PlainHash),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// As `JSON.stringify` writes it.
    Compact,
    /// A space after commas and colons, as Python's `json.dumps` has it.
    Spaced,
    /// A space after colons alone.
    Colons,
    /// A space after commas alone.
    Commas,
    Two,
    Four,
    Tab,
    /// Two spaces, and one before the colon too, as Jackson's printer has it.
    Jackson,
    /// Two spaces, and lines broken in what is empty too, as Ruby's `pretty_generate` has it.
    Ruby,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Sorted,
    /// By length, then by bytes: PostgreSQL's `jsonb`.
    ByLength,
    /// Names that are whole numbers first: JavaScript's objects.
    NumbersFirst,
    /// As the members stand in a delivery that is known.
    Known,
    /// Another order of the members, none of the above.
    Other,
}

/// Which of the characters that a style escapes a JSON text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Escaped {
    /// Control characters that have no short escape.
    pub control: bool,
    pub beyond_ascii: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    /// Characters beyond ASCII as `\u00e9`.
    Lower,
    /// As `\u00E9`.
    Upper,
    /// `<`, `>` and `&` as `\u003c`, and U+2028.
    Html,
    /// As .NET's System.Text.Json: quotes, `+`, `'`, `<` too, in upper-case hex.
    Net,
    /// As Java's Gson: `<`, `>`, `&`, `=` and `'` as `\u003c`, and U+2028.
    Gson,
    /// No more escapes than JSON needs.
    Plain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// As JavaScript writes doubles: `1.0` as `1`, `1e5` as `100000`.
    Short,
    /// Numbers with a point or an exponent as Python's floats: `1e5` as `100000.0`.
    Python,
    /// Whole numbers with `.0`.
    Pointed,
    /// Fractions with two decimals, as prices are written.
    Cents,
    /// All with two decimals.
    Fixed,
}

/// Not the body but what stands in its place when it is used wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    Empty,
    /// `[object Object]`
    Object,
    /// `{}`
    Braces,
    /// `undefined`
    Undefined,
    /// `null`
    Null,
    Base64,
    Hash,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// Each character one byte of ISO 8859-1.
    Latin1,
    /// UTF-8 read as Latin-1 and written as UTF-8 once more.
    Twice,
    /// Twice encoded here, once when it was signed.
    Once,
    /// Bytes of Latin-1 here, UTF-8 when it was signed.
    Utf8,
    /// Bytes that are not UTF-8 became U+FFFD.
    Replaced,
    /// Each character one byte of windows-1252.
    Windows,
    /// UTF-8 read as windows-1252 and written as UTF-8 once more.
    TwiceWindows,
    /// The same here, and UTF-8 when it was signed.
    OnceWindows,
    /// Bytes of windows-1252 here, UTF-8 when it was signed.
    Utf8Windows,
    /// UTF-16, the lower byte first.
    Utf16Le,
    Utf16Be,
    /// UTF-16 with its byte order mark, the lower byte first.
    Utf16Mark,
    /// UTF-16 here, UTF-8 when it was signed.
    NotUtf16,
    /// `?` for each character beyond ASCII.
    Ascii,
    /// `?` for each unit of UTF-16 beyond ASCII: .NET's for what lies beyond U+FFFF.
    AsciiUnits,
    /// `?` for each byte beyond ASCII.
    AsciiBytes,
    /// Characters beyond ASCII left out.
    Dropped,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Spaces as `+`.
    Plus,
    /// Spaces as `%20`.
    Percent20,
    UpperHex,
    LowerHex,
    Sorted,
    /// Sorted the other way.
    Descending,
    Reversed,
    /// In another order, none of the above.
    Other,
    /// Not percent-encoded at all.
    Decoded,
    /// Encoded anew, as `URLSearchParams` does.
    Url,
    /// As `encodeURIComponent` does.
    Component,
    /// As RFC 3986 has it: only unreserved characters stay.
    Rfc3986,
    /// As a JSON object.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretText {
    /// Without the white space at its ends.
    Trimmed,
    /// With a line end after it.
    LineEnd,
    /// Without quotes around it.
    Unquoted,
    /// Decoded, or not.
    Text,
    Hex,
    Base64,
    Base64Url,
    /// Written in hex, that text being the key.
    InHex,
    InBase64,
    PrefixCut,
    PrefixKept,
    /// Beyond ASCII, a byte for each character.
    Latin1,
    Lower,
    Upper,
    /// Without what the scheme makes the key of besides.
    Alone,
    /// The empty text.
    Empty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    PortAdded,
    PortDropped,
    SlashAdded,
    SlashDropped,
    QueryDropped,
    Https,
    Http,
    /// As a proxy says that it was called.
    Forwarded,
    /// With the path that a proxy took off.
    Prefixed,
    /// With the path and query that a proxy says it was called with.
    Original,
    LowerHost,
    /// Percent-encoding taken off.
    Decoded,
    /// Path and query alone.
    Target,
}

/// How the signature itself is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    As(DigestText),
    /// Base64 of the hex text.
    HexInBase64,
    UpperHex,
    /// Hex without the zeros before a number or before each byte.
    ZerosLost,
    /// Hex with a mark between the bytes.
    Marked,
    /// Base64 with its letters' case changed.
    CaseLost,
    /// Cut: how many characters of how many.
    Cut {
        kept: usize,
        of: usize,
    },
    /// Cut before, or at both ends.
    CutBefore {
        kept: usize,
        of: usize,
    },
    /// `+` became a space.
    PlusLost,
    /// Percent-encoded.
    Percent,
    /// Hex with white space within it.
    Parted,
    NoPadding,
    /// With something before it that is not part of it.
    Prefixed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainHash {
    SecretFirst,
    SecretLast,
    NoSecret,
    /// An HMAC with the message as its key.
    Swapped,
    /// An HMAC, where the scheme has a plain hash.
    Hmac,
}

/// What causes have in common: how it comes to them is told for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Json,
    Empty,
    Bytes,
    Charset,
    /// The body was compressed after it was signed.
    Coding,
    Form,
    SecretText,
    SecretEnds,
    Time,
    Address,
    Layout,
    Digest,
    /// A header field that did not come.
    Missing,
    Algorithm,
}

impl Cause {
    pub fn family(&self) -> Family {
        use SecretText::{LineEnd, Trimmed, Unquoted};
        match self {
            Cause::Spacing(_) | Cause::Order(_) | Cause::Escapes(_) => Family::Json,
            Cause::Slashes { .. } | Cause::Numbers(_) | Cause::Number { .. } => Family::Json,
            Cause::Named { .. } => Family::Json,
            Cause::Quoted { .. } => Family::Json,
            Cause::Lost(_) => Family::Empty,
            Cause::LastLine { .. } | Cause::LineEnds { .. } | Cause::Trimmed => Family::Bytes,
            Cause::ByteOrderMark { .. } | Cause::Padded { .. } => Family::Bytes,
            Cause::Charset(_) => Family::Charset,
            Cause::Decompressed => Family::Coding,
            Cause::Form(_) => Family::Form,
            Cause::Secret(Trimmed | LineEnd | Unquoted) => Family::SecretEnds,
            Cause::Secret(_) => Family::SecretText,
            Cause::TimeUnit(_) | Cause::OtherTime { .. } => Family::Time,
            Cause::Address { .. } => Family::Address,
            Cause::Layout { .. } | Cause::ColonsEscaped => Family::Layout,
            Cause::Written(_) | Cause::Bare { .. } | Cause::Field { .. } => Family::Digest,
            Cause::Missing { .. } => Family::Missing,
            Cause::Algorithm(_) | Cause::PlainHash(_) => Family::Algorithm,
        }
    }
}

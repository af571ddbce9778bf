//! The differences that can come between a signature and the bytes it was made of.
//!
//! A cause is the change that turns what was received into what was signed. [`super::words`] puts
//! causes into sentences.

use signature::{Algorithm, DigestText, Unit};

/// A difference between what was signed and what was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// White space between JSON tokens.
    Spacing(Spacing),
    /// The order of members in JSON objects.
    Order(Order),
    /// The escaping of characters in JSON strings.
    Escapes(Escapes),
    /// The escaping of `/` as `\/`.
    Slashes {
        /// True if `/` was escaped when it was signed.
        escaped: bool,
    },
    /// The spelling of all numbers.
    Numbers(Numbers),
    /// The numbers of all members with the same name.
    Named {
        /// The members' name.
        name: String,
        /// The spelling when they were signed.
        form: Numbers,
    },
    /// A single number: its place, its text here and its text when signed.
    Number {
        /// The JSON Pointer to the number.
        place: String,
        /// The number's text in the received body.
        here: String,
        /// The number's text when it was signed.
        signed: String,
    },
    /// The body as a JSON string, or the text within one.
    Quoted {
        /// True if the body was a JSON string when it was signed.
        quoted: bool,
    },
    /// Another text that was signed in place of the body, as programming mistakes make it.
    Lost(Lost),
    /// A line end at the end of the body.
    LastLine {
        /// True if the line end was there when the body was signed.
        added: bool,
        /// True for CRLF, false for LF.
        crlf: bool,
    },
    /// All line ends of the body.
    LineEnds {
        /// True if the lines ended in CRLF when they were signed.
        crlf: bool,
    },
    /// A byte order mark at the beginning of the body.
    ByteOrderMark {
        /// True if the mark was there when the body was signed.
        added: bool,
    },
    /// White space at the body's ends.
    Trimmed,
    /// White space that was at the body's ends when it was signed.
    Padded {
        /// The white space before the body.
        before: &'static str,
        /// The white space after the body.
        after: &'static str,
    },
    /// The charset of the body.
    Charset(Charset),
    /// The decompressed body (gzip or zlib).
    Decompressed,
    /// The encoding of a form.
    Form(Form),
    /// The bytes that were made of the secret's text.
    Secret(SecretText),
    /// The time in another unit.
    TimeUnit(Unit),
    /// Another time in the request.
    OtherTime {
        /// The place of that time in the request.
        place: String,
        /// The time as text.
        value: String,
    },
    /// Another form of the address.
    Address {
        /// The change that leads to the form that was signed.
        change: Address,
        /// The address that was signed.
        url: String,
    },
    /// Another layout of the signed string: the scheme that uses it, and its template.
    Layout {
        /// The scheme's title.
        title: String,
        /// The template of the signed content.
        content: String,
    },
    /// A backslash before each colon and backslash within members that are joined by colons.
    ColonsEscaped,
    /// The text encoding of the signature.
    Written(Written),
    /// The signature without the prefix that its field requires.
    Bare {
        /// The prefix that is missing.
        prefix: String,
    },
    /// The signature in another field than the scheme's.
    Field {
        /// The header field that has the signature.
        here: String,
        /// The header field that the scheme requires.
        wanted: String,
    },
    /// A time or an id taken from another header field because the scheme's own is missing.
    Missing {
        /// The name of the placeholder.
        name: &'static str,
        /// The header field that the value is from.
        here: String,
        /// The header field that the scheme requires.
        wanted: String,
    },
    /// The hash function.
    Algorithm(Algorithm),
    /// A hash instead of an HMAC, or the reverse.
    PlainHash(PlainHash),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// As `JSON.stringify` writes it.
    Compact,
    /// A space after commas and colons, as Python's `json.dumps` writes.
    Spaced,
    /// A space after colons only.
    Colons,
    /// A space after commas only.
    Commas,
    Two,
    Four,
    Tab,
    /// Two spaces, and a space before the colon too, as Jackson's printer writes.
    Jackson,
    /// Two spaces, and line breaks in empty containers too, as Ruby's `pretty_generate` writes.
    Ruby,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Sorted,
    /// By length, then by bytes, as PostgreSQL's `jsonb` stores them.
    ByLength,
    /// Names that are whole numbers first, as in JavaScript's objects.
    NumbersFirst,
    /// The order of a known delivery.
    Known,
    /// Any other order.
    Other,
}

/// The kinds of escapable characters that a JSON text contains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Escaped {
    /// Control characters without a short escape.
    pub control: bool,
    pub beyond_ascii: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    /// Characters beyond ASCII as `\u00e9`.
    Lower,
    /// As `\u00E9`.
    Upper,
    /// `<`, `>` and `&` as `\u003c`, and U+2028 and U+2029.
    Html,
    /// The style of .NET's System.Text.Json: quotes, `+`, `'` and `<` too, in upper-case hex.
    Net,
    /// The style of Java's Gson: `<`, `>`, `&`, `=` and `'` as `\u003c`, and U+2028 and U+2029.
    Gson,
    /// Only the escapes that JSON requires.
    Plain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// The shortest form, as JavaScript writes doubles: `1.0` as `1`, `1e5` as `100000`.
    Short,
    /// Numbers with a point or an exponent as Python writes floats: `1e5` as `100000.0`.
    Python,
    /// Whole numbers with `.0`.
    Pointed,
    /// Fractions with two decimals, as prices are usually written.
    Cents,
    /// All numbers with two decimals.
    Fixed,
}

/// A text that is signed in place of the body when a program uses the body wrongly.
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
    /// One byte of ISO 8859-1 for each character.
    Latin1,
    /// UTF-8 read as Latin-1 and encoded as UTF-8 again.
    Twice,
    /// UTF-8 when signed; encoded twice here.
    Once,
    /// UTF-8 when signed; Latin-1 here.
    Utf8,
    /// U+FFFD in place of bytes that are not UTF-8.
    Replaced,
    /// One byte of windows-1252 for each character.
    Windows,
    /// UTF-8 read as windows-1252 and encoded as UTF-8 again.
    TwiceWindows,
    /// UTF-8 when signed; read as windows-1252 and encoded twice here.
    OnceWindows,
    /// UTF-8 when signed; windows-1252 here.
    Utf8Windows,
    /// UTF-16, little-endian.
    Utf16Le,
    Utf16Be,
    /// UTF-16 with its byte order mark, little-endian.
    Utf16Mark,
    /// UTF-8 when signed; UTF-16 here.
    NotUtf16,
    /// `?` for each character beyond ASCII.
    Ascii,
    /// `?` for each UTF-16 code unit beyond ASCII, as .NET writes characters above U+FFFF.
    AsciiUnits,
    /// `?` for each byte beyond ASCII.
    AsciiBytes,
    /// ASCII without the other characters.
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
    /// Sorted in descending order.
    Descending,
    Reversed,
    /// Any other order.
    Other,
    /// Without percent-encoding.
    Decoded,
    /// Encoded again, as `URLSearchParams` does.
    Url,
    /// Encoded again, as `encodeURIComponent` does.
    Component,
    /// Encoded again as RFC 3986 requires, which leaves only unreserved characters.
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
    /// The text as the key, without decoding.
    Text,
    Hex,
    Base64,
    Base64Url,
    /// The hex text of the secret as the key.
    InHex,
    InBase64,
    PrefixCut,
    PrefixKept,
    /// One byte for each character beyond ASCII.
    Latin1,
    Lower,
    Upper,
    /// Without the other parts that the scheme puts into the key.
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
    /// The address that a proxy reports it was called at.
    Forwarded,
    /// With the path prefix that a proxy removed.
    Prefixed,
    /// With the path and query that a proxy reports it was called with.
    Original,
    LowerHost,
    /// Without percent-encoding.
    Decoded,
    /// Path and query only.
    Target,
}

/// The notation of the signature itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    As(DigestText),
    /// Base64 of the hex text.
    HexInBase64,
    UpperHex,
    /// Hex without the leading zeros of the number or of each byte.
    ZerosLost,
    /// Hex with separators between the bytes.
    Marked,
    /// Base64 whose letters changed case.
    CaseLost,
    /// Cut at the end: the characters kept, and the length of the whole.
    Cut {
        kept: usize,
        of: usize,
    },
    /// Cut at the beginning or at both ends.
    CutBefore {
        kept: usize,
        of: usize,
    },
    /// `+` replaced by a space.
    PlusLost,
    /// Percent-encoded.
    Percent,
    /// Hex with white space inside.
    Parted,
    NoPadding,
    /// With a text before it that is not part of it.
    Prefixed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainHash {
    SecretFirst,
    SecretLast,
    NoSecret,
    /// An HMAC keyed with the message.
    Swapped,
    /// An HMAC where the scheme uses a plain hash.
    Hmac,
}

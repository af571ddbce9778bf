//! The sentences for causes; no other module words a cause.

mod evidence;
mod others;
mod ruled;

use std::rc::Rc;

use super::cause::{
    Cause, Charset, Escaped, Escapes, Form, Lost, Numbers, Order, PlainHash, Spacing,
};
use super::family::Family;
use super::remedy::{self, Remedy};
use others::{address_phrase, notation_phrase, padded, secret_phrase};
use signature::{Scheme, Unit};

pub use evidence::next;
pub use ruled::Ruled;

/// The explanation of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// All differences, the body's first; empty when nothing differs.
    pub causes: Vec<Cause>,
    /// The signature that was found.
    pub signature: String,
    /// The number of candidates that were tried.
    pub tried: usize,
    /// The spacing of the received JSON, if it is regular.
    pub here: Option<Spacing>,
    /// The kinds of characters that escapes may replace in it.
    pub escaped: Escaped,
    /// The signed bytes, where they cannot be derived from the body.
    pub recovered: Option<Rc<[u8]>>,
}

impl Explanation {
    /// A sentence for a person, without a full stop.
    pub fn sentence(&self) -> String {
        let mut body = Vec::new();
        let mut others = Vec::new();
        for cause in &self.causes {
            let mut phrase = phrase(cause, self.escaped);
            if let (Cause::Spacing(_), Some(here)) = (cause, self.here) {
                phrase.push_str(" (here it is ");
                phrase.push_str(spaced(here));
                phrase.push(')');
            }
            if is_of_body(cause) {
                body.push(phrase)
            } else {
                others.push(phrase)
            }
        }
        let mut out = String::from("The signature matches ");
        match self.causes.first() {
            None => return "The signature matches this request".to_owned(),
            Some(Cause::Lost(lost)) => {
                out.push_str(instead(*lost));
                body.remove(0);
                for phrase in body {
                    out.push_str(", ");
                    out.push_str(&phrase);
                }
            }
            _ if self
                .causes
                .iter()
                .any(|cause| matches!(cause, Cause::Lost(_))) =>
            {
                // The replacement was made from the body after its other changes.
                let other = |cause: &&Cause| is_of_body(cause) && !matches!(cause, Cause::Lost(_));
                let lost = self
                    .causes
                    .iter()
                    .find(|cause| matches!(cause, Cause::Lost(_)));
                let phrase = |cause| phrase(cause, self.escaped);
                let changed = self.causes.iter().filter(other).map(phrase);
                out.push_str(&lost.map(phrase).unwrap_or_default());
                out.push_str(", made from the body ");
                out.push_str(&changed.collect::<Vec<_>>().join(" and "));
            }
            _ if body.is_empty() => {
                out.push_str("these bytes, ");
                out.push_str(&others.remove(0));
            }
            _ => {
                out.push_str("the body ");
                out.push_str(&body.join(" and "));
            }
        }
        for phrase in others {
            out.push_str(", and ");
            out.push_str(&phrase);
        }
        if let Some(cause) = self.causes.first() {
            out.push_str(". ");
            out.push_str(reason(cause));
        }
        out
    }

    /// Returns the remedies for a delivery of this scheme without repetition.
    pub fn remedies(&self, scheme: &Scheme) -> Vec<Remedy> {
        remedy::all(&self.causes, scheme)
    }
}

fn is_of_body(cause: &Cause) -> bool {
    matches!(
        cause.family(),
        Family::Json
            | Family::Empty
            | Family::Bytes
            | Family::Charset
            | Family::Coding
            | Family::Form
    )
}

/// Returns the phrase for a cause that follows "the body" or "these bytes,".
fn phrase(cause: &Cause, escaped: Escaped) -> String {
    let words: &str = match cause {
        Cause::Spacing(spacing) => spaced(*spacing),
        Cause::Order(order) => match order {
            Order::Sorted => "with its keys sorted",
            Order::ByLength => "with its keys sorted by length, as PostgreSQL's jsonb keeps them",
            Order::NumbersFirst => "with the keys that are numbers first, as JavaScript keeps them",
            Order::Known => "with its keys in the order of a documented delivery",
            Order::Other => "with its keys in another order",
        },
        Cause::Escapes(escapes) => match escapes {
            Escapes::Lower => match escaped {
                Escaped {
                    beyond_ascii: false,
                    control: true,
                } => r"with control characters written as \u001b, in lower case",
                _ => r"with characters beyond ASCII written as \u00e9, in lower case",
            },
            Escapes::Upper => match escaped {
                Escaped {
                    beyond_ascii: false,
                    control: true,
                } => r"with control characters written as \u001B, in upper case",
                _ => r"with characters beyond ASCII written as \u00E9, in upper case",
            },
            Escapes::Html => r"with <, > and & written as \u003c, \u003e and \u0026",
            Escapes::Gson => r"with <, >, &, = and ' written as \u003c, as Java's Gson does",
            Escapes::Net => {
                r"with quotes, +, ' and characters beyond ASCII written as \u0022, as .NET does"
            }
            Escapes::Plain => r"with plain characters instead of \u escapes",
        },
        Cause::Slashes { escaped: true } => r"with each slash written as \/",
        Cause::Slashes { escaped: false } => r"with plain slashes instead of \/",
        Cause::Numbers(numbers) => match numbers {
            Numbers::Short => "with numbers in their shortest form (1.0 as 1, 1e5 as 100000)",
            Numbers::Python => {
                "with fractions and exponents as Python writes floats (1e5 as 100000.0)"
            }
            Numbers::Pointed => "with whole numbers written with .0 (1 as 1.0)",
            Numbers::Cents => "with fractions written with two decimals (12.5 as 12.50)",
            Numbers::Fixed => "with all numbers written with two decimals (12 as 12.00)",
        },
        Cause::Named { name, form } => {
            let form = match form {
                Numbers::Pointed => "` written with .0 (1 as 1.0)",
                Numbers::Cents => "` written with two decimals where they have a fraction",
                _ => "` written with two decimals (12 as 12.00)",
            };
            return ["with the numbers of each `", name, form].concat();
        }
        Cause::Number {
            place,
            here,
            signed,
        } => {
            return [
                "with the number at `",
                place,
                "` written as ",
                signed,
                " instead of ",
                here,
            ]
            .concat();
        }
        Cause::Quoted { quoted: true } => "as a JSON string in quotes, encoded twice",
        Cause::Quoted { quoted: false } => "without the JSON string around it",
        Cause::Lost(lost) => instead(*lost),
        Cause::LastLine {
            added: true,
            crlf: false,
        } => "with a newline (LF) after it",
        Cause::LastLine {
            added: true,
            crlf: true,
        } => "with a line end (CRLF) after it",
        Cause::LastLine {
            added: false,
            crlf: false,
        } => "without the newline (LF) at its end",
        Cause::LastLine {
            added: false,
            crlf: true,
        } => "without the line end (CRLF) at its end",
        Cause::LineEnds { crlf: true } => "with CRLF line ends instead of LF",
        Cause::LineEnds { crlf: false } => "with LF line ends instead of CRLF",
        Cause::ByteOrderMark { added: true } => "with a byte order mark before it",
        Cause::ByteOrderMark { added: false } => "without the byte order mark before it",
        Cause::Trimmed => "without the white space at its ends",
        Cause::Padded { before, after } => return padded(before, after),
        Cause::Charset(charset) => match charset {
            Charset::Latin1 => "in Latin-1, one byte for each character",
            Charset::Twice => "encoded as UTF-8 twice",
            Charset::Once => "encoded as UTF-8 once, where it is encoded twice here",
            Charset::Utf8 => "in UTF-8, where it is Latin-1 here",
            Charset::Replaced => "with U+FFFD for the bytes that are not UTF-8",
            Charset::Windows => "in windows-1252, one byte for each character",
            Charset::TwiceWindows => "encoded as UTF-8 twice, read as windows-1252 between",
            Charset::OnceWindows => {
                "encoded as UTF-8 once, where it was read as windows-1252 and encoded twice here"
            }
            Charset::Utf8Windows => "in UTF-8, where it is windows-1252 here",
            Charset::Utf16Le => "in UTF-16LE, as .NET's Encoding.Unicode writes it",
            Charset::Utf16Be => "in UTF-16BE",
            Charset::Utf16Mark => "in UTF-16 with its byte order mark",
            Charset::NotUtf16 => "in UTF-8, where it is UTF-16 here",
            Charset::Ascii => "in ASCII, with ? for each other character",
            Charset::AsciiUnits => {
                "in ASCII, with ? for each other unit of UTF-16, as .NET writes it"
            }
            Charset::AsciiBytes => "in ASCII, with ? for each other byte",
            Charset::Dropped => "in ASCII, without the other characters",
        },
        Cause::Decompressed => "after decompression",
        Cause::Form(form) => match form {
            Form::Plus => "with + for spaces instead of %20",
            Form::Percent20 => "with %20 for spaces instead of +",
            Form::UpperHex => "with upper-case hex in its percent-encoding",
            Form::LowerHex => "with lower-case hex in its percent-encoding",
            Form::Sorted => "with its form fields sorted",
            Form::Descending => "with its form fields sorted from Z to A",
            Form::Reversed => "with its form fields in reverse order",
            Form::Other => "with its form fields in another order",
            Form::Decoded => "without percent-encoding",
            Form::Url => "encoded again as URLSearchParams does",
            Form::Component => "encoded again as encodeURIComponent does",
            Form::Rfc3986 => "encoded again as RFC 3986 requires",
            Form::Json => "as a JSON object of its form fields",
        },
        Cause::Secret(secret) => return ["with the secret ", secret_phrase(*secret)].concat(),
        Cause::TimeUnit(Unit::Milliseconds) => "with the time in milliseconds",
        Cause::TimeUnit(Unit::Seconds) => "with the time in seconds",
        Cause::OtherTime { place, value } => {
            return [
                "with another time from the request: ",
                value,
                " at `",
                place,
                "`",
            ]
            .concat();
        }
        Cause::Address { change, url } => {
            return ["with the address ", url, " (", address_phrase(*change), ")"].concat();
        }
        Cause::Layout { title, content } if title.is_empty() => {
            return ["laid out as `", content, "`"].concat();
        }
        Cause::Layout { title, content } => {
            return ["laid out as ", title, " does, `", content, "`"].concat();
        }
        Cause::ColonsEscaped => r"with a `\` before each colon and backslash within a member",
        Cause::Written(written) => return notation_phrase(*written),
        Cause::Bare { prefix } => {
            return ["written without its prefix `", prefix, "`"].concat();
        }
        Cause::Field { here, wanted } => {
            return ["sent in the field `", here, "` instead of `", wanted, "`"].concat();
        }
        Cause::Missing { name, here, wanted } => {
            let what = if *name == "timestamp" { "time" } else { *name };
            let all = [
                "with the ",
                what,
                " from `",
                here,
                "`, since `",
                wanted,
                "` is missing",
            ];
            return all.concat();
        }
        Cause::Algorithm(algorithm) => return ["with ", algorithm.name()].concat(),
        Cause::PlainHash(hash) => match hash {
            PlainHash::SecretFirst => {
                "as a hash of secret and text one after the other, not an HMAC"
            }
            PlainHash::SecretLast => {
                "as a hash of text and secret one after the other, not an HMAC"
            }
            PlainHash::NoSecret => "as a hash of the text alone, without a secret",
            PlainHash::Swapped => "with the text as the key and the secret as the text",
            PlainHash::Hmac => "as an HMAC, not a hash of secret and text one after the other",
        },
    };
    words.to_owned()
}

fn spaced(spacing: Spacing) -> &'static str {
    match spacing {
        Spacing::Compact => "written without spaces",
        Spacing::Spaced => "written with a space after each comma and colon",
        Spacing::Colons => "written with a space after each colon",
        Spacing::Commas => "written with a space after each comma",
        Spacing::Two => "indented by two spaces",
        Spacing::Four => "indented by four spaces",
        Spacing::Tab => "indented by tabs",
        Spacing::Jackson => "indented as Jackson does",
        Spacing::Ruby => "indented as Ruby's pretty_generate does",
    }
}

fn instead(lost: Lost) -> &'static str {
    match lost {
        Lost::Empty => "an empty body",
        Lost::Object => "the text `[object Object]` instead of the body",
        Lost::Braces => "the text `{}` instead of the body",
        Lost::Undefined => "the text `undefined` instead of the body",
        Lost::Null => "the text `null` instead of the body",
        Lost::Base64 => "the body in base64",
        Lost::Hash => "the body's SHA-256 in hex",
    }
}

/// Returns the reason for a cause, and what to do.
fn reason(cause: &Cause) -> &'static str {
    match cause {
        Cause::Quoted { .. } => "A JSON text was put into JSON again. Sign and verify the raw body",
        Cause::ColonsEscaped => {
            "This is the older rule of payment forms, but members of a notification are joined without \
             escapes. Update the sender"
        }
        _ => match cause.family() {
            Family::Json => {
                "The JSON was parsed and written again between signing and verification. Verify the raw bytes, \
                 before any parser reads them"
            }
            Family::Empty => {
                "The program that signed no longer had the raw bytes. Keep them before a parser reads the body"
            }
            Family::Bytes => {
                "The body was handled as text on its way. Read, sign and verify it as bytes"
            }
            Family::Charset => {
                "The body was decoded with the wrong charset on its way. Verify bytes, not text"
            }
            Family::Coding => {
                "The body was compressed after signing. Decompress the received bytes, then verify"
            }
            Family::Form => "The form was decoded and encoded again. Verify the raw body",
            Family::SecretText => {
                "The two sides read different bytes from the secret's text. Agree on one reading"
            }
            Family::SecretEnds => "One side has extra characters around the secret. Remove them",
            Family::Time => {
                "The two sides sign different times. Take the time from the header field"
            }
            Family::Address => {
                "A proxy or a setting changed the address. Verify with the address that the sender calls"
            }
            Family::Layout => {
                "The two sides do not sign the same string. Choose the scheme that the sender uses"
            }
            Family::Digest => {
                "The digest is correct, but not in the form that the scheme requires. Compare digests as \
                 bytes, or in one encoding"
            }
            Family::Missing => {
                "A header field of the scheme is missing. Check whether it was lost when the request was \
                 copied, or removed by a proxy"
            }
            Family::Algorithm => {
                "The two sides use different functions. Set the one that the sender uses"
            }
        },
    }
}

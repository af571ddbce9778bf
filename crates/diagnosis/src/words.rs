//! The sentences: every cause is worded here and nowhere else.

mod evidence;
mod others;
mod ruled;

use std::rc::Rc;

use super::cause::{
    Cause, Charset, Escaped, Escapes, Family, Form, Lost, Numbers, Order, PlainHash, Spacing,
};
use super::remedy::{self, Remedy};
use others::{of_address, of_secret, of_writing, padded};
use signature::{Scheme, Unit};

pub use evidence::next;
pub use ruled::Ruled;

/// What made the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Every difference, the body's first. Empty when nothing differs.
    pub causes: Vec<Cause>,
    /// The signature that was found.
    pub signature: String,
    /// How many candidates were tried.
    pub tried: usize,
    /// How the JSON is spaced that is here, if it has one way.
    pub here: Option<Spacing>,
    /// Which characters of it escapes stand for.
    pub escaped: Escaped,
    /// The bytes that were signed, where they cannot be read off the body.
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
        let mut out = String::from("The signature is that of ");
        match self.causes.first() {
            None => return "The signature is that of this very request".to_owned(),
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
                // What stands instead was made of the body as the others changed it.
                let of = |cause: &&Cause| is_of_body(cause) && !matches!(cause, Cause::Lost(_));
                let lost = self
                    .causes
                    .iter()
                    .find(|cause| matches!(cause, Cause::Lost(_)));
                let phrase = |cause| phrase(cause, self.escaped);
                let changed = self.causes.iter().filter(of).map(phrase);
                out.push_str(&lost.map(phrase).unwrap_or_default());
                out.push_str(", the body being ");
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
            out.push_str(": ");
            out.push_str(reason(cause));
        }
        out
    }

    /// What is to be mended for a delivery of this scheme, each once.
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

/// What differs, to stand after "the body" or "these bytes,".
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
            Escapes::Gson => r"with <, >, &, = and ' written as \u003c, as Java's Gson does it",
            Escapes::Net => {
                r"with quotes, +, ' and characters beyond ASCII written as \u0022, as .NET does it"
            }
            Escapes::Plain => r"with characters as they are instead of \u escapes",
        },
        Cause::Slashes { escaped: true } => r"with each slash written as \/",
        Cause::Slashes { escaped: false } => r"with slashes as they are instead of \/",
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
            Charset::Utf16Le => "in UTF-16LE, as .NET's Encoding.Unicode has it",
            Charset::Utf16Be => "in UTF-16BE",
            Charset::Utf16Mark => "in UTF-16 with its byte order mark",
            Charset::NotUtf16 => "in UTF-8, where it is UTF-16 here",
            Charset::Ascii => "in ASCII, with ? for each other character",
            Charset::AsciiUnits => "in ASCII, with ? for each other unit of UTF-16, as .NET has it",
            Charset::AsciiBytes => "in ASCII, with ? for each other byte",
            Charset::Dropped => "in ASCII, without the other characters",
        },
        Cause::Decompressed => "once it is decompressed",
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
            Form::Url => "encoded anew as URLSearchParams does it",
            Form::Component => "encoded anew as encodeURIComponent does it",
            Form::Rfc3986 => "encoded anew as RFC 3986 has it",
            Form::Json => "as a JSON object of its form fields",
        },
        Cause::Secret(secret) => return ["made with the secret ", of_secret(*secret)].concat(),
        Cause::TimeUnit(Unit::Milliseconds) => "with the time in milliseconds",
        Cause::TimeUnit(Unit::Seconds) => "with the time in seconds",
        Cause::OtherTime { place, value } => {
            return [
                "with another time that stands in the request: ",
                value,
                " at `",
                place,
                "`",
            ]
            .concat();
        }
        Cause::Address { change, url } => {
            return ["with the address ", url, " (", of_address(*change), ")"].concat();
        }
        Cause::Layout { title, content } if title.is_empty() => {
            return ["laid out as `", content, "`"].concat();
        }
        Cause::Layout { title, content } => {
            return ["laid out as ", title, " does it, `", content, "`"].concat();
        }
        Cause::ColonsEscaped => r"with a `\` before each colon and backslash within a member",
        Cause::Written(written) => return of_writing(*written),
        Cause::Bare { prefix } => {
            return ["written without the `", prefix, "` that belongs before it"].concat();
        }
        Cause::Field { here, wanted } => {
            return ["sent in the field `", here, "` instead of `", wanted, "`"].concat();
        }
        Cause::Missing { name, here, wanted } => {
            let what = if *name == "timestamp" { "time" } else { *name };
            let all = [
                "with the ",
                what,
                " of `",
                here,
                "`, `",
                wanted,
                "` being missing",
            ];
            return all.concat();
        }
        Cause::Algorithm(algorithm) => return ["made with ", algorithm.name()].concat(),
        Cause::PlainHash(hash) => match hash {
            PlainHash::SecretFirst => {
                "made by hashing secret and text one after the other, not by HMAC"
            }
            PlainHash::SecretLast => {
                "made by hashing text and secret one after the other, not by HMAC"
            }
            PlainHash::NoSecret => "made by hashing the text alone, without any secret",
            PlainHash::Swapped => "made with the text as the key and the secret as the text",
            PlainHash::Hmac => "made by HMAC, not by hashing secret and text one after the other",
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
        Spacing::Jackson => "indented as Jackson does it",
        Spacing::Ruby => "indented as Ruby's pretty_generate does it",
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

/// How it comes to that, and what to do.
fn reason(cause: &Cause) -> &'static str {
    match cause {
        Cause::Quoted { .. } => {
            "a JSON text was put into JSON once more; sign and verify the raw body"
        }
        Cause::ColonsEscaped => {
            "that is the older rule of payment forms; members of a notification are joined as they are, \
             so update what sends it"
        }
        _ => match cause.family() {
            Family::Json => {
                "the JSON was parsed and written again between signing and here; verify over the raw bytes, \
                 before any parser"
            }
            Family::Empty => {
                "the program that made it no longer had the raw bytes; keep them before a parser reads the body"
            }
            Family::Bytes => {
                "the body was handled as text on its way; read, sign and verify it as bytes"
            }
            Family::Charset => {
                "the body was decoded with the wrong charset on its way; verify over bytes, not text"
            }
            Family::Coding => {
                "it was compressed after it was signed; decompress the received bytes, then verify"
            }
            Family::Form => "the form was decoded and encoded again; verify over the raw body",
            Family::SecretText => {
                "the two sides take the secret's text for different bytes; agree on one reading"
            }
            Family::SecretEnds => "the secret was copied with more than itself; set it without",
            Family::Time => {
                "the two sides do not put the same time into what is signed; take it from the header field"
            }
            Family::Address => {
                "a proxy or a setting changed the address; verify with the address that the sender calls"
            }
            Family::Layout => {
                "the two sides do not sign the same string; take the scheme that the sender uses"
            }
            Family::Digest => {
                "the digest is right and its text is not; compare digests as bytes, or in one encoding"
            }
            Family::Missing => {
                "a header field of the scheme did not come; look whether it was left behind when the request was \
                 copied, or taken off by a proxy"
            }
            Family::Algorithm => {
                "the two sides do not compute the same function; set the one the sender uses"
            }
        },
    }
}

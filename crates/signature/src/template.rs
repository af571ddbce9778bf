//! The template language of signature schemes.
//!
//! Text is literal, `{{` is a brace, and `{name}` or `{name:argument}` is a placeholder for a part
//! of the request, of the moment, or for an input of the scheme:
//!
//! | placeholder | value |
//! |---|---|
//! | `{body}` | the body's bytes, unchanged |
//! | `{body-hash:SHA-256:base64}` | a plain hash of the body, by algorithm and digest text |
//! | `{crc32}` | the CRC-32 of the body (as zip and zlib have it), in decimal: a checksum, not a hash |
//! | `{method}` | the method in upper case |
//! | `{url}`, `{host}`, `{target}`, `{path}`, `{query}` | the address as sent: whole, host with port, path and query, path, query without its `?` |
//! | `{url-decoded::/?}` | the address with those characters decoded, and all other escapes unchanged |
//! | `{parameter:name}` | the value of a parameter of the address, decoded; empty if missing |
//! | `{json:/a/0/b}` | a member of a JSON body by its pointer (RFC 6901): a string without quotes, anything else as written; empty for `null` and if missing |
//! | `{json-lines:b,a}` | `name`, LF, value, LF for each of these top-level members of a JSON body that is present and not `null`, in this order; values as in `{json:…}` |
//! | `{form:=,&}` | the fields of a form body, decoded, by name and value, duplicates once; empty if the body is not a form; the argument is the separator of name and value, and of pairs |
//! | `{content-digest:sha-256}` | the Content-Digest field's value (RFC 9530), `sha-256` or `sha-512` |
//! | `{signature-base:…}` | the signature base (RFC 9421 section 2.5) of the signature parameters in the argument: a line for each component, then the parameters |
//! | `{header:Name}` | the value of a header field; empty if missing |
//! | `{header-lines:x-hook-*,date}` | `name:value` and LF for each field that is listed or has a listed prefix, names in lower case, sorted |
//! | `{fields:?,=,&}` | the top-level members of a JSON body, the fields of a form body, or else the query's, sorted by name and not percent-encoded; the argument is the text before the first, the separator of name and value, and of pairs |
//! | `{id}`, `{timestamp}`, `{nonce}`, `{date}` | the delivery's id, the time in the scheme's unit, random hex, the time as an IMF-fixdate (RFC 9110 section 5.6.7) |
//! | `{signature}` | the digest, in result fields only |
//! | `{secret}` | the main secret: decoded in a key, otherwise as entered |
//! | `{<input>}` | an input of the scheme, as entered |
//! | `{<part>}` | a part of the scheme, filled after the fields that are added before signing |
//!
//! An argument is a template itself (`{header-lines:{prefix}*,date}`).
//!
//! Verifying reads the texts of fields, parameters and members backwards: a placeholder matches the
//! message's text up to the literal text after it. A part is read the same way; its pieces,
//! separated by semicolons, may be in any order, and unknown ones are skipped.

use std::fmt;

use problem::{ComponentFault, Unsignable};

/// The greatest nesting of arguments.
const DEPTH: usize = 8;

/// A literal text or a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A literal text, without escapes.
    Text(String),
    /// A placeholder; its argument, if any, is a template.
    Value {
        /// The name.
        name: String,
        /// The argument.
        argument: Option<Vec<Part>>,
    },
}

/// The reason why a text is not a valid template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A brace without its closing brace.
    Unclosed,
    /// A placeholder that does not exist.
    Unknown(String),
    /// Templates nest too deeply.
    TooDeep,
    /// A component that RFC 9421's signature base cannot have here.
    Component {
        /// The component, as written.
        name: String,
        /// The reason.
        fault: ComponentFault,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Unclosed => f.write_str("a `{` is not closed"),
            Fault::Unknown(name) => write!(f, "`{{{name}}}` is not a placeholder"),
            Fault::TooDeep => f.write_str("placeholders nest too deeply"),
            Fault::Component { name, fault } => {
                let (name, fault) = (name.clone(), *fault);
                Unsignable::Component { name, fault }.fmt(f)
            }
        }
    }
}

impl std::error::Error for Fault {}

/// Returns the separators in an argument of `{form}`: of name and value, and of pairs.
pub fn form_between(marks: &str) -> (&str, &str) {
    marks.split_once(',').unwrap_or_default()
}

/// Reads a template; the names in it are not checked.
pub fn parse(text: &str) -> Result<Vec<Part>, Fault> {
    parse_at(text, 0)
}

fn parse_at(text: &str, depth: usize) -> Result<Vec<Part>, Fault> {
    if depth > DEPTH {
        return Err(Fault::TooDeep);
    }
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            plain.push('{');
            rest = after;
            continue;
        }
        let end = closing(rest).ok_or(Fault::Unclosed)?;
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut plain)));
        }
        parts.push(placeholder(&rest[..end], depth)?);
        rest = &rest[end + 1..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    Ok(parts)
}

/// Returns the position of the brace that closes the one just opened.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open += 1,
            b'}' if open == 0 => return Some(at),
            b'}' => open -= 1,
            _ => {}
        }
    }
    None
}

fn placeholder(inner: &str, depth: usize) -> Result<Part, Fault> {
    let (name, argument) = match inner.split_once(':') {
        Some((name, argument)) => (name, Some(parse_at(argument, depth + 1)?)),
        None => (inner, None),
    };
    Ok(Part::Value {
        name: name.to_owned(),
        argument,
    })
}

/// Returns whether a template uses a placeholder of that name.
pub fn names(text: &str, wanted: &str) -> bool {
    fn within(parts: &[Part], wanted: &str) -> bool {
        parts.iter().any(|part| match part {
            Part::Text(_) => false,
            Part::Value { name, argument } => {
                name == wanted || argument.as_deref().is_some_and(|a| within(a, wanted))
            }
        })
    }
    parse(text).is_ok_and(|parts| within(&parts, wanted))
}

//! The template language of signature schemes.
//!
//! Text stands for itself, `{{` for a brace, and `{name}` or `{name:argument}`
//! for a part of the request, of the moment, or for an input of the scheme:
//!
//! | placeholder | stands for |
//! |---|---|
//! | `{body}` | the body's bytes as they are |
//! | `{body-hash:SHA-256:base64}` | a plain hash of the body, by algorithm and digest text |
//! | `{crc32}` | the CRC-32 of the body (as zip and zlib have it), in decimal: a checksum, and no hash |
//! | `{method}` | upper case |
//! | `{url}`, `{host}`, `{target}`, `{path}`, `{query}` | the address as sent: whole, host with port, path and query, path, query without its `?` |
//! | `{url-decoded::/?}` | the address with the escapes of those characters decoded, all others left |
//! | `{parameter:name}` | the value of a parameter of the address, decoded; nothing when it is not there |
//! | `{json:/a/0/b}` | a member of a JSON body by its pointer (RFC 6901): a string bare, anything else as it is written; nothing for `null` and for what is not there |
//! | `{json-lines:b,a}` | `name`, LF, value, LF for each of these top-level members of a JSON body that is there and not `null`, in this order; values as with `{json:…}` |
//! | `{form:=,&}` | the fields of a form body, decoded, by name and value, doubles once; nothing for a body that is no form; the argument says what stands between name and value, and between two |
//! | `{content-digest:sha-256}` | the Content-Digest field's value (RFC 9530), `sha-256` or `sha-512` |
//! | `{signature-base:…}` | the signature base (RFC 9421 section 2.5) of the signature parameters that the argument gives: a line for each component, then the parameters |
//! | `{header:Name}` | the value of a sent header field; nothing when it is not sent |
//! | `{header-lines:x-hook-*,date}` | `name:value` and LF for each sent field that is listed or starts so, names in lower case, sorted |
//! | `{fields:?,=,&}` | the top-level members of a JSON body, the fields of a form body, or else the query's, sorted by name and not percent-encoded; the argument says what stands before the first, between name and value, and between two |
//! | `{id}`, `{timestamp}`, `{nonce}`, `{date}` | the delivery's id, the time as the scheme counts it, random hex, the time as an IMF-fixdate (RFC 9110 section 5.6.7) |
//! | `{signature}` | the digest, in result fields only |
//! | `{secret}` | the main secret: decoded bytes in a key, else as typed |
//! | `{<input>}` | an input of the scheme, as typed |
//! | `{<part>}` | a part of the scheme, made of its own template after the fields that are added before signing |
//!
//! An argument is a template itself (`{header-lines:{prefix}*,date}`).
//!
//! Verifying reads the texts of fields, parameters and members backwards: a
//! placeholder stands for what the message has in its place, up to the text
//! that follows it. A part is read the same way, its pieces between semicolons
//! in any order, those that it does not name passed over.

use std::fmt;

use problem::{ComponentFault, Unsignable};

/// How deep arguments may stand in arguments.
const DEPTH: usize = 8;

/// A run of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// A placeholder; its argument is a template, if it has one.
    Value {
        name: String,
        argument: Option<Vec<Part>>,
    },
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A brace is not closed.
    Unclosed,
    /// A placeholder of no known name.
    Unknown(String),
    /// Too many templates within templates.
    TooDeep,
    /// A component that RFC 9421's signature base cannot have here.
    Component { name: String, fault: ComponentFault },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Unclosed => f.write_str("a `{` is not closed"),
            Fault::Unknown(name) => write!(f, "`{{{name}}}` is no placeholder"),
            Fault::TooDeep => f.write_str("placeholders nest too deeply"),
            Fault::Component { name, fault } => {
                let (name, fault) = (name.clone(), *fault);
                Unsignable::Component { name, fault }.fmt(f)
            }
        }
    }
}

impl std::error::Error for Fault {}

/// What stands between name and value of a form's fields, and between two, by the argument that says it.
pub fn form_between(marks: &str) -> (&str, &str) {
    marks.split_once(',').unwrap_or_default()
}

/// Reads a template; names are not looked up here.
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

/// Where the brace closes that was just opened.
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

/// Whether a template uses a placeholder of that name.
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

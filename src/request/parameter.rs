//! Parameters by OpenAPI's styles: path, query, header and cookie.
//!
//! The styles are those of RFC 6570, as OpenAPI 3.1 maps them. A reserved
//! character in a value is encoded so that the server reads what was typed;
//! `allowReserved` leaves it but where it would end or split the parameter.

use super::percent::{self, Set};
use super::plain::{Plain, scalar};
use crate::document::{Parameter, Style};

/// How a text is written: percent-encoded for addresses, bare for header fields.
#[derive(Clone, Copy, Debug)]
enum Write {
    Bare,
    Encoded(Set),
}

impl Write {
    fn text(self, text: &str, out: &mut String) {
        match self {
            Write::Bare => out.push_str(text),
            Write::Encoded(set) => percent::encode(text, set, out),
        }
    }
}

/// The text of a path parameter, between the literal parts of the template.
pub(super) fn path(parameter: &Parameter, value: &Plain) -> String {
    let write = Write::Encoded(Set::Unreserved);
    let name = &*parameter.control.name;
    let explode = parameter.explode;
    match (parameter.style, value) {
        (Style::Label, value) => {
            let mut out = String::from(".");
            let separator = if explode { "." } else { "," };
            join(value, explode, separator, write, &mut out);
            out
        }
        (Style::Matrix, Plain::List(items)) if explode => {
            let mut out = String::new();
            for item in items {
                matrix(name, item, write, &mut out);
            }
            out
        }
        (Style::Matrix, Plain::Object(members)) if explode => {
            let mut out = String::new();
            for (name, value) in members {
                matrix(name, value, write, &mut out);
            }
            out
        }
        (Style::Matrix, value) => {
            let mut out = String::from(";");
            write.text(name, &mut out);
            let start = out.len();
            join(value, false, ",", write, &mut out);
            if out.len() > start {
                out.insert(start, '=');
            }
            out
        }
        (_, value) => {
            let mut out = String::new();
            join(value, explode, ",", write, &mut out);
            out
        }
    }
}

/// `;name=value`, or `;name` for an empty value (RFC 6570, 3.2.7).
fn matrix(name: &str, value: &Plain, write: Write, out: &mut String) {
    out.push(';');
    write.text(name, out);
    let text = scalar(value);
    if !text.is_empty() {
        out.push('=');
        write.text(&text, out);
    }
}

/// The value of a header field: style `simple`, without percent-encoding.
pub(super) fn header(parameter: &Parameter, value: &Plain) -> String {
    let mut out = String::new();
    join(value, parameter.explode, ",", Write::Bare, &mut out);
    out
}

/// The `name=value` pairs of a query parameter, encoded and joined by `&`; `None` when it is undefined.
pub(super) fn query(parameter: &Parameter, value: &Plain) -> Option<String> {
    let set = if parameter.allow_reserved {
        Set::Reserved
    } else {
        Set::Unreserved
    };
    let mut out = String::new();
    for (name, value) in pairs(parameter, value, Write::Encoded(set)) {
        if !out.is_empty() {
            out.push('&');
        }
        out.push_str(&name);
        out.push('=');
        out.push_str(&value);
    }
    (!out.is_empty()).then_some(out)
}

/// The same pairs before any encoding, for a query that is one form.
pub(super) fn form_pairs(parameter: &Parameter, value: &Plain) -> Vec<(String, String)> {
    pairs(parameter, value, Write::Bare)
}

/// A cookie's pairs: style `form`, percent-encoded, since RFC 6265 forbids most punctuation.
pub(super) fn cookie(parameter: &Parameter, value: &Plain) -> Vec<(String, String)> {
    pairs(parameter, value, Write::Encoded(Set::Unreserved))
}

fn pairs(parameter: &Parameter, value: &Plain, write: Write) -> Vec<(String, String)> {
    let named = |text: &str| match write {
        Write::Bare => text.to_owned(),
        Write::Encoded(_) => {
            let mut out = String::new();
            percent::encode(text, Set::Name, &mut out);
            out
        }
    };
    let valued = |text: &str| {
        let mut out = String::new();
        write.text(text, &mut out);
        out
    };
    let name = &*parameter.control.name;
    match value {
        Plain::Text(text) => vec![(named(name), valued(text))],
        Plain::List(items) if items.is_empty() => Vec::new(),
        Plain::Object(members) if members.is_empty() => Vec::new(),
        value if parameter.style == Style::DeepObject => {
            let mut found = Vec::new();
            deep(name.to_owned(), value, &mut found);
            found
                .iter()
                .map(|(name, value)| (named(name), valued(value)))
                .collect()
        }
        Plain::List(items) if parameter.explode => items
            .iter()
            .map(|item| (named(name), valued(&scalar(item))))
            .collect(),
        Plain::Object(members) if parameter.explode => members
            .iter()
            .map(|(member, value)| (named(member), valued(&scalar(value))))
            .collect(),
        value => {
            let mut out = String::new();
            join(
                value,
                false,
                delimiter(parameter.style, write),
                write,
                &mut out,
            );
            vec![(named(name), out)]
        }
    }
}

/// What stands between the items of a list that does not explode.
fn delimiter(style: Style, write: Write) -> &'static str {
    match (style, write) {
        (Style::SpaceDelimited, Write::Bare) => " ",
        (Style::SpaceDelimited, Write::Encoded(_)) => "%20",
        (Style::PipeDelimited, Write::Bare) => "|",
        (Style::PipeDelimited, Write::Encoded(_)) => "%7C",
        _ => ",",
    }
}

/// `name[a][b]` for every scalar below an object.
fn deep(name: String, value: &Plain, out: &mut Vec<(String, String)>) {
    match value {
        Plain::Text(text) => out.push((name, text.clone())),
        Plain::List(items) => {
            for item in items {
                out.push((name.clone(), scalar(item)));
            }
        }
        Plain::Object(members) => {
            for (member, value) in members {
                deep([&name, "[", member, "]"].concat(), value, out);
            }
        }
    }
}

/// Items joined; an object's members as `name,value`, or `name=value` when it explodes.
fn join(value: &Plain, explode: bool, separator: &str, write: Write, out: &mut String) {
    let mut first = true;
    let mut separate = |out: &mut String| {
        if !std::mem::take(&mut first) {
            out.push_str(separator);
        }
    };
    match value {
        Plain::Text(text) => write.text(text, out),
        Plain::List(items) => {
            for item in items {
                separate(out);
                write.text(&scalar(item), out);
            }
        }
        Plain::Object(members) => {
            for (name, value) in members {
                separate(out);
                write.text(name, out);
                out.push_str(if explode { "=" } else { separator });
                write.text(&scalar(value), out);
            }
        }
    }
}
